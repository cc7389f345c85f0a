//! A crate of `codegen new` needs nothing but the binary and the registry.

use std::fs;
use std::path::Path;

use tests::binary::{Ran, cargo, project, run_in};
use tests::serving::Serving;

const SHOP: &str = r#"{
  "info": { "name": "shop" },
  "auth": { "type": "apikey", "apikey": { "key": "X-Key" } },
  "item": [
    { "name": "Orders", "item": [{
      "name": "Get order",
      "request": { "method": "GET", "url": "https://shop.example.com/orders/:id" },
      "response": [
        { "name": "OK", "code": 200, "body": "{\"id\": 7, \"state\": \"paid\"}" },
        { "name": "Not found", "code": 404, "body": "{\"error\": \"no such order\"}" }
      ]
    }] }
  ]
}"#;

/// An empty folder with the collection, in which the binary is run.
fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("shop.json"), SHOP).unwrap();
    dir
}

fn new(dir: &Path, arguments: &[&str]) {
    let arguments = [&["new", "shop.json", "--out", "shop"], arguments].concat();
    let ran = run_in(dir, &arguments);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    // The versions of this project; Cargo downloads those that only features need.
    fs::copy(project().join("Cargo.lock"), dir.join("shop/Cargo.lock")).unwrap();
}

fn run_cargo(dir: &Path, arguments: &[&str]) -> Ran {
    run_cargo_with(dir, arguments, &[])
}

fn run_cargo_with(dir: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
    let run = cargo()
        .current_dir(dir)
        .args(arguments)
        .arg("--quiet")
        .env("CARGO_TARGET_DIR", project().join("target/standalone"))
        .envs(variables.iter().copied())
        .output();
    run.unwrap().into()
}

/// The example in a file's documentation, as the program that rustdoc makes of it.
fn doctest(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let (_, example) = text.split_once("/// ```no_run\n").unwrap();
    let (example, _) = example.split_once("/// ```").unwrap();
    let lines = example.lines().map(|line| {
        let line = line.trim_start_matches('/').trim_start();
        line.strip_prefix("# ").unwrap_or(line)
    });
    let lines: Vec<&str> = lines.collect();
    format!(
        "#![allow(unused)]\nfn main() {{\n{}\n}}\n",
        lines.join("\n")
    )
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn a_new_crate_and_the_programs_in_its_documentation_compile() {
    let dir = folder();
    new(dir.path(), &[]);
    let shop = dir.path().join("shop");
    let readme = fs::read_to_string(shop.join("README.md")).unwrap();
    let (_, program) = readme.split_once("```rust,no_run\n").unwrap();
    let (program, _) = program.split_once("```").unwrap();
    fs::create_dir(shop.join("examples")).unwrap();
    fs::write(shop.join("examples/quick_start.rs"), program).unwrap();
    let pagination = "client::Pagination::cursor(\"page_token\", \"/next_page_token\")";
    assert!(readme.contains(&format!("`{pagination}`")));
    let (before, call) = program.split_once("match client.call(").unwrap();
    let (operation, _) = call.split_once(").await").unwrap();
    let pages = format!(
        "{before}let mut pages = client.call({operation}).pages(shop::{pagination});
        while let Some(page) = pages.next().await? {{ println!(\"{{page:?}}\"); }} Ok(()) }}"
    );
    fs::write(shop.join("examples/pages.rs"), &pages).unwrap();
    let operation = doctest(&shop.join("src/shop/orders/get_order.rs"));
    assert!(operation.contains("match client.call(operation)"));
    // The items of the only API are in the root.
    assert!(operation.contains("shop::orders::get_order::"));
    assert!(!operation.contains("shop::shop::") && !program.contains("shop::shop::"));
    fs::write(shop.join("examples/get_order.rs"), operation).unwrap();
    let tokio =
        "\n[dev-dependencies]\ntokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n";
    edit(
        &shop.join("Cargo.toml"),
        "\n[dependencies]",
        &format!("{tokio}\n[dependencies]"),
    );
    let ran = run_cargo(&shop, &["check", "--all-targets"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (Some(0), ""),
        "{program}{pages}"
    );

    // A runtime of another version says what to do.
    edit(
        &shop.join("src/shop.rs"),
        "generated_for!(\"0.1\")",
        "generated_for!(\"0.7\")",
    );
    let ran = run_cargo(&shop, &["check"]);
    let message = "this code was generated for version 0.7 of the package `codegen-client`, but version 0.1 is used";
    assert!(ran.err.contains(message), "{}", ran.err);
}

#[test]
fn the_quick_start_sets_the_variables_of_the_client() {
    let dir = tempfile::tempdir().unwrap();
    let item = |name: &str| {
        let url = "https://example.com/accounts/{{accountId}}/orders?region={{region}}";
        format!(r#"{{ "name": "{name}", "request": {{ "method": "GET", "url": "{url}" }} }}"#)
    };
    let collection = format!(
        r#"{{ "info": {{ "name": "shop" }}, "item": [{}, {}],
            "variable": [{{ "key": "region", "value": "eu" }}] }}"#,
        item("List orders"),
        item("List old orders")
    );
    fs::write(dir.path().join("shop.json"), collection).unwrap();
    new(dir.path(), &[]);
    let shop = dir.path().join("shop");
    let readme = fs::read_to_string(shop.join("README.md")).unwrap();
    assert!(
        readme.contains("- shop: `account_id` (no default), `region`\n"),
        "{readme}"
    );
    let (_, program) = readme.split_once("```rust,no_run\n").unwrap();
    let (program, _) = program.split_once("```").unwrap();
    let words = program.split_whitespace().collect::<String>();
    let variables =
        r#".variables(shop::ClientVariables::new().account_id(std::env::var("SHOP_ACCOUNT_ID")?)"#;
    assert!(words.contains(variables), "{program}");
    assert!(
        words.contains("client.call(ListOrders::new()).await"),
        "{program}"
    );
    fs::create_dir(shop.join("examples")).unwrap();
    fs::write(shop.join("examples/quick_start.rs"), program).unwrap();
    edit(
        &shop.join("Cargo.toml"),
        "\n[dependencies]",
        "\n[dev-dependencies]\ntokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n\n[dependencies]",
    );
    let ran = run_cargo(&shop, &["check", "--all-targets"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{program}");
}

#[test]
fn folders_with_the_names_of_what_a_root_contains_compile_at_the_root() {
    let dir = tempfile::tempdir().unwrap();
    let item = |name: &str| {
        let request = r#"{ "method": "GET", "url": "https://example.com/a" }"#;
        format!(r#"{{ "name": "{name}", "item": [{{ "name": "Error", "request": {request} }}] }}"#)
    };
    let names = [
        "client", "auth", "examples", "Error", "shop", "core", "types",
    ];
    let items = names.map(item).join(",");
    let collection = format!(r#"{{ "info": {{ "name": "shop" }}, "item": [{items}] }}"#);
    fs::write(dir.path().join("shop.json"), collection).unwrap();
    new(dir.path(), &["--examples"]);
    let ran = run_cargo(&dir.path().join("shop"), &["check", "--all-features"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
}

#[test]
fn several_apis_are_in_their_modules_only() {
    let dir = folder();
    let other = SHOP.replacen("\"shop\"", "\"depot\"", 1);
    assert_ne!(other, SHOP);
    fs::write(dir.path().join("depot.json"), other).unwrap();
    let ran = run_in(
        dir.path(),
        &["new", "shop.json", "depot.json", "--out", "both"],
    );
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(!ran.err.contains("short-paths-removed"), "{}", ran.err);
    let root = fs::read_to_string(dir.path().join("both/src/lib.rs")).unwrap();
    assert!(
        root.contains("pub mod depot;") && !root.contains("pub use self::"),
        "{root}"
    );
    let readme = fs::read_to_string(dir.path().join("both/README.md")).unwrap();
    assert!(readme.contains("::shop::"), "{readme}");
}

#[test]
fn a_second_api_in_a_crate_of_one_is_reported_once() {
    let dir = folder();
    let other = SHOP.replacen("\"shop\"", "\"depot\"", 1);
    fs::write(dir.path().join("depot.json"), other).unwrap();
    let run = |files: &[&str]| {
        let ran = run_in(dir.path(), &[&["new", "--out", "shop"], files].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.err
    };
    let code = "short-paths-removed";
    assert!(!run(&["shop.json"]).contains(code));
    assert!(!run(&["shop.json"]).contains(code));
    let both = ["depot.json", "shop.json", "--name", "shop"];
    let told = run(&both);
    let message = "`shop::Client` is now `shop::shop::Client`: the crate has several APIs";
    assert!(told.contains(message), "{told}");
    assert!(told.contains("depot.json"), "{told}");
    assert!(!run(&both).contains(code));
}

#[test]
fn a_new_crate_tests_its_saved_responses() {
    let dir = folder();
    // Its file is not here, its path ends with a variable that is empty, and the status has no body. The saved list of the other
    // is longer than that of the item, and has a variable without a value.
    let upload = r#"}, {
      "name": "Upload photo",
      "request": {
        "method": "POST",
        "url": {
          "host": ["https://shop.example.com"],
          "path": ["photos", ":order"],
          "variable": [{ "key": "order", "value": "{{ORDER}}" }]
        },
        "body": { "mode": "formdata", "formdata": [{ "key": "photo", "type": "file", "src": "/nowhere/photo.png" }] }
      },
      "response": [{ "name": "Uploaded", "code": 204, "body": "{\"id\": 8}" }]
    }, {
      "name": "Add lines",
      "request": {
        "method": "POST",
        "url": "https://shop.example.com/lines",
        "body": { "mode": "urlencoded", "urlencoded": [{ "key": "lines[0][sku]", "value": "a" }] }
      },
      "response": [{ "name": "Added", "code": 201, "body": "{\"id\": 8}", "originalRequest": {
        "method": "POST",
        "url": "https://shop.example.com/lines",
        "body": { "mode": "urlencoded", "urlencoded": [
          { "key": "lines[0][sku]", "value": "b" }, { "key": "lines[1][sku]", "value": "{{sku}}" }
        ] }
      } }]
    }] }"#;
    let variable = r#""variable": [{ "key": "ORDER", "value": "" }], "item""#;
    let collection = SHOP.replacen("}] }", upload, 1);
    let collection = collection.replacen("\"item\"", variable, 1);
    fs::write(dir.path().join("shop.json"), collection).unwrap();
    new(dir.path(), &["--tests"]);
    let shop = dir.path().join("shop");
    let features = ["--no-default-features", "--features", "shop-orders"];
    let test = || {
        let arguments = ["test", "--test", "saved_responses"];
        run_cargo(&shop, &[&arguments[..], &features[..]].concat())
    };
    let ran = test();
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("4 passed"), "{}", ran.out);
    assert_eq!(ran.err, "");

    // They fail for another path, for another status, and for what cannot be written again.
    let sources = shop.join("src/shop");
    edit(
        &sources.join("orders/get_order.rs"),
        "\"/orders/\"",
        "\"/order/\"",
    );
    let ran = test();
    assert!(
        ran.out.contains("the path has `order` instead of `orders`"),
        "{}",
        ran.out
    );
    edit(
        &sources.join("orders/get_order.rs"),
        "\"/order/\"",
        "\"/orders/\"",
    );
    edit(
        &sources.join("examples.rs"),
        "\"paid\\\"}",
        "\"paid\\\", \\\"more\\\": 1}",
    );
    let ran = test();
    assert!(
        ran.out
            .contains("is not the same when it is written again: `/more`"),
        "{}",
        ran.out
    );
}

#[test]
fn a_new_crate_tests_a_real_server() {
    let dir = folder();
    let file = dir.path().join("shop.json");
    // `BASE_URL` stands for the variable too.
    let shop = SHOP.replace("https://shop.example.com", "{{baseUrl}}");
    fs::write(&file, &shop).unwrap();
    new(dir.path(), &["--tests"]);
    let test = |collection: String, variables: &[(&str, &str)]| {
        fs::write(&file, collection).unwrap();
        let server = Serving::start(&file, [] as [&str; 0]).unwrap().unwrap();
        let base_url = format!("http://{}", server.address);
        let variables = [&[("BASE_URL", base_url.as_str())], variables].concat();
        let arguments = [
            "test",
            "--test=live",
            "--no-default-features",
            "--features=shop-orders,ureq",
        ];
        run_cargo_with(&dir.path().join("shop"), &arguments, &variables)
    };
    let key = ("SHOP_API_KEY", "key");
    let ran = test(shop.clone(), &[key]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    assert!(ran.out.contains("1 passed"), "{}", ran.out);

    let ran = test(shop.clone(), &[]);
    let problem = "the environment variable `SHOP_API_KEY` is not set";
    assert!(ran.out.contains(problem), "{}", ran.out);

    // A status that the collection did not have when the crate was written.
    let ran = test(shop.replace("200", "202").replace("404", "410"), &[key]);
    let problem = "the response to `Get order` is not documented: save it in Postman as an example, or write \
                   `[item.\"Get order\".response.202]` in codegen.toml";
    assert!(ran.out.contains(problem), "{}", ran.out);

    // A value of another type.
    let ran = test(
        shop.replace("\\\"id\\\": 7", "\\\"id\\\": \\\"seven\\\""),
        &[key],
    );
    let problem = "the response to `Get order` has values of other types; at `/id`: expected";
    assert!(ran.out.contains(problem), "{}", ran.out);
}

#[test]
fn a_crate_whose_runtime_has_another_name_can_be_packaged() {
    let dir = folder();
    new(
        dir.path(),
        &[
            "--client-name",
            "shop-runtime",
            "--client-package",
            "shop-runtime",
        ],
    );
    let shop = dir.path().join("shop");
    edit(
        &shop.join("Cargo.toml"),
        "publish = false\n",
        "license = \"MIT\"\ndescription = \"A shop\"\n",
    );
    let ran = run_cargo(&shop, &["check"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    // Cargo would verify the package with a copy of the runtime that an earlier run has left in its cache.
    let package = ["package", "--workspace", "--allow-dirty", "--no-verify"];
    let ran = run_cargo(&shop, &package);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

#[test]
fn a_second_run_keeps_what_the_user_wrote() {
    let dir = folder();
    new(dir.path(), &[]);
    let shop = dir.path().join("shop");
    edit(
        &shop.join("Cargo.toml"),
        "version = \"0.1.0\"",
        "version = \"1.2.3\" # ours",
    );
    fs::write(shop.join("README.md"), "# Ours\n").unwrap();
    let manifest = fs::read_to_string(shop.join("Cargo.toml")).unwrap();
    new(dir.path(), &[]);
    assert_eq!(
        fs::read_to_string(shop.join("Cargo.toml")).unwrap(),
        manifest
    );
    assert_eq!(
        fs::read_to_string(shop.join("README.md")).unwrap(),
        "# Ours\n"
    );
}

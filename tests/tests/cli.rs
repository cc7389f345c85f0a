//! The command line: each verb, its exit codes, and what it leaves alone.

#[path = "cli/curl.rs"]
mod curl;
#[path = "cli/list.rs"]
mod list;
#[path = "cli/options.rs"]
mod options;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use codegen::diagnostic::Code;
use serde_json::Value;
use tempfile::TempDir;
use tests::binary::{Ran, binary, project, run_in};

/// A collection with one item of a URL, and one without.
const PETS: &str = r#"{
  "info": { "name": "Pets", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
  "item": [
    { "name": "Get a pet", "request": { "method": "GET", "url": {
        "host": ["{{baseUrl}}"], "path": ["pets", ":id"], "variable": [{ "key": "id", "value": "1" }] } } }
  ],
  "variable": [{ "key": "baseUrl", "value": "https://pets.example.com" }]
}"#;

/// An item that cannot be sent, and one that can.
const HALF_BROKEN: &str = r#"{
  "info": { "name": "Half", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
  "item": [
    { "name": "Nowhere", "request": { "method": "GET" } },
    { "name": "Somewhere", "request": { "method": "GET", "url": "https://half.example.com/a" } }
  ]
}"#;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        write(dir.path(), path, text);
    }
    dir
}

fn write(dir: &Path, path: &str, text: &str) {
    let path = dir.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn read(dir: &Path, path: &str) -> String {
    fs::read_to_string(dir.join(path)).unwrap()
}

fn run_with_input(dir: &Path, arguments: &[&str], input: &str) -> Ran {
    let mut child = Command::new(binary())
        .current_dir(dir)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap().into()
}

#[test]
fn generate_is_the_default_and_writes_only_what_differs() {
    let dir = folder(&[("collections/pets.json", PETS)]);
    let first = run_in(dir.path(), &[]);
    assert_eq!((first.code, first.err.as_str()), (Some(0), ""));
    assert_eq!(
        first.out,
        "created generated/src/lib.rs\ncreated generated/src/pets.rs\n\
         created generated/src/pets/get_a_pet.rs\n\
         1 API, 1 operation: 3 files changed, 0 unchanged\n"
    );
    let modified = || {
        fs::metadata(dir.path().join("generated/src/pets.rs"))
            .unwrap()
            .modified()
            .unwrap()
    };
    let before = modified();
    let second = run_in(dir.path(), &["generate"]);
    assert_eq!(
        second.out,
        "1 API, 1 operation: 0 files changed, 3 unchanged\n"
    );
    assert_eq!(modified(), before);
}

#[test]
fn generate_takes_other_folders_and_deletes_what_is_left_over() {
    let dir = folder(&[("apis/pets.json", PETS), ("apis/half.json", HALF_BROKEN)]);
    let flags = ["--collections", "apis", "--out", "made"];
    assert_eq!(run_in(dir.path(), &flags).code, Some(1));
    fs::remove_file(dir.path().join("apis/half.json")).unwrap();
    let ran = run_in(dir.path(), &flags);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(
        ran.out.contains("deleted made/src/half/somewhere.rs\n"),
        "{}",
        ran.out
    );
    assert!(!dir.path().join("made/src/half").exists());
}

#[test]
fn an_error_in_one_item_is_exit_1_and_costs_nothing_else() {
    let dir = folder(&[
        ("collections/half.json", HALF_BROKEN),
        ("collections/pets.json", PETS),
    ]);
    let ran = run_in(dir.path(), &[]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("error[no-url]"), "{}", ran.err);
    assert!(
        ran.err.contains("--> collections/half.json:4:5"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("at `/item/0`"), "{}", ran.err);
    assert!(dir.path().join("generated/src/half/somewhere.rs").exists());
    assert!(dir.path().join("generated/src/pets/get_a_pet.rs").exists());
}

#[test]
fn an_item_can_be_skipped_with_all_its_errors() {
    let config = "[item.Nowhere]\nskip = true\n";
    let dir = folder(&[
        ("collections/half/half.json", HALF_BROKEN),
        ("collections/half/codegen.toml", config),
    ]);
    let ran = run_in(dir.path(), &[]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
}

#[test]
fn a_correction_that_matches_nothing_is_an_error_that_names_the_nearest() {
    let dir = folder(&[
        ("collections/pets/pets.json", PETS),
        (
            "collections/pets/codegen.toml",
            "[item.\"Get a pett\"]\nrename = \"FetchPet\"\n",
        ),
    ]);
    let ran = run_in(dir.path(), &[]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("--> collections/pets/codegen.toml:1:7"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("did you mean `Get a pet`?"), "{}", ran.err);
}

#[test]
fn corrections_change_names_and_types() {
    let config = "[item.\"Get a pet\"]\nrename = \"FetchPet\"\n\
                  [item.\"Get a pet\".parameter.id]\nrename = \"pet\"\nenum = [\"1\", \"2\"]\n";
    let dir = folder(&[("pets.json", PETS), ("pets.toml", config)]);
    let ran = run_in(dir.path(), &["list", "pets.json", "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let list: Value = serde_json::from_str(&ran.out).unwrap();
    let operation = &list["apis"][0]["operations"][0];
    assert_eq!(operation["module"], "pets::fetch_pet");
    assert_eq!(operation["type"], "FetchPet");
    assert_eq!(operation["parameters"][0]["name"], "pet");
    assert_eq!(
        operation["parameters"][0]["enum"]["values"][1]["value"],
        "2"
    );
}

#[test]
fn a_broken_file_does_not_cost_the_others() {
    let dir = folder(&[
        ("collections/bad.json", "{"),
        ("collections/pets.json", PETS),
    ]);
    let ran = run_in(dir.path(), &[]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err.contains("--> collections/bad.json:1:"),
        "{}",
        ran.err
    );
    assert!(dir.path().join("generated/src/pets.rs").exists());
}

#[test]
fn nothing_is_deleted_where_nothing_can_be_read() {
    let dir = folder(&[("collections/pets.json", PETS)]);
    assert_eq!(run_in(dir.path(), &[]).code, Some(0));
    let ran = run_in(dir.path(), &["--collections", "colections"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("cannot read `colections`"), "{}", ran.err);
    assert!(dir.path().join("generated/src/pets.rs").exists());
}

#[test]
fn files_that_are_not_generated_are_never_replaced() {
    let dir = folder(&[
        ("collections/pets.json", PETS),
        ("generated/src/pets.rs", "// by hand\n"),
    ]);
    let ran = run_in(dir.path(), &[]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.err
            .contains("nothing was written: `generated/src/pets.rs` is in the way"),
        "{}",
        ran.err
    );
    assert_eq!(read(dir.path(), "generated/src/pets.rs"), "// by hand\n");
    assert!(!dir.path().join("generated/src/lib.rs").exists());
}

#[test]
fn files_beside_the_generated_ones_are_left_alone() {
    let dir = folder(&[
        ("collections/pets.json", PETS),
        ("generated/src/by_hand.rs", "// by hand\n"),
    ]);
    assert_eq!(run_in(dir.path(), &[]).code, Some(0));
    assert_eq!(run_in(dir.path(), &["check"]).code, Some(0));
    assert_eq!(read(dir.path(), "generated/src/by_hand.rs"), "// by hand\n");
}

#[test]
fn a_write_that_fails_leaves_all_as_it_was() {
    // A folder that is in the way of a file cannot be replaced.
    let dir = folder(&[
        ("collections/pets.json", PETS),
        ("generated/src/pets/get_a_pet.rs/mine.txt", "mine"),
    ]);
    let ran = run_in(dir.path(), &[]);
    assert_eq!(ran.code, Some(1));
    let message = "nothing was written: `generated/src/pets/get_a_pet.rs` is in the way";
    assert!(ran.err.contains(message), "{}", ran.err);
    let left: Vec<_> = fs::read_dir(dir.path().join("generated/src"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["pets"]);
}

#[test]
fn output_inside_the_collections_or_the_reverse_is_refused() {
    let dir = folder(&[("a/collections/pets.json", PETS)]);
    for (collections, out) in [
        ("a/collections", "a/collections"),
        ("a/collections", "a/collections/rust"),
        ("a/src/collections", "a"),
    ] {
        write(dir.path(), "a/src/collections/pets.json", PETS);
        let ran = run_in(dir.path(), &["--collections", collections, "--out", out]);
        assert_eq!(ran.code, Some(1));
        assert!(
            ran.err.contains("nothing was written: the output folder"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn check_names_what_is_stale_and_what_to_run() {
    let dir = folder(&[("collections/pets.json", PETS)]);
    assert_eq!(run_in(dir.path(), &[]).code, Some(0));
    let fresh = run_in(dir.path(), &["check"]);
    assert_eq!(
        (fresh.code, fresh.out.as_str()),
        (Some(0), "generated/src is fresh (3 files)\n")
    );

    let source = "generated/src/pets/get_a_pet.rs";
    let text = read(dir.path(), source);
    write(dir.path(), source, &text.replace("GET", "PUT"));
    let root = read(dir.path(), "generated/src/lib.rs");
    write(
        dir.path(),
        "generated/src/lib.rs",
        &root.replace('\n', "\r\n"),
    );
    fs::remove_file(dir.path().join("generated/src/pets.rs")).unwrap();
    write(
        dir.path(),
        "generated/src/old.rs",
        "// @generated by `codegen` from x. Do not edit by hand.\n",
    );

    let stale = run_in(dir.path(), &["check", "--collections", "./collections"]);
    assert_eq!(stale.code, Some(1));
    assert_eq!(
        stale.out,
        "generated/src/lib.rs: differs in its line ends only (CRLF)\n\
         generated/src/old.rs: left over\n\
         generated/src/pets.rs: missing\n\
         generated/src/pets/get_a_pet.rs: differs\n\
         these files are stale: run `cargo run -p codegen -- --collections ./collections`\n"
    );
    let diff = run_in(dir.path(), &["check", "--diff"]);
    assert!(
        diff.out.contains("\n-") && diff.out.contains("\n+"),
        "{}",
        diff.out
    );
    assert!(!diff.out.contains('\u{1b}'), "colours are for terminals");
    assert!(
        dir.path().join("generated/src/old.rs").exists(),
        "check writes nothing"
    );
}

#[test]
fn new_writes_a_crate_and_refuses_what_is_not_its_own() {
    let dir = folder(&[("pets.json", PETS), ("mine/notes.txt", "mine")]);
    let client = project().join("client").display().to_string();
    let arguments = [
        "new",
        "pets.json",
        "--out",
        "pets-client",
        "--name",
        "Pets!",
        "--client",
        &client,
        "--examples",
    ];
    let ran = run_in(dir.path(), &arguments);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let manifest = read(dir.path(), "pets-client/Cargo.toml");
    assert!(manifest.contains("name = \"pets\""), "{manifest}");
    let dependency = "client = { package = \"codegen-client\", path = \"";
    assert!(manifest.contains(dependency), "{manifest}");
    assert!(!dir.path().join("pets-client/client").exists());
    for path in [
        "README.md",
        "src/lib.rs",
        "src/pets.rs",
        "src/pets/examples.rs",
    ] {
        assert!(dir.path().join("pets-client").join(path).exists(), "{path}");
    }
    // Its own it writes again.
    assert_eq!(run_in(dir.path(), &arguments).code, Some(0));

    let refused = run_in(dir.path(), &["new", "pets.json", "--out", "mine"]);
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.err.contains("`mine` is not empty"),
        "{}",
        refused.err
    );
    let no_client = run_in(
        dir.path(),
        &["new", "pets.json", "--out", "x", "--client", "mine"],
    );
    assert_eq!(no_client.code, Some(1));
    assert!(
        no_client
            .err
            .contains("`mine` is not the folder of a package with the library `client`"),
        "{}",
        no_client.err
    );
}

#[test]
fn a_crate_of_other_apis_is_not_replaced() {
    let collection = |name: &str| {
        format!(
            r#"{{"info": {{"name": "{name}"}}, "item": [{{"name": "a", "request": "http://h/a"}}]}}"#
        )
    };
    let files = [("a.json", collection("a")), ("b.json", collection("b"))];
    let dir = folder(&files.each_ref().map(|(path, text)| (*path, text.as_str())));
    let new = |arguments: &[&str]| {
        let ran = run_in(
            dir.path(),
            &[&["new", "--out", "out"][..], arguments].concat(),
        );
        (ran.code, ran.err)
    };
    assert_eq!(new(&["a.json"]).0, Some(0));
    for arguments in [&["a.json", "--name", "c"][..], &["b.json"]] {
        let (code, err) = new(arguments);
        assert_eq!(code, Some(1), "{err}");
        assert!(err.contains("`src/a.rs` would be deleted"), "{err}");
        assert!(dir.path().join("out/src/a.rs").exists());
    }
    // A second API is added, and the first one is removed.
    assert_eq!(new(&["a.json", "b.json"]).0, Some(0));
    assert_eq!(new(&["b.json"]).0, Some(0));
    assert!(!dir.path().join("out/src/a.rs").exists());
}

#[test]
fn features_of_folders_are_written_as_those_of_cargo() {
    let collection = r#"{"info": {"name": "box"}, "item": [{"name": "File uploads", "item": [
        {"name": "Get", "request": "https://example.com/a"}]}]}"#;
    let dir = folder(&[("box.json", collection)]);
    let ran = run_in(dir.path(), &["new", "box.json", "--out", "out"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let manifest = read(dir.path(), "out/Cargo.toml");
    let default = "default = [\"reqwest\", \"folders\"] # codegen";
    assert!(manifest.contains(default), "{manifest}");
    let folders = "folders = [\n    \"box-file-uploads\",\n] # codegen";
    assert!(manifest.contains(folders), "{manifest}");
    assert!(
        manifest.contains("\nbox-file-uploads = [] # codegen\n"),
        "{manifest}"
    );
}

#[test]
fn an_environment_gives_values() {
    let live = r#"{ "name": "live", "values": [{ "key": "baseUrl", "value": "https://live.example.com" }] }"#;
    let dir = folder(&[("collections/pets.json", PETS), ("live.json", live)]);
    let ran = run_in(dir.path(), &["--environment", "live.json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let module = read(dir.path(), "generated/src/pets.rs");
    assert!(module.contains("https://live.example.com"), "{module}");
}

#[test]
fn a_diagnostic_is_explained_with_an_example_and_a_fix() {
    let dir = folder(&[("collections/half.json", HALF_BROKEN)]);
    let ran = run_in(dir.path(), &[]);
    let hint = "for more information, run `codegen explain no-url`";
    assert!(ran.err.contains(hint), "{}", ran.err);

    let ran = run_in(dir.path(), &["explain", "no-url"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let title = "error[no-url]: A request has no URL.\n";
    assert!(ran.out.starts_with(title), "{}", ran.out);
    assert!(ran.out.contains("\n# Example\n"), "{}", ran.out);
    assert!(ran.out.contains("\n# Fix\n"), "{}", ran.out);

    let ran = run_in(dir.path(), &["explain"]);
    assert_eq!(ran.code, Some(0));
    assert_eq!(ran.out.lines().count(), Code::ALL.len());

    let ran = run_in(dir.path(), &["explain", "no-ur"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("did you mean `no-url`?"), "{}", ran.err);
}

#[test]
fn a_wrong_argument_is_exit_2_with_a_suggestion() {
    let dir = folder(&[]);
    let flag = run_in(dir.path(), &["--colections", "x"]);
    assert_eq!(flag.code, Some(2));
    assert!(flag.err.contains("'--collections'"), "{}", flag.err);
    let verb = run_in(dir.path(), &["chekc"]);
    assert_eq!(verb.code, Some(2));
    assert!(verb.err.contains("'check'"), "{}", verb.err);
    assert_eq!(run_in(dir.path(), &["list"]).code, Some(2));
    assert_eq!(run_in(dir.path(), &["new", "a.json"]).code, Some(2));
}

#[test]
fn help_names_each_verb() {
    let ran = run_in(project(), &["--help"]);
    assert_eq!(ran.code, Some(0));
    // The verbs are the rows of the table in the documentation of the module.
    let documented = include_str!("../../codegen/src/cli.rs").lines();
    let rows = documented.filter_map(|line| line.strip_prefix("//! | `"));
    let documented: BTreeSet<&str> = rows
        .filter_map(|row| row.split([' ', '`']).next())
        .collect();
    let (_, commands) = ran.out.split_once("Commands:\n").expect("a list of verbs");
    let lines = commands.lines().take_while(|line| !line.is_empty());
    let shown: BTreeSet<&str> = lines
        .filter_map(|line| {
            let verb = line.strip_prefix("  ")?;
            (!verb.starts_with(' ')).then(|| verb.split(' ').next())?
        })
        .collect();
    assert_eq!(shown, &documented | &BTreeSet::from(["help"]));
}

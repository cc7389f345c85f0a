//! `codegen list`, as text and as JSON.

use serde_json::{Value, json};
use tests::binary::{project, run_in};

use super::{HALF_BROKEN, PETS, folder, run_with_input};

#[test]
fn list_shows_what_was_understood_as_text() {
    let dir = folder(&[("pets.json", PETS)]);
    let ran = run_in(dir.path(), &["list", "pets.json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(
        ran.out.starts_with("Pets, from pets.json: 1 operation\n"),
        "{}",
        ran.out
    );
    assert!(
        ran.out
            .contains("GET /pets/:id    pets::get_a_pet::GetAPet\n"),
        "{}",
        ran.out
    );
}

#[test]
fn list_as_json_has_the_documented_members() {
    let dir = folder(&[("half.json", HALF_BROKEN)]);
    let golden = project().join("collections/zoom").display().to_string();
    let ran = run_in(
        dir.path(),
        &["list", &golden, "half.json", "--format", "json"],
    );
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let list: Value = serde_json::from_str(&ran.out).unwrap();
    let has = |value: &Value, names: &[&str]| {
        for name in names {
            assert!(value.get(name).is_some(), "no `{name}` in {value:#}");
        }
    };
    let api = &list["apis"][0];
    has(api, &["name", "source", "operations"]);
    let operation = &api["operations"][0];
    has(
        operation,
        &[
            "pointer",
            "name",
            "module",
            "type",
            "method",
            "path",
            "parameters",
            "body",
            "auth",
            "answers",
            "error_codes",
        ],
    );
    assert_eq!(operation["auth"]["scheme"], "oauth2");
    assert_eq!(operation["body"]["kind"], "formdata");
    let action = &operation["parameters"][1];
    has(
        action,
        &[
            "place",
            "wire_name",
            "name",
            "type",
            "required",
            "default",
            "enum",
            "evidence",
        ],
    );
    assert_eq!(action["place"], "formdata");
    assert_eq!(action["enum"]["exact"], true);
    has(&action["enum"]["values"][0], &["value", "name", "docs"]);
    has(
        &operation["answers"][0],
        &["status", "variant", "payload", "stream", "evidence"],
    );
    has(
        &operation["error_codes"][0],
        &["code", "status", "name", "text"],
    );
    let diagnostics = list["diagnostics"].as_array().unwrap();
    let diagnostic = diagnostics
        .iter()
        .find(|diagnostic| diagnostic["code"] == "no-url")
        .unwrap();
    has(
        diagnostic,
        &[
            "severity", "message", "file", "line", "column", "pointer", "help",
        ],
    );
    assert_eq!(
        (&diagnostic["file"], &diagnostic["line"]),
        (&Value::from("half.json"), &Value::from(4))
    );
}

#[test]
fn list_reads_standard_input() {
    let dir = folder(&[]);
    let ran = run_with_input(dir.path(), &["list", "-", "--format", "json"], PETS);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let list: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(list["apis"][0]["source"], "-");
}

#[test]
fn list_is_exit_1_where_a_file_cannot_be_read() {
    let dir = folder(&[("pets.json", PETS), ("bad.json", "[")]);
    for file in ["missing.json", "bad.json"] {
        let ran = run_in(dir.path(), &["list", "pets.json", file, "--format", "json"]);
        assert_eq!(ran.code, Some(1));
        let list: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(list["apis"].as_array().unwrap().len(), 1);
        assert_eq!(list["diagnostics"][0]["file"], file);
    }
}

#[test]
fn list_is_exit_1_where_nothing_is_understood() {
    let dir = folder(&[("none.json", "[]"), ("pets.json", PETS)]);
    let ran = run_in(dir.path(), &["list", "none.json"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(ran.err.contains("error[no-operation]"), "{}", ran.err);
    let ran = run_in(dir.path(), &["list", "pets.json", "none.json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
}

#[test]
fn list_shows_the_key_that_changes_each_thing() {
    let shop = r#"{ "info": { "name": "Shop" }, "item": [{
        "name": "Get order", "request": "https://shop.example.com/orders/:id",
        "response": [{ "code": 200, "body": "{\"total\": 1}" }] }] }"#;
    let dir = folder(&[("shop.json", shop)]);
    let ran = run_in(dir.path(), &["list", "shop.json", "--keys"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for line in [
        "  Get order    [item.\"Get order\"]\n",
        "(part of every request)    [item.\"Get order\".parameter.id]\n",
        "\n[type.Order]    (one example of a `200` response. Fields may be missing, so all are optional)\n",
        "\n  total: i64, optional    [type.Order.field.total]\n",
    ] {
        assert!(ran.out.contains(line), "{line}{}", ran.out);
    }
    let ran = run_in(dir.path(), &["list", "shop.json", "--format", "json"]);
    let list: Value = serde_json::from_str(&ran.out).unwrap();
    let operation = &list["apis"][0]["operations"][0];
    assert_eq!(
        operation["parameters"][0]["key"],
        "item.\"Get order\".parameter.id"
    );
    assert_eq!(
        operation["types"][0]["fields"][0]["key"],
        "type.Order.field.total"
    );
}

#[test]
fn list_names_the_variables_of_the_client_until_they_are_declared_required() {
    let item = |name: &str| {
        format!(r#"{{ "name": "{name}", "request": "https://h/a/{{{{accountId}}}}" }}"#)
    };
    let collection = format!(r#"{{ "item": [{}, {}] }}"#, item("Get a"), item("Get b"));
    let listed = |config: &str| {
        let dir = folder(&[("shop.json", &*collection), ("shop.toml", config)]);
        let ran = run_in(dir.path(), &["list", "shop.json", "--format", "json"]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
        let list: Value = serde_json::from_str(&ran.out).unwrap();
        let api = &list["apis"][0];
        let parameters = api["operations"].as_array().unwrap().iter();
        let parameters = parameters.map(|operation| {
            let parameter = &operation["parameters"][0];
            let variable = parameter["client_variable"].as_str().map(str::to_owned);
            (variable, parameter["required"] == true)
        });
        (
            parameters.collect::<Vec<_>>(),
            api["client_variables"].clone(),
        )
    };
    let of_client = || (Some("accountId".to_owned()), false);
    let argument = || (None, true);
    let variables = json!([
        { "variable": "accountId", "name": "account_id", "default": null, "docs": "" }
    ]);
    assert_eq!(
        listed(""),
        (vec![of_client(), of_client()], variables.clone())
    );
    assert_eq!(
        listed("[item.\"Get a\".parameter.accountId]\nrequired = true"),
        (vec![argument(), of_client()], variables)
    );
    assert_eq!(
        listed("[parameter.accountId]\nrequired = true"),
        (vec![argument(), argument()], json!([]))
    );
}

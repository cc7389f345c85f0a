//! `codegen curl`: the requests of a collection as commands.

use std::fs;

use tests::binary::run_in;

use super::folder;

/// Items with credentials, a file, an unfilled path variable, and a signature that curl cannot compute.
const SHOP: &str = r#"{ "info": { "name": "Shop" }, "auth": { "type": "bearer", "bearer": [{ "key": "token", "value": "x" }] }, "item": [
  { "name": "Get", "request": { "method": "GET", "url": "{{baseUrl}}/orders/:id?page=1" } },
  { "name": "Add", "request": { "method": "POST", "url": "https://shop.example/orders",
    "body": { "mode": "formdata", "formdata": [
      { "key": "note", "value": "it's" }, { "key": "photo", "type": "file", "src": "no such.png" }] } } },
  { "name": "Digest", "request": { "method": "GET", "url": "https://shop.example/",
    "auth": { "type": "digest", "digest": [{ "key": "username", "value": "u" }, { "key": "password", "value": "p" }] } } },
  { "name": "Hawk", "request": { "method": "GET", "url": "https://shop.example/",
    "auth": { "type": "hawk", "hawk": [{ "key": "authId", "value": "i" }, { "key": "authKey", "value": "k" }] } } }
] }"#;

#[test]
fn all_items_are_commands_with_variables_of_the_shell() {
    let dir = folder(&[("shop.json", SHOP)]);
    let ran = run_in(dir.path(), &["curl", "shop.json"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let expected = r#"# Get
curl --request GET "$SHOP_BASE_URL/orders/$SHOP_ID?page=1" \
  --header "Authorization: Bearer $SHOP_BEARER"

# Add
curl --request POST https://shop.example/orders \
  --header "Authorization: Bearer $SHOP_BEARER" \
  --form-string 'note=it'\''s' \
  --form 'photo=@"no such.png";type=image/png'

# Digest
curl --request GET https://shop.example/ \
  --digest \
  --user "$SHOP_DIGEST_USERNAME:$SHOP_DIGEST_PASSWORD"

# Hawk
# note: curl cannot sign with hawk: set SHOP_AUTHORIZATION to the header's value, or send the request with `codegen call`
curl --request GET https://shop.example/ \
  --header "Authorization: $SHOP_AUTHORIZATION"
"#;
    assert_eq!(ran.out, expected);
}

#[test]
fn a_path_variable_without_a_value_has_its_name_in_programs() {
    let dir = folder(&[("collections/shop.json", SHOP)]);
    let ran = run_in(dir.path(), &["generate", "--out", "out"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let docs = fs::read_to_string(dir.path().join("out/src/shop/get.rs")).unwrap();
    assert!(docs.contains("Get::new(\"id\""), "{docs}");
    assert!(!docs.contains("\":id\""), "{docs}");
}

#[test]
fn one_item_is_one_command_for_the_shell_of_choice() {
    let dir = folder(&[("shop.json", SHOP)]);
    let of = |shell| {
        let arguments = [
            "curl",
            "shop.json",
            "Get",
            "--server",
            "http://h",
            "--shell",
            shell,
        ];
        run_in(dir.path(), &arguments).out
    };
    assert_eq!(
        of("powershell"),
        "curl.exe --request GET \"http://h/orders/${env:SHOP_ID}?page=1\" `\n  \
         --header \"Authorization: Bearer ${env:SHOP_BEARER}\"\n"
    );
    assert_eq!(
        of("cmd"),
        "curl --request GET \"http://h/orders/%SHOP_ID%?page=1\" ^\n  \
         --header \"Authorization: Bearer %SHOP_BEARER%\"\n"
    );
    let unknown = run_in(dir.path(), &["curl", "shop.json", "Gett"]);
    assert_eq!(unknown.code, Some(1));
    assert!(
        unknown.err.contains("did you mean `Get`?"),
        "{}",
        unknown.err
    );
    // Nothing is similar, so the message names what there is.
    for arguments in [
        &["curl", "shop.json", "xyz"][..],
        &["call", "shop.json", "xyz"],
        &["list", "shop.json", "--item", "xyz"],
    ] {
        let unknown = run_in(dir.path(), arguments);
        assert_eq!(unknown.code, Some(1));
        let end = "`xyz`; the closest are `Add`, `Digest`, `Get`\n";
        let ends = unknown.err.replace("--item xyz`", "`xyz`").ends_with(end);
        assert!(ends, "{}", unknown.err);
    }
}

#[test]
fn a_call_signs_for_curl_if_it_has_the_credentials() {
    let dir = folder(&[("shop.json", SHOP)]);
    let arguments = [
        "call",
        "shop.json",
        "Hawk",
        "--curl",
        "--auth-id",
        "i",
        "--auth-key",
        "hush",
    ];
    let ran = run_in(dir.path(), &arguments);
    assert!(
        ran.out.contains("--header 'Authorization: Hawk id=\"i\""),
        "{}",
        ran.out
    );
    assert!(
        ran.out
            .starts_with("# note: curl cannot sign with hawk; this signature is"),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains("hush"), "{}", ran.out);
}

#[test]
fn a_call_without_a_base_url_says_how_to_set_it() {
    let dir = folder(&[("shop.json", SHOP)]);
    let ran = run_in(
        dir.path(),
        &["call", "shop.json", "Get", "--id", "1", "--token", "x"],
    );
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        ran.err,
        "error: variable `baseUrl` has no value; pass `--base-url VALUE`, or `--server URL`\n"
    );
}

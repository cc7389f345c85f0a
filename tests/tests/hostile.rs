//! Names and texts that mean something to Rust, Cargo, Markdown, Windows or a terminal. The crate that is generated from them
//! compiles and is documented without a warning, nothing of them is code, and nothing that is shown can command a terminal.
#![cfg(unix)] // The name of the file has a line break.

use std::fs;

use serde_json::{Value, json};
use tests::binary::{cargo_says_nothing, project, run_in};

/// Names that Rust, traits and the generator use themselves, and files that Windows does not have.
const NAMES: &[&str] = &[
    "other", "err", "error", "ok", "item", "output", "self", "Self", "none", "some", "default",
    "all", "type", "crate", "clone", "as_ref", "eq", "fmt", "into", "new", "body", "debug",
    "display", "from_str", "target", "response", "AUX", "con", "nul", "prn", "com1", "LPT9", "lib",
    "mod", "a. ", "A",
];

/// Texts that leave what they are written to, hide what they are, or command a terminal.
const TEXTS: &[&str] = &[
    "a\u{202e}b",
    "a\u{200b}b\u{feff}",
    "a\u{2066}b\u{2069}",
    "a\u{1b}]0;pwned\u{7}b",
    "a\u{9b}31mb",
    "a\0b",
    "*/ compile_error!(\"pwned\"); /*",
    "\"] compile_error!(\"pwned\"); #[doc = \"",
    "\"# ; compile_error!(\"pwned\")",
    "a\n```rust\ncompile_error!(\"pwned\");\n```",
    "a\u{2028}compile_error!(\"pwned\");",
    "[`Vec`] [a](crate::nothing) [Nothing]",
    "</details><script>alert(1)</script>",
];

/// The name of the collection's file.
const FILE: &str =
    "x\ncompile_error!(\"pwned\");\r[build-dependencies]\nevil = \"1\"\n#\u{1b}[2J.json";

/// An item in a folder, with a text in each place that has one.
fn folder(text: &str) -> Value {
    let member = json!({ text: { text: 1, "b": [text] } }).to_string();
    let values = format!("{text}\n\nOne of: `a`, `{text}`");
    json!({ "name": text, "description": text, "item": [{
        "name": text,
        "request": {
            "method": "POST",
            "description": text,
            "url": {
                "host": ["{{baseUrl}}"],
                "path": ["a", text, ":id"],
                "query": [{ "key": text, "value": "a", "description": values }],
                "variable": [{ "key": "id", "value": "1", "description": text }],
            },
            "header": [{ "key": "X-A", "value": "1", "description": values }],
            "body": { "mode": "raw", "raw": member, "options": { "raw": { "language": "json" } } },
        },
        "response": [
            { "name": text, "code": 200, "body": member },
            { "name": text, "code": 404, "body": json!({ "code": text, "message": text }).to_string() },
        ],
    }] })
}

fn collection() -> Value {
    let listed = NAMES.join("`, `");
    let inexact =
        json!([{ "key": "kind", "value": "other", "description": format!("One of: `{listed}`") }]);
    let exact = NAMES.join(",");
    let exact = json!([{ "key": "kind", "value": "ok", "description": format!("(This can only be one of {exact})") }]);
    let listing = |name: &str, query: Value| {
        let url = json!({ "host": ["{{baseUrl}}"], "path": [name], "query": query });
        json!({ "name": name, "request": { "url": url } })
    };
    let methods = ["GET", "M-SEARCH", "VERSION-CONTROL", "A.B", "%", "G'T"];
    let methods = methods
        .map(|method| json!({ "name": "same", "request": { "url": "{{baseUrl}}/same", "method": method } }));
    let lists = |count| {
        format!(
            "query Q($a: {}Int{}) {{ a }}",
            "[".repeat(count),
            "]".repeat(count)
        )
    };
    let nested = [3, 300, 10_000].map(|count| {
        let body = json!({ "mode": "graphql", "graphql": { "query": lists(count) } });
        json!({ "name": "lists", "request": { "url": "{{baseUrl}}/g", "method": "POST", "body": body } })
    });
    let folders = NAMES.iter().chain(TEXTS).map(|text| folder(text));
    let mut items: Vec<Value> = folders.collect();
    let optional = NAMES.iter().map(|name| {
        let query = json!([{ "key": name, "value": "a", "disabled": true }]);
        listing(&format!("optional {name}"), query)
    });
    items.extend(optional);
    items.extend([listing("inexact", inexact), listing("exact", exact)]);
    items.extend(methods);
    items.extend(nested);
    json!({
        "info": { "name": TEXTS[0], "description": TEXTS.join("\n\n") },
        "variable": [{ "key": "baseUrl", "value": "https://h.example" }],
        "item": items,
    })
}

#[test]
fn hostile_names_and_texts_compile_and_are_no_code() {
    let dir = tempfile::tempdir().expect("a folder");
    let collection = collection();
    fs::write(dir.path().join(FILE), collection.to_string()).expect("written");
    let client = project().join("client");
    let client = client.to_str().expect("a path in UTF-8");
    let new = [
        "new",
        FILE,
        "--out",
        "out",
        "--client",
        client,
        "--examples",
    ];
    let ran = run_in(dir.path(), &new);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let out = dir.path().join("out");
    let manifest = fs::read_to_string(out.join("Cargo.toml")).expect("a manifest");
    let manifest: toml::Table = manifest.parse().expect("TOML");
    assert!(!manifest.contains_key("build-dependencies"), "{manifest}");
    // The versions of this project.
    fs::copy(project().join("Cargo.lock"), out.join("Cargo.lock")).expect("copied");
    let features = ["--no-default-features", "--features", "folders"];
    for verb in [&["check"][..], &["doc", "--no-deps"]] {
        cargo_says_nothing(&out, &[verb, &features].concat());
    }
}

#[test]
fn nothing_that_is_shown_commands_a_terminal() {
    let dir = tempfile::tempdir().expect("a folder");
    let collection = collection();
    fs::write(dir.path().join(FILE), collection.to_string()).expect("written");
    let broken = format!("broken{FILE}");
    let text = format!("{{ \"a\": \"{}\", ]", TEXTS.join(""));
    fs::write(dir.path().join(&broken), text).expect("written");
    for arguments in [
        &["list", FILE, "--verbose"][..],
        &["list", FILE, "--format", "json"],
        &["list", FILE, "--item", TEXTS[3]],
        &["list", &broken],
        &["curl", FILE],
        &["init", FILE, "--print"],
        &["new", FILE, "--out", "out", "--dry-run", "--verbose"],
        &["curl", FILE, TEXTS[3]],
        &["call", FILE, "nothing"],
    ] {
        let ran = run_in(dir.path(), arguments);
        let shown = ran.out + &ran.err;
        assert!(!shown.is_empty(), "{arguments:?}");
        let is_command = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
        assert!(!shown.contains(is_command), "{arguments:?}: {shown:?}");
    }
}

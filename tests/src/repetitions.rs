//! Collections in which one place holds a short text many times: what a search that starts at each of them takes too long for.

use serde_json::{Value, json};

/// A place for text in a collection.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Its name.
    pub name: &'static str,
    put: fn(&str) -> Value,
}

/// All places.
pub const PLACES: &[Place] = &[
    place("description", |text| {
        let query = json!([{ "key": "k", "value": "v", "description": text }]);
        request(&json!({ "url": url(&query), "description": text }))
    }),
    place(
        "name",
        |text| json!({ "name": text, "request": { "url": "http://h/a" } }),
    ),
    place("path", |text| {
        request(&json!({ "url": { "host": ["h"], "path": ["a", text] } }))
    }),
    place("host", |text| {
        request(&json!({ "url": { "host": [text], "path": ["a"] } }))
    }),
    place("key", |text| {
        request(&json!({ "url": url(&json!([{ "key": text, "value": "v" }])) }))
    }),
    place("value", |text| {
        request(&json!({ "url": url(&json!([{ "key": "k", "value": text }])) }))
    }),
    place("header", |text| {
        let header = json!([{ "key": "X", "value": text }]);
        request(&json!({ "url": "http://h/a", "header": header }))
    }),
    place("text", |text| {
        with_body(&json!({ "mode": "raw", "raw": text }))
    }),
    place("json", |text| {
        with_body(&json!({ "mode": "raw", "raw": json!({ "a": text }).to_string() }))
    }),
    place("graphql", |text| {
        with_body(&json!({ "mode": "graphql", "graphql": { "query": text, "variables": "" } }))
    }),
    place("response", |text| {
        let body = json!({ "message": text, "a": [text] }).to_string();
        json!({
            "name": "a", "request": { "url": "http://h/a" },
            "response": [{ "name": text, "code": 200, "body": body }],
        })
    }),
    place("script", |text| {
        let script = json!([{ "listen": "test", "script": { "exec": [text] } }]);
        json!({ "name": "a", "request": { "url": "http://h/a" }, "event": script })
    }),
];

/// Texts that begin something in a collection, in prose, in a URL or in a secret.
pub const TEXTS: &[&str] = &[
    "[",
    "(",
    "{",
    "<",
    "`",
    "*",
    "_",
    "\"",
    "'",
    "#",
    "~",
    "> ",
    "|a|b|\n",
    "- a\n",
    "1. a\n",
    "<br>",
    "<a>",
    "</a>",
    "![a](",
    "[a](b)",
    "&amp;",
    "\\",
    "{{",
    "{{a",
    "}}",
    "%2F",
    "/users/1",
    "a/",
    "@",
    "=",
    "a=b;",
    "a: b\n",
    ". ",
    "; ",
    "a, ",
    "`a`, ",
    "\"a\" ",
    "a - ",
    "**a** - b\n",
    "(a) ",
    "e.g. ",
    "if ",
    "either ",
    "one of ",
    "required (",
    "default ",
    "https://h/",
    "0",
    "a1",
    "é",
    "\u{200b}",
    "Bearer ",
    "password: ",
    "password=",
    "-----BEGIN ",
    "eyJ",
    "curl -u ",
];

impl Place {
    /// The collection with a text in this place, again and again, up to a number of bytes.
    #[must_use]
    pub fn collection(&self, text: &str, length: usize) -> String {
        let item = (self.put)(&text.repeat(length / text.len()));
        json!({ "info": { "name": "a" }, "item": [item] }).to_string()
    }
}

const fn place(name: &'static str, put: fn(&str) -> Value) -> Place {
    Place { name, put }
}

fn url(query: &Value) -> Value {
    json!({ "host": ["h"], "path": ["a"], "query": query })
}

fn request(request: &Value) -> Value {
    json!({ "name": "a", "request": request })
}

fn with_body(body: &Value) -> Value {
    request(&json!({ "method": "POST", "url": "http://h/a", "body": body }))
}

//! Collections of one kind of thing, in any number: what a pass that is quadratic in something takes too long for.

use serde_json::{Value, json};

/// A kind of input.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Its name on the command line.
    pub name: &'static str,
    /// How many things the smallest input has.
    pub size: usize,
    /// The collection with a number of things.
    pub text: fn(usize) -> String,
}

/// All kinds.
pub const KINDS: &[Kind] = &[
    kind("elements", 16_000, |n| {
        list((0..n).map(|i| json!({ "a": i })))
    }),
    kind("nested", 2_000, |n| response(&nested(n))),
    kind("members", 4_000, |n| response(&members(0..n))),
    kind("objects", 500, |n| {
        let object = |i| (word(i), json!({ "a": 1, format!("b_{}", word(i)): 2 }));
        response(&(0..n).map(object).collect())
    }),
    kind("unlike", 1_000, |n| {
        list((0..n).map(|i| members(i * 3..i * 3 + 4)))
    }),
    kind("alike", 1_000, |n| {
        list((0..n).map(|i| members(i % 40..i % 40 + 60)))
    }),
    kind("wide", 1_000, |n| response(&words(0..n).collect())),
    kind("tags", 1_000, |n| {
        let bare = words(0..n).map(|(word, _)| json!({ "type": word }));
        list(bare.chain([json!({ "type": "a", "x": 1, "y": 2 })]))
    }),
    kind("types", 500, |n| {
        many(n, |i| with_response(i, &members(i..i + 5)))
    }),
    kind("pairs-of-types", 500, |n| {
        many(n, |i| {
            with_response(
                i,
                &json!({ format!("k{}", i / 2): 1, "x": members(i / 2..i / 2 + 5) }),
            )
        })
    }),
    kind("same-types", 500, |n| {
        many(n, |i| with_response(i, &members(0..5)))
    }),
    kind("same-names", 2_000, |n| {
        many(n, |_| item("a", "http://h/a"))
    }),
    kind("names", 2_000, |n| {
        many(n, |i| item(&format!("a {i}"), &format!("http://h/a/{i}")))
    }),
    kind("errors", 2_000, |n| {
        let broken = |i| json!({ "name": format!("a {i}"), "request": {} });
        collection((0..n).map(broken).chain([item("b", "http://h/b")]))
    }),
    kind("query", 2_000, |n| {
        let query = |i| format!("k{i}=v");
        let url = (0..n).map(query).collect::<Vec<_>>().join("&");
        collection([item("a", &format!("http://h/a?{url}"))])
    }),
    kind("brackets", 100_000, |n| {
        let url = json!({ "host": ["h"], "path": ["a"], "query": [{ "key": "[".repeat(n), "value": "v" }] });
        collection([json!({ "name": "a", "request": { "url": url } })])
    }),
    kind("disabled", 2_000, |n| {
        let entry = |i| json!({ "key": format!("k{i}"), "value": "v", "disabled": true });
        let url = json!({ "raw": "http://h/a", "host": ["h"], "path": ["a"], "query": (0..n).map(entry).collect::<Vec<_>>() });
        collection([json!({ "name": "a", "request": { "url": url } })])
    }),
    kind("path", 2_000, |n| {
        let path = (0..n)
            .map(|i| format!("/:k{i}"))
            .collect::<Vec<_>>()
            .concat();
        collection([item("a", &format!("http://h{path}"))])
    }),
    kind("headers", 2_000, |n| {
        let header = |i| json!({ "key": format!("X-K{i}"), "value": "v", "description": "One of: `a`, `b`" });
        let header = (0..n).map(header).collect::<Vec<_>>();
        collection([json!({ "name": "a", "request": { "url": "http://h/a", "header": header } })])
    }),
    kind("enums", 1_000, |n| {
        let entry = |i| json!({ "key": format!("k{i}"), "value": "a", "description": format!("One of: `a`, `b{i}`") });
        let url = json!({ "raw": "http://h/a", "host": ["h"], "path": ["a"], "query": (0..n).map(entry).collect::<Vec<_>>() });
        collection([json!({ "name": "a", "request": { "url": url } })])
    }),
    kind("servers", 1_000, |n| {
        many(n, |i| item(&format!("a {i}"), &format!("http://h{i}/a")))
    }),
    kind("schemes", 1_000, |n| {
        let auth = |i| json!({ "type": "bearer", "bearer": [{ "key": "token", "value": format!("{{{{t{i}}}}}") }] });
        many(
            n,
            |i| json!({ "name": format!("a {i}"), "request": { "url": "http://h/a", "auth": auth(i) } }),
        )
    }),
    kind("codes", 1_000, |n| {
        let body =
            |i| json!({ "code": format!("E{i}"), "message": format!("text {i}") }).to_string();
        let saved = |i| json!({ "name": format!("r {i}"), "code": 400, "body": body(i) });
        let saved = (0..n).map(saved).collect::<Vec<_>>();
        collection([json!({ "name": "a", "request": { "url": "http://h/a" }, "response": saved })])
    }),
    kind("responses", 500, |n| {
        let saved = |i| json!({ "name": format!("r {i}"), "code": 200 + i % 300, "body": format!("{{\"k{}\":1}}", i % 50) });
        let saved = (0..n).map(saved).collect::<Vec<_>>();
        collection([json!({ "name": "a", "request": { "url": "http://h/a" }, "response": saved })])
    }),
    kind("described", 500, |n| {
        let saved = |i| json!({ "name": format!("Not found: no such thing as number {i}, see the manual."), "code": 404, "body": "" });
        let saved = (0..n).map(saved).collect::<Vec<_>>();
        collection([json!({ "name": "a", "request": { "url": "http://h/a" }, "response": saved })])
    }),
    kind("schemas", 1_000, |n| {
        let properties: Value = words(0..n).collect();
        let required = words(0..n).map(|(word, _)| word).collect::<Vec<_>>();
        let schema = json!({ "type": "object", "properties": properties, "required": required });
        let all = json!({ "allOf": [schema, schema] });
        let body = json!({ "mode": "raw", "raw": "{}", "$type": all.to_string() });
        collection([
            json!({ "name": "a", "request": { "method": "POST", "url": "http://h/a", "body": body } }),
        ])
    }),
    kind("values", 2_000, |n| {
        let values = (0..n)
            .map(|i| format!("`v{i}`"))
            .collect::<Vec<_>>()
            .join(", ");
        described(&format!("One of: {values}"))
    }),
    kind("prose", 2_000, |n| {
        described(&"Some *words* [here](http://h). `code` <b>bold</b>\n\n- a\n".repeat(n))
    }),
    kind("open-brackets", 16_000, |n| described(&"[".repeat(n))),
    kind("defaults", 4_000, |n| described(&"default ".repeat(n))),
    kind("placeholders", 4_000, |n| {
        collection([item("a", &format!("http://h/{}", "<a>".repeat(n)))])
    }),
    kind("quotes", 1_000, |n| described(&"> ".repeat(n))),
    kind("html", 4_000, |n| described(&"<div>".repeat(n))),
    kind("variables", 2_000, |n| {
        let variable =
            |i| json!({ "key": format!("v{i}"), "value": format!("{{{{v{}}}}}", i + 1) });
        let item = json!({ "name": "a", "request": { "url": "{{v0}}/a" } });
        json!({ "item": [item], "variable": (0..n).map(variable).collect::<Vec<_>>() }).to_string()
    }),
    kind("templates", 4_000, |n| {
        let url = (0..n)
            .map(|i| format!("/{{{{v{i}}}}}"))
            .collect::<Vec<_>>()
            .concat();
        collection([item("a", &format!("http://h{url}"))])
    }),
    kind("ids", 2_000, |n| {
        collection([item("a", &format!("http://h{}", "/users/1".repeat(n)))])
    }),
    kind("bodies", 4_000, |n| {
        let body = json!({ "mode": "raw", "raw": members(0..n).to_string(), "options": { "raw": { "language": "json" } } });
        collection([
            json!({ "name": "a", "request": { "method": "POST", "url": "http://h/a", "body": body } }),
        ])
    }),
    kind("broken", 4_000, |n| {
        let body = json!({ "mode": "raw", "raw": format!("{}!", members(0..n)), "options": { "raw": { "language": "json" } } });
        many(
            20,
            |_| json!({ "name": "a", "request": { "method": "POST", "url": "http://h/a", "body": body } }),
        )
    }),
    kind("folders", 1_000, |n| {
        collection(
            (0..n).map(|i| json!({ "name": format!("f {i}"), "item": [item("a", "http://h/a")] })),
        )
    }),
    kind("v1", 1_000, |n| {
        let folder =
            |i| json!({ "id": i, "name": format!("f {i}"), "order": [i], "folders_order": [] });
        let request = |i| json!({ "id": i, "name": format!("r {i}"), "url": "http://h/a" });
        json!({
            "folders_order": (0..n).collect::<Vec<_>>(),
            "folders": (0..n).map(folder).collect::<Vec<_>>(),
            "requests": (0..n).map(request).collect::<Vec<_>>(),
        })
        .to_string()
    }),
    kind("graphql", 1_000, |n| {
        let variables = (0..n)
            .map(|i| format!("$a{i}: Int"))
            .collect::<Vec<_>>()
            .join(", ");
        let body = json!({ "mode": "graphql", "graphql": { "query": format!("query Q({variables}) {{a}}") } });
        collection([
            json!({ "name": "a", "request": { "method": "POST", "url": "http://h/a", "body": body } }),
        ])
    }),
    kind("forms", 2_000, |n| {
        let field = |i| json!({ "key": format!("k{i}"), "value": "{\"a\":1}", "type": "text" });
        let body = json!({ "mode": "formdata", "formdata": (0..n).map(field).collect::<Vec<_>>() });
        collection([
            json!({ "name": "a", "request": { "method": "POST", "url": "http://h/a", "body": body } }),
        ])
    }),
];

const fn kind(name: &'static str, size: usize, text: fn(usize) -> String) -> Kind {
    Kind { name, size, text }
}

fn collection(items: impl IntoIterator<Item = Value>) -> String {
    json!({ "item": items.into_iter().collect::<Value>() }).to_string()
}

fn many(count: usize, item: impl Fn(usize) -> Value) -> String {
    collection((0..count).map(item))
}

fn item(name: &str, url: &str) -> Value {
    json!({ "name": name, "request": { "url": url } })
}

fn with_response(number: usize, body: &Value) -> Value {
    let response = json!({ "name": "ok", "code": 200, "body": body.to_string() });
    json!({
        "name": format!("a {number}"),
        "request": { "url": format!("http://h/a/{number}") },
        "response": [response],
    })
}

/// A collection with one response.
fn response(body: &Value) -> String {
    collection([with_response(0, body)])
}

/// A collection with one response, a list.
fn list(elements: impl Iterator<Item = Value>) -> String {
    response(&elements.collect())
}

/// A collection with one described parameter.
fn described(text: &str) -> String {
    let query = json!([{ "key": "k", "value": "v", "description": text }]);
    let url = json!({ "raw": "http://h/a?k=v", "host": ["h"], "path": ["a"], "query": query });
    collection([json!({ "name": "a", "request": { "url": url, "description": text } })])
}

fn members(numbers: std::ops::Range<usize>) -> Value {
    numbers.map(|i| (format!("key_{i}"), json!(i))).collect()
}

/// Members with different names of letters, which are not data.
fn words(numbers: std::ops::Range<usize>) -> impl Iterator<Item = (String, Value)> {
    numbers.map(|i| (word(i), json!({ "type": "integer" })))
}

/// A name of letters for a number.
#[must_use]
pub fn word(number: usize) -> String {
    let letter = |digit: usize| char::from(b'a' + u8::try_from(digit % 26).unwrap_or_default());
    let letters = [26 * 26 * 26, 26 * 26, 26, 1].map(|one| letter(number / one));
    format!("{}_name", String::from_iter(letters))
}

/// Objects in lists in objects, so that each level has several.
fn nested(count: usize) -> Value {
    let object = |i: usize| json!({ "id": i, "list": [{ "a": i, "b": [{ "c": i }, { "c": "x" }] }, { "a": null }] });
    (0..count).map(object).collect()
}

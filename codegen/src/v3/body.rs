//! Bodies of requests.

use super::pairs::{self, pairs};
use super::part::Part;
use super::yaml::Node;

/// The body of a request; [`None`] if it has none.
pub(super) fn body(body: &Node) -> Option<Part> {
    // Written by hand as in format 2.1.
    if body.get("mode").is_some() {
        return Some(Part::of(body));
    }
    let kind = body.text_of("type")?;
    let content = body.get("content");
    let object = |mode| {
        Part::object()
            .from(&body.origin)
            .with("mode", Part::new(mode))
    };
    match kind {
        "none" => None,
        "urlencoded" => Some(object(kind).with("urlencoded", pairs::list(content))),
        "formdata" => Some(object(kind).with("formdata", content.map(form))),
        "file" => {
            let src = content.map(|content| content.get("src").unwrap_or(content));
            let file = Part::object().with("src", src.map(Part::scalar));
            Some(object(kind).with("file", file))
        }
        "graphql" => {
            let content = content?;
            Some(object(kind).with("graphql", graphql(content)))
        }
        _ => {
            let content = content.filter(|content| content.text() != Some(""))?;
            let raw = Part::object().with("language", Part::new(kind));
            let options = Part::object().with("raw", raw);
            let text = object("raw").with("raw", Part::scalar(content));
            let text = text.with("options", options);
            Some(text.with("$type", pairs::schema(body)))
        }
    }
}

/// Query and variables; the variables are JSON as text.
pub(super) fn graphql(node: &Node) -> Part {
    let query = if node.text().is_some() {
        Some(node)
    } else {
        node.get("query")
    };
    Part::object()
        .with("query", query.map(Part::scalar))
        .with("operationName", node.get("operationName").map(Part::scalar))
        .with("variables", node.get("variables").map(Part::scalar))
}

fn form(content: &Node) -> Part {
    let fields = pairs(Some(content)).into_iter().map(|pair| {
        let member = |key| pair.entry.and_then(|entry| entry.get(key)).map(Part::of);
        pair.part()
            .with("src", member("src"))
            .with("contentType", member("contentType"))
            .with("fileName", member("fileName"))
    });
    Part::list(fields.collect()).from(&content.origin)
}

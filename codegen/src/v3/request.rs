//! Requests and their examples.

use crate::diagnostic::{Code, Diagnostic};
use crate::postman::parse_url;

use super::auth::{Known, auth};
use super::body::{body, graphql};
use super::pairs::{self, pairs};
use super::part::Part;
use super::yaml::{Node, located};

/// An item of format 2.1; [`None`] for a request that is not sent over HTTP.
pub(super) fn item(
    request: &Node,
    stem: &str,
    examples: &[(&str, Node)],
    known: &Known<'_>,
) -> Option<Part> {
    if !is_http(request) {
        return None;
    }
    let settings = request.get("settings").map(profile);
    let responses = examples
        .iter()
        .map(|(stem, example)| response(example, stem, known));
    Some(
        Part::object()
            .from(&request.origin)
            .with("name", name(request, stem))
            .with("request", whole(request, known))
            .with("response", Part::list(responses.collect()))
            .with("event", events(request))
            .with("protocolProfileBehavior", settings),
    )
}

/// What kind of request this is, such as `http-request`.
pub(super) fn kind(request: &Node) -> &str {
    request.text_of("$kind").unwrap_or("http-request")
}

fn is_http(request: &Node) -> bool {
    matches!(kind(request), "http-request" | "graphql-request")
}

/// The name in the file, or else the file's own.
pub(super) fn name(node: &Node, stem: &str) -> Part {
    match node.text_of("name") {
        Some(name) => Part::text(name, &node.origin),
        None => Part::new(stem),
    }
}

/// The request of an item or of an example.
fn whole(request: &Node, known: &Known<'_>) -> Part {
    let is_graphql = kind(request) == "graphql-request"
        || request.get("body").is_none() && request.get("query").is_some();
    let method = match request.text_of("method") {
        Some(method) => Part::new(method),
        None => Part::new(if is_graphql { "POST" } else { "GET" }),
    };
    let headers = request.get("headers").or_else(|| request.get("header"));
    let sent = if is_graphql {
        let mode = Part::object().with("mode", Part::new("graphql"));
        Some(mode.from(&request.origin).with("graphql", graphql(request)))
    } else {
        request.get("body").and_then(body)
    };
    Part::object()
        .from(&request.origin)
        .with("method", method)
        .with("url", url(request))
        .with("header", pairs::list(headers))
        .with("body", sent)
        .with("auth", auth(Some(request), known))
        .with("description", request.get("description").map(Part::scalar))
}

/// The URL with its query and the values of its path variables.
///
/// Enabled entries of `queryParams` repeat the query of the URL, or else [conflict](conflicting_query) with it. Without any,
/// the URL's query is sent.
fn url(request: &Node) -> Option<Part> {
    let node = request.get("url")?;
    let Some(text) = node.text() else {
        return Some(Part::of(node));
    };
    let url = parse_url(text);
    let listed = pairs(request.get("queryParams"));
    let in_text = url.query.iter().map(|entry| {
        Part::object()
            .from(&node.origin)
            .with("key", Part::new(entry.key.clone()))
            .with("value", Part::new(entry.value.clone()))
    });
    let has_enabled = listed.iter().any(|pair| !pair.disabled);
    let mut query: Vec<Part> = Vec::new();
    if !has_enabled {
        query.extend(in_text);
    }
    query.extend(listed.iter().map(pairs::Pair::part));
    let user = url.user_info.as_deref().map(|info| {
        let (user, password) = info.split_once(':').unwrap_or((info, ""));
        Part::object()
            .with("user", Part::new(user))
            .with("password", Part::new(password))
    });
    Some(
        Part::object()
            .from(&node.origin)
            .with("raw", Part::text(text, &node.origin))
            .with("protocol", url.protocol.map(Part::new))
            .with("auth", user)
            .with("host", Part::text(&url.host, &node.origin))
            .with("port", url.port.map(Part::new))
            .with("path", Part::text(&url.path, &node.origin))
            .with("query", (!query.is_empty()).then(|| Part::list(query)))
            .with("variable", pairs::list(request.get("pathVariables"))),
    )
}

/// Reports a query in the URL that differs from the enabled entries of `queryParams`, which are sent.
pub(super) fn conflicting_query(request: &Node) -> Option<Diagnostic> {
    let url = parse_url(request.get("url")?.text()?);
    let in_url = url.query.iter().map(|entry| {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        (text(&entry.key), text(&entry.value))
    });
    let in_url: Vec<(String, String)> = in_url.collect();
    let node = request.get("queryParams")?;
    let listed = pairs(Some(node)).into_iter().filter(|pair| !pair.disabled);
    let listed = listed.map(|pair| {
        let value = pair.value.and_then(Node::text).unwrap_or_default();
        (pair.key.to_owned(), value.to_owned())
    });
    let listed: Vec<(String, String)> = listed.collect();
    if in_url.is_empty() || listed.is_empty() || in_url == listed {
        return None;
    }
    let message = "`queryParams` differs from the query in `url`; only its entries are sent";
    let help = "remove the query from `url`, or write the same entries in both";
    let diagnostic = Diagnostic::new(Code::ConflictingQuery, "", message);
    Some(located(diagnostic.help(help), &node.origin))
}

/// A saved response, which an example file holds with its request.
fn response(example: &Node, stem: &str, known: &Known<'_>) -> Part {
    let response = example.get("response");
    // GraphQL has the response of HTTP one level below.
    let response = response.map(|response| response.get("http").unwrap_or(response));
    let member = |keys: [&str; 2]| {
        let response = response?;
        keys.iter().find_map(|key| response.get(key))
    };
    let body = member(["body", "body"]);
    let text = body.map(|body| body.get("content").unwrap_or(body));
    let language = body.and_then(|body| body.get("type"));
    Part::object()
        .from(&example.origin)
        .with("name", name(example, stem))
        .with(
            "originalRequest",
            example.get("request").map(|request| whole(request, known)),
        )
        .with(
            "status",
            member(["statusText", "statusText"]).map(Part::scalar),
        )
        .with("code", member(["statusCode", "status"]).map(Part::of))
        .with("header", pairs::list(member(["headers", "header"])))
        .with("_postman_previewlanguage", language.map(Part::scalar))
        .with("body", text.map(Part::scalar))
        .with("$type", body.and_then(pairs::schema))
}

/// Scripts, and events as they are written by hand.
pub(super) fn events(node: &Node) -> Option<Part> {
    let scripts = node.get("scripts").map_or(&[][..], Node::items).iter();
    let mut events: Vec<Part> = scripts
        .filter_map(|script| {
            let kind = script.text_of("type")?;
            let listen = if kind.to_ascii_lowercase().contains("before") {
                "prerequest"
            } else {
                "test"
            };
            let exec = Part::object().with("exec", script.get("code").map(Part::scalar));
            let event = Part::object().from(&script.origin);
            Some(event.with("listen", Part::new(listen)).with("script", exec))
        })
        .collect();
    let by_hand = node.get("events").map_or(&[][..], Node::items).iter();
    events.extend(by_hand.map(Part::of));
    (!events.is_empty()).then(|| Part::list(events))
}

/// Settings, which format 2.1 calls `protocolProfileBehavior`.
pub(super) fn profile(settings: &Node) -> Part {
    let entries = settings.entries().iter().map(|(key, value)| {
        let part = match key.as_str() {
            "disabledSystemHeaders" if !value.items().is_empty() => {
                let names = value.items().iter().filter_map(Node::text);
                let names = names.map(|name| (name.to_owned(), Part::new(true)));
                Part::map(names.collect()).from(&value.origin)
            }
            _ => Part::of(value),
        };
        (key.clone(), part)
    });
    Part::map(entries.collect()).from(&settings.origin)
}

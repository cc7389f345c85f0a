//! URLs: objects by their parts, strings by their own parser (docs/postman-semantics.md §3.2 and §3.3).

use serde_json::Value;

use super::text::{cast, description, kind as kind_of, string, text, truthy};
use super::{PathVariable, QueryParam, Url};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pointer::below;

/// Reads `request.url`; [`None`] where there is nothing to send to.
pub(super) fn read(value: &Value, pointer: &str, diagnostics: &mut Diagnostics) -> Option<Url> {
    match value {
        Value::String(url) if !url.trim().is_empty() => Some(parse(url, pointer)),
        Value::Object(_) => read_object(value, pointer, diagnostics),
        _ => None,
    }
}

fn read_object(value: &Value, pointer: &str, diagnostics: &mut Diagnostics) -> Option<Url> {
    let (protocol, user_info, host) = address(value);
    let path = path(value.get("path"));
    let query = query(value.get("query"), pointer, diagnostics);
    if host.is_empty() && path.is_empty() && query.is_empty() {
        return None;
    }
    let auth = value.get("auth").and_then(|auth| {
        let user = string(auth.get("user"))?;
        Some(format!(
            "{user}:{}",
            string(auth.get("password")).unwrap_or_default()
        ))
    });
    Some(Url {
        pointer: pointer.to_owned(),
        protocol: Some(protocol).filter(|protocol| !protocol.is_empty()),
        user_info: auth.or(user_info),
        host,
        port: string(value.get("port")).filter(|port| !port.is_empty()),
        path,
        query,
        variables: variables(value.get("variable"), pointer),
        from_string: false,
    })
}

/// Protocol, user info and host. Postman joins the parts of a URL to a string and parses that, so without `protocol` the
/// host can bring it: `["https://api", "example", "com"]` [V:url-host-with-protocol]. What else a host can bring (the port,
/// the front of the path, a query) stays in it, as in the value of a variable such as `{{baseUrl}}`.
fn address(url: &Value) -> (String, Option<String>, String) {
    let protocol = string(url.get("protocol")).unwrap_or_default();
    let mut protocol = protocol.trim_end_matches("://").to_owned();
    let mut host = joined(url.get("host"), ".");
    if let Some(at) = find_outside(&host, "://").filter(|_| protocol.is_empty()) {
        host[..at].clone_into(&mut protocol);
        host = host[at + 3..].trim_start_matches('/').to_owned();
    }
    let authority = split_outside(&host, '/').0.len();
    let (user_info, _) = split_user_info(&host[..authority]);
    let user_info = user_info.map(str::to_owned);
    if let Some(user_info) = &user_info {
        host.replace_range(..=user_info.len(), "");
    }
    (protocol, user_info, host)
}

/// Whether a URL has `raw` and none of the parts that Postman reads.
pub(super) fn has_raw_only(value: &Value) -> bool {
    truthy(value.get("raw"))
        && joined(value.get("host"), ".").is_empty()
        && path(value.get("path")).is_empty()
}

fn joined(value: Option<&Value>, separator: &str) -> String {
    match value {
        Some(Value::Array(items)) => items
            .iter()
            .map(|item| {
                if item.is_null() {
                    String::new()
                } else {
                    text(item)
                }
            })
            .collect::<Vec<_>>()
            .join(separator),
        other => string(other).unwrap_or_default(),
    }
}

/// One leading slash, then the segments; empty without a path.
fn path(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::Array(segments)) if segments.is_empty() => String::new(),
        Some(Value::String(path)) => match path.strip_prefix('/') {
            Some(_) => path.clone(),
            None if path.is_empty() => String::new(),
            None => format!("/{path}"),
        },
        Some(Value::Array(segments)) => {
            let segments = segments.iter().map(|segment| match segment {
                Value::Object(segment) => string(segment.get("value")).unwrap_or_default(),
                Value::Null => String::new(),
                other => text(other),
            });
            format!("/{}", segments.collect::<Vec<_>>().join("/"))
        }
        Some(other) => format!("/{}", text(other)),
    }
}

fn query(value: Option<&Value>, pointer: &str, diagnostics: &mut Diagnostics) -> Vec<QueryParam> {
    match value {
        Some(Value::Array(entries)) => entries
            .iter()
            .enumerate()
            .map(|(index, entry)| {
                query_entry(entry, format!("{pointer}/query/{index}"), diagnostics)
            })
            .collect(),
        Some(Value::String(text)) => split_query(text, &format!("{pointer}/query")),
        Some(Value::Object(map)) => map
            .iter()
            .map(|(key, value)| QueryParam {
                pointer: below(&format!("{pointer}/query"), key),
                key: Some(key.clone()),
                value: value.as_str().map(str::to_owned),
                ..QueryParam::default()
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn query_entry(entry: &Value, pointer: String, diagnostics: &mut Diagnostics) -> QueryParam {
    if let Value::String(text) = entry {
        let (key, value) = match text.split_once('=') {
            Some((key, value)) => (key, Some(value.to_owned())),
            None => (text.as_str(), None),
        };
        return QueryParam {
            pointer,
            key: Some(key.to_owned()),
            value,
            ..QueryParam::default()
        };
    }
    if let Some(value @ (Value::Number(_) | Value::Bool(_) | Value::Object(_) | Value::Array(_))) =
        entry.get("value")
    {
        let message = format!(
            "the value of query parameter `{}` is {}, which Postman does not send",
            string(entry.get("key")).unwrap_or_default(),
            kind_of(value)
        );
        let at_value = format!("{pointer}/value");
        let diagnostic = Diagnostic::new(Code::QueryValueLost, at_value, message);
        diagnostics.push(diagnostic.help("put the value in quotes"));
    }
    QueryParam {
        pointer,
        key: entry.get("key").and_then(Value::as_str).map(str::to_owned),
        value: entry
            .get("value")
            .and_then(Value::as_str)
            .map(str::to_owned),
        disabled: truthy(entry.get("disabled")),
        description: description(entry.get("description")),
    }
}

fn split_query(text: &str, pointer: &str) -> Vec<QueryParam> {
    let entries = text.split('&').map(|entry| {
        let (key, value) = match entry.split_once('=') {
            Some((key, value)) => (key, Some(value.to_owned())),
            None => (entry, None),
        };
        QueryParam {
            pointer: pointer.to_owned(),
            key: Some(key.to_owned()),
            value,
            ..QueryParam::default()
        }
    });
    entries.collect()
}

fn variables(value: Option<&Value>, pointer: &str) -> Vec<PathVariable> {
    let mut variables: Vec<PathVariable> = Vec::new();
    for (index, entry) in value
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate()
    {
        let key = [entry.get("key"), entry.get("id")]
            .into_iter()
            .find_map(|key| string(key).filter(|key| !key.is_empty()));
        let Some(key) = key else { continue };
        variables.retain(|known| known.key != key);
        let kind = entry.get("type").and_then(Value::as_str);
        // Only a non-empty string, after casting, is used (docs/postman-semantics.md §2.5).
        let usable = match entry.get("value") {
            Some(Value::String(_)) => {
                !matches!(kind, Some("number" | "boolean" | "object" | "array"))
            }
            Some(Value::Null) | None => false,
            Some(_) => kind == Some("string"),
        };
        variables.push(PathVariable {
            pointer: format!("{pointer}/variable/{index}"),
            key,
            value: usable
                .then(|| cast(entry.get("value"), kind))
                .filter(|value| !value.is_empty()),
            description: description(entry.get("description")),
            is_literal: false,
        });
    }
    variables
}

/// Parses a string URL (docs/postman-semantics.md §3.2). Delimiters inside of `{{templates}}` do not count.
pub(super) fn parse(url: &str, pointer: &str) -> Url {
    let url = url.trim_start();
    let url = split_outside(url, '#').0;
    let (rest, query) = split_outside(url, '?');
    let rest = rest.replace('\\', "/");
    let (protocol, rest) = match find_outside(&rest, "://") {
        Some(at) => (
            Some(rest[..at].to_owned()),
            rest[at + 3..].trim_start_matches('/'),
        ),
        None => (None, rest.as_str()),
    };
    let (authority, path) = match find_outside(rest, "/") {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let (user_info, address) = split_user_info(authority);
    let (host, port) = match rfind_outside(address, ':') {
        Some(at) if !address[at..].contains(']') => {
            (&address[..at], Some(address[at + 1..].to_owned()))
        }
        _ => (address, None),
    };
    Url {
        pointer: pointer.to_owned(),
        protocol,
        user_info: user_info.map(str::to_owned),
        host: host.to_owned(),
        port,
        path: path.to_owned(),
        query: query
            .map(|query| split_query(query, pointer))
            .unwrap_or_default(),
        variables: Vec::new(),
        from_string: true,
    }
}

/// Splits the text before a host from it: `user:password` of `user:password@host`.
fn split_user_info(authority: &str) -> (Option<&str>, &str) {
    match rfind_outside(authority, '@') {
        Some(at) if !authority.contains("://") => (Some(&authority[..at]), &authority[at + 1..]),
        _ => (None, authority),
    }
}

/// The position of `needle` outside of `{{…}}`.
fn find_outside(text: &str, needle: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text[from..].find(needle).map(|at| from + at) {
        match inside_template(text, at) {
            None => return Some(at),
            Some(end) => from = end,
        }
    }
    None
}

fn rfind_outside(text: &str, needle: char) -> Option<usize> {
    text.rmatch_indices(needle)
        .map(|(at, _)| at)
        .find(|at| inside_template(text, *at).is_none())
}

fn split_outside(text: &str, delimiter: char) -> (&str, Option<&str>) {
    match find_outside(text, delimiter.encode_utf8(&mut [0; 4])) {
        Some(at) => (&text[..at], Some(&text[at + delimiter.len_utf8()..])),
        None => (text, None),
    }
}

/// The end of the template that contains a position.
fn inside_template(text: &str, at: usize) -> Option<usize> {
    let open = text[..at].rfind("{{")?;
    let close = text[open..].find("}}").map(|close| open + close + 2)?;
    (close > at).then_some(close)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_url_is_taken_to_its_parts() {
        let url = parse(
            "https://u:p@{{host.name}}:{{a:b}}/x/{{y/z}}?q=1&r#frag",
            "/url",
        );
        assert_eq!(url.protocol.as_deref(), Some("https"));
        assert_eq!(url.user_info.as_deref(), Some("u:p"));
        assert_eq!(
            (url.host.as_str(), url.port.as_deref()),
            ("{{host.name}}", Some("{{a:b}}"))
        );
        assert_eq!(url.path, "/x/{{y/z}}");
        assert_eq!(url.query.len(), 2);
        assert_eq!(url.query[1].value, None);
        assert!(url.from_string);
    }

    #[test]
    fn user_info_in_a_host_is_no_part_of_the_host() {
        let url = serde_json::json!({ "host": ["user:p@h", "example"], "path": ["a"] });
        let url = read(&url, "", &mut Diagnostics::default()).unwrap();
        assert_eq!(url.user_info.as_deref(), Some("user:p"));
        assert_eq!(url.host, "h.example");
    }

    #[test]
    fn a_host_may_bring_the_protocol() {
        let parts = |url: Value| {
            let url = read(&url, "", &mut Diagnostics::default()).unwrap();
            (url.protocol.unwrap_or_default(), url.host)
        };
        for (host, protocol, rest) in [
            (&["https://api", "io"][..], "https", "api.io"),
            (
                &["http://127", "0", "0", "1:4077"],
                "http",
                "127.0.0.1:4077",
            ),
            (&["https:///api.io/v1"], "https", "api.io/v1"),
            (&["https://u@api.io/@me"], "https", "api.io/@me"),
            (&["{{scheme}}://{{host}}"], "{{scheme}}", "{{host}}"),
            (&["{{a://b}}"], "", "{{a://b}}"),
        ] {
            let url = serde_json::json!({ "host": host, "path": ["users"] });
            assert_eq!(parts(url), (protocol.to_owned(), rest.to_owned()));
        }
        let both = serde_json::json!({ "protocol": "https", "host": ["http://h"], "path": ["a"] });
        assert_eq!(parts(both), ("https".to_owned(), "http://h".to_owned()));
    }

    #[test]
    fn a_url_that_begins_with_a_variable_has_it_as_host() {
        let url = parse("{{baseUrl}}/users", "/url");
        assert_eq!(
            (url.host.as_str(), url.path.as_str()),
            ("{{baseUrl}}", "/users")
        );
        assert_eq!(parse("{{baseUrl}}?a=1", "").path, "");
    }
}

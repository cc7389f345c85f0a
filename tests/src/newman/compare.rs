//! What differs between what newman sent and what we sent, by cause.

use std::collections::BTreeSet;

use super::expected::Sent;
use super::form;
use crate::boundary::without_boundary;

/// A difference between two requests.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Difference {
    /// The part of the request, such as `query` or `header accept`.
    pub(super) cause: String,
    pub(super) expected: String,
    pub(super) sent: String,
}

/// Compares all but what each client adds by itself; headers without regard to order and spelling.
pub(super) fn compare(expected: &Sent, sent: &Sent) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut compare = |cause: &str, expected: &str, sent: &str| {
        if expected != sent && !form::fits(expected, sent) {
            differences.push(Difference {
                cause: cause.to_owned(),
                expected: expected.to_owned(),
                sent: sent.to_owned(),
            });
        }
    };
    compare("method", &expected.method, &sent.method);
    compare("protocol", &expected.protocol, &sent.protocol);
    let (expected_path, expected_query) = split(&expected.target);
    let (path, query) = split(&sent.target);
    compare("path", expected_path, path);
    compare("query", expected_query, query);
    compare(
        "body",
        &without_boundary(&expected.body),
        &without_boundary(&sent.body),
    );
    // The length follows from the body, unless its values are of another length each time.
    let has_form = form::is_pattern(&expected.body);
    let (expected_headers, headers) = (headers(expected, has_form), headers(sent, has_form));
    let names: BTreeSet<&String> = expected_headers
        .iter()
        .chain(&headers)
        .map(|(name, _)| name)
        .collect();
    for name in names {
        compare(
            &format!("header {name}"),
            &values(&expected_headers, name),
            &values(&headers, name),
        );
    }
    differences
}

fn split(target: &str) -> (&str, &str) {
    let at = target.find('?').unwrap_or(target.len());
    target.split_at(at)
}

fn headers(request: &Sent, has_form: bool) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = request
        .headers
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), without_boundary(value)))
        .filter(|(name, value)| !is_the_clients(name, value))
        .filter(|(name, _)| !(has_form && name == "content-length"))
        .collect();
    headers.sort();
    headers
}

/// The values of a header, one per line; `-` if it is missing.
fn values(headers: &[(String, String)], name: &str) -> String {
    let of_name = headers.iter().filter(|(known, _)| known == name);
    let values: Vec<&str> = of_name.map(|(_, value)| value.as_str()).collect();
    if values.is_empty() {
        "-".to_owned()
    } else {
        values.join("\n")
    }
}

/// Whether a header is one that newman or one of our transports adds to every request.
fn is_the_clients(name: &str, value: &str) -> bool {
    match name {
        "user-agent" => value.starts_with("PostmanRuntime/") || value.starts_with("ureq/"),
        "accept" => value == "*/*",
        "accept-encoding" => matches!(value, "gzip, deflate, br" | "gzip"),
        "cache-control" => value == "no-cache",
        "connection" => value == "keep-alive",
        "postman-token" => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(target: &str, headers: &[(&str, &str)]) -> Sent {
        Sent {
            protocol: "https".to_owned(),
            method: "GET".to_owned(),
            target: target.to_owned(),
            headers: headers
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            body: String::new(),
        }
    }

    #[test]
    fn differences_are_told_by_the_part_of_the_request() {
        let expected = get("/a?b", &[("Accept", "*/*"), ("X-A", "1"), ("X-B", "2")]);
        let sent = get("/a?b=", &[("x-a", "1"), ("x-b", "3")]);
        let causes: Vec<String> = compare(&expected, &sent)
            .into_iter()
            .map(|it| it.cause)
            .collect();
        assert_eq!(causes, ["query", "header x-b"]);
    }
}

//! Headers (docs/postman-semantics.md §4.3).

use std::collections::{HashMap, HashSet};

use crate::api::{HeaderEntry, Location, Segment};
use crate::diagnostic::{Code, Diagnostic};
use crate::postman::Header;
use crate::variables::{secrets, template};

use super::parameters::{Entry, Given, Parameters, Rule};
use super::report::Report;

/// Takes headers in the order they are sent; `left_out` are those that auth takes the place of, by index.
pub(super) fn lower(
    headers: &[Header],
    left_out: &[usize],
    parameters: &mut Parameters<'_>,
    report: &mut Report<'_>,
) -> Vec<HeaderEntry> {
    let candidates: Vec<&Header> = headers
        .iter()
        .enumerate()
        .filter(|(index, header)| !left_out.contains(index) && !header.key.trim().is_empty())
        .map(|(_, header)| header)
        .filter(|header| has_valid_name(header, report))
        .collect();
    let enabled: Vec<&Header> = candidates
        .iter()
        .copied()
        .filter(|header| !header.disabled)
        .collect();
    let sent = in_wire_order(&enabled);
    let mut entries: Vec<HeaderEntry> = Vec::new();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for header in &sent {
        *counts.entry(name_of(header)).or_default() += 1;
    }
    for header in &sent {
        let is_repeated = counts[&name_of(header)] > 1;
        entries.push(lower_header(header, is_repeated, parameters));
    }
    let mut names: HashSet<String> = counts.into_keys().collect();
    for header in candidates {
        let is_first = header.disabled && names.insert(name_of(header));
        if is_first && !template::has_variable(&header.key) {
            entries.push(lower_parameter(header, parameters));
        }
    }
    entries
}

/// Whether the name of a header is a token (RFC 9110 §5.6.2). A value that no header can have is reported too; a caller
/// can replace it.
fn has_valid_name(header: &Header, report: &mut Report<'_>) -> bool {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    let is_valid = template::has_variable(&header.key) || header.key.chars().all(is_token);
    let is_sent = |c: char| c == '\t' || (!c.is_control() && u32::from(c) <= 0xff);
    let problem = if !is_valid {
        "is not a valid header name, so the header is left out"
    } else if !header.value.chars().all(is_sent) {
        "has a value that no header can have: a control character, or one beyond U+00FF"
    } else {
        return true;
    };
    if !header.disabled {
        let message = format!("header `{}` {problem}", header.key.escape_debug());
        let help = "correct it in Postman, which cannot send the request either";
        report.push(Diagnostic::new(Code::InvalidHeader, &header.pointer, message).help(help));
    }
    is_valid
}

/// The name of a header, which is the same in all spellings.
fn name_of(header: &Header) -> String {
    header.key.to_ascii_lowercase()
}

/// Names that are numbers first; then by first appearance, the same spelling together; of several spellings only the
/// last.
fn in_wire_order<'a>(headers: &[&'a Header]) -> Vec<&'a Header> {
    let mut groups: Vec<Vec<&'a Header>> = Vec::new();
    let mut positions: HashMap<String, usize> = HashMap::new();
    for header in headers {
        let position = *positions.entry(name_of(header)).or_insert(groups.len());
        if position == groups.len() {
            groups.push(Vec::new());
        }
        groups[position].push(header);
    }
    let mut sent = Vec::new();
    for group in groups {
        let mut spellings: HashSet<&str> = HashSet::new();
        let new = group.iter().filter(|header| spellings.insert(&header.key));
        let last = new.last().map(|header| header.key.clone());
        let is_last = |header: &&Header| Some(&header.key) == last.as_ref();
        sent.extend(group.into_iter().filter(is_last));
    }
    sent.sort_by_cached_key(|header| integer_key(&header.key).map_or((1, 0), |number| (0, number)));
    sent
}

/// A key that a JavaScript object puts first: a canonical decimal below 4294967295.
pub(super) fn integer_key(key: &str) -> Option<u32> {
    let number: u32 = key.parse().ok()?;
    (number != u32::MAX && number.to_string() == key).then_some(number)
}

fn lower_header(
    header: &Header,
    is_repeated: bool,
    parameters: &mut Parameters<'_>,
) -> HeaderEntry {
    let is_mixed =
        template::has_variable(&header.value) && template::only_variable(&header.value).is_none();
    let is_constant = is_protocol(&header.key) && !template::has_variable(&header.value);
    if is_repeated || is_mixed || is_constant || template::has_variable(&header.key) {
        let values = parameters.values();
        let (name, value) = (
            values.without_nesting(&header.key),
            values.without_nesting(&header.value),
        );
        return HeaderEntry {
            name: parameters.segments(&name, &header.pointer, str::to_owned),
            value: parameters.segments(&value, &header.pointer, str::to_owned),
            is_secret: is_secret(header),
        };
    }
    lower_parameter(header, parameters)
}

/// Headers that say how the request is made, rather than what it asks for: those of the connection, and those that browsers
/// set, which are in requests that were copied from one.
fn is_protocol(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "accept",
        "accept-encoding",
        "cache-control",
        "connection",
        "content-length",
        "content-type",
        "dnt",
        "host",
        "origin",
        "pragma",
        "referer",
        "transfer-encoding",
        "upgrade-insecure-requests",
        "user-agent",
    ];
    let name = name.to_ascii_lowercase();
    let is_of_browser = name.starts_with("sec-fetch-") || name.starts_with("sec-ch-");
    is_of_browser || NAMES.contains(&name.as_str())
}

fn lower_parameter(header: &Header, parameters: &mut Parameters<'_>) -> HeaderEntry {
    let parameter = parameters.add(&Entry {
        location: Location::Header,
        wire_name: &header.key,
        pointer: &header.pointer,
        description: header.description.as_deref(),
        enabled: !header.disabled,
        given: Given::Text(&header.value),
        rule: Rule::Constant,
    });
    HeaderEntry {
        name: vec![Segment::Literal(header.key.clone())],
        value: vec![Segment::Parameter(parameter)],
        is_secret: is_secret(header),
    }
}

/// Whether a header can hold a credential: by its name, or that of a variable in its value.
fn is_secret(header: &Header) -> bool {
    header.is_redacted
        || secrets::names_secret(&header.key)
        || secrets::names_auth(&header.key)
        || template::variables(&header.value).any(secrets::names_secret)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::AuthUse;
    use crate::lower::testing::{
        api_with_codes, auth, collection, header, item, operation, summary, variable, with_headers,
    };
    use serde_json::json;

    #[test]
    fn literals_are_sent_unless_replaced() {
        let mut off = header("X-Off", "1");
        off.disabled = true;
        let headers = vec![
            header("Content-Type", "application/json"),
            header("X-Version", "2"),
            off,
            header("X-A", ""),
        ];
        let operation = operation(with_headers(item("A", "/a"), headers), vec![]);
        assert_eq!(
            summary(&operation),
            [
                "header X-Version = 2",
                "header X-A required",
                "header X-Off optional"
            ]
        );
        assert_eq!(
            operation.headers[0].value,
            [Segment::Literal("application/json".to_owned())]
        );
    }

    #[test]
    fn headers_that_a_browser_set_are_no_parameters() {
        let headers = vec![
            header("Sec-Fetch-Mode", "cors"),
            header("sec-ch-ua-platform", "Windows"),
            header("DNT", "1"),
            header("Origin", "https://shop.example"),
            header("Referer", "{{page}}"),
            header("Accept-Language", "de"),
        ];
        let operation = operation(with_headers(item("A", "/a"), headers), vec![]);
        assert_eq!(
            summary(&operation),
            ["header Referer required", "header Accept-Language = de"]
        );
        assert_eq!(operation.headers.len(), 6);
    }

    #[test]
    fn names_and_values_that_no_header_can_have_are_reported() {
        let headers = vec![
            header("X Y", "1"),
            header("X-Line", "a\nb"),
            header("X-Latin", "\u{fc}"),
        ];
        let item = with_headers(item("A", "/a"), headers);
        let variables = vec![variable("baseUrl", "https://a.example")];
        let (api, codes) = api_with_codes(collection(vec![item], variables));
        assert_eq!(codes, ["invalid-header", "invalid-header"]);
        assert_eq!(
            summary(&api.operations[0]),
            ["header X-Line = a\nb", "header X-Latin = \u{fc}"]
        );
    }

    #[test]
    fn of_several_spellings_the_last_is_sent_and_numbers_go_first() {
        let headers = [
            header("X-A", "1"),
            header("x-a", "2"),
            header("X-B", "3"),
            header("10", "4"),
        ];
        let refs: Vec<&Header> = headers.iter().collect();
        let sent: Vec<&str> = in_wire_order(&refs)
            .iter()
            .map(|header| header.value.as_str())
            .collect();
        assert_eq!(sent, ["4", "2", "3"]);
    }

    #[test]
    fn an_authorization_header_is_a_credential() {
        let sent = with_headers(
            item("A", "/a"),
            vec![header("Authorization", "Bearer {{token}}")],
        );
        let (api, _) = api_with_codes(collection(vec![sent], vec![]));
        assert_eq!(api.operations[0].auth, AuthUse::Scheme(0));
        assert!(api.operations[0].headers.is_empty() && api.operations[0].parameters.is_empty());
        assert_eq!(api.schemes[0].name.as_str(), "authorization");
    }

    #[test]
    fn an_authorization_header_gives_way_to_an_auth_block() {
        let mut sent = with_headers(item("A", "/a"), vec![header("authorization", "Bearer abc")]);
        sent.request.auth = Some(auth("bearer", &json!({"token": "{{token}}"})));
        let (api, codes) = api_with_codes(collection(vec![sent], vec![]));
        assert_eq!(api.schemes[0].name.as_str(), "bearer");
        assert!(api.operations[0].headers.is_empty());
        assert!(codes.contains(&"header-replaced-by-auth"));
    }

    #[test]
    fn a_credential_next_to_an_auth_block_is_hidden() {
        let headers = vec![
            header("X-Identity", "{{jwt}}"),
            header("X-Foo-Auth", "{{who}}"),
            header("X-Tenant", "{{tenant}}"),
        ];
        let mut sent = with_headers(item("A", "/a"), headers);
        sent.request.auth = Some(auth("bearer", &json!({"token": "{{token}}"})));
        let operation = operation(sent, vec![]);
        let hidden: Vec<bool> = operation.parameters.iter().map(|it| it.is_secret).collect();
        assert_eq!(hidden, [true, true, false]);
        let sensitive: Vec<bool> = operation.headers.iter().map(|it| it.is_secret).collect();
        assert_eq!(sensitive, [true, true, false]);
    }
}

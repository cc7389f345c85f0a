//! Statuses and their reason phrases (IANA HTTP Status Code Registry).

use crate::api::Ident;
use crate::lower::names;

use super::Example;

/// The registered phrase of a status.
pub(super) fn registered(status: u16) -> Option<&'static str> {
    PHRASES
        .iter()
        .find(|(code, _)| *code == status)
        .map(|(_, phrase)| *phrase)
}

/// The phrase of a status: the registered one, or what the examples have.
pub(super) fn phrase(status: Option<u16>, examples: &[Example<'_>]) -> String {
    let Some(status) = status else {
        return "any other status".to_owned();
    };
    let saved = examples
        .iter()
        .filter_map(|example| example.response.status.as_deref())
        .map(|phrase| phrase.split_whitespace().collect::<Vec<_>>().join(" "))
        .find(|phrase| !phrase.is_empty() && phrase.len() <= 60);
    registered(status).map_or_else(|| saved.unwrap_or_default(), str::to_owned)
}

/// The variant's name: `NoContent`, `Status599`, and `Default` for no status.
pub(super) fn variant(status: Option<u16>) -> Ident {
    match status {
        None => Ident::new("Default"),
        Some(status) => match registered(status) {
            Some(phrase) => names::variant(&phrase.replace('\'', "")),
            None => Ident::new(format!("Status{status}")),
        },
    }
}

const PHRASES: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "Switching Protocols"),
    (102, "Processing"),
    (103, "Early Hints"),
    (200, "OK"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "Non-Authoritative Information"),
    (204, "No Content"),
    (205, "Reset Content"),
    (206, "Partial Content"),
    (207, "Multi-Status"),
    (208, "Already Reported"),
    (226, "IM Used"),
    (300, "Multiple Choices"),
    (301, "Moved Permanently"),
    (302, "Found"),
    (303, "See Other"),
    (304, "Not Modified"),
    (305, "Use Proxy"),
    (307, "Temporary Redirect"),
    (308, "Permanent Redirect"),
    (400, "Bad Request"),
    (401, "Unauthorized"),
    (402, "Payment Required"),
    (403, "Forbidden"),
    (404, "Not Found"),
    (405, "Method Not Allowed"),
    (406, "Not Acceptable"),
    (407, "Proxy Authentication Required"),
    (408, "Request Timeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "Length Required"),
    (412, "Precondition Failed"),
    (413, "Payload Too Large"),
    (414, "URI Too Long"),
    (415, "Unsupported Media Type"),
    (416, "Range Not Satisfiable"),
    (417, "Expectation Failed"),
    (418, "I'm a teapot"),
    (421, "Misdirected Request"),
    (422, "Unprocessable Entity"),
    (423, "Locked"),
    (424, "Failed Dependency"),
    (425, "Too Early"),
    (426, "Upgrade Required"),
    (428, "Precondition Required"),
    (429, "Too Many Requests"),
    (431, "Request Header Fields Too Large"),
    (451, "Unavailable For Legal Reasons"),
    (500, "Internal Server Error"),
    (501, "Not Implemented"),
    (502, "Bad Gateway"),
    (503, "Service Unavailable"),
    (504, "Gateway Timeout"),
    (505, "HTTP Version Not Supported"),
    (506, "Variant Also Negotiates"),
    (507, "Insufficient Storage"),
    (508, "Loop Detected"),
    (510, "Not Extended"),
    (511, "Network Authentication Required"),
];

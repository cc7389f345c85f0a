//! What the body of a saved response is (docs/postman-semantics.md §8.5).

use crate::diagnostic::{Code, Diagnostic};
use crate::lower::report::Report;
use crate::lower::types::examples;
use crate::postman;
use crate::shape::Json;
use crate::variables::Values;

/// What a body is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// There is none.
    Empty,
    /// Text that is no JSON.
    Text,
    /// What should be JSON and is none, as where an example was cut.
    Broken,
    /// Bytes, which a collection cannot show.
    Bytes,
    /// JSON.
    Json(Json),
}

impl Kind {
    /// The kind in a word, for evidence.
    pub(super) fn as_str(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Text => "text",
            Self::Broken => "broken JSON",
            Self::Bytes => "bytes",
            Self::Json(_) => "JSON",
        }
    }
}

/// What is declared of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Declared {
    Json,
    Text,
    Bytes,
    Nothing,
}

/// Finds out what a body is. JSON that does not parse is reported.
///
/// An object or array is JSON whatever is declared: servers send it as `text/plain`, and Postman previews it as text.
pub(super) fn of(response: &postman::Response, values: &Values, report: &mut Report<'_>) -> Kind {
    let declared = declared(response);
    let text = response.body.as_deref().unwrap_or_default();
    let trimmed = text.trim_start_matches('\u{feff}').trim();
    if matches!(response.code, Some(100..=199 | 204 | 205 | 304)) {
        return Kind::Empty;
    }
    if declared == Declared::Bytes {
        return Kind::Bytes;
    }
    if matches!(trimmed, "" | "\"\"") {
        return Kind::Empty;
    }
    let looks_like_json = trimmed.starts_with(['{', '[']) && !trimmed.starts_with("{{");
    if !looks_like_json && declared != Declared::Json {
        return Kind::Text;
    }
    match examples::read(text, values) {
        Ok(Json::Hole(_)) => Kind::Text,
        Ok(json) => Kind::Json(json),
        Err(_) if declared == Declared::Text => Kind::Text,
        Err(problem) => {
            report.push(
                Diagnostic::new(
                    Code::InvalidJson,
                    format!("{}/body", response.pointer),
                    format!("invalid JSON in response body, so it has no type: {problem} of it"),
                )
                .inside(problem.offset)
                .help("correct the example in the collection to get a type for it"),
            );
            Kind::Broken
        }
    }
}

/// What header and preview language say (docs/postman-semantics.md §8.4: often wrong).
fn declared(response: &postman::Response) -> Declared {
    let content_type = response
        .headers
        .iter()
        .find(|header| !header.disabled && header.key.eq_ignore_ascii_case("content-type"))
        .map(|header| {
            let essence = header.value.split(';').next().unwrap_or_default();
            essence.trim().to_ascii_lowercase()
        })
        .filter(|essence| !essence.is_empty());
    match content_type {
        Some(essence) => of_media_type(&essence),
        None => match response.preview_language.as_deref() {
            Some("json") => Declared::Json,
            Some("xml" | "html" | "text" | "Text" | "plain") => Declared::Text,
            _ => Declared::Nothing,
        },
    }
}

fn of_media_type(essence: &str) -> Declared {
    let (kind, subtype) = essence.split_once('/').unwrap_or((essence, ""));
    let is_json = subtype == "json" || subtype.ends_with("+json") || subtype == "javascript";
    let is_text = kind == "text"
        || subtype.ends_with("xml")
        || matches!(
            subtype,
            "x-www-form-urlencoded" | "graphql" | "yaml" | "x-yaml" | "x-ndjson"
        );
    let is_bytes = matches!(kind, "image" | "audio" | "video" | "font")
        || matches!(
            subtype,
            "octet-stream" | "pdf" | "zip" | "gzip" | "x-gzip" | "x-tar" | "x-protobuf"
        )
        || subtype.starts_with("vnd.ms-")
        || subtype.starts_with("vnd.openxmlformats");
    if is_json {
        Declared::Json
    } else if is_text {
        Declared::Text
    } else if is_bytes {
        Declared::Bytes
    } else {
        Declared::Nothing
    }
}

//! What the body of a saved response is (docs/postman-semantics.md §8.5).

use crate::api::{self, StreamFormat};
use crate::diagnostic::{Code, Diagnostic};
use crate::lower::report::Report;
use crate::lower::types::examples;
use crate::postman;
use crate::shape::Json;
use crate::shape::declared::{self, Declared};
use crate::variables::Variables;

use super::stream::{self, Stream};

/// The subtypes of media types of bodies with one JSON text per line.
const JSON_LINES: &[&str] = &[
    "jsonl",
    "jsonlines",
    "ndjson",
    "stream+json",
    "x-json-stream",
    "x-jsonl",
    "x-jsonlines",
    "x-ndjson",
];

/// What a body is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    /// There is none.
    Empty,
    /// Text other than JSON.
    Text,
    /// What should be JSON and is none, as where an example was cut.
    Broken,
    /// Bytes, which a collection cannot show.
    Bytes,
    /// JSON.
    Json(Json),
    /// JSON values, one after the other.
    Stream(Stream),
}

impl Content {
    /// The content as evidence.
    pub(super) fn kind(&self) -> api::Content {
        match self {
            Self::Empty => api::Content::Empty,
            Self::Text => api::Content::Text,
            Self::Broken => api::Content::BrokenJson,
            Self::Bytes => api::Content::Bytes,
            Self::Json(_) => api::Content::Json,
            Self::Stream(stream) => match stream.format {
                StreamFormat::Events { .. } => api::Content::Events,
                StreamFormat::JsonLines => api::Content::JsonLines,
            },
        }
    }
}

/// What is declared of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DeclaredContent {
    Json,
    /// Server-sent events.
    Events,
    /// One JSON text per line.
    JsonLines,
    /// `text/plain`, by the header.
    PlainText,
    /// Other text, which can be JSON as well.
    Text,
    Bytes,
    Nothing,
}

/// Finds out what a body is. JSON that does not parse is reported.
///
/// An object or array is JSON unless the header says `text/plain`: Postman previews it as text.
pub(super) fn of(
    response: &postman::Response,
    values: &Variables,
    report: &mut Report<'_>,
) -> Content {
    let declared = declared(response);
    let text = response.body.as_deref().unwrap_or_default();
    let trimmed = text.trim_start_matches('\u{feff}').trim();
    if matches!(response.code, Some(100..=199 | 204 | 205 | 304)) {
        return Content::Empty;
    }
    if declared == DeclaredContent::Bytes {
        return Content::Bytes;
    }
    if matches!(trimmed, "" | "\"\"") {
        return Content::Empty;
    }
    let stream = match declared {
        DeclaredContent::Events | DeclaredContent::Nothing => stream::events(trimmed, values),
        DeclaredContent::JsonLines => stream::lines(trimmed, values),
        _ => None,
    };
    if let Some(stream) = stream {
        return Content::Stream(stream);
    }
    let looks_like_json = trimmed.starts_with(['{', '[']) && !trimmed.starts_with("{{");
    if declared == DeclaredContent::PlainText
        || (!looks_like_json && declared != DeclaredContent::Json)
    {
        return Content::Text;
    }
    match examples::read(text, values) {
        Ok(Json::Hole(_)) => Content::Text,
        Ok(json) => Content::Json(json),
        Err(_) if declared != DeclaredContent::Json && declared != DeclaredContent::Nothing => {
            Content::Text
        }
        Err(_) if is_placeholder(trimmed) => Content::Json(Json::String(trimmed.to_owned())),
        Err(problem) => {
            if let Some(stream) = stream::lines(trimmed, values) {
                return Content::Stream(stream);
            }
            report.push(
                Diagnostic::new(
                    Code::InvalidJson,
                    format!("{}/body", response.pointer),
                    format!("invalid JSON in response body, so it has no type: {problem} of it"),
                )
                .inside(problem.offset)
                .help("correct the example in the collection to get a type for it"),
            );
            Content::Broken
        }
    }
}

/// Whether a body is the placeholder of a number or boolean, as a converter writes it: `<integer>`.
fn is_placeholder(text: &str) -> bool {
    let declared = declared::declared(text);
    matches!(declared, Some(Declared::As(ty, _)) if ty != api::Type::String)
}

/// What header and preview language say (docs/postman-semantics.md §8.4: often wrong).
fn declared(response: &postman::Response) -> DeclaredContent {
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
            Some("json") => DeclaredContent::Json,
            Some("xml" | "html" | "text" | "Text" | "plain") => DeclaredContent::Text,
            _ => DeclaredContent::Nothing,
        },
    }
}

fn of_media_type(essence: &str) -> DeclaredContent {
    let (kind, subtype) = essence.split_once('/').unwrap_or((essence, ""));
    let is_json = subtype == "json" || subtype.ends_with("+json") || subtype == "javascript";
    let is_text = kind == "text"
        || subtype.ends_with("xml")
        || matches!(
            subtype,
            "x-www-form-urlencoded" | "graphql" | "yaml" | "x-yaml"
        );
    let is_bytes = matches!(kind, "image" | "audio" | "video" | "font")
        || matches!(
            subtype,
            "octet-stream" | "pdf" | "zip" | "gzip" | "x-gzip" | "x-tar" | "x-protobuf"
        )
        || subtype.starts_with("vnd.ms-")
        || subtype.starts_with("vnd.openxmlformats");
    if essence == "text/event-stream" {
        DeclaredContent::Events
    } else if JSON_LINES.contains(&subtype) {
        DeclaredContent::JsonLines
    } else if is_json {
        DeclaredContent::Json
    } else if essence == "text/plain" {
        DeclaredContent::PlainText
    } else if is_text {
        DeclaredContent::Text
    } else if is_bytes {
        DeclaredContent::Bytes
    } else {
        DeclaredContent::Nothing
    }
}

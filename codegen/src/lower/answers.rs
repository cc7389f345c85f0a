//! Saved responses: what the server can answer, by status.

use std::collections::BTreeMap;

use crate::api::{Answer, Docs, ErrorCode, Payload, Type};
use crate::postman::{Item, Response};

use super::names::{self, Scope};
use super::report::Report;
use super::{docs, prose, reason, secrets};

/// Where bodies hold error codes, most likely first.
const CODE_FIELDS: [&str; 4] = ["/code", "/error/code", "/errorCode", "/error_code"];

/// The answers of an item.
#[derive(Debug, Default)]
pub(super) struct Answers {
    pub answers: Vec<Answer>,
    pub error_codes: Vec<ErrorCode>,
    pub code_fields: Vec<String>,
}

/// Lowers the saved responses of an item.
pub(super) fn lower(item: &Item, report: &mut Report<'_>) -> Answers {
    // Without a status last.
    let mut groups: BTreeMap<(bool, Option<u16>), Vec<&Response>> = BTreeMap::new();
    for response in &item.responses {
        groups
            .entry((response.code.is_none(), response.code))
            .or_default()
            .push(response);
    }
    let mut lowered = Answers::default();
    let mut variants = Scope::holding(["Unknown"]);
    let mut code_names = Scope::holding(["Unknown"]);
    for ((_, status), responses) in groups {
        let mut codes = Vec::new();
        let mut lines: Vec<String> = Vec::new();
        for response in &responses {
            let name = secrets::redacted(&response.name);
            let read = prose::answer_name(&name, status, &item.name);
            if read.truncated {
                report.warning(
                    "cut-text",
                    &format!("{}/name", response.pointer),
                    "the name of this example was cut when it was exported; what it says is incomplete",
                );
            }
            add_paragraph(&mut lines, &read.docs);
            for (code, text) in read.codes {
                codes.push(error_code(
                    code,
                    text,
                    status,
                    &mut code_names,
                    &mut lowered.error_codes,
                ));
            }
        }
        codes.sort_unstable();
        codes.dedup();
        let bodies: Vec<Kind> = responses.iter().map(|response| kind(response)).collect();
        lowered.answers.push(Answer {
            status,
            variant: variants.unique(&variant_name(status)),
            reason: reason_of(status, &responses),
            docs: Docs::from_clean_lines(lines),
            payload: payload(status, &bodies),
            error_codes: codes,
            evidence: evidence(responses.len()),
        });
    }
    if !lowered.error_codes.is_empty() {
        lowered.code_fields = CODE_FIELDS.map(str::to_owned).to_vec();
    }
    lowered
}

fn add_paragraph(lines: &mut Vec<String>, docs: &Docs) {
    if docs.is_empty()
        || lines
            .windows(docs.lines().len())
            .any(|known| known == docs.lines())
    {
        return;
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend_from_slice(docs.lines());
}

/// The index of an error code, which is added where it is new.
fn error_code(
    code: String,
    text: String,
    status: Option<u16>,
    names: &mut Scope,
    all: &mut Vec<ErrorCode>,
) -> usize {
    if let Some(known) = all.iter().position(|known| known.code == code) {
        return known;
    }
    all.push(ErrorCode {
        name: names.unique(&names::variant(&format!("code {code}"))),
        status,
        docs: docs::clean(&text),
        code,
        text,
    });
    all.len() - 1
}

fn variant_name(status: Option<u16>) -> crate::api::Ident {
    match (status, status.and_then(reason::phrase)) {
        (None, _) => names::variant("Default"),
        (Some(_), Some(phrase)) => names::variant(&phrase.replace('\'', "")),
        (Some(status), None) => names::variant(&format!("Status {status}")),
    }
}

/// The standard phrase, else what the first example says on one line.
fn reason_of(status: Option<u16>, responses: &[&Response]) -> String {
    let standard = status.and_then(reason::phrase).map(str::to_owned);
    let own = || {
        responses
            .iter()
            .find_map(|response| response.status.as_deref().map(docs::plain))
    };
    standard.or_else(own).unwrap_or_default().replace('`', "'")
}

fn evidence(examples: usize) -> String {
    match examples {
        1 => "1 example".to_owned(),
        count => format!("{count} examples"),
    }
}

/// What a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Empty,
    Json,
    Text,
    Bytes,
}

/// The kind of a body: by its content type, then the preview language, then by trying (semantics 8.5).
fn kind(response: &Response) -> Kind {
    let body = response.body.as_deref().unwrap_or_default().trim();
    // A converter writes an empty JSON body as the two characters `""`.
    if body.is_empty() || body == "\"\"" {
        return Kind::Empty;
    }
    let header = response
        .headers
        .iter()
        .find(|header| !header.disabled && header.key.eq_ignore_ascii_case("content-type"));
    let media_type = header.map(|header| {
        header
            .value
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    });
    let media_type = media_type.unwrap_or_default();
    let is_json = serde_json::from_str::<serde_json::Value>(body).is_ok();
    if is_json && !media_type.contains("xml") && !media_type.contains("html") {
        return Kind::Json;
    }
    let binary = [
        "image/",
        "audio/",
        "video/",
        "application/pdf",
        "application/zip",
        "application/octet-stream",
    ];
    if binary.iter().any(|prefix| media_type.starts_with(prefix)) {
        return Kind::Bytes;
    }
    Kind::Text
}

fn payload(status: Option<u16>, kinds: &[Kind]) -> Payload {
    if matches!(status, Some(100..=199 | 204 | 205 | 304))
        || kinds.iter().all(|kind| *kind == Kind::Empty)
    {
        return Payload::Empty;
    }
    let shown: Vec<Kind> = kinds
        .iter()
        .copied()
        .filter(|kind| *kind != Kind::Empty)
        .collect();
    match shown.as_slice() {
        kinds if kinds.iter().all(|kind| *kind == Kind::Json) => Payload::Json(Type::Json),
        kinds if kinds.iter().all(|kind| *kind == Kind::Bytes) => Payload::Bytes,
        kinds if kinds.contains(&Kind::Bytes) => Payload::Response,
        _ => Payload::Text,
    }
}

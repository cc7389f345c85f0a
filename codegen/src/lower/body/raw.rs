//! Raw bodies: JSON of a type, text with variables, or text that the caller gives whole.

use crate::api::{Body, Location, Segment, Type};
use crate::diagnostic::{Code, Diagnostic};
use crate::lower::example::ExampleSource;
use crate::lower::parameters::{Entry, Given, Parameters, Rule};
use crate::lower::report::Report;
use crate::lower::types::{self, BodyShape, Types};
use crate::postman::Item;
use crate::prose::{self, Placeholder};
use crate::variables::template;

use super::comments;

/// A raw body.
#[derive(Debug, Clone, Copy)]
pub(super) struct Raw<'a> {
    pub pointer: &'a str,
    pub text: &'a str,
    pub language: Option<&'a str>,
    /// How many of the variables in the text take the place of a secret.
    pub redacted: usize,
}

/// The placeholder in a text that stands for a file. Text cannot carry the content of a file.
pub(in crate::lower) fn file_placeholder(text: &str) -> Option<&str> {
    let content = text.trim().trim_matches('"');
    (prose::placeholder(content) == Some(Placeholder::Binary)).then_some(content)
}

/// Lowers a raw body.
pub(super) fn lower(
    item: &Item,
    raw: &Raw<'_>,
    parameters: &mut Parameters<'_>,
    report: &mut Report<'_>,
) -> Body {
    let language = raw
        .language
        .map(|text| parameters.values().resolve(text).unwrap_or_default());
    let language = language.filter(|text| !text.is_empty());
    let is_json = comments::are_stripped(language.as_deref(), &item.request.headers);
    let own_text = parameters.values().without_nesting(raw.text);
    let text = if is_json {
        comments::stripped(&own_text)
    } else {
        own_text.clone()
    };
    if let Some(content) = file_placeholder(&text) {
        return Body::File(parameters.add(&Entry {
            location: Location::Body,
            wire_name: "body",
            pointer: raw.pointer,
            description: None,
            enabled: true,
            given: Given::Binary(content),
            rule: Rule::Always,
        }));
    }
    let can_be_json = is_json || !matches!(language.as_deref(), Some("xml" | "html"));
    if can_be_json && let Some(shape) = typed(item, raw, &own_text, is_json, parameters, report) {
        let source = ExampleSource::Json(text);
        let parameter = parameters.body(shape.ty, source, raw.pointer, shape.evidence);
        return Body::Json {
            parameter,
            language,
        };
    }
    let is_variable = template::only_variable(text.trim()).is_some();
    let has_own_variable = template::variables(&text).nth(raw.redacted).is_some();
    if has_own_variable && !is_variable {
        return Body::Text {
            segments: parameters.segments(&text, raw.pointer, str::to_owned),
            language,
        };
    }
    let parameter = parameters.add(&Entry {
        location: Location::Body,
        wire_name: "body",
        pointer: raw.pointer,
        description: None,
        enabled: true,
        given: Given::Text(&text),
        rule: if is_variable {
            Rule::Variable
        } else {
            Rule::Always
        },
    });
    // The text of a number or boolean is its JSON.
    if matches!(
        parameters.type_at(parameter),
        Type::Bool | Type::I64 | Type::F32 | Type::F64
    ) {
        return Body::Json {
            parameter,
            language,
        };
    }
    Body::Text {
        segments: vec![Segment::Parameter(parameter)],
        language,
    }
}

/// The type of a body that is a JSON object or array. What should be JSON and is not is reported.
fn typed(
    item: &Item,
    raw: &Raw<'_>,
    text: &str,
    is_json: bool,
    parameters: &mut Parameters<'_>,
    report: &mut Report<'_>,
) -> Option<BodyShape> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let looks_like_json = start.starts_with(['{', '[', '/']) && !is_template(start);
    if !looks_like_json {
        return None;
    }
    let mut types = Types::new(&mut parameters.type_names);
    match types::body(item, text, &parameters.context, &mut types) {
        Ok(shape) => {
            parameters.types.extend(types.finish());
            shape
        }
        Err(problem) => {
            if is_json {
                let diagnostic = Diagnostic::new(
                    Code::InvalidJson,
                    raw.pointer,
                    format!("invalid JSON in request body, so it is sent as text: {problem} of it"),
                )
                .help("correct the body in the collection to get a type for it");
                // Variables in names of variables move the text after them, and so do secrets.
                report.push(if text == raw.text && raw.redacted == 0 {
                    diagnostic.inside(problem.offset)
                } else {
                    diagnostic
                });
            }
            None
        }
    }
}

/// Whether a text begins with a variable, and not with an object.
fn is_template(text: &str) -> bool {
    text.starts_with("{{") && template::has_variable(text)
}

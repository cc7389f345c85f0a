//! Raw bodies: JSON of a type, text with variables, or text that the caller gives whole.

use crate::api::{Body, Piece, Place};
use crate::lower::parameters::{Entry, Given, Parameters, Rule};
use crate::lower::report::Report;
use crate::lower::secrets;
use crate::lower::template;
use crate::postman::Item;

use super::comments;

/// Lowers a raw body.
pub(super) fn lower(
    item: &Item,
    text: &str,
    language: Option<&str>,
    pointer: &str,
    parameters: &mut Parameters<'_>,
    _report: &mut Report<'_>,
) -> Body {
    let language = language.map(|text| parameters.values().resolve(text).unwrap_or_default());
    let language = language.filter(|text| !text.is_empty());
    let text = parameters.values().without_nesting(text);
    let text = if comments::are_stripped(language.as_deref(), &item.request.headers) {
        comments::stripped(&text)
    } else {
        text
    };
    let is_variable = template::only_variable(text.trim()).is_some();
    if template::has_variable(&text) && !is_variable {
        return Body::Text {
            pieces: parameters.pieces(&text, pointer, str::to_owned),
            language,
        };
    }
    // The text is shown as an example only.
    let text = secrets::without_literals(&text);
    let parameter = parameters.add(&Entry {
        place: Place::Body,
        wire_name: "body",
        pointer,
        description: None,
        enabled: true,
        given: Given::Text(&text),
        rule: if is_variable {
            Rule::Variable
        } else {
            Rule::Always
        },
    });
    Body::Text {
        pieces: vec![Piece::Parameter(parameter)],
        language,
    }
}

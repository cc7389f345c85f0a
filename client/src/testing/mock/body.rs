//! The body of a saved response, with values for its variables.

use super::wildcard::{Captured, first_variable};
use crate::dynamic;

/// A body with values for the variables that have one; [`None`] if there is none. In JSON, values are escaped.
pub(super) fn filled(body: &str, captured: &Captured) -> Option<String> {
    let is_json = body.trim_start().starts_with(['{', '[']);
    let (mut filled, mut rest) = (String::with_capacity(body.len()), body);
    let mut has_value = false;
    while let Some((before, name, after)) = first_variable(rest) {
        let dynamic = || Some(dynamic::value(name)).filter(|value| !value.is_empty());
        let value = captured.get(name).map(str::to_owned).or_else(dynamic);
        filled.push_str(before);
        match &value {
            Some(value) if is_json => filled.push_str(&escaped(value)),
            Some(value) => filled.push_str(value),
            None => filled.push_str(&rest[before.len()..rest.len() - after.len()]),
        }
        has_value |= value.is_some();
        rest = after;
    }
    has_value.then(|| filled + rest)
}

/// A text as the content of a JSON string.
fn escaped(text: &str) -> String {
    let quoted = crate::json::to_string(&text.to_owned());
    quoted[1..quoted.len() - 1].to_owned()
}

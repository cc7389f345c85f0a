//! Examples that a program wrote from a schema: they show every field, whether it is always there or not, and hold
//! placeholders, random values and filler.

use std::borrow::Cow;

use crate::api::TextFormat;

use super::declared;
use super::keys;
use super::{Json, Members};

/// A placeholder for any JSON, as the `OpenAPI` converter writes it.
const ANY: &str = "<object>";

/// How many digits the default of a number has after the point, at most. Random numbers have about twelve.
const DEFAULT_DIGITS: usize = 6;

/// How many bare type names, such as `"integer"`, make them placeholders: one can be data.
const BARE_LIMIT: usize = 2;

/// Whether an example holds a placeholder anywhere, so that none of its fields is proven to be always there.
pub(super) fn has_placeholder(example: &Json) -> bool {
    any_text(example, "", &mut |_, text| declared::is_synthetic(text)) || has_bare_types(example)
}

/// Whether an example holds the placeholder of a type, as a converter writes it: `<string>`.
pub(super) fn has_declaration(example: &Json) -> bool {
    any_text(example, "", &mut |_, text| {
        declared::declared(text).is_some()
    })
}

/// An example whose placeholders are all written in one way: `<type>`, with [`Json::Hole`] for what says nothing.
/// `is_generated` tells that the whole collection was generated, so that an example without placeholders was too.
pub(super) fn normalized(example: &Json, is_generated: bool) -> Cow<'_, Json> {
    let has_placeholder = has_placeholder(example);
    if !has_placeholder && !is_generated {
        return Cow::Borrowed(example);
    }
    let notation = if has_declaration(example) {
        Notation::Bracketed
    } else if has_placeholder {
        Notation::Bare
    } else {
        Notation::None
    };
    Cow::Owned(rewritten(example, "", notation))
}

/// How the placeholders of an example are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notation {
    /// There are none: a generator drew the values.
    None,
    /// `<number>`; the text `number` is a value.
    Bracketed,
    /// `number`, or filler.
    Bare,
}

/// A value under a key, with its placeholders written in one way.
fn rewritten(json: &Json, key: &str, notation: Notation) -> Json {
    let rewritten = |json: &Json, key: &str| rewritten(json, key, notation);
    match json {
        Json::String(text) if notation != Notation::None && text.is_empty() => {
            Json::Hole(String::new())
        }
        Json::String(text) if notation == Notation::Bare => match bare_type(key, text) {
            Some(name) => Json::String(format!("<{name}>")),
            None => json.clone(),
        },
        Json::Array(items) => Json::Array(items.iter().map(|item| rewritten(item, key)).collect()),
        Json::Object(members) if is_cut(members) => Json::String(ANY.to_owned()),
        Json::Object(members) => {
            let is_map = members.iter().all(|(key, _)| keys::is_numbered(key));
            let is_random = match notation {
                // Next to placeholders, values without a schema are drawn.
                Notation::Bracketed if !is_map => members.iter().any(|(_, it)| is_drawn(it)),
                _ => is_map && !members.iter().any(|(_, it)| is_declared(it)),
            };
            // Random values (`{"key_0": 7435.1}`) tell nothing of their type. Placeholders do.
            let value = |key: &str, value: &Json| {
                let can_be_drawn = match value {
                    Json::Bool(_) | Json::Number(_) => true,
                    // A text that was drawn for a field is this one; others are listed by a schema.
                    Json::String(text) => is_map || text == "string",
                    _ => false,
                };
                if is_random && can_be_drawn {
                    Json::String(ANY.to_owned())
                } else {
                    rewritten(value, key)
                }
            };
            // Additional properties are no fields of a schema.
            let is_field = |key: &str| is_map || !keys::is_numbered(key);
            let members = members.iter().filter(|(key, _)| is_field(key));
            Json::Object(
                members
                    .map(|(key, it)| (key.clone(), value(key, it)))
                    .collect(),
            )
        }
        json => json.clone(),
    }
}

/// Whether an object only says that the converter went no further: it is empty, or its `value` says why.
fn is_cut(members: &Members) -> bool {
    match members {
        [] => true,
        [(key, Json::String(text))] => key == "value" && declared::is_cut(text),
        _ => false,
    }
}

/// Whether a number was drawn at random: it has more digits after the point than any that somebody wrote as a default.
fn is_drawn(value: &Json) -> bool {
    let digits = |number: &str| number.split_once('.').map_or(0, |(_, digits)| digits.len());
    matches!(value, Json::Number(number) if number.is_f64() && digits(&number.to_string()) > DEFAULT_DIGITS)
}

/// Whether a value is the placeholder of a type.
fn is_declared(value: &Json) -> bool {
    matches!(value, Json::String(text) if declared::declared(text).is_some())
}

/// Whether an example has enough bare type names that they are placeholders.
fn has_bare_types(example: &Json) -> bool {
    let mut count = 0;
    any_text(example, "", &mut |key, text| {
        count += usize::from(bare_type(key, text).is_some());
        count >= BARE_LIMIT
    })
}

/// The type that a name alone declares, as Swagger's examples write it: `integer`, `integer [int64]`,
/// `string [date-time]`. A format is more exact than its type. Under a key such as `type`, the name of a type is data.
fn bare_type<'a>(key: &str, text: &'a str) -> Option<&'a str> {
    let (name, format) = match text
        .strip_suffix(']')
        .and_then(|text| text.split_once(" ["))
    {
        Some((name, format)) => (name, Some(format)),
        None => (text, None),
    };
    let is_type = matches!(name, "string" | "integer" | "number" | "boolean");
    match format {
        _ if !is_type || keys::names_a_type(key) => None,
        Some("float") => format,
        Some("int32") if name == "integer" => Some("integer-int32"),
        Some(name) if TextFormat::named(name).is_some() => format,
        _ => Some(name),
    }
}

/// Whether `found` is true for any string in an example with the key that it is under.
fn any_text(json: &Json, key: &str, found: &mut dyn FnMut(&str, &str) -> bool) -> bool {
    match json {
        Json::String(text) => found(key, text),
        Json::Array(items) => items.iter().any(|item| any_text(item, key, found)),
        Json::Object(members) => members
            .iter()
            .any(|(key, value)| any_text(value, key, found)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::lenient;
    use super::*;

    fn json(text: &str) -> Json {
        lenient(text, &|_| None).unwrap()
    }

    fn written(text: &str, is_generated: bool) -> String {
        normalized(&json(text), is_generated).to_value().to_string()
    }

    #[test]
    fn two_bare_type_names_are_placeholders_and_one_is_data() {
        assert_eq!(
            written(
                r#"{"id":"integer [int64]","no":"integer [int32]","at":"string [date-time]"}"#,
                false
            ),
            r#"{"id":"<integer>","no":"<integer-int32>","at":"<date-time>"}"#
        );
        assert_eq!(
            written(r#"{"type":"integer","a":"b"}"#, false),
            r#"{"type":"integer","a":"b"}"#
        );
    }

    #[test]
    fn a_bare_type_name_under_type_is_data() {
        let text = r#"{"type":"number","of":{"sub_type":"integer","formats":["number"]}}"#;
        assert_eq!(written(text, false), text);
    }

    #[test]
    fn a_bare_type_name_next_to_other_placeholders_is_data() {
        let text = r#"{"name":"<string>","type":"number","of":["number","boolean"]}"#;
        assert_eq!(written(text, true), text);
    }

    #[test]
    fn an_empty_text_says_nothing_next_to_placeholders() {
        assert_eq!(
            normalized(&json(r#"{"a":"<string>","b":[""]}"#), false)
                .get("b")
                .cloned(),
            Some(Json::Array(vec![Json::Hole(String::new())]))
        );
        assert_eq!(written(r#"{"a":"b","c":""}"#, false), r#"{"a":"b","c":""}"#);
    }

    #[test]
    fn what_the_converter_cut_is_any_json() {
        let circular = r#"{"a":"<string>","b":{"value":"<Circular reference to #/components/schemas/X detected>"}}"#;
        assert_eq!(
            written(circular, false),
            r#"{"a":"<string>","b":"<object>"}"#
        );
        assert_eq!(written(r#"{"a":{}}"#, true), r#"{"a":"<object>"}"#);
        assert_eq!(written(r#"{"a":{}}"#, false), r#"{"a":{}}"#);
    }

    #[test]
    fn additional_properties_are_no_fields() {
        assert_eq!(
            written(r#"{"id":"<string>","key_0":7435.1,"key_1":true}"#, false),
            r#"{"id":"<string>"}"#
        );
        let text = r#"{"id":"a","key_0":7435.1}"#;
        assert_eq!(written(text, false), text);
    }

    #[test]
    fn what_was_drawn_next_to_placeholders_is_any_json() {
        assert_eq!(
            written(
                r#"{"id":"<string>","of":{"no":"<integer>","line":8089.304598089915,"on":true,"at":"string","as":"tag"}}"#,
                false
            ),
            r#"{"id":"<string>","of":{"no":"<integer>","line":"<object>","on":"<object>","at":"<object>","as":"tag"}}"#
        );
        let text = r#"{"id":"<string>","ratio":0.25,"type":true}"#;
        assert_eq!(written(text, false), text);
        let text = r#"{"line":8089.304598089915,"type":true}"#;
        assert_eq!(written(text, true), text);
    }

    #[test]
    fn a_map_of_random_values_holds_any_json() {
        assert_eq!(
            written(r#"{"key_0":7435.1,"key_1":5822}"#, true),
            r#"{"key_0":"<object>","key_1":"<object>"}"#
        );
        assert_eq!(
            written(r#"{"key_0":"<string>"}"#, true),
            r#"{"key_0":"<string>"}"#
        );
    }
}

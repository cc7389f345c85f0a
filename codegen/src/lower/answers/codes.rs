//! Error codes: those that names of examples list, and those that payloads of failures show.

use crate::api::ErrorCode;
use crate::lower::docs;
use crate::lower::names::{self, Scope};
use crate::lower::operation::one_line;
use crate::lower::secrets;
use crate::lower::shape::{Json, is_made_up};

use super::Example;
use super::kind::Kind;

/// Where failures carry their code, by how common it is.
const FIELDS: &[&str] = &[
    "/code",
    "/errorCode",
    "/error_code",
    "/error/code",
    "/error/errorCode",
    "/errors/0/code",
    "/error/type",
    "/error",
];

/// The fields that are tried where no example shows one.
const USUAL: &[&str] = &["/code", "/error/code", "/errorCode", "/error_code"];

/// Where failures carry a text for their code, beside it.
const TEXTS: &[&str] = &[
    "message",
    "error_description",
    "errorMessage",
    "detail",
    "description",
    "title",
    "msg",
];

/// Longer texts are no descriptions of a code.
const TEXT_LIMIT: usize = 200;

/// The error codes of one operation in the making.
#[derive(Debug, Default)]
pub(super) struct Codes {
    list: Vec<ErrorCode>,
    /// How often a field carries a code.
    fields: Vec<(&'static str, usize)>,
    names: Option<Scope>,
    /// The field that is said to carry the code.
    told: Option<String>,
}

impl Codes {
    /// No codes yet; `field` is where they stand, if that is known.
    pub(super) fn carried_by(field: Option<&str>) -> Self {
        Self {
            told: field.map(str::to_owned),
            ..Self::default()
        }
    }

    /// Adds the codes that the examples of one status document; gives their indices.
    pub(super) fn add(&mut self, status: Option<u16>, examples: &[Example<'_>]) -> Vec<usize> {
        if matches!(status, Some(200..=299)) {
            return Vec::new();
        }
        let mut indices = Vec::new();
        for example in examples {
            for (code, text) in &example.name.codes {
                indices.push(self.push(code, text, status));
            }
        }
        if let Some(field) = self.told.clone() {
            for example in examples {
                if let Kind::Json(json) = &example.kind
                    && let Some((code, text)) = told(json, &field)
                {
                    indices.push(self.push(&code, &text, status));
                }
            }
            return each_once(indices);
        }
        for example in examples {
            if let Kind::Json(json) = &example.kind
                && let Some((field, code, text)) = shown(json, status)
            {
                match self.fields.iter_mut().find(|(known, _)| *known == field) {
                    Some((_, count)) => *count += 1,
                    None => self.fields.push((field, 1)),
                }
                indices.push(self.push(&code, &text, status));
            }
        }
        each_once(indices)
    }

    /// The codes, and the fields that carry them.
    pub(super) fn finish(mut self) -> (Vec<ErrorCode>, Vec<String>) {
        if self.list.is_empty() {
            return (Vec::new(), Vec::new());
        }
        if let Some(field) = self.told {
            return (self.list, vec![field]);
        }
        self.fields
            .sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let shown: Vec<&str> = self.fields.iter().map(|(field, _)| *field).collect();
        let usual = USUAL.iter().filter(|field| !shown.contains(field));
        let fields = shown.iter().chain(usual).map(|field| (*field).to_owned());
        (self.list, fields.collect())
    }

    /// Adds a code, or finds it; a code is one whatever statuses it stands under.
    fn push(&mut self, code: &str, text: &str, status: Option<u16>) -> usize {
        let text = secrets::redacted(&one_line(text));
        if let Some(index) = self.list.iter().position(|known| known.code == code) {
            let known = &mut self.list[index];
            if known.text.is_empty() {
                known.text = text;
                known.docs = docs::clean(&known.text);
            }
            return index;
        }
        let is_word = code.starts_with(|c: char| c.is_ascii_alphabetic());
        let wanted = if is_word {
            names::variant(code)
        } else {
            names::variant(&format!("code {code}"))
        };
        let scope = self
            .names
            .get_or_insert_with(|| Scope::holding(["Unknown"]));
        self.list.push(ErrorCode {
            code: code.to_owned(),
            name: scope.unique(&wanted),
            status,
            docs: docs::clean(&text),
            text,
        });
        self.list.len() - 1
    }
}

fn each_once(mut indices: Vec<usize>) -> Vec<usize> {
    let mut seen = std::collections::BTreeSet::new();
    indices.retain(|index| seen.insert(*index));
    indices
}

/// The code that a payload shows, with its field and text. What a converter made up shows none.
fn shown(json: &Json, status: Option<u16>) -> Option<(&'static str, String, String)> {
    FIELDS.iter().find_map(|field| {
        let (parent, key) = holder(json, field)?;
        if is_made_up(parent) {
            return None;
        }
        let code = match parent.get(key)? {
            Json::Number(number) if is_code_number(number.as_i64()?, status) => number.to_string(),
            Json::String(text) if is_code_word(text, status) => text.clone(),
            _ => return None,
        };
        Some((*field, code, text_beside(parent, json)))
    })
}

/// The code that a payload has in a field which is said to carry it, with its text.
fn told(json: &Json, field: &str) -> Option<(String, String)> {
    let (parent, key) = holder(json, field)?;
    if is_made_up(parent) {
        return None;
    }
    let code = match parent.get(key)? {
        Json::Number(number) => number.as_i64()?.to_string(),
        Json::String(text) if is_description(text) => text.trim().to_owned(),
        _ => return None,
    };
    Some((code, text_beside(parent, json)))
}

/// The text for a code in the object that holds it, or in the whole payload.
fn text_beside(parent: &Json, json: &Json) -> String {
    let texts = TEXTS
        .iter()
        .filter_map(|key| parent.get(key).or_else(|| json.get(key)));
    let mut texts = texts.filter_map(|text| match text {
        Json::String(text) if is_description(text) => Some(text.clone()),
        _ => None,
    });
    texts.next().unwrap_or_default()
}

/// The object that a pointer ends in, and the last key.
fn holder<'j, 'p>(json: &'j Json, pointer: &'p str) -> Option<(&'j Json, &'p str)> {
    let (path, key) = pointer.rsplit_once('/')?;
    let mut at = json;
    for step in path.split('/').filter(|step| !step.is_empty()) {
        at = match at {
            Json::Array(items) => items.get(step.parse::<usize>().ok()?)?,
            object => object.get(step)?,
        };
    }
    Some((at, key))
}

/// Numbers that people give to errors are short; the status again is none.
fn is_code_number(number: i64, status: Option<u16>) -> bool {
    number.unsigned_abs() < 1_000_000 && number != 0 && status.map(i64::from) != Some(number)
}

/// One word that no sentence would be: `invalid_grant`, `E1001`, `33_01`, `PROFILE-108-401`, `NotFound`.
fn is_code_word(text: &str, status: Option<u16>) -> bool {
    let is_word = (2..=60).contains(&text.len())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
        && text.contains(|c: char| c.is_ascii_alphanumeric());
    let is_status = text
        .parse::<u16>()
        .is_ok_and(|number| Some(number) == status);
    let is_long_number = text.len() > 7 && text.chars().all(|c| c.is_ascii_digit());
    is_word
        && !is_status
        && !is_long_number
        && !secrets::has_secret_shape(text)
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "true" | "false" | "null" | "error" | "failed" | "failure" | "string"
        )
}

fn is_description(text: &str) -> bool {
    !text.trim().is_empty() && text.len() <= TEXT_LIMIT && !text.contains("{{")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::shape::lenient;

    fn code(text: &str) -> Option<(&'static str, String, String)> {
        shown(&lenient(text, &|_| None).unwrap(), Some(400))
    }

    #[test]
    fn the_field_that_carries_the_code_is_found() {
        assert_eq!(
            code(r#"{"code": 1001, "message": "No such user."}"#),
            Some(("/code", "1001".into(), "No such user.".into()))
        );
        assert_eq!(
            code(r#"{"error": {"code": "E17", "message": "Denied"}}"#),
            Some(("/error/code", "E17".into(), "Denied".into()))
        );
        assert_eq!(
            code(r#"{"error": "invalid_grant", "error_description": "Expired"}"#),
            Some(("/error", "invalid_grant".into(), "Expired".into()))
        );
    }

    #[test]
    fn statuses_sentences_and_filler_are_no_codes() {
        for text in [
            r#"{"code": 400}"#,
            r#"{"code": "400"}"#,
            r#"{"error": "This is not allowed"}"#,
            r#"{"code": "<integer>"}"#,
            r#"{"code": -17047395, "message": "dolore ut"}"#,
            r#"{"code": "{{code}}"}"#,
            r#"["a"]"#,
        ] {
            assert_eq!(code(text), None, "{text}");
        }
    }
}

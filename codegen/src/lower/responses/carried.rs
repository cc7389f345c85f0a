//! Where payloads of failures carry their error code.
//!
//! A field carries codes by its name (`code`, `errorCode`, `error_code`, `err-code`; `type`, `reason` or `status` inside
//! of an error; `errorType`, `name`, `error`) and by its value: a number or one word that is not the status
//! again. A field of any name carries them where it holds a code that the example's name documents.

use std::collections::HashSet;

use crate::pointer;
use crate::prose::is_filler;
use crate::shape::{Json, is_made_up};

/// Where failures carry a text for their code: next to it, or at the top.
const TEXTS: &[&str] = &[
    "message",
    "error_description",
    "errorDescription",
    "errorMessage",
    "error_message",
    "detail",
    "description",
    "title",
    "msg",
];

/// Longer texts are no descriptions of a code.
const TEXT_LIMIT: usize = 200;

/// How deep in a payload a code can be.
const DEPTH: usize = 3;

/// A code in a payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Carried {
    /// JSON pointer (RFC 6901) of the field.
    pub field: String,
    pub code: String,
    pub text: String,
}

/// The code that a payload shows. Placeholder data shows none.
pub(super) fn carried(json: &Json, status: Option<u16>) -> Option<Carried> {
    let mut candidates: Vec<(usize, Candidate<'_>)> = candidates(json, DEPTH)
        .into_iter()
        .filter_map(|candidate| Some((candidate.rank()?, candidate)))
        .collect();
    // The sort is stable: of equal names the first and outermost.
    candidates.sort_by_key(|(rank, candidate)| (*rank, candidate.depth));
    candidates.into_iter().find_map(|(_, candidate)| {
        let code = candidate
            .code(status)
            .filter(|code| candidate.is_real(code))?;
        let text = candidate.text(json).unwrap_or_default();
        Some(Carried {
            field: candidate.pointer,
            code,
            text,
        })
    })
}

/// The field that holds one of the codes that the example's name documents.
pub(super) fn field_of(json: &Json, codes: &[(String, String)]) -> Option<String> {
    let codes: HashSet<&str> = codes.iter().map(|(code, _)| code.as_str()).collect();
    let is_documented = |value: &Json| {
        let text = match value {
            Json::Number(number) => number.to_string(),
            Json::String(text) => text.clone(),
            _ => return false,
        };
        codes.contains(text.as_str())
    };
    let candidate = candidates(json, DEPTH)
        .into_iter()
        .find(|candidate| is_documented(candidate.value));
    candidate.map(|candidate| candidate.pointer)
}

/// The code in the field that carries it according to the configuration.
pub(super) fn carried_by(json: &Json, field: &str) -> Option<Carried> {
    let candidates = candidates(json, usize::MAX);
    let candidate = candidates
        .into_iter()
        .find(|candidate| candidate.pointer == field)?;
    let code = match candidate.value {
        Json::Number(number) => number.as_i64()?.to_string(),
        Json::String(text) if is_description(text) => text.trim().to_owned(),
        _ => return None,
    };
    candidate.is_real(&code).then(|| Carried {
        field: field.to_owned(),
        text: candidate.text(json).unwrap_or_default(),
        code,
    })
}

/// A field of a payload.
#[derive(Debug)]
struct Candidate<'j> {
    pointer: String,
    key: &'j str,
    value: &'j Json,
    parent: &'j Json,
    depth: usize,
    /// Whether it is part of an error, rather than of the whole response.
    in_error: bool,
}

/// All fields, outermost first; of lists the first item.
fn candidates(json: &Json, deepest: usize) -> Vec<Candidate<'_>> {
    let mut found = Vec::new();
    let top = Depth {
        levels: 0,
        deepest,
        in_error: false,
    };
    add_candidates(json, "", top, &mut found);
    found.sort_by_key(|candidate| candidate.depth);
    found
}

/// How deep in a payload a value is.
#[derive(Debug, Clone, Copy)]
struct Depth {
    levels: usize,
    deepest: usize,
    in_error: bool,
}

impl Depth {
    fn below(self, in_error: bool) -> Self {
        Self {
            levels: self.levels + 1,
            in_error,
            ..self
        }
    }
}

fn add_candidates<'j>(json: &'j Json, pointer: &str, depth: Depth, found: &mut Vec<Candidate<'j>>) {
    if depth.levels > depth.deepest {
        return;
    }
    match json {
        Json::Array(items) => {
            if let Some(first) = items.first() {
                let below = depth.below(depth.in_error);
                add_candidates(first, &format!("{pointer}/0"), below, found);
            }
        }
        Json::Object(members) => {
            for (key, value) in members {
                let pointer = pointer::below(pointer, key);
                found.push(Candidate {
                    pointer: pointer.clone(),
                    key,
                    value,
                    parent: json,
                    depth: depth.levels,
                    in_error: depth.in_error,
                });
                let below = depth.below(depth.in_error || is_error(key));
                add_candidates(value, &pointer, below, found);
            }
        }
        _ => {}
    }
}

fn is_error(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    ["err", "fault", "exception", "failure"]
        .iter()
        .any(|word| key.starts_with(word))
}

impl Candidate<'_> {
    /// How likely the field carries a code by its name, 0 most; [`None`] where it does not.
    fn rank(&self) -> Option<usize> {
        let name: String = self.key.chars().filter(|c| c.is_alphanumeric()).collect();
        let name = name.to_ascii_lowercase();
        // A `code` in the midst of a response is one of something else.
        let is_error = self.in_error || self.depth == 0;
        let ranks: [(&[&str], bool); 5] = [
            (&["code"], is_error),
            (&["errorcode", "errcode", "errorno", "errno"], true),
            (&["type", "reason", "status"], self.in_error),
            (&["errortype", "errorname"], true),
            (&["name", "error"], is_error),
        ];
        ranks
            .iter()
            .position(|(names, fits)| *fits && names.contains(&name.as_str()))
    }

    /// The code, where the value is one.
    fn code(&self, status: Option<u16>) -> Option<String> {
        match self.value {
            Json::Number(number) => {
                is_code_number(number.as_i64()?, status).then(|| number.to_string())
            }
            // Only a word in capitals is surely not the name of a person.
            Json::String(text)
                if self.key == "name" && text.contains(|c: char| c.is_ascii_lowercase()) =>
            {
                None
            }
            Json::String(text) => is_code_word(text, status).then(|| text.clone()),
            _ => None,
        }
    }

    /// Whether a code is not filler: among placeholders, a code of several words is a declared value.
    fn is_real(&self, code: &str) -> bool {
        code.contains('_') || !is_made_up(self.parent)
    }

    fn text(&self, json: &Json) -> Option<String> {
        let texts = TEXTS
            .iter()
            .filter_map(|key| self.parent.get(key).or_else(|| json.get(key)));
        texts.into_iter().find_map(|text| match text {
            Json::String(text) if is_description(text) => Some(text.clone()),
            _ => None,
        })
    }
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
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "true" | "false" | "null" | "error" | "failed" | "failure" | "fail" | "string"
        )
}

fn is_description(text: &str) -> bool {
    !is_filler(text) && text.len() <= TEXT_LIMIT && !text.contains("{{")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::lenient;

    fn code(text: &str) -> Option<(String, String, String)> {
        let found = carried(&lenient(text, &|_| None).unwrap(), Some(400))?;
        Some((found.field, found.code, found.text))
    }

    fn field(text: &str) -> Option<(String, String)> {
        code(text).map(|(field, code, _)| (field, code))
    }

    #[test]
    fn the_field_that_carries_the_code_is_found() {
        let found =
            |field: &str, code: &str, text: &str| Some((field.into(), code.into(), text.into()));
        assert_eq!(
            code(r#"{"code": 1001, "message": "No such user."}"#),
            found("/code", "1001", "No such user.")
        );
        assert_eq!(
            code(r#"{"error": {"code": "E17", "message": "Denied"}}"#),
            found("/error/code", "E17", "Denied")
        );
        assert_eq!(
            code(r#"{"errorCode": "no_room", "message": "<string>"}"#),
            found("/errorCode", "no_room", "")
        );
        assert_eq!(
            code(r#"{"error": "invalid_grant", "error_description": "Expired"}"#),
            found("/error", "invalid_grant", "Expired")
        );
    }

    #[test]
    fn fields_carry_codes_under_many_names() {
        for (text, pointer, code) in [
            (
                r#"{"status": 400, "errorCode": "14_006"}"#,
                "/errorCode",
                "14_006",
            ),
            (r#"{"err_code": 7}"#, "/err_code", "7"),
            (
                r#"{"errors": [{"code": "taken"}, {"code": "gone"}]}"#,
                "/errors/0/code",
                "taken",
            ),
            (
                r#"{"error": {"errors": [{"reason": "quotaExceeded"}], "code": 400}}"#,
                "/error/errors/0/reason",
                "quotaExceeded",
            ),
            (
                r#"{"error": {"code": 400, "status": "NOT_THERE"}}"#,
                "/error/status",
                "NOT_THERE",
            ),
            (
                r#"{"fault": {"detail": {"errorcode": "a.b.C"}}}"#,
                "/fault/detail/errorcode",
                "a.b.C",
            ),
            (
                r#"{"error": {"type": "card_error", "code": "declined"}}"#,
                "/error/code",
                "declined",
            ),
            (
                r#"{"errorType": "validation", "errorCode": "702"}"#,
                "/errorCode",
                "702",
            ),
            (r#"{"errorType": "validation"}"#, "/errorType", "validation"),
            (
                r#"{"name": "NO_ROOM", "message": "No room"}"#,
                "/name",
                "NO_ROOM",
            ),
            (r#"{"error": 17}"#, "/error", "17"),
            (
                r#"{"errorCode": "no_room", "id": "<string>"}"#,
                "/errorCode",
                "no_room",
            ),
            (r#"[{"errorCode": "A_1"}]"#, "/0/errorCode", "A_1"),
            (
                r#"{"error/codes": {"code": "A_1"}}"#,
                "/error~1codes/code",
                "A_1",
            ),
        ] {
            assert_eq!(
                field(text),
                Some((pointer.to_owned(), code.to_owned())),
                "{text}"
            );
        }
    }

    #[test]
    fn statuses_sentences_and_filler_are_no_codes() {
        for text in [
            r#"{"code": 400}"#,
            r#"{"code": "400"}"#,
            r#"{"error": {"code": 400, "status": 400}}"#,
            r#"{"error": "This is not allowed"}"#,
            r#"{"code": "<integer>"}"#,
            r#"{"code": -17047395, "message": "dolore ut"}"#,
            r#"{"code": "{{code}}"}"#,
            r#"{"name": "Jane"}"#,
            r#"{"country": {"code": "CH"}}"#,
            r#"{"status": "FAIL", "type": "about"}"#,
            r#"["a"]"#,
        ] {
            assert_eq!(code(text), None, "{text}");
        }
    }

    #[test]
    fn a_documented_code_tells_its_field() {
        let json = lenient(r#"{"ok": false, "problem": {"number": 1001}}"#, &|_| None).unwrap();
        let codes = [("1001".to_owned(), String::new())];
        assert_eq!(field_of(&json, &codes).as_deref(), Some("/problem/number"));
        assert_eq!(field_of(&json, &[]), None);
    }
}

//! Reads JSON as people write it in collections: with comments, trailing commas, and `{{variables}}` with or without
//! quotes.

use std::collections::HashMap;

use serde_json::Number;

use super::Json;

/// How deeply values can be nested, as in `serde_json`.
const DEPTH_LIMIT: usize = 128;

/// A syntax error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonProblem {
    /// Its offset in bytes.
    pub offset: usize,
    /// Its line in the text, from 1.
    pub line: usize,
    /// Its column, from 1 and in characters.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl std::fmt::Display for JsonProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} at line {}, column {}",
            self.message, self.line, self.column
        )
    }
}

/// Reads a body. `variable` gives the value of a variable by its name: one outside a string whose value is JSON becomes
/// that value, any other leaves a [`Json::Hole`].
///
/// # Errors
///
/// [`JsonProblem`] if the text is not JSON even so.
pub fn lenient(text: &str, variable: &dyn Fn(&str) -> Option<String>) -> Result<Json, JsonProblem> {
    let mut parser = Parser {
        text,
        at: if text.starts_with('\u{feff}') { 3 } else { 0 },
        variable,
    };
    let json = parser.value(0).and_then(|json| {
        parser.blank();
        match parser.rest().chars().next() {
            None => Ok(json),
            Some(_) => Err(String::from("unexpected text after the value")),
        }
    });
    json.map_err(|message| located(text, parser.at, message))
}

fn located(text: &str, offset: usize, message: String) -> JsonProblem {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    JsonProblem {
        offset,
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        message,
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    variable: &'a dyn Fn(&str) -> Option<String>,
}

type Parsed<T> = Result<T, String>;

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes blanks and comments, which end where Postman ends them (docs/postman-semantics.md §5.2).
    fn blank(&mut self) {
        while let Some(byte) = self.peek() {
            let rest = self.rest();
            self.at += match byte {
                b' ' | b'\n' | b'\r' | b'\t' => 1,
                b'/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
                b'/' if rest.starts_with("/*") => {
                    rest[2..].find("*/").map_or(rest.len(), |end| end + 4)
                }
                b'!'..=b'~' => return,
                _ => match rest.chars().next() {
                    Some(c) if c.is_whitespace() || c == '\u{feff}' => c.len_utf8(),
                    _ => return,
                },
            };
        }
    }

    fn value(&mut self, depth: usize) -> Parsed<Json> {
        self.blank();
        if depth > DEPTH_LIMIT {
            return Err(String::from("values are nested too deeply"));
        }
        match self.peek() {
            None => Err(String::from("unexpected end of input")),
            Some(b'{') if self.rest().starts_with("{{") && self.template_end().is_some() => {
                Ok(self.hole())
            }
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => self.string().map(Json::String),
            Some(_) => self.scalar(),
        }
    }

    /// Where the text of templates that begins here ends.
    fn template_end(&self) -> Option<usize> {
        let inner = &self.rest()[2..];
        let end = inner.find(['}', '{', '"', '\n'])?;
        inner[end..].starts_with("}}").then_some(2 + end + 2)
    }

    /// A bare template, with what is directly next to it: `{{a}}`, `{{a}}{{b}}`, `{{a}}.5`.
    fn hole(&mut self) -> Json {
        let start = self.at;
        while let Some(byte) = self.peek() {
            if self.rest().starts_with("{{")
                && let Some(end) = self.template_end()
            {
                self.at += end;
            } else if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+' | b'_') {
                self.at += 1;
            } else {
                break;
            }
        }
        let template = &self.text[start..self.at];
        let name = template
            .strip_prefix("{{")
            .and_then(|rest| rest.strip_suffix("}}"));
        let value = name
            .filter(|name| !name.contains("}}"))
            .and_then(|name| (self.variable)(name))
            .and_then(|text| lenient(&text, &|_| None).ok());
        value.unwrap_or_else(|| Json::Hole(template.to_owned()))
    }

    fn object(&mut self, depth: usize) -> Parsed<Json> {
        self.at += 1;
        let mut members = Members::default();
        loop {
            self.blank();
            match self.peek() {
                Some(b'}') => {
                    self.at += 1;
                    return Ok(Json::Object(members.list));
                }
                Some(b'"') => {}
                _ => return Err(String::from("expected a key in quotes, or `}`")),
            }
            let key = self.string()?;
            self.blank();
            if self.peek() != Some(b':') {
                return Err(String::from("expected `:` after the key"));
            }
            self.at += 1;
            let value = self.value(depth + 1)?;
            members.insert(key, value);
            self.comma(b'}')?;
        }
    }

    fn array(&mut self, depth: usize) -> Parsed<Json> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.blank();
            if self.peek() == Some(b']') {
                self.at += 1;
                return Ok(Json::Array(items));
            }
            items.push(self.value(depth + 1)?);
            self.comma(b']')?;
        }
    }

    /// Skips the comma between members; there can be one after the last.
    fn comma(&mut self, end: u8) -> Parsed<()> {
        self.blank();
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(())
            }
            Some(byte) if byte == end => Ok(()),
            _ => Err(String::from(if end == b'}' {
                "expected `,` or `}`"
            } else {
                "expected `,` or `]`"
            })),
        }
    }

    /// A string; line breaks in it are taken as they are.
    fn string(&mut self) -> Parsed<String> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut end = start + 1;
        while bytes.get(end).is_some_and(|byte| *byte != b'"') {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        if end >= bytes.len() {
            return Err(String::from("unterminated string"));
        }
        let literal = &self.text[start..=end];
        let read = if !literal.contains('\\') {
            Ok(self.text[start + 1..end].to_owned())
        } else if literal.contains(|c: char| c.is_control()) {
            serde_json::from_str(&escaped(literal))
        } else {
            serde_json::from_str(literal)
        };
        let text = read.map_err(|_| String::from("invalid escape in a string"))?;
        self.at = end + 1;
        Ok(text)
    }

    fn scalar(&mut self) -> Parsed<Json> {
        let rest = self.rest();
        let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | '}' | ']' | ':' | '/' | '"');
        let word = &rest[..rest.find(is_end).unwrap_or(rest.len())];
        let json = match word {
            "null" => Json::Null,
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            _ if word.contains("{{") => return Ok(self.hole()),
            _ => match word.parse::<Number>() {
                Ok(number) => Json::Number(number),
                // The word is not shown, as it could be a secret without quotes.
                Err(_) => return Err(String::from("expected a value")),
            },
        };
        self.at += word.len();
        Ok(json)
    }
}

/// Up to how many members are searched one by one, which is faster than a map.
const FEW: usize = 16;

/// The members of an object. The last value of a key counts, in the position of the first.
#[derive(Default)]
struct Members {
    list: Vec<(String, Json)>,
    /// Their positions by their keys, if there are more than [`FEW`].
    positions: HashMap<String, usize>,
}

impl Members {
    fn insert(&mut self, key: String, value: Json) {
        let known = if self.list.len() > FEW {
            self.positions.get(&key).copied()
        } else {
            self.list.iter().position(|(known, _)| *known == key)
        };
        if let Some(known) = known {
            self.list[known].1 = value;
            return;
        }
        self.list.push((key, value));
        if self.list.len() > FEW {
            let new = self.list.iter().enumerate().skip(self.positions.len());
            self.positions
                .extend(new.map(|(position, (key, _))| (key.clone(), position)));
        }
    }
}

/// A string literal whose control characters are escaped.
fn escaped(literal: &str) -> String {
    let mut out = String::with_capacity(literal.len());
    for c in literal.chars() {
        if c.is_ascii_control() {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        lenient(text, &|name| (name == "n").then(|| "[1]".to_owned()))
            .map_or_else(|problem| format!("! {problem}"), |json| json.to_string())
    }

    #[test]
    fn comments_trailing_commas_and_a_byte_order_mark_are_passed_over() {
        assert_eq!(
            read("\u{feff}{ // one\n \"a\": [1, 2.0, /* two */ ], \"b\": \"// no\", }"),
            r#"{"a":[1,2.0],"b":"// no"}"#
        );
    }

    #[test]
    fn comments_end_where_postman_ends_them() {
        assert_eq!(read("[1, // one\r 2\r\n 3]"), "[1,3]");
        assert_eq!(read("[1, /*/ 2, */ 3] /* 4"), "[1,3]");
    }

    #[test]
    fn bare_variables_stand_for_their_json_or_leave_a_hole() {
        assert_eq!(
            read(r#"{"a": {{n}}, "b": {{ x }}, "c": {{x}}{{y}}, "d": -{{x}}}"#),
            r#"{"a":[1],"b":{{ x }},"c":{{x}}{{y}},"d":-{{x}}}"#
        );
        assert_eq!(read(r#"{"a": "{{n}}"}"#), r#"{"a":"{{n}}"}"#);
    }

    #[test]
    fn numbers_keep_their_class() {
        let class = |text: &str| match lenient(text, &|_| None) {
            Ok(Json::Number(number)) => (number.is_i64(), number.is_u64(), number.is_f64()),
            other => panic!("{other:?}"),
        };
        assert_eq!(class("-1"), (true, false, false));
        assert_eq!(class("18446744073709551615"), (false, true, false));
        assert_eq!(class("184467440737095516150"), (false, false, true));
        assert_eq!(class("1.0"), (false, false, true));
        assert_eq!(class("1e3"), (false, false, true));
    }

    #[test]
    fn the_last_of_duplicate_keys_counts() {
        assert_eq!(read(r#"{"a": 1, "b": 2, "a": 3}"#), r#"{"a":3,"b":2}"#);
    }

    #[test]
    fn a_syntax_error_is_located() {
        assert_eq!(
            read("{\n  \"é\": x1}"),
            "! expected a value at line 2, column 8"
        );
        assert_eq!(
            read("{\"a\" 1}"),
            "! expected `:` after the key at line 1, column 6"
        );
        assert_eq!(read("[1"), "! expected `,` or `]` at line 1, column 3");
        assert_eq!(
            read("{} x"),
            "! unexpected text after the value at line 1, column 4"
        );
        assert_eq!(read(""), "! unexpected end of input at line 1, column 1");
        assert_eq!(read("\"a"), "! unterminated string at line 1, column 1");
    }

    #[test]
    fn the_last_of_duplicate_keys_counts_in_large_objects_too() {
        for count in [FEW, FEW + 1, FEW + 2, 3 * FEW] {
            let members = |value: usize| -> Vec<String> {
                let keys = 0..count;
                keys.map(|key| format!("\"k{key}\":{value}")).collect()
            };
            let (first, second) = (members(1).join(","), members(2).join(","));
            assert_eq!(
                read(&format!("{{{first},{second}}}")),
                format!("{{{second}}}")
            );
        }
    }

    #[test]
    fn line_breaks_in_strings_are_taken_as_they_are() {
        assert_eq!(read("\"a\nb\""), r#""a\nb""#);
    }
}

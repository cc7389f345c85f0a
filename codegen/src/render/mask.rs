//! Finds the secrets in a file, so that no excerpt shows them.
//!
//! The file may be broken: errors in its syntax are what excerpts are for. So it is only split into tokens, which
//! are those of JSON and, except for strings in single quotes, of TOML.

use std::borrow::Cow;
use std::ops::Range;

use crate::variables::{secrets, template};

/// How many levels of nesting are distinguished. Deeper values count as those of the last level.
const DEPTH_LIMIT: usize = 128;

/// The bytes that may be secret in some lines, in order and without their quotes.
///
/// The lines are in order, each as its bytes. All others are read too, but only for what they say about these.
pub(super) fn secrets(text: &str, lines: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut scanner = Scanner {
        text,
        lines,
        at: 0,
        levels: vec![Level::default()],
        too_deep: 0,
        found: Vec::new(),
    };
    scanner.scan();
    let mut found = scanner.found;
    found.sort_by_key(|range| range.start);
    found
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Object,
    /// All its values have the key of the array.
    Array,
}

/// An object or array.
#[derive(Debug, Default)]
struct Level {
    /// The key of the current value.
    key: String,
    /// Whether a value followed the key. In broken files, the value can be several tokens.
    has_value: bool,
    kind: Kind,
    /// Whether it is part of an auth block, where all values are credentials.
    is_auth: bool,
    /// The name that an entry such as `{ "key": "token", "value": "…" }` gives to its value.
    name: Option<String>,
    /// The value of such an entry.
    value: Option<Range<usize>>,
    /// Whether the entry is marked as a secret.
    is_marked: bool,
}

struct Scanner<'a> {
    text: &'a str,
    /// The lines that are shown.
    lines: &'a [Range<usize>],
    at: usize,
    /// Never empty.
    levels: Vec<Level>,
    /// How many levels are open beyond [`DEPTH_LIMIT`].
    too_deep: usize,
    found: Vec<Range<usize>>,
}

impl Scanner<'_> {
    fn scan(&mut self) {
        while let Some(c) = self.text[self.at..].chars().next() {
            match c {
                '{' => self.open(Kind::Object),
                '[' => self.open(Kind::Array),
                '}' | ']' => self.close(),
                '"' => self.string(),
                _ if is_word(c) => self.word(),
                ',' => self.end_value(true),
                '\n' => self.end_value(false),
                _ => self.at += c.len_utf8(),
            }
        }
        while self.levels.len() > 1 {
            self.close();
        }
        self.end_entry();
    }

    /// Passes the end of a line or value. The value can begin on the line after its key.
    fn end_value(&mut self, is_certain: bool) {
        self.at += 1;
        let level = self.level();
        if level.kind == Kind::Object && (is_certain || level.has_value) {
            level.key.clear();
        }
    }

    fn open(&mut self, kind: Kind) {
        self.at += 1;
        if self.levels.len() == DEPTH_LIMIT {
            self.too_deep += 1;
            return;
        }
        let level = self.level();
        level.has_value = true;
        let is_auth = level.is_auth || level.key == "auth";
        let key = if kind == Kind::Array {
            level.key.clone()
        } else {
            String::new()
        };
        self.levels.push(Level {
            key,
            kind,
            is_auth,
            ..Level::default()
        });
    }

    fn close(&mut self) {
        self.at = (self.at + 1).min(self.text.len());
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if self.levels.len() > 1 {
            self.end_entry();
            self.levels.pop();
        }
    }

    fn level(&mut self) -> &mut Level {
        self.levels
            .last_mut()
            .expect("the first level is never closed")
    }

    /// A string ends at its quote, or at the end of the line if that is missing.
    fn string(&mut self) {
        let start = self.at + 1;
        let mut is_escaped = false;
        let rest = &self.text[start..];
        let length = rest.find(|c| {
            let ends = matches!(c, '"' if !is_escaped) || c == '\n';
            is_escaped = c == '\\' && !is_escaped;
            ends
        });
        let end = start + length.unwrap_or(rest.len());
        let is_closed = self.text[end..].starts_with('"');
        self.at = end + usize::from(is_closed);
        self.token(start..end);
    }

    /// A number, a literal, a key of TOML, or a string whose quotes are missing.
    fn word(&mut self) {
        let rest = &self.text[self.at..];
        let end = self.at + rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let token = self.at..end;
        self.at = end;
        self.token(token);
    }

    fn token(&mut self, range: Range<usize>) {
        let is_shown = self.is_shown(&range);
        let literal = &self.text[range.clone()];
        let following = self.text[self.at..].trim_start();
        if following.starts_with([':', '=']) {
            let text = unescaped(literal);
            if is_shown && !secrets::find(&text).is_empty() {
                self.found.push(range);
            }
            let level = self.level();
            level.key = text.into_owned();
            level.has_value = false;
            return;
        }
        let level = self.level();
        level.has_value = true;
        let is_credential = level.is_auth && !matches!(level.key.as_str(), "key" | "type");
        match level.key.as_str() {
            "key" | "name" | "id" => level.name = Some(unescaped(literal).into_owned()),
            "value" => level.value = Some(range.clone()),
            "type" => level.is_marked |= unescaped(literal) == "secret",
            _ => {}
        }
        if !is_shown {
            return;
        }
        let text = unescaped(literal);
        let is_user_info = level.key == "host" && has_user_info(&text);
        if is_secret(&level.key, &text) || (is_credential && is_written_out(&text)) || is_user_info
        {
            self.found.push(range);
        }
    }

    /// Whether a part of a token is in a line that is shown.
    fn is_shown(&self, token: &Range<usize>) -> bool {
        let line = self.lines.partition_point(|line| line.end <= token.start);
        let line = self.lines.get(line);
        line.is_some_and(|line| line.start < token.end)
    }

    /// Decides about the value of an entry, whose name can follow it.
    fn end_entry(&mut self) {
        let text = self.text;
        let level = self.level();
        let (name, is_marked) = (level.name.take().unwrap_or_default(), level.is_marked);
        let value = level.value.take();
        let Some(range) = value.filter(|value| self.is_shown(value)) else {
            return;
        };
        let value = unescaped(&text[range.clone()]);
        if (is_marked && is_written_out(&value)) || is_secret(&name, &value) {
            self.found.push(range);
        }
    }
}

fn is_word(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '{' | '}' | '[' | ']' | '"' | ':' | '=' | ',')
}

/// The text of a string, as far as its escapes are valid.
fn unescaped(literal: &str) -> Cow<'_, str> {
    if !literal.contains('\\') {
        return Cow::Borrowed(literal);
    }
    let text = serde_json::from_str(&format!("\"{literal}\""));
    Cow::Owned(text.unwrap_or_else(|_| literal.replace('\\', "")))
}

/// Whether a value is not only a variable or a placeholder.
fn is_written_out(value: &str) -> bool {
    !(value.is_empty() || secrets::is_placeholder(value) || template::is_all_variables(value))
}

/// Whether a value is secret by its name, whatever it is, or contains a secret.
fn is_secret(name: &str, value: &str) -> bool {
    (secrets::names_secret(name) && is_written_out(value)) || secrets::looks_secret(name, value)
}

/// Whether a host, or a label of one, contains user info: `user:password@example`. A password that contains a dot is in
/// several labels.
fn has_user_info(text: &str) -> bool {
    match (text.rsplit_once('@'), text.split_once(':')) {
        (Some((user_info, _)), _) => is_written_out(user_info),
        (None, Some((_, port))) => {
            is_written_out(port) && !port.bytes().all(|b| b.is_ascii_digit())
        }
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use std::slice;

    use super::*;

    fn found(text: &str) -> Vec<&str> {
        found_in(text, slice::from_ref(&(0..text.len())))
    }

    fn found_in<'t>(text: &'t str, lines: &[Range<usize>]) -> Vec<&'t str> {
        let secrets = secrets(text, lines).into_iter();
        secrets.map(|range| &text[range]).collect()
    }

    #[test]
    fn secrets_of_a_line_are_found_by_what_other_lines_say() {
        let lines = [
            "{\"key\": \"token\",",
            "\"value\":",
            "\"t1\", \"a\": \"b\"",
            "}, {\"token\": \"t2\"}",
        ];
        let text = lines.join("\n");
        let shown = text.find(lines[2]).unwrap();
        let shown = shown..shown + lines[2].len();
        assert_eq!(found_in(&text, slice::from_ref(&shown)), ["t1"]);
        assert_eq!(found_in(&text, &[]), Vec::<&str>::new());
        assert_eq!(found(&text), ["t1", "t2"]);
    }

    #[test]
    fn values_are_secret_by_their_key_or_by_the_name_of_their_entry() {
        let text = r#"{ "password": "p1", "note": "n", "list": [
            { "key": "token", "value": "t1" }, { "value": "t2", "key": "X-Api-Key" },
            { "key": "page", "value": "1" }, { "key": "token", "value": "{{token}}" },
            { "key": "plain", "value": "v1", "type": "secret" } ],
            "credentials": ["s1", "s2"], "secret":
                "s3", "b": "n" }"#;
        assert_eq!(found(text), ["p1", "t1", "t2", "v1", "s1", "s2", "s3"]);
    }

    #[test]
    fn all_values_of_an_auth_block_are_secret() {
        let text = r#"{ "auth": { "type": "apikey", "apikey": [
            { "key": "value", "value": "k1" }, { "key": "key", "value": "{{name}}" } ] },
            "item": [{ "name": "n" }] }"#;
        assert_eq!(found(text), ["k1"]);
    }

    #[test]
    fn a_text_that_contains_a_secret_is_secret_as_a_whole() {
        for secret in [
            r#"{\"password\": \"p4ss\"}"#,
            "https://user:p4ss@example.com/a",
            r"Accept: */*\nAuthorization: Bearer x1y2z3",
            "grant_type=password&client_secret=x1y2",
            "sent by ghp_0123456789abcdefghij",
        ] {
            let text = format!(r#"{{ "raw": "{secret}", "b": "c" }}"#);
            assert_eq!(found(&text), [secret]);
        }
        assert_eq!(
            found(r#"{ "raw": "https://{{user}}@example.com/a:b" }"#),
            Vec::<&str>::new()
        );
    }

    #[test]
    fn user_info_in_a_host_is_secret() {
        let text = r#"{ "host": ["user:p4ss@example", "com"] } { "host": ["user:p4", "ss@example", "com"] }
            { "host": "user:p4ss@example.com" } { "host": ["{{user}}@{{host}}:8080", "localhost:80", "{{a}}:{{port}}"] }"#;
        let expected = [
            "user:p4ss@example",
            "user:p4",
            "ss@example",
            "user:p4ss@example.com",
        ];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn secrets_are_found_in_broken_json_and_in_toml() {
        assert_eq!(
            found("{ \"token\": \"t1\n \"a\": 1 ] ] } \"pwd\": \"p1\""),
            ["t1", "p1"]
        );
        assert_eq!(found("{ \"token\": t1 }"), ["t1"]);
        assert_eq!(
            found("{ \"token\": \"t\"1\", \"a\": \"b\" }"),
            ["t", "1", ", ", "a", ": ", "b", " }"]
        );
        assert_eq!(
            found("[variables]\ntoken = \"t1\"\n\"api-key\" = \"k1\" # ü\nhost = \"h\" # a"),
            ["t1", "k1", "#", "ü"]
        );
        let deep = format!("{}\"token\": \"t1\"", "[".repeat(100_000));
        assert_eq!(found(&deep), ["t1"]);
    }
}

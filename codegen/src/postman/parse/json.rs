//! From text to a JSON document, where one bad value does not affect the others.
//!
//! JavaScript reads some values that a Rust string or number cannot hold, and nesting of any depth. When a document is
//! refused, these values are replaced with ones of the same length, so that all positions stay as they are.

use serde_json::{Deserializer, Value};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pointer;

/// How deep values can be nested. A folder in a folder is two levels.
const DEPTH: usize = 256;

/// Reads a document.
///
/// # Errors
///
/// Where the text is not JSON.
pub(super) fn read(text: &str, diagnostics: &mut Diagnostics) -> Result<Value, serde_json::Error> {
    let mut found = Vec::new();
    let text = match serde_json::from_str(text) {
        Ok(value) => return Ok(value),
        Err(error) => Mender::new(text, &mut found).mend().ok_or(error)?,
    };
    let mut reader = Deserializer::from_str(&text);
    reader.disable_recursion_limit();
    let mut values = reader.into_iter();
    let value = match values.next() {
        Some(value) => value?,
        None => return serde_json::from_str(""),
    };
    if let Some(Err(error)) = values.next() {
        return Err(error);
    }
    for diagnostic in found {
        diagnostics.push(diagnostic);
    }
    Ok(value)
}

/// One level of nesting: where it starts, and the key or the index of the value that is being read.
struct Level<'a> {
    step: Step<'a>,
    is_object: bool,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

/// Walks over the text once.
struct Mender<'a> {
    text: &'a str,
    at: usize,
    levels: Vec<Level<'a>>,
    /// Whether the next string is a key.
    expects_key: bool,
    /// What to replace, in order: start, end, and what to put there.
    changes: Vec<(usize, usize, &'static str)>,
    found: &'a mut Vec<Diagnostic>,
}

impl<'a> Mender<'a> {
    fn new(text: &'a str, found: &'a mut Vec<Diagnostic>) -> Self {
        Self {
            text,
            at: 0,
            levels: Vec::new(),
            expects_key: false,
            changes: Vec::new(),
            found,
        }
    }

    /// The text with the changes; [`None`] where it ends in a value that is nested too deep.
    fn mend(mut self) -> Option<String> {
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            match byte {
                b'"' => self.string(),
                b'[' | b'{' if self.levels.len() >= DEPTH => self.replace_nested(),
                b'[' | b'{' => self.open(byte == b'{'),
                b']' | b'}' => {
                    self.levels.pop();
                    self.at += 1;
                }
                b',' => self.next(),
                b'-' | b'0'..=b'9' => self.number(),
                _ => self.at += 1,
            }
        }
        (self.levels.len() <= DEPTH).then(|| self.applied())
    }

    fn open(&mut self, is_object: bool) {
        self.levels.push(Level {
            step: Step::Index(0),
            is_object,
        });
        self.expects_key = is_object;
        self.at += 1;
    }

    fn next(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            self.expects_key = level.is_object;
            if let Step::Index(index) = &mut level.step {
                *index += 1;
            }
        }
        self.at += 1;
    }

    /// Passes a string, and replaces each surrogate without its other half.
    fn string(&mut self) {
        let start = self.at + 1;
        self.at = start;
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            match byte {
                b'"' => break,
                b'\\' => self.escape(),
                _ => self.at += 1,
            }
        }
        let content = &self.text[start..self.at.min(self.text.len())];
        self.at += 1;
        if let (true, Some(level)) = (self.expects_key, self.levels.last_mut()) {
            level.step = Step::Key(content);
            self.expects_key = false;
        }
    }

    fn escape(&mut self) {
        let start = self.at;
        let unit = |at: usize| {
            let digits = self.text.get(at..at + 6)?.strip_prefix("\\u")?;
            u16::from_str_radix(digits, 16).ok()
        };
        let (first, second) = (unit(start), unit(start + 6));
        match (first, second) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => self.at += 12,
            (Some(0xd800..=0xdfff), _) => {
                let message = "this is half a character (a surrogate without its other half), and is replaced";
                self.replace(start + 6, "\\ufffd", Code::NotUnicode, message);
            }
            _ => {
                let escaped = self.text[start + 1..].chars().next();
                self.at += 1 + escaped.map_or(0, char::len_utf8);
            }
        }
    }

    fn number(&mut self) {
        let rest = &self.text[self.at..];
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let end = self.at + length;
        if rest[..length].parse::<f64>().is_ok_and(f64::is_infinite) {
            let message = "this number is too large, and is left out";
            self.replace(end, "null", Code::NumberTooLarge, message);
        }
        self.at = end;
    }

    /// Leaves out a value that is nested too deep, however deep it is.
    fn replace_nested(&mut self) {
        let (mut depth, mut is_in_string, mut end) = (0_usize, false, self.at);
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(end) {
            match byte {
                b'\\' if is_in_string => end += 1,
                b'"' => is_in_string = !is_in_string,
                b'[' | b'{' if !is_in_string => depth += 1,
                b']' | b'}' if !is_in_string => depth -= 1,
                _ => {}
            }
            end += 1;
            if depth == 0 {
                let message = format!(
                    "values are nested more than {DEPTH} deep here; what is deeper is left out"
                );
                self.replace(end, "\"\"", Code::NestedTooDeep, &message);
                return;
            }
        }
        self.at = bytes.len();
        self.levels.push(Level {
            step: Step::Index(0),
            is_object: false,
        });
    }

    /// Replaces the text from here to `end`.
    fn replace(&mut self, end: usize, by: &'static str, code: Code, message: &str) {
        self.changes.push((self.at, end, by));
        let help = match code {
            Code::NestedTooDeep => "move the value up, or remove it",
            _ => "correct the value, and export the collection again",
        };
        let diagnostic = Diagnostic::new(code, self.pointer(), message).help(help);
        self.found.push(diagnostic);
        self.at = end;
    }

    fn pointer(&self) -> String {
        let steps = self.levels.iter().map(|level| match level.step {
            Step::Key(key) => {
                let key = serde_json::from_str(&format!("\"{key}\"")).unwrap_or(key.to_owned());
                pointer::below("", &key)
            }
            Step::Index(index) => format!("/{index}"),
        });
        steps.collect()
    }

    /// The text with all changes, each as long as what it replaces, with its line breaks.
    fn applied(self) -> String {
        let mut mended = String::with_capacity(self.text.len());
        let mut from = 0;
        for (start, end, by) in self.changes {
            mended.push_str(&self.text[from..start]);
            mended.push_str(by);
            mended.push_str(&" ".repeat((end - start).saturating_sub(by.len())));
            from = end;
        }
        mended.push_str(&self.text[from..]);
        mended
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What is read, and the diagnostics about it: code and pointer.
    fn mended(text: &str) -> (Value, Vec<(&'static str, String)>) {
        let mut diagnostics = Diagnostics::default();
        let value = read(text, &mut diagnostics).unwrap();
        let diagnostics = diagnostics.iter();
        (
            value,
            diagnostics
                .map(|diagnostic| (diagnostic.code.as_str(), diagnostic.pointer.clone()))
                .collect(),
        )
    }

    #[test]
    fn half_a_character_is_replaced_and_whole_ones_stay() {
        let (value, diagnostics) =
            mended(r#"{"a":["x","\ud800","\ud83d\ude00","\\ud800","\udc00\ud800"]}"#);
        assert_eq!(
            value,
            json!({"a": ["x", "\u{fffd}", "😀", "\\ud800", "\u{fffd}\u{fffd}"]})
        );
        let code = "not-unicode";
        let expected = ["/a/1", "/a/4", "/a/4"].map(|pointer| (code, pointer.to_owned()));
        assert_eq!(diagnostics, expected);
    }

    #[test]
    fn a_number_that_is_too_large_is_left_out() {
        let (value, diagnostics) = mended(r#"{"a":1e308,"b":{"~c":-1e999,"d":1}}"#);
        assert_eq!(value, json!({"a": 1e308, "b": {"~c": null, "d": 1}}));
        assert_eq!(diagnostics, [("number-too-large", "/b/~0c".to_owned())]);
    }

    #[test]
    fn nesting_is_read_up_to_a_limit_and_what_is_deeper_is_left_out() {
        let nested = |depth| format!("[{}{},2]", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(mended(&nested(DEPTH - 1)).1, []);
        for depth in [DEPTH, 100_000] {
            let (value, diagnostics) = mended(&nested(depth));
            assert_eq!(value[1], 2);
            assert_eq!(diagnostics, [("nested-too-deep", "/0".repeat(DEPTH))]);
        }
        let open = "[".repeat(100_000);
        assert!(read(&open, &mut Diagnostics::default()).is_err());
    }

    #[test]
    fn what_is_not_json_is_still_refused() {
        for text in [
            "",
            "{",
            "{\"a\":1e999",
            "[1,]",
            "\"\\ud8",
            "[\"\\ud800\" 1]",
            "[1]]",
            "-",
        ] {
            let mut diagnostics = Diagnostics::default();
            assert!(read(text, &mut diagnostics).is_err(), "{text}");
            assert_eq!(diagnostics, Diagnostics::default());
        }
    }
}

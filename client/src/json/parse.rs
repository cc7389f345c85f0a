//! The parser of bodies: one pass over text.
//!
//! It accepts the same texts as `serde_json`, which is asked what is wrong with any other.

use serde::de::{Error as _, IgnoredAny};

use super::document::Node;
use super::repeats::Repeats;

/// How many arrays and objects can be in each other, as for `serde_json`.
const DEPTH: usize = 127;

/// An integer of this many digits fits any type of 64 bits.
const DIGITS: usize = 18;

/// The nodes of a text.
///
/// # Errors
///
/// If the text is not JSON, or beyond the limits of a parser: too deep, or with a number that is out of range.
pub(super) fn nodes(text: &str, capacity: usize) -> Result<Vec<Node<'_>>, serde_json::Error> {
    let mut parser = Parser {
        text,
        at: 0,
        nodes: Vec::with_capacity(capacity),
        limit: None,
    };
    match (parser.value(0), parser.token()) {
        (Some(()), None) => Ok(parser.nodes),
        _ => Err(parser.error()),
    }
}

struct Parser<'a> {
    text: &'a str,
    /// How many bytes were read.
    at: usize,
    nodes: Vec<Node<'a>>,
    /// The limit that a value is beyond, in the words of `serde_json`.
    limit: Option<&'static str>,
}

/// Each method returns [`None`] if the text is not what it reads.
impl Parser<'_> {
    fn value(&mut self, depth: usize) -> Option<()> {
        match self.token()? {
            b'"' => self.string(),
            b'{' | b'[' if depth == DEPTH => self.beyond("recursion limit exceeded"),
            b'{' => self.object(depth),
            b'[' => self.array(depth),
            b'-' | b'0'..=b'9' => self.number(),
            b'n' => self.word("null", Node::Null),
            b't' => self.word("true", Node::Bool(true)),
            b'f' => self.word("false", Node::Bool(false)),
            _ => None,
        }
    }

    fn object(&mut self, depth: usize) -> Option<()> {
        let start = self.nodes.len();
        self.nodes.push(Node::Null);
        self.at += 1;
        let mut repeats = Repeats::default();
        let mut is_end = self.token()? == b'}';
        while !is_end {
            self.token().filter(|byte| *byte == b'"')?;
            self.string()?;
            repeats.add(&self.nodes[start + 1..]);
            self.token().filter(|byte| *byte == b':')?;
            self.at += 1;
            self.value(depth + 1)?;
            is_end = self.ends(b'}')?;
        }
        self.at += 1;
        self.nodes[start] = Node::Object {
            extent: self.nodes.len() - start,
            repeats: repeats.found(),
        };
        Some(())
    }

    fn array(&mut self, depth: usize) -> Option<()> {
        let start = self.nodes.len();
        self.nodes.push(Node::Null);
        self.at += 1;
        let mut items = 0;
        let mut is_end = self.token()? == b']';
        while !is_end {
            self.value(depth + 1)?;
            items += 1;
            is_end = self.ends(b']')?;
        }
        self.at += 1;
        self.nodes[start] = Node::Array {
            items,
            extent: self.nodes.len() - start,
        };
        Some(())
    }

    /// Whether an array or object ends after a value; if not, its comma is read.
    #[inline]
    fn ends(&mut self, end: u8) -> Option<bool> {
        let byte = self.token()?;
        if byte == b',' {
            self.at += 1;
            return Some(false);
        }
        (byte == end).then_some(true)
    }

    #[inline]
    fn string(&mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let mut end = start + plain_length(&bytes[start..]);
        if bytes.get(end) == Some(&b'"') {
            self.nodes.push(Node::String(self.text.get(start..end)?));
            self.at = end + 1;
            return Some(());
        }
        let mut escapes = 0;
        while *bytes.get(end)? == b'\\' {
            end += 2;
            end += plain_length(bytes.get(end..)?);
            escapes += 1;
        }
        if bytes[end] != b'"' {
            return None;
        }
        let Some(text) = unescaped(self.text.get(start..end)?, escapes) else {
            return self.beyond("invalid escape");
        };
        self.nodes.push(Node::Decoded(text.into_boxed_str()));
        self.at = end + 1;
        Some(())
    }

    fn number(&mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        let is_negative = bytes[self.at] == b'-';
        let start = self.at + usize::from(is_negative);
        let (mut end, mut value) = (start, 0_u64);
        while let Some(digit @ b'0'..=b'9') = bytes.get(end) {
            value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
            end += 1;
        }
        let length = end - start;
        if length == 0 || (length > 1 && bytes[start] == b'0') {
            return None;
        }
        let is_short = length <= DIGITS && !matches!(bytes.get(end), Some(b'.' | b'e' | b'E'));
        let node = match (is_short, is_negative) {
            (true, false) => Node::Unsigned(value),
            // `-0` is a float.
            (true, true) if value > 0 => Node::Integer(-i64::try_from(value).ok()?),
            _ => {
                end = self.fraction_end(end)?;
                match long_number(&self.text[self.at..end]) {
                    Some(number) => number,
                    None => return self.beyond("number out of range"),
                }
            }
        };
        self.nodes.push(node);
        self.at = end;
        Some(())
    }

    /// The end of the fraction and the exponent that can begin at an offset.
    fn fraction_end(&self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let digits = |from: usize| {
            let digits = bytes[from..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit());
            Some(digits.count()).filter(|count| *count > 0)
        };
        let mut end = start;
        if bytes.get(end) == Some(&b'.') {
            end += 1 + digits(end + 1)?;
        }
        if let Some(b'e' | b'E') = bytes.get(end) {
            end += 1 + usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            end += digits(end)?;
        }
        Some(end)
    }

    fn word(&mut self, word: &str, node: Node<'static>) -> Option<()> {
        self.text.as_bytes()[self.at..].strip_prefix(word.as_bytes())?;
        self.nodes.push(node);
        self.at += word.len();
        Some(())
    }

    /// Notes a limit that the value is beyond.
    #[cold]
    fn beyond(&mut self, limit: &'static str) -> Option<()> {
        self.limit = Some(limit);
        None
    }

    /// What is wrong with the text.
    #[cold]
    fn error(&self) -> serde_json::Error {
        match serde_json::from_str::<IgnoredAny>(self.text) {
            Err(error) => error,
            // Texts that are ignored have no limits.
            Ok(_) => {
                let before = &self.text[..self.at];
                let line = before.matches('\n').count() + 1;
                let column = self.at - before.rfind('\n').map_or(0, |at| at + 1) + 1;
                let limit = self.limit.unwrap_or("not JSON");
                serde_json::Error::custom(format!("{limit} at line {line} column {column}"))
            }
        }
    }

    /// The next byte after whitespace.
    #[inline]
    fn token(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.at += 1;
        }
    }
}

/// A number that has a fraction, an exponent or many digits, or that is `-0`, which only a float can represent.
fn long_number(text: &str) -> Option<Node<'static>> {
    let unsigned = || text.parse().map(Node::Unsigned);
    let integer = || text.parse().map(Node::Integer);
    match unsigned().or_else(|_| integer()) {
        Ok(integer) if text != "-0" => return Some(integer),
        _ => {}
    }
    let number: f64 = text.parse().ok()?;
    number.is_finite().then_some(Node::Float(number))
}

/// A text with some escapes; [`None`] if one of them is invalid.
fn unescaped(text: &str, escapes: usize) -> Option<String> {
    let mut decoded = String::with_capacity(text.len() - escapes);
    let mut parts = text.split('\\');
    decoded.push_str(parts.next()?);
    while let Some(part) = parts.next() {
        let (escape, rest) = match part.as_bytes().first() {
            // Two backslashes: what follows has no escape.
            None => ('\\', parts.next()?),
            Some(b'"' | b'/') => {
                decoded.push_str(part);
                continue;
            }
            Some(b'n') => ('\n', &part[1..]),
            Some(b't') => ('\t', &part[1..]),
            Some(b'r') => ('\r', &part[1..]),
            Some(b'b') => ('\u{8}', &part[1..]),
            Some(b'f') => ('\u{c}', &part[1..]),
            Some(_) => match code_unit(part)? {
                // A surrogate, which another one has to follow (RFC 8259 §7).
                (first @ 0xd800..0xdc00, "") => {
                    let (second, rest) = code_unit(parts.next()?)?;
                    (char::decode_utf16([first, second]).next()?.ok()?, rest)
                }
                (unit, rest) => (char::from_u32(unit.into())?, rest),
            },
        };
        decoded.push(escape);
        decoded.push_str(rest);
    }
    Some(decoded)
}

/// Splits off the code unit of `u00e9`.
fn code_unit(escape: &str) -> Option<(u16, &str)> {
    let (digits, rest) = escape.strip_prefix('u')?.split_at_checked(4)?;
    // `from_str_radix` also accepts a sign.
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let unit = u16::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
    Some((unit, rest))
}

/// The number of bytes before a quote, a backslash, a control character or the end.
#[inline]
fn plain_length(bytes: &[u8]) -> usize {
    let mut length = 0;
    while let Some(chunk) = bytes[length..].first_chunk() {
        let special = special(u64::from_le_bytes(*chunk));
        if special != 0 {
            return length + special.trailing_zeros() as usize / 8;
        }
        length += 8;
    }
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
    let rest = &bytes[length..];
    length + rest.iter().position(is_special).unwrap_or(rest.len())
}

/// The highest bit of each byte that is a quote, a backslash or a control character, up to the first one; bits after it can
/// be wrong.
///
/// Subtracting borrows from the highest bit of a byte that is less than what is subtracted, and clears it in others.
#[inline]
fn special(word: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let less = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word;
    let equal = |byte: u8| less(word ^ (ONES * u64::from(byte)), 1);
    (equal(b'"') | equal(b'\\') | less(word, b' ')) & (ONES << 7)
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeSeed as _;

    use super::*;
    use crate::json::document::Append;

    /// The nodes of a text that is JSON.
    fn by_us(text: &str) -> Option<Vec<Node<'_>>> {
        nodes(text, 0).ok()
    }

    /// The nodes that `serde_json` finds.
    fn by_serde(text: &str) -> Option<Vec<Node<'_>>> {
        let mut nodes = Vec::new();
        let mut parser = serde_json::Deserializer::from_str(text);
        Append(&mut nodes).deserialize(&mut parser).ok()?;
        parser.end().ok()?;
        Some(nodes)
    }

    #[test]
    fn values_are_those_that_serde_json_finds() {
        let numbers = "[0, -0, -1, 1e3, -2.50, 999999999999999999, 18446744073709551615, 1e-400, -9223372036854775808, -9223372036854775809, 18446744073709551616, 0.1, 0e1, -0.0, 1E+2, 5e-324, 1.7976931348623157e308, 123456789012345678901234567890]";
        let strings = r#"["", "é", "a\"\\", "\/\b\f\n\r\t\\\\n\\", "é\né", "\\\n\u00e9", "\u00e9\ud83d\ude00\n", "0123456789 \t 0123456789", "日本語日本語"]"#;
        for text in [
            numbers,
            strings,
            r#" {"a":{"b":[],"c":{}},"a":null , "\u0061":true,"d":[false,[ ]]} "#,
            "null",
            "\"a\"",
        ] {
            assert_eq!(by_us(text), by_serde(text), "{text}");
            assert!(by_us(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_serde_json_rejects_is_not_read() {
        for text in [
            "",
            " ",
            "01",
            "-",
            "1.",
            "1e",
            "+1",
            ".5",
            "1 2",
            "-01",
            "nul",
            "nulll",
            "True",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1",
            "]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "{1:1}",
            "{\"a\":1]",
            "\"",
            "\"a",
            "\"\\\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\ud800\"",
            "\"\\udc00\"",
            "\"\\ud83d\\n\"",
            "\"\\ud83d \\ude00\"",
            "\"\\u+0e9\"",
            "\"\\u00\\u00\"",
            "1e400",
            "1.e1",
            "1e+",
            "--1",
            "\"a\nb\"",
            "\"\u{1}\"",
            "\"\\é\"",
            "\"\\",
        ] {
            assert_eq!(by_us(text), None, "{text}");
            assert_eq!(by_serde(text), None, "{text}");
        }
    }

    #[test]
    fn changed_texts_are_read_as_serde_json_reads_them() {
        const BYTES: &[u8] = b"\"\\{}[]:,.-+eE019 \n\x01tfnu/a";
        let text = r#"{"id": "a\nb", "items": [1, -2.5, true, null, {"k": "0123456789"}], "n": 12345678901234567890}"#;
        let mut random = 1_u64;
        let mut next = |limit: usize| {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from(random >> 33).unwrap() % limit
        };
        for _ in 0..20_000 {
            let mut bytes = text.as_bytes().to_vec();
            for _ in 0..=next(3) {
                let at = next(bytes.len());
                match next(3) {
                    0 => bytes[at] = BYTES[next(BYTES.len())],
                    1 => bytes.insert(at, BYTES[next(BYTES.len())]),
                    _ => drop(bytes.remove(at)),
                }
            }
            let text = String::from_utf8(bytes).unwrap();
            assert_eq!(by_us(&text), by_serde(&text), "{text}");
        }
    }

    #[test]
    fn limits_are_those_of_serde_json_and_their_errors_have_a_place() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(by_us(&nested(DEPTH)).is_some());
        for (text, expected) in [
            (nested(DEPTH), None),
            (
                nested(DEPTH + 1),
                Some("recursion limit exceeded at line 1 column 128"),
            ),
            (
                "[1,\n -1e400]".to_owned(),
                Some("number out of range at line 2 column 2"),
            ),
            (
                "[\"\\ud800\"]".to_owned(),
                Some("invalid escape at line 1 column 2"),
            ),
        ] {
            assert_eq!(by_us(&text), by_serde(&text), "{text}");
            let error = nodes(&text, 0).err().map(|error| error.to_string());
            assert_eq!(error.as_deref(), expected);
        }
    }

    #[test]
    fn the_end_of_a_string_is_found_at_each_offset() {
        for byte in ['"', '\\', '\u{1}', '\u{1f}'] {
            for length in 0..20 {
                for plain in ["a", "\u{7f}", "é", " ", "!", "#", "["] {
                    let text = format!("{}{byte}é\"", plain.repeat(length));
                    assert_eq!(plain_length(text.as_bytes()), plain.len() * length);
                }
            }
        }
        assert_eq!(plain_length(b"0123456789"), 10);
    }
}

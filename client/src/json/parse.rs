//! The parser of bodies: one pass over text that is well-formed and simple, which nearly all bodies are.
//!
//! It finds the values, and leaves to `serde_json` what is hard: fractions, long numbers and escapes of code points, and
//! the text as a whole if that is not JSON or is nested too deeply. So both accept the same texts, and errors are those of
//! `serde_json`.

use serde::de::DeserializeSeed as _;

use super::document::{Append, Node};
use super::repeats::Repeats;

/// The depth from which on `serde_json` decides.
const DEPTH: usize = 100;

/// An integer of this many digits fits any type of 64 bits.
const DIGITS: usize = 18;

/// The nodes of a text, unless it has to be read by `serde_json`.
pub(super) fn nodes(text: &str, capacity: usize) -> Option<Vec<Node<'_>>> {
    let mut parser = Parser {
        text,
        at: 0,
        nodes: Vec::with_capacity(capacity),
    };
    parser.value(0)?;
    match parser.token() {
        Some(_) => None,
        None => Some(parser.nodes),
    }
}

struct Parser<'a> {
    text: &'a str,
    /// How many bytes were read.
    at: usize,
    nodes: Vec<Node<'a>>,
}

/// Each method returns [`None`] if the text is not what it reads.
impl Parser<'_> {
    fn value(&mut self, depth: usize) -> Option<()> {
        match self.token()? {
            b'"' => self.string(),
            b'{' if depth < DEPTH => self.object(depth),
            b'[' if depth < DEPTH => self.array(depth),
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
        let is_complete = bytes[end] == b'"';
        match unescaped(self.text.get(start..end)?, escapes).filter(|_| is_complete) {
            Some(text) => {
                self.nodes.push(Node::Decoded(text.into_boxed_str()));
                self.at = end + 1;
                Some(())
            }
            None => self.delegated(end + 1),
        }
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
        let is_more = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-');
        let more = bytes[end..].iter().take_while(is_more).count();
        // `-0` is a float, and `01` is an error.
        let starts_with_zero = bytes.get(start) == Some(&b'0') && (is_negative || end - start > 1);
        if more > 0 || starts_with_zero || !(1..=DIGITS).contains(&(end - start)) {
            return self.delegated(end + more);
        }
        self.nodes.push(if is_negative {
            Node::Integer(-i64::try_from(value).ok()?)
        } else {
            Node::Unsigned(value)
        });
        self.at = end;
        Some(())
    }

    fn word(&mut self, word: &str, node: Node<'static>) -> Option<()> {
        self.text.as_bytes()[self.at..].strip_prefix(word.as_bytes())?;
        self.nodes.push(node);
        self.at += word.len();
        Some(())
    }

    /// Has `serde_json` read the string or number that ends at an offset.
    fn delegated(&mut self, end: usize) -> Option<()> {
        let mut parser = serde_json::Deserializer::from_str(self.text.get(self.at..end)?);
        Append(&mut self.nodes).deserialize(&mut parser).ok()?;
        parser.end().ok()?;
        self.at = end;
        Some(())
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

/// A text with some escapes, if each is one character after a backslash.
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
            Some(_) => return None,
        };
        decoded.push(escape);
        decoded.push_str(rest);
    }
    Some(decoded)
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
    use super::*;

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
        let numbers = "[0, -0, -1, 1e3, -2.50, 999999999999999999, 18446744073709551615, 1e-400, -9223372036854775808]";
        let strings = r#"["", "é", "a\"\\", "\/\b\f\n\r\t\\\\n\\", "é\né", "\\\n\u00e9", "\u00e9\ud83d\ude00\n", "0123456789 \t 0123456789", "日本語日本語"]"#;
        for text in [
            numbers,
            strings,
            r#" {"a":{"b":[],"c":{}},"a":null , "\u0061":true,"d":[false,[ ]]} "#,
            "null",
            "\"a\"",
        ] {
            assert_eq!(nodes(text, 0), by_serde(text), "{text}");
            assert!(nodes(text, 0).is_some(), "{text}");
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
            "\"a\nb\"",
            "\"\u{1}\"",
            "\"\\é\"",
            "\"\\",
        ] {
            assert_eq!(nodes(text, 0), None, "{text}");
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
            assert_eq!(nodes(&text, 0), by_serde(&text), "{text}");
        }
    }

    #[test]
    fn deep_texts_are_left_to_serde_json() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(nodes(&nested(DEPTH), 0), by_serde(&nested(DEPTH)));
        assert_eq!(nodes(&nested(DEPTH + 1), 0), None);
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

//! Where input comes from: a named text, and the way from JSON pointers to lines and columns in it.

use std::collections::BTreeMap;

use crate::pointer;

/// One input file: its text, and the name that messages use for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path as the user gave it, with forward slashes; `-` for standard input.
    pub path: String,
    /// The text.
    pub text: String,
}

impl Source {
    /// Line and column, both from 1 and in characters, of the values at some JSON pointers (RFC 6901).
    ///
    /// One pass over the text, which must be JSON. A pointer that leads nowhere gives the nearest value above it.
    #[must_use]
    pub fn locate(&self, pointers: &[&str]) -> Vec<(u32, u32)> {
        let text = self.text.trim_start_matches('\u{feff}');
        let mut scanner = Scanner {
            text: text.as_bytes(),
            at: 0,
            wanted: pointers
                .iter()
                .map(|pointer| ((*pointer).to_owned(), None))
                .collect(),
        };
        scanner.value(&mut String::new());
        let mut offsets: Vec<usize> = pointers
            .iter()
            .map(|pointer| scanner.offset(pointer))
            .collect();
        offsets.sort_unstable();
        let positions = positions(text, &offsets);
        pointers
            .iter()
            .map(|pointer| {
                positions
                    .get(&scanner.offset(pointer))
                    .copied()
                    .unwrap_or((1, 1))
            })
            .collect()
    }
}

impl Source {
    /// The column of a place in the text of a string, so many bytes from its start; that of the string itself where
    /// there is none at the place.
    #[must_use]
    pub fn column_inside(&self, (line, column): (u32, u32), offset: usize) -> u32 {
        let text = self.text.trim_start_matches('\u{feff}');
        let lines = text.split('\n');
        let literal = lines
            .skip(line.saturating_sub(1) as usize)
            .map(|line| line.chars().skip(column.saturating_sub(1) as usize))
            .next();
        let Some(mut literal) = literal.filter(|literal| literal.clone().next() == Some('"'))
        else {
            return column;
        };
        literal.next();
        let (mut bytes, mut passed) = (0, 1);
        while bytes < offset {
            match literal.next() {
                Some('\\') if literal.next() == Some('u') => {
                    let digits: String = literal.by_ref().take(4).collect();
                    bytes += escaped_length(&digits);
                    passed += 6;
                }
                Some('\\') => {
                    bytes += 1;
                    passed += 2;
                }
                Some(c) => {
                    bytes += c.len_utf8();
                    passed += 1;
                }
                None => return column,
            }
        }
        column.saturating_add(passed)
    }
}

/// How many bytes `\uXXXX` stands for; a pair of surrogates is one character of four.
fn escaped_length(digits: &str) -> usize {
    match u32::from_str_radix(digits, 16) {
        Ok(0xd800..=0xdfff) => 2,
        Ok(code) => char::from_u32(code).map_or(1, char::len_utf8),
        Err(_) => 1,
    }
}

/// Lines and columns of sorted offsets.
fn positions(text: &str, offsets: &[usize]) -> BTreeMap<usize, (u32, u32)> {
    let mut positions = BTreeMap::new();
    let (mut line, mut line_start, mut from) = (1, 0, 0);
    for &offset in offsets {
        let skipped = &text.as_bytes()[from..offset];
        for (index, _) in skipped
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n')
        {
            line += 1;
            line_start = from + index + 1;
        }
        from = offset;
        let column = text
            .get(line_start..offset)
            .map_or(0, |before| before.chars().count())
            + 1;
        positions.insert(offset, (line, u32::try_from(column).unwrap_or(u32::MAX)));
    }
    positions
}

/// Walks over JSON text that is known to be valid.
struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
    /// The offsets of the values that are asked for.
    wanted: BTreeMap<String, Option<usize>>,
}

impl Scanner<'_> {
    fn offset(&self, pointer: &str) -> usize {
        let mut pointer = pointer;
        loop {
            if let Some(Some(offset)) = self.wanted.get(pointer) {
                return *offset;
            }
            match pointer.rfind('/') {
                Some(parent) => pointer = &pointer[..parent],
                None => return 0,
            }
        }
    }

    fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(b' ')
    }

    fn blank(&mut self) {
        while self.at < self.text.len() && self.peek().is_ascii_whitespace() {
            self.at += 1;
        }
    }

    fn value(&mut self, pointer: &mut String) {
        self.blank();
        if self.is_on_the_way(pointer) {
            let at = self.at;
            self.wanted
                .entry(pointer.clone())
                .or_insert(Some(at))
                .get_or_insert(at);
        }
        match self.peek() {
            b'{' => self.members(pointer, true),
            b'[' => self.members(pointer, false),
            b'"' => drop(self.string()),
            _ => {
                while self.at < self.text.len() && !matches!(self.peek(), b',' | b'}' | b']') {
                    self.at += 1;
                }
            }
        }
    }

    /// Whether this value is asked for, or may be the nearest one above what is.
    fn is_on_the_way(&self, pointer: &str) -> bool {
        let mut following = self.wanted.range(pointer.to_owned()..);
        following
            .next()
            .is_some_and(|(wanted, _)| wanted.starts_with(pointer))
    }

    fn members(&mut self, pointer: &mut String, keyed: bool) {
        self.at += 1;
        let length = pointer.len();
        let mut index = 0_usize;
        loop {
            self.blank();
            if self.at >= self.text.len() || matches!(self.peek(), b'}' | b']') {
                self.at += 1;
                return;
            }
            if self.peek() == b',' {
                self.at += 1;
                continue;
            }
            pointer.push('/');
            if keyed {
                pointer.push_str(&pointer::escaped(&self.string()));
                self.blank();
                self.at += 1;
            } else {
                pointer.push_str(&index.to_string());
            }
            index += 1;
            self.value(pointer);
            pointer.truncate(length);
        }
    }

    /// Passes a string, and gives its text; keys with escapes are rare, and read by the JSON parser.
    fn string(&mut self) -> String {
        let start = self.at;
        self.at += 1;
        while self.at < self.text.len() && self.peek() != b'"' {
            self.at += if self.peek() == b'\\' { 2 } else { 1 };
        }
        self.at = (self.at + 1).min(self.text.len());
        let literal = &self.text[start..self.at];
        if literal.contains(&b'\\') {
            return serde_json::from_slice(literal).unwrap_or_default();
        }
        String::from_utf8_lossy(
            literal
                .get(1..literal.len().saturating_sub(1))
                .unwrap_or_default(),
        )
        .into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locate(text: &str, pointers: &[&str]) -> Vec<(u32, u32)> {
        Source {
            path: "x.json".to_owned(),
            text: text.to_owned(),
        }
        .locate(pointers)
    }

    #[test]
    fn a_pointer_is_found_by_line_and_column_in_characters() {
        let text = "{\n  \"a\": [1, {\"b/c\": \"é\", \"d\": true}],\n\t\"e\\u0041\": null\n}";
        assert_eq!(
            locate(text, &["", "/a", "/a/1", "/a/1/b~1c", "/a/1/d", "/eA"]),
            [(1, 1), (2, 8), (2, 12), (2, 20), (2, 30), (3, 13)]
        );
    }

    #[test]
    fn a_place_in_a_string_is_found_behind_its_escapes() {
        let source = Source {
            path: "x.json".to_owned(),
            text: "{\n  \"a\": \"é\\n\\ud83d\\ude00\\u00e9x\", \"b\": 1}".to_owned(),
        };
        let start = source.locate(&["/a"])[0];
        let columns = [0, 2, 3, 7, 9].map(|offset| source.column_inside(start, offset));
        assert_eq!(start, (2, 8));
        assert_eq!(columns, [9, 10, 12, 24, 30]);
        let number = source.locate(&["/b"])[0];
        assert_eq!(source.column_inside(number, 3), number.1);
    }

    #[test]
    fn a_pointer_that_leads_nowhere_gives_what_is_above() {
        assert_eq!(
            locate("{\n\"a\": [\n1]}", &["/a/7/x", "/b"]),
            [(2, 6), (1, 1)]
        );
    }
}

//! Where input comes from: a named text, and the way from JSON pointers to lines and columns in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::pointer;

/// One input file: its text, and the name that messages use for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path as the user gave it, with forward slashes; `-` for standard input.
    pub path: String,
    /// The text.
    pub text: String,
}

/// Where the values of a rewritten document come from, by their JSON pointers in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins(BTreeMap<String, Origin>);

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The path of the file, as for [`Source::path`].
    pub file: String,
    /// The pointer of the value in that file.
    pub pointer: String,
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
}

impl Origins {
    /// Notes where the value at a pointer comes from.
    pub(crate) fn insert(&mut self, pointer: String, origin: Origin) {
        self.0.insert(pointer, origin);
    }

    /// Where the value at a pointer comes from, or else the nearest value above it.
    #[must_use]
    pub fn of(&self, pointer: &str) -> Option<&Origin> {
        let mut pointer = pointer;
        loop {
            if let Some(origin) = self.0.get(pointer) {
                return Some(origin);
            }
            pointer = &pointer[..pointer.rfind('/')?];
        }
    }
}

/// A place in a JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// JSON pointer (RFC 6901) of a value.
    pub pointer: &'a str,
    /// A place in the text of a string, in bytes from its start; the whole value where there is none.
    pub inside: Option<usize>,
}

impl Source {
    /// Line and column, both from 1 and in characters, of some places.
    ///
    /// Two passes over the text, which must be JSON, for any number of places. A pointer that leads nowhere gives the
    /// nearest value above it.
    #[must_use]
    pub(crate) fn locate(&self, places: &[Place<'_>]) -> Vec<(u32, u32)> {
        let text = self.text.trim_start_matches('\u{feff}');
        let mut scanner = Scanner::new(text, places.iter().map(|place| place.pointer));
        scanner.scan();
        let offsets: Vec<usize> = places
            .iter()
            .map(|place| {
                let offset = scanner.offset(place.pointer);
                offset
                    + place
                        .inside
                        .map_or(0, |inside| length_of(&text[offset..], inside))
            })
            .collect();
        let positions = positions(text, offsets.iter().copied().collect());
        offsets.iter().map(|offset| positions[offset]).collect()
    }
}

/// How many bytes of a string literal encode the first `decoded` bytes of its text, with its opening quote; zero if
/// this is not a string, or a shorter one.
fn length_of(literal: &str, decoded: usize) -> usize {
    let Some(mut rest) = literal.strip_prefix('"') else {
        return 0;
    };
    let mut bytes = 0;
    while bytes < decoded {
        let (stands_for, length) = match rest.as_bytes() {
            [b'\\', b'u', ..] => (escaped_length(rest.get(2..6).unwrap_or_default()), 6),
            [b'\\', _, ..] => (1, 2),
            [b'"', ..] | [] => return 0,
            _ => {
                let length = rest.chars().next().map_or(1, char::len_utf8);
                (length, length)
            }
        };
        bytes += stands_for;
        rest = rest.get(length..).unwrap_or_default();
    }
    literal.len() - rest.len()
}

/// How many bytes `\uXXXX` decodes to; a pair of surrogates is one character of four.
fn escaped_length(digits: &str) -> usize {
    match u32::from_str_radix(digits, 16) {
        Ok(0xd800..=0xdfff) => 2,
        Ok(code) => char::from_u32(code).map_or(1, char::len_utf8),
        Err(_) => 1,
    }
}

/// Lines and columns of offsets.
fn positions(text: &str, offsets: BTreeSet<usize>) -> BTreeMap<usize, (u32, u32)> {
    let (mut line, mut column, mut from) = (1_u32, 1_u32, 0);
    let position = |offset| {
        for c in text.get(from..offset).unwrap_or_default().chars() {
            column = column.saturating_add(1);
            if c == '\n' {
                line = line.saturating_add(1);
                column = 1;
            }
        }
        from = offset;
        (offset, (line, column))
    };
    offsets.into_iter().map(position).collect()
}

/// Walks over JSON text, and keeps no more than one entry for each level of nesting.
struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
    /// The offsets of the values that are asked for, and of those above them.
    wanted: BTreeMap<String, Option<usize>>,
    /// The pointer of the value that is being read.
    pointer: String,
    levels: Vec<Level>,
}

/// An object or a list that has begun.
struct Level {
    /// How long its pointer is.
    pointer_length: usize,
    /// How many members or items of it have begun.
    count: usize,
    is_object: bool,
}

impl<'a> Scanner<'a> {
    fn new<'b>(text: &'a str, pointers: impl Iterator<Item = &'b str>) -> Self {
        let mut wanted = BTreeMap::new();
        for pointer in pointers {
            let above = pointer.match_indices('/').map(|(end, _)| &pointer[..end]);
            for pointer in above.chain([pointer]) {
                wanted.insert(pointer.to_owned(), None);
            }
        }
        Self {
            text: text.as_bytes(),
            at: 0,
            wanted,
            pointer: String::new(),
            levels: Vec::new(),
        }
    }

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

    fn scan(&mut self) {
        self.value();
        while let Some(level) = self.levels.last_mut() {
            self.pointer.truncate(level.pointer_length);
            match self.text.get(self.at) {
                None => return,
                Some(b'}' | b']') => {
                    self.levels.pop();
                    self.at += 1;
                }
                Some(byte) if byte.is_ascii_whitespace() || *byte == b',' => self.at += 1,
                Some(_) => {
                    let index = level.count;
                    level.count += 1;
                    let step = if level.is_object {
                        self.key()
                    } else {
                        index.to_string()
                    };
                    self.pointer.push('/');
                    self.pointer.push_str(&step);
                    self.value();
                }
            }
        }
    }

    /// Notes where a value starts, and passes it, or enters it if a value in it is asked for.
    fn value(&mut self) {
        self.pass(|byte| byte.is_ascii_whitespace());
        let Some(&first) = self.text.get(self.at) else {
            return;
        };
        let start = self.at;
        let is_wanted = match self.wanted.get_mut(&self.pointer) {
            Some(offset) => {
                offset.get_or_insert(start);
                true
            }
            None => false,
        };
        match first {
            b'{' | b'[' if is_wanted => {
                self.at += 1;
                self.levels.push(Level {
                    pointer_length: self.pointer.len(),
                    count: 0,
                    is_object: first == b'{',
                });
            }
            b'{' | b'[' => self.pass_nested(),
            b'"' => self.pass_string(),
            _ => self.pass(|byte| !matches!(byte, b',' | b'}' | b']')),
        }
    }

    fn pass(&mut self, is_part: impl Fn(u8) -> bool) {
        while self.text.get(self.at).is_some_and(|byte| is_part(*byte)) {
            self.at += 1;
        }
    }

    fn pass_nested(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.text.get(self.at) {
            match byte {
                b'"' => {
                    self.pass_string();
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }

    fn pass_string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.text.get(self.at).filter(|byte| **byte != b'"') {
            self.at += if *byte == b'\\' { 2 } else { 1 };
        }
        self.at = (self.at + 1).min(self.text.len());
    }

    /// Passes a key and its colon, and gives the key as a step of a pointer.
    fn key(&mut self) -> String {
        let start = self.at;
        self.pass_string();
        let key: String = serde_json::from_slice(&self.text[start..self.at]).unwrap_or_default();
        self.pass(|byte| byte.is_ascii_whitespace());
        self.at = (self.at + 1).min(self.text.len());
        pointer::escaped(&key).into_owned()
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
        .locate(
            &pointers
                .iter()
                .map(|pointer| whole(pointer))
                .collect::<Vec<_>>(),
        )
    }

    fn whole(pointer: &str) -> Place<'_> {
        Place {
            pointer,
            inside: None,
        }
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
        let place = |pointer, inside| Place {
            pointer,
            inside: Some(inside),
        };
        let places = [0, 2, 3, 7, 9].map(|inside| place("/a", inside));
        let columns = [9, 10, 12, 24, 30].map(|column| (2, column));
        assert_eq!(source.locate(&places), columns);
        let number = source.locate(&[whole("/b"), place("/b", 3)]);
        assert_eq!(number[0], number[1]);
        assert_eq!(
            source.locate(&[whole("/a"), place("/a", 99)]),
            [(2, 8), (2, 8)]
        );
    }

    #[test]
    fn values_that_are_nested_very_deep_are_passed() {
        let deep = format!("[{}{},2]", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(locate(&deep, &["/1"]), [(1, 200_003)]);
        assert_eq!(locate(&deep[..1000], &["/1", "/0/0"]), [(1, 1), (1, 3)]);
    }

    #[test]
    fn a_pointer_that_leads_nowhere_gives_what_is_above() {
        assert_eq!(
            locate("{\n\"a\": [\n1]}", &["/a/7/x", "/b"]),
            [(2, 6), (1, 1)]
        );
    }
}

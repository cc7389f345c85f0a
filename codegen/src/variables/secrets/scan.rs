//! Where marks occur in a text, and bounded parts of it.

use super::names::{NAME_LIMIT, has_stem_at};

/// Where the marks that are next to secrets occur in a text.
///
/// One pass over the bytes finds all of them: most texts have few, and starting a search for each mark costs more. The pass
/// counts the position itself, because iterators are slow in build scripts, which Cargo does not optimize.
#[derive(Default)]
pub(super) struct Marks {
    /// `:`, `=` and `>`, if the name of a secret can be before them.
    pub(super) separators: Vec<usize>,
    /// `|`, and spaces before a quote, a hyphen or an `i`, in the same way.
    pub(super) gaps: Vec<usize>,
    pub(super) slashes: Vec<usize>,
    pub(super) brackets: Vec<usize>,
    pub(super) has_space: bool,
    /// [`words_with`] some byte.
    words: Vec<(usize, &'static str)>,
}

impl Marks {
    pub(super) fn of(text: &str) -> Self {
        let mut marks = Self::default();
        let bytes = text.as_bytes();
        // Where the last stem of a name begins.
        let mut stem = None;
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            let is_near = || stem.is_some_and(|stem| at - stem <= NAME_LIMIT);
            match byte {
                b':' | b'=' if is_near() => marks.separators.push(at),
                // Attributes can be between a name and the end of its tag.
                b'>' if stem.is_some() => marks.separators.push(at),
                b'|' if is_near() => marks.gaps.push(at),
                b' ' => {
                    marks.has_space = true;
                    let next = bytes.get(at + 1);
                    if matches!(next, Some(b'i' | b'`' | b'"' | b'-')) && is_near() {
                        marks.gaps.push(at);
                    }
                }
                b'/' => marks.slashes.push(at),
                b'(' => marks.brackets.push(at),
                _ if has_stem_at(bytes, at) => stem = Some(at),
                _ => {}
            }
            if HAS_WORDS[byte as usize] {
                marks.add_words(bytes, at);
            }
            at += 1;
        }
        marks
    }

    /// Whether the text has none of them, as most have.
    pub(super) fn are_none(&self) -> bool {
        self.separators.is_empty()
            && self.gaps.is_empty()
            && self.slashes.is_empty()
            && self.brackets.is_empty()
            && self.words.is_empty()
    }

    fn add_words(&mut self, bytes: &[u8], at: usize) {
        for (offset, word) in words_with(bytes[at]) {
            let start = at.wrapping_sub(*offset);
            let rest = bytes.get(start..);
            if rest.is_some_and(|rest| rest.starts_with(word.as_bytes())) {
                self.words.push((start, word));
            }
        }
    }

    /// Where one of the words occurs.
    pub(super) fn of_word(&self, word: &'static str) -> impl Iterator<Item = usize> {
        let is_known = || {
            (0..=u8::MAX)
                .flat_map(words_with)
                .any(|(_, it)| *it == word)
        };
        assert!(!cfg!(test) || is_known(), "`{word}` is not searched");
        let found = self.words.iter().filter(move |(_, it)| *it == word);
        found.map(|(at, _)| *at)
    }
}

/// The bytes that have words. Unlike a constant, it is not copied each time in a build that is not optimized.
static HAS_WORDS: [bool; 256] = {
    let mut has_words = [false; 256];
    let mut byte = 0;
    while byte < has_words.len() {
        #[expect(clippy::cast_possible_truncation, reason = "there are 256")]
        let words = words_with(byte as u8);
        has_words[byte] = !words.is_empty();
        byte += 1;
    }
    has_words
};

/// Words, and parts of them, that are near secrets, by a byte that few other words have, with its offset.
const fn words_with(byte: u8) -> &'static [(usize, &'static str)] {
    match byte {
        b'-' => &[(1, " -")],
        b':' => &[(0, "://")],
        b'B' => &[(0, "Basic "), (0, "Bearer "), (5, "-----BEGIN ")],
        b'I' => &[(2, "AKIA"), (2, "ASIA")],
        b'J' => &[(11, "LS0tLS1CRUdJTi")],
        b'K' => &[(14, "Secret Access Key")],
        b'L' => &[(8, "Private-Lines:")],
        b'b' => &[(0, "basic "), (0, "bearer ")],
        b'd' => &[(2, "redentials")],
        b'f' => &[(2, "default ")],
        b'g' => &[(1, "ogin"), (1, "og in")],
        b'k' => &[(2, "ookie"), (3, "hook"), (14, "secret access key")],
        b'm' => &[(0, "machine ")],
        b'u' => &[(2, "alue")],
        b'w' => &[(1, "aws_secret")],
        b'z' => &[(6, "uthorization")],
        _ => &[],
    }
}

/// Where a mark occurs that few texts contain. `contains` passes over the others much faster than a search does.
pub(super) fn positions<'t>(text: &'t str, mark: &'static str) -> impl Iterator<Item = usize> + 't {
    let found = text.contains(mark).then(|| text.match_indices(mark));
    found.into_iter().flatten().map(|(at, _)| at)
}

/// At most this many bytes from the start of a text.
pub(super) fn prefix(text: &str, length: usize) -> &str {
    let mut length = length.min(text.len());
    while !text.is_char_boundary(length) {
        length -= 1;
    }
    &text[..length]
}

/// At most this many bytes from the end of a text.
pub(super) fn suffix(text: &str, length: usize) -> &str {
    let mut start = text.len().saturating_sub(length);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// The first word of a text, up to a space or quote.
pub(super) fn word(text: &str) -> &str {
    let end = text.find(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | ',' | ';' | ')' | '\\')
    });
    text[..end.unwrap_or(text.len())].trim_end_matches(['.', ':'])
}

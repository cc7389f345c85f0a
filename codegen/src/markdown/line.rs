//! Writes inline content.

use super::links::{bare_url, web_url};
use super::read::is_words;
use super::tree::{Inline, plain};
use super::wrap::{number, opens_block, wrap};

/// The lines of a paragraph, not wider than `width` where they can be broken.
pub(super) fn paragraph(inlines: &[Inline], width: usize) -> Vec<String> {
    let text = Line::of(inlines, Place::Paragraph).text;
    let mut lines: Vec<String> = Vec::new();
    if matches!(text.trim(), "[x]" | "[ ]") {
        // A check box alone is none.
        return lines;
    }
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(before) = lines.last_mut() {
            before.push('\\');
        }
        lines.extend(wrap(&guarded(line), width));
    }
    lines
}

/// The text of a heading.
pub(super) fn heading(inlines: &[Inline]) -> String {
    let text = Line::of(inlines, Place::Heading).text;
    match text.trim().strip_suffix('#') {
        // Number signs at the end would close the heading.
        Some(before) => format!("{before}\\#"),
        None => text.trim().to_owned(),
    }
}

/// The text of a cell.
pub(super) fn cell(inlines: &[Inline]) -> String {
    let text = Line::of(inlines, Place::Cell).text;
    let lines = text
        .split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("<br>")
}

/// Text without markup on one line.
pub(super) fn text(text: &str) -> String {
    let inlines = [Inline::Text(text.to_owned())];
    guarded(Line::of(&inlines, Place::Heading).text.trim())
}

/// Code on one line. A blank text is quoted, because Markdown has no empty code.
pub(super) fn code(text: &str) -> String {
    if text.trim().is_empty() {
        return format!("`\"{}\"`", text.replace(char::is_whitespace, " "));
    }
    let is_plain = |byte: u8| byte.is_ascii_graphic() && byte != b'`';
    if text.bytes().all(is_plain) {
        return format!("`{text}`");
    }
    let inlines = [Inline::Code(text.to_owned())];
    Line::of(&inlines, Place::Heading).text
}

/// A line that begins no block.
fn guarded(line: &str) -> String {
    let word = line.split(' ').next().unwrap_or_default();
    let escaped = number(word).unwrap_or(0);
    if opens_block(word) {
        format!("{}\\{}", &line[..escaped], &line[escaped..])
    } else {
        line.to_owned()
    }
}

/// What a line is part of.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    Paragraph,
    Heading,
    Cell,
}

/// The context of inline content.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Inside {
    Nothing,
    Emphasis,
    Link,
}

/// What was written last.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Last {
    Other,
    /// Emphasis, which ends here whatever follows.
    Emphasis,
    /// Emphasis, which would not end before a letter.
    OpenEmphasis,
}

/// A line that is being written, with `\n` where it is to be broken.
#[derive(Debug)]
struct Line {
    text: String,
    place: Place,
    inside: Inside,
    last: Last,
}

impl Line {
    fn of(inlines: &[Inline], place: Place) -> Self {
        Self::part(inlines, place, Inside::Nothing)
    }

    fn part(inlines: &[Inline], place: Place, inside: Inside) -> Self {
        let mut line = Self {
            text: String::new(),
            place,
            inside,
            last: Last::Other,
        };
        for inline in inlines {
            line.inline(inline);
        }
        line
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.words(text),
            Inline::Code(code) => self.code(code),
            Inline::Emphasis(inner) => self.delimited("*", inner),
            Inline::Strong(inner) => self.delimited("**", inner),
            Inline::Strikethrough(inner) => self.delimited("~~", inner),
            Inline::Link(url, inner) => self.link(url, inner),
            Inline::Task(true) => self.push("[x] "),
            Inline::Task(false) => self.push("[ ] "),
            Inline::Break if self.place == Place::Heading => self.space(),
            Inline::Break => self.push("\n"),
        }
    }

    fn push(&mut self, text: &str) {
        if self.last == Last::OpenEmphasis && text.starts_with(is_word) {
            self.text.push(' ');
        }
        self.text.push_str(text);
        self.last = Last::Other;
    }

    fn space(&mut self) {
        if !self.text.ends_with([' ', '\n']) {
            self.push(" ");
        }
    }

    /// Text, with bare URLs in angle brackets.
    fn words(&mut self, text: &str) {
        if is_words(text) {
            self.push(text);
            return;
        }
        let mut rest = text;
        while self.inside != Inside::Link
            && let Some((before, url, after)) = bare_url(rest)
        {
            self.escaped(before);
            self.push(&format!("<{url}>"));
            rest = after;
        }
        self.escaped(rest);
    }

    /// Text in which Markdown reads nothing.
    fn escaped(&mut self, text: &str) {
        for (index, character) in text.char_indices() {
            if character.is_whitespace() {
                self.space();
                continue;
            }
            let after = &text[index + character.len_utf8()..];
            let next = after.chars().next();
            let is_read = match character {
                '\\' | '`' | '*' | '<' | '[' | '~' => true,
                ']' => self.inside == Inside::Link,
                '|' => self.place == Place::Cell,
                '&' => is_entity(after),
                '^' => self.inside == Inside::Link && self.text.trim().is_empty(),
                // Inside of a word, it is only a letter.
                '_' => {
                    !(self.text.ends_with(char::is_alphanumeric)
                        && next.is_some_and(char::is_alphanumeric))
                }
                _ => false,
            };
            if is_read {
                self.push("\\");
            }
            self.push(character.encode_utf8(&mut [0; 4]));
        }
    }

    fn code(&mut self, code: &str) {
        let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
        if code.is_empty() {
            return;
        }
        let ticks = "`".repeat(longest_run(&code, '`') + 1);
        let pad = if code.starts_with('`') || code.ends_with('`') {
            " "
        } else {
            ""
        };
        let code = match self.place {
            Place::Cell => code.replace('|', "\\|"),
            Place::Paragraph | Place::Heading => code,
        };
        self.push(&format!("{ticks}{pad}{code}{pad}{ticks}"));
    }

    /// Emphasis, moved and spaced so that its delimiters count as such.
    fn delimited(&mut self, delimiter: &str, inner: &[Inline]) {
        let inside = match self.inside {
            Inside::Link => Inside::Link,
            Inside::Nothing | Inside::Emphasis => Inside::Emphasis,
        };
        let inner = Self::part(inner, self.place, inside).text;
        let body = inner.trim();
        if inner.starts_with(char::is_whitespace) {
            self.space();
        }
        if body.is_empty() {
            return;
        }
        let is_nested = self.inside != Inside::Nothing;
        let touches = match (is_nested, body.starts_with(char::is_alphanumeric)) {
            (false, true) => false,
            (true, true) | (false, false) => self.text.ends_with(is_word),
            (true, false) => !self.text.is_empty(),
        };
        if touches || self.last != Last::Other {
            self.space();
        }
        self.push(delimiter);
        self.text.push_str(body);
        self.text.push_str(delimiter);
        self.last = if is_nested || !body.ends_with(char::is_alphanumeric) {
            Last::OpenEmphasis
        } else {
            Last::Emphasis
        };
        if inner.ends_with(char::is_whitespace) {
            self.space();
        }
    }

    fn link(&mut self, url: &str, inner: &[Inline]) {
        let text = Self::part(inner, self.place, Inside::Link).text;
        let body = text.trim();
        let name = plain(inner);
        let name = name.trim();
        if text.starts_with(char::is_whitespace) {
            self.space();
        }
        if web_url(name).is_some_and(|it| it == url) && !name.contains(char::is_whitespace) {
            self.push(&format!("<{name}>"));
        } else if !body.is_empty() {
            if self.text.ends_with('!') {
                // With an exclamation mark, it would be an image.
                self.text.insert(self.text.len() - 1, '\\');
            }
            self.push(&format!("[{body}]({url})"));
        }
        if text.ends_with(char::is_whitespace) {
            self.space();
        }
    }
}

/// Whether delimiters next to a character may count as part of a word.
fn is_word(character: char) -> bool {
    !character.is_whitespace() && !character.is_ascii_punctuation()
}

/// Whether an ampersand before this text begins a character reference.
fn is_entity(text: &str) -> bool {
    let name = text.trim_start_matches(|c: char| c == '#' || c.is_ascii_alphanumeric());
    name.starts_with(';') && name.len() < text.len()
}

/// How often a character follows itself at most.
pub(super) fn longest_run(text: &str, character: char) -> usize {
    let runs = text.split(|c| c != character).map(str::len);
    runs.max().unwrap_or(0)
}

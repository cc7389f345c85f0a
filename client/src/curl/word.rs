//! Words of a command: bytes and variables, quoted so that a shell passes them unchanged.

use std::path::Path;

use super::{Shell, placeholder};

/// An argument.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Word(Vec<Segment>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Segment {
    Bytes(Vec<u8>),
    Variable(String),
}

impl Word {
    /// A text, in which placeholders and these texts are variables.
    pub(super) fn of(text: &[u8], variables: &[(String, String)]) -> Self {
        let mut segments = vec![Segment::Bytes(text.to_vec())];
        for (marker, name) in variables {
            let split = segments.into_iter().flat_map(|segment| match segment {
                Segment::Bytes(bytes) => split(&bytes, marker.as_bytes(), name),
                variable @ Segment::Variable(_) => vec![variable],
            });
            segments = split.collect();
        }
        let split = segments.into_iter().flat_map(|segment| match segment {
            Segment::Bytes(bytes) => split_at_placeholders(&bytes),
            variable @ Segment::Variable(_) => vec![variable],
        });
        segments = split.collect();
        segments.retain(|segment| *segment != Segment::Bytes(Vec::new()));
        Self(segments)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of its variables.
    pub(super) fn variables(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|segment| match segment {
            Segment::Variable(name) => Some(name.as_str()),
            Segment::Bytes(_) => None,
        })
    }

    /// The word as the shell reads it.
    pub(super) fn quoted(&self, shell: Shell) -> String {
        match shell {
            Shell::Posix => self.posix(),
            Shell::PowerShell => self.powershell(),
            Shell::Cmd => self.cmd(),
        }
    }

    fn posix(&self) -> String {
        if self.0.is_empty() {
            return "''".to_owned();
        }
        let fits_in_double = |segment: &Segment| match segment {
            Segment::Bytes(bytes) => is_visible(bytes) && !contains_any(bytes, b"\"\\$`!"),
            Segment::Variable(_) => true,
        };
        let has_text = self.0.len() > 1;
        if has_text && self.0.iter().all(fits_in_double) {
            return format!("\"{}\"", self.joined(posix_variable, str::to_owned));
        }
        let segments = self.0.iter().map(|segment| match segment {
            Segment::Variable(name) => format!("\"${name}\""),
            Segment::Bytes(bytes) => posix_text(bytes),
        });
        segments.collect()
    }

    fn powershell(&self) -> String {
        let is_text = |segment: &Segment| matches!(segment, Segment::Bytes(it) if is_visible(it));
        if self.0.iter().all(is_text) {
            let text = self.joined(|_, _| String::new(), str::to_owned);
            if is_plain(text.as_bytes(), b"_-./:=") && !text.starts_with('-') {
                return text;
            }
            // PowerShell also takes typographic quotes for quotes.
            let doubled = text.chars().flat_map(|c| {
                let is_quote = matches!(c, '\'' | '\u{2018}'..='\u{201b}');
                std::iter::repeat_n(c, 1 + usize::from(is_quote))
            });
            return format!("'{}'", doubled.collect::<String>());
        }
        let variable = |name: &str, _: bool| format!("${{env:{name}}}");
        let text = self.joined(variable, |text| {
            text.chars().map(powershell_character).collect()
        });
        format!("\"{text}\"")
    }

    fn cmd(&self) -> String {
        let is_harmless = |segment: &Segment| match segment {
            Segment::Bytes(bytes) => !contains_any(bytes, b"\"%\n"),
            Segment::Variable(_) => true,
        };
        let variable = |name: &str, _: bool| format!("%{name}%");
        if self.0.iter().all(is_harmless) {
            let text = self.joined(variable, str::to_owned);
            if is_plain(text.as_bytes(), b"_-./:@") && !text.is_empty() {
                return text;
            }
            return format!("\"{}\"", double_backslashes(&text));
        }
        // All of cmd's special characters are escaped, so that it sees no quotes; curl sees them.
        let escaped = self.joined(variable, |text| {
            escape_quotes(text).chars().map(cmd_character).collect()
        });
        format!("^\"{}^\"", double_backslashes(&escaped))
    }

    /// The segments, each as text of a shell. A variable learns whether a character of a name follows.
    fn joined(
        &self,
        variable: impl Fn(&str, bool) -> String,
        text: impl Fn(&str) -> String,
    ) -> String {
        let mut joined = String::new();
        for (index, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Bytes(bytes) => joined += &text(&String::from_utf8_lossy(bytes)),
                Segment::Variable(name) => {
                    let next = self.0.get(index + 1);
                    let is_followed = matches!(next, Some(Segment::Bytes(bytes))
                        if bytes.first().is_some_and(|it| it.is_ascii_alphanumeric() || *it == b'_'));
                    joined += &variable(name, is_followed);
                }
            }
        }
        joined
    }
}

/// Whether a shell passes these bytes unchanged.
pub(super) fn can_hold(shell: Shell, bytes: &[u8]) -> bool {
    match shell {
        Shell::Posix => !bytes.contains(&0),
        Shell::PowerShell => !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok(),
        Shell::Cmd => {
            let is_lost = |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\t');
            !bytes.iter().any(is_lost) && std::str::from_utf8(bytes).is_ok()
        }
    }
}

/// Splits bytes at each occurrence of a text, which becomes a variable.
fn split(bytes: &[u8], marker: &[u8], name: &str) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut rest = bytes;
    while let Some(at) = find(rest, marker) {
        segments.push(Segment::Bytes(rest[..at].to_vec()));
        segments.push(Segment::Variable(name.to_owned()));
        rest = &rest[at + marker.len()..];
    }
    segments.push(Segment::Bytes(rest.to_vec()));
    segments
}

/// Splits bytes at each placeholder, which becomes a variable.
fn split_at_placeholders(bytes: &[u8]) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut rest = bytes;
    while let Some((range, name)) = placeholder::first(rest) {
        segments.push(Segment::Bytes(rest[..range.start].to_vec()));
        segments.push(Segment::Variable(name));
        rest = &rest[range.end..];
    }
    segments.push(Segment::Bytes(rest.to_vec()));
    segments
}

/// Where a text occurs first.
pub(super) fn find(bytes: &[u8], text: &[u8]) -> Option<usize> {
    if text.is_empty() {
        return None;
    }
    bytes.windows(text.len()).position(|window| window == text)
}

/// A path that curl does not take for standard input.
pub(super) fn not_dash(path: &str) -> String {
    if Path::new(path) == Path::new("-") {
        "./-".to_owned()
    } else {
        path.to_owned()
    }
}

fn posix_variable(name: &str, is_followed: bool) -> String {
    if is_followed {
        format!("${{{name}}}")
    } else {
        format!("${name}")
    }
}

fn posix_text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if is_plain(bytes, b"_-./:=@%+,") => text.to_owned(),
        Ok(text) if is_visible(bytes) => format!("'{}'", text.replace('\'', r"'\''")),
        _ => {
            let mut escaped = String::from("$'");
            for chunk in bytes.utf8_chunks() {
                for character in chunk.valid().chars() {
                    escaped += &posix_character(character);
                }
                for byte in chunk.invalid() {
                    escaped += &format!("\\{byte:03o}");
                }
            }
            escaped + "'"
        }
    }
}

/// A character in `$'…'`.
fn posix_character(character: char) -> String {
    match character {
        '\'' | '\\' => format!("\\{character}"),
        '\r' => r"\r".to_owned(),
        '\n' | '\t' => character.to_string(),
        character if is_hidden(character) => {
            let mut buffer = [0; 4];
            let bytes = character.encode_utf8(&mut buffer).bytes();
            let octal = bytes.map(|byte| format!("\\{byte:03o}"));
            octal.collect::<Vec<_>>().concat()
        }
        character => character.to_string(),
    }
}

/// A character in `"…"`.
fn powershell_character(character: char) -> String {
    match character {
        '`' | '$' | '"' | '\u{201c}'..='\u{201e}' => format!("`{character}"),
        '\r' => "`r".to_owned(),
        '\n' | '\t' => character.to_string(),
        character if is_hidden(character) => format!("`u{{{:x}}}", u32::from(character)),
        character => character.to_string(),
    }
}

/// A character outside of quotes.
fn cmd_character(character: char) -> String {
    match character {
        // A line break that follows is part of the word.
        '\n' => "^\n\n".to_owned(),
        '^' | '&' | '|' | '<' | '>' | '(' | ')' | '%' | '!' | '"' => format!("^{character}"),
        character => character.to_string(),
    }
}

/// Escapes quotes as programs on Windows read them: backslashes are literal, unless a quote follows.
fn escape_quotes(text: &str) -> String {
    let mut escaped = String::new();
    let mut backslashes = 0;
    for character in text.chars() {
        if character == '"' {
            escaped.extend(std::iter::repeat_n('\\', backslashes + 1));
        }
        backslashes = if character == '\\' {
            backslashes + 1
        } else {
            0
        };
        escaped.push(character);
    }
    escaped
}

/// Doubles the backslashes at the end of a text, so that they do not escape the quote that follows.
fn double_backslashes(text: &str) -> String {
    text.to_owned() + &text[text.len() - trailing_backslashes(text)..]
}

fn trailing_backslashes(text: &str) -> usize {
    text.len() - text.trim_end_matches('\\').len()
}

/// Whether a text needs no quotes: letters, digits and these characters.
fn is_plain(bytes: &[u8], others: &[u8]) -> bool {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || others.contains(byte);
    !bytes.is_empty() && bytes.iter().all(is_plain)
}

/// Whether bytes are text that a terminal shows as it is.
fn is_visible(bytes: &[u8]) -> bool {
    let is_shown = |c: char| matches!(c, '\n' | '\t') || !is_hidden(c);
    std::str::from_utf8(bytes).is_ok_and(|text| text.chars().all(is_shown))
}

/// Control characters, and those that change the direction of text or have no width.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

fn contains_any(bytes: &[u8], characters: &[u8]) -> bool {
    bytes.iter().any(|byte| characters.contains(byte))
}

#[cfg(test)]
mod tests;

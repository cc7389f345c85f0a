//! Texts of strangers as documentation: Markdown, HTML, both, cut off anywhere.
//!
//! ```text
//! text ─▶ tree ─▶ lines for rustdoc
//!         read    write
//! ```
//!
//! Markdown is read by the parser that rustdoc uses, the tags in it by a tokenizer of HTML. Whatever the text, no line
//! of the result makes rustdoc warn: bare URLs are in angle brackets, brackets that are no links are escaped, code is
//! never compiled, there is no HTML except `<br>` in cells of tables, and nothing hidden.

mod builder;
mod docs;
mod html;
mod line;
mod links;
mod markers;
mod read;
mod tree;
mod wrap;
mod write;

pub use docs::Docs;

use crate::text;

/// How wide lines of documentation may be, in characters, where they can be broken.
const WIDTH: usize = 100;

/// Makes documentation of a collection's text.
#[must_use]
pub fn clean(text: &str) -> Docs {
    Docs::from_clean_lines(write::document(read::document(&text::stripped(text))))
}

/// A text on one line, without Markdown and HTML: names in messages and tables.
#[must_use]
pub fn plain(text: &str) -> String {
    // Most names are.
    if read::is_words(text) {
        return text.to_owned();
    }
    let mut text = tree::plain_lines(&read::document(&text::stripped(text)));
    text.retain(|c| !matches!(c, '*' | '`'));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text on one line, in which Markdown reads nothing.
#[must_use]
pub(crate) fn escaped(text: &str) -> String {
    line::text(&text::stripped(text))
}

/// Code on one line.
#[must_use]
pub(crate) fn code(code: &str) -> String {
    line::code(&text::visible(code))
}

/// Breaks a line of Markdown where it is too wide: not inside of code, and never so that a line begins a block.
#[must_use]
pub(crate) fn wrap(line: &str) -> Vec<String> {
    wrap::wrap(line, WIDTH)
}
#[cfg(test)]
mod tests;

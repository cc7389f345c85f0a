//! Reads Markdown and the HTML in it.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::builder::{Builder, Kind};
use super::html;
use super::links::web_url;
use super::markers::standard;
use super::tree::{Block, Inline};

/// The extensions that rustdoc enables, except smart punctuation: rustdoc applies that when it shows the text.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// Reads a document.
pub(super) fn document(text: &str) -> Vec<Block> {
    if is_words(text) {
        return vec![Block::Paragraph(vec![Inline::Text(text.to_owned())])];
    }
    parsed(text)
}

/// Whether a text is one line of words and punctuation marks that neither Markdown nor HTML gives a meaning: most texts
/// are.
pub(super) fn is_words(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b',' | b'.');
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(is_plain)
        && !text.contains("  ")
        && !text.ends_with(' ')
}

fn parsed(text: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for event in Parser::new_ext(&standard(text), OPTIONS) {
        reader.event(event);
    }
    reader.builder.finish()
}

/// Reads Markdown between two tags; the output continues at the builder's position.
pub(super) fn between_tags(text: &str, builder: &mut Builder) {
    let mut reader = Reader {
        builder: std::mem::take(builder),
        goes_on: true,
        ..Reader::default()
    };
    if text.starts_with(char::is_whitespace) {
        reader.builder.text(" ");
    }
    for event in Parser::new_ext(text.trim(), OPTIONS) {
        match event {
            // Whatever this is, it is not one of the tags.
            Event::Html(text) | Event::InlineHtml(text) => reader.builder.text(&text),
            event => reader.event(event),
        }
    }
    if text.ends_with(char::is_whitespace) {
        reader.builder.text(" ");
    }
    *builder = reader.builder;
}

/// Turns events of the parser into a tree.
#[derive(Debug, Default)]
struct Reader {
    builder: Builder,
    /// The code block that is being read: its language and its text.
    code: Option<(String, String)>,
    /// The HTML block that is being read.
    html: String,
    /// Whether the next paragraph continues the one that is open.
    goes_on: bool,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some((_, code)) => code.push_str(&text),
                None => self.builder.text(&text),
            },
            Event::Code(text) => self.builder.code(&text),
            Event::Html(text) => self.html.push_str(&text),
            Event::InlineHtml(text) => html::read(&text, &mut self.builder),
            Event::SoftBreak => self.builder.text("\n"),
            Event::HardBreak => self.builder.line_break(),
            Event::Rule => self.builder.rule(),
            Event::TaskListMarker(is_checked) => self.builder.task(is_checked),
            Event::FootnoteReference(label) => self.builder.text(&format!("[{label}]")),
            // Extensions that are not enabled.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.builder.text(&text),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let goes_on = std::mem::take(&mut self.goes_on);
        let kind = match tag {
            Tag::Heading { level, .. } => Some(Kind::Heading(number(level))),
            Tag::BlockQuote(_) => Some(Kind::Quote),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
                None
            }
            Tag::List(start) => Some(Kind::list(start)),
            Tag::Item => Some(Kind::Item),
            Tag::Table(columns) => Some(Kind::table(columns)),
            Tag::TableHead | Tag::TableRow => {
                self.builder.row();
                None
            }
            Tag::TableCell => Some(Kind::Cell),
            Tag::FootnoteDefinition(label) => {
                self.builder.footnote(&label);
                None
            }
            Tag::Emphasis => Some(Kind::Emphasis),
            Tag::Strong => Some(Kind::Strong),
            Tag::Strikethrough => Some(Kind::Strikethrough),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                web_url(&dest_url).map(Kind::Link)
            }
            Tag::Paragraph if goes_on => None,
            _ => {
                self.builder.boundary();
                None
            }
        };
        self.builder.start(kind);
    }

    fn end(&mut self, tag: TagEnd) {
        if let Some((language, text)) = self.code.take() {
            self.builder.code_block(&language, &text);
        }
        if tag == TagEnd::HtmlBlock {
            html::read(&std::mem::take(&mut self.html), &mut self.builder);
        }
        self.builder.end();
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_the_parser_reads_them() {
        for text in [
            "Users",
            "Returns a user, or none.",
            "a. b",
            "www.example.com",
            "v1.2 3. 4",
        ] {
            assert!(is_words(text));
            assert_eq!(
                format!("{:?}", document(text)),
                format!("{:?}", parsed(text))
            );
        }
        for text in [
            "", " a", "a ", "a  b", "1. a", "a\nb", "a_b_", "a*", "&amp;", "<b>", "é",
        ] {
            assert!(!is_words(text), "{text}");
        }
    }
}

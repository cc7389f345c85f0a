//! A document as a tree.

use pulldown_cmark::Alignment;

/// Block content.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    /// A heading, with its level from 1 to 6.
    Heading(u8, Vec<Inline>),
    Code {
        /// The language that the author named; may be empty or unknown.
        language: String,
        text: String,
    },
    Quote(Vec<Block>),
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Table {
        columns: Vec<Alignment>,
        /// The cells of each row; the first row is the head.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Rule,
}

/// Inline content.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Inline {
    /// Text without any markup; line breaks in it are white space.
    Text(String),
    Code(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Strikethrough(Vec<Inline>),
    Link(String, Vec<Inline>),
    /// The check box at the start of an item, and whether it is checked.
    Task(bool),
    /// The end of a line.
    Break,
}

/// The text of a line without its markup.
pub(super) fn plain(inlines: &[Inline]) -> String {
    let texts = inlines.iter().map(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Emphasis(inner)
        | Inline::Strong(inner)
        | Inline::Strikethrough(inner)
        | Inline::Link(_, inner) => plain(inner),
        Inline::Task(_) => String::new(),
        Inline::Break => "\n".to_owned(),
    });
    texts.collect()
}

/// The text of a document without its markup, a line for each line of it.
pub(super) fn plain_lines(blocks: &[Block]) -> String {
    let texts = blocks.iter().map(|block| match block {
        Block::Paragraph(inlines) | Block::Heading(_, inlines) => plain(inlines),
        Block::Code { text, .. } => text.clone(),
        Block::Quote(blocks) => plain_lines(blocks),
        Block::List { items, .. } => {
            let items: Vec<String> = items.iter().map(|blocks| plain_lines(blocks)).collect();
            items.join("\n")
        }
        Block::Table { rows, .. } => {
            let cells = rows.iter().flatten().map(|cell| plain(cell));
            cells.collect::<Vec<_>>().join("\n")
        }
        Block::Rule => String::new(),
    });
    texts.collect::<Vec<_>>().join("\n")
}

//! Writes a tree as Markdown for rustdoc.

use pulldown_cmark::Alignment;

use super::WIDTH;
use super::line::{cell, heading, longest_run, paragraph};
use super::tree::{Block, Inline};

/// How narrow the lines of what is deeply nested may become.
const NARROWEST: usize = 40;

/// What parts the blocks of a text; dashes would make a heading of a line before, and join the item that they are in.
const RULE: &str = "___";

/// Languages of code that are kept. All others are not: rustdoc compiles Rust, and takes some words for commands.
const LANGUAGES: [&str; 26] = [
    "bash",
    "c",
    "cpp",
    "csharp",
    "css",
    "csv",
    "diff",
    "go",
    "graphql",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "js",
    "json",
    "php",
    "powershell",
    "python",
    "ruby",
    "sh",
    "shell",
    "sql",
    "typescript",
    "xml",
    "yaml",
];

/// The lines of a document.
pub(super) fn document(mut blocks: Vec<Block>) -> Vec<String> {
    let rules = blocks.iter().take_while(|it| **it == Block::Rule).count();
    blocks.drain(..rules);
    while blocks.last() == Some(&Block::Rule) {
        blocks.pop();
    }
    shorten_first(&mut blocks);
    rank_headings(&mut blocks);
    lines(&blocks, WIDTH, false)
}

/// Ends the first paragraph where its first line ends: rustdoc shows it wherever it lists the item.
fn shorten_first(blocks: &mut Vec<Block>) {
    if let Some(Block::Paragraph(inlines)) = blocks.first_mut()
        && let Some(at) = inlines.iter().position(|it| *it == Inline::Break)
    {
        let rest = inlines.split_off(at + 1);
        inlines.pop();
        blocks.insert(1, Block::Paragraph(rest));
    }
}

/// Makes the levels of headings begin at 1, without gaps.
fn rank_headings(blocks: &mut [Block]) {
    let mut ranks = [0; 7];
    for block in blocks.iter() {
        if let Block::Heading(level, _) = block {
            ranks[usize::from(*level)] = 1;
        }
    }
    for level in 1..ranks.len() {
        ranks[level] += ranks[level - 1];
    }
    for block in blocks {
        if let Block::Heading(level, _) = block {
            *level = ranks[usize::from(*level)];
        }
    }
}

/// The lines of blocks, with blank lines between them.
fn lines(blocks: &[Block], width: usize, in_item: bool) -> Vec<String> {
    let width = width.max(NARROWEST);
    let mut all: Vec<String> = Vec::new();
    let mut before: Option<&Block> = None;
    let mut other_marker = false;
    for block in blocks {
        let lines = match block {
            Block::Paragraph(inlines) => paragraph(inlines, width),
            Block::Heading(level, inlines) => match heading(inlines) {
                text if text.is_empty() => Vec::new(),
                text => vec![format!("{} {text}", "#".repeat(usize::from(*level)))],
            },
            Block::Code { language, text } => code(language, text),
            Block::Quote(blocks) => prefixed(&lines(blocks, width - 2, false), "> ", "> "),
            Block::List { start, items } => {
                other_marker = !other_marker && follows_like(before, *start);
                list(*start, items, width, other_marker)
            }
            Block::Table { columns, rows } => table(columns, rows),
            Block::Rule => vec![RULE.to_owned()],
        };
        if lines.is_empty() {
            continue;
        }
        let is_tight = in_item && is_tight(before, block);
        if !all.is_empty() && !is_tight {
            all.push(String::new());
        }
        all.extend(lines);
        before = Some(block);
    }
    all
}

/// Whether a list would continue the list before it.
fn follows_like(before: Option<&Block>, start: Option<u64>) -> bool {
    matches!(before, Some(Block::List { start: other, .. }) if other.is_some() == start.is_some())
}

/// Whether a block may follow another in an item without a blank line.
fn is_tight(before: Option<&Block>, block: &Block) -> bool {
    let begins_list = matches!(
        block,
        Block::List {
            start: None | Some(1),
            ..
        }
    );
    begins_list && matches!(before, Some(Block::Paragraph(_)))
}

fn prefixed(lines: &[String], first: &str, others: &str) -> Vec<String> {
    let prefixes = std::iter::once(first).chain(std::iter::repeat(others));
    let lines = prefixes.zip(lines);
    lines
        .map(|(prefix, line)| format!("{prefix}{line}").trim_end().to_owned())
        .collect()
}

fn code(language: &str, text: &str) -> Vec<String> {
    let shown = text
        .trim_end()
        .lines()
        .skip_while(|line| line.trim().is_empty());
    let shown: Vec<&str> = shown.collect();
    if shown.is_empty() {
        return Vec::new();
    }
    let word = language
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    let language = LANGUAGES
        .iter()
        .find(|known| word.eq_ignore_ascii_case(known));
    let fence = "`".repeat(3.max(longest_run(text, '`') + 1));
    let mut lines = vec![format!("{fence}{}", language.unwrap_or(&"text"))];
    lines.extend(shown.iter().map(|line| {
        let line = line.trim_end().replace('\t', "    ");
        line.replace(char::is_whitespace, " ")
    }));
    lines.push(fence);
    lines
}

/// A list. Its markers differ from those of a list directly before it.
fn list(start: Option<u64>, items: &[Vec<Block>], width: usize, other_marker: bool) -> Vec<String> {
    // Nine digits are the most that Markdown reads.
    let first = start.unwrap_or(1).min(900_000_000);
    let mut written: Vec<Vec<String>> = Vec::new();
    for (number, blocks) in (first..).zip(items) {
        let marker = match (start, other_marker) {
            (Some(_), false) => format!("{number}. "),
            (Some(_), true) => format!("{number}) "),
            (None, false) => "- ".to_owned(),
            (None, true) => "* ".to_owned(),
        };
        let lines = lines(blocks, width.saturating_sub(marker.len()), true);
        written.push(prefixed(&lines, &marker, &" ".repeat(marker.len())));
    }
    written.retain(|lines| !lines.is_empty());
    let is_loose = written.iter().any(|lines| lines.contains(&String::new()));
    let between = vec![String::new(); usize::from(is_loose)];
    written.join(between.as_slice())
}

fn table(columns: &[Alignment], rows: &[Vec<Vec<Inline>>]) -> Vec<String> {
    let rows = rows
        .iter()
        .map(|row| row.iter().map(|inlines| cell(inlines)).collect());
    let mut rows: Vec<Vec<String>> = rows.collect();
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    for row in &mut rows {
        row.resize(width, String::new());
    }
    let mut lines: Vec<String> = rows
        .iter()
        .map(|row| format!("| {} |", row.join(" | ")))
        .collect();
    if !lines.is_empty() {
        let columns = columns
            .iter()
            .chain(std::iter::repeat(&Alignment::None))
            .take(width);
        let rules = columns.map(|alignment| match alignment {
            Alignment::None => "---",
            Alignment::Left => ":--",
            Alignment::Center => ":-:",
            Alignment::Right => "--:",
        });
        lines.insert(1, format!("|{}|", rules.collect::<Vec<_>>().join("|")));
    }
    lines
}

//! Third-party prose, made clean for rustdoc: Markdown, HTML, both, cut off anywhere.

mod docs;
mod html;
mod inline;

pub use docs::Docs;
pub(crate) use docs::wrap;

/// Makes documentation of a collection's text.
///
/// No line of the result trips rustdoc or clippy: HTML becomes Markdown, bare URLs stand in angle brackets, brackets
/// that are no links are escaped, code blocks are closed and not compiled, names of code stand in backticks.
#[must_use]
pub fn clean(text: &str) -> Docs {
    let text = html::to_markdown(&normal(text));
    let mut lines: Vec<String> = Vec::new();
    for block in blocks(&text) {
        let goes_on = block.is_item() && lines.last().is_some_and(|line| is_in_item(line));
        if !lines.is_empty() && !goes_on {
            lines.push(String::new());
        }
        match block {
            Block::Code(code) => {
                lines.push("```text".to_owned());
                lines.extend(code);
                lines.push("```".to_owned());
            }
            Block::Paragraph(text) => lines.extend(wrap(&inline::clean(&text))),
            Block::Item(marker, text) => {
                lines.extend(wrap(&format!("{marker} {}", inline::clean(&text))));
            }
        }
    }
    Docs::from_clean_lines(lines)
}

/// A text on one line, without Markdown and HTML: names in messages and tables.
#[must_use]
pub fn plain(text: &str) -> String {
    let text = html::to_markdown(&normal(text)).replace(['*', '`'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_in_item(line: &str) -> bool {
    line.starts_with("- ")
        || line.starts_with("  ")
        || line.starts_with(|c: char| c.is_ascii_digit())
}

/// Line ends, blanks and invisible characters, made uniform.
fn normal(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|character| match character {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => Some(' '),
            // Zero-width and bidirectional marks can hide text.
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
            | '\u{ad}' => None,
            character if character.is_control() => None,
            character => Some(character),
        })
        .collect()
}

/// What stands together.
#[derive(Debug, PartialEq)]
enum Block {
    Code(Vec<String>),
    Paragraph(String),
    /// An item of a list, with its marker.
    Item(String, String),
}

impl Block {
    fn is_item(&self) -> bool {
        matches!(self, Self::Item(..))
    }
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    let mut code: Option<Vec<String>> = None;
    for line in text.lines() {
        let trimmed = line.trim();
        let is_fence = trimmed.starts_with("```") || trimmed.starts_with("~~~");
        if let Some(lines) = &mut code {
            if is_fence {
                blocks.push(Block::Code(std::mem::take(lines)));
                code = None;
            } else {
                lines.push(line.trim_end().replace("```", "'''"));
            }
            continue;
        }
        if is_fence {
            // A fence that opens and closes on one line is inline code.
            match trimmed.trim_matches(['`', '~']) {
                inner if trimmed.len() > 6 && trimmed.ends_with("```") => {
                    blocks.push(Block::Paragraph(format!("`{}`", inner.trim())));
                }
                _ => code = Some(Vec::new()),
            }
            open = false;
            continue;
        }
        open = add_line(&mut blocks, trimmed, open);
    }
    if let Some(lines) = code.filter(|lines| !lines.is_empty()) {
        blocks.push(Block::Code(lines));
    }
    blocks
}

/// Adds a line; true where the next line belongs to the same block.
fn add_line(blocks: &mut Vec<Block>, line: &str, open: bool) -> bool {
    let line = line.trim_start_matches(['>', ' ']);
    let is_rule = line.len() > 2
        && line
            .chars()
            .all(|c| matches!(c, '-' | '=' | '*' | '_' | ' ' | '|' | ':' | '+'));
    if line.is_empty() || is_rule {
        return false;
    }
    if line.starts_with('|') {
        let cells = line
            .trim_matches('|')
            .split('|')
            .map(str::trim)
            .filter(|cell| !cell.is_empty());
        let cells: Vec<&str> = cells.collect();
        blocks.push(Block::Item("-".to_owned(), cells.join(" — ")));
        return false;
    }
    if let Some(heading) = line.strip_prefix('#') {
        let heading = heading.trim_matches(['#', ' ', '*']);
        if !heading.is_empty() {
            blocks.push(Block::Paragraph(format!("**{heading}**")));
        }
        return false;
    }
    if let Some((marker, text)) = item(line) {
        blocks.push(Block::Item(marker, text.to_owned()));
        return true;
    }
    match blocks.last_mut() {
        Some(Block::Paragraph(text) | Block::Item(_, text)) if open => {
            text.push(' ');
            text.push_str(line);
        }
        _ => blocks.push(Block::Paragraph(line.to_owned())),
    }
    true
}

/// The marker of a list's item, and its text.
fn item(line: &str) -> Option<(String, &str)> {
    if let Some(text) = ["- ", "* ", "+ ", "• ", "· ", "– "]
        .iter()
        .find_map(|marker| line.strip_prefix(marker))
    {
        let text = text.trim_start();
        return (!text.is_empty()).then(|| ("-".to_owned(), text));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line[digits..].strip_prefix(['.', ')'])?.strip_prefix(' ')?;
    let number: u32 = line[..digits].parse().ok().filter(|_| digits < 4)?;
    let text = rest.trim_start();
    (!text.is_empty()).then(|| (format!("{number}."), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        clean(text).lines().to_vec()
    }

    #[test]
    fn html_becomes_markdown() {
        assert_eq!(
            lines(
                "<p>Say <b>yes</b> or <code>no</code>.</p>See <a href=\"https://example.com/a\">here</a><br>now"
            ),
            [
                "Say **yes** or `no`.",
                "",
                "See [here](https://example.com/a)",
                "",
                "now"
            ]
        );
        assert_eq!(
            lines("<ul><li>one</li><li>two</li></ul>"),
            ["- one", "- two"]
        );
        assert_eq!(
            lines("a &lt;b&gt; &amp; c <token>"),
            ["a \\<b\\> & c `<token>`"]
        );
    }

    #[test]
    fn links_that_lead_nowhere_are_text() {
        assert_eq!(
            lines("[a](#top) [b] [c](https://example.com) ![d](http://e.com/x.png)"),
            ["a \\[b\\] [c](https://example.com) [d](http://e.com/x.png)"]
        );
        assert_eq!(
            lines("see https://example.com/x_y."),
            ["see <https://example.com/x_y>."]
        );
    }

    #[test]
    fn names_of_code_stand_in_backticks() {
        assert_eq!(
            lines("the user_id of OpenApi, or a::b and f()"),
            ["the `user_id` of `OpenApi`, or `a::b` and `f()`"]
        );
        assert_eq!(
            lines("`user_id` and one ` alone"),
            ["`user_id` and one ' alone"]
        );
    }

    #[test]
    fn code_is_closed_and_not_compiled() {
        assert_eq!(
            lines("```json\n{\"a\": 1}"),
            ["```text", "{\"a\": 1}", "```"]
        );
        assert_eq!(lines("    indented code"), ["indented code"]);
    }

    #[test]
    fn headings_rules_and_tables_do_not_break_the_page() {
        assert_eq!(
            lines("# Title\n---\n| a | b |\n|---|---|\n| 1 | 2 |"),
            ["**Title**", "", "- a — b", "- 1 — 2"]
        );
    }

    #[test]
    fn hidden_characters_are_taken_out() {
        assert_eq!(lines("a\u{200b}b\u{202e}c\u{a0}d"), ["abc d"]);
    }
}

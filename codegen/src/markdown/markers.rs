//! Markers of blocks that Markdown does not know and authors use.

/// Bullets of other programs.
const BULLETS: [&str; 3] = ["• ", "· ", "– "];

/// Writes markers as Markdown has them: `• one` as `- one`, `##Title` as `## Title`, and items after `<br>` on lines of
/// their own.
pub(super) fn standard(text: &str) -> String {
    let mut standard = String::with_capacity(text.len());
    let (mut in_code, mut follows_text) = (false, false);
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        in_code ^= content.starts_with("```") || content.starts_with("~~~");
        standard.push_str(&line[..indent]);
        if in_code {
            standard.push_str(content);
        } else if let Some(rest) = bullet(content) {
            standard.push_str("- ");
            standard.push_str(rest);
        } else if let Some((marks, title)) = heading(content, follows_text) {
            standard.push_str(marks);
            standard.push(' ');
            standard.push_str(title);
        } else if content.starts_with('|') {
            standard.push_str(content);
        } else {
            add_items(content, &mut standard);
        }
        follows_text = !content.trim().is_empty();
    }
    standard
}

/// What follows a bullet of another program.
fn bullet(line: &str) -> Option<&str> {
    BULLETS.iter().find_map(|bullet| line.strip_prefix(bullet))
}

/// The marks and the title of a heading without a space between them.
fn heading(line: &str, follows_text: bool) -> Option<(&str, &str)> {
    let title = line.trim_start_matches('#');
    let (marks, _) = line.split_at(line.len() - title.len());
    // One mark in the middle of a text is a tag.
    let is_heading = marks.len() > 1 || (marks.len() == 1 && !follows_text);
    (is_heading && title.starts_with(char::is_alphabetic)).then_some((marks, title))
}

/// Adds a line, with a break before each item that follows `<br>`.
fn add_items(line: &str, standard: &mut String) {
    let mut rest = line;
    while let Some(start) = rest.find("<br") {
        let Some(end) = rest[start..].find('>').map(|end| start + end + 1) else {
            break;
        };
        let after = rest[end..].trim_start_matches(' ');
        let item = ["- ", "* "]
            .iter()
            .find_map(|marker| after.strip_prefix(marker));
        if let Some(item) = item.or_else(|| bullet(after)) {
            standard.push_str(&rest[..start]);
            standard.push_str("\n- ");
            rest = item;
        } else {
            standard.push_str(&rest[..end]);
            rest = &rest[end..];
        }
    }
    standard.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::standard;

    #[test]
    fn bullets_become_items_of_a_list() {
        assert_eq!(standard("a\n• b\n  · c\n– d\n"), "a\n- b\n  - c\n- d\n");
        assert_eq!(standard("a • b – c"), "a • b – c");
    }

    #[test]
    fn a_heading_needs_no_space() {
        assert_eq!(standard("#A\n###B\ntext\n##C"), "# A\n### B\ntext\n## C");
        assert_eq!(standard("see\n#tag"), "see\n#tag");
        assert_eq!(standard("#1"), "#1");
    }

    #[test]
    fn items_begin_after_breaks() {
        assert_eq!(
            standard("a:<br/> - b<br><br>* c<br>d"),
            "a:\n- b<br>\n- c<br>d"
        );
        assert_eq!(standard("| a<br>- b |"), "| a<br>- b |");
    }

    #[test]
    fn code_is_left_alone() {
        let code = "```\n#include\n• x\n```\n";
        assert_eq!(standard(code), code);
    }
}

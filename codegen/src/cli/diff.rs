//! What would change in a file.

use annotate_snippets::renderer::{DEFAULT_ERROR_STYLE, DEFAULT_HELP_STYLE};
use similar::{ChangeTag, TextDiff};

/// How many lines are shown around a change.
const CONTEXT: usize = 3;

/// The lines that differ, deleted ones in red and new ones in green.
pub(super) fn unified(old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut text = String::new();
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        text.push_str(&format!("{}\n", hunk.header()));
        for change in hunk.iter_changes() {
            let line = change.value().trim_end_matches(['\r', '\n']);
            let line = match change.tag() {
                ChangeTag::Equal => format!(" {line}"),
                ChangeTag::Delete => {
                    let style = DEFAULT_ERROR_STYLE;
                    format!("{style}-{line}{style:#}")
                }
                ChangeTag::Insert => {
                    let style = DEFAULT_HELP_STYLE;
                    format!("{style}+{line}{style:#}")
                }
            };
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}

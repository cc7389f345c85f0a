//! Functions that list very many things have very many lines, and say so.

/// How many lines of code clippy lets a function have (`clippy::too_many_lines`).
const LINE_LIMIT: usize = 100;

const ADMISSION: &str =
    "    #[expect(clippy::too_many_lines, reason = \"one for each of what the API has\")]";

/// The text of an item, in which functions that are too long admit it.
pub(super) fn admitted(text: &str) -> String {
    if text.lines().count() <= LINE_LIMIT {
        return text.to_owned();
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut admitted = String::with_capacity(text.len());
    for (index, line) in lines.iter().enumerate() {
        if is_function(line) && body_length(&lines[index..]) > LINE_LIMIT {
            admitted.push_str(ADMISSION);
            admitted.push('\n');
        }
        admitted.push_str(line);
        admitted.push('\n');
    }
    admitted
}

/// Whether a function of an `impl` begins in this line.
fn is_function(line: &str) -> bool {
    let Some(line) = line.strip_prefix("    ") else {
        return false;
    };
    ["fn ", "pub fn ", "const fn ", "pub const fn "]
        .iter()
        .any(|start| line.starts_with(start))
}

/// How many lines of code stand between the braces of the function that begins in the first line.
fn body_length(lines: &[&str]) -> usize {
    let mut lines = lines.iter();
    let is_opening =
        |line: &&str| line.ends_with('{') && line.starts_with("    ") && !line.starts_with("     ");
    if !lines.any(is_opening) {
        return 0;
    }
    lines.take_while(|line| **line != "    }").count()
}

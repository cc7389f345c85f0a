//! Blank lines, which prettyplease puts nowhere.

/// The text of an `impl` or an inline module, with blank lines between its functions, and before what has docs.
pub(super) fn between_members(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut before = "";
    for line in text.lines() {
        if let Some(line) = member(line)
            && stands_apart(before, line)
        {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        before = line;
    }
    spaced
}

/// What stands in a line of a member's own indentation.
fn member(line: &str) -> Option<&str> {
    line.strip_prefix("    ")
        .filter(|line| !line.starts_with(' '))
}

fn stands_apart(before: &str, line: &str) -> bool {
    let Some(before) = member(before) else {
        return false;
    };
    let begins = |line: &str| line.starts_with("///") || line.starts_with("#[");
    if begins(before) || line == "}" {
        return false;
    }
    if before.ends_with(';') {
        let differ = before.starts_with("type ") && line.starts_with("const ");
        return differ || begins(line) || !line.ends_with(';');
    }
    before == "}"
}

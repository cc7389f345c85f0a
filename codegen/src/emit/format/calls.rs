//! Calls on `request`, which make up most of what is emitted, begin on the line of `request`.
//!
//! prettyplease breaks a call that does not fit on one line before its dot, even where nothing is gained by it; rustfmt
//! breaks it between its parentheses.

const RECEIVER: &str = "request";

/// The text of an item, with its calls on `request` joined with it.
pub(super) fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let indent = &line[..line.len() - line.trim_start().len()];
        let inner = format!("{indent}    ");
        let call = lines.peek().and_then(|next| next.strip_prefix(&inner));
        let Some(call) = call.filter(|call| line.trim_start() == RECEIVER && call.starts_with('.'))
        else {
            joined.push_str(line);
            joined.push('\n');
            continue;
        };
        joined.push_str(line);
        joined.push_str(call);
        joined.push('\n');
        let mut is_last = call.ends_with(';');
        lines.next();
        while !is_last && let Some(line) = lines.next() {
            let line = line.strip_prefix("    ").unwrap_or(line);
            joined.push_str(line);
            joined.push('\n');
            is_last = line.starts_with(indent)
                && !line[indent.len()..].starts_with(' ')
                && line.ends_with(';');
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_call_on_request_begins_on_its_line() {
        let text = "fn a() {\n    request\n        .query(\n            \"a\",\n            b,\n        );\n    c();\n}\n";
        let expected =
            "fn a() {\n    request.query(\n        \"a\",\n        b,\n    );\n    c();\n}\n";
        assert_eq!(joined(text), expected);
        assert_eq!(joined(expected), expected);
    }

    #[test]
    fn a_call_that_fits_behind_the_break_is_one_line() {
        let text = "    request\n        .query(\"a\", b);\n    request\n}\n";
        assert_eq!(
            joined(text),
            "    request.query(\"a\", b);\n    request\n}\n"
        );
    }
}

//! Breaks lines of Markdown.

/// Breaks a line where it is wider than `width` characters: not inside of code, and never so that a line would begin
/// a list, a heading or another block.
pub(crate) fn wrap(line: &str, width: usize) -> Vec<String> {
    // Most lines are short.
    if line.len() <= width && !line.contains("  ") && line.trim_matches(' ') == line {
        return vec![line.to_owned()];
    }
    let mut lines = Vec::new();
    let mut current = String::new();
    let mut current_width = 0;
    for word in words(line) {
        let word_width = word.chars().count();
        if current_width == 0 {
            current_width = word_width;
        } else if current_width + 1 + word_width > width && !opens_block(word) {
            lines.push(std::mem::take(&mut current));
            current_width = word_width;
        } else {
            current.push(' ');
            current_width += 1 + word_width;
        }
        current.push_str(word);
    }
    lines.push(current);
    lines
}

/// Words, with code and the words of a link kept whole.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    // How many backticks end the code, and how many brackets are open.
    let (mut code, mut brackets) = (0, 0_usize);
    let mut rest = line;
    while let Some(character) = rest.chars().next() {
        let index = line.len() - rest.len();
        let mut length = character.len_utf8();
        match character {
            '`' => {
                let ticks = rest.len() - rest.trim_start_matches('`').len();
                match code {
                    0 => code = ticks,
                    open if open == ticks => code = 0,
                    _ => {}
                }
                length = ticks;
            }
            _ if code > 0 => {}
            '\\' => length += rest[1..].chars().next().map_or(0, char::len_utf8),
            '[' => brackets += 1,
            ']' => brackets = brackets.saturating_sub(1),
            ' ' if brackets == 0 => {
                if start < index {
                    words.push(&line[start..index]);
                }
                start = index + 1;
            }
            _ => {}
        }
        rest = &rest[length..];
    }
    if start < line.len() {
        words.push(&line[start..]);
    }
    words
}

/// Whether a word at the start of a line would begin a block, or make a heading or a table of the line before it.
pub(super) fn opens_block(word: &str) -> bool {
    word.starts_with(['#', '>', '|'])
        || matches!(word, "-" | "+" | "*")
        || word.chars().all(|c| matches!(c, '-' | ':' | '|'))
        || word.chars().all(|c| c == '=')
        || number(word).is_some()
}

/// How many digits are in a word that numbers the item of a list.
pub(super) fn number(word: &str) -> Option<usize> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && matches!(&word[digits..], "." | ")")).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_are_broken_between_words() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("incomprehensibilities", 7), ["incomprehensibilities"]);
        assert_eq!(wrap("", 7), [""]);
    }

    #[test]
    fn code_stays_on_one_line() {
        assert_eq!(wrap("a `b c d e` f", 5), ["a", "`b c d e`", "f"]);
        assert_eq!(wrap("``a ` b`` c", 3), ["``a ` b``", "c"]);
        assert_eq!(wrap("\\` a b", 3), ["\\`", "a b"]);
    }

    #[test]
    fn no_line_begins_like_a_block() {
        for word in [
            "-", "+", "*", "#", ">", "1.", "12)", "|", "---", "===", ":-:",
        ] {
            let text = format!("before {word} after");
            assert_eq!(wrap(&text, 6)[0], format!("before {word}"), "{word}");
        }
    }
}

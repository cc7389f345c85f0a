//! Values that differ each time, compared by their form.
//!
//! newman's dynamic variables are set to names, such as `dynZguidZ`; a text with them is a pattern. So is a text with the
//! placeholders of a converter, such as `<integer>`, in whose place generated examples have valid values.

/// A piece of a pattern.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    /// A dynamic variable, by its name without the `$`.
    Dynamic(&'a str),
    /// A placeholder, by the word in it.
    Placeholder(&'a str),
}

/// Whether a text matches a pattern, which newman sent.
pub(super) fn fits(pattern: &str, text: &str) -> bool {
    matches(&pieces(pattern), text)
}

/// Whether a text that newman sent is a pattern.
pub(super) fn is_pattern(text: &str) -> bool {
    pieces(text)
        .iter()
        .any(|piece| !matches!(piece, Piece::Text(_)))
}

fn pieces(pattern: &str) -> Vec<Piece<'_>> {
    /// The opening and closing marks of what is not literal, in the encodings that it goes through.
    const MARKS: [(&str, &str); 3] = [("dynZ", "Z"), ("<", ">"), ("%3C", "%3E")];
    let mut pieces = Vec::new();
    let mut rest = pattern;
    let mut from = 0;
    while from < rest.len() {
        let next = MARKS
            .iter()
            .filter_map(|(open, close)| Some((from + rest[from..].find(open)?, *open, *close)))
            .min();
        let Some((start, open, close)) = next else {
            break;
        };
        let inner = &rest[start + open.len()..];
        let end = inner.find(close).map(|end| &inner[..end]);
        let piece = end.and_then(|word| match open {
            "dynZ" => Some(Piece::Dynamic(word)),
            _ => is_type_name(word).then_some(Piece::Placeholder(word)),
        });
        let Some(piece) = piece else {
            from = start + open.len();
            continue;
        };
        let length = end.map_or(0, str::len);
        pieces.extend((start > 0).then(|| Piece::Text(&rest[..start])));
        pieces.push(piece);
        rest = &inner[length + close.len()..];
        from = 0;
    }
    pieces.extend((!rest.is_empty()).then_some(Piece::Text(rest)));
    pieces
}

/// The words that Postman's converter writes for values.
fn is_type_name(word: &str) -> bool {
    matches!(
        word,
        "string"
            | "integer"
            | "number"
            | "long"
            | "double"
            | "float"
            | "boolean"
            | "date"
            | "dateTime"
            | "uuid"
    )
}

/// Whether a text is made of pieces. Each variable piece takes as little as it can.
fn matches(pieces: &[Piece<'_>], text: &str) -> bool {
    match pieces {
        [] => text.is_empty(),
        [Piece::Text(literal), rest @ ..] => text
            .strip_prefix(literal)
            .is_some_and(|text| matches(rest, text)),
        [piece, rest @ ..] => {
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            ends.filter(|end| is_form(piece, &text[..*end])).any(|end| {
                // A longer value is tried only if the literal after it fits.
                match rest.first() {
                    Some(Piece::Text(literal)) if !text[end..].starts_with(literal) => false,
                    _ => matches(rest, &text[end..]),
                }
            })
        }
    }
}

fn is_form(piece: &Piece<'_>, text: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match piece {
        Piece::Text(_) => false,
        Piece::Dynamic("guid" | "randomUUID") => is_uuid(text),
        Piece::Dynamic("timestamp") => text.len() == 10 && is_digits(text),
        Piece::Dynamic("randomInt") => text.len() <= 4 && is_digits(text),
        Piece::Dynamic("isoTimestamp") => text.replace("%3A", ":").len() == 24,
        Piece::Placeholder("integer" | "long" | "number" | "double" | "float") => {
            text.parse::<f64>().is_ok()
        }
        Piece::Placeholder("boolean") => matches!(text, "true" | "false"),
        Piece::Dynamic(_) | Piece::Placeholder(_) => !text.is_empty(),
    }
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let is_hex = |text: &&str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12]) && groups.iter().all(is_hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dynamic_values_are_compared_by_their_form() {
        let id = "0f0e0d0c-0000-4000-8000-000000000000";
        assert!(fits(
            "/a/dynZguidZ?t=dynZtimestampZ",
            &format!("/a/{id}?t=1700000000")
        ));
        assert!(!fits("/a/dynZguidZ", "/a/7"));
        assert!(!fits("/a/dynZguidZ", &format!("/b/{id}")));
    }

    #[test]
    fn a_placeholder_can_be_itself_or_a_value_of_its_type() {
        assert!(fits("?a=%3Cinteger%3E&b=1", "?a=7&b=1"));
        assert!(!fits("?a=%3Cinteger%3E&b=1", "?a=x&b=1"));
        assert!(fits("<a><b>", "<a><b>") && !is_pattern("<a><b>"));
    }
}

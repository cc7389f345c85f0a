//! Where marks occur in a text, and bounded parts of it.

/// Where a mark occurs that few texts contain. `contains` passes over the others much faster than a search does.
pub(super) fn positions<'t>(text: &'t str, mark: &'static str) -> impl Iterator<Item = usize> + 't {
    let found = text.contains(mark).then(|| text.match_indices(mark));
    found.into_iter().flatten().map(|(at, _)| at)
}

/// At most this many bytes from the start of a text.
pub(super) fn prefix(text: &str, length: usize) -> &str {
    let mut length = length.min(text.len());
    while !text.is_char_boundary(length) {
        length -= 1;
    }
    &text[..length]
}

/// At most this many bytes from the end of a text.
pub(super) fn suffix(text: &str, length: usize) -> &str {
    let mut start = text.len().saturating_sub(length);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// The first word of a text, up to a space or quote.
pub(super) fn word(text: &str) -> &str {
    let end = text.find(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | ',' | ';' | ')' | '\\')
    });
    text[..end.unwrap_or(text.len())].trim_end_matches(['.', ':'])
}

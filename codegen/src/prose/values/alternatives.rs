//! Values that no words announce: "`open` or `shut`", "The state (open or shut)", "triggered by: `a`, `b`".

use super::series::{Series, series};
use super::text::begins_with;
use super::{List, Trust, mark, traps};

/// The bytes that are read in total, if a list is looked for at each start up to the end of the text.
const WORK: usize = 2 << 20;

/// Lists that fill a sentence, the part after its colon, or a bracket at its end.
pub(super) fn find(text: &str) -> impl Iterator<Item = List> {
    let lists: Vec<List> = starts(text).filter_map(|at| list(text, at)).collect();
    lists.into_iter()
}

/// Where a list can begin: the first places only in a long text with very many clauses.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let most = WORK / text.len().max(1);
    let marked = mark::starts(text).filter(|&at| begins_clause(&text[..at]));
    marked.take(most).chain(clause_starts(text).take(most))
}

fn list(text: &str, at: usize) -> Option<List> {
    let before = &text[..at];
    let found = series(&text[at..])?;
    let fills = ends_clause(found.rest);
    let is_other =
        traps::are_examples(before) || traps::are_parts(before) || traps::are_others(found.rest);
    // Two words that could be anything need the example to tell.
    let trust = if found.is_marked && found.is_choice {
        Trust::Stated
    } else {
        Trust::Shown
    };
    // "Otherwise, false" is not a list.
    let is_plausible =
        found.is_marked || (are_names(&found) && (found.is_choice || found.values.len() > 2));
    (fills && !is_other && is_plausible).then(|| List {
        at: at..text.len() - found.rest.len(),
        values: found.values,
        trust,
        are_called_values: false,
        cut: None,
    })
}

/// Numbers without any words are dates, ranges and versions.
fn are_names(series: &Series<'_>) -> bool {
    series
        .values
        .iter()
        .all(|(value, _)| value.starts_with(char::is_alphabetic))
}

fn begins_clause(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '[', '(']);
    before.is_empty() || before.ends_with(['.', ':', ';', '\n']) || before.ends_with(" - ")
}

fn ends_clause(rest: &str) -> bool {
    let rest = rest
        .trim_start_matches([')', ']', '"', '\''])
        .trim_start_matches(' ');
    rest.is_empty()
        || rest.starts_with(['.', ';', '\n'])
        || begins_with(rest.trim_start_matches([',', ' ', '(']), "default")
}

/// Where sentences begin, what follows a colon, and brackets.
fn clause_starts(text: &str) -> impl Iterator<Item = usize> {
    let inner = text
        .match_indices(['.', ':', ';', '\n', '('])
        .map(|(at, _)| at);
    let begins = inner.map(|at| {
        let from = if text[at..].starts_with('(') {
            at
        } else {
            at + 1
        };
        text.len() - text[from..].trim_start_matches(' ').len()
    });
    std::iter::once(0).chain(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_of_very_many_clauses_is_not_read_from_each_of_them() {
        for clause in [".", "x;", "`x`;"] {
            let text = clause.repeat(8_000 / clause.len());
            assert!(starts(&text).count() * text.len() <= 2 * WORK, "{clause}");
        }
        let text = "One. Two: `a`, `b`";
        assert_eq!(starts(text).collect::<Vec<_>>(), [10, 0, 5, 10]);
    }
}

//! How the path of a request matches that of a saved one.

use std::fmt;

use super::super::SavedRequest;
use super::Difference;
use super::wildcard::{self, Captured, Case, first_variable};
use crate::encoding::decode;

/// How precisely a path matches. Each step allows what the steps before it allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum PathMatch {
    /// Exactly, apart from wildcards.
    Exact,
    /// Except for a final slash.
    FinalSlash,
    /// Except for upper and lower case.
    Case,
    /// Except for ids, values of path variables, and placeholders such as `<string>`.
    Ids,
}

impl PathMatch {
    pub(super) fn points(self) -> u32 {
        match self {
            Self::Exact => 100,
            Self::FinalSlash => 90,
            Self::Case => 80,
            Self::Ids => 70,
        }
    }
}

impl fmt::Display for PathMatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Exact => "same path",
            Self::FinalSlash => "same path but for the final slash",
            Self::Case => "same path but for upper and lower case",
            Self::Ids => "same path but for ids",
        })
    }
}

/// A path that matches.
#[derive(Debug, Clone, Copy)]
pub(super) struct Matched {
    pub(super) how: PathMatch,
    /// How many segments matched only by a wildcard.
    pub(super) wildcards: u32,
}

/// Compares a path with that of a saved request, and with that after the path of its server.
pub(super) fn compare(
    saved: &SavedRequest,
    path: &str,
    captured: &mut Captured,
) -> Result<Matched, Difference> {
    let alone = compare_one(saved, &saved.path, path, captured);
    if alone.is_ok() || saved.base_path.is_empty() {
        return alone;
    }
    let whole = format!("{}{}", saved.base_path, saved.path);
    compare_one(saved, &whole, path, captured).or(alone)
}

fn compare_one(
    saved: &SavedRequest,
    template: &str,
    path: &str,
    captured: &mut Captured,
) -> Result<Matched, Difference> {
    let ends_with_slash = |path: &str| path.len() > 1 && path.ends_with('/');
    let mut matched = Matched {
        how: PathMatch::Exact,
        wildcards: 0,
    };
    if ends_with_slash(template) != ends_with_slash(path) {
        matched.how = PathMatch::FinalSlash;
    }
    let expected = template.strip_suffix('/').unwrap_or(template).split('/');
    let found = path.strip_suffix('/').unwrap_or(path).split('/');
    let counts = (expected.clone().count(), found.clone().count());
    let mut own = Captured::default();
    let (mut same, mut difference) = (0, None);
    for (expected, found) in expected.zip(found) {
        match segment(saved, expected, &decode(found), &mut own) {
            Some((how, is_wildcard)) => {
                matched.how = matched.how.max(how);
                matched.wildcards += u32::from(is_wildcard);
                same += 1;
            }
            None => {
                difference.get_or_insert_with(|| (expected.to_owned(), found.to_owned()));
            }
        }
    }
    if difference.is_none() && counts.0 == counts.1 {
        captured.extend(own);
        return Ok(matched);
    }
    Err(Difference::Path {
        similarity: same * 100 / counts.0.max(counts.1).max(1),
        segment: difference,
    })
}

/// How a segment matches, and whether only by a wildcard.
fn segment(
    saved: &SavedRequest,
    template: &str,
    text: &str,
    captured: &mut Captured,
) -> Option<(PathMatch, bool)> {
    let Some(name) = template.strip_prefix(':').filter(|name| !name.is_empty()) else {
        return value(&decode(template), text, captured);
    };
    let mut variables = saved.variables.iter();
    let known = variables.find(|(known, _)| known == name);
    let known = known
        .map(|(_, value)| decode(value))
        .filter(|it| !it.is_empty());
    let matched = match &known {
        Some(known) => value(known, text, captured),
        None if template == text => Some((PathMatch::Exact, false)),
        None => None,
    };
    if matched.is_none() {
        captured.add(name, text);
        let how = if known.is_some() {
            PathMatch::Ids
        } else {
            PathMatch::Exact
        };
        return Some((how, true));
    }
    matched
}

fn value(template: &str, text: &str, captured: &mut Captured) -> Option<(PathMatch, bool)> {
    let is_wildcard = first_variable(template).is_some();
    if wildcard::matches(template, text, Case::Sensitive, captured) {
        Some((PathMatch::Exact, is_wildcard))
    } else if wildcard::matches(template, text, Case::Insensitive, captured) {
        Some((PathMatch::Case, is_wildcard))
    } else if is_id(template) && is_id(text) {
        Some((PathMatch::Ids, false))
    } else if is_placeholder(template) && !text.is_empty() {
        Some((PathMatch::Ids, true))
    } else {
        None
    }
}

/// Whether a segment is what a converter writes for a value, such as `<string>`.
fn is_placeholder(text: &str) -> bool {
    let name = text.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether a segment looks like an id: letters and digits, but not a version such as `v1`.
fn is_id(text: &str) -> bool {
    let is_version = text
        .strip_prefix(['v', 'V'])
        .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '.'));
    !is_version
        && text.contains(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

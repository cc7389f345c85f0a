//! Keys with an index.

use crate::lower::headers::integer_key;
use crate::variables::template;

/// More steps than this are not read.
const STEPS: usize = 16;

/// A key with an index, such as `lines[0][price]`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Key<'a> {
    /// What is before the first index: `lines`.
    pub name: &'a str,
    /// The length of the name with the first index.
    pub first_value: usize,
    /// The first index, and what follows.
    pub steps: Vec<Step<'a>>,
    /// Whether members follow a dot; [`None`] without members.
    pub is_dotted: Option<bool>,
}

/// A step from a list to a value in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// `[0]`
    Index(u32),
    /// `[price]` or `.price`
    Member(&'a str),
}

impl<'a> Key<'a> {
    /// Reads a key; [`None`] if it has no index, or another form.
    pub(super) fn of(key: &'a str) -> Option<Self> {
        // Such characters mean something in the text of a query.
        if key.contains(['%', '&', '#', '=']) || template::has_variable(key) {
            return None;
        }
        let mut brackets = key.match_indices('[');
        let start = brackets.find_map(|(at, _)| index(&key[at..]).map(|_| at))?;
        let name = &key[..start];
        let (mut steps, mut is_dotted, mut first_value) = (Vec::new(), None, 0);
        let mut rest = &key[start..];
        while !rest.is_empty() {
            if steps.len() == STEPS {
                return None;
            }
            let (step, after) = match index(rest) {
                Some((index, after)) => (Step::Index(index), after),
                None => {
                    let (member, after, is_dot) = member(rest)?;
                    if *is_dotted.get_or_insert(is_dot) != is_dot {
                        return None;
                    }
                    (Step::Member(member), after)
                }
            };
            if steps.is_empty() {
                first_value = key.len() - after.len();
            }
            steps.push(step);
            rest = after;
        }
        (!name.is_empty()).then_some(Self {
            name,
            first_value,
            steps,
            is_dotted,
        })
    }
}

/// An index at the front of a text, and what follows it.
fn index(text: &str) -> Option<(u32, &str)> {
    let rest = text.strip_prefix('[')?;
    // Not further, so that a key of many brackets is not read from each of them to its end.
    let (digits, after) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit())?);
    Some((integer_key(digits)?, after.strip_prefix(']')?))
}

/// A member at the front of a text, what follows it, and whether a dot is before it.
fn member(text: &str) -> Option<(&str, &str, bool)> {
    if let Some(rest) = text.strip_prefix('.') {
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        return (!name.is_empty()).then_some((name, after, true));
    }
    let (name, after) = text.strip_prefix('[')?.split_once(']')?;
    (!name.is_empty() && !name.contains('[')).then_some((name, after, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_name_with_an_index_and_members() {
        let key = Key::of("order[lines][0][taxes][1][rate]").unwrap();
        assert_eq!((key.name, key.first_value), ("order[lines]", 15));
        assert_eq!(key.is_dotted, Some(false));
        assert_eq!(
            key.steps,
            [
                Step::Index(0),
                Step::Member("taxes"),
                Step::Index(1),
                Step::Member("rate")
            ]
        );
        let key = Key::of("Lines[0].Address.City").unwrap();
        assert_eq!((key.name, key.is_dotted), ("Lines", Some(true)));
        assert_eq!(
            key.steps[1..],
            [Step::Member("Address"), Step::Member("City")]
        );
        assert_eq!(Key::of("ids[12]").unwrap().steps, [Step::Index(12)]);
    }

    #[test]
    fn other_keys_have_no_index() {
        for key in [
            "ids",
            "ids[]",
            "ids[01]",
            "filter[name]",
            "[0][name]",
            "ids[0]x",
            "lines[0][]",
            "lines[0][a].b",
            "lines[{{n}}][0]",
            "ids[0]&x",
            "lines[0][a[b]",
            "lines[0].",
        ] {
            assert_eq!(Key::of(key), None, "{key}");
        }
        assert_eq!(Key::of(&format!("a{}", "[0]".repeat(17))), None);
    }
}

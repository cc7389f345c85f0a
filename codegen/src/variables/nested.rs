//! Variables in the values of variables: how deep they are, and how long the text gets.

use std::collections::{HashMap, HashSet};

use super::template::{self, Part};

/// How often values are looked into for further variables (docs/postman-semantics.md §2.1).
pub(super) const PASSES: usize = 19;

/// How many bytes a text may grow by when its variables are replaced.
pub const GROWTH: usize = 1 << 16;

/// The variables whose value is longer than [`GROWTH`] bytes after one of the [`PASSES`]. An empty value counts as well:
/// before it is empty, it can be long.
///
/// Takes time and memory proportional to the values, since each pass reads each value once.
pub(super) fn oversized<'a>(values: impl Iterator<Item = (&'a str, &'a str)>) -> HashSet<&'a str> {
    let values: Vec<(&str, Vec<Part<'_>>)> = values
        .map(|(name, text)| (name, template::parts(text)))
        .collect();
    let mut lengths: HashMap<&str, usize> = values
        .iter()
        .map(|(name, _)| (*name, reference(name)))
        .collect();
    let mut oversized = HashSet::new();
    for _ in 0..PASSES {
        let length = |part: &Part<'_>| match part {
            Part::Text(text) => text.len(),
            Part::Variable(name) => lengths.get(name).copied().unwrap_or(reference(name)),
        };
        let sum = |parts: &[Part<'_>]| parts.iter().map(length).fold(0, usize::saturating_add);
        lengths = values
            .iter()
            .map(|(name, parts)| (*name, sum(parts)))
            .collect();
        let long = lengths.iter().filter(|(_, length)| **length > GROWTH);
        oversized.extend(long.map(|(name, _)| *name));
    }
    oversized
}

/// How long a variable is that has not been replaced: `{{name}}`.
fn reference(name: &str) -> usize {
    name.len() + 4
}

/// The variables that still have variables in their value after all [`PASSES`]: they lead to themselves, to others that
/// do, or through too many others. Variables without a value end a chain.
pub(super) fn endless<'a>(values: impl Iterator<Item = (&'a str, &'a str)>) -> HashSet<&'a str> {
    let mut open: HashMap<&str, Vec<&str>> = values
        .map(|(name, text)| (name, template::variables(text).collect::<Vec<_>>()))
        .filter(|(_, inner)| !inner.is_empty())
        .collect();
    // The first pass replaces those without variables in their value, which are not in the map.
    for _ in 1..PASSES {
        let names: HashSet<&str> = open.keys().copied().collect();
        open.retain(|_, inner| inner.iter().any(|name| names.contains(name)));
        if open.len() == names.len() {
            break;
        }
    }
    open.into_keys().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut names: Vec<&str>) -> Vec<&str> {
        names.sort_unstable();
        names
    }

    fn endless_of<'a>(values: &[(&'a str, &'a str)]) -> Vec<&'a str> {
        sorted(endless(values.iter().copied()).into_iter().collect())
    }

    #[test]
    fn variables_that_lead_to_a_loop_are_endless() {
        let values = [
            ("a", "{{b}}"),
            ("b", "x{{b}}"),
            ("c", "{{d}}{{nothing}}"),
            ("d", "1"),
            ("e", "{{f}}"),
            ("f", "{{e}}"),
        ];
        assert_eq!(endless_of(&values), ["a", "b", "e", "f"]);
    }

    #[test]
    fn a_chain_of_as_many_variables_as_there_are_passes_ends() {
        let chain = |length: usize| -> Vec<(String, String)> {
            let text = |n: usize| match n + 1 {
                next if next < length => format!("{{{{v{next}}}}}"),
                _ => "end".to_owned(),
            };
            (0..length).map(|n| (format!("v{n}"), text(n))).collect()
        };
        let count = |length: usize| {
            let chain = chain(length);
            let pairs = chain
                .iter()
                .map(|(name, text)| (name.as_str(), text.as_str()));
            endless(pairs).len()
        };
        assert_eq!(count(PASSES), 0);
        assert_eq!(count(PASSES + 1), 1);
    }

    #[test]
    fn a_value_that_is_long_before_it_is_empty_is_oversized() {
        let values: Vec<(String, String)> = (0..7)
            .map(|n| match n {
                6 => ("v6".to_owned(), String::new()),
                _ => (format!("v{n}"), format!("{{{{v{}}}}}", n + 1).repeat(10)),
            })
            .collect();
        let pairs = values
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()));
        let oversized = sorted(oversized(pairs).into_iter().collect());
        assert_eq!(oversized, ["v0", "v1"]);
    }
}

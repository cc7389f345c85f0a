//! Patterns of names: `*` stands for any text, and `|` separates alternatives.

/// Whether `text` matches one of the alternatives in `pattern`. A pattern also matches itself.
pub(crate) fn is_match(pattern: &str, text: &str) -> bool {
    pattern == text
        || pattern
            .split('|')
            .any(|one| is_simple_match(one.trim(), text))
}

/// What a key selects among names: the name that it equals, or else all names that match it as a pattern.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Selector<'k> {
    key: &'k str,
    is_pattern: bool,
}

impl<'k> Selector<'k> {
    /// The selector of a key among all names.
    pub(crate) fn new<'n>(key: &'k str, mut names: impl Iterator<Item = &'n str>) -> Self {
        let is_pattern = key.contains(['*', '|']) && names.all(|name| name != key);
        Self { key, is_pattern }
    }

    /// Whether the key can select several names.
    pub(crate) fn is_pattern(self) -> bool {
        self.is_pattern
    }

    /// Whether it selects a name.
    pub(crate) fn selects(self, name: &str) -> bool {
        if self.is_pattern {
            is_match(self.key, name)
        } else {
            self.key == name
        }
    }
}

/// The names that a key selects, like a [`Selector`]. If the key is one of the names (`exact`), the time does not grow with
/// their number.
pub(crate) fn select<'n>(
    key: &str,
    exact: Option<&'n str>,
    names: impl Iterator<Item = &'n str>,
) -> Vec<&'n str> {
    let selector = Selector::new(key, exact.into_iter());
    if selector.is_pattern() {
        names.filter(|name| selector.selects(name)).collect()
    } else {
        exact.into_iter().collect()
    }
}

/// Whether `text` matches a pattern in which only `*` is special.
pub(crate) fn is_simple_match(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(mut text) = text.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        match text.split_once(part) {
            Some((_, after)) => text = after,
            None => return false,
        }
    }
    text.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, text) in [
            ("*", ""),
            ("a*", "a"),
            ("*_id", "user_id"),
            ("a*b*c", "a-b-b-c"),
            ("/users/*", "/users/:id/status"),
        ] {
            assert!(is_match(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("a*a", "a"), ("a*b*b", "ab"), ("*_id", "id"), ("", "a")] {
            assert!(!is_match(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn a_name_takes_precedence_over_a_pattern() {
        let select = |key: &'static str| {
            let names = ["a*", "ab", "ac"];
            let selector = Selector::new(key, names.into_iter());
            names.map(|name| selector.selects(name))
        };
        assert_eq!(select("a*"), [true, false, false]);
        assert_eq!(select("a?|ab|*c"), [false, true, true]);
        assert_eq!(select("ac"), [false, false, true]);
    }

    #[test]
    fn alternatives_are_separated_by_bars() {
        assert!(is_match("page | page_*", "page_size"));
        assert!(is_match("page|page_*", "page"));
        assert!(!is_match("page|page_*", "pages"));
        assert!(is_match("a|b", "a|b"));
    }
}

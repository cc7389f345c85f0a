//! The names that one scope holds.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::Ident;

/// The names in use among siblings: fields of a type, variants of an enum, types of a module.
///
/// Names that differ by case only count as equal, since some become file names.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    names: BTreeSet<String>,
    /// The first number that may be free, by the name that it would be appended to: with thousands of equal names,
    /// counting from 2 each time would take too long.
    numbers: BTreeMap<String, usize>,
}

impl Scope {
    /// A scope that holds nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A scope that holds these names already.
    #[must_use]
    pub fn holding<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            names: names.into_iter().map(key).collect(),
            numbers: BTreeMap::new(),
        }
    }

    /// The scope of an enum's variants: an open one has a variant `Other` for undocumented values.
    #[must_use]
    pub fn of_variants(closed: bool) -> Self {
        if closed {
            Self::new()
        } else {
            Self::holding(["Other"])
        }
    }

    /// Whether a name is in use.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.names.contains(&key(name))
    }

    /// Reserves a name. Returns false if it was in use already.
    pub fn reserve(&mut self, name: &str) -> bool {
        self.names.insert(key(name))
    }

    /// Makes a name free again.
    pub fn release(&mut self, name: &str) {
        self.names.remove(&key(name));
    }

    /// The name, or if it is in use, the name with the first free number from 2 appended.
    pub fn unique(&mut self, name: &Ident) -> Ident {
        self.unique_or(name, &[])
    }

    /// The name, or the first free one of `alternatives`, or the name with a number appended.
    pub fn unique_or(&mut self, name: &Ident, alternatives: &[Ident]) -> Ident {
        self.unique_where(name, alternatives, |_| true)
    }

    /// As [`unique_or`](Self::unique_or), where a name must also be free elsewhere.
    pub fn unique_where(
        &mut self,
        name: &Ident,
        alternatives: &[Ident],
        is_free_elsewhere: impl Fn(&str) -> bool,
    ) -> Ident {
        for candidate in std::iter::once(name).chain(alternatives) {
            if is_free_elsewhere(candidate.as_str()) && self.reserve(candidate.as_str()) {
                return candidate.clone();
            }
        }
        let mut first_free = self.numbers.get(name.as_str()).copied().unwrap_or(2);
        let mut number = first_free;
        loop {
            let candidate = numbered(name.as_str(), number);
            let is_free = !self.contains(&candidate);
            if is_free && is_free_elsewhere(&candidate) {
                self.reserve(&candidate);
                self.numbers.insert(name.to_string(), first_free);
                return Ident::new(candidate);
            }
            number += 1;
            if !is_free && first_free + 1 == number {
                first_free = number;
            }
        }
    }
}

/// `user` → `user_2`, `User` → `User2`, `Value1` → `Value1_2`, `type_` → `type_2`.
pub(super) fn numbered(name: &str, number: usize) -> String {
    let is_snake = !name.chars().any(|c| c.is_ascii_uppercase());
    let separator = if name.ends_with('_') {
        ""
    } else if is_snake || name.ends_with(|c: char| c.is_ascii_digit()) {
        "_"
    } else {
        ""
    };
    format!("{name}{separator}{number}")
}

fn key(name: &str) -> String {
    name.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_use_gets_the_next_number() {
        let mut scope = Scope::holding(["Other"]);
        assert_eq!(scope.unique(&Ident::new("Active")).as_str(), "Active");
        assert_eq!(scope.unique(&Ident::new("Active")).as_str(), "Active2");
        assert_eq!(scope.unique(&Ident::new("Other")).as_str(), "Other2");
        assert_eq!(scope.unique(&Ident::new("user_id")).as_str(), "user_id");
        assert_eq!(scope.unique(&Ident::new("user_id")).as_str(), "user_id_2");
        assert_eq!(scope.unique(&Ident::new("Value1")).as_str(), "Value1");
        assert_eq!(scope.unique(&Ident::new("Value1")).as_str(), "Value1_2");
    }

    #[test]
    fn a_name_that_is_in_use_elsewhere_is_passed_over() {
        let mut scope = Scope::holding(["user"]);
        let mut unique = |taken: &'static str| {
            let name = scope.unique_where(&Ident::new("User"), &[], |name| name != taken);
            name.to_string()
        };
        assert_eq!(unique("User2"), "User3");
        assert_eq!(unique(""), "User2");
        assert_eq!(unique(""), "User4");
    }

    #[test]
    fn an_alternative_comes_before_a_number() {
        let mut scope = Scope::holding(["id"]);
        let alternatives = [Ident::new("path_id")];
        assert_eq!(
            scope.unique_or(&Ident::new("id"), &alternatives).as_str(),
            "path_id"
        );
    }
}

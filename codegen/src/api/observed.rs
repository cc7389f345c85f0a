//! Values that examples show.

/// How many different values are kept; a field with more has no list of values.
const LIMIT: usize = 16;

/// How many bytes a value can have that is kept.
const LENGTH: usize = 64;

/// The different texts and numbers that examples show in one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Observed {
    /// Their text, in the order of the examples.
    values: Vec<String>,
    /// Whether there were others: too many, or too long.
    has_others: bool,
    /// Whether a converter wrote them next to placeholders, so that they are values which a schema lists.
    is_declared: bool,
}

impl Observed {
    /// No values yet; `is_declared` tells that a converter wrote them.
    #[must_use]
    pub fn new(is_declared: bool) -> Self {
        Self {
            is_declared,
            ..Self::default()
        }
    }

    /// Adds a value.
    pub fn add(&mut self, value: &str) {
        if self.holds(value) {
            return;
        }
        if self.values.len() == LIMIT || value.len() > LENGTH {
            self.has_others = true;
        } else {
            self.values.push(value.to_owned());
        }
    }

    /// Whether another value changes nothing.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.has_others && self.values.len() == LIMIT
    }

    /// Whether a value is kept already.
    #[must_use]
    pub fn holds(&self, value: &str) -> bool {
        self.values.iter().any(|known| known == value)
    }

    /// Adds the values of an equal field.
    pub fn merge(&mut self, other: &Self) {
        self.is_declared |= other.is_declared && !other.values.is_empty();
        self.has_others |= other.has_others;
        for value in &other.values {
            self.add(value);
        }
    }

    /// The values, in the order of the examples.
    #[must_use]
    pub fn values(&self) -> &[String] {
        &self.values
    }

    /// All values, if they were few and short.
    #[must_use]
    pub fn all(&self) -> Option<&[String]> {
        (!self.has_others).then_some(&self.values)
    }

    /// Whether a schema lists at least some of the values.
    #[must_use]
    pub fn is_declared(&self) -> bool {
        self.is_declared
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_count_once_and_too_many_are_no_list() {
        let mut observed = Observed::default();
        for value in ["b", "a", "b"] {
            observed.add(value);
        }
        assert_eq!(observed.all().unwrap(), ["b", "a"]);
        for value in 0..LIMIT {
            observed.add(&value.to_string());
        }
        assert_eq!(observed.all(), None);
        assert_eq!(observed.values().len(), LIMIT);
    }
}

//! Words of a POSIX shell, in which environment variables are expanded and nothing else.

use super::encoded;

/// A word of a command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Word(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    /// The name of an environment variable.
    Variable(String),
}

impl Word {
    pub(super) fn of(text: &str) -> Self {
        Self::default().text(text)
    }

    pub(super) fn variable(name: &str) -> Self {
        Self(vec![Part::Variable(name.to_owned())])
    }

    pub(super) fn text(mut self, text: &str) -> Self {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(Part::Text(last)) => last.push_str(text),
            _ => self.0.push(Part::Text(text.to_owned())),
        }
        self
    }

    pub(super) fn join(mut self, other: Self) -> Self {
        for part in other.0 {
            match part {
                Part::Text(text) => self = self.text(&text),
                variable @ Part::Variable(_) => self.0.push(variable),
            }
        }
        self
    }

    /// The word as a value in a URL.
    pub(super) fn encoded(self) -> Self {
        let parts = self.0.into_iter().map(|part| match part {
            Part::Text(text) => Part::Text(encoded(&text)),
            variable @ Part::Variable(_) => variable,
        });
        Self(parts.collect())
    }

    /// The environment variables in it.
    pub(super) fn variables(&self) -> impl Iterator<Item = String> {
        self.0.iter().filter_map(|part| match part {
            Part::Variable(name) => Some(name.clone()),
            Part::Text(_) => None,
        })
    }

    /// Whether it has text that a predicate accepts.
    pub(super) fn has(&self, is: impl Fn(&str) -> bool) -> bool {
        let mut parts = self.0.iter();
        parts.any(|part| matches!(part, Part::Text(text) if is(text)))
    }

    /// The word as a shell reads it.
    pub(super) fn quoted(&self) -> String {
        if let [Part::Text(text)] = self.0.as_slice() {
            return quoted(text);
        }
        if self.0.is_empty() {
            return "''".to_owned();
        }
        // In double quotes, these mean something.
        let is_special = |text: &str| text.contains(['"', '$', '`', '\\', '!']);
        let separate = self.has(is_special);
        let parts = self.0.iter().map(|part| match part {
            Part::Text(text) if separate => quoted(text),
            Part::Text(text) => text.clone(),
            Part::Variable(name) if separate => format!("\"${name}\""),
            Part::Variable(name) => format!("${{{name}}}"),
        });
        let all: String = parts.collect();
        if separate { all } else { format!("\"{all}\"") }
    }
}

fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-+=:,./@%".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_variables_are_expanded() {
        let word = Word::of("Bearer ").join(Word::variable("T"));
        assert_eq!(word.quoted(), "\"Bearer ${T}\"");
        let word = Word::of("it's $HOME ").join(Word::variable("T"));
        assert_eq!(word.quoted(), r#"'it'\''s $HOME '"$T""#);
        assert_eq!(Word::of("a b").quoted(), "'a b'");
        assert_eq!(Word::of("").quoted(), "''");
        assert_eq!(Word::of("a").quoted(), "a");
    }
}

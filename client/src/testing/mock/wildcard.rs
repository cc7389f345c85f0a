//! Texts in which `{{variables}}` are wildcards.

/// What wildcards matched, by the names of their variables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Captured(Vec<(String, String)>);

impl Captured {
    pub(super) fn add(&mut self, name: &str, text: &str) {
        self.0.push((name.to_owned(), text.to_owned()));
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut known = self.0.iter();
        let found = known.find(|(known, _)| known == name);
        found.map(|(_, text)| text.as_str())
    }

    pub(super) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

/// How letters are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Sensitive,
    Insensitive,
}

/// The first variable of a text: what is before it, its name, and what is after it.
pub(super) fn first_variable(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let end = from + text[from..].find("}}")?;
        if let Some(start) = text[from..end].rfind("{{") {
            let start = from + start;
            return Some((&text[..start], &text[start + 2..end], &text[end + 2..]));
        }
        from = end + 1;
    }
}

/// Whether a text matches a template. Each variable matches any text, also none: variables can have an empty value.
pub(super) fn matches(template: &str, text: &str, case: Case, captured: &mut Captured) -> bool {
    let folded = |text: &str| match case {
        Case::Sensitive => text.to_owned(),
        Case::Insensitive => text.to_ascii_lowercase(),
    };
    // Indexes are those of `text`, as lower case has the same length in ASCII.
    let compared = folded(text);
    let Some((before, name, mut rest)) = first_variable(template) else {
        return folded(template) == compared;
    };
    if !compared.starts_with(&folded(before)) {
        return false;
    }
    let (mut name, mut start) = (name, before.len());
    let mut found = Captured::default();
    while let Some((literal, next, after)) = first_variable(rest) {
        let Some(length) = compared[start..].find(&folded(literal)) else {
            return false;
        };
        let end = start + length;
        found.add(name, &text[start..end]);
        (name, start, rest) = (next, end + literal.len(), after);
    }
    let is_match = compared[start..].ends_with(&folded(rest));
    if is_match {
        found.add(name, &text[start..text.len() - rest.len()]);
        captured.extend(found);
    }
    is_match
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captured(template: &str, text: &str) -> Option<Vec<(String, String)>> {
        let mut captured = Captured::default();
        matches(template, text, Case::Sensitive, &mut captured).then_some(captured.0)
    }

    #[test]
    fn variables_match_any_text() {
        let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(captured("{{id}}", "é1"), Some(vec![pair("id", "é1")]));
        assert_eq!(
            captured("{{a}}-{{b}}.json", "x-y-z.json"),
            Some(vec![pair("a", "x"), pair("b", "y-z")])
        );
        assert_eq!(captured("a{{id}}a", "aa"), Some(vec![pair("id", "")]));
        for (template, text) in [("a{{id}}a", "a"), ("a{{b}}", "b"), ("{{a}}-{{b}}", "x")] {
            assert_eq!(captured(template, text), None, "{template} {text}");
        }
    }

    #[test]
    fn the_case_of_letters_can_be_ignored() {
        let mut captured = Captured::default();
        assert!(matches(
            "User-{{id}}",
            "user-ABC",
            Case::Insensitive,
            &mut captured
        ));
        assert_eq!(captured.get("id"), Some("ABC"));
    }
}

//! Texts that hold `{{variables}}` (docs/postman-semantics.md §2.1).

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Text of the collection.
    Text(&'a str),
    /// The name between two pairs of braces, verbatim.
    Variable(&'a str),
}

/// Takes a text to its parts; literal parts are never empty.
#[must_use]
pub fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((start, end)) = next(rest) {
        if start > 0 {
            parts.push(Part::Text(&rest[..start]));
        }
        parts.push(Part::Variable(&rest[start + 2..end - 2]));
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

/// The variable that a text consists of.
#[must_use]
pub fn only_variable(text: &str) -> Option<&str> {
    match parts(text).as_slice() {
        [Part::Variable(name)] => Some(name),
        _ => None,
    }
}

/// Whether a text holds a variable.
#[must_use]
pub fn has_variable(text: &str) -> bool {
    next(text).is_some()
}

/// Whether a text consists of variables, one at least.
#[must_use]
pub fn is_all_variables(text: &str) -> bool {
    let parts = parts(text);
    !parts.is_empty() && parts.iter().all(|part| matches!(part, Part::Variable(_)))
}

/// The names of the variables in a text, in order.
pub fn variables(text: &str) -> impl Iterator<Item = &str> {
    parts(text).into_iter().filter_map(|part| match part {
        Part::Variable(name) => Some(name),
        Part::Text(_) => None,
    })
}

/// Changes the literal parts of a text and leaves its variables.
#[must_use]
pub fn map_literals(text: &str, change: impl Fn(&str) -> String) -> String {
    parts(text)
        .into_iter()
        .map(|part| match part {
            Part::Text(literal) => change(literal),
            Part::Variable(name) => format!("{{{{{name}}}}}"),
        })
        .collect()
}

/// Start and end of the first variable with its braces: `\{\{([^{}]*?)}}`.
pub(super) fn next(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        // A search for one character starts faster than one for two.
        let start = from + text[from..].find('{')?;
        let Some(inner) = text[start + 1..].strip_prefix('{') else {
            from = start + 1;
            continue;
        };
        let length = inner.find(['{', '}'])?;
        if inner[length..].starts_with("}}") {
            return Some((start, start + 2 + length + 2));
        }
        from = start + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_stand_between_two_pairs_of_braces() {
        assert_eq!(
            parts("a{{b}}c"),
            [Part::Text("a"), Part::Variable("b"), Part::Text("c")]
        );
        assert_eq!(
            parts("{{{a}}}"),
            [Part::Text("{"), Part::Variable("a"), Part::Text("}")]
        );
        assert_eq!(
            parts("{{x{{n}}}}"),
            [Part::Text("{{x"), Part::Variable("n"), Part::Text("}}")]
        );
        assert_eq!(parts("{{a}"), [Part::Text("{{a}")]);
        assert_eq!(only_variable("{{ a b }}"), Some(" a b "));
        assert!(
            is_all_variables("{{a}}{{b}}") && !is_all_variables("v{{a}}") && !is_all_variables("")
        );
    }
}

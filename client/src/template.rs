//! Substitution of `{{variables}}`, as in Postman (docs/postman-semantics.md §2.1).

use std::borrow::Cow;

use crate::error::BuildError;

/// The maximum number of passes over a text. There are several, since values can contain variables.
const PASSES: usize = 19;

/// Returns the value of a variable.
pub(crate) type Variable<'f, 'v> = &'f dyn Fn(&str) -> Option<Cow<'v, str>>;

/// Replaces all variables in a text, and the variables in their values.
///
/// # Errors
///
/// If a variable has no value, or refers to itself.
pub(crate) fn substitute<'t, 'v: 't>(
    text: &'t str,
    variable: Variable<'_, 'v>,
) -> Result<Cow<'t, str>, BuildError> {
    let mut text = Cow::Borrowed(text);
    for _ in 0..PASSES {
        let Some(first) = innermost(&text) else {
            return Ok(text);
        };
        // Most servers are one variable, whose value is not copied.
        text = if first == (0, text.len()) {
            value_of(&text[2..first.1 - 2], variable)?
        } else {
            Cow::Owned(replaced(&text, first, variable)?)
        };
    }
    match innermost(&text) {
        None => Ok(text),
        Some((start, end)) => Err(BuildError::unresolved(&text[start + 2..end - 2])),
    }
}

/// Replaces the variables of a text once. `first` is the start and end of the first one.
fn replaced(
    text: &str,
    first: (usize, usize),
    variable: Variable<'_, '_>,
) -> Result<String, BuildError> {
    let mut replaced = String::with_capacity(text.len());
    let (mut from, mut next) = (0, Some(first));
    while let Some((start, end)) = next {
        replaced.push_str(&text[from..start]);
        replaced.push_str(&value_of(&text[start + 2..end - 2], variable)?);
        from = end;
        next = innermost(&text[from..]).map(|(start, end)| (from + start, from + end));
    }
    replaced.push_str(&text[from..]);
    Ok(replaced)
}

fn value_of<'v>(name: &str, variable: Variable<'_, 'v>) -> Result<Cow<'v, str>, BuildError> {
    variable(name).ok_or_else(|| BuildError::unresolved(name))
}

/// The start and end of the first `{{name}}` without braces in its name.
fn innermost(text: &str) -> Option<(usize, usize)> {
    // Most values contain none.
    if !text.contains('}') {
        return None;
    }
    let bytes = text.as_bytes();
    // Where a name would start; a single brace shows that there is none.
    let mut name = None;
    let mut previous = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'{' => name = (previous == b'{').then_some(at + 1),
            b'}' => match name {
                Some(name) if bytes.get(at + 1) == Some(&b'}') => return Some((name - 2, at + 2)),
                _ => name = None,
            },
            _ => {}
        }
        previous = byte;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn substitute_with(text: &str, values: &[(&str, &str)]) -> Result<String, BuildError> {
        let value = |name: &str| {
            let mut values = values.iter();
            let (_, value) = values.find(|(key, _)| *key == name)?;
            Some(Cow::Borrowed(*value))
        };
        substitute(text, &value).map(Cow::into_owned)
    }

    #[test]
    fn values_and_names_can_contain_variables() {
        let values = [
            ("url", "{{scheme}}://h"),
            ("scheme", "https"),
            ("n", "1"),
            ("x1", "v"),
            ("a", "1"),
        ];
        assert_eq!(
            substitute_with("{{url}}/{{x{{n}}}}", &values).as_deref(),
            Ok("https://h/v")
        );
        assert_eq!(substitute_with("{{{a}}}", &values).as_deref(), Ok("{1}"));
        assert_eq!(
            substitute_with("a}}b{{c", &values).as_deref(),
            Ok("a}}b{{c")
        );
    }

    #[test]
    fn a_variable_without_a_value_is_named_in_the_error() {
        let error = substitute_with("https://{{host}}", &[]).expect_err("no value");
        assert_eq!(error.unresolved_variable(), Some("host"));
        let error = substitute_with("{{a}}", &[("a", "z{{a}}")]).expect_err("no end");
        assert_eq!(error.unresolved_variable(), Some("a"));
    }
}

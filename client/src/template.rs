//! Substitution of `{{variables}}`, as in Postman (docs/postman-semantics.md §2.1).

use crate::error::BuildError;

/// The maximum number of passes over a text. There are several, since values can contain variables.
const PASSES: usize = 19;

/// Replaces all variables in a text, and the variables in their values.
///
/// # Errors
///
/// If a variable has no value, or refers to itself.
pub(crate) fn substitute(
    text: &str,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Result<String, BuildError> {
    let mut text = text.to_owned();
    for _ in 0..PASSES {
        let Some((start, end)) = innermost(&text) else {
            return Ok(text);
        };
        let mut replaced = String::with_capacity(text.len());
        let (mut from, mut next) = (0, Some((start, end)));
        while let Some((start, end)) = next {
            let name = &text[start + 2..end - 2];
            let value = variable(name).ok_or_else(|| BuildError::unresolved(name))?;
            replaced.push_str(&text[from..start]);
            replaced.push_str(&value);
            from = end;
            next = innermost(&text[from..]).map(|(start, end)| (from + start, from + end));
        }
        replaced.push_str(&text[from..]);
        text = replaced;
    }
    match innermost(&text) {
        None => Ok(text),
        Some((start, end)) => Err(BuildError::unresolved(&text[start + 2..end - 2])),
    }
}

/// The start and end of the first `{{name}}` without braces in its name.
fn innermost(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(end) = text[from..].find("}}").map(|at| from + at) {
        let open = text[..end].rfind("{{");
        match open {
            Some(start) if !text[start + 2..end].contains(['{', '}']) => {
                return Some((start, end + 2));
            }
            _ => from = end + 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn substitute_with(text: &str, values: &[(&str, &str)]) -> Result<String, BuildError> {
        substitute(text, &|name| {
            values
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        })
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

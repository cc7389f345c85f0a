//! The names of variables in what is shown to people.

use std::borrow::Cow;

/// The name of a variable of Postman; `{{}}` if it has none.
#[must_use]
pub fn shown_variable(name: &str) -> Cow<'_, str> {
    if name.trim().is_empty() {
        Cow::Owned(format!("{{{{{name}}}}}"))
    } else {
        Cow::Borrowed(name)
    }
}

/// The environment variable for something of an API, such as `SHOP_BASE_URL`.
#[must_use]
pub fn environment_variable(api: &str, name: &str) -> String {
    let allowed = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let is_blank = !name.contains(|c: char| c.is_ascii_alphanumeric());
    let name = if is_blank { "value" } else { name };
    let name: String = format!("{api}_{name}").chars().map(allowed).collect();
    name.to_ascii_uppercase()
}

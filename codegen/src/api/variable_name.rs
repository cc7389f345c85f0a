//! The environment variables of programs and commands that are shown to people.

/// The environment variable for something of an API, such as `SHOP_BASE_URL`.
#[must_use]
pub fn environment_variable(api: &str, name: &str) -> String {
    let allowed = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let is_blank = !name.contains(|c: char| c.is_ascii_alphanumeric());
    let name = if is_blank { "value" } else { name };
    let name: String = format!("{api}_{name}").chars().map(allowed).collect();
    name.to_ascii_uppercase()
}

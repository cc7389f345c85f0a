//! The environment variables of programs and commands that are shown to people.

/// The environment variable for something of an API, such as `SHOP_BASE_URL`.
#[must_use]
pub fn environment_variable(api: &str, name: &str) -> String {
    let allowed = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let name: String = format!("{api}_{name}").chars().map(allowed).collect();
    name.to_ascii_uppercase()
}

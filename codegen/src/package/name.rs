//! The name of a package.

use crate::api::Api;

/// The given name, else that of the API, as Cargo accepts it.
pub(super) fn of_package(given: Option<&str>, apis: &[Api]) -> String {
    match (given, apis) {
        (Some(name), _) => valid(name),
        (None, [api]) => valid(api.module.as_str()),
        (None, _) => "clients".to_owned(),
    }
}

/// A name that Cargo accepts for a package, and that no dependency has.
fn valid(text: &str) -> String {
    let mut name = String::new();
    for c in text.trim().chars() {
        let is_fine = c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        match (is_fine, name.ends_with('-')) {
            (true, _) => name.push(c.to_ascii_lowercase()),
            (false, true) => {}
            (false, false) => name.push('-'),
        }
    }
    let name = name.trim_matches(['-', '_']);
    let begins_well = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_taken = matches!(name, "client" | "test" | "std" | "core" | "alloc")
        || name == super::CLIENT_PACKAGE
        || syn::parse_str::<syn::Ident>(&name.replace('-', "_")).is_err();
    match (begins_well, is_taken) {
        (true, false) => name.to_owned(),
        _ if name.is_empty() => "api-client".to_owned(),
        (true, true) => format!("{name}-api"),
        (false, _) => format!("api-{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::valid;

    #[test]
    fn package_names_are_what_cargo_accepts() {
        assert_eq!(valid("My API (v2)"), "my-api-v2");
        assert_eq!(valid("zoom_us"), "zoom_us");
        assert_eq!(valid("3scale"), "api-3scale");
        assert_eq!(valid("🚀"), "api-client");
        assert_eq!(valid("client"), "client-api");
        assert_eq!(valid("codegen-client"), "codegen-client-api");
        assert_eq!(valid("async"), "async-api");
        assert_eq!(valid("../../evil\"\n[x]"), "evil-x");
    }
}

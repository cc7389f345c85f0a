//! Types of other crates: which of them `client` reads and writes, and which crates a type needs.

/// A crate that `client` has a feature for, of the same name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct KnownCrate {
    /// Its name.
    pub name: &'static str,
    /// Its dependency, as `Cargo.toml` has it.
    pub dependency: &'static str,
    /// Its types that `client` reads and writes.
    types: &'static [&'static str],
}

/// The crates that `client` has a feature for.
pub(crate) const KNOWN: [KnownCrate; 4] = [
    KnownCrate {
        name: "chrono",
        dependency: "{ version = \"0.4\", default-features = false, features = [\"std\"] }",
        types: &[
            "chrono::DateTime<chrono::Utc>",
            "chrono::DateTime<chrono::FixedOffset>",
            "chrono::NaiveDate",
        ],
    },
    KnownCrate {
        name: "jiff",
        dependency: "\"1\"",
        types: &["jiff::Timestamp", "jiff::civil::Date"],
    },
    KnownCrate {
        name: "time",
        dependency: "\"0.3\"",
        types: &["time::OffsetDateTime", "time::Date"],
    },
    KnownCrate {
        name: "uuid",
        dependency: "\"1\"",
        types: &["uuid::Uuid"],
    },
];

/// The dependency for a crate that is not [`KNOWN`].
const OTHERS: &[(&str, &str)] = &[("schemars", "\"1\""), ("semver", "\"1\""), ("url", "\"2\"")];

/// The message and help for a type of a known crate that `client` does not read and write.
pub(crate) fn problem(path: &str) -> Option<(String, String)> {
    let own = path.trim_start_matches("::");
    if ["std::", "core::", "alloc::"]
        .iter()
        .any(|root| own.starts_with(root))
    {
        return Some((
            format!("`client` cannot read and write `{path}`"),
            format!("if it implements `FromStr` and `Display`, use `client::json::Text<{path}>`"),
        ));
    }
    let known = KNOWN
        .iter()
        .find(|known| own.starts_with(&format!("{}::", known.name)))?;
    if known.types.contains(&own) {
        return None;
    }
    let ways: Vec<String> = known.types.iter().map(|ty| format!("`{ty}`")).collect();
    Some((
        format!("`client` cannot read and write `{path}`"),
        format!(
            "use {}, or `client::json::Text<{path}>` if it implements `FromStr` and `Display`",
            ways.join(", ")
        ),
    ))
}

/// The crates that a path of a type or derive names.
pub(crate) fn crates(path: &str) -> impl Iterator<Item = &str> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
    let paths = path.split(move |c| !is_word(c));
    let paths = paths.map(|path| path.trim_start_matches("::"));
    let names = paths.filter_map(|path| path.split_once("::").map(|(name, _)| name));
    names.filter(|name| {
        !matches!(
            *name,
            "client" | "crate" | "self" | "super" | "std" | "core" | "alloc"
        )
    })
}

/// The dependency for a crate, as `Cargo.toml` has it.
pub(crate) fn dependency(name: &str) -> &'static str {
    let known = KNOWN.iter().map(|known| (known.name, known.dependency));
    let mut all = known.chain(OTHERS.iter().copied());
    all.find(|(known, _)| *known == name)
        .map_or("\"*\"", |(_, dependency)| dependency)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_each_crate_in_it() {
        let named = |path| crates(path).collect::<Vec<_>>();
        assert_eq!(named("chrono::DateTime<chrono::Utc>"), ["chrono", "chrono"]);
        assert_eq!(named("client::json::Text<::semver::Version>"), ["semver"]);
        assert_eq!(named("crate::Money"), Vec::<&str>::new());
    }

    #[test]
    fn a_type_that_the_client_does_not_know_leads_to_those_it_knows() {
        assert_eq!(problem("uuid::Uuid"), None);
        assert_eq!(problem("crate::Money"), None);
        let (message, help) = problem("jiff::Zoned").unwrap();
        assert_eq!(message, "`client` cannot read and write `jiff::Zoned`");
        assert_eq!(
            help,
            "use `jiff::Timestamp`, `jiff::civil::Date`, or `client::json::Text<jiff::Zoned>` if it implements \
             `FromStr` and `Display`"
        );
    }
}

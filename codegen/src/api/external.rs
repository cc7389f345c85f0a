//! Types of other crates: the ones that `client` can read and write, and the crates that a type needs.

/// A crate that `client` has a feature for, of the same name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct KnownCrate {
    /// Its name.
    pub name: &'static str,
    /// Its types that `client` reads and writes.
    types: &'static [&'static str],
}

/// The crates that `client` has a feature for.
pub(crate) const KNOWN: [KnownCrate; 4] = [
    KnownCrate {
        name: "chrono",
        types: &[
            "chrono::DateTime<chrono::Utc>",
            "chrono::DateTime<chrono::FixedOffset>",
            "chrono::NaiveDate",
        ],
    },
    KnownCrate {
        name: "jiff",
        types: &["jiff::Timestamp", "jiff::civil::Date"],
    },
    KnownCrate {
        name: "time",
        types: &["time::OffsetDateTime", "time::Date"],
    },
    KnownCrate {
        name: "uuid",
        types: &["uuid::Uuid"],
    },
];

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

/// The longest type that is read, in bytes.
const LENGTH: usize = 512;

/// The most marks in a type that is read. Each can begin something inside of something else, such as `<` and `&`.
const MARKS: usize = 32;

/// Whether a text is short and flat enough to be read as a type. The parser calls itself for each type in another one.
pub(crate) fn is_small(text: &str) -> bool {
    let ends_none = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':' | ',' | ' ' | '>'));
    text.len() <= LENGTH && text.matches(ends_none).count() <= MARKS
}

/// Whether a text is a path, which can have types as arguments.
pub(crate) fn is_path(text: &str) -> bool {
    is_small(text) && syn::parse_str::<syn::Path>(text).is_ok()
}

/// Whether a text is a path that means the same in every module.
pub(crate) fn is_absolute_path(text: &str) -> bool {
    if !is_small(text) {
        return false;
    }
    let Ok(path) = syn::parse_str::<syn::Path>(text) else {
        return false;
    };
    let is_plain = path
        .segments
        .iter()
        .all(|segment| segment.arguments.is_none());
    let first = path.segments.first().map(|first| first.ident.to_string());
    let is_relative = matches!(first.as_deref(), Some("self" | "super" | "Self"));
    is_plain && !is_relative && text != "crate"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absolute_path_is_the_same_in_every_module() {
        for path in ["client", "my_client", "crate::api::runtime", "::client"] {
            assert!(is_absolute_path(path), "{path}");
        }
        for path in [
            "",
            "my-client",
            "super::client",
            "self::client",
            "crate",
            "a::<b>",
            "a; b",
        ] {
            assert!(!is_absolute_path(path), "{path}");
        }
    }

    #[test]
    fn a_type_in_very_many_types_is_not_read() {
        for (start, end) in [
            ("b<", ">"),
            ("b<(", ",)>"),
            ("b<&", ">"),
            ("b<[", "]>"),
            ("b<{!", "}>"),
        ] {
            let nested = |depth| format!("a::{}u8{}", start.repeat(depth), end.repeat(depth));
            assert!(!is_path(&nested(100_000)), "{start}");
            assert!(!is_absolute_path(&nested(100_000)), "{start}");
        }
        assert!(is_path("a::B<Vec<(a::B, &'static [u8])>, 4>"));
    }

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

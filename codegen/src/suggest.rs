//! The nearest of the known names, for help with a misspelled one.

/// The name among `known` that is most similar to `given`, if any is similar at all.
pub(crate) fn nearest<'a>(
    given: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let wanted = given.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&wanted, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// A help line that suggests the nearest name, or lists all if there are few.
pub(crate) fn help<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(name) = nearest(given, known.iter().copied()) {
        return Some(format!("did you mean `{name}`?"));
    }
    if known.is_empty() || known.len() > 12 {
        return None;
    }
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let one_of = if names.len() > 1 { "one of " } else { "" };
    Some(format!("expected {one_of}{}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelled_name_suggests_the_nearest() {
        assert_eq!(nearest("base_url", ["name", "base-url"]), Some("base-url"));
        assert_eq!(nearest("xyz", ["name", "base-url"]), None);
    }

    #[test]
    fn help_names_all_of_a_few() {
        assert_eq!(
            help("xyz", ["name", "base-url"]).as_deref(),
            Some("expected one of `name`, `base-url`")
        );
        assert_eq!(help("x", []), None);
    }
}

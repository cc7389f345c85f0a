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

/// How many names are listed if none is similar enough to be meant.
#[cfg(feature = "cli")]
const CLOSEST: usize = 3;

/// The end of a message about a name that nothing has: the name that is probably meant, or else the closest ones. Each entry of
/// `known` is the names of one thing, with the one to show first.
#[cfg(feature = "cli")]
pub(crate) fn closest(given: &str, known: &[Vec<String>]) -> String {
    if let Some(name) = nearest(given, known.iter().flatten().map(String::as_str)) {
        return format!("; did you mean `{name}`?");
    }
    let wanted = given.to_lowercase();
    let similarity = |name: &String| {
        let name = name.to_lowercase();
        let words = name.split(|c: char| !c.is_alphanumeric());
        let words = words.map(|word| strsim::jaro_winkler(&wanted, word));
        words.fold(0.0, f64::max)
    };
    let ranked = known.iter().filter_map(|names| {
        let best = names.iter().map(similarity).fold(0.0, f64::max);
        Some((best, names.first()?))
    });
    let mut ranked: Vec<(f64, &String)> = ranked.collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    ranked.dedup_by(|a, b| a.1 == b.1);
    let names = ranked.iter().take(CLOSEST);
    let names: Vec<String> = names.map(|(_, name)| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => format!("; the only one is {only}"),
        names => format!("; the closest are {}", names.join(", ")),
    }
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

    #[cfg(feature = "cli")]
    #[test]
    fn the_closest_names_are_listed_if_none_is_similar() {
        let known = [
            "Users/List users",
            "Users/Change the status",
            "Ping",
            "Ping",
        ];
        let known = known.map(|name| vec![name.to_owned()]);
        assert_eq!(closest("Pin", &known), "; did you mean `Ping`?");
        assert_eq!(
            closest("statuses", &known),
            "; the closest are `Users/Change the status`, `Users/List users`, `Ping`"
        );
        assert_eq!(closest("x", &known[2..3]), "; the only one is `Ping`");
        assert_eq!(closest("x", &[]), "");
    }
}

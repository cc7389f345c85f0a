//! Nouns in names: keys that say nothing, and one of many, as `address` of `addresses`.

use crate::names;
use crate::shape::Shape;

/// Keys that say only that there is something inside.
const GENERIC: &[&str] = &[
    "attributes",
    "body",
    "content",
    "contents",
    "data",
    "datum",
    "element",
    "elements",
    "entities",
    "entries",
    "entry",
    "item",
    "items",
    "list",
    "node",
    "nodes",
    "object",
    "objects",
    "output",
    "payload",
    "record",
    "records",
    "response",
    "result",
    "results",
    "row",
    "rows",
    "value",
    "values",
];

/// Whether a key says nothing about what it holds.
pub(super) fn is_generic(words: &[String]) -> bool {
    match words {
        [word] => GENERIC.contains(&word.as_str()),
        _ => words.is_empty(),
    }
}

/// Whether words name an error.
pub(super) fn names_error(words: &[String]) -> bool {
    let last = words.last().map(|word| singular_word(word));
    last.is_some_and(|last| {
        matches!(
            last.as_str(),
            "err" | "error" | "exception" | "failure" | "fault"
        )
    })
}

/// Whether an object only holds others under a key that says nothing: `{"data": {"id": 1}}`.
pub(crate) fn is_wrapper(shape: &Shape) -> bool {
    let Shape::Object(object) = shape else {
        return false;
    };
    object
        .fields
        .iter()
        .any(|field| is_generic(&names::words(&field.key)) && holds_object(&field.shape))
}

/// The plural of a thing, if it is the key of a list of objects: `{"users": [{"id": 1}]}` is not a user but a list of users.
pub(crate) fn many_in(shape: &Shape, one: &str) -> Option<String> {
    let Shape::Object(object) = shape else {
        return None;
    };
    let lists = object
        .fields
        .iter()
        .filter(|field| matches!(&field.shape, Shape::List(item) if holds_object(item)));
    let mut names = lists.map(|field| names::words(&field.key));
    let many = names.find(|words| {
        let singular = singular(words);
        singular != *words && singular.join(" ") == one
    })?;
    Some(many.join(" "))
}

fn holds_object(shape: &Shape) -> bool {
    match shape {
        Shape::List(inner) | Shape::Map(inner) | Shape::Nullable(inner) => holds_object(inner),
        Shape::Object(_) | Shape::Union(_) | Shape::Tagged(_) => true,
        Shape::Unknown | Shape::Any | Shape::Scalar(_) | Shape::Values(_) => false,
    }
}

/// The words of a name for one of many.
pub(crate) fn singular(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    if let Some(last) = words.last_mut() {
        *last = singular_word(last);
    }
    words
}

fn singular_word(word: &str) -> String {
    const IRREGULAR: &[(&str, &str)] = &[
        ("aliases", "alias"),
        ("analyses", "analysis"),
        ("buses", "bus"),
        ("calories", "calorie"),
        ("children", "child"),
        ("cookies", "cookie"),
        ("criteria", "criterion"),
        ("data", "data"),
        ("indices", "index"),
        ("matrices", "matrix"),
        ("media", "media"),
        ("men", "man"),
        ("movies", "movie"),
        ("news", "news"),
        ("people", "person"),
        ("series", "series"),
        ("species", "species"),
        ("vertices", "vertex"),
    ];
    if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return (*singular).to_owned();
    }
    let stem = |suffix: &str| word.strip_suffix(suffix);
    if let Some(stem) = stem("statuses") {
        return format!("{stem}status");
    }
    if let Some(stem) = stem("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    for suffix in ["sses", "shes", "ches", "xes", "zzes"] {
        if word.ends_with(suffix) {
            return word[..word.len() - 2].to_owned();
        }
    }
    match stem("s") {
        Some(stem) if stem.len() > 1 && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_become_names_of_one() {
        for (plural, one) in [
            ("addresses", "address"),
            ("users", "user"),
            ("categories", "category"),
            ("boxes", "box"),
            ("status", "status"),
            ("calories", "calorie"),
            ("children", "child"),
            ("cookies", "cookie"),
            ("branches", "branch"),
            ("purchases", "purchase"),
            ("analysis", "analysis"),
            ("bus", "bus"),
        ] {
            assert_eq!(singular_word(plural), one);
        }
    }
}

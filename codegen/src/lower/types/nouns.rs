//! Names for types, from keys and paths: `addresses` → `address`.

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

fn holds_object(shape: &Shape) -> bool {
    match shape {
        Shape::List(inner) | Shape::Map(inner) | Shape::Nullable(inner) => holds_object(inner),
        Shape::Object(_) | Shape::Union(_) | Shape::Tagged(_) => true,
        Shape::Unknown | Shape::Any | Shape::Scalar(_) | Shape::Values(_) => false,
    }
}

/// What a path is about: its last word other than a variable or a version, and whether it is the path's last segment.
fn subject(path_template: &str) -> Option<(&str, bool)> {
    let is_word = |segment: &str| {
        segment.starts_with(|c: char| c.is_ascii_alphabetic())
            && !segment.contains(['{', ':', '$', '(', '.'])
            && !is_version(segment)
    };
    let mut segments = path_template.rsplit('/').filter(|text| !text.is_empty());
    let mut is_last = true;
    segments.find_map(|segment| {
        let found = is_word(segment).then_some((segment, is_last));
        is_last = false;
        found
    })
}

/// Whether a segment is the version of an API: `v3`, `v2.1`.
pub(crate) fn is_version(segment: &str) -> bool {
    let numbers = segment.strip_prefix(['v', 'V']).unwrap_or_default();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    numbers.split('.').all(is_number)
}

/// One of what a path is about: `/v1/users/:id` → `user`.
pub(crate) fn noun(path_template: &str) -> Option<String> {
    let (subject, _) = subject(path_template)?;
    Some(singular(&names::words(subject)).join(" "))
}

/// What a request of a path is about: `users` for `GET /users`, `user` for any other of `/users` and `/users/:id`.
pub(super) fn noun_of_request(method: &str, path_template: &str) -> Option<String> {
    match subject(path_template)? {
        (subject, true) if method == "GET" => Some(names::words(subject).join(" ")),
        _ => noun(path_template),
    }
}

/// What a response of a path is: as for [`noun_of_request`], unless the path ends in what is done, as in
/// `POST /users/:id/activate`.
pub(crate) fn thing(method: &str, path_template: &str) -> Option<String> {
    let (last, is_last) = subject(path_template)?;
    let last = names::words(last);
    let is_thing = !is_last || matches!(method, "GET" | "HEAD") || singular(&last) != last;
    is_thing
        .then(|| noun_of_request(method, path_template))
        .flatten()
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
        ("children", "child"),
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
    fn paths_are_about_their_last_word() {
        assert_eq!(
            noun("/v1/user-accounts/:id"),
            Some("user account".to_owned())
        );
        assert_eq!(noun_of_request("GET", "/users"), Some("users".to_owned()));
        assert_eq!(noun_of_request("POST", "/users"), Some("user".to_owned()));
        assert_eq!(noun("/:id"), None);
        assert_eq!(noun("/v1/:id"), None);
        assert_eq!(noun("/orders/v3/:id"), Some("order".to_owned()));
        assert_eq!(noun("/orders/vips"), Some("vip".to_owned()));
        assert_eq!(thing("GET", "/orders/v3"), Some("order".to_owned()));
        assert_eq!(thing("POST", "/users"), Some("user".to_owned()));
        assert_eq!(thing("PUT", "/users/:id"), Some("user".to_owned()));
        assert_eq!(thing("POST", "/users/:id/activate"), None);
    }

    #[test]
    fn names_of_many_become_names_of_one() {
        for (plural, one) in [
            ("addresses", "address"),
            ("users", "user"),
            ("categories", "category"),
            ("boxes", "box"),
            ("status", "status"),
            ("children", "child"),
            ("branches", "branch"),
            ("purchases", "purchase"),
            ("analysis", "analysis"),
            ("bus", "bus"),
        ] {
            assert_eq!(singular_word(plural), one);
        }
    }
}

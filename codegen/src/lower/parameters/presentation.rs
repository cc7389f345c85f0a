//! Query parameters that only choose how a result is presented: its page, its order or its format. Callers leave them to
//! the collection, and their literal values tell their types.

use crate::api::Type;
use crate::words::words;

/// Names of parameters that page, without anything between their words.
const PAGING: [&str; 21] = [
    "count",
    "itemsperpage",
    "limit",
    "maxresults",
    "offset",
    "page",
    "pagelimit",
    "pageno",
    "pagenum",
    "pagenumber",
    "pageoffset",
    "pagesize",
    "perpage",
    "resultsperpage",
    "rows",
    "size",
    "skip",
    "start",
    "startindex",
    "take",
    "top",
];

/// Names of parameters that sort or format.
const OTHERS: [&str; 17] = [
    "asc",
    "ascending",
    "desc",
    "descending",
    "dir",
    "direction",
    "format",
    "indent",
    "order",
    "orderby",
    "orderdirection",
    "outputformat",
    "pretty",
    "prettyprint",
    "sort",
    "sortby",
    "sortorder",
];

/// Whether a parameter pages, sorts or formats.
pub(super) fn is_presentation(name: &str) -> bool {
    let name = words(name).concat().to_lowercase();
    PAGING.contains(&name.as_str()) || OTHERS.contains(&name.as_str())
}

/// The type that the literal value of such a parameter has; [`None`] for text.
pub(super) fn literal_type(name: &str, value: &str) -> Option<Type> {
    if !is_presentation(name) {
        return None;
    }
    if matches!(value, "true" | "false") {
        return Some(Type::Bool);
    }
    let number: i64 = value.parse().ok()?;
    // `007` is text.
    (number.to_string() == value).then_some(Type::I64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_numbers_and_flags_of_presentation_are_typed() {
        for name in [
            "page",
            "per_page",
            "pageSize",
            "page[number]",
            "$top",
            "Limit",
        ] {
            assert_eq!(literal_type(name, "20"), Some(Type::I64), "{name}");
        }
        assert_eq!(literal_type("pretty", "true"), Some(Type::Bool));
        for (name, value) in [
            ("page", "007"),
            ("page", "abc"),
            ("user_id", "7"),
            ("sort", "name"),
        ] {
            assert_eq!(literal_type(name, value), None, "{name}={value}");
        }
    }
}

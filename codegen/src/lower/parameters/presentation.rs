//! Query parameters that only choose how a result is presented: its page, its order or its format. Callers leave them to
//! the collection, and their literal values tell their types.

use crate::api::Type;
use crate::words::words;

/// Names of parameters with the length of a page, or with the number of items before it. APIs use numbers for them.
const SIZES: [&str; 9] = [
    "itemsperpage",
    "limit",
    "maxresults",
    "offset",
    "pagelimit",
    "pageoffset",
    "pagesize",
    "perpage",
    "resultsperpage",
];

/// Names of parameters with the number of a page. Some APIs use text for them, such as a cursor.
const PAGES: [&str; 5] = ["page", "pageindex", "pageno", "pagenum", "pagenumber"];

/// Names of other parameters that page.
const COUNTS: [&str; 9] = [
    "count",
    "rows",
    "size",
    "skip",
    "start",
    "startindex",
    "startposition",
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
    let name = without_separators(name);
    [&SIZES[..], &PAGES, &COUNTS, &OTHERS]
        .iter()
        .any(|names| names.contains(&name.as_str()))
}

/// The type that the literal value of such a parameter has, if a converter wrote it; [`None`] if it can be text.
///
/// Converters write examples of texts that look like numbers, so only sizes and numbers of pages are typed.
pub(super) fn converted_type(name: &str, value: &str) -> Option<Type> {
    let is_page = PAGES.contains(&without_separators(name).as_str());
    literal_type(name, value).filter(|ty| (is_page || is_size(name)) && *ty == Type::I64)
}

/// Whether a parameter has the length of a page, or the number of items before it.
pub(super) fn is_size(name: &str) -> bool {
    SIZES.contains(&without_separators(name).as_str())
}

fn without_separators(name: &str) -> String {
    words(name).concat().to_lowercase()
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
        assert_eq!(converted_type("page_size", "20"), Some(Type::I64));
        assert_eq!(converted_type("page", "2"), Some(Type::I64));
        assert_eq!(converted_type("page", "string"), None);
        assert_eq!(converted_type("count", "2"), None);
        assert_eq!(converted_type("limit", "true"), None);
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

//! Query parameters that only choose how a result is presented: its page, its order or its format. Callers leave them to
//! the collection, and their literal values tell their types.

use crate::api::Type;
use crate::words::words;

/// Names of parameters with the length of a page. APIs use numbers for them.
const LENGTHS: [&str; 8] = [
    "itemsperpage",
    "limit",
    "maxresults",
    "pagelength",
    "pagelimit",
    "pagesize",
    "perpage",
    "resultsperpage",
];

/// Names of parameters with the number of items before a page.
const OFFSETS: [&str; 2] = ["offset", "pageoffset"];

/// Names of parameters with the number of a page. Some APIs use text for them, such as a cursor.
const PAGES: [&str; 5] = ["page", "pageindex", "pageno", "pagenum", "pagenumber"];

/// Names of parameters with the length of a page, if another one says where it starts.
const COUNTS: [&str; 5] = ["count", "rows", "size", "take", "top"];

/// Names of other parameters that say where a page starts.
const STARTS: [&str; 4] = ["skip", "start", "startindex", "startposition"];

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

/// Names of parameters with a text that the items of a list contain.
const SEARCHES: [&str; 6] = [
    "search",
    "searchkeyword",
    "searchquery",
    "searchstring",
    "searchterm",
    "searchtext",
];

/// Whether a parameter narrows a list to the items that contain a text.
pub(super) fn is_search(name: &str) -> bool {
    is_in(name, &[&SEARCHES])
}

/// Whether a parameter pages, sorts or formats.
pub(super) fn is_presentation(name: &str) -> bool {
    let lists: [&[&str]; 6] = [&LENGTHS, &OFFSETS, &PAGES, &COUNTS, &STARTS, &OTHERS];
    is_in(name, &lists)
}

/// The type that the literal value of such a parameter has, if a converter wrote it; [`None`] if it can be text.
///
/// Converters write examples of texts that look like numbers, so only sizes and numbers of pages are typed.
pub(super) fn converted_type(name: &str, value: &str) -> Option<Type> {
    let is_number = is_in(name, &[&LENGTHS, &OFFSETS, &PAGES]);
    literal_type(name, value).filter(|ty| is_number && *ty == Type::I64)
}

/// Whether a parameter has the number of items before a page.
pub(super) fn is_offset(name: &str) -> bool {
    is_in(name, &[&OFFSETS])
}

/// How a parameter has the length of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    Always,
    /// If [`counts_items`].
    AsCount,
}

impl Length {
    pub(super) fn of(name: &str) -> Option<Self> {
        if is_in(name, &[&LENGTHS]) {
            Some(Self::Always)
        } else {
            is_in(name, &[&COUNTS]).then_some(Self::AsCount)
        }
    }
}

/// Whether a count among the keys of a request is the length of a page: another key says where it starts, and none has a
/// length too.
pub(super) fn counts_items<'k>(keys: impl Iterator<Item = &'k str>) -> bool {
    let keys: Vec<String> = keys.map(without_separators).collect();
    let count = |names: &[&str]| {
        keys.iter()
            .filter(|key| names.contains(&key.as_str()))
            .count()
    };
    // `start` and `end` are the ends of a range.
    let has_start = count(&OFFSETS) + count(&PAGES) + count(&STARTS) > 0 && count(&["end"]) == 0;
    has_start && count(&COUNTS) == 1 && count(&LENGTHS) == 0
}

/// Whether a name is in one of some lists, however its words are separated.
fn is_in(name: &str, lists: &[&[&str]]) -> bool {
    let name = without_separators(name);
    lists.iter().any(|names| names.contains(&name.as_str()))
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
            "page_length",
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

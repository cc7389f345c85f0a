//! Lists in pages, as JSON.

use serde_json::{Value, json};

use crate::api::{PageRule, Pagination};

/// How an item returns a list in pages; `item` is the key of the item.
pub(super) fn pages(pagination: &Pagination, item: &str) -> Value {
    let (mut parameter, mut next, mut last, mut first, mut current) =
        (None, None, None, None, None);
    match &pagination.rule {
        PageRule::Cursor {
            parameter: name,
            field,
        } => (parameter, next) = (Some(name), Some(field)),
        PageRule::LastItem {
            parameter: name,
            key,
        } => (parameter, last) = (Some(name), Some(key)),
        PageRule::Page {
            parameter: name,
            first: number,
            current: field,
        } => (parameter, first, current) = (Some(name), *number, field.as_ref()),
        PageRule::Offset { parameter: name } => parameter = Some(name),
        PageRule::Url { field } => next = Some(field),
        PageRule::Link => {}
    }
    json!({
        "key": format!("{item}.pages"),
        "by": pagination.rule.as_str(),
        "parameter": parameter,
        "next": next,
        "items": pagination.items,
        "last": last,
        "first": first,
        "current": current,
        "more": pagination.more,
        "total": pagination.total,
        "generated": pagination.is_complete(),
        "evidence": pagination.evidence.to_string(),
    })
}

//! Pages that contain the URL of the next one.

use crate::api::{Fact, PageRule, Pagination, Type};

use super::facts::{Facts, Near, origin_of};
use super::{numbered, only};

/// Fields that are the URL of the next page if a saved response shows one.
const NEXT: &[&str] = &["next", "nextpage"];

/// Fields whose names say that they are the URL of the next page.
const NEXT_URL: &[&str] = &[
    "nexthref",
    "nextlink",
    "nextpagelink",
    "nextpageuri",
    "nextpageurl",
    "nexturi",
    "nexturl",
    "odatanextlink",
];

/// Members of an object `next` that are its URL.
const HREF: &[&str] = &["href", "link", "uri", "url"];

/// A field is the URL of the next page.
pub(super) fn by_field(facts: &Facts<'_>) -> Option<Pagination> {
    if !can_have_pages(facts) {
        return None;
    }
    let field = only(facts.fields.iter().filter(|it| is_next_url(facts, it)))?;
    let pointer = field.pointer.clone();
    let evidence = vec![Fact::Field(pointer.clone())];
    Some(facts.pagination(PageRule::Url { field: pointer }, evidence))
}

/// The header `Link` is the URL of the next page.
pub(super) fn by_header(facts: &Facts<'_>) -> Option<Pagination> {
    if !can_have_pages(facts) {
        return None;
    }
    let saved = facts.operation.saved_responses.iter();
    let mut links = saved.flat_map(|it| &it.headers).filter(|(name, value)| {
        let value = value.to_ascii_lowercase();
        let is_next = value.contains("rel=\"next\"") || value.contains("rel=next");
        name.eq_ignore_ascii_case("link") && is_next
    });
    let (_, link) = links.next()?;
    let mut urls = link.split('<').filter_map(|part| part.split_once('>'));
    urls.all(|(url, _)| has_origin(facts, url))
        .then(|| facts.pagination(PageRule::Link, vec![Fact::LinkHeader]))
}

/// Whether a text is a URL, or a reference to one on the same server.
pub(super) fn is_url(text: &str) -> bool {
    let text = text.trim();
    text.contains("://") || text.starts_with(['/', '?']) || text.starts_with("{{")
}

/// Whether the request is not for a single resource: its path ends with a word, or a parameter is about pages.
fn can_have_pages(facts: &Facts<'_>) -> bool {
    let mut path = facts.operation.path_template.rsplit('/');
    let last = path.find(|segment| !segment.is_empty());
    let is_word = last.is_none_or(|it| !it.starts_with(':') && !it.contains("{{"));
    is_word || facts.parameters.iter().any(|it| numbered::pages(&it.key()))
}

fn is_next_url(facts: &Facts<'_>, near: &Near<'_>) -> bool {
    let key = near.key.as_str();
    let is_named = NEXT_URL.contains(&key) || (near.container == "next" && HREF.contains(&key));
    let is_text = matches!(near.field.ty, Type::String | Type::Json | Type::Named(_));
    if !is_text || !(is_named || NEXT.contains(&key)) {
        return false;
    }
    let mut values = facts.values(&near.pointer);
    values.extend(near.field.observed.values().iter().cloned());
    (is_named || !values.is_empty())
        && values
            .iter()
            .all(|value| is_url(value) && has_origin(facts, value))
}

/// Whether a URL can have the origin of the request; the client follows no other.
fn has_origin(facts: &Facts<'_>, url: &str) -> bool {
    let shown = origin_of(url).filter(|it| !it.contains("{{"));
    match (shown, facts.origin()) {
        (Some(shown), Some(origin)) => shown == origin,
        _ => true,
    }
}

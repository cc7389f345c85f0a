//! Pages whose parameter is a value of the page before.

use crate::api::{Fact, PageRule, Pagination, Type};

use super::facts::{Facts, Named, Near};
use super::first;
use super::only;
use super::url::is_url;

/// Parameters that are only used to ask for the next page.
const TOKENS: &[&str] = &[
    "bookmark",
    "continuation",
    "continuationtoken",
    "cursor",
    "marker",
    "nextcontinuationtoken",
    "nextcursor",
    "nextmarker",
    "nextpagecursor",
    "nextpagekey",
    "nextpagetoken",
    "nexttoken",
    "pagecursor",
    "pagemarker",
    "pagetoken",
    "paginationtoken",
    "startingtoken",
];

/// Parameters that are often, but not always, a cursor.
const POSITIONS: &[&str] = &["after", "aftercursor", "pageafter", "startingafter"];

/// Fields with the parameter of the next page.
const NEXT: &[&str] = &[
    "continuationtoken",
    "nextbookmark",
    "nextcontinuationtoken",
    "nextcursor",
    "nextmarker",
    "nextpagecursor",
    "nextpagekey",
    "nextpagetoken",
    "nextpaginationtoken",
    "nexttoken",
];

/// Objects whose fields are all about pages.
const ABOUT_PAGES: &[&str] = &["cursor", "cursors", "pageinfo", "pagination", "paging"];

/// A field is the parameter of the next page: a token, a number, or an ID.
pub(super) fn by_field(facts: &Facts<'_>) -> Option<Pagination> {
    let (parameter, field) = number(facts)
        .or_else(|| token(facts))
        .or_else(|| position(facts))
        .or_else(|| same_name(facts))
        .or_else(|| last_id(facts))?;
    let mut pagination = facts.pagination(
        PageRule::Cursor {
            parameter: parameter.name(),
            field: field.pointer.clone(),
        },
        vec![
            Fact::QueryParameter(parameter.name()),
            Fact::Field(field.pointer.clone()),
        ],
    );
    pagination.more = facts.more().map(|field| field.pointer.clone());
    Some(pagination)
}

/// The ID of the last item is the parameter of the next page.
pub(super) fn by_last_item(facts: &Facts<'_>) -> Option<Pagination> {
    let parameter = facts.parameter(&["startingafter"])?;
    let more = facts.more()?;
    let has_id = |key: &str| facts.item_fields.iter().any(|it| it.wire_name == key);
    let key = has_id("id").then(|| "id".to_owned())?;
    let evidence = vec![
        Fact::QueryParameter(parameter.name()),
        Fact::Field(more.pointer.clone()),
    ];
    let parameter = parameter.name();
    let mut pagination = facts.pagination(PageRule::LastItem { parameter, key }, evidence);
    pagination.more = Some(more.pointer.clone());
    Some(pagination)
}

type Pair<'f, 'a> = (Named<'a>, &'f Near<'a>);

/// The number of the next page, or of the items before it.
fn number<'f, 'a>(facts: &'f Facts<'a>) -> Option<Pair<'f, 'a>> {
    let of_page = (first::PAGES, &["nextpage", "nextpagenumber"][..]);
    let of_offset = (&["offset", "skip"][..], &["nextoffset", "nextskip"][..]);
    let pairs = [of_page, of_offset]
        .into_iter()
        .filter_map(|(names, next)| {
            let is_number = |it: &Near<'_>| it.is_number();
            let in_container = |it: &Near<'_>| it.is_number() && it.container == "pagination";
            let field = facts.field(next, is_number).or_else(|| {
                facts
                    .field(&["next"], in_container)
                    .filter(|_| names == first::PAGES)
            })?;
            Some((facts.parameter(names)?, field))
        });
    only(pairs)
}

fn token<'f, 'a>(facts: &'f Facts<'a>) -> Option<Pair<'f, 'a>> {
    let parameters = facts.parameters_of(TOKENS);
    let in_container =
        |it: &Near<'_>| ABOUT_PAGES.contains(&it.container.as_str()) && is_token(facts, it);
    let field = facts
        .field(NEXT, |it| is_token(facts, it))
        .or_else(|| facts.field(&["after", "endcursor", "next"], in_container))?;
    let is_same = |it: &&Named<'_>| {
        field.key.trim_start_matches("next") == it.key().trim_start_matches("next")
    };
    let parameter = match parameters.as_slice() {
        [parameter] => *parameter,
        several => *only(several.iter().filter(is_same))?,
    };
    Some((parameter, field))
}

/// A cursor in a parameter that could be a time as well, so its field has to have the same name.
fn position<'f, 'a>(facts: &'f Facts<'a>) -> Option<Pair<'f, 'a>> {
    let parameter = facts.parameter(POSITIONS)?;
    let is_cursor = parameter.docs().contains("cursor") || parameter.key().contains("cursor");
    let in_container =
        |it: &Near<'_>| ABOUT_PAGES.contains(&it.container.as_str()) && is_token(facts, it);
    let field = facts
        .field(&["after", "endcursor"], in_container)
        .or_else(|| {
            let named = facts.field(&["nextcursor", "nextafter"], |it| is_token(facts, it));
            named.filter(|it| is_cursor || it.key == "nextafter")
        })?;
    Some((parameter, field))
}

/// A parameter and a field with the same name. It can also be the token of the page itself, unless a description excludes that.
fn same_name<'f, 'a>(facts: &'f Facts<'a>) -> Option<Pair<'f, 'a>> {
    let parameter = facts.parameter(&["bookmark", "cursor", "marker", "pagetoken"])?;
    let key = parameter.key();
    let field = facts.field(&[&key], |it| is_token(facts, it))?;
    let docs = parameter.docs();
    let is_next = ["previous", "returned", "last response"]
        .iter()
        .any(|word| docs.contains(word))
        || field.docs().contains("next");
    is_next.then_some((parameter, field))
}

/// The ID of the last item, as a field.
fn last_id<'f, 'a>(facts: &'f Facts<'a>) -> Option<Pair<'f, 'a>> {
    let parameter = facts.parameter(&["after", "afterid", "startingafter"])?;
    facts.more()?;
    let field = facts.field(&["lastid"], |it| is_token(facts, it))?;
    Some((parameter, field))
}

/// Whether a field can be a token: a text or a number, and never a URL.
fn is_token(facts: &Facts<'_>, near: &Near<'_>) -> bool {
    let has_type = !matches!(
        near.field.ty,
        Type::Bool | Type::List(_) | Type::Map(_) | Type::File
    );
    let values = near.field.observed.values();
    has_type
        && !values.iter().any(|value| is_url(value))
        && !facts
            .values(&near.pointer)
            .iter()
            .any(|value| is_url(value))
}

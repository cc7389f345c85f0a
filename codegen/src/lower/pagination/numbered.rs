//! Pages with numbers: of the page, or of the items before it.

use crate::api::{Fact, PageRule, Pagination};
use crate::prose;

use super::facts::{Facts, Named, Near};
use super::first;

/// Parameters with the number of a page.
pub(super) const PAGES: &[&str] = &["page", "pageindex", "pageno", "pagenum", "pagenumber"];

/// Parameters with the number of items before the page. The last ones can count from 1.
const OFFSETS: &[&str] = &["offset", "pageoffset", "skip", "start", "startat"];

/// Parameters with the number of items of a page.
const SIZES: &[&str] = &[
    "count",
    "itemsperpage",
    "limit",
    "max",
    "maxresults",
    "pagelimit",
    "pagesize",
    "perpage",
    "rows",
    "size",
    "take",
    "top",
];

/// Fields with the number of pages.
const PAGE_COUNTS: &[&str] = &[
    "lastpage",
    "numberofpages",
    "numpages",
    "pagecount",
    "pages",
    "pagestotal",
    "pagetotal",
    "totalnumberofpages",
    "totalpage",
    "totalpagecount",
    "totalpages",
];

/// Fields with the number of all items.
const TOTALS: &[&str] = &[
    "total",
    "totalcount",
    "totalelements",
    "totalentries",
    "totalhits",
    "totalitems",
    "totalrecords",
    "totalresults",
    "totalrows",
];

/// Fields with the number of the page.
const CURRENT: &[&str] = &[
    "currentpage",
    "number",
    "page",
    "pageindex",
    "pageno",
    "pagenum",
    "pagenumber",
];

/// Whether a parameter selects a page or its size.
pub(super) fn pages(key: &str) -> bool {
    [PAGES, OFFSETS, SIZES]
        .iter()
        .any(|keys| keys.contains(&key))
}

/// The parameter is the number of items before the page.
pub(super) fn by_offset(facts: &Facts<'_>) -> Option<Pagination> {
    let parameter = number_of(facts, OFFSETS)?;
    let total = facts.field(TOTALS, Near::is_number)?;
    let counts_items = |field: &Near<'_>| {
        let mut saved = facts.saved().iter();
        saved.all(|it| {
            it.number(&field.pointer)
                .is_none_or(|total| total >= it.count(&facts.list))
        })
    };
    if facts.parameters_of(SIZES).is_empty()
        || !counts_items(total)
        || !starts_at_0(facts, parameter)
    {
        return None;
    }
    let rule = PageRule::Offset {
        parameter: parameter.name(),
    };
    let evidence = vec![
        Fact::QueryParameter(parameter.name()),
        Fact::Field(total.pointer.clone()),
    ];
    let mut pagination = facts.pagination(rule, evidence);
    pagination.total = Some(total.pointer.clone());
    Some(pagination)
}

/// The parameter is the number of the page.
pub(super) fn by_page(facts: &Facts<'_>) -> Option<Pagination> {
    let parameter = number_of(facts, PAGES)?;
    let current = facts.field(CURRENT, Near::is_number);
    let pages = facts.field(PAGE_COUNTS, Near::is_number);
    let more = facts.more();
    let end = pages.or(more)?;
    let proof = first::page(facts, parameter, current, pages);
    let mut evidence = vec![
        Fact::QueryParameter(parameter.name()),
        Fact::Field(end.pointer.clone()),
    ];
    evidence.extend(proof.map(|(first, reason)| Fact::FirstPage(first, reason)));
    let rule = PageRule::Page {
        parameter: parameter.name(),
        first: proof.map(|(first, _)| first),
        current: current.map(|field| field.pointer.clone()),
    };
    let mut pagination = facts.pagination(rule, evidence);
    pagination.total = pages.map(|field| field.pointer.clone());
    pagination.more = more.map(|field| field.pointer.clone());
    Some(pagination)
}

/// The only parameter of these names, unless one of its values is not a number.
fn number_of<'a>(facts: &Facts<'a>, names: &[&str]) -> Option<Named<'a>> {
    let parameter = facts.parameter(names)?;
    let name = &parameter.parameter.wire_name;
    let saved = facts.saved().iter().filter_map(|it| it.asked(name));
    let mut values = saved.chain(parameter.parameter.default.as_deref());
    // Placeholders of saved requests are variables.
    let is_open = |value: &str| value.contains("{{") || prose::is_filler(value);
    values
        .all(|value| value.parse::<u64>().is_ok() || is_open(value))
        .then_some(parameter)
}

/// Whether an offset counts the items before the page. Some APIs call the number of the page or of the first item so.
fn starts_at_0(facts: &Facts<'_>, parameter: Named<'_>) -> bool {
    let docs = parameter.docs();
    if docs.contains("page number")
        || docs.contains("number of the page")
        || docs.contains("pages to skip")
    {
        return false;
    }
    let name = &parameter.parameter.wire_name;
    let mut values: Vec<&str> = facts
        .saved()
        .iter()
        .filter_map(|it| it.asked(name))
        .collect();
    values.extend(parameter.parameter.default.as_deref());
    if values.contains(&"0") {
        return true;
    }
    let is_clear = !parameter.key().starts_with("start");
    is_clear && !values.contains(&"1")
}

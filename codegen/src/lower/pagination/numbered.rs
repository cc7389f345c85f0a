//! Pages with numbers: of the page, or of the items before it.

use crate::api::{Fact, PageRule, Pagination};
use crate::prose;

use super::facts::{Facts, Named, Near};
use super::first::{self, Asked, PAGES};

/// Parameters with the number of items before the page. The last ones can count from 1.
const OFFSETS: &[&str] = &["offset", "pageoffset", "skip", "start", "startat"];

/// Parameters with the number of items of a page.
const SIZES: &[&str] = &[
    "count",
    "itemsperpage",
    "limit",
    "max",
    "maxresults",
    "pagelength",
    "pagelimit",
    "pagesize",
    "perpage",
    "rows",
    "size",
    "take",
    "top",
];

/// Parameters that turn pages on. A list that is the whole response is complete without them.
const SWITCHES: &[&str] = &[
    "paged",
    "paginate",
    "paginated",
    "pagination",
    "paging",
    "usepaging",
    "usepagination",
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
    "totalrowcount",
    "totalrows",
];

/// Phrases for a number of items.
const COUNTS_ITEMS: &[&str] = &[
    "first item",
    "first record",
    "first result",
    "items to skip",
    "number of items",
    "number of records",
    "number of results",
    "records to skip",
    "results to skip",
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
    if facts.is_bare() {
        return of_a_bare_list(facts, parameter);
    }
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

/// The parameter is the number of items before a page that is nothing but a list. Nothing shows what the server counts, so the
/// description must say it.
fn of_a_bare_list(facts: &Facts<'_>, parameter: Named<'_>) -> Option<Pagination> {
    let size = size_of_bare_list(facts, parameter)?;
    let docs = parameter.docs();
    let counts_items = COUNTS_ITEMS.iter().any(|phrase| docs.contains(phrase));
    if !counts_items || !starts_at_0(facts, parameter) {
        return None;
    }
    let rule = PageRule::Offset {
        parameter: parameter.name(),
    };
    let evidence = [parameter, size].map(|it| Fact::QueryParameter(it.name()));
    Some(facts.pagination(rule, evidence.to_vec()))
}

/// The parameter for the size of pages that are nothing but lists.
fn size_of_bare_list<'a>(facts: &Facts<'a>, number: Named<'_>) -> Option<Named<'a>> {
    let is_on_request = !facts.parameters_of(SWITCHES).is_empty();
    size(facts, number).filter(|_| !is_on_request)
}

/// The parameter with the number of items of a page, unless a saved response has more items than its request asks for. If
/// there are several, the one that the description of `number` names takes precedence.
fn size<'a>(facts: &Facts<'a>, number: Named<'_>) -> Option<Named<'a>> {
    let mut sizes = facts.parameters_of(SIZES);
    let docs = number.docs();
    let is_named = |size: &Named<'_>| {
        let ends_name = |c: char| !c.is_alphanumeric() && c != '_';
        let name = size.parameter.wire_name.to_lowercase();
        docs.split(ends_name).any(|word| word == name)
    };
    sizes.sort_by_key(|size| !is_named(size));
    let is_kept = |size: &Named<'_>| {
        let name = &size.parameter.wire_name;
        facts.saved().iter().all(|saved| {
            let asked = saved.asked(name).and_then(|it| it.parse::<u64>().ok());
            asked.is_none_or(|asked| saved.count(&facts.list) <= asked)
        })
    };
    sizes.into_iter().find(is_kept)
}

/// Whether there are parameters for the size of pages by number, and for that of pages by offset.
pub(super) fn has_two_sizes(facts: &Facts<'_>) -> bool {
    facts.parameters_of(SIZES).len() > 1
}

/// What shows that a list comes in pages, if nothing next to it says which page is the last one: a parameter for the size of
/// a page, and next to the list the number of all items, or nothing if the list is the whole response.
fn sized(facts: &Facts<'_>, number: Named<'_>) -> Option<Vec<Fact>> {
    if facts.is_bare() {
        let size = size_of_bare_list(facts, number)?;
        return Some(vec![Fact::QueryParameter(size.name())]);
    }
    let size = Fact::QueryParameter(size(facts, number)?.name());
    let total = facts.field(TOTALS, Near::is_number)?;
    Some(vec![size, Fact::Field(total.pointer.clone())])
}

/// The parameter is the number of the page.
pub(super) fn by_page(facts: &Facts<'_>, asked: &Asked<'_>) -> Option<Pagination> {
    let parameter = number_of(facts, PAGES)?;
    let current = facts.field(CURRENT, Near::is_number);
    let pages = facts.field(PAGE_COUNTS, Near::is_number);
    let more = facts.more();
    let shown = match pages.or(more) {
        Some(end) => vec![Fact::Field(end.pointer.clone())],
        None => sized(facts, parameter)?,
    };
    let proof = first::page(facts, asked, parameter, current, pages);
    let mut evidence = vec![Fact::QueryParameter(parameter.name())];
    evidence.extend(shown);
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

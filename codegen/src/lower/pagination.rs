//! Which operations return lists in pages, and how one page leads to the next.
//!
//! ```text
//! list       the list in the success value        facts      what the operation shows of its pages
//! cursor     a value of a page that leads on      url        a URL, in the body or in a header
//! numbered   numbers of pages and offsets         first      the number of the first page
//! ```
//!
//! The rules need evidence on both sides: a list in the success value, and a parameter or response that leads from one page
//! to the next. If a rule has two readings, none is taken, because a wrong one would lose items without an error.

mod cursor;
mod facts;
mod first;
mod list;
mod numbered;
#[cfg(test)]
mod tests;
mod url;

use crate::api::{Api, Definitions, Fact, PageRule, Pagination};

use facts::Facts;
use first::Asked;

/// Finds the operations whose lists come in pages.
pub(super) fn infer(api: &mut Api) {
    let shared = Definitions::shared(&api.types);
    let operations = api.all_operations().into_iter();
    let facts: Vec<_> = operations
        .map(|operation| {
            let definitions = shared.with_own(&operation.types);
            Facts::of(operation, &definitions, &api.server_variables)
        })
        .collect();
    let asked = Asked::of(facts.iter().flatten());
    let found: Vec<_> = facts
        .iter()
        .map(|facts| pagination(facts.as_ref()?, &asked))
        .collect();
    let (operations, _) = api.parts_mut();
    for (operation, pagination) in operations.into_iter().zip(found) {
        operation.pagination = pagination;
    }
}

/// How the pages of a list follow each other. The first rule that fits takes precedence: the one that depends least on what
/// the server does with numbers.
fn pagination(facts: &Facts<'_>, asked: &Asked<'_>) -> Option<Pagination> {
    cursor::by_field(facts)
        .or_else(|| url::by_field(facts))
        .or_else(|| url::by_header(facts))
        .or_else(|| cursor::by_last_item(facts))
        .or_else(
            || match (numbered::by_offset(facts), numbered::by_page(facts, asked)) {
                (Some(only), None) | (None, Some(only)) => Some(only),
                // An API can offer both. Then each has a parameter for its size.
                (Some(by_offset), Some(by_page))
                    if facts.is_bare() && numbered::has_two_sizes(facts) =>
                {
                    Some(if by_page.is_complete() {
                        by_page
                    } else {
                        by_offset
                    })
                }
                _ => None,
            },
        )
}

/// The only item; [`None`] if there are none or several.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

impl Facts<'_> {
    /// A pagination of the list, with its evidence.
    fn pagination(&self, rule: PageRule, evidence: Vec<Fact>) -> Pagination {
        Pagination {
            rule,
            items: self.list.clone(),
            more: None,
            total: None,
            evidence: evidence.into(),
        }
    }
}

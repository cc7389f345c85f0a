//! Lists that the server returns in pages.
//!
//! A [`Pagination`] says how one page leads to the next. `next` finds the next page in a response, and `progress` decides
//! whether it is requested; both do no I/O. The two clients send the requests.

mod asynchronous;
mod blocking;
mod items;
mod next;
mod progress;

use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::call::Call;
use crate::error::Error;
use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::options::{NextPage, Options};
use crate::pages_error::PagesError;
use crate::response::Response;

use self::progress::Progress;

pub use self::items::Items;

/// How one page of a list leads to the next.
///
/// Parameters are entries of the query. Fields are JSON pointers (RFC 6901) into the body of the response.
///
/// ```
/// # #[cfg(feature = "ureq")]
/// # fn names<A: client::Api, O: client::Operation<Api = A, Output = Vec<String>> + Clone>(
/// #     client: &client::blocking::Client<A>, list_users: O,
/// # ) -> Result<(), Box<dyn std::error::Error>> {
/// use client::Pagination;
///
/// // The field `next_page_token` of a page is the parameter of the same name of the next one.
/// let pagination = Pagination::cursor("next_page_token", "/next_page_token");
/// let pages = client.call(list_users).pages(pagination);
/// for name in pages.items(|page| page).max_items(1_000) {
///     println!("{}", name?);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pagination {
    rule: Rule,
    /// The field that is `false` on the last page.
    more: Option<&'static str>,
    /// The field with the number of pages, or of items for [`Rule::Offset`].
    total: Option<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    Cursor {
        parameter: &'static str,
        field: &'static str,
    },
    LastItem {
        parameter: &'static str,
        items: &'static str,
        key: &'static str,
    },
    Page {
        parameter: &'static str,
        items: &'static str,
        first: u64,
        current: Option<&'static str>,
    },
    Offset {
        parameter: &'static str,
        items: &'static str,
    },
    Url {
        field: &'static str,
    },
    Link,
}

impl Pagination {
    const fn new(rule: Rule) -> Self {
        Self {
            rule,
            more: None,
            total: None,
        }
    }

    /// The value of a field is the parameter of the next page. The last page has no value: the field is missing, null,
    /// empty or 0.
    #[must_use]
    pub const fn cursor(parameter: &'static str, field: &'static str) -> Self {
        Self::new(Rule::Cursor { parameter, field })
    }

    /// The member `key` of the last item is the parameter of the next page, as in `starting_after`. Only
    /// [`more`](Self::more) can announce a next page.
    #[must_use]
    pub const fn last_item(
        parameter: &'static str,
        items: &'static str,
        key: &'static str,
    ) -> Self {
        Self::new(Rule::LastItem {
            parameter,
            items,
            key,
        })
    }

    /// The parameter is the number of the page. A page without items is the last one. If a request has no number, the page
    /// is `first`, unless [`current`](Self::current) says otherwise.
    #[must_use]
    pub const fn page(parameter: &'static str, items: &'static str, first: u64) -> Self {
        Self::new(Rule::Page {
            parameter,
            items,
            first,
            current: None,
        })
    }

    /// The parameter is the number of items before the page. A page without items is the last one.
    #[must_use]
    pub const fn offset(parameter: &'static str, items: &'static str) -> Self {
        Self::new(Rule::Offset { parameter, items })
    }

    /// A field is the URL of the next page. It has to have the same origin as the request.
    #[must_use]
    pub const fn url(field: &'static str) -> Self {
        Self::new(Rule::Url { field })
    }

    /// The header `Link` with `rel=next` (RFC 8288) is the URL of the next page. It has to have the same origin as the
    /// request.
    #[must_use]
    pub const fn link() -> Self {
        Self::new(Rule::Link)
    }

    /// Sets the field that is `false` on the last page.
    #[must_use]
    pub const fn more(mut self, field: &'static str) -> Self {
        self.more = Some(field);
        self
    }

    /// Sets the field with the number of pages, or of all items for [`offset`](Self::offset).
    #[must_use]
    pub const fn total(mut self, field: &'static str) -> Self {
        self.total = Some(field);
        self
    }

    /// Sets the field with the number of the current page.
    #[must_use]
    pub const fn current(mut self, field: &'static str) -> Self {
        if let Rule::Page { current, .. } = &mut self.rule {
            *current = Some(field);
        }
        self
    }

    /// Whether pages have numbers. Then, two pages with the same content show that the server ignores the number.
    const fn is_numbered(&self) -> bool {
        matches!(self.rule, Rule::Page { .. } | Rule::Offset { .. })
    }
}

/// An operation that returns a list in pages. Generated code implements it where the collection shows how one page leads to
/// the next, or `codegen.toml` declares it.
pub trait Paginated: Operation {
    /// An item of the list.
    type Item;

    /// How one page leads to the next.
    const PAGINATION: Pagination;

    /// Takes the items out of a page.
    fn items(page: Self::Output) -> Vec<Self::Item>;
}

/// The pages of a list, each of which is the success value of the operation.
///
/// With the asynchronous client, [`next`](Self::next) waits for a page, and with feature `stream`, it is a `Stream`. With
/// the blocking client, it is an iterator. Each page is a call with the same options: it is sent again and authorized like
/// any other. Nothing follows an error.
///
/// `F` is the request in progress.
#[must_use = "pages are requested when they are asked for"]
pub struct Pages<'c, C, O, F> {
    client: &'c C,
    operation: O,
    pagination: Pagination,
    options: Options,
    progress: Progress,
    fetch: F,
}

impl<'c, C, O: Operation, F> Pages<'c, C, O, F> {
    fn new(call: Call<'c, C, O>, pagination: Pagination, fetch: F) -> Self {
        Self {
            client: call.client,
            operation: call.operation,
            pagination,
            options: call.options,
            progress: Progress::default(),
            fetch,
        }
    }

    /// The items of the pages. `items` takes them out of a page, as in `|page| page.users`.
    pub fn items<I>(self, items: fn(O::Output) -> Vec<I>) -> Items<Self, O::Output, I> {
        Items::new(self, items)
    }

    /// Ends the list after this many pages. Without this limit, more than [`MAX_PAGES`](crate::defaults::MAX_PAGES) are an
    /// error.
    pub fn max_pages(mut self, max_pages: u32) -> Self {
        self.progress.limit(max_pages);
        self
    }

    /// Whether [`max_pages`](Self::max_pages) ended the list, although there is another page.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.progress.is_truncated()
    }

    /// The options of the request for a page.
    fn options_of(&self, page: Option<NextPage>) -> Options {
        self.options.clone().next_page(page)
    }

    fn received<T>(&mut self, page: Page<T>) -> T {
        self.progress.received(page.next, page.fingerprint);
        page.output
    }
}

impl<C, O: fmt::Debug, F> fmt::Debug for Pages<'_, C, O, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &self.operation)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

/// A page that was received.
struct Page<T> {
    output: T,
    next: Result<Option<NextPage>, PagesError>,
    /// A hash of the body, if pages have numbers.
    fingerprint: Option<u64>,
}

impl<T> Page<T> {
    fn read<O, E>(
        pagination: Pagination,
        exchange: &Exchange<'_>,
        response: Response,
    ) -> Result<Self, Error<E>>
    where
        O: Operation<Output = T>,
    {
        let next = next::find(pagination, exchange.request(), &response);
        let fingerprint = pagination.is_numbered().then(|| {
            let mut hasher = DefaultHasher::new();
            response.body.hash(&mut hasher);
            hasher.finish()
        });
        Ok(Self {
            output: exchange.output::<O, E>(response)?,
            next,
            fingerprint,
        })
    }
}

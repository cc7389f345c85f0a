//! The items of a list, over all its pages.

use std::{fmt, vec};

use super::Pages;
use crate::operation::Operation;

/// The items of a list, over all its pages.
///
/// With the asynchronous client, [`next`](Self::next) waits for an item, and with feature `stream`, it is a `Stream`. With
/// the blocking client, it is an iterator. The next page is requested when all items of the last one were returned. Nothing
/// follows an error.
#[must_use = "pages are requested when their items are asked for"]
pub struct Items<P, T, I> {
    pub(super) pages: P,
    /// Takes the items out of a page.
    take: fn(T) -> Vec<I>,
    /// The items of the current page.
    page: vec::IntoIter<I>,
    /// How many items may still be returned.
    left: Option<usize>,
}

impl<P, T, I> Items<P, T, I> {
    pub(super) fn new(pages: P, take: fn(T) -> Vec<I>) -> Self {
        Self {
            pages,
            take,
            page: Vec::new().into_iter(),
            left: None,
        }
    }

    /// Ends the list after this many items.
    pub fn max_items(mut self, max_items: usize) -> Self {
        self.left = Some(max_items);
        self
    }

    /// Adds the items of the next page.
    pub(super) fn refill(&mut self, page: T) {
        self.page = (self.take)(page).into_iter();
    }

    /// The next item of the current page.
    pub(super) fn buffered(&mut self) -> Buffered<I> {
        if self.left == Some(0) {
            return Buffered::End;
        }
        let Some(item) = self.page.next() else {
            return Buffered::Empty;
        };
        self.left = self.left.map(|left| left - 1);
        Buffered::Item(item)
    }
}

/// What is left of the current page.
pub(super) enum Buffered<I> {
    Item(I),
    /// The next item is on another page.
    Empty,
    /// The list is over.
    End,
}

impl<C, O: Operation, F, I> Items<Pages<'_, C, O, F>, O::Output, I> {
    /// Ends the list after this many pages; see [`Pages::max_pages`].
    pub fn max_pages(mut self, max_pages: u32) -> Self {
        self.pages.progress.limit(max_pages);
        self
    }

    /// Whether [`max_items`](Self::max_items) or [`max_pages`](Self::max_pages) ended the list, although there may be more
    /// items.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        let progress = &self.pages.progress;
        let has_more = self.page.len() > 0 || progress.has_more();
        progress.is_truncated() || (self.left == Some(0) && has_more)
    }
}

impl<P: fmt::Debug, T, I> fmt::Debug for Items<P, T, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("left", &self.left)
            .finish_non_exhaustive()
    }
}

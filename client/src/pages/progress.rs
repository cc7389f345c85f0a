//! Which page is requested next, and when a list ends.

use std::collections::HashSet;

use crate::defaults::MAX_PAGES;
use crate::options::NextPage;
use crate::pages_error::PagesError;

/// How far a list was read.
#[derive(Debug)]
pub(super) struct Progress {
    state: State,
    /// The number of pages received.
    pages: u32,
    limit: Option<u32>,
    /// The pages that were announced.
    seen: HashSet<NextPage>,
    /// Of the last page.
    fingerprint: Option<u64>,
    is_truncated: bool,
}

#[derive(Debug)]
enum State {
    /// The next request is for this page, or for the first one.
    Ready(Option<NextPage>),
    Failed(PagesError),
    /// The list has ended, or a page is being requested.
    Over,
}

impl Default for Progress {
    fn default() -> Self {
        Self {
            state: State::Ready(None),
            pages: 0,
            limit: None,
            seen: HashSet::new(),
            fingerprint: None,
            is_truncated: false,
        }
    }
}

impl Progress {
    /// Ends the list after this many pages.
    pub(super) fn limit(&mut self, pages: u32) {
        self.limit = Some(pages);
        if pages == 0 {
            self.end();
        }
    }

    /// Takes the page to request; [`None`] at the end of the list. If its response is not [`received`](Self::received), the
    /// list has ended.
    pub(super) fn take(&mut self) -> Option<Result<Option<NextPage>, PagesError>> {
        match std::mem::replace(&mut self.state, State::Over) {
            State::Ready(page) => Some(Ok(page)),
            State::Failed(error) => Some(Err(error)),
            State::Over => None,
        }
    }

    /// Notes a page by the one that follows it, and by a hash of its content.
    pub(super) fn received(
        &mut self,
        next: Result<Option<NextPage>, PagesError>,
        fingerprint: Option<u64>,
    ) {
        self.pages += 1;
        let is_same = fingerprint.is_some() && self.fingerprint == fingerprint;
        self.fingerprint = fingerprint;
        let Some(next) = next.transpose() else { return };
        if self.limit.is_some_and(|limit| self.pages >= limit) {
            // Nobody asks for the next page, so it does not matter whether it can be requested.
            self.end();
            return;
        }
        self.state = match next {
            Err(error) => State::Failed(error),
            Ok(next) if is_same || !self.seen.insert(next.clone()) => {
                State::Failed(PagesError::Repeated)
            }
            Ok(_) if self.limit.is_none() && self.pages >= MAX_PAGES => {
                State::Failed(PagesError::TooMany)
            }
            Ok(next) => State::Ready(Some(next)),
        };
    }

    fn end(&mut self) {
        self.state = State::Over;
        self.is_truncated = true;
    }

    /// Whether the limit ended the list.
    pub(super) fn is_truncated(&self) -> bool {
        self.is_truncated
    }

    /// Whether another page would be requested.
    pub(super) fn has_more(&self) -> bool {
        !matches!(self.state, State::Over)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cursor(value: &str) -> NextPage {
        NextPage::Parameter("cursor", value.to_owned())
    }

    #[test]
    fn a_cursor_that_comes_back_ends_the_list_with_an_error() {
        let mut progress = Progress::default();
        for value in ["a", "b", "a"] {
            assert!(matches!(progress.take(), Some(Ok(_))));
            progress.received(Ok(Some(cursor(value))), None);
        }
        assert_eq!(progress.take(), Some(Err(PagesError::Repeated)));
        assert_eq!(progress.take(), None);
    }

    #[test]
    fn a_server_that_ignores_the_number_of_the_page_is_noticed() {
        let mut progress = Progress::default();
        for value in ["2", "3"] {
            progress.take();
            progress.received(Ok(Some(cursor(value))), Some(7));
        }
        assert_eq!(progress.take(), Some(Err(PagesError::Repeated)));
    }

    #[test]
    fn a_list_without_end_is_an_error_unless_it_is_limited() {
        let mut progress = Progress::default();
        let mut limited = Progress::default();
        limited.limit(2);
        for page in 0..MAX_PAGES {
            assert!(matches!(progress.take(), Some(Ok(_))), "{page}");
            progress.received(Ok(Some(cursor(&page.to_string()))), None);
            if limited.take().is_some() {
                limited.received(Ok(Some(cursor(&page.to_string()))), None);
            }
        }
        assert_eq!(progress.take(), Some(Err(PagesError::TooMany)));
        assert!(limited.is_truncated() && !progress.is_truncated());
        assert_eq!((limited.pages, limited.take()), (2, None));
    }

    #[test]
    fn a_limit_ends_the_list_before_a_page_that_cannot_be_requested() {
        let mut progress = Progress::default();
        progress.limit(1);
        progress.take();
        progress.received(Err(PagesError::OtherOrigin), None);
        assert_eq!(progress.take(), None);
        assert!(progress.is_truncated());
    }

    #[test]
    fn a_request_that_fails_ends_the_list() {
        let mut progress = Progress::default();
        assert_eq!(progress.take(), Some(Ok(None)));
        assert_eq!(progress.take(), None);
        assert!(!progress.is_truncated());
    }
}

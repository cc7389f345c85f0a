//! Why the next page of a list is not requested.

use std::{error, fmt};

/// Why the next page of a list is not requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PagesError {
    /// The next page is one that was requested before, or it has the same content as the one before it.
    Repeated,
    /// The URL of the next page has another origin than the request. Credentials must not be sent there.
    OtherOrigin,
    /// The URL of the next page is not a URL.
    InvalidUrl,
    /// There are more than [`MAX_PAGES`](crate::defaults::MAX_PAGES) pages.
    TooMany,
}

impl fmt::Display for PagesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Repeated => "the next page is the same as an earlier one",
            Self::OtherOrigin => "the URL of the next page has another origin",
            Self::InvalidUrl => "the URL of the next page is not valid",
            Self::TooMany => "the list has too many pages; set a limit with `max_pages`",
        })
    }
}

impl error::Error for PagesError {}

//! Why no saved response answers a request.

use std::fmt;

use super::super::SavedResponse;

/// No saved response answers a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss<'a> {
    closest: Option<&'a SavedResponse>,
    pub(super) difference: Difference,
}

impl<'a> Miss<'a> {
    pub(super) fn new(closest: &'a SavedResponse, difference: Difference) -> Self {
        Self {
            closest: Some(closest),
            difference,
        }
    }

    pub(super) fn without_responses() -> Self {
        Self {
            closest: None,
            difference: Difference::NoResponses,
        }
    }

    /// The saved response whose request is the most similar.
    #[must_use]
    pub fn closest(&self) -> Option<&'a SavedResponse> {
        self.closest
    }

    /// How the request differs from that.
    #[must_use]
    pub fn difference(&self) -> &Difference {
        &self.difference
    }
}

impl fmt::Display for Miss<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(closest) = self.closest else {
            return write!(f, "{}", self.difference);
        };
        write!(
            f,
            "no saved response matches; the closest is `{}` of `{}`, for `{}`: {}",
            closest.name(),
            closest.item(),
            closest.request().line(),
            self.difference
        )
    }
}

impl std::error::Error for Miss<'_> {}

/// The first difference between a request and that of a saved response.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Difference {
    /// There are no saved responses.
    NoResponses,
    /// The path.
    Path {
        /// How many of its segments are the same, in percent.
        similarity: usize,
        /// The first segment that differs, as saved and as received; [`None`] if only their number differs.
        segment: Option<(String, String)>,
    },
    /// The method.
    Method,
    /// The query.
    Query,
    /// The status that is asked for.
    Code(String),
    /// The name that is asked for.
    Name(String),
    /// The id that is asked for.
    Id(String),
    /// This header, which has to be the same.
    Header(String),
    /// The body, which has to be the same.
    Body,
}

impl Difference {
    /// How much is the same apart from this difference.
    pub(super) fn closeness(&self) -> (u8, usize) {
        match self {
            Self::NoResponses => (0, 0),
            Self::Path { similarity, .. } => (1, *similarity),
            Self::Method | Self::Query => (2, 0),
            Self::Code(_) => (3, 0),
            Self::Name(_) | Self::Id(_) => (4, 0),
            Self::Header(_) => (5, 0),
            Self::Body => (6, 0),
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoResponses => write!(f, "the collection has no saved responses"),
            Self::Path {
                segment: Some((expected, found)),
                ..
            } => write!(f, "the path has `{found}` instead of `{expected}`"),
            Self::Path { segment: None, .. } => {
                write!(f, "the path has another number of segments")
            }
            Self::Method => write!(f, "the method differs"),
            Self::Query => write!(f, "the query differs"),
            Self::Code(code) => write!(f, "its status is not `{code}`"),
            Self::Name(name) => write!(f, "its name is not `{name}`"),
            Self::Id(id) => write!(f, "its id is not `{id}`"),
            Self::Header(name) => write!(f, "the header `{name}` differs"),
            Self::Body => write!(f, "the body differs"),
        }
    }
}

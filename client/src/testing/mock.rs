//! The selection of the saved response that answers a request.
//!
//! It follows Postman's documented order for mock servers. The method has to be the same; so have the status, name or id that
//! the request asks for. Then the path has to match, exactly or with less and less precision ([`PathMatch`]). Of the responses
//! that are left, the one with the highest [`Score`] for path and query is selected; of equal ones the first success, or
//! else the first in the collection.
//!
//! ```text
//! x-mock-response-code: 404              a response with this status; also `Prefer: code=404`
//! x-mock-response-name: Not found        a response with this name; also `Prefer: example="Not found"`
//! x-mock-response-id: 1d0c…              the response with this id
//! x-mock-match-request-body: true        only responses whose request has the same body
//! x-mock-match-request-headers: A, B     only responses whose request has the same values of these headers
//! ```
//!
//! A `{{variable}}` in the request of a saved response is a wildcard. In a path it matches one segment at most. What it matched
//! replaces the variable in the body of the response. A segment such as `<string>`, which converters write, is a wildcard too.
//! Postman does not publish its scores, so both select the same response only if a request is not ambiguous.

mod asked;
mod body;
mod miss;
mod path;
mod query;
mod wildcard;

use std::fmt;

use bytes::Bytes;

use super::{SavedRequest, SavedResponse};
use crate::response::Response;
use asked::Asked;
pub use miss::{Difference, Miss};
pub use path::PathMatch;
use wildcard::Captured;

/// The saved response that answers a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<'a> {
    saved: &'a SavedResponse,
    score: Score,
    captured: Captured,
}

impl<'a> Choice<'a> {
    /// The response, as it is saved.
    #[must_use]
    pub fn saved(&self) -> &'a SavedResponse {
        self.saved
    }

    /// Why it was selected.
    #[must_use]
    pub fn score(&self) -> &Score {
        &self.score
    }

    /// The response to send: with what wildcards matched, and with values for dynamic variables.
    #[must_use]
    pub fn response(&self) -> Response {
        let mut response = self.saved.response();
        if !response.body.is_empty()
            && let Some(filled) = body::filled(self.saved.body(), &self.captured)
        {
            response.body = filled.into();
        }
        response
    }
}

/// How well the request of a saved response matches, by part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Score {
    /// How the path matches.
    pub path: PathMatch,
    /// How many segments of the path matched only by a wildcard.
    pub wildcards: u32,
    /// How much of the query matches, in percent.
    pub query: u32,
}

impl Score {
    /// The sum, from 0 to 200. Each step of the path costs 10, each wildcard 1.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.path.points() - self.wildcards.min(9) + self.query
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path)?;
        if self.wildcards > 0 {
            write!(f, " with {} by wildcard", segments(self.wildcards))?;
        }
        write!(f, ", {} % of the query", self.query)
    }
}

fn segments(count: u32) -> String {
    format!("{count} segment{}", if count == 1 { "" } else { "s" })
}

/// Selects the saved response that answers a request.
///
/// # Errors
///
/// [`Miss`] if none does; it names the closest one and the difference.
pub fn select<'a>(
    saved: &'a [SavedResponse],
    request: &http::Request<Bytes>,
) -> Result<Choice<'a>, Miss<'a>> {
    let asked = Asked::of(request);
    let mut best: Option<Choice<'a>> = None;
    let mut closest: Option<Miss<'a>> = None;
    for saved in saved {
        match compare(saved, request, &asked) {
            Ok(choice) => {
                let is_better = best.as_ref().is_none_or(|best| rank(&choice) > rank(best));
                best = if is_better { Some(choice) } else { best };
            }
            Err(difference) => {
                let is_closer = closest
                    .as_ref()
                    .is_none_or(|closest| difference.closeness() > closest.difference.closeness());
                if is_closer {
                    closest = Some(Miss::new(saved, difference));
                }
            }
        }
    }
    best.ok_or_else(|| closest.unwrap_or_else(Miss::without_responses))
}

fn rank(choice: &Choice<'_>) -> (u32, bool) {
    (choice.score.total(), choice.saved.status().is_success())
}

/// Compares the request of a saved response. Differences are found in the order of their closeness, which gives the same
/// responses as Postman's order.
fn compare<'a>(
    saved: &'a SavedResponse,
    request: &http::Request<Bytes>,
    asked: &Asked,
) -> Result<Choice<'a>, Difference> {
    let mut captured = Captured::default();
    let expected = saved.request();
    let path = path::compare(expected, request.uri().path(), &mut captured)?;
    if expected.method != request.method().as_str() {
        return Err(Difference::Method);
    }
    asked.check(saved)?;
    asked.check_request(expected, request)?;
    let query = request.uri().query().unwrap_or_default();
    let score = Score {
        path: path.how,
        wildcards: path.wildcards,
        query: query::compare(&expected.query, query, &mut captured),
    };
    Ok(Choice {
        saved,
        score,
        captured,
    })
}

/// Compares a request with that of a saved response, in which only variables are wildcards.
pub(super) fn compare_exactly(
    expected: &SavedRequest,
    request: &http::Request<Bytes>,
) -> Result<(), Difference> {
    let mut captured = Captured::default();
    let path = path::compare(expected, request.uri().path(), &mut captured)?;
    if path.how > PathMatch::FinalSlash {
        let path = request.uri().path().to_owned();
        return Err(Difference::Path {
            similarity: 100,
            segment: Some((expected.path.clone().into_owned(), path)),
        });
    }
    if expected.method != request.method().as_str() {
        return Err(Difference::Method);
    }
    let query = request.uri().query().unwrap_or_default();
    if query::compare(&expected.query, query, &mut captured) < 100 {
        return Err(Difference::Query);
    }
    match &expected.body {
        Some(body) if !asked::is_sent_body(body, request) => Err(Difference::Body),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;

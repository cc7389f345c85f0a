//! The next page, as a response announces it.

use http::Uri;
use http::uri::PathAndQuery;

use super::{Pagination, Rule};
use crate::json::{Document, Value};
use crate::options::NextPage;
use crate::pages_error::PagesError;
use crate::redirect;
use crate::request::Request;
use crate::response::Response;
use crate::response_headers::ResponseHeaders as _;

/// Finds the page after the one in a response; [`None`] if that is the last one.
///
/// A body that is not JSON has no next page.
pub(super) fn find(
    pagination: Pagination,
    request: &Request,
    response: &Response,
) -> Result<Option<NextPage>, PagesError> {
    if let Rule::Link = pagination.rule {
        let link = response.headers.link("next");
        return link.map(|url| follow(request, &url)).transpose();
    }
    let text = response.utf_8();
    let Ok(body) = Document::parse(&text) else {
        return Ok(None);
    };
    let body = Body(body.root());
    if pagination.more.is_some_and(|field| body.is_false(field)) {
        return Ok(None);
    }
    let next = match pagination.rule {
        Rule::Link => None,
        Rule::Url { field } => {
            let url = body.text(field);
            return url.map(|url| follow(request, &url)).transpose();
        }
        Rule::Cursor { parameter, field } => body.cursor(field).map(|next| (parameter, next)),
        Rule::LastItem {
            parameter,
            items,
            key,
        } => {
            let is_more = pagination.more.is_some_and(|field| body.is_true(field));
            let id = body.last_item(items, key).filter(|_| is_more);
            id.map(|id| (parameter, id))
        }
        Rule::Page {
            parameter,
            items,
            first,
            current,
        } => {
            let number = number_in(request, parameter)
                .or_else(|| body.number(current?))
                .unwrap_or(first);
            let next = number.checked_add(1).filter(|_| body.count(items) > 0);
            let end = pagination.total.and_then(|field| body.number(field));
            let end = end.map(|pages| first.saturating_add(pages));
            next.filter(|next| end.is_none_or(|end| *next < end))
                .map(|next| (parameter, next.to_string()))
        }
        Rule::Offset { parameter, items } => {
            let count = body.count(items);
            let offset = number_in(request, parameter).unwrap_or(0);
            let next = offset.checked_add(count).filter(|_| count > 0);
            let total = pagination.total.and_then(|field| body.number(field));
            next.filter(|next| total.is_none_or(|total| *next < total))
                .map(|next| (parameter, next.to_string()))
        }
    };
    let Some((parameter, value)) = next else {
        return Ok(None);
    };
    if value_in(request, parameter).is_some_and(|sent| sent == value) {
        return Err(PagesError::Repeated);
    }
    Ok(Some(NextPage::Parameter(parameter, value)))
}

/// The page at a URL, which has to have the origin of the request.
fn follow(request: &Request, url: &str) -> Result<NextPage, PagesError> {
    let base: Uri = request.uri().map_err(|_| PagesError::InvalidUrl)?;
    let next = redirect::resolve(&base, url).ok_or(PagesError::InvalidUrl)?;
    if !redirect::is_same_origin(&base, &next) {
        return Err(PagesError::OtherOrigin);
    }
    let target = next
        .path_and_query()
        .map_or("/", PathAndQuery::as_str)
        .to_owned();
    if base.path_and_query().map(PathAndQuery::as_str) == Some(&target) {
        return Err(PagesError::Repeated);
    }
    Ok(NextPage::Target(target))
}

/// The value of a parameter that was sent.
fn value_in(request: &Request, parameter: &str) -> Option<String> {
    let query = request.decoded_query().unwrap_or_default();
    let mut entries = query.into_iter();
    Some(entries.find(|(key, _)| key == parameter)?.1)
}

fn number_in(request: &Request, parameter: &str) -> Option<u64> {
    value_in(request, parameter)?.parse().ok()
}

/// The JSON of a response.
struct Body<'v>(Value<'v>);

impl<'v> Body<'v> {
    fn text(&self, pointer: &str) -> Option<String> {
        let text = self.0.at(pointer)?.scalar_text().ok()?;
        (!text.is_empty()).then(|| text.into_owned())
    }

    /// A value that leads to the next page. Several APIs end a list with 0.
    fn cursor(&self, pointer: &str) -> Option<String> {
        let text = self.text(pointer)?;
        (!matches!(text.as_str(), "0" | "false")).then_some(text)
    }

    fn number(&self, pointer: &str) -> Option<u64> {
        self.text(pointer)?.parse().ok()
    }

    fn is_true(&self, pointer: &str) -> bool {
        self.text(pointer).is_some_and(|text| text == "true")
    }

    fn is_false(&self, pointer: &str) -> bool {
        self.text(pointer).is_some_and(|text| text == "false")
    }

    fn list(&self, pointer: &str) -> Option<impl ExactSizeIterator<Item = Value<'v>> + use<'v>> {
        self.0.at(pointer)?.items().ok()
    }

    fn count(&self, pointer: &str) -> u64 {
        self.list(pointer).map_or(0, |items| items.len() as u64)
    }

    fn last_item(&self, list: &str, key: &str) -> Option<String> {
        let last = self.list(list)?.last()?;
        let text = last.object().ok()?.get(key)?.scalar_text().ok()?;
        Some(text.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Encoding;

    fn request(target: &'static str) -> Request {
        let mut request = Request::new("GET", "https://h");
        request.path(target);
        let resolved = request.resolve(&|_| None, None, Encoding::Segment);
        resolved.expect("a URL");
        request
    }

    fn next(pagination: Pagination, target: &'static str, body: &str) -> Option<String> {
        let response = Response {
            body: body.to_owned().into(),
            ..Response::default()
        };
        match find(pagination, &request(target), &response).expect("a page")? {
            NextPage::Parameter(name, value) => Some(format!("{name}={value}")),
            NextPage::Target(target) => Some(target),
        }
    }

    #[test]
    fn a_cursor_ends_with_any_empty_value() {
        let pagination = Pagination::cursor("token", "/meta/next").more("/more");
        let next = |body| next(pagination, "/x", body);
        assert_eq!(next(r#"{"meta": {"next": "b"}}"#), Some("token=b".into()));
        assert_eq!(next(r#"{"meta": {"next": 17}}"#), Some("token=17".into()));
        for last in [
            r#"{"meta": {"next": ""}}"#,
            r#"{"meta": {"next": null}}"#,
            r#"{"meta": {"next": 0}}"#,
            r#"{"meta": {"next": "b"}, "more": false}"#,
            r#"{"meta": {}}"#,
            "[]",
            "not JSON",
            "",
        ] {
            assert_eq!(next(last), None, "{last}");
        }
    }

    #[test]
    fn a_page_without_number_is_the_documented_one() {
        let pagination = Pagination::page("page", "/items", 1).current("/page");
        let next = |target, body| next(pagination, target, body);
        let full = r#"{"items": [1]}"#;
        assert_eq!(next("/x", full), Some("page=2".into()));
        assert_eq!(next("/x?page=7", full), Some("page=8".into()));
        let zero = r#"{"items": [1], "page": 0}"#;
        assert_eq!(next("/x", zero), Some("page=1".into()));
        assert_eq!(next("/x", r#"{"items": []}"#), None);
    }

    #[test]
    fn the_number_of_pages_ends_a_list_that_starts_at_0_or_1() {
        let body = r#"{"items": [1], "pages": 3}"#;
        for (first, last) in [(0, "/x?page=2"), (1, "/x?page=3")] {
            let pagination = Pagination::page("page", "/items", first).total("/pages");
            assert!(next(pagination, "/x?page=1", body).is_some());
            assert_eq!(next(pagination, last, body), None, "{first}");
        }
    }

    #[test]
    fn an_offset_grows_by_the_items_received() {
        let pagination = Pagination::offset("offset", "").total("/total");
        assert_eq!(
            next(pagination, "/x?offset=4&limit=9", "[1, 2, 3]"),
            Some("offset=7".into())
        );
        assert_eq!(next(pagination, "/x", "[]"), None);
        let pagination = Pagination::offset("offset", "/items").total("/total");
        let body = r#"{"items": [1, 2], "total": 6}"#;
        assert_eq!(next(pagination, "/x?offset=4", body), None);
        assert_eq!(
            next(pagination, "/x?offset=3", body),
            Some("offset=5".into())
        );
    }

    #[test]
    fn the_last_item_leads_on_only_if_there_is_more() {
        let pagination = Pagination::last_item("after", "/data", "id").more("/has_more");
        let next = |body| next(pagination, "/x", body);
        let body = r#"{"data": [{"id": "a"}, {"id": "b"}], "has_more": true}"#;
        assert_eq!(next(body), Some("after=b".into()));
        assert_eq!(next(r#"{"data": [{"id": "a"}]}"#), None);
        assert_eq!(next(r#"{"data": [], "has_more": true}"#), None);
    }

    #[test]
    fn a_url_is_followed_within_its_origin() {
        let pagination = Pagination::url("/next");
        let follow = |url: &str| {
            let response = Response {
                body: format!(r#"{{"next": "{url}"}}"#).into(),
                ..Response::default()
            };
            find(pagination, &request("/a/b?page=1"), &response)
        };
        let target = |target: &str| Ok(Some(NextPage::Target(target.to_owned())));
        assert_eq!(follow("https://h/c?page=2"), target("/c?page=2"));
        assert_eq!(follow("https://H:443/c"), target("/c"));
        assert_eq!(follow("/c?x=a%20b"), target("/c?x=a%20b"));
        assert_eq!(follow("?page=2"), target("/a/b?page=2"));
        assert_eq!(follow(""), Ok(None));
        assert_eq!(follow("https://evil/c"), Err(PagesError::OtherOrigin));
        assert_eq!(follow("//evil/c"), Err(PagesError::OtherOrigin));
        assert_eq!(follow("http://h/c"), Err(PagesError::OtherOrigin));
        assert_eq!(follow("http://h:443/c"), Err(PagesError::OtherOrigin));
        assert_eq!(follow("https://h:8443/c"), Err(PagesError::OtherOrigin));
        assert_eq!(follow("file:///c"), Err(PagesError::InvalidUrl));
        assert_eq!(follow("/a/b?page=1"), Err(PagesError::Repeated));
    }
}

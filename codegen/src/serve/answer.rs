//! From a request to a response, without sockets.

use bytes::Bytes;
use client::Response;
use client::http::header::{
    CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, TRANSFER_ENCODING,
};
use client::http::{self, HeaderMap, HeaderValue, Method, StatusCode};
use client::testing::mock::{self, Miss};
use serde_json::json;

use super::catalogue::Catalogue;

/// A response, and what to log about it.
pub(super) struct Answer {
    pub(super) response: Response,
    pub(super) log: String,
}

/// The name of the saved response that was selected, in UTF-8.
const NAME: HeaderName = HeaderName::from_static("x-saved-response");
/// Why it was selected.
const MATCH: HeaderName = HeaderName::from_static("x-saved-match");

/// What pages of the catalogue may load and ask for: only what is on their server.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'",
);

/// The file of the catalogue that a request asks for. The files take precedence over saved responses.
pub(super) fn page(catalogue: &Catalogue, request: &http::Request<Bytes>) -> Option<Response> {
    let path = Some(request.uri().path()).filter(|_| request.method() == Method::GET)?;
    let (text, media_type) = catalogue.file(path)?;
    let mut response = content(StatusCode::OK, media_type, text);
    response.headers.insert(CONTENT_SECURITY_POLICY, POLICY);
    Some(response)
}

/// Answers a request with the saved response that matches it. The path `/` shows the list, unless a response is saved for it.
pub(super) fn answer(catalogue: &Catalogue, request: &http::Request<Bytes>) -> Answer {
    let path = request.uri().path();
    match mock::select(&catalogue.saved, request) {
        Ok(choice) => {
            let saved = choice.saved();
            let (line, status) = (saved.request().line(), saved.status().as_u16());
            Answer {
                response: explained(sendable(choice.response()), &choice),
                log: format!(
                    "{line}: {status}, `{}` of `{}` ({})",
                    saved.name(),
                    saved.item(),
                    choice.score()
                ),
            }
        }
        Err(_) if request.method() == Method::GET && path == "/" => Answer {
            response: content(StatusCode::OK, "text/html; charset=utf-8", &catalogue.page),
            log: "GET /: the list of saved responses".to_owned(),
        },
        Err(miss) => Answer {
            log: format!("{} {path}: 404, {miss}", request.method()),
            response: missed(&miss),
        },
    }
}

/// A response with headers that say which one was selected, and why.
fn explained(mut response: Response, choice: &mock::Choice<'_>) -> Response {
    let name = HeaderValue::from_bytes(choice.saved().name().as_bytes());
    let score = HeaderValue::try_from(choice.score().to_string());
    for (header, value) in [(NAME, name.ok()), (MATCH, score.ok())] {
        if let Some(value) = value {
            response.headers.insert(header, value);
        }
    }
    response
}

/// A response without what only describes the message that it was saved from.
fn sendable(mut response: Response) -> Response {
    response.headers.remove(CONTENT_LENGTH);
    response.headers.remove(TRANSFER_ENCODING);
    response
}

/// The response to a request that no saved response matches.
fn missed(miss: &Miss<'_>) -> Response {
    let closest = miss.closest().map(|closest| {
        json!({
            "item": closest.item(),
            "example": closest.name(),
            "status": closest.status().as_u16(),
            "request": closest.request().line(),
        })
    });
    let body = json!({
        "error": "no saved response matches the request",
        "closest": closest,
        "difference": miss.difference().to_string(),
    });
    let text = format!("{body:#}\n");
    content(StatusCode::NOT_FOUND, "application/json", &text)
}

/// A response with a failure that the user asked for.
pub(super) fn failure(status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    content(
        status,
        "application/json",
        "{\"error\": \"a failure that --fail asks for\"}\n",
    )
}

/// A response with text.
pub(super) fn content(status: StatusCode, content_type: &'static str, text: &str) -> Response {
    let content_type = HeaderValue::from_static(content_type);
    Response {
        status,
        headers: HeaderMap::from_iter([(CONTENT_TYPE, content_type)]),
        body: Bytes::copy_from_slice(text.as_bytes()),
    }
}

//! From a resolved, signed request to an [`http::Request`]: headers, `Content-Type`, body, `Content-Length`.

use std::borrow::Cow;
use std::io;

use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::signing::ordered;
use super::{Payload, Request, Secrecy};
use crate::body::{Body, Chunk};
use crate::error::BuildError;
use crate::{comments, encoding, form, header_syntax, multipart};

/// Methods that do not send `Content-Length` without a body (docs/postman-semantics.md §5.1).
const WITHOUT_LENGTH: [&str; 6] = ["GET", "HEAD", "TRACE", "DELETE", "CONNECT", "OPTIONS"];

const CONTENT_TYPE: &str = "Content-Type";

impl Request {
    /// Turns a resolved request into the one to send.
    pub(crate) fn finish(mut self) -> Result<http::Request<Body>, BuildError> {
        let body = self.body()?;
        self.add_user_info();
        self.add_content_length(body.as_ref());
        let headers = self.header_map()?;
        let (scheme, authority) = (self.scheme()?, self.authority()?);
        let uri = format!("{scheme}://{authority}{}", self.target()?);
        let mut request = http::Request::builder()
            .method(self.method)
            .uri(&uri)
            .body(body.unwrap_or_default())
            .map_err(|error| {
                // Without the URL, which can contain a key.
                BuildError::url(format!("invalid method or URL: {error}"))
            })?;
        *request.headers_mut() = headers;
        Ok(request)
    }

    /// Takes the body, and adds its automatic `Content-Type`.
    fn body(&mut self) -> Result<Option<Body>, BuildError> {
        let payload = std::mem::replace(&mut self.payload, Payload::None);
        Ok(match payload {
            Payload::None => None,
            Payload::Raw { text, .. } if text.is_empty() => None,
            Payload::Raw { language, text } => {
                self.payload = Payload::Raw { language, text };
                let text = self.stripped_text().into_owned();
                self.default_content_type(text_type(language));
                Some(text.into())
            }
            Payload::GraphQl(text) => {
                self.default_content_type("application/json");
                Some(text.into())
            }
            Payload::Urlencoded(fields) => {
                self.form_content_type(
                    |declared| declares(declared, "application/x-www-form-urlencoded"),
                    "application/x-www-form-urlencoded",
                );
                Some(form::encode(ordered(&fields)).into())
            }
            Payload::Multipart(parts) => Some(self.multipart(&parts)?),
            Payload::File(file) => {
                self.default_content_type(&file.media_type());
                let mut body = Body::default();
                body.push(Chunk::file(file).map_err(unreadable)?);
                Some(body)
            }
        })
    }

    fn multipart(&mut self, parts: &[multipart::Part]) -> Result<Body, BuildError> {
        let declared = self.header_value(CONTENT_TYPE).and_then(declared_boundary);
        let boundary = match declared {
            Some(boundary) => boundary,
            None => multipart::boundary().map_err(|error| {
                BuildError::file(format!("random numbers are not available: {error}"))
            })?,
        };
        self.form_content_type(
            |declared| declared_boundary(declared).is_some(),
            &format!("multipart/form-data; boundary={boundary}"),
        );
        multipart::encode(parts, &boundary).map_err(unreadable)
    }

    /// Adds a `Content-Type`, unless one is declared.
    fn default_content_type(&mut self, content_type: &str) {
        if self.header_value(CONTENT_TYPE).is_none() && !self.profile.disables("content-type") {
            self.header(CONTENT_TYPE, content_type);
        }
    }

    /// Adds a `Content-Type`, or replaces a declared one that does not fit (docs/postman-semantics.md §4.4).
    fn form_content_type(&mut self, fits: impl Fn(&str) -> bool, content_type: &str) {
        if self.profile.disables("content-type") {
            return;
        }
        match self
            .headers
            .iter_mut()
            .find(|header| header.is(CONTENT_TYPE))
        {
            Some(header) if fits(&header.value) => {}
            Some(header) => content_type.clone_into(&mut header.value),
            None => self.header(CONTENT_TYPE, content_type),
        }
    }

    /// Adds the `Content-Type` of JSON, which comes before the headers of auth; all others come after them
    /// (docs/postman-semantics.md §4.1).
    pub(super) fn add_json_content_type(&mut self) {
        let is_json = matches!(
            &self.payload,
            Payload::Raw { language: Some("json"), text } if !text.is_empty()
        );
        if is_json {
            self.default_content_type("application/json");
        }
    }

    /// The text of a raw body, without comments if it is JSON (docs/postman-semantics.md §5.2).
    pub(super) fn stripped_text(&self) -> Cow<'_, str> {
        let Payload::Raw { language, text } = &self.payload else {
            return Cow::Borrowed("");
        };
        let declared = self.header_value(CONTENT_TYPE);
        let is_json = match language {
            Some(language) => *language == "json",
            None => declared.is_some_and(is_json_type),
        };
        if is_json {
            comments::strip(text)
        } else {
            Cow::Borrowed(text)
        }
    }

    /// Sends the user info of the URL as basic auth, unless there is an `Authorization` header
    /// (docs/postman-semantics.md §3.3).
    fn add_user_info(&mut self) {
        if self.header_value("Authorization").is_some() {
            return;
        }
        let user_info = self.url.as_ref().and_then(|url| url.user_info.as_deref());
        if let Some(user_info) = user_info {
            let pair = encoding::decode(user_info);
            let pair = if pair.contains(':') { pair } else { pair + ":" };
            self.set_secret_header(
                "Authorization",
                &format!("Basic {}", encoding::base64(pair)),
            );
        }
    }

    fn add_content_length(&mut self, body: Option<&Body>) {
        if self.header_value("Content-Length").is_some() || self.profile.disables("content-length")
        {
            return;
        }
        match body.map(Body::length) {
            Some(Some(length)) => self.header("Content-Length", &length.to_string()),
            Some(None) => {}
            None if WITHOUT_LENGTH.contains(&self.method) => {}
            None => self.header("Content-Length", "0"),
        }
    }

    fn header_map(&self) -> Result<HeaderMap, BuildError> {
        let mut map: HeaderMap = HeaderMap::with_capacity(self.headers.len());
        for header in form::object_order(self.headers.iter().collect(), |header| &header.name) {
            let name = HeaderName::from_bytes(header.name.as_bytes())
                .map_err(|_| BuildError::header(&header.name, "is not a valid name"))?;
            let mut value = header_value(&header.name, &header.value)?;
            value.set_sensitive(header.secrecy == Secrecy::Secret);
            // Several `Cookie` headers become one (docs/postman-semantics.md §4.3).
            match map.get_mut(&name) {
                Some(known) if name == http::header::COOKIE => {
                    let joined = [known.as_bytes(), b"; ", value.as_bytes()].concat();
                    *known = HeaderValue::from_bytes(&joined)
                        .map_err(|_| BuildError::header(&header.name, "has an invalid value"))?;
                }
                _ => drop(map.append(name, value)),
            }
        }
        Ok(map)
    }
}

/// Encodes a value as latin-1 (docs/postman-semantics.md §4.3). Line breaks are refused, as they would start a header.
fn header_value(name: &str, value: &str) -> Result<HeaderValue, BuildError> {
    let bytes: Result<Vec<u8>, _> = value
        .chars()
        .map(|character| u8::try_from(u32::from(character)))
        .collect();
    let bytes = bytes.map_err(|_| BuildError::header(name, "has a character beyond U+00FF"))?;
    HeaderValue::from_bytes(&bytes).map_err(|_| BuildError::header(name, "has a control character"))
}

fn text_type(language: Option<&str>) -> &'static str {
    match language {
        Some("json") => "application/json",
        Some("xml") => "application/xml",
        Some("html") => "text/html",
        Some("javascript") => "application/javascript",
        _ => "text/plain",
    }
}

/// Whether a declared type is this media type, with or without parameters.
fn declares(declared: &str, media_type: &str) -> bool {
    declared.strip_prefix(media_type).is_some_and(|rest| {
        !rest.starts_with(|character: char| character.is_alphanumeric() || character == '_')
    })
}

/// The boundary of a declared `multipart/form-data`.
fn declared_boundary(declared: &str) -> Option<String> {
    let parameters = declared.strip_prefix("multipart/form-data;")?;
    let (_, boundary) = parameters.split_once("boundary=")?;
    let (boundary, _) = header_syntax::value(boundary, &[';']);
    (!boundary.is_empty()).then_some(boundary)
}

/// Whether a declared type is `application/json` or `application/…+json` (docs/postman-semantics.md §5.2).
fn is_json_type(declared: &str) -> bool {
    let media_type = declared.split([';', ' ']).next().unwrap_or_default();
    media_type == "application/json"
        || (media_type.starts_with("application/") && media_type.ends_with("+json"))
}

#[expect(clippy::needless_pass_by_value, reason = "used with `map_err`")]
fn unreadable(error: io::Error) -> BuildError {
    BuildError::file(format!("cannot read a file of the body: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Encoding;

    #[test]
    fn any_method_can_have_a_body() {
        let mut request = Request::new("GET", "http://h/");
        request.text(None, "x".to_owned());
        request
            .resolve(&|_| None, None, Encoding::Segment)
            .expect("a URL");
        let request = request.finish().expect("a request");
        assert_eq!(request.headers()["content-length"], "1");
        assert_eq!(request.body().in_memory().as_deref(), Some(&b"x"[..]));
    }
}

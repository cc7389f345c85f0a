//! From a resolved, signed request to an [`http::Request`]: headers, `Content-Type`, body, `Content-Length`.

use std::borrow::Cow;
use std::collections::BinaryHeap;
use std::io;

use bytes::Bytes;
use http::header::{
    AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, Entry, HeaderMap, HeaderName, HeaderValue,
};
use http::{Method, Uri};

use super::{Content, Header, Payload, Request, Secrecy};
use crate::body::{Body, Chunk};
use crate::error::BuildError;
use crate::{comments, encoding, form, header_syntax, multipart};

/// Methods that do not send `Content-Length` without a body (docs/postman-semantics.md §5.1).
const WITHOUT_LENGTH: [&str; 6] = ["GET", "HEAD", "TRACE", "DELETE", "CONNECT", "OPTIONS"];

/// The number of headers that are added automatically, here and by transports.
const AUTOMATIC: usize = 6;

impl Request {
    /// Creates the request to send from a resolved request. It can be sent any number of times, as long as
    /// [`is_repeatable`](Self::is_repeatable).
    pub(crate) fn finish(&self) -> Result<http::Request<Body>, BuildError> {
        let mut content = self.content()?;
        let headers = self.header_map(content.as_mut())?;
        let method = Method::from_bytes(self.method.as_bytes())
            .map_err(|error| BuildError::url(format!("invalid method: {error}")))?;
        let body = content.map(|content| content.body).unwrap_or_default();
        let mut request = http::Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = self.uri()?;
        *request.headers_mut() = headers;
        Ok(request)
    }

    /// The complete URL of a resolved request.
    pub(crate) fn uri(&self) -> Result<Uri, BuildError> {
        let url = self.resolved()?.encoded(self.url_encoding());
        // Without the URL, which can contain a key.
        Uri::try_from(url).map_err(|error| BuildError::url(format!("invalid URL: {error}")))
    }

    /// Whether the body can be sent more than once.
    pub(crate) fn is_repeatable(&self) -> bool {
        match &self.payload {
            Payload::File(file) => file.is_repeatable(),
            Payload::Multipart { parts, .. } => parts.iter().all(multipart::Part::is_repeatable),
            _ => true,
        }
    }

    fn content(&self) -> Result<Option<Content>, BuildError> {
        let content = |body, content_type| Content { body, content_type };
        let mut content = match &self.payload {
            Payload::None => return Ok(None),
            Payload::Raw { text, .. } if text.is_empty() => return Ok(None),
            Payload::Raw { language, .. } => content(
                self.stripped_text().into(),
                self.undeclared(|| text_type(*language).into()),
            ),
            Payload::GraphQl(text) => content(
                text.clone().into(),
                self.undeclared(|| "application/json".into()),
            ),
            Payload::Urlencoded { fields, encode } => {
                const TYPE: &str = "application/x-www-form-urlencoded";
                let declared = self.header_value("Content-Type");
                let fits = declared.is_some_and(|declared| declares(declared, TYPE));
                content(encode(fields).into(), (!fits).then_some(TYPE.into()))
            }
            Payload::Multipart { parts, encode } => encode(self, parts)?,
            Payload::File(file) => {
                let mut body = Body::default();
                body.push(Chunk::file(file.clone()).map_err(unreadable)?);
                content(body, self.undeclared(|| file.media_type().into()))
            }
        };
        if self.profile.disables("content-type") {
            content.content_type = None;
        }
        Ok(Some(content))
    }

    /// An automatic `Content-Type`, unless one is declared.
    fn undeclared(
        &self,
        content_type: impl FnOnce() -> Cow<'static, str>,
    ) -> Option<Cow<'static, str>> {
        (self.header_value("Content-Type").is_none()).then(content_type)
    }

    /// A multipart body, and its `Content-Type` unless the declared one has a boundary.
    pub(super) fn multipart(&self, parts: &[multipart::Part]) -> Result<Content, BuildError> {
        let declared = self
            .header_value("Content-Type")
            .and_then(declared_boundary);
        let (boundary, content_type) = match declared {
            Some(boundary) => (boundary, None),
            None => {
                let boundary = multipart::boundary().map_err(|error| {
                    BuildError::file(format!("random numbers are not available: {error}"))
                })?;
                let content_type = ["multipart/form-data; boundary=", &boundary].concat();
                (boundary, Some(content_type.into()))
            }
        };
        let body = multipart::encode(parts, &self.texts, &boundary).map_err(unreadable)?;
        Ok(Content { body, content_type })
    }

    /// Adds the `Content-Type` of JSON, which comes before the headers of auth; all others come after them
    /// (docs/postman-semantics.md §4.1).
    pub(super) fn add_json_content_type(&mut self) {
        let is_json = matches!(
            &self.payload,
            Payload::Raw { language: Some("json"), text } if !text.is_empty()
        );
        if is_json
            && self.header_value("Content-Type").is_none()
            && !self.profile.disables("content-type")
        {
            self.header("Content-Type", "application/json");
        }
    }

    /// The text of a raw body, without comments if it is JSON (docs/postman-semantics.md §5.2).
    pub(super) fn stripped_text(&self) -> Bytes {
        let Payload::Raw { language, text } = &self.payload else {
            return Bytes::new();
        };
        let is_json = match language {
            Some(language) => *language == "json",
            None => self.header_value("Content-Type").is_some_and(is_json_type),
        };
        if is_json {
            let stripped = std::str::from_utf8(text).map(comments::strip);
            if let Ok(Cow::Owned(stripped)) = stripped {
                return stripped.into();
            }
        }
        text.clone()
    }

    /// All headers: those of the request, then automatic ones.
    fn header_map(&self, content: Option<&mut Content>) -> Result<HeaderMap, BuildError> {
        let mut map: HeaderMap = HeaderMap::with_capacity(self.headers.len() + AUTOMATIC);
        let length = content.as_ref().map(|content| content.body.length());
        let content_type = content.and_then(|content| content.content_type.take());
        let mut content_type = content_type.map(content_type_value).transpose()?;
        for header in self.sent_headers().iter() {
            let name = self.texts.get(header.name);
            let name = HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| BuildError::header(name, "is not a valid name"))?;
            // A declared type that does not fit is replaced where it is (docs/postman-semantics.md §4.4).
            let value = match content_type.take_if(|_| name == CONTENT_TYPE) {
                Some(value) => value,
                None => self.header_value_of(header)?,
            };
            add(&mut map, name, value)?;
        }
        if let Some(value) = content_type {
            map.insert(CONTENT_TYPE, value);
        }
        if !map.contains_key(AUTHORIZATION) {
            if let Some(user_info) = self.resolved()?.user_info() {
                map.insert(AUTHORIZATION, basic(user_info)?);
            }
        }
        if !map.contains_key(CONTENT_LENGTH) && !self.profile.disables("content-length") {
            let length = match length {
                Some(length) => length,
                None => (!WITHOUT_LENGTH.contains(&self.method)).then_some(0),
            };
            if let Some(length) = length {
                map.insert(CONTENT_LENGTH, length.into());
            }
        }
        Ok(map)
    }

    /// The headers in the order in which they are sent. A [`HeaderMap`] keeps repeated names together, so only integers as
    /// names change the order.
    fn sent_headers(&self) -> Cow<'_, [Header]> {
        let integer = |header: &Header| form::integer_key(self.texts.get(header.name));
        if !self.headers.iter().any(|header| integer(header).is_some()) {
            return Cow::Borrowed(&self.headers);
        }
        let rank = |header: &Header| integer(header).unwrap_or(u64::MAX);
        let ranks = self.headers.iter().map(rank).zip(0..);
        // A heap, as `sort` adds 15 kB to each program, for headers that hardly any has.
        let ranks: BinaryHeap<(u64, usize)> = ranks.collect();
        let sorted = ranks.into_sorted_vec().into_iter();
        sorted.map(|(_, index)| self.headers[index]).collect()
    }

    fn header_value_of(&self, header: &Header) -> Result<HeaderValue, BuildError> {
        let (name, value) = (self.texts.get(header.name), self.texts.get(header.value));
        let mut value = header_value(name, value)?;
        value.set_sensitive(header.secrecy == Secrecy::Secret);
        Ok(value)
    }
}

/// Appends a header. Several `Cookie` headers become one (docs/postman-semantics.md §4.3).
fn add(map: &mut HeaderMap, name: HeaderName, value: HeaderValue) -> Result<(), BuildError> {
    match map.entry(name) {
        Entry::Occupied(mut known) if *known.key() == COOKIE => {
            let joined = [known.get().as_bytes(), b"; ", value.as_bytes()].concat();
            let joined = HeaderValue::from_bytes(&joined)
                .map_err(|_| BuildError::header(COOKIE.as_str(), "has an invalid value"))?;
            known.insert(joined);
        }
        Entry::Occupied(mut known) => known.append(value),
        Entry::Vacant(new) => drop(new.insert(value)),
    }
    Ok(())
}

fn content_type_value(text: Cow<'static, str>) -> Result<HeaderValue, BuildError> {
    match text {
        Cow::Borrowed(text) => Ok(HeaderValue::from_static(text)),
        Cow::Owned(text) if text.is_ascii() => HeaderValue::try_from(text)
            .map_err(|_| BuildError::header("Content-Type", "has a control character")),
        Cow::Owned(text) => header_value("Content-Type", &text),
    }
}

/// The user info of a URL as basic auth, which is sent unless there is an `Authorization` header
/// (docs/postman-semantics.md §3.3).
fn basic(user_info: &str) -> Result<HeaderValue, BuildError> {
    let pair = encoding::decode(user_info);
    let pair = if pair.contains(':') { pair } else { pair + ":" };
    let mut value = header_value(
        "Authorization",
        &format!("Basic {}", encoding::base64(pair)),
    )?;
    value.set_sensitive(true);
    Ok(value)
}

/// Encodes a value as latin-1 (docs/postman-semantics.md §4.3). Line breaks are refused, as they would start a header.
fn header_value(name: &str, value: &str) -> Result<HeaderValue, BuildError> {
    let invalid = |_| BuildError::header(name, "has a control character");
    if value.is_ascii() {
        return HeaderValue::from_bytes(value.as_bytes()).map_err(invalid);
    }
    let bytes: Result<Vec<u8>, _> = value
        .chars()
        .map(|character| u8::try_from(u32::from(character)))
        .collect();
    let bytes = bytes.map_err(|_| BuildError::header(name, "has a character beyond U+00FF"))?;
    HeaderValue::from_bytes(&bytes).map_err(invalid)
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
        !rest.starts_with(|character: char| character.is_ascii_alphanumeric() || character == '_')
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

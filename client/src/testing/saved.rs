//! Saved responses, with the requests that they answer.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::attempt::OperationId;
use crate::encoding;
use crate::operation::Operation;
use crate::response::Response;

type Text = Cow<'static, str>;
type Pairs = Vec<(Text, Text)>;

/// A response that the collection saves, as an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedResponse {
    operation: Option<OperationId>,
    item: Text,
    name: Text,
    id: Text,
    status: StatusCode,
    headers: Pairs,
    body: Text,
    request: SavedRequest,
}

/// The request that a saved response answers, with its `{{variables}}`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SavedRequest {
    pub(super) method: Text,
    pub(super) base_path: Text,
    pub(super) path: Text,
    pub(super) variables: Pairs,
    pub(super) query: Pairs,
    pub(super) headers: Pairs,
    pub(super) body: Option<Text>,
}

impl SavedResponse {
    /// Creates a response to an operation. A status outside 100 to 999 is read as `200`.
    #[must_use]
    pub fn of<O: Operation>(
        name: impl Into<Cow<'static, str>>,
        status: u16,
        content_type: Option<&'static str>,
        body: impl Into<Cow<'static, str>>,
    ) -> Self {
        let content_type = content_type.map(|it| ("Content-Type", it));
        Self {
            operation: Some(OperationId::of::<O>()),
            ..Self::new(O::NAME, name, status, body).headers(content_type)
        }
    }

    /// Creates a response to an item of a collection that has no generated type. A status outside 100 to 999 is read as `200`.
    #[must_use]
    pub fn new(
        item: impl Into<Cow<'static, str>>,
        name: impl Into<Cow<'static, str>>,
        status: u16,
        body: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            operation: None,
            item: item.into(),
            name: name.into(),
            id: Text::default(),
            status: StatusCode::from_u16(status).unwrap_or_default(),
            headers: Pairs::new(),
            body: body.into(),
            request: SavedRequest::default(),
        }
    }

    /// Sets its id in the collection.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<Cow<'static, str>>) -> Self {
        self.id = id.into();
        self
    }

    /// Adds headers.
    #[must_use]
    pub fn headers<N: Into<Text>, V: Into<Text>>(
        mut self,
        headers: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        self.headers.extend(texts(headers));
        self
    }

    /// Sets the request that it answers.
    #[must_use]
    pub fn to(mut self, request: SavedRequest) -> Self {
        self.request = request;
        self
    }

    /// The operation that it answers, if it has a generated type.
    #[must_use]
    pub fn operation(&self) -> Option<OperationId> {
        self.operation
    }

    /// The name of the item that it belongs to.
    #[must_use]
    pub fn item(&self) -> &str {
        &self.item
    }

    /// Its name in the collection.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its id in the collection; empty if it has none.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The body, with its `{{variables}}`.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The request that it answers.
    #[must_use]
    pub fn request(&self) -> &SavedRequest {
        &self.request
    }

    /// The response, as it is saved. Headers that are not valid are left out, and so is the body of a status that has none
    /// (RFC 9110, section 6.4.1).
    #[must_use]
    pub fn response(&self) -> Response {
        let has_body = !matches!(self.status.as_u16(), 100..=199 | 204 | 205 | 304);
        let body = match &self.body {
            _ if !has_body => Bytes::new(),
            Cow::Borrowed(text) => Bytes::from_static(text.as_bytes()),
            Cow::Owned(text) => Bytes::copy_from_slice(text.as_bytes()),
        };
        Response {
            status: self.status,
            headers: header_map(&self.headers),
            body,
        }
    }
}

impl SavedRequest {
    /// Creates a request. In the path, `:name` is a variable of the path and `{{name}}` any other.
    #[must_use]
    pub fn new(method: impl Into<Cow<'static, str>>, path: impl Into<Cow<'static, str>>) -> Self {
        Self {
            method: method.into(),
            path: path.into(),
            ..Self::default()
        }
    }

    /// Sets the path of the server in the collection, such as `/v2`. A request matches with or without it.
    #[must_use]
    pub fn base_path(mut self, path: impl Into<Cow<'static, str>>) -> Self {
        self.base_path = path.into();
        self
    }

    /// Adds values of path variables, by name. Without a value, any segment matches.
    #[must_use]
    pub fn variables<N: Into<Text>, V: Into<Text>>(
        mut self,
        variables: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        self.variables.extend(texts(variables));
        self
    }

    /// Adds entries of the query.
    #[must_use]
    pub fn query<N: Into<Text>, V: Into<Text>>(
        mut self,
        query: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        self.query.extend(texts(query));
        self
    }

    /// Adds headers.
    #[must_use]
    pub fn headers<N: Into<Text>, V: Into<Text>>(
        mut self,
        headers: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        self.headers.extend(texts(headers));
        self
    }

    /// Sets the body, if it is text.
    #[must_use]
    pub fn body(mut self, body: impl Into<Cow<'static, str>>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// The path and query of a `GET` request without variables, as a link.
    #[must_use]
    pub fn target(&self) -> Option<String> {
        let value = |name: &str| {
            let mut variables = self.variables.iter();
            let found = variables.find(|(known, _)| known == name);
            found.map(|(_, value)| encoding::unreserved(value).into_owned())
        };
        let segments = self.path.split('/').map(|segment| {
            let name = segment.strip_prefix(':').filter(|name| !name.is_empty());
            name.map_or_else(|| Some(segment.to_owned()), value)
        });
        let path = segments.collect::<Option<Vec<_>>>()?.join("/");
        let query = self.query.iter();
        let query = query.map(|(name, value)| format!("{name}={value}"));
        let query = query.collect::<Vec<_>>().join("&");
        let separator = if query.is_empty() { "" } else { "?" };
        let target = path + separator + &query;
        let is_local = target.starts_with('/') && !target.starts_with("//");
        let is_plain = self.method == "GET" && is_local && !target.contains("{{");
        is_plain.then_some(target)
    }

    /// The method and the path, such as `GET /users/:userId`.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

fn texts<N: Into<Text>, V: Into<Text>>(
    pairs: impl IntoIterator<Item = (N, V)>,
) -> impl Iterator<Item = (Text, Text)> {
    let pairs = pairs.into_iter();
    pairs.map(|(name, value)| (name.into(), value.into()))
}

/// The headers that are valid. Of several content types, the first one counts.
fn header_map(headers: &Pairs) -> HeaderMap {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name = HeaderName::from_bytes(name.as_bytes());
        let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) else {
            continue;
        };
        if name != CONTENT_TYPE || !map.contains_key(CONTENT_TYPE) {
            map.append(name, value);
        }
    }
    map
}

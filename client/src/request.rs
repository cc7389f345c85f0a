//! Requests, which generated code fills in and auth schemes sign.
//!
//! A request goes through three states: filled in (by an operation), resolved (its URL is known, so it can be signed) and
//! finished (an [`http::Request`]). [`Endpoint`](crate::Endpoint) takes it through them.

mod finish;
mod indexed;
mod resolve;
mod signing;

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
pub use indexed::IndexedKeys;

use crate::body::Body;
use crate::error::BuildError;
use crate::file::File;
use crate::form;
use crate::graphql;
use crate::json::{self, ToJson};
use crate::multipart::{self, Part};
use crate::profile::Profile;
use crate::texts::{Text, Texts};
use crate::url::Url;

/// A request to an API's server, while it is built.
///
/// Its methods do not fail: the first error is kept until the request is resolved.
#[derive(Clone)]
#[must_use = "a request does nothing until a client sends it"]
pub struct Request {
    method: &'static str,
    server: &'static str,
    texts: Texts,
    path: Vec<PathSegment>,
    query: Vec<Entry>,
    headers: Vec<Header>,
    payload: Payload,
    profile: Profile,
    error: Option<BuildError>,
    url: Option<Url>,
}

/// A segment of the path.
#[derive(Debug, Clone, Copy)]
enum PathSegment {
    Literal(Text),
    ServerVariable(&'static str),
    Parameter { name: &'static str, value: Text },
}

/// An entry of the query.
#[derive(Debug, Clone)]
enum Entry {
    Literal(&'static str),
    Key(Text),
    Pair(Text, Text),
    Segments(Vec<EntrySegment>),
}

/// A segment of a query entry.
#[derive(Debug, Clone, Copy)]
pub enum QuerySegment<'a> {
    /// URL text of the collection (docs/postman-semantics.md §3.3).
    Literal(&'static str),
    /// The value of a parameter.
    Value(&'a str),
}

impl<'a> QuerySegment<'a> {
    /// The value of a parameter, or a default that is URL text.
    #[must_use]
    pub fn or(value: Option<&'a str>, default: &'static str) -> Self {
        value.map_or(Self::Literal(default), Self::Value)
    }
}

#[derive(Debug, Clone, Copy)]
enum EntrySegment {
    Literal(&'static str),
    Value(Text),
}

#[derive(Debug, Clone, Copy)]
struct Header {
    name: Text,
    value: Text,
    secrecy: Secrecy,
}

/// Whether a header contains a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Secrecy {
    Open,
    Secret,
}

/// The content of the body.
///
/// Forms come with the function that encodes them, so that programs without forms do not contain it: nothing else refers to
/// it.
#[derive(Debug, Clone)]
enum Payload {
    None,
    Raw {
        language: Option<&'static str>,
        /// UTF-8. Sending it again costs nothing.
        text: Bytes,
    },
    Urlencoded {
        fields: Vec<(String, String)>,
        encode: fn(&[(String, String)]) -> String,
    },
    Multipart {
        parts: Vec<Part>,
        encode: fn(&Request, &[Part]) -> Result<Content, BuildError>,
    },
    File(File),
    GraphQl(Bytes),
}

/// A body, and the automatic `Content-Type` that it needs.
struct Content {
    body: Body,
    /// [`None`] if the declared one stays.
    content_type: Option<Cow<'static, str>>,
}

/// How the values of parameters are encoded in URLs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// A value is data. It is encoded so that it stays in its path segment or query entry and arrives unchanged.
    #[default]
    Segment,
    /// A value is URL text, as in Postman. `/`, `?`, `#`, `&` and `%XX` keep their meaning
    /// (docs/postman-semantics.md §2.5).
    Postman,
}

impl Request {
    /// Creates a request. `server` is the URL up to the path, with `{{variables}}` of the API's
    /// [`Server`](crate::Server).
    pub fn new(method: &'static str, server: &'static str) -> Self {
        Self {
            method,
            server,
            texts: Texts::new(),
            path: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            payload: Payload::None,
            profile: Profile::DEFAULT,
            error: None,
            url: None,
        }
    }

    /// Sets how the request is sent.
    pub fn profile(&mut self, profile: Profile) {
        self.profile = profile;
    }

    /// Appends URL text to the path.
    pub fn path(&mut self, literal: &str) {
        let literal = self.texts.add(literal);
        self.path.push(PathSegment::Literal(literal));
    }

    /// Appends the value of a server variable to the path.
    pub fn path_server_variable(&mut self, variable: &'static str) {
        self.path.push(PathSegment::ServerVariable(variable));
    }

    /// Appends the value of a path variable.
    pub fn path_parameter(&mut self, name: &'static str, value: &str) {
        let value = self.texts.add(value);
        self.path.push(PathSegment::Parameter { name, value });
    }

    /// Appends `key=value` to the query.
    pub fn query(&mut self, key: &str, value: &str) {
        let pair = Entry::Pair(self.texts.add(key), self.texts.add(value));
        self.query.push(pair);
    }

    /// Appends a key without a value to the query.
    pub fn query_key(&mut self, key: &str) {
        let key = self.texts.add(key);
        self.query.push(Entry::Key(key));
    }

    /// Appends URL text to the query, as an entry.
    pub fn query_literal(&mut self, text: &'static str) {
        self.query.push(Entry::Literal(text));
    }

    /// Appends an entry to the query that consists of URL text and values.
    pub fn query_segments(&mut self, segments: &[QuerySegment<'_>]) {
        let kept = segments.iter().map(|segment| match segment {
            QuerySegment::Literal(text) => EntrySegment::Literal(text),
            QuerySegment::Value(text) => EntrySegment::Value(self.texts.add(text)),
        });
        self.query.push(Entry::Segments(kept.collect()));
    }

    /// Appends a header.
    pub fn header(&mut self, name: &str, value: &str) {
        self.push_header(name, value, Secrecy::Open);
    }

    /// Appends a header with a credential, which is marked as sensitive and never sent to another origin.
    pub fn secret_header(&mut self, name: &str, value: &str) {
        self.push_header(name, value, Secrecy::Secret);
    }

    fn push_header(&mut self, name: &str, value: &str, secrecy: Secrecy) {
        self.headers.push(Header {
            name: self.texts.add(name),
            value: self.texts.add(value),
            secrecy,
        });
    }

    /// Sets a text body. `language` determines its automatic `Content-Type` (docs/postman-semantics.md §4.4).
    pub fn text(&mut self, language: Option<&'static str>, text: String) {
        self.payload = Payload::Raw {
            language,
            text: text.into(),
        };
    }

    /// Sets a JSON body.
    pub fn json(&mut self, language: Option<&'static str>, value: &dyn ToJson) {
        self.text(language, json::to_string(value));
    }

    /// Adds a field to an urlencoded body.
    pub fn urlencoded(&mut self, key: &str, value: &str) {
        let field = (key.to_owned(), value.to_owned());
        match &mut self.payload {
            Payload::Urlencoded { fields, .. } => fields.push(field),
            payload => {
                *payload = Payload::Urlencoded {
                    fields: vec![field],
                    encode: form::encode_ordered,
                }
            }
        }
    }

    /// Adds a text part to a multipart body.
    pub fn form_text(&mut self, name: &str, value: &str) {
        self.form_part(name, value, None, None);
    }

    /// Adds a text part with a content type or a file name.
    pub fn form_part(
        &mut self,
        name: &str,
        value: &str,
        content_type: Option<&str>,
        file_name: Option<&str>,
    ) {
        let content = multipart::Content::Text {
            value: self.texts.add(value),
            content_type: content_type.map(str::to_owned),
            file_name: file_name.map(str::to_owned),
        };
        self.add_part(name, content);
    }

    /// Adds a file part.
    pub fn form_file(&mut self, name: &str, file: File) {
        let content = if file.is_none() {
            multipart::Content::Nothing {
                content_type: file.declared_type().map(str::to_owned),
            }
        } else {
            multipart::Content::File(file)
        };
        self.add_part(name, content);
    }

    /// Adds a file part. `content_type` and `file_name` apply if the file itself has none.
    pub fn form_file_as(
        &mut self,
        name: &str,
        file: File,
        content_type: Option<&str>,
        file_name: Option<&str>,
    ) {
        self.form_file(name, file.or(content_type, file_name));
    }

    fn add_part(&mut self, name: &str, content: multipart::Content) {
        let part = Part {
            name: self.texts.add(name),
            content,
        };
        match &mut self.payload {
            Payload::Multipart { parts, .. } => parts.push(part),
            payload => {
                *payload = Payload::Multipart {
                    parts: vec![part],
                    encode: Self::multipart,
                }
            }
        }
    }

    /// Sets a file as the body.
    pub fn file(&mut self, file: File) {
        self.payload = Payload::File(file);
    }

    /// Sets a GraphQL body. `variables` is JSON text, which is inserted unchanged (docs/postman-semantics.md §5.5).
    pub fn graphql(&mut self, query: &str, operation_name: Option<&str>, variables: Option<&str>) {
        self.payload = Payload::GraphQl(graphql::encode(query, operation_name, variables).into());
    }

    /// The path as the collection has it, such as `/users/:userId`.
    pub(crate) fn path_template(&self) -> String {
        let mut template = String::new();
        for segment in &self.path {
            match *segment {
                PathSegment::Literal(literal) => template.push_str(self.texts.get(literal)),
                PathSegment::ServerVariable(name) => template += &format!("{{{{{name}}}}}"),
                PathSegment::Parameter { name, .. } => template += &format!(":{name}"),
            }
        }
        template
    }

    /// How the request is sent.
    pub(crate) fn sent_profile(&self) -> Profile {
        self.profile
    }

    /// Keeps an error, unless there already is one, until the request is resolved.
    pub fn fail(&mut self, error: BuildError) {
        self.error.get_or_insert(error);
    }
}

impl fmt::Debug for Request {
    /// Omits values, which can be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self
            .headers
            .iter()
            .map(|header| self.texts.get(header.name))
            .collect();
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("server", &self.server)
            .field("headers", &headers)
            .finish_non_exhaustive()
    }
}

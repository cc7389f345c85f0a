//! What a collection file says: Postman's format, all versions of it in one shape.
//!
//! [`parse`] takes JSON text of any version (v1.0.0, v2.0.0, v2.1.0, a `{"collection": …}` wrapper, one folder, one
//! item) and gives a [`Collection`] in the words of v2.1. All API versions, string-or-object unions and other oddities
//! of the format end here: no later stage asks which version a file had. Strings still hold their `{{variables}}`.
//!
//! Every part that can be complained about carries its JSON pointer in the file as it was read.

mod body;
mod document;
mod export;
#[cfg(test)]
mod golden;
mod keys;
mod parse;
mod schemas;
mod text;
mod texts;
mod unused;
mod url;
mod v1;

#[cfg(feature = "site")]
pub(crate) use parse::document;
pub use parse::{parse, parse_environment};

/// The parts of a URL that is one text.
pub(crate) fn parse_url(text: &str) -> Url {
    url::parse(text, "")
}

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// A collection, or the one folder or item that a file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Collection {
    /// `info.name`; empty where the file is one item or does not say.
    pub name: String,
    /// `info.description`, as text.
    pub description: Option<String>,
    /// Items and folders, in file order.
    pub nodes: Vec<Node>,
    /// Collection variables: enabled ones, with a key; the last of duplicates.
    pub variables: Vec<Variable>,
    /// The collection's auth.
    pub auth: Option<Auth>,
    /// Its scripts.
    pub scripts: Vec<Script>,
    /// `protocolProfileBehavior`, free form.
    pub profile: Map<String, Value>,
    /// JSON Schemas (`$type` of format 3), by the JSON pointer of the body, response or parameter that they describe.
    pub schemas: BTreeMap<String, Value>,
}

/// An entry of an `item` array.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// An entry with an `item` member.
    Folder(Box<Folder>),
    /// Any other.
    Item(Box<Item>),
}

/// A folder (item group).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Folder {
    /// JSON pointer of the folder.
    pub pointer: String,
    /// Its name; can be empty.
    pub name: String,
    /// Its description, as text.
    pub description: Option<String>,
    /// What is in it, in file order.
    pub nodes: Vec<Node>,
    /// Its auth.
    pub auth: Option<Auth>,
    /// Its scripts.
    pub scripts: Vec<Script>,
    /// Its `protocolProfileBehavior`.
    pub profile: Map<String, Value>,
}

/// An item: one request with its saved responses.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Item {
    /// JSON pointer of the item; empty where the file is the item.
    pub pointer: String,
    /// Its name; can be empty.
    pub name: String,
    /// The item's own description; the request has another.
    pub description: Option<String>,
    /// The request.
    pub request: Request,
    /// Saved responses, in file order.
    pub responses: Vec<Response>,
    /// Its scripts.
    pub scripts: Vec<Script>,
    /// Its `protocolProfileBehavior`.
    pub profile: Map<String, Value>,
}

/// A request.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Request {
    /// JSON pointer of the request.
    pub pointer: String,
    /// The method, upper-cased, before templates are replaced; `GET` where the file has none.
    pub method: String,
    /// The URL; [`None`] where there is none to send to.
    pub url: Option<Url>,
    /// Whether the URL is an object that has only `raw`, which Postman does not read.
    pub has_raw_url_only: bool,
    /// Headers with a key, disabled ones too, in file order.
    pub headers: Vec<Header>,
    /// The body, whatever its method does with it.
    pub body: Option<Body>,
    /// The request's own auth.
    pub auth: Option<Auth>,
    /// Its description, as text.
    pub description: Option<String>,
}

/// A URL, taken to its parts; `raw` is never read (vector `url-parts-beat-raw`).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Url {
    /// JSON pointer of the URL.
    pub pointer: String,
    /// The protocol without `://`; can be a template.
    pub protocol: Option<String>,
    /// `user:password`, raw, where the URL has them.
    pub user_info: Option<String>,
    /// The host, labels joined by dots.
    pub host: String,
    /// The port; can be a template.
    pub port: Option<String>,
    /// The path as Postman flattens it, with its leading slash, raw: `:name` segments and templates in place.
    /// Empty where the URL has no path at all.
    pub path: String,
    /// Query entries, disabled ones too, in file order.
    pub query: Vec<QueryParam>,
    /// Values and descriptions of path variables; the last of duplicates. Always empty for a string URL.
    pub variables: Vec<PathVariable>,
    /// Whether the file gave a string: then nothing in keys and values of the query is escaped when flattened
    /// (docs/postman-semantics.md §3.3), and `:name` is plain text (docs/postman-semantics.md §2.5).
    pub from_string: bool,
}

/// An entry of `url.query`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct QueryParam {
    /// JSON pointer of the entry.
    pub pointer: String,
    /// The key; [`None`] where it is null or missing (docs/postman-semantics.md §3.3).
    pub key: Option<String>,
    /// The value; [`None`] where it is null, missing or no string: only the key is sent.
    pub value: Option<String>,
    /// Whether Postman leaves it out.
    pub disabled: bool,
    /// Its description, as text.
    pub description: Option<String>,
}

/// An entry of `url.variable`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PathVariable {
    /// JSON pointer of the entry.
    pub pointer: String,
    /// The name, without the colon.
    pub key: String,
    /// The value where it is a non-empty string after casting; only then is it used (docs/postman-semantics.md §2.5).
    pub value: Option<String>,
    /// Its description, as text.
    pub description: Option<String>,
    /// Whether the file has the value in the path, and no variable.
    pub is_literal: bool,
}

/// A request or response header.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Header {
    /// JSON pointer of the entry, or of the header string.
    pub pointer: String,
    /// The name, in the file's spelling.
    pub key: String,
    /// The value as text (docs/postman-semantics.md §4.3: null is `null`, numbers and booleans are text, a missing one
    /// is empty).
    pub value: String,
    /// Whether Postman leaves it out.
    pub disabled: bool,
    /// Whether a variable takes the place of a secret in the value.
    pub is_redacted: bool,
    /// Its description, as text.
    pub description: Option<String>,
}

/// A request body that has content or could have.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Mode `raw`, and unknown modes.
    Raw {
        /// JSON pointer of the text.
        pointer: String,
        /// The text; JSON in place of a string is serialized without blanks.
        text: String,
        /// `options.raw.language`.
        language: Option<String>,
        /// How many of the variables in the text take the place of a secret.
        redacted: usize,
    },
    /// Mode `urlencoded`.
    Urlencoded(Vec<FormParam>),
    /// Mode `formdata`.
    FormData(Vec<FormParam>),
    /// Mode `file`: the whole body is a file.
    File {
        /// JSON pointer of the `file` member.
        pointer: String,
        /// The path.
        src: Option<String>,
        /// The content in base64, used if `src` is missing.
        content: Option<String>,
    },
    /// Mode `graphql`.
    GraphQl {
        /// JSON pointer of the `graphql` member.
        pointer: String,
        /// The query. A body without one is [`Raw`](Self::Raw).
        query: String,
        /// The operation name; [`None`] if it is not a string.
        operation_name: Option<String>,
        /// The variables: a string is spliced in verbatim, anything else is serialized
        /// (docs/postman-semantics.md §5.5).
        variables: Option<Value>,
    },
}

/// A field of a form.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FormParam {
    /// JSON pointer of the field.
    pub pointer: String,
    /// The key, as text.
    pub key: String,
    /// What it holds.
    pub value: FormValue,
    /// `contentType`, where not empty.
    pub content_type: Option<String>,
    /// `fileName`, where not empty.
    pub file_name: Option<String>,
    /// Whether Postman leaves it out.
    pub disabled: bool,
    /// Its description, as text.
    pub description: Option<String>,
}

/// What a form field holds.
#[derive(Debug, Clone, PartialEq)]
pub enum FormValue {
    /// Text, as it is sent (docs/postman-semantics.md §5.3 and §5.4 for values that are no strings).
    Text(String),
    /// Several values of one urlencoded key.
    Texts(Vec<String>),
    /// Files on disk; empty where the file names none.
    Files(Vec<String>),
    /// A file given as base64 text.
    Base64(String),
}

impl FormValue {
    /// The text, where it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Texts(_) | Self::Files(_) | Self::Base64(_) => None,
        }
    }
}

impl Default for FormValue {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

/// An auth block: its type and its parameters as key and value.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Auth {
    /// JSON pointer of the block.
    pub pointer: String,
    /// The type, such as `oauth2`; `noauth` too.
    pub kind: String,
    /// Parameters; the last of duplicates. Values are JSON of any type.
    pub parameters: Map<String, Value>,
}

/// An environment, or globals.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Environment {
    /// The name; empty if the file has none.
    pub name: String,
    /// The variables.
    pub variables: Vec<Variable>,
}

/// A variable of a collection, an environment or of globals.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Variable {
    /// JSON pointer of the entry.
    pub pointer: String,
    /// The name.
    pub key: String,
    /// The value as text (docs/postman-semantics.md §2.1).
    pub value: String,
    /// Whether its type is `secret`.
    pub secret: bool,
    /// Whether it is from a file of globals, over which the collection's own variables take precedence.
    pub is_global: bool,
    /// Its description, as text.
    pub description: Option<String>,
}

/// A script (event): what a static generator cannot follow.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Script {
    /// JSON pointer of the event.
    pub pointer: String,
    /// `prerequest` or `test`.
    pub listen: String,
    /// The source text, lines joined; never empty.
    pub text: String,
}

/// A saved response (example).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Response {
    /// JSON pointer of the response.
    pub pointer: String,
    /// Its name.
    pub name: String,
    /// Its id; can be empty.
    pub id: String,
    /// The code, where it is a number from 100 to 999 or a string of one.
    pub code: Option<u16>,
    /// The reason phrase.
    pub status: Option<String>,
    /// Its headers.
    pub headers: Vec<Header>,
    /// The body text; [`None`] where null or missing.
    pub body: Option<String>,
    /// `_postman_previewlanguage`.
    pub preview_language: Option<String>,
    /// The request at the time of saving.
    pub original_request: Option<Request>,
}

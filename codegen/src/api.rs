//! The model: what a collection means. `lower` builds it, and `emit` writes it as Rust.
//!
//! # Guarantees
//!
//! `emit` relies on all of these, and therefore returns no errors:
//!
//! * Every [`Ident`] is a valid Rust identifier and not a keyword of any edition. Names of modules and fields are
//!   `snake_case`, names of types and variants `UpperCamelCase`. Each is unique in its scope: fields and variants in their
//!   type, types among everything in their module (request type, response enum, types, error codes, and the imports that
//!   `emit` adds), modules and types among their siblings.
//! * Responses are sorted by status, and each status occurs once. Error codes are unique.
//! * Every [`Segment::Parameter`] is the index of a parameter of its operation. Every [`Segment::ServerVariable`] is the name
//!   of a server variable of the API.
//! * [`Type::Named`] names a type of the same operation or one in [`Api::types`].
//! * [`Docs`] are clean for rustdoc: no bare URLs, no HTML, no broken links, no unbalanced code fences.
//! * [`Pagination`] that is complete belongs to an operation that has its parameter, and [`list`](Pagination::list) finds its
//!   items.
//! * No text anywhere in the model is a secret.

mod definitions;
mod derive;
mod environment;
mod evidence;
pub(crate) mod external;
mod format;
mod ident;
mod keywords;
mod observed;
mod pagination;
mod provider;
mod response;
mod scheme;
#[cfg(test)]
pub(crate) mod testing;
mod types;
mod walk;

pub use crate::markdown::Docs;
pub use definitions::Definitions;
pub use derive::{Derive, Obstacle};
pub use environment::environment_variable;
pub use evidence::{Content, Evidence, Fact, FirstPageReason, PresenceReason, Unproven};
pub use format::{FormatTypes, TextFormat};
pub use ident::Ident;
pub(crate) use keywords::is_keyword;
pub use observed::Observed;
pub use pagination::{List, PageRule, Pagination};
pub use provider::{Grant, Provider};
pub use response::{
    ErrorCode, JsonStream, Payload, Response, SavedRequest, SavedResponse, StreamFormat, is_success,
};
pub use scheme::{AuthType, KeyLocation, Scheme, SchemeKind};
pub use types::{
    AlwaysThere, Enum, EnumRepr, Field, Struct, Tag, Type, TypeDef, Union, Uses, Variant,
};

/// The name of the runtime in generated code.
pub(crate) const CLIENT: &str = "client";

/// One API, from one input: a collection, or a folder of collections.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// The module's name, such as `zoom`.
    pub module: Ident,
    /// The marker type's name, such as `Zoom`.
    pub type_name: Ident,
    /// The name for people, such as `zoom`.
    pub name: String,
    /// The collection's description.
    pub docs: Docs,
    /// The input as the user named it, such as `collections/zoom`.
    pub source: String,
    /// The variables of its URLs, in order of first use.
    pub server_variables: Vec<ServerVariable>,
    /// The environments with values of these variables, in the order of their files.
    pub environments: Vec<Environment>,
    /// The variables outside of the front of URLs that a client can set for all calls, in order of first use.
    pub client_variables: Vec<ClientVariable>,
    /// The auth schemes of its operations, in order of first use.
    pub schemes: Vec<Scheme>,
    /// Types that more than one operation uses, in the module `types` of the API.
    pub types: Vec<TypeDef>,
    /// Operations at the top.
    pub operations: Vec<Operation>,
    /// Folders at the top.
    pub folders: Vec<Folder>,
    /// Whether each folder at the top is a feature of the crate: see [`Api::feature_of`].
    pub folder_features: bool,
    /// Whether types in JSON have serde's traits, with feature `serde` of `client`.
    pub serde: bool,
    /// The path of the runtime in generated code; usually `client`.
    pub client_path: String,
}

impl Api {
    /// The feature that a folder at the top is compiled with, such as `shop-orders`.
    #[must_use]
    pub fn feature_of(&self, folder: &Folder) -> Option<String> {
        // In the style of Cargo features; only Rust needs the underscore after a keyword.
        let words = |module: &Ident| module.as_str().trim_end_matches('_').replace('_', "-");
        self.folder_features
            .then(|| format!("{}-{}", words(&self.module), words(&folder.module)))
    }

    /// The features of all folders at the top.
    pub fn features(&self) -> impl Iterator<Item = String> + '_ {
        self.folders
            .iter()
            .filter_map(|folder| self.feature_of(folder))
    }
}

/// A folder: one module.
#[derive(Debug, Clone, PartialEq)]
pub struct Folder {
    /// The module's name.
    pub module: Ident,
    /// The folder's name in the collection, on one line.
    pub name: String,
    /// JSON pointer of the folder.
    pub pointer: String,
    /// The folder's description.
    pub docs: Docs,
    /// Its operations, in file order.
    pub operations: Vec<Operation>,
    /// Its folders, in file order.
    pub folders: Vec<Folder>,
}

/// A variable of the API's URLs, which belongs to the client: one field of the generated `Server`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    /// The field's name, such as `base_url`.
    pub name: Ident,
    /// The name between braces in [`Operation::server`], such as `baseUrl`.
    pub variable: String,
    /// The value, if the collection, an environment or the configuration has one.
    /// It can contain `{{variables}}` that are also server variables.
    pub default: Option<String>,
    /// Whether a server cannot be named without it. Otherwise it has a default, or only a few operations use it: calls of these
    /// fail if it has no value.
    pub is_required: bool,
    /// What it is in the URL where it is used first.
    pub part: UrlPart,
    /// Whether `Debug` hides its value.
    pub is_secret: bool,
    /// What the collection says of it.
    pub docs: Docs,
}

impl ServerVariable {
    /// Whether it has no value unless a program sets one.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.default.is_none() && !self.is_required
    }
}

/// What a server variable is in a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrlPart {
    /// The whole front of the URL: `{{baseUrl}}/users`.
    Url,
    /// `{{protocol}}://example.com`
    Scheme,
    /// `https://{{host}}/users`
    Host,
    /// `https://{{region}}.example.com`
    InHost,
    /// `https://example.com:{{port}}`
    Port,
    /// `https://example.com/{{basePath}}/users`
    Path,
    /// Anything else: `{{a}}{{b}}`.
    Other,
}

impl UrlPart {
    /// Whether it names the server, alone or with others.
    #[must_use]
    pub const fn names_host(self) -> bool {
        match self {
            Self::Url | Self::Host | Self::InHost | Self::Other => true,
            Self::Scheme | Self::Port | Self::Path => false,
        }
    }
}

/// An environment of the API, such as staging: a constructor of the generated `Server`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Environment {
    /// The constructor's name, such as `staging`.
    pub constructor: Ident,
    /// The name in Postman.
    pub name: String,
    /// The values of server variables that differ from their defaults, by the names of their fields.
    pub values: Vec<(Ident, String)>,
}

/// A variable that half of the requests use, or that has a value, and that operations use outside of the front of their URLs: one
/// field of the generated `ClientVariables`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientVariable {
    /// The field's name, such as `account_id`.
    pub name: Ident,
    /// The name between braces, such as `accountId`.
    pub variable: String,
    /// The value of the collection or an environment, if it may be written down.
    pub default: Option<String>,
    /// Whether `Debug` hides its value.
    pub is_secret: bool,
    /// What the collection says of it.
    pub docs: Docs,
}

/// One item: a request and its documented responses.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The item's name in the collection, on one line.
    pub name: String,
    /// The file that holds the item, as the user named it.
    pub source: String,
    /// JSON pointer of the item in its file; empty if the file is the item.
    pub pointer: String,
    /// The module's name, such as `update_user_status`.
    pub module: Ident,
    /// The request type's name, such as `UpdateUserStatus`. The response enum appends `Response`.
    pub type_name: Ident,
    /// The item's description.
    pub docs: Docs,
    /// The method, upper-case; can be any token (RFC 9110 §5.6.2).
    pub method: String,
    /// The URL up to where its path begins, as Postman flattens it, with `{{variable}}` for server variables:
    /// `{{baseUrl}}`, `https://{{host}}:{{port}}`.
    pub server: String,
    /// The path after [`server`](Self::server): with its leading slash, or empty. Literals are as in the collection; the
    /// client encodes them.
    pub path: Vec<Segment>,
    /// The path for people: `/users/:userId/status`.
    pub path_template: String,
    /// The query, in the order in which it is sent.
    pub query: Vec<QueryEntry>,
    /// Headers, in the order in which they are sent. `Content-Type` is only included if the collection declares one.
    pub headers: Vec<HeaderEntry>,
    /// The body.
    pub body: Body,
    /// All parameters, in the order of `new`: path, query, header, body.
    pub parameters: Vec<Parameter>,
    /// How it is authorized.
    pub auth: AuthUse,
    /// Settings that change what is sent, if the collection has any.
    pub profile: Profile,
    /// Documented responses, sorted by status. The one without a status is last.
    pub responses: Vec<Response>,
    /// Error codes that the examples document, in order of status and appearance.
    pub error_codes: Vec<ErrorCode>,
    /// JSON pointers (RFC 6901) of error codes in a body, the most likely one first.
    pub code_fields: Vec<String>,
    /// Types that only this operation uses, in order of first use.
    pub types: Vec<TypeDef>,
    /// What the collection itself would send, for the module `examples`; [`None`] if it cannot be expressed.
    pub example: Option<ExampleValues>,
    /// How it returns a list in pages, if it does.
    pub pagination: Option<Pagination>,
    /// The responses that the collection saves, for `examples`, in file order.
    pub saved_responses: Vec<SavedResponse>,
}

/// How an operation is authorized.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthUse {
    /// Not at all: there is no auth block, or its type is `noauth`.
    None,
    /// The scheme at this index of [`Api::schemes`].
    Scheme(usize),
}

/// A segment of a text that is assembled when a request is built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// Text of the collection.
    Literal(String),
    /// The value of the parameter at this index of [`Operation::parameters`].
    Parameter(usize),
    /// The value of the API's server variable with this [`variable`](ServerVariable::variable) name.
    ServerVariable(String),
    /// A dynamic variable that is not a parameter, such as `$guid`.
    Dynamic(String),
}

/// An entry of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueryEntry {
    /// Constant text, with or without a value. It is not percent-encoded yet.
    Literal(String),
    /// A parameter. The key is [`Parameter::wire_name`]; if that is empty, only the value is sent.
    /// The entry is omitted if an optional parameter is not set, and repeated for each value of a list.
    Parameter(usize),
    /// The key of an optional parameter, with its value if it is set. The collection sends it without one.
    Key(usize),
    /// Key and value from segments. The entry is omitted if an optional parameter in it is not set.
    Composed {
        /// The key.
        key: Vec<Segment>,
        /// The value; [`None`] sends the key alone.
        value: Option<Vec<Segment>>,
    },
}

/// A header that is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderEntry {
    /// The name, as the collection spells it; almost always one literal.
    pub name: Vec<Segment>,
    /// The value. The header is omitted if an optional parameter in it is not set.
    pub value: Vec<Segment>,
    /// Whether it can be a credential, which is never sent to another origin.
    pub is_secret: bool,
}

/// A parameter: a field of the request type.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Where it is sent.
    pub location: Location,
    /// The name that is sent, such as `userId`. For [`Location::Variable`], the name of the variable.
    pub wire_name: String,
    /// The field's and the setter's name, such as `user_id`.
    pub name: Ident,
    /// Its type.
    pub ty: Type,
    /// How its value becomes text.
    pub serialization: Serialization,
    /// Whether `Debug` hides its value.
    pub is_secret: bool,
    /// Whether callers have to set it.
    pub presence: Presence,
    /// The client-wide variable that has its value, see [`Api::client_variables`]. The type is a string then.
    pub variable: Option<String>,
    /// The documented default: what the server assumes, or what is sent (see [`Presence::Default`] and
    /// [`Presence::Preset`]).
    pub default: Option<String>,
    /// The collection's description, without what the type already shows.
    pub docs: Docs,
    /// JSON pointer of its declaration.
    pub pointer: String,
    /// Why it has this type and presence.
    pub evidence: Evidence,
}

impl Parameter {
    /// Whether its value is sent as JSON text: as a body, or as a field or entry that contains JSON. `types` are the types in
    /// scope.
    #[must_use]
    pub fn is_json(&self, types: &[TypeDef]) -> bool {
        let is_body =
            self.location == Location::Body && !matches!(self.ty, Type::String | Type::File);
        is_body || self.serialization == Serialization::Json || self.ty.is_json(types)
    }

    /// The documented default, if nothing is sent in place of it.
    #[must_use]
    pub fn assumed(&self) -> Option<&str> {
        let is_sent = matches!(self.presence, Presence::Default(_) | Presence::Preset(_));
        self.default.as_deref().filter(|_| !is_sent)
    }

    /// The key of a list without the index of a value: `ids` for `ids[0]`, the key of the first one. [`None`] if keys have no
    /// index.
    #[must_use]
    pub fn list_name(&self) -> Option<(&str, IndexedKeys)> {
        let Serialization::Indexed(keys) = self.serialization else {
            return None;
        };
        let (name, _) = self.wire_name.rsplit_once('[')?;
        Some((name, keys))
    }

    /// Whether a text is what the collection has for a path variable without a value: nothing, or `:id` for `id`.
    #[must_use]
    pub fn is_unfilled(&self, text: &str) -> bool {
        let is_name = text.strip_prefix(':') == Some(&self.wire_name);
        self.location == Location::Path && (text.is_empty() || is_name)
    }
}

/// How the value of a parameter becomes text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Serialization {
    /// Unchanged. Each value of a list is sent separately.
    #[default]
    Plain,
    /// The values of a list in one text, with this separator.
    Joined(&'static str),
    /// As JSON; the type can be a list.
    Json,
    /// Each value of a list is sent separately, with its index in the key: see [`Parameter::list_name`]. The members of an
    /// object are sent separately too: `lines[0][price]`.
    Indexed(IndexedKeys),
}

/// How the keys of a list are written that have indexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexedKeys {
    /// The index of the first value: 0 or 1.
    pub first: u8,
    /// Whether members follow a dot: `lines[0].price` instead of `lines[0][price]`.
    pub is_dotted: bool,
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// A variable of the path.
    Path,
    /// An entry of the query.
    Query,
    /// A header.
    Header,
    /// A field of a `multipart/form-data` body.
    FormData,
    /// A field of an urlencoded body.
    Urlencoded,
    /// The body itself; for GraphQL, its variables.
    Body,
    /// A `{{variable}}` in any text of the request.
    Variable,
}

impl Location {
    /// The location as `list --format json` names it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::FormData => "formdata",
            Self::Urlencoded => "urlencoded",
            Self::Body => "body",
            Self::Variable => "variable",
        }
    }
}

/// Whether callers have to set a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presence {
    /// An argument of `new`.
    Required,
    /// A setter. If it is not called, nothing is sent.
    Optional,
    /// A setter. If it is not called, this text is sent.
    Default(String),
    /// Like [`Default`](Self::Default), but a method omits the parameter. The type is a string, a number, a `bool` or an enum.
    /// Parameters of other types are [`Optional`](Self::Optional).
    Preset(String),
    /// A setter. If it is not called, the client's value of [`Parameter::variable`] is sent; without one, no request can be
    /// built.
    Variable,
    /// A setter. If it is not called, the value of a dynamic variable (such as `$guid`) is sent.
    Dynamic(String),
}

impl Presence {
    /// Whether a request cannot be built without a value of the caller, for the operation or for the client.
    #[must_use]
    pub fn needs_value(&self) -> bool {
        matches!(self, Self::Required | Self::Variable)
    }
}

/// A request body.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// None.
    None,
    /// Text from segments. Its language decides its `Content-Type` (docs/postman-semantics.md §4.4).
    /// An argument that is the complete body is one [`Segment::Parameter`].
    Text {
        /// The text.
        segments: Vec<Segment>,
        /// `options.raw.language`.
        language: Option<String>,
    },
    /// JSON of the parameter at this index, whose type can be encoded.
    Json {
        /// The parameter.
        parameter: usize,
        /// `options.raw.language`: `json`, or what the collection says (docs/postman-semantics.md §4.4: without one,
        /// text/plain).
        language: Option<String>,
    },
    /// `application/x-www-form-urlencoded`.
    Urlencoded(Vec<FormEntry>),
    /// `multipart/form-data`.
    FormData(Vec<FormEntry>),
    /// A file: the parameter at this index, of type [`Type::File`].
    File(usize),
    /// GraphQL.
    GraphQl {
        /// The query.
        query: Vec<Segment>,
        /// The operation name.
        operation_name: Option<Vec<Segment>>,
        /// The variables.
        variables: Option<GraphQlVariables>,
    },
}

/// The variables of a GraphQL body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GraphQlVariables {
    /// JSON text, spliced in verbatim.
    Text(Vec<Segment>),
    /// The parameter at this index, encoded as JSON.
    Json(usize),
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormEntry {
    /// The key, literal in almost all forms.
    pub key: Vec<Segment>,
    /// The value. One [`Segment::Parameter`] of a list type sends one field for each value; one of type
    /// [`Type::File`] a file part; one of a named struct type its JSON text.
    pub value: Vec<Segment>,
    /// `contentType` of the part.
    pub content_type: Option<String>,
    /// `fileName` of the part.
    pub file_name: Option<String>,
}

impl FormEntry {
    /// The parameter whose value is that of the field, without other text.
    #[must_use]
    pub fn parameter(&self) -> Option<usize> {
        match self.value.as_slice() {
            [Segment::Parameter(index)] => Some(*index),
            _ => None,
        }
    }
}

/// The settings in `protocolProfileBehavior` that change what is sent (docs/postman-semantics.md §7.1).
#[expect(
    clippy::struct_excessive_bools,
    reason = "one for each switch of the format"
)]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// `disableUrlEncoding`.
    pub disable_url_encoding: bool,
    /// `disableCookies`.
    pub disable_cookies: bool,
    /// `followRedirects`; the default is true.
    pub follow_redirects: Option<bool>,
    /// `followOriginalHttpMethod`.
    pub follow_original_method: bool,
    /// `followAuthorizationHeader`.
    pub follow_authorization: bool,
    /// `removeRefererHeaderOnRedirect`.
    pub remove_referer: bool,
    /// `maxRedirects`; the default is 10.
    pub max_redirects: Option<u32>,
    /// `disabledSystemHeaders`: those set to true, lower-case.
    pub disabled_system_headers: Vec<String>,
}

/// What the collection itself would send: a value for each parameter that has one there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExampleValues {
    /// By index into [`Operation::parameters`].
    pub values: Vec<(usize, ExampleValue)>,
    /// The first variable without a value. Building the example fails with its name.
    pub unresolved: Option<String>,
    /// The indexes of parameters whose values are placeholder data, such as lorem ipsum. Documentation shows other values.
    pub filler: Vec<usize>,
    /// What readers see instead, if variables have an empty text: these variables.
    pub shown: Option<Box<Self>>,
}

impl ExampleValues {
    /// The values that readers see.
    #[must_use]
    pub fn shown(&self) -> &Self {
        self.shown.as_deref().unwrap_or(self)
    }
}

/// A value in an example.
#[derive(Debug, Clone, PartialEq)]
pub enum ExampleValue {
    /// Text as it is sent, for parameters whose type is a string, a number, a `bool` or an enum.
    Text(String),
    /// Several texts, for a list.
    Texts(Vec<String>),
    /// JSON, for parameters of a type that is read from JSON.
    Json(serde_json::Value),
    /// Paths of files, for [`Type::File`] and lists of files.
    Files(Vec<String>),
    /// The content of a file, for [`Type::File`].
    Bytes(Vec<u8>),
}

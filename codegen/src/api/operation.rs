//! Operations: the request of an item, and what it returns.

#[cfg(doc)]
use super::{Api, ServerVariable};
use super::{
    Body, Docs, ErrorCode, ExampleValues, Ident, Pagination, Parameter, Profile, Response,
    SavedResponse, TypeDef,
};

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

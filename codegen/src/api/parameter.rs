//! Parameters of operations.

#[cfg(doc)]
use super::Api;
use super::{Docs, Evidence, Ident, Type, TypeDef};

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

    /// Whether a text is what the collection has for a path variable without a value: nothing, or `:id` or `{id}` for `id`.
    #[must_use]
    pub fn is_unfilled(&self, text: &str) -> bool {
        let inner = |(before, after)| text.strip_prefix(before)?.strip_suffix(after);
        let written = [(":", ""), ("{", "}"), ("<", ">"), ("[", "]")];
        let is_name = written
            .into_iter()
            .any(|marks| inner(marks) == Some(&*self.wire_name));
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

//! The server of an API and the values that a client has for all calls: variables and environments.

#[cfg(doc)]
use super::Operation;
use super::{Docs, Ident};

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

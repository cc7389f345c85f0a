//! How an API authenticates its callers, and all that is known of each auth type.

use std::collections::BTreeMap;

use super::{Docs, Ident, Provider};

/// A way to authenticate: one field of the generated `Credentials`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// The field's name, such as `oauth2`.
    pub name: Ident,
    /// Which it is.
    pub kind: SchemeKind,
    /// What the collection says of it; never a value that could be secret.
    pub docs: Docs,
    /// Parameters of the auth block that are not credentials, by Postman's names: the defaults of the credentials.
    pub parameters: BTreeMap<String, String>,
    /// Where OAuth 2 tokens come from, if the collection says it.
    pub provider: Option<Provider>,
}

/// An auth type, with those of its parameters that are not credentials.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SchemeKind {
    /// Postman's `basic`.
    Basic,
    /// Postman's `bearer`.
    Bearer,
    /// Postman's `apikey`.
    ApiKey {
        /// The header or query parameter that carries the key.
        name: String,
        /// Where it goes.
        location: KeyLocation,
    },
    /// Postman's `oauth2`.
    OAuth2 {
        /// Where the token goes (`addTokenTo`).
        location: KeyLocation,
        /// `headerPrefix`, trimmed; `Bearer` if the collection has none.
        prefix: String,
    },
    /// Postman's `oauth1`.
    OAuth1,
    /// Postman's `awsv4`.
    AwsV4,
    /// Postman's `digest`.
    Digest,
    /// Postman's `hawk`.
    Hawk,
    /// Postman's `ntlm`.
    Ntlm,
    /// Postman's `edgegrid`.
    EdgeGrid,
    /// Postman's `jwt`.
    Jwt,
    /// Postman's `asap`.
    Asap,
    /// An `Authorization` header (or another header that holds a secret) that the collection writes itself, instead of
    /// an auth block.
    Header {
        /// The header's name, as the collection spells it.
        name: String,
        /// Literal text before the secret, such as `Bearer ` with its space; can be empty.
        prefix: String,
    },
}

/// Where an API key or a token goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyLocation {
    /// Into a header.
    Header,
    /// Into the query.
    Query,
}

/// What is known of an auth type: one row of the table in [`SchemeKind::auth_type`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuthType {
    /// Postman's name, or `header`: the `scheme` of `list --format json`.
    pub name: &'static str,
    /// The parameters of Postman's auth block that hold the credentials, most telling first.
    pub credentials: &'static [&'static str],
    /// The type of its credentials in `client::auth`.
    pub client_type: &'static str,
    /// Whether it has a feature in `client`, of the same name.
    pub has_feature: bool,
    /// What the caller gives, for documentation.
    pub words: &'static str,
}

impl SchemeKind {
    /// The auth types whose parameters are all credentials.
    const PLAIN: [Self; 10] = [
        Self::Basic,
        Self::Bearer,
        Self::OAuth1,
        Self::AwsV4,
        Self::Digest,
        Self::Hawk,
        Self::Ntlm,
        Self::EdgeGrid,
        Self::Jwt,
        Self::Asap,
    ];

    /// The auth type with this name in Postman, if its parameters are all credentials.
    #[must_use]
    pub fn plain(name: &str) -> Option<Self> {
        let mut known = Self::PLAIN.into_iter();
        known.find(|kind| kind.auth_type().name == name)
    }

    /// Postman's name of the auth type, or `header`.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        self.auth_type().name
    }

    /// The parameters that a caller has to give, by Postman's names. JSON Web Tokens need one of them.
    #[must_use]
    pub const fn required_parameters(&self) -> &'static [&'static str] {
        match self {
            Self::OAuth1 => &["consumerKey", "consumerSecret"],
            Self::AwsV4 => &["accessKey", "secretKey"],
            Self::Hawk => &["authId", "authKey"],
            Self::EdgeGrid => &["accessToken", "clientToken", "clientSecret"],
            Self::Header { .. } => &["value"],
            kind => kind.auth_type().credentials,
        }
    }

    /// What is known of the auth type.
    #[must_use]
    #[rustfmt::skip]
    pub const fn auth_type(&self) -> AuthType {
        match self {
            Self::Basic => row("basic", &["username", "password"], "Basic", false, "the user name and password"),
            Self::Bearer => row("bearer", &["token"], "BearerToken", false, "the bearer token"),
            Self::ApiKey { .. } => row("apikey", &["value"], "ApiKey", false, "the API key"),
            Self::OAuth2 { .. } => row("oauth2", &["accessToken"], "OAuth2", false, "the OAuth 2.0 bearer token"),
            Self::OAuth1 => row("oauth1", &["consumerKey"], "OAuth1", true, "the OAuth 1.0 keys"),
            Self::AwsV4 => row("awsv4", &["accessKey"], "AwsV4", true, "the AWS access key"),
            Self::Digest => row("digest", &["username", "password"], "Digest", true, "the user name and password for HTTP Digest"),
            Self::Hawk => row("hawk", &["authId"], "Hawk", true, "the Hawk credentials"),
            Self::Ntlm => row("ntlm", &["username", "password"], "Ntlm", true, "the user name and password for NTLM"),
            Self::EdgeGrid => row("edgegrid", &["accessToken", "clientToken"], "EdgeGrid", true, "the Akamai EdgeGrid tokens"),
            Self::Jwt => row("jwt", &["secret", "privateKey"], "Jwt", true, "the key that signs JSON Web Tokens"),
            Self::Asap => row("asap", &["privateKey", "kid"], "Asap", true, "the ASAP private key"),
            Self::Header { .. } => row("header", &[], "HeaderSecret", false, "the secret"),
        }
    }
}

const fn row(
    name: &'static str,
    credentials: &'static [&'static str],
    client_type: &'static str,
    has_feature: bool,
    words: &'static str,
) -> AuthType {
    AuthType {
        name,
        credentials,
        client_type,
        has_feature,
        words,
    }
}

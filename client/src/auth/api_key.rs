//! A key in a header or in the query (docs/postman-semantics.md §6.1).

use super::{AuthError, Authorize, Parameters, Secret};
use crate::request::Request;

/// Where a credential is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyLocation {
    /// In a header.
    Header,
    /// In the query.
    Query,
}

/// An API key, in a header or query parameter that the API names: Postman's `apikey`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    name: String,
    value: Secret,
    location: KeyLocation,
}

impl ApiKey {
    /// Sends the key as a header.
    pub fn header(name: impl Into<String>, value: impl Into<Secret>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
            location: KeyLocation::Header,
        }
    }

    /// Sends the key as a query parameter.
    pub fn query(name: impl Into<String>, value: impl Into<Secret>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
            location: KeyLocation::Query,
        }
    }
}

/// Reads Postman's parameters: `key`, `value`, `in`.
impl From<&Parameters> for ApiKey {
    fn from(parameters: &Parameters) -> Self {
        let (name, value) = (parameters.text("key"), parameters.text("value"));
        match parameters.get("in") {
            Some("query") => Self::query(name, value),
            _ => Self::header(name, value),
        }
    }
}

impl Authorize for ApiKey {
    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        match self.location {
            KeyLocation::Header => {
                // Replaces every header with the same words: `x_api_key` is `X-Api-Key` (vector `auth-apikey-header`).
                let words = spaced(&self.name);
                let is_same = |name: &str| {
                    let name = spaced(name);
                    name.split_whitespace().eq(words.split_whitespace())
                };
                let same: Vec<String> = request
                    .header_list()
                    .into_iter()
                    .filter(|(name, _)| is_same(name))
                    .map(|(name, _)| name.to_owned())
                    .collect();
                for name in same {
                    request.remove_header(&name);
                }
                request.set_secret_header(&self.name, self.value.expose());
            }
            KeyLocation::Query => {
                request.remove_query(&self.name);
                request.add_query(&self.name, self.value.expose());
            }
        }
        Ok(())
    }
}

/// A name, which is ASCII in a valid header, with spaces between its words, in lower case.
fn spaced(name: &str) -> String {
    let mut spaced = String::new();
    let mut previous = ' ';
    for character in name.chars() {
        if previous.is_ascii_lowercase() && character.is_ascii_uppercase() {
            spaced.push(' ');
        }
        spaced.push(if character.is_ascii_alphanumeric() {
            character.to_ascii_lowercase()
        } else {
            ' '
        });
        previous = character;
    }
    spaced
}

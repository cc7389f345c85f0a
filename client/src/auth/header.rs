//! A secret in a header that the collection writes itself.

use super::{AuthError, Authorize, Secret};
use crate::request::Request;

/// A secret in a header that the collection writes instead of an auth block, such as `Authorization: Token {{token}}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderSecret {
    name: String,
    prefix: String,
    value: Secret,
}

impl HeaderSecret {
    /// Sends a header whose value is `prefix` followed by `value`.
    pub fn new(
        name: impl Into<String>,
        prefix: impl Into<String>,
        value: impl Into<Secret>,
    ) -> Self {
        Self {
            name: name.into(),
            prefix: prefix.into(),
            value: value.into(),
        }
    }
}

impl Authorize for HeaderSecret {
    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        request.set_secret_header(
            &self.name,
            &format!("{}{}", self.prefix, self.value.expose()),
        );
        Ok(())
    }
}

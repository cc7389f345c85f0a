//! A token in an `Authorization: Bearer` header (docs/postman-semantics.md §6.1).

use super::{AuthError, Authorize, Parameters, Secret};
use crate::request::Request;

/// An access token, without the prefix `Bearer`: Postman's `bearer`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BearerToken(pub(super) Secret);

impl BearerToken {
    /// Wraps a token. An empty one adds nothing to a request (vector `auth-bearer-empty`).
    pub fn new(token: impl Into<Secret>) -> Self {
        Self(token.into())
    }
}

impl<T: Into<Secret>> From<T> for BearerToken {
    fn from(token: T) -> Self {
        Self(token.into())
    }
}

/// Reads Postman's parameter `token`.
impl From<&Parameters> for BearerToken {
    fn from(parameters: &Parameters) -> Self {
        Self::new(parameters.text("token"))
    }
}

impl Authorize for BearerToken {
    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        let token = self.0.expose();
        if !token.is_empty() {
            request.format_secret_header("Authorization", format_args!("Bearer {token}"));
        }
        Ok(())
    }
}

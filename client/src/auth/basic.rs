//! HTTP Basic (docs/postman-semantics.md §6.1).

use super::{AuthError, Authorize, Login, LoginScheme, Parameters, Secret};
use crate::encoding;
use crate::request::Request;

/// User name and password: Postman's `basic`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basic {
    username: String,
    password: Secret,
}

impl Basic {
    /// Creates credentials; both can be empty.
    pub fn new(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self {
            username: username.into(),
            password: password.into(),
        }
    }
}

/// Reads Postman's parameters: `username`, `password`.
impl From<&Parameters> for Basic {
    fn from(parameters: &Parameters) -> Self {
        Self::new(parameters.text("username"), parameters.text("password"))
    }
}

impl Authorize for Basic {
    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        let pair = format!("{}:{}", self.username, self.password.expose());
        request.set_secret_header(
            "Authorization",
            &format!("Basic {}", encoding::base64(pair)),
        );
        Ok(())
    }

    fn login(&self) -> Option<Login> {
        Some(Login {
            scheme: LoginScheme::Basic,
            user: self.username.clone(),
            password: self.password.clone(),
        })
    }
}

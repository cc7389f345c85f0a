//! Parameters that a collection gives to credentials, unless the user sets others.

use super::{AuthError, Parameters};

/// Credentials with parameters that are not secret, such as a region or a signature method.
///
/// Generated code completes the credentials that it gets with the parameters of the collection. What the user sets by a
/// method, such as `AwsV4::region`, takes precedence.
pub trait Defaults: Clone {
    /// Sets those parameters, by Postman's names, that are not set yet.
    ///
    /// # Errors
    ///
    /// If a parameter has an invalid value.
    fn complete(self, parameters: &Parameters) -> Result<Self, AuthError>;

    /// Sets those parameters that are not set yet; for generated code, whose values the generator has checked.
    ///
    /// If one of the values is invalid, nothing is changed.
    #[must_use]
    fn with_defaults(self, parameters: &[(&str, &str)]) -> Self {
        let parameters = parameters.iter().copied().collect();
        self.clone().complete(&parameters).unwrap_or(self)
    }
}

#[cfg(all(test, feature = "auth"))]
mod tests;

//! Credentials as other HTTP programs take them.

use super::Secret;

/// User name and password, for programs that implement the scheme themselves, such as curl.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// What is done with them.
    pub scheme: LoginScheme,
    /// The user name, or the ID of the key.
    pub user: String,
    /// The password, or the key.
    pub password: Secret,
}

/// A scheme that curl implements.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LoginScheme {
    /// HTTP Basic.
    Basic,
    /// HTTP Digest.
    Digest,
    /// NTLM.
    Ntlm,
    /// AWS Signature, version 4.
    AwsV4 {
        /// The region, such as `us-east-1`.
        region: String,
        /// The service, such as `s3`.
        service: String,
    },
}

impl Login {
    /// Whether the scheme signs the request.
    #[cfg(feature = "curl")]
    pub(crate) fn signs(&self) -> bool {
        matches!(self.scheme, LoginScheme::AwsV4 { .. })
    }
}

//! What can go wrong, by when it does: building, carrying, decoding.

use std::{error, fmt};

use crate::auth::AuthError;
use crate::json::Mismatch;
use crate::response::Response;

/// Why a request could not be built; nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildError(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Unresolved(String),
    PathValue { name: String, value: String },
    Header { name: String, reason: &'static str },
    Url(String),
    File(String),
    Scheme(&'static str),
    Auth(AuthError),
    Example { name: &'static str, value: String },
}

impl BuildError {
    /// A `{{variable}}` that nothing gives a value.
    #[must_use]
    pub fn unresolved(variable: impl Into<String>) -> Self {
        Self(Kind::Unresolved(variable.into()))
    }

    /// A value of an example that is none of its parameter's type.
    #[must_use]
    pub fn example(name: &'static str, value: impl Into<String>) -> Self {
        Self(Kind::Example {
            name,
            value: value.into(),
        })
    }

    pub(crate) fn path_value(name: &str, value: &str) -> Self {
        Self(Kind::PathValue {
            name: name.to_owned(),
            value: value.to_owned(),
        })
    }

    pub(crate) fn header(name: &str, reason: &'static str) -> Self {
        Self(Kind::Header {
            name: name.to_owned(),
            reason,
        })
    }

    pub(crate) fn url(reason: String) -> Self {
        Self(Kind::Url(reason))
    }

    pub(crate) fn file(reason: String) -> Self {
        Self(Kind::File(reason))
    }

    pub(crate) fn scheme(name: &'static str) -> Self {
        Self(Kind::Scheme(name))
    }

    /// The variable without a value, where that is the reason.
    #[must_use]
    pub fn unresolved_variable(&self) -> Option<&str> {
        match &self.0 {
            Kind::Unresolved(name) => Some(name),
            _ => None,
        }
    }

    /// The name of the auth scheme that the client has no credentials for, where that is the reason.
    #[must_use]
    pub fn missing_scheme(&self) -> Option<&'static str> {
        match &self.0 {
            Kind::Scheme(name) => Some(name),
            _ => None,
        }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Unresolved(name) => write!(f, "the variable `{name}` has no value"),
            Kind::PathValue { name, value } => {
                write!(
                    f,
                    "path variable `{name}` cannot be {value:?}: it would address another resource"
                )
            }
            Kind::Header { name, reason } => write!(f, "header `{}` {reason}", name.escape_debug()),
            Kind::Url(reason) | Kind::File(reason) => f.write_str(reason),
            Kind::Scheme(name) => write!(f, "the client has no credentials for `{name}`"),
            Kind::Auth(error) => write!(f, "{error}"),
            Kind::Example { name, value } => {
                write!(
                    f,
                    "the collection's value {value:?} is none of parameter `{name}`"
                )
            }
        }
    }
}

impl error::Error for BuildError {}

impl From<AuthError> for BuildError {
    fn from(error: AuthError) -> Self {
        Self(Kind::Auth(error))
    }
}

/// A documented answer that did not have its documented form. The answer itself is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct DecodeError(Box<Decode>);

#[derive(Debug, Clone, PartialEq)]
struct Decode {
    response: Response,
    reason: DecodeReason,
}

#[derive(Debug, Clone, PartialEq)]
enum DecodeReason {
    Mismatch(Mismatch),
    Syntax(String),
}

impl DecodeError {
    /// A value of another type than documented.
    #[must_use]
    pub fn mismatch(response: Response, mismatch: Mismatch) -> Self {
        Self(Box::new(Decode {
            response,
            reason: DecodeReason::Mismatch(mismatch),
        }))
    }

    /// A body that is not in its format at all.
    #[must_use]
    pub fn syntax(response: Response, reason: impl Into<String>) -> Self {
        Self(Box::new(Decode {
            response,
            reason: DecodeReason::Syntax(reason.into()),
        }))
    }

    /// The answer as it came: status, headers and body.
    #[must_use]
    pub fn response(&self) -> &Response {
        &self.0.response
    }

    /// The answer as it came.
    #[must_use]
    pub fn into_response(self) -> Response {
        self.0.response
    }

    /// Where and how the JSON differs; [`None`] where it is no JSON.
    #[must_use]
    pub fn mismatched(&self) -> Option<&Mismatch> {
        match &self.0.reason {
            DecodeReason::Mismatch(mismatch) => Some(mismatch),
            DecodeReason::Syntax(_) => None,
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the body of the {} answer is not as documented: ",
            self.0.response.status.as_u16()
        )?;
        match &self.0.reason {
            DecodeReason::Mismatch(mismatch) => write!(f, "{mismatch}"),
            DecodeReason::Syntax(reason) => f.write_str(reason),
        }
    }
}

impl error::Error for DecodeError {}

/// Why an operation has no answer. `T` is the transport's error.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<T> {
    /// The request could not be built; nothing was sent.
    Build(BuildError),
    /// Credentials could not be had, or the server's challenge not be answered.
    Auth(AuthError),
    /// The transport failed: no answer was read to its end.
    Transport(T),
    /// The server redirected more often than is followed; the last answer.
    TooManyRedirects(Box<Response>),
    /// The answer is not as documented; it is in the error.
    Decode(DecodeError),
}

impl<T> fmt::Display for Error<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Build(_) => "the request could not be built",
            Self::Auth(_) => "the request could not be authorized",
            Self::Transport(_) => "the request could not be sent",
            Self::TooManyRedirects(_) => "the server redirected too often",
            Self::Decode(_) => "the response could not be read",
        })
    }
}

impl<T: error::Error + 'static> error::Error for Error<T> {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Build(error) => Some(error),
            Self::Auth(error) => Some(error),
            Self::Transport(error) => Some(error),
            Self::TooManyRedirects(_) => None,
            Self::Decode(error) => Some(error),
        }
    }
}

impl<T> From<BuildError> for Error<T> {
    fn from(error: BuildError) -> Self {
        Self::Build(error)
    }
}

impl<T> From<AuthError> for Error<T> {
    fn from(error: AuthError) -> Self {
        Self::Auth(error)
    }
}

impl<T> From<DecodeError> for Error<T> {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}

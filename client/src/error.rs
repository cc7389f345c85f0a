//! Errors, by when they occur: while building, sending or decoding.

use std::time::Duration;
use std::{error, fmt};

use http::StatusCode;

use crate::auth::AuthError;
use crate::delivery::SendError;
use crate::json::Mismatch;
use crate::pages_error::PagesError;
use crate::response::Response;
use crate::response_headers::ResponseHeaders;
use crate::status_error::StatusError;

/// Why a request could not be built. Nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildError(Reason);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Reason {
    Unresolved(String),
    Variable { name: String, setter: String },
    PathValue { name: String, value: String },
    Header { name: String, reason: &'static str },
    Url(String),
    File(String),
    Scheme(&'static str),
    Auth(AuthError),
    Example { name: &'static str, value: String },
    Indexed(&'static str),
}

impl BuildError {
    /// Reports a `{{variable}}` without a value.
    #[must_use]
    pub fn unresolved(variable: impl Into<String>) -> Self {
        Self(Reason::Unresolved(variable.into()))
    }

    /// Reports a client-wide variable that neither the client nor the operation has a value for.
    pub(crate) fn variable(name: &str, setter: &str) -> Self {
        Self(Reason::Variable {
            name: name.to_owned(),
            setter: setter.to_owned(),
        })
    }

    /// Reports an example value that is not valid for its parameter.
    #[must_use]
    pub fn example(name: &'static str, value: impl Into<String>) -> Self {
        Self(Reason::Example {
            name,
            value: value.into(),
        })
    }

    /// Reports a list with indexes in its keys that is not JSON.
    pub(crate) fn indexed(name: &'static str) -> Self {
        Self(Reason::Indexed(name))
    }

    pub(crate) fn path_value(name: &str, value: &str) -> Self {
        Self(Reason::PathValue {
            name: name.to_owned(),
            value: value.to_owned(),
        })
    }

    pub(crate) fn header(name: &str, reason: &'static str) -> Self {
        Self(Reason::Header {
            name: name.to_owned(),
            reason,
        })
    }

    pub(crate) fn url(reason: String) -> Self {
        Self(Reason::Url(reason))
    }

    /// Reports a request that others could read.
    pub(crate) fn exposed() -> Self {
        Self::url("the URL has no TLS, and `https_only` is set".to_owned())
    }

    pub(crate) fn file(reason: String) -> Self {
        Self(Reason::File(reason))
    }

    pub(crate) fn scheme(name: &'static str) -> Self {
        Self(Reason::Scheme(name))
    }

    /// The name of the variable without a value, if that is the reason.
    #[must_use]
    pub fn unresolved_variable(&self) -> Option<&str> {
        match &self.0 {
            Reason::Unresolved(name) | Reason::Variable { name, .. } => Some(name),
            _ => None,
        }
    }

    /// The name of the auth scheme without credentials, if that is the reason.
    #[must_use]
    pub fn missing_scheme(&self) -> Option<&'static str> {
        match &self.0 {
            Reason::Scheme(name) => Some(name),
            _ => None,
        }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::Unresolved(name) => write!(f, "variable `{name}` has no value"),
            Reason::Variable { name, setter } => {
                write!(
                    f,
                    "variable `{name}` has no value: set it with `{setter}` of the operation, or for all calls with \
                     `variables` of the client"
                )
            }
            Reason::PathValue { name, value } => {
                write!(
                    f,
                    "path variable `{name}` must not be {value:?}: the URL would address another resource"
                )
            }
            Reason::Header { name, reason } => {
                write!(f, "header `{}` {reason}", name.escape_debug())
            }
            Reason::Url(reason) | Reason::File(reason) => f.write_str(reason),
            Reason::Scheme(name) => write!(f, "no credentials for auth scheme `{name}`"),
            Reason::Auth(error) => write!(f, "{error}"),
            Reason::Example { name, value } => {
                write!(
                    f,
                    "example value {value:?} is not valid for parameter `{name}`"
                )
            }
            Reason::Indexed(name) => write!(
                f,
                "a value of `{name}` is not JSON, so its members are unknown"
            ),
        }
    }
}

impl error::Error for BuildError {}

impl From<AuthError> for BuildError {
    fn from(error: AuthError) -> Self {
        Self(Reason::Auth(error))
    }
}

/// A response body that differs from its documentation. The response is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct DecodeError(Box<Decode>);

#[derive(Debug, Clone, PartialEq)]
struct Decode {
    response: Response,
    reason: Cause,
}

#[derive(Debug, Clone, PartialEq)]
enum Cause {
    Mismatch(Mismatch),
    Syntax(String),
}

impl DecodeError {
    /// Reports a value of another type than documented.
    #[must_use]
    pub fn mismatch(response: Response, mismatch: Mismatch) -> Self {
        Self(Box::new(Decode {
            response,
            reason: Cause::Mismatch(mismatch),
        }))
    }

    /// Reports a body that is not in its format at all, such as invalid JSON.
    #[must_use]
    pub fn syntax(response: Response, reason: impl Into<String>) -> Self {
        Self(Box::new(Decode {
            response,
            reason: Cause::Syntax(reason.into()),
        }))
    }

    /// The response as received: status, headers and body.
    #[must_use]
    pub fn response(&self) -> &Response {
        &self.0.response
    }

    /// The response as received.
    #[must_use]
    pub fn into_response(self) -> Response {
        self.0.response
    }

    /// Where and how the JSON differs; [`None`] if the body is not JSON.
    #[must_use]
    pub fn mismatched(&self) -> Option<&Mismatch> {
        match &self.0.reason {
            Cause::Mismatch(mismatch) => Some(mismatch),
            Cause::Syntax(_) => None,
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the body of the {} response is not as documented: ",
            self.0.response.status.as_u16()
        )?;
        match &self.0.reason {
            Cause::Mismatch(mismatch) => write!(f, "{mismatch}")?,
            Cause::Syntax(reason) => f.write_str(reason)?,
        }
        match encoding(&self.0.response) {
            Some(encoding) => write!(
                f,
                " (it has `Content-Encoding: {}`, which was not decoded)",
                encoding.escape_ascii()
            ),
            None => Ok(()),
        }
    }
}

/// The encoding of a body that is not sent as it is.
fn encoding(response: &Response) -> Option<&[u8]> {
    let encoding = response.headers.get(http::header::CONTENT_ENCODING)?;
    let encoding = encoding.as_bytes();
    (!encoding.eq_ignore_ascii_case(b"identity")).then_some(encoding)
}

impl error::Error for DecodeError {}

/// Why sending an operation failed. `T` is the transport's error.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<T> {
    /// The request could not be built. Nothing was sent.
    Build(BuildError),
    /// Credentials could not be obtained, or the server's challenge could not be answered.
    Auth(AuthError),
    /// The transport failed: no complete response was received.
    Transport(SendError<T>),
    /// The server redirected more often than allowed. Contains the last response.
    TooManyRedirects(Box<Response>),
    /// The server redirected from HTTPS to HTTP, which [`Endpoint`](crate::Endpoint) does not allow. Contains the
    /// redirect.
    InsecureRedirect(Box<Response>),
    /// The response is a failure. Only [`call`](crate::Client::call) returns it as an error; the other methods return it as
    /// a response.
    Status(StatusError),
    /// The response is not as documented. The error contains it.
    Decode(DecodeError),
    /// The next page of a list was not requested.
    Pages(PagesError),
}

impl<T> Error<T> {
    /// Whether a server may have acted on the request. If not, the operation can be repeated without doing anything
    /// twice.
    ///
    /// A request that the server refused with a challenge (`401`) had no effect, so it does not count.
    #[must_use]
    pub fn was_sent(&self) -> bool {
        match self {
            Self::Build(_) | Self::Auth(_) | Self::Pages(_) => false,
            Self::Transport(error) => error.was_sent(),
            Self::TooManyRedirects(_)
            | Self::InsecureRedirect(_)
            | Self::Status(_)
            | Self::Decode(_) => true,
        }
    }

    /// Whether the operation can be repeated safely, with a chance of success.
    ///
    /// It is safe if no server can have acted on the request, if its method is idempotent (RFC 9110 §9.2.2), or if it has
    /// an idempotency key. There is a chance if the transport failed, or the status is 408, 429, 502, 503 or 504.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Transport(error) => error.is_retryable(),
            Self::Status(error) => error.is_retryable(),
            _ => false,
        }
    }

    /// Whether a time limit was exceeded.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_timeout())
    }

    /// The response, if there is a complete one.
    #[must_use]
    pub fn response(&self) -> Option<&Response> {
        match self {
            Self::Build(_) | Self::Auth(_) | Self::Transport(_) | Self::Pages(_) => None,
            Self::TooManyRedirects(response) | Self::InsecureRedirect(response) => Some(response),
            Self::Status(error) => Some(error.response()),
            Self::Decode(error) => Some(error.response()),
        }
    }

    /// The status of the [`response`](Self::response).
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        Some(self.response()?.status)
    }

    /// The id that the server gave the request; see [`ResponseHeaders::request_id`].
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.response()?.headers.request_id()
    }

    /// How long the server asks to wait; see [`ResponseHeaders::retry_after`].
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.response()?.headers.retry_after()
    }
}

impl<T: fmt::Display> fmt::Display for Error<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => write!(f, "the request could not be built: {error}"),
            Self::Auth(error) => write!(f, "the request could not be authorized: {error}"),
            Self::Transport(error) => error.fmt(f),
            Self::TooManyRedirects(_) => f.write_str("the server redirected too often"),
            Self::InsecureRedirect(_) => f.write_str("the server redirected from HTTPS to HTTP"),
            Self::Status(error) => error.fmt(f),
            Self::Decode(error) => write!(f, "the response could not be decoded: {error}"),
            Self::Pages(error) => write!(f, "the next page was not requested: {error}"),
        }
    }
}

impl<T: error::Error + 'static> error::Error for Error<T> {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        // What is displayed already is not repeated.
        match self {
            Self::Build(error) => error.source(),
            Self::Auth(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::TooManyRedirects(_) | Self::InsecureRedirect(_) | Self::Status(_) => None,
            Self::Decode(error) => error.source(),
            Self::Pages(error) => error.source(),
        }
    }
}

impl<T> From<PagesError> for Error<T> {
    fn from(error: PagesError) -> Self {
        Self::Pages(error)
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::error::Error as _;

    #[test]
    fn an_error_says_once_why_a_request_was_not_built() {
        let error: Error<std::io::Error> = BuildError::unresolved("baseUrl").into();
        assert_eq!(
            error.to_string(),
            "the request could not be built: variable `baseUrl` has no value"
        );
        assert!(error.source().is_none());
    }
}

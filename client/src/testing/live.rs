//! Whether a real server fits its collection: the tests that `codegen new --tests` writes, if the variable `BASE_URL` is set.

use std::{env, fmt};

use crate::error::Error;
use crate::json::Mismatch;
use crate::response::Received;

/// The server to test, from the variable `BASE_URL`; [`None`] if there is none, or the method is not safe (RFC 9110 §9.2.1).
///
/// With `UNSAFE_METHODS=1`, requests that can change something are also sent.
#[must_use]
pub fn server(method: &str) -> Option<String> {
    let is_safe = matches!(method, "GET" | "HEAD" | "OPTIONS");
    let is_allowed = is_safe || env::var("UNSAFE_METHODS").is_ok_and(|value| value == "1");
    let server = env::var("BASE_URL").ok();
    server.filter(|server| is_allowed && !server.is_empty())
}

/// The value of an environment variable, such as a credential.
///
/// # Errors
///
/// [`MissingVariable`] if it is not set, or not Unicode.
pub fn variable(name: &'static str) -> Result<String, MissingVariable> {
    env::var(name).map_err(|_| MissingVariable(name))
}

/// An environment variable that a test needs.
#[derive(Clone, PartialEq, Eq)]
pub struct MissingVariable(&'static str);

impl fmt::Display for MissingVariable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the environment variable `{}` is not set; the test needs it besides `BASE_URL`",
            self.0
        )
    }
}

impl fmt::Debug for MissingVariable {
    /// Like `Display`, since tests print errors with `Debug`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for MissingVariable {}

/// Checks that a response of a server is documented, and that all its values have the documented types.
///
/// # Errors
///
/// [`Drift`] says what does not fit any more, and what would fix the collection.
pub fn check<R, E: fmt::Display>(
    item: &str,
    received: Result<Received<R>, Error<E>>,
    is_documented: impl FnOnce(&R) -> bool,
) -> Result<(), Drift> {
    let drift = |reason| Drift {
        item: item.to_owned(),
        reason,
    };
    let received = received.map_err(|error| match error {
        Error::Decode(error) => drift(Reason::NotRead(error.to_string())),
        error => drift(Reason::NoResponse(error.to_string())),
    })?;
    if !is_documented(&received.response) {
        return Err(drift(Reason::NotDocumented(received.status.as_u16())));
    }
    match received.mismatches {
        mismatches if mismatches.is_empty() => Ok(()),
        mismatches => Err(drift(Reason::Different(mismatches))),
    }
}

/// A response that does not fit the collection any more.
#[derive(Clone, PartialEq)]
pub struct Drift {
    item: String,
    reason: Reason,
}

#[derive(Clone, PartialEq)]
enum Reason {
    NoResponse(String),
    NotRead(String),
    NotDocumented(u16),
    Different(Vec<Mismatch>),
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { item, reason } = self;
        match reason {
            Reason::NoResponse(problem) => write!(f, "`{item}` has no response: {problem}"),
            Reason::NotRead(problem) => write!(
                f,
                "the response to `{item}` cannot be read: {problem}; save it in Postman as an example"
            ),
            Reason::NotDocumented(status) => write!(
                f,
                "the response to `{item}` is not documented: save it in Postman as an example, or write \
                 `[item.{item:?}.response.{status}]` in codegen.toml"
            ),
            Reason::Different(mismatches) => {
                write!(f, "the response to `{item}` has values of other types")?;
                for mismatch in mismatches {
                    write!(f, "; {mismatch}")?;
                }
                write!(
                    f,
                    "; save it in Postman as an example, or change these types in codegen.toml: `codegen list --keys` shows \
                     their tables"
                )
            }
        }
    }
}

impl fmt::Debug for Drift {
    /// Like `Display`, since tests print errors with `Debug`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Drift {}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::*;
    use crate::BuildError;

    type Sent = Result<Received<u8>, Error<std::io::Error>>;

    fn received(mismatches: Vec<Mismatch>) -> Received<u8> {
        Received {
            status: StatusCode::IM_A_TEAPOT,
            headers: http::HeaderMap::new(),
            response: 7,
            mismatches,
        }
    }

    #[test]
    fn a_documented_response_fits() {
        assert_eq!(
            check("Get", Sent::Ok(received(Vec::new())), |it| *it == 7),
            Ok(())
        );
    }

    #[test]
    fn what_does_not_fit_is_named_with_its_fix() {
        let text = |result: Result<(), Drift>| result.unwrap_err().to_string();
        let undocumented = text(check("Get", Sent::Ok(received(Vec::new())), |_| false));
        assert!(
            undocumented.contains("`[item.\"Get\".response.418]`"),
            "{undocumented}"
        );
        let mismatch = crate::json::from_slice::<i32>(b"true").unwrap_err();
        let crate::json::ReadError::Mismatch(mismatch) = mismatch else {
            panic!("{mismatch}")
        };
        let different = text(check("Get", Sent::Ok(received(vec![mismatch])), |_| true));
        assert!(different.contains("at `/`: expected"), "{different}");
        let unbuilt = Sent::Err(BuildError::unresolved("id").into());
        let unbuilt = text(check("Get", unbuilt, |_| true));
        assert!(unbuilt.contains("`Get` has no response"), "{unbuilt}");
    }
}

//! The response enums of operations: how they are read, their status, and which of them are failures.

use crate::error::DecodeError;
use crate::json::{self, FromJson, Mismatch};
use crate::response::Response;

/// Implements reading for a response enum, and its methods `status` and `error_for_status`, from a table of its variants.
///
/// The enum comes first, with the type of its failures. Its variant for all responses that are not in the table is
/// `Unknown`. Then come up to four lists. `failed` is a variant for a documented success that has one of some error codes
/// in its body: each status has its codes. The variants of `success` and of `failure` have their status, and `other` is a
/// variant for all other failures. In parentheses is what a variant holds:
///
/// | success | holds |
/// |---|---|
/// | `Variant` | nothing |
/// | `Variant(json)` | any type that is [`FromJson`]; a response without a body is `Unknown` |
/// | `Variant(text)` | the body as a `String`; see [`decode_text`](crate::decode_text) |
/// | `Variant(bytes)` | the body as [`Bytes`](crate::bytes::Bytes) |
/// | `Variant(response)` | the [`Response`] as received |
///
/// | failure | holds |
/// |---|---|
/// | `Variant` | a [`Failure`](crate::Failure) without payload |
/// | `Variant(json)` | a [`Failure`](crate::Failure) whose payload is [`FromJson`] |
///
/// ```
/// use client::{Failure, FromResponse, NoCode, Response};
///
/// #[derive(Debug)]
/// pub enum GetNamesResponse {
///     Ok(Vec<String>),
///     NotFound(Failure<NoCode, String>),
///     Unknown(Response),
/// }
///
/// client::responses! {
///     GetNamesResponse, Failure;
///     success Ok(json) = 200;
///     failure NotFound(json) = 404
/// }
///
/// let mut response = Response::default();
/// response.body = "[\"Ada\"]".into();
/// let read = GetNamesResponse::from_response(response, &mut Vec::new()).unwrap();
/// assert_eq!(read.status(), 200);
/// assert!(matches!(read, GetNamesResponse::Ok(names) if names == ["Ada"]));
/// ```
#[macro_export]
macro_rules! responses {
    (
        $type:ident, $failure:ty
        $(; failed $failed:ident = $($coded:literal($($code:literal)|+)),+)?
        $(; success $($success:ident $(($content:ident))? = $status:literal),+)?
        $(; failure $($failing:ident $(($payload:ident))? = $failing_status:literal),+)?
        $(; other $other:ident $(($other_payload:ident))?)?
    ) => {
        impl $crate::FromResponse for $type {
            #[inline]
            fn from_response(
                response: $crate::Response,
                mismatches: &mut Vec<$crate::json::Mismatch>,
            ) -> Result<Self, $crate::DecodeError> {
                match response.status.as_u16() {
                    $($($coded if <$failure>::has_code(&response, &[$($code),+]) => {
                        Ok(Self::$failed($crate::Failure::new(response)))
                    })+)?
                    $($($status => {
                        $crate::read_success!(response mismatches $success $($content)?)
                    })+)?
                    $($($failing_status => {
                        Ok(Self::$failing($crate::read_failure!(response mismatches $($payload)?)))
                    })+)?
                    $(_ if !response.is_success() => {
                        Ok(Self::$other($crate::read_failure!(response mismatches $($other_payload)?)))
                    })?
                    _ => Ok(Self::Unknown(response)),
                }
            }

            $(
                #[inline]
                fn is_failure(response: &$crate::Response) -> bool {
                    !response.is_success() || <$failure>::has_code(response, &[$($($code),+),+])
                }
            )?
        }

        impl $type {
            /// Returns the HTTP status code.
            #[must_use]
            #[inline]
            pub fn status(&self) -> u16 {
                match self {
                    $(Self::$failed(failure) => failure.response.status.as_u16(),)?
                    $($(Self::$success { .. } => $status,)+)?
                    $($(Self::$failing(_) => $failing_status,)+)?
                    $(Self::$other(failure) => failure.response.status.as_u16(),)?
                    Self::Unknown(response) => response.status.as_u16(),
                }
            }

            /// Turns every failure into an error.
            ///
            /// # Errors
            ///
            /// A failure for every status outside `2xx`, documented or not.
            $(#[doc = concat!("Also for `", stringify!($failed), "`.")])?
            #[inline]
            pub fn error_for_status(self) -> Result<Self, $failure> {
                match self {
                    $(Self::$failed(failure) => Err(failure),)?
                    $($(Self::$failing(failure) => Err(failure.erase()),)+)?
                    $(Self::$other(failure) => Err(failure.erase()),)?
                    $(success @ ($(Self::$success { .. })|+) => Ok(success),)?
                    Self::Unknown(response) => $crate::Failure::check(response).map(Self::Unknown),
                }
            }
        }
    };
}

/// Reads a success.
#[doc(hidden)]
#[macro_export]
macro_rules! read_success {
    ($response:ident $mismatches:ident $variant:ident) => {
        Ok(Self::$variant)
    };
    ($response:ident $mismatches:ident $variant:ident json) => {
        $crate::read_json($response, $mismatches, Self::$variant, Self::Unknown)
    };
    ($response:ident $mismatches:ident $variant:ident text) => {
        $crate::decode_text($response).map(Self::$variant)
    };
    ($response:ident $mismatches:ident $variant:ident bytes) => {
        Ok(Self::$variant($response.body))
    };
    ($response:ident $mismatches:ident $variant:ident response) => {
        Ok(Self::$variant($response))
    };
}

/// Reads a failure.
#[doc(hidden)]
#[macro_export]
macro_rules! read_failure {
    ($response:ident $mismatches:ident) => {
        $crate::Failure::new($response)
    };
    ($response:ident $mismatches:ident json) => {
        $crate::Failure::with_payload($response, $mismatches)
    };
}

/// Reads JSON as one variant; a response without a body is the other one.
///
/// # Errors
///
/// See [`json::decode`].
#[doc(hidden)]
pub fn read_json<T: FromJson, R>(
    response: Response,
    mismatches: &mut Vec<Mismatch>,
    variant: fn(T) -> R,
    unknown: fn(Response) -> R,
) -> Result<R, DecodeError> {
    if response.is_empty() {
        return Ok(unknown(response));
    }
    json::decode(response, mismatches).map(variant)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use crate::{ErrorCode, Failure, FromResponse as _, Response};

    /// Codes of two letters.
    #[derive(Debug, PartialEq)]
    struct Code(String);

    impl ErrorCode for Code {
        const FIELDS: &'static [&'static str] = &["/code"];

        fn from_code(code: &str) -> Option<Self> {
            (code.len() == 2).then(|| Self(code.to_owned()))
        }
    }

    #[derive(Debug)]
    enum Any {
        Failed(Failure<Code>),
        Ok(Vec<i64>),
        Created(String),
        Accepted(Bytes),
        Partial(Response),
        NoContent,
        Gone(Failure<Code>),
        Conflict(Failure<Code, Vec<i64>>),
        Other(Failure<Code, i64>),
        Unknown(Response),
    }

    crate::responses! {
        Any, Failure<Code>;
        failed Failed = 200("e1" | "e2"), 202("e3");
        success Ok(json) = 200, Created(text) = 201, Accepted(bytes) = 202, Partial(response) = 206, NoContent = 204;
        failure Gone = 410, Conflict(json) = 409;
        other Other(json)
    }

    fn response(status: u16, body: &'static str) -> Response {
        Response {
            status: http::StatusCode::from_u16(status).expect("a status"),
            body: body.into(),
            ..Response::default()
        }
    }

    fn read(status: u16, body: &'static str) -> Any {
        let read = Any::from_response(response(status, body), &mut Vec::new()).expect("a response");
        assert_eq!(read.status(), status);
        let is_failure = Any::is_failure(&response(status, body));
        assert_eq!(is_failure, read_again(status, body).is_err());
        read
    }

    fn read_again(status: u16, body: &'static str) -> Result<Any, Failure<Code>> {
        let read = Any::from_response(response(status, body), &mut Vec::new());
        read.expect("a response").error_for_status()
    }

    #[test]
    fn a_success_is_read_as_its_status_says() {
        assert!(matches!(read(200, "[1]"), Any::Ok(list) if list == [1]));
        assert!(matches!(read(201, "[1]"), Any::Created(text) if text == "[1]"));
        assert!(matches!(read(202, "[1]"), Any::Accepted(bytes) if bytes == "[1]"));
        assert!(matches!(read(206, "[1]"), Any::Partial(it) if it.bytes() == "[1]"));
        assert!(matches!(read(204, ""), Any::NoContent));
        // A success without its documented body, and an undocumented one.
        assert!(matches!(read(200, ""), Any::Unknown(_)));
        assert!(matches!(read(203, "[1]"), Any::Unknown(_)));
    }

    #[test]
    fn a_success_with_an_error_code_of_its_status_is_a_failure() {
        for (status, body) in [(200, r#"{"code": "e2"}"#), (202, r#"{"code": "e3"}"#)] {
            let Any::Failed(failure) = read(status, body) else {
                panic!("{status}");
            };
            assert!(failure.code.is_some());
        }
        let other = Any::from_response(response(200, r#"{"code": "e9"}"#), &mut Vec::new());
        other.expect_err("no list, and no documented code");
    }

    #[test]
    fn failures_are_read_with_and_without_payload_and_are_errors() {
        assert!(matches!(read(410, "[1]"), Any::Gone(it) if it.payload.is_none()));
        assert!(matches!(read(409, "[1]"), Any::Conflict(it) if it.payload == Some(vec![1])));
        assert!(matches!(read(500, "7"), Any::Other(it) if it.payload == Some(7)));
        assert!(matches!(read(302, ""), Any::Other(_)));
        let error = read_again(500, r#"{"code": "e1"}"#).expect_err("a failure");
        assert_eq!(error.code, Some(Code("e1".to_owned())));
    }
}

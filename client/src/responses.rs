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

//! Transports: what carries finished requests.

#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "ureq")]
mod ureq;

#[cfg(feature = "reqwest")]
pub use self::reqwest::Reqwest;
#[cfg(feature = "ureq")]
pub use self::ureq::Ureq;

#[cfg(any(feature = "reqwest", feature = "ureq"))]
use std::time::Duration;

/// How long connecting may take.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a request may take from its start to the end of the answer.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
const TIMEOUT: Duration = Duration::from_mins(1);

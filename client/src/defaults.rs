//! The default limits of clients.

use std::time::Duration;

/// The longest time that connecting may take.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The longest time from the start of a request to the end of its response.
pub const TIMEOUT: Duration = Duration::from_secs(60);

/// The number of redirects that are followed, as in Postman.
pub const MAX_REDIRECTS: u32 = 10;

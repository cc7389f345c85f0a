//! The time of signing, in the forms that schemes write it.

use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds since 1970; zero where the clock stands before.
pub(super) fn unix(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs())
}

/// A moment in UTC, taken to its parts.
#[cfg(any(feature = "awsv4", feature = "edgegrid"))]
pub(super) struct Utc {
    /// `20240102`.
    pub(super) date: String,
    /// `03`, `04`, `05`.
    pub(super) time: [String; 3],
}

#[cfg(any(feature = "awsv4", feature = "edgegrid"))]
impl Utc {
    pub(super) fn new(time: SystemTime) -> Self {
        let seconds = unix(time);
        let (year, month, day) = crate::civil::date(seconds / 86_400);
        let two = |n: u64| format!("{n:02}");
        Self {
            date: format!("{year:04}{month:02}{day:02}"),
            time: [
                two(seconds / 3600 % 24),
                two(seconds / 60 % 60),
                two(seconds % 60),
            ],
        }
    }
}

#[cfg(all(test, any(feature = "awsv4", feature = "edgegrid")))]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn the_parts_of_a_moment_are_those_of_utc() {
        for (seconds, date, time) in [
            (0, "19700101", "000000"),
            (951_782_399, "20000228", "235959"),
            (951_782_400, "20000229", "000000"),
            (1_704_164_645, "20240102", "030405"),
        ] {
            let utc = Utc::new(UNIX_EPOCH + Duration::from_secs(seconds));
            assert_eq!(
                (utc.date.as_str(), utc.time.concat().as_str()),
                (date, time)
            );
        }
    }
}

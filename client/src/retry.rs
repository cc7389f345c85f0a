//! When a request is sent again, and how long to wait before. It does no I/O: time and randomness are arguments.
//!
//! A request is sent again if that is safe and has a chance:
//!
//! * The connection failed, or the status is 408, 429, 502, 503 or 504.
//! * The method is idempotent (RFC 9110 §9.2.2), the request has an idempotency key, or nothing was sent.
//! * Its body can be sent again.
//! * The client's budget is not used up. Each retry costs tokens, and successes give them back, so a server that fails all
//!   requests gets few retries.
//!
//! The wait is random, up to a limit that doubles with each retry ("full jitter"). If the response says when to come back,
//! the wait is that time and a random one; if that is too far off, the response is final.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::{HeaderMap, StatusCode};

use crate::defaults::{
    MAX_BACKOFF, MAX_RETRIES, MAX_RETRY_AFTER, MIN_BACKOFF, RETRY_BUDGET, RETRY_COST, TIMEOUT_COST,
};
use crate::response_headers::{ResponseHeaders as _, retry_after};

/// Statuses of failures that can pass: the server was slow, busy or not reachable.
const TRANSIENT: [u16; 5] = [408, 429, 502, 503, 504];

/// Rate limits count from 1970 if they are larger than this number of seconds, and else from now.
const EPOCH_FROM: u64 = 1_000_000_000;

/// Whether a failure with this status can pass.
pub(crate) fn is_transient(status: StatusCode) -> bool {
    TRANSIENT.contains(&status.as_u16())
}

/// How often and how late a request is sent again.
///
/// ```
/// use std::time::Duration;
///
/// use client::Retry;
///
/// let patient = Retry::new().max_retries(5).max_retry_after(Duration::from_secs(300));
/// let never = Retry::never();
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Retry {
    max_retries: u32,
    min_backoff: Duration,
    max_backoff: Duration,
    max_retry_after: Duration,
    methods: Methods,
}

/// Which methods are safe to repeat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Methods {
    Idempotent,
    All,
}

impl Retry {
    /// The limits of [`defaults`](crate::defaults).
    pub const fn new() -> Self {
        Self {
            max_retries: MAX_RETRIES,
            min_backoff: MIN_BACKOFF,
            max_backoff: MAX_BACKOFF,
            max_retry_after: MAX_RETRY_AFTER,
            methods: Methods::Idempotent,
        }
    }

    /// Sends each request once.
    pub const fn never() -> Self {
        Self::new().max_retries(0)
    }

    /// Sets how often a request is sent again. Zero sends it once.
    pub const fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// Sets the longest wait before the first retry, and before any.
    pub const fn backoff(mut self, first: Duration, longest: Duration) -> Self {
        self.min_backoff = first;
        self.max_backoff = longest;
        self
    }

    /// Sets the longest wait that a server can ask for. If it asks for more, the response is final.
    pub const fn max_retry_after(mut self, longest: Duration) -> Self {
        self.max_retry_after = longest;
        self
    }

    /// Repeats requests of any method, such as `POST`, even if the server may have acted on the first.
    pub const fn any_method(mut self) -> Self {
        self.methods = Methods::All;
        self
    }

    /// Whether any method can be repeated.
    pub(crate) fn repeats_any_method(&self) -> bool {
        self.methods == Methods::All
    }

    /// The wait before the retry after this number of retries; [`None`] if there is none. `asked` is the time that the
    /// server asks for, and `random` a function that returns a number from 0 to 1.
    pub(crate) fn delay(
        &self,
        retries: u32,
        asked: Option<Duration>,
        random: impl FnOnce() -> f64,
    ) -> Option<Duration> {
        if retries >= self.max_retries {
            return None;
        }
        let doubled = 2_u32.checked_pow(retries).unwrap_or(u32::MAX);
        let longest = self
            .min_backoff
            .saturating_mul(doubled)
            .min(self.max_backoff);
        match asked {
            Some(asked) if asked > self.max_retry_after => None,
            // Not all clients that wait for the same moment should come back at once.
            Some(asked) => Some(asked + self.min_backoff.mul_f64(random())),
            None => Some(longest.mul_f64(random())),
        }
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self::new()
    }
}

/// The time that a response asks to wait: `Retry-After`, or until the reset of a rate limit that is used up.
///
/// [`None`] if it asks for none, or for a time that is not in the future.
pub(crate) fn asked(
    headers: &HeaderMap,
    now: impl FnOnce() -> SystemTime + Copy,
) -> Option<Duration> {
    let given = headers.text("retry-after");
    let given = given.and_then(|value| retry_after(value, now));
    let asked = given.filter(|wait| !wait.is_zero()).or_else(|| {
        let is_used_up = headers.rate_limit_remaining().is_none_or(|left| left == 0);
        let reset = headers.rate_limit_reset().filter(|_| is_used_up)?;
        if reset < EPOCH_FROM {
            return Some(Duration::from_secs(reset));
        }
        let reset = UNIX_EPOCH.checked_add(Duration::from_secs(reset))?;
        reset.duration_since(now()).ok()
    });
    asked.filter(|wait| !wait.is_zero())
}

/// What a retry costs, in tokens of a [`RetryBudget`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cost {
    /// After a failure that the server or the network reported.
    Failure,
    /// After a timeout, for which the server may still be working.
    Timeout,
}

impl Cost {
    fn tokens(self) -> u32 {
        match self {
            Self::Failure => RETRY_COST,
            Self::Timeout => TIMEOUT_COST,
        }
    }
}

/// The retries that all calls of a client may still make: a token bucket.
#[derive(Debug)]
pub(crate) struct RetryBudget(AtomicU32);

impl RetryBudget {
    pub(crate) fn new() -> Self {
        Self(AtomicU32::new(RETRY_BUDGET))
    }

    /// Takes the tokens of a retry. Returns false if there are not enough.
    pub(crate) fn withdraw(&self, cost: Cost) -> bool {
        let less = |tokens: u32| tokens.checked_sub(cost.tokens());
        let update = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
        update.is_ok()
    }

    /// Gives back the tokens of the retry that succeeded, or one for a success without retry.
    pub(crate) fn deposit(&self, retried: Option<Cost>) {
        let tokens = retried.map_or(1, Cost::tokens);
        let more = |held: u32| (held < RETRY_BUDGET).then(|| (held + tokens).min(RETRY_BUDGET));
        // Fails if the bucket is full.
        let _ = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn policy() -> Retry {
        Retry::new()
            .max_retries(10)
            .backoff(SECOND, SECOND * 5)
            .max_retry_after(SECOND * 60)
    }

    /// Now: 2024-01-02T03:04:05Z.
    fn now() -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_704_164_645)
    }

    fn headers(headers: &[(&'static str, &str)]) -> HeaderMap {
        let headers = headers.iter();
        headers
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect::<Vec<(http::HeaderName, http::HeaderValue)>>()
            .into_iter()
            .collect()
    }

    #[test]
    fn the_wait_is_random_up_to_a_limit_that_doubles() {
        let delay = |retries, random| policy().delay(retries, None, || random);
        for (retries, longest) in [
            (0, SECOND),
            (1, SECOND * 2),
            (2, SECOND * 4),
            (3, SECOND * 5),
        ] {
            assert_eq!(delay(retries, 1.0), Some(longest), "{retries}");
            assert_eq!(delay(retries, 0.5), Some(longest / 2), "{retries}");
            assert_eq!(delay(retries, 0.0), Some(Duration::ZERO), "{retries}");
        }
        let endless = policy().max_retries(u32::MAX);
        assert_eq!(endless.delay(1000, None, || 1.0), Some(SECOND * 5));
    }

    #[test]
    fn the_number_of_retries_is_limited() {
        assert_eq!(policy().delay(10, None, || 0.0), None);
        assert_eq!(Retry::never().delay(0, None, || 0.0), None);
        assert_eq!(Retry::never().delay(0, Some(SECOND), || 0.0), None);
    }

    #[test]
    fn the_server_decides_the_wait_up_to_a_limit() {
        let delay = |asked, random| policy().delay(0, Some(asked), || random);
        assert_eq!(delay(SECOND * 7, 0.0), Some(SECOND * 7));
        assert_eq!(delay(SECOND * 7, 1.0), Some(SECOND * 8));
        assert_eq!(delay(SECOND * 60, 0.0), Some(SECOND * 60));
        assert_eq!(delay(SECOND * 61, 0.0), None);
    }

    #[test]
    fn retry_after_is_read_in_seconds_and_as_a_date_in_the_future() {
        for (value, expected) in [
            ("7", Some(7)),
            (" 7 ", Some(7)),
            ("Tue, 02 Jan 2024 03:04:15 GMT", Some(10)),
            ("Tue, 02 Jan 2024 03:04:05 GMT", None),
            ("Wed, 09 Jun 2021 10:18:14 GMT", None),
            ("0", None),
            ("-5", None),
            ("+5", None),
            ("120junk", None),
            ("99999999999999999999999", None),
            ("", None),
        ] {
            let asked = asked(&headers(&[("retry-after", value)]), now);
            assert_eq!(asked, expected.map(Duration::from_secs), "{value}");
        }
    }

    #[test]
    fn a_used_up_rate_limit_asks_to_wait_for_its_reset() {
        for (pairs, expected) in [
            (vec![("ratelimit-reset", "9")], Some(9)),
            (vec![("x-ratelimit-reset", "1704164665")], Some(20)),
            (vec![("x-ratelimit-reset", "1704164600")], None),
            (
                vec![("x-ratelimit-reset", "9"), ("x-ratelimit-remaining", "0")],
                Some(9),
            ),
            (
                vec![("x-ratelimit-reset", "9"), ("x-ratelimit-remaining", "3")],
                None,
            ),
            (
                vec![("x-ratelimit-reset", "9"), ("retry-after", "2")],
                Some(2),
            ),
            (
                vec![("retry-after", "0"), ("ratelimit-reset", "9")],
                Some(9),
            ),
            (vec![("ratelimit-reset", "-1")], None),
        ] {
            let asked = asked(&headers(&pairs), now);
            assert_eq!(asked, expected.map(Duration::from_secs), "{pairs:?}");
        }
    }

    #[test]
    fn a_storm_of_failures_is_amplified_by_at_most_a_tenth() {
        let budget = RetryBudget::new();
        let retries = |calls: u32| {
            let mut retries = 0;
            for _ in 0..calls {
                for _ in 0..MAX_RETRIES {
                    retries += u32::from(budget.withdraw(Cost::Failure));
                }
            }
            retries
        };
        assert_eq!(retries(100), 10);
        assert_eq!(retries(10_000), 0);
    }

    #[test]
    fn if_half_of_all_calls_fail_a_tenth_of_them_is_retried() {
        let budget = RetryBudget::new();
        while budget.withdraw(Cost::Failure) {}
        let mut retries = 0;
        for _ in 0..1000 {
            budget.deposit(None);
            retries += u32::from(budget.withdraw(Cost::Failure));
        }
        assert_eq!(retries, 200);
    }

    #[test]
    fn successes_give_tokens_back_and_a_timeout_costs_more() {
        let budget = RetryBudget::new();
        let withdrawals = |cost| (0..100).take_while(|_| budget.withdraw(cost)).count();
        assert_eq!(withdrawals(Cost::Timeout), 5);
        budget.deposit(Some(Cost::Timeout));
        assert_eq!(withdrawals(Cost::Failure), 2);
        for _ in 0..4 {
            budget.deposit(None);
        }
        assert_eq!(withdrawals(Cost::Failure), 0);
        budget.deposit(None);
        assert_eq!(withdrawals(Cost::Failure), 1);
        for _ in 0..1000 {
            budget.deposit(None);
        }
        assert_eq!(withdrawals(Cost::Failure), 10, "no more than at first");
    }
}

//! The retries of one exchange, and its time limit.

use std::time::Duration;

use crate::clock::Instant;
use crate::random;
use crate::retry::{Cost, Retry, RetryBudget};

/// How often the request of an exchange was sent again, and how often it still may be.
pub(crate) struct Retries<'a> {
    policy: Retry,
    budget: Option<&'a RetryBudget>,
    deadline: Option<Instant>,
    count: u32,
    /// Of the last retry.
    cost: Option<Cost>,
}

impl<'a> Retries<'a> {
    pub(crate) fn new(
        policy: Retry,
        budget: Option<&'a RetryBudget>,
        timeout: Option<Duration>,
    ) -> Self {
        Self {
            policy,
            budget,
            deadline: timeout.and_then(|timeout| Instant::now().checked_add(timeout)),
            count: 0,
            cost: None,
        }
    }

    /// Sends each request once.
    pub(crate) fn never() -> Self {
        Self::new(Retry::never(), None, None)
    }

    /// How often the request was sent.
    pub(crate) fn attempts(&self) -> u32 {
        self.count + 1
    }

    /// Whether requests of any method are repeated.
    pub(crate) fn repeats_any_method(&self) -> bool {
        self.policy.repeats_any_method()
    }

    /// The time that is left; [`None`] if it is not limited.
    pub(crate) fn remaining(&self) -> Option<Duration> {
        let deadline = self.deadline?;
        Some(deadline.saturating_duration_since(Instant::now()))
    }

    /// Counts a retry and returns the wait before it; [`None`] if there is none. `asked` is the time that the server asks
    /// for.
    pub(crate) fn next(&mut self, asked: Option<Duration>, cost: Cost) -> Option<Duration> {
        let delay = self.policy.delay(self.count, asked, random::fraction)?;
        if self.remaining().is_some_and(|left| left <= delay) || !self.budget?.withdraw(cost) {
            return None;
        }
        self.count += 1;
        self.cost = Some(cost);
        Some(delay)
    }

    /// Gives tokens back, because the server works.
    pub(crate) fn succeeded(&mut self) {
        if let Some(budget) = self.budget {
            budget.deposit(self.cost.take());
        }
    }
}

//! When a stream of events is connected again, decided without I/O.

use std::time::Duration;

use crate::defaults::{EVENT_RETRY, MAX_EVENT_RECONNECTS};
use crate::streaming::EventParser;

/// The longest time between two attempts to connect.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// What is needed to continue a stream of events.
#[derive(Debug, Default)]
pub(crate) struct Resume {
    last_id: Option<String>,
    /// How long the server asks to wait.
    retry: Option<Duration>,
    /// How often the connection was lost since the last event.
    losses: u32,
}

impl Resume {
    /// Notes an event, so that the stream can continue after it.
    pub(crate) fn received(&mut self, parser: &EventParser) {
        self.losses = 0;
        self.note(parser);
    }

    /// Notes that a connection ended, and returns how long to wait for the next one.
    ///
    /// [`None`] if the stream is over: the server has never sent an id, so it cannot continue, or it was lost too often.
    pub(crate) fn lost(&mut self, parser: Option<&EventParser>) -> Option<Duration> {
        if let Some(parser) = parser {
            self.note(parser);
        }
        self.last_id.as_ref()?;
        if self.losses == MAX_EVENT_RECONNECTS {
            return None;
        }
        let wait = self.retry.unwrap_or(EVENT_RETRY);
        let wait = wait.saturating_mul(2_u32.saturating_pow(self.losses));
        self.losses += 1;
        Some(wait.min(LONGEST_WAIT))
    }

    /// The id to continue after, for `Last-Event-ID`.
    pub(crate) fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref()
    }

    fn note(&mut self, parser: &EventParser) {
        if let Some(id) = parser.last_id() {
            self.last_id = Some(id.to_owned());
        }
        self.retry = parser.retry().or(self.retry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parser(text: &str) -> EventParser {
        let mut parser = EventParser::new();
        parser.push(text.as_bytes());
        while parser.next_event().expect("short events").is_some() {}
        parser
    }

    #[test]
    fn a_stream_without_ids_ends_with_its_connection() {
        let mut resume = Resume::default();
        assert_eq!(resume.lost(Some(&parser("retry: 1\ndata: x\n\n"))), None);
    }

    #[test]
    fn a_stream_continues_after_the_last_id_and_waits_longer_each_time() {
        let mut resume = Resume::default();
        resume.received(&parser("id: 7\nretry: 100\ndata: x\n\n"));
        let waits: Vec<_> = (0..=MAX_EVENT_RECONNECTS)
            .map(|_| resume.lost(None).map(|wait| wait.as_millis()))
            .collect();
        assert_eq!(
            waits,
            [Some(100), Some(200), Some(400), Some(800), Some(1600), None]
        );
        assert_eq!(resume.last_id(), Some("7"));

        resume.received(&parser("data: y\n\n"));
        assert_eq!(resume.lost(None), Some(Duration::from_millis(100)));
        assert_eq!(resume.last_id(), Some("7"));
    }

    #[test]
    fn a_wait_is_limited() {
        let mut resume = Resume::default();
        resume.received(&parser("id: 7\nretry: 99999999999\ndata: x\n\n"));
        assert_eq!(resume.lost(None), Some(LONGEST_WAIT));
    }
}

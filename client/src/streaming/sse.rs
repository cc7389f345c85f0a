//! Server-sent events (WHATWG HTML §9.2), read without I/O.

use std::io;
use std::time::Duration;

use http::{HeaderMap, HeaderName};

use super::lines::{Ends, Lines};
use crate::defaults::MAX_EVENT_SIZE;
use crate::json::{self, FromJson};

/// The type of bodies that consist of events.
pub(crate) const MEDIA_TYPE: &str = "text/event-stream";

/// Whether a header names the type of events.
pub(crate) fn is_event_stream(headers: &HeaderMap, header: &HeaderName) -> bool {
    let value = headers.get(header).and_then(|value| value.to_str().ok());
    value.is_some_and(|value| value.trim_start().starts_with(MEDIA_TYPE))
}

/// A server-sent event. Its data are text unless they are read as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event<D = String> {
    /// The type of the event; `message` if the server named none.
    pub event: String,
    /// The data. Several lines of text are joined by line feeds.
    pub data: D,
    /// The id of this event, or else of the last one before it that had one.
    pub id: Option<String>,
}

impl Event {
    /// Reads the data as JSON.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::InvalidData`] if it is not JSON of this type.
    pub fn json<T: FromJson>(&self) -> io::Result<T> {
        let read = json::from_slice(self.data.as_bytes());
        read.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }
}

/// Reads events from bytes in chunks of any size.
#[derive(Debug)]
pub struct EventParser {
    lines: Lines,
    is_first_line: bool,
    event: String,
    data: String,
    has_data: bool,
    last_id: Option<String>,
    retry: Option<Duration>,
}

impl EventParser {
    /// Creates a parser of events up to [`MAX_EVENT_SIZE`].
    #[must_use]
    pub fn new() -> Self {
        Self {
            lines: Lines::new(Ends::Any, MAX_EVENT_SIZE),
            is_first_line: true,
            event: String::new(),
            data: String::new(),
            has_data: false,
            last_id: None,
            retry: None,
        }
    }

    /// Appends bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.lines.push(bytes);
    }

    /// The next complete event. One that the stream does not complete is discarded, as the standard says.
    ///
    /// # Errors
    ///
    /// If an event is longer than [`MAX_EVENT_SIZE`].
    pub fn next_event(&mut self) -> io::Result<Option<Event>> {
        while let Some(line) = self.lines.next()? {
            let line = if std::mem::take(&mut self.is_first_line) {
                line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line)
            } else {
                line
            };
            if line.is_empty() {
                if let Some(event) = self.complete() {
                    return Ok(Some(event));
                }
                continue;
            }
            let line = String::from_utf8_lossy(line).into_owned();
            self.field(&line)?;
        }
        Ok(None)
    }

    /// The id of the last event that had one, for `Last-Event-ID`.
    #[must_use]
    pub fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref()
    }

    /// How long the server asks to wait before connecting again.
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        self.retry
    }

    fn field(&mut self, line: &str) -> io::Result<()> {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "event" => value.clone_into(&mut self.event),
            "data" => {
                if self.data.len() + value.len() > MAX_EVENT_SIZE {
                    return Err(super::too_large(MAX_EVENT_SIZE as u64));
                }
                if self.has_data {
                    self.data.push('\n');
                }
                self.data.push_str(value);
                self.has_data = true;
            }
            "id" if !value.contains('\0') => {
                self.last_id = (!value.is_empty()).then(|| value.to_owned());
            }
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis);
            }
            // Comments have an empty name.
            _ => {}
        }
        Ok(())
    }

    /// Ends an event. One without data is none.
    fn complete(&mut self) -> Option<Event> {
        let event = std::mem::take(&mut self.event);
        let data = std::mem::take(&mut self.data);
        std::mem::take(&mut self.has_data).then(|| Event {
            event: if event.is_empty() {
                "message".to_owned()
            } else {
                event
            },
            data,
            id: self.last_id.clone(),
        })
    }
}

impl Default for EventParser {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(text: &str) -> (Vec<Event>, EventParser) {
        let mut parser = EventParser::new();
        let mut events = Vec::new();
        // One byte at a time, so that every boundary is tried.
        for byte in text.as_bytes() {
            parser.push(&[*byte]);
            while let Some(event) = parser.next_event().expect("short events") {
                events.push(event);
            }
        }
        (events, parser)
    }

    fn event(event: &str, data: &str, id: Option<&str>) -> Event {
        Event {
            event: event.to_owned(),
            data: data.to_owned(),
            id: id.map(str::to_owned),
        }
    }

    #[test]
    fn events_are_read_as_the_standard_says() {
        let (events, _) = events(
            "\u{feff}: comment\n\ndata: YHOO\ndata: +2\ndata:  10\n\n\
             event: add\r\ndata\r\nid: 1\r\n\r\nid\ndata:a:b\n\nevent: only\n\ndata: cut",
        );
        let expected = [
            event("message", "YHOO\n+2\n 10", None),
            event("add", "", Some("1")),
            event("message", "a:b", None),
        ];
        assert_eq!(events, expected);
    }

    #[test]
    fn the_id_and_the_time_to_wait_stay_until_they_are_replaced() {
        let (events, parser) = events("id: 7\nretry: 250\n\nretry: soon\ndata: x\n\nid: a\0b\n\n");
        assert_eq!(events, [event("message", "x", Some("7"))]);
        assert_eq!(parser.last_id(), Some("7"));
        assert_eq!(parser.retry(), Some(Duration::from_millis(250)));
    }

    #[test]
    fn an_event_of_many_lines_is_limited() {
        let mut parser = EventParser::new();
        let line = format!("data: {}\n", "x".repeat(1000));
        let mut pushes = (0..2 * MAX_EVENT_SIZE / 1000).map(|_| {
            parser.push(line.as_bytes());
            parser.next_event()
        });
        assert!(pushes.any(|result| result.is_err()));
    }

    #[test]
    fn data_is_read_as_json() {
        let event = event("message", "[1, 2]", None);
        assert_eq!(event.json::<Vec<i64>>().expect("numbers"), [1, 2]);
        let error = event.json::<bool>().expect_err("no flag");
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
    }
}

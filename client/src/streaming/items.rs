//! Bodies that consist of items: server-sent events, and JSON values on lines of their own.

use std::future::poll_fn;
use std::io::{self, Read};
use std::marker::PhantomData;
#[cfg(feature = "stream")]
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::lines::{Ends, Lines};
use super::sse::{Event, EventParser};
use super::{ResponseBody, ResponseReader, Streamed};
use crate::defaults::MAX_EVENT_SIZE;
use crate::json::{self, FromJson};

/// The number of bytes that are read at a time.
const CHUNK: usize = 8 * 1024;

/// The server-sent events of a body.
#[derive(Debug)]
pub struct Events<B> {
    body: B,
    parser: EventParser,
}

/// The values of a body with one JSON text per line (NDJSON, JSON Lines).
#[derive(Debug)]
pub struct JsonLines<B, T> {
    body: B,
    lines: Lines,
    /// The number of the last line.
    number: u64,
    is_over: bool,
    values: PhantomData<fn() -> T>,
}

impl<B> Streamed<B> {
    /// Reads the body as server-sent events, up to its end.
    pub fn events(self) -> Events<B> {
        Events {
            body: self.body,
            parser: EventParser::new(),
        }
    }

    /// Reads the body as JSON values, one on each line. Empty lines are skipped.
    pub fn json_lines<T: FromJson>(self) -> JsonLines<B, T> {
        JsonLines {
            body: self.body,
            lines: Lines::new(Ends::LineFeed, MAX_EVENT_SIZE),
            number: 0,
            is_over: false,
            values: PhantomData,
        }
    }
}

impl<B> Events<B> {
    /// What was read so far, such as the last id.
    #[must_use]
    pub fn parser(&self) -> &EventParser {
        &self.parser
    }
}

impl Events<ResponseBody> {
    /// Waits for the next event; [`None`] after the last one.
    ///
    /// # Errors
    ///
    /// If the connection fails, or an event is longer than [`MAX_EVENT_SIZE`].
    pub async fn next(&mut self) -> io::Result<Option<Event>> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Event>>> {
        loop {
            if let Some(event) = self.parser.next_event().transpose() {
                return Poll::Ready(Some(event));
            }
            match ready!(self.body.poll_chunk(context)) {
                Some(Ok(chunk)) => self.parser.push(&chunk),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

#[cfg(feature = "stream")]
impl futures_core::Stream for Events<ResponseBody> {
    type Item = io::Result<Event>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl Iterator for Events<ResponseReader> {
    type Item = io::Result<Event>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(event) = self.parser.next_event().transpose() {
                return Some(event);
            }
            let mut chunk = [0; CHUNK];
            match read(&mut self.body, &mut chunk) {
                Ok([]) => return None,
                Ok(bytes) => self.parser.push(bytes),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<B, T: FromJson> JsonLines<B, T> {
    /// The value of the next complete line.
    fn complete(&mut self) -> Option<io::Result<T>> {
        loop {
            let line = match self.lines.next() {
                Ok(line) => line?,
                Err(error) => return Some(Err(error)),
            };
            self.number += 1;
            if let Some(value) = value(line, self.number) {
                return Some(value);
            }
        }
    }

    /// The value of the last line, which needs no end.
    fn rest(&mut self) -> Option<io::Result<T>> {
        if std::mem::replace(&mut self.is_over, true) {
            return None;
        }
        value(self.lines.rest(), self.number + 1)
    }
}

fn value<T: FromJson>(line: &[u8], number: u64) -> Option<io::Result<T>> {
    if line.trim_ascii().is_empty() {
        return None;
    }
    Some(json::from_slice(line).map_err(|error| {
        let message = format!("line {number}: {error}");
        io::Error::new(io::ErrorKind::InvalidData, message)
    }))
}

impl<T: FromJson> JsonLines<ResponseBody, T> {
    /// Waits for the next value; [`None`] after the last one.
    ///
    /// # Errors
    ///
    /// If the connection fails, or a line is longer than [`MAX_EVENT_SIZE`]. If a line is not JSON of this type
    /// ([`io::ErrorKind::InvalidData`]), the next call returns the value after it.
    pub async fn next(&mut self) -> io::Result<Option<T>> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<T>>> {
        loop {
            if let Some(value) = self.complete() {
                return Poll::Ready(Some(value));
            }
            match ready!(self.body.poll_chunk(context)) {
                Some(Ok(chunk)) => self.lines.push(&chunk),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(self.rest()),
            }
        }
    }
}

#[cfg(feature = "stream")]
impl<T: FromJson> futures_core::Stream for JsonLines<ResponseBody, T> {
    type Item = io::Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T: FromJson> Iterator for JsonLines<ResponseReader, T> {
    type Item = io::Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(value) = self.complete() {
                return Some(value);
            }
            let mut chunk = [0; CHUNK];
            match read(&mut self.body, &mut chunk) {
                Ok([]) => return self.rest(),
                Ok(bytes) => self.lines.push(bytes),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// Reads what there is; nothing at the end.
pub(super) fn read<'c>(reader: &mut impl Read, chunk: &'c mut [u8]) -> io::Result<&'c [u8]> {
    loop {
        match reader.read(chunk) {
            Ok(count) => return Ok(&chunk[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::Response;

    fn streamed(text: &str) -> Streamed<ResponseReader> {
        Response {
            body: text.to_owned().into(),
            ..Response::default()
        }
        .into()
    }

    #[test]
    fn each_line_is_a_value_and_the_last_one_needs_no_end() {
        let values = streamed("1\n\n \r\n[2]\r\n3").json_lines::<serde_json::Value>();
        let values: Vec<String> = values
            .map(|value| value.expect("JSON").to_string())
            .collect();
        assert_eq!(values, ["1", "[2]", "3"]);
    }

    #[test]
    fn a_line_that_is_not_a_value_is_named_and_does_not_end_the_others() {
        let mut values = streamed("1\n\n{\n3\n").json_lines::<i64>();
        assert_eq!(values.next().expect("a line").expect("a number"), 1);
        let error = values.next().expect("a line").expect_err("no JSON");
        assert!(error.to_string().starts_with("line 3: "), "{error}");
        assert_eq!(values.next().expect("a line").expect("a number"), 3);
        assert!(values.next().is_none());
    }

    #[test]
    fn events_end_with_the_body() {
        let mut events = streamed("data: 1\n\ndata: 2\n\n").events();
        let mut data = Vec::new();
        for event in &mut events {
            data.push(event.expect("an event").data);
        }
        assert_eq!(data, ["1", "2"]);
        assert_eq!(events.parser().last_id(), None);
    }
}

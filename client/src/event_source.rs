//! Server-sent events of an operation, which continue after a lost connection.

mod resume;

use std::time::Duration;
use std::{error, fmt, io};

use http::StatusCode;
use http::header::{ACCEPT, CONTENT_TYPE};

use self::resume::Resume;
use crate::blocking;
use crate::call::Call;
use crate::client::{Client, Transport};
use crate::error::Error;
use crate::json::FromJson;
use crate::operation::{Api, Operation};
use crate::options::Options;
use crate::streaming::{
    Event, Events, MEDIA_TYPE, ResponseBody, ResponseReader, Streamed, is_event_stream,
};

/// The header that asks for the events after one.
const LAST_EVENT_ID: &str = "Last-Event-ID";

/// The server-sent events of an operation.
///
/// If the connection is lost, it is made again after the time that the server asks for, or
/// [`EVENT_RETRY`](crate::defaults::EVENT_RETRY), with the id of the last event in `Last-Event-ID`. This needs a server
/// that sends ids; without them, the stream ends with its connection. It also ends with a response `204 No Content`.
///
/// With the asynchronous client, [`next`](Self::next) waits for an event. With the blocking one, it is an iterator.
///
/// `D` is the type of their data: text, unless [`json`](Self::json) says otherwise.
#[derive(Debug)]
pub struct EventSource<'c, C, O, B, D = String> {
    client: &'c C,
    operation: O,
    options: Options,
    resume: Resume,
    connection: Connection<B>,
    end: Option<&'static str>,
    decode: Decode<D>,
}

/// Reads the data of an event; [`None`] if it has none to read.
type Decode<D> = fn(&Event) -> Option<io::Result<D>>;

#[derive(Debug)]
enum Connection<B> {
    Closed,
    Open(Events<B>),
    Over,
}

/// What to do next.
enum Next<D> {
    Return(Event<D>),
    Skip,
    Wait(Duration),
    End,
}

/// An operation whose response consists of server-sent events with JSON as data. Generated code implements it where the
/// collection has an example of such a response.
pub trait EventStream: Operation {
    /// The data of an event.
    type Data: FromJson;

    /// The data of the event after the last one, such as `[DONE]`; [`None`] if there is no such event.
    const END: Option<&'static str>;
}

impl<'c, C, O: Clone, B> EventSource<'c, C, O, B> {
    fn new(call: Call<'c, C, O>) -> Self {
        Self {
            client: call.client,
            operation: call.operation,
            options: call.options.header(ACCEPT.as_str(), MEDIA_TYPE),
            resume: Resume::default(),
            connection: Connection::Closed,
            end: None,
            decode: |event| Some(Ok(event.data.clone())),
        }
    }

    /// Reads the data of events as JSON. Events without data are skipped.
    #[must_use]
    pub fn json<D: FromJson>(self) -> EventSource<'c, C, O, B, D> {
        EventSource {
            client: self.client,
            operation: self.operation,
            options: self.options,
            resume: self.resume,
            connection: self.connection,
            end: self.end,
            decode: |event| (!event.data.trim().is_empty()).then(|| event.json()),
        }
    }
}

impl<'c, C, O: Clone, B, D> EventSource<'c, C, O, B, D> {
    /// Ends the stream at the event with this text as its data, such as `[DONE]`. That event is not returned.
    #[must_use]
    pub fn until(mut self, end: &'static str) -> Self {
        self.end = Some(end);
        self
    }

    /// The call of the next connection.
    fn call(&self) -> Call<'c, C, O> {
        let call = Call::new(self.client, self.operation.clone());
        let options = self.options.clone();
        call.options(|_| match self.resume.last_id() {
            Some(id) => options.header(LAST_EVENT_ID, id),
            None => options,
        })
    }

    /// Takes the response of a connection; [`None`] if it was made.
    fn connected<E>(
        &mut self,
        response: Result<Streamed<B>, Error<E>>,
    ) -> Result<Option<Duration>, EventError<E>> {
        match response {
            Ok(response) if response.status == StatusCode::NO_CONTENT => {
                self.connection = Connection::Over;
                Ok(None)
            }
            Ok(response) if is_event_stream(&response.headers, &CONTENT_TYPE) => {
                self.connection = Connection::Open(response.events());
                Ok(None)
            }
            Ok(_) => self.fail(EventError::NotEvents),
            Err(error) if error.is_retryable() => match self.resume.lost(None) {
                Some(wait) => Ok(Some(wait)),
                None => self.fail(EventError::Call(error)),
            },
            Err(error) => self.fail(EventError::Call(error)),
        }
    }

    fn fail<V, E>(&mut self, error: EventError<E>) -> Result<V, EventError<E>> {
        self.connection = Connection::Over;
        Err(error)
    }

    /// Takes what was read of the connection.
    fn read<E>(&mut self, read: io::Result<Option<Event>>) -> Result<Next<D>, EventError<E>> {
        let parser = match &self.connection {
            Connection::Open(events) => Some(events.parser()),
            Connection::Closed | Connection::Over => None,
        };
        let end = match (read, parser) {
            (Ok(Some(event)), Some(parser)) => {
                self.resume.received(parser);
                return self.decoded(event);
            }
            (Ok(_), _) => Ok(Next::End),
            // Another connection would get the same event.
            (Err(error), _) if error.kind() == io::ErrorKind::FileTooLarge => {
                return self.fail(EventError::Read(error));
            }
            (Err(error), _) => Err(EventError::Read(error)),
        };
        match self.resume.lost(parser) {
            Some(wait) => {
                self.connection = Connection::Closed;
                Ok(Next::Wait(wait))
            }
            None => {
                self.connection = Connection::Over;
                end
            }
        }
    }
}

impl<C, O: Clone, B, D> EventSource<'_, C, O, B, D> {
    /// Takes an event that was received.
    fn decoded<E>(&mut self, event: Event) -> Result<Next<D>, EventError<E>> {
        if self.end == Some(event.data.trim()) {
            self.connection = Connection::Over;
            return Ok(Next::End);
        }
        match (self.decode)(&event) {
            Some(Ok(data)) => Ok(Next::Return(Event {
                event: event.event,
                data,
                id: event.id,
            })),
            Some(Err(error)) => Err(EventError::Data { event, error }),
            None => Ok(Next::Skip),
        }
    }
}

impl<'c, A, T, O> Call<'c, Client<A, T>, O>
where
    A: Api,
    T: Transport,
    O: Operation<Api = A> + Clone,
{
    /// Sends the operation when the first event is asked for, and returns its server-sent events. They continue after a lost
    /// connection.
    pub fn events(self) -> EventSource<'c, Client<A, T>, O, ResponseBody> {
        EventSource::new(self)
    }

    /// Like [`events`](Self::events), with the data that the collection shows.
    pub fn typed_events(self) -> EventSource<'c, Client<A, T>, O, ResponseBody, O::Data>
    where
        O: EventStream,
    {
        let events = self.events().json();
        match O::END {
            Some(end) => events.until(end),
            None => events,
        }
    }
}

impl<'c, A, T, O> Call<'c, blocking::Client<A, T>, O>
where
    A: Api,
    T: blocking::Transport,
    O: Operation<Api = A> + Clone,
{
    /// Sends the operation when the first event is asked for, and returns its server-sent events. They continue after a lost
    /// connection.
    pub fn events(self) -> EventSource<'c, blocking::Client<A, T>, O, ResponseReader> {
        EventSource::new(self)
    }

    /// Like [`events`](Self::events), with the data that the collection shows.
    pub fn typed_events(self) -> EventSource<'c, blocking::Client<A, T>, O, ResponseReader, O::Data>
    where
        O: EventStream,
    {
        let events = self.events().json();
        match O::END {
            Some(end) => events.until(end),
            None => events,
        }
    }
}

impl<A, T, O, D> EventSource<'_, Client<A, T>, O, ResponseBody, D>
where
    A: Api,
    T: Transport,
    O: Operation<Api = A> + Clone,
{
    /// Waits for the next event; [`None`] after the last one.
    ///
    /// # Errors
    ///
    /// See [`EventError`]. No event follows an error, except [`EventError::Data`].
    pub async fn next(&mut self) -> Result<Option<Event<D>>, EventError<T::Error>> {
        let transport = self.client.transport();
        loop {
            let wait = match &mut self.connection {
                Connection::Over => return Ok(None),
                Connection::Closed => {
                    let response = self.call().stream().await;
                    self.connected(response)?
                }
                Connection::Open(events) => {
                    let read = events.next().await;
                    match self.read(read)? {
                        Next::Return(event) => return Ok(Some(event)),
                        Next::Skip => None,
                        Next::Wait(wait) => Some(wait),
                        Next::End => return Ok(None),
                    }
                }
            };
            if let Some(wait) = wait {
                transport.sleep(wait).await;
            }
        }
    }
}

impl<A, T, O, D> Iterator for EventSource<'_, blocking::Client<A, T>, O, ResponseReader, D>
where
    A: Api,
    T: blocking::Transport,
    O: Operation<Api = A> + Clone,
{
    type Item = Result<Event<D>, EventError<T::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        let transport = self.client.transport();
        loop {
            let wait = match &mut self.connection {
                Connection::Over => return None,
                Connection::Closed => {
                    let response = self.call().stream();
                    self.connected(response)
                }
                Connection::Open(events) => {
                    let read = events.next().transpose();
                    match self.read(read) {
                        Ok(Next::Return(event)) => return Some(Ok(event)),
                        Ok(Next::Skip) => Ok(None),
                        Ok(Next::Wait(wait)) => Ok(Some(wait)),
                        Ok(Next::End) => return None,
                        Err(error) => Err(error),
                    }
                }
            };
            match wait {
                Ok(Some(wait)) => transport.sleep(wait),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// Why a stream of events ended before its time. `T` is the transport's error.
#[derive(Debug)]
#[non_exhaustive]
pub enum EventError<T> {
    /// No response was received, or the response is a failure.
    Call(Error<T>),
    /// The response is a success, but its type is not `text/event-stream`.
    NotEvents,
    /// The connection was lost and cannot be continued, or an event is too long.
    Read(io::Error),
    /// The data of an event do not have their type. The events after it can still be read.
    Data {
        /// The event as received.
        event: Event,
        /// Why its data could not be read.
        error: io::Error,
    },
}

impl<T: fmt::Display> fmt::Display for EventError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::NotEvents => f.write_str("the response does not consist of server-sent events"),
            Self::Read(_) => f.write_str("the events could not be read"),
            Self::Data { event, .. } => {
                write!(
                    f,
                    "the data of an event `{}` could not be read",
                    event.event
                )
            }
        }
    }
}

impl<T: error::Error + 'static> error::Error for EventError<T> {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            // The error of the call is displayed itself.
            Self::Call(error) => error.source(),
            Self::NotEvents => None,
            Self::Read(error) | Self::Data { error, .. } => Some(error),
        }
    }
}

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
#[derive(Debug)]
pub struct EventSource<'c, C, O, B> {
    client: &'c C,
    operation: O,
    options: Options,
    resume: Resume,
    connection: Connection<B>,
}

#[derive(Debug)]
enum Connection<B> {
    Closed,
    Open(Events<B>),
    Over,
}

/// What to do next.
enum Next {
    Return(Event),
    Wait(Duration),
    End,
}

impl<'c, C, O: Clone, B> EventSource<'c, C, O, B> {
    pub(crate) fn new(call: Call<'c, C, O>) -> Self {
        Self {
            client: call.client,
            operation: call.operation,
            options: call.options.header(ACCEPT.as_str(), MEDIA_TYPE),
            resume: Resume::default(),
            connection: Connection::Closed,
        }
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
    fn read<E>(&mut self, read: io::Result<Option<Event>>) -> Result<Next, EventError<E>> {
        let parser = match &self.connection {
            Connection::Open(events) => Some(events.parser()),
            Connection::Closed | Connection::Over => None,
        };
        let end = match (read, parser) {
            (Ok(Some(event)), Some(parser)) => {
                self.resume.received(parser);
                return Ok(Next::Return(event));
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
}

impl<A, T, O> EventSource<'_, Client<A, T>, O, ResponseBody>
where
    A: Api,
    T: Transport,
    O: Operation<Api = A> + Clone,
{
    /// Waits for the next event; [`None`] after the last one.
    ///
    /// # Errors
    ///
    /// See [`EventError`]. No event follows an error.
    pub async fn next(&mut self) -> Result<Option<Event>, EventError<T::Error>> {
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

impl<A, T, O> Iterator for EventSource<'_, blocking::Client<A, T>, O, ResponseReader>
where
    A: Api,
    T: blocking::Transport,
    O: Operation<Api = A> + Clone,
{
    type Item = Result<Event, EventError<T::Error>>;

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
}

impl<T> fmt::Display for EventError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::NotEvents => f.write_str("the response does not consist of server-sent events"),
            Self::Read(_) => f.write_str("the events could not be read"),
        }
    }
}

impl<T: error::Error + 'static> error::Error for EventError<T> {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            // The error of the call is displayed itself.
            Self::Call(error) => error.source(),
            Self::NotEvents => None,
            Self::Read(error) => Some(error),
        }
    }
}

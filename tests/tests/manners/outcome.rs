//! A call over both transports, and what was seen of it.

use std::error::Error as _;
use std::time::Duration;

use client::auth::ApiKey;
use client::{Endpoint, Error, Operation, Options, Pagination, StatusError, TransportError};
use tests::calls::{Anything, Key, NoVariables, runtime};
use tests::patient::{Patient, Waits};
use tests::recorder::{Answer, Recorded, Recorder};

/// What was seen of a call over one transport.
pub struct Outcome<T> {
    /// The transport.
    pub over: &'static str,
    /// The success value.
    pub result: Result<T, Failed>,
    /// What the server received.
    pub requests: Vec<Recorded>,
    /// The waits before retries, which no test waits for.
    pub waits: Vec<Duration>,
}

/// The error of a call, without the error of its transport.
#[derive(Debug, PartialEq)]
pub struct Failed {
    /// The messages of the error and its sources.
    pub message: String,
    /// The error of a status.
    pub status: Option<StatusError>,
    /// [`Error::is_retryable`].
    pub is_retryable: bool,
    /// [`Error::is_timeout`].
    pub is_timeout: bool,
    /// [`Error::request_id`].
    pub request_id: Option<String>,
    /// [`Error::retry_after`].
    pub retry_after: Option<Duration>,
}

impl<E: std::error::Error + 'static> From<Error<TransportError<E>>> for Failed {
    fn from(error: Error<TransportError<E>>) -> Self {
        let mut message = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            message += &format!(": {cause}");
            source = cause.source();
        }
        Self {
            message,
            is_retryable: error.is_retryable(),
            is_timeout: error.is_timeout(),
            request_id: error.request_id().map(str::to_owned),
            retry_after: error.retry_after(),
            status: match error {
                Error::Status(error) => Some(error),
                _ => None,
            },
        }
    }
}

/// A list that is read page by page.
pub struct List<O: Operation, I> {
    /// Returns a page.
    pub operation: O,
    /// How one page leads to the next.
    pub pagination: Pagination,
    /// Takes the items out of a page.
    pub items: fn(O::Output) -> Vec<I>,
}

/// A list that was read.
#[derive(Debug, PartialEq)]
pub struct Listed<I> {
    /// Its items.
    pub items: Vec<I>,
    /// Whether a limit ended it.
    pub is_truncated: bool,
}

/// The limits of a list.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// The number of pages.
    pub pages: u32,
    /// The number of items.
    pub items: usize,
}

/// A limit that no test reaches.
pub const NO_LIMIT: Limit = Limit {
    pages: 100,
    items: 100,
};

type Blocking = client::blocking::Client<Anything, Patient<client::Ureq>>;
type Asynchronous = client::Client<Anything, Patient<client::Reqwest>>;

/// A change of options.
type Change = Box<dyn Fn(Options) -> Options>;

/// A call that is made over both transports, each with a server of its own that plays the answers.
pub struct Scenario {
    answers: Vec<Answer>,
    client: Change,
    call: Change,
}

/// Starts a scenario with these answers.
pub fn answers(answers: &[Answer]) -> Scenario {
    Scenario {
        answers: answers.to_vec(),
        client: Box::new(|options| options),
        call: Box::new(|options| options),
    }
}

impl Scenario {
    /// Changes the options of the client.
    pub fn client(mut self, change: impl Fn(Options) -> Options + 'static) -> Self {
        self.client = Box::new(change);
        self
    }

    /// Changes the options of the call.
    pub fn options(mut self, change: impl Fn(Options) -> Options + 'static) -> Self {
        self.call = Box::new(change);
        self
    }

    /// Calls an operation once over each transport.
    pub fn call<O>(&self, operation: &O) -> [Outcome<O::Output>; 2]
    where
        O: Operation<Api = Anything> + Clone + Send,
    {
        let mut outcomes = self.calls(operation, 1);
        outcomes.each_mut().map(|(over, outcomes)| {
            let outcome = outcomes.pop().expect("one call");
            Outcome { over, ..outcome }
        })
    }

    /// Calls an operation several times, with one client for each transport.
    pub fn calls<O>(
        &self,
        operation: &O,
        times: usize,
    ) -> [(&'static str, Vec<Outcome<O::Output>>); 2]
    where
        O: Operation<Api = Anything> + Clone + Send,
    {
        [
            ("ureq", self.over_ureq(operation, times)),
            ("reqwest", self.over_reqwest(operation, times)),
        ]
    }

    fn over_ureq<O>(&self, operation: &O, times: usize) -> Vec<Outcome<O::Output>>
    where
        O: Operation<Api = Anything> + Clone,
    {
        let (server, client, waits) = self.blocking();
        let call = || client.call(operation.clone()).options(&self.call).send();
        (0..times)
            .map(|_| outcome("ureq", call(), &server, &waits))
            .collect()
    }

    fn over_reqwest<O>(&self, operation: &O, times: usize) -> Vec<Outcome<O::Output>>
    where
        O: Operation<Api = Anything> + Clone + Send,
    {
        let (server, client, waits) = self.asynchronous();
        let runtime = runtime();
        let call = || {
            let call = client.call(operation.clone()).options(&self.call);
            runtime.block_on(async { call.await })
        };
        (0..times)
            .map(|_| outcome("reqwest", call(), &server, &waits))
            .collect()
    }

    /// Reads a list over each transport. `limit` changes its limits.
    pub fn items<O, I>(&self, list: &List<O, I>, limit: Limit) -> [Outcome<Listed<I>>; 2]
    where
        O: Operation<Api = Anything> + Clone + Send,
    {
        [
            self.items_over_ureq(list, limit),
            self.items_over_reqwest(list, limit),
        ]
    }

    fn items_over_ureq<O, I>(&self, list: &List<O, I>, limit: Limit) -> Outcome<Listed<I>>
    where
        O: Operation<Api = Anything> + Clone,
    {
        let (server, client, waits) = self.blocking();
        let call = client.call(list.operation.clone()).options(&self.call);
        let list = call.pages(list.pagination).items(list.items);
        let mut list = list.max_pages(limit.pages).max_items(limit.items);
        let items: Result<Vec<_>, _> = list.by_ref().collect();
        assert!(list.next().is_none(), "nothing follows the end or an error");
        let is_truncated = list.is_truncated();
        let listed = items.map(|items| Listed {
            items,
            is_truncated,
        });
        outcome("ureq", listed, &server, &waits)
    }

    fn items_over_reqwest<O, I>(&self, list: &List<O, I>, limit: Limit) -> Outcome<Listed<I>>
    where
        O: Operation<Api = Anything> + Clone + Send,
    {
        let (server, client, waits) = self.asynchronous();
        let runtime = runtime();
        let call = client.call(list.operation.clone()).options(&self.call);
        let list = call.pages(list.pagination).items(list.items);
        let mut list = list.max_pages(limit.pages).max_items(limit.items);
        let listed = runtime.block_on(async {
            let mut items = Vec::new();
            while let Some(item) = list.next().await? {
                items.push(item);
            }
            let is_truncated = list.is_truncated();
            Ok(Listed {
                items,
                is_truncated,
            })
        });
        let rest = runtime.block_on(list.next());
        assert!(
            matches!(rest, Ok(None)),
            "nothing follows the end or an error"
        );
        outcome("reqwest", listed, &server, &waits)
    }

    fn blocking(&self) -> (Recorder, Blocking, Waits) {
        let (server, endpoint) = self.start();
        let transport = Patient::new(client::Ureq::default());
        let waits = transport.waits.clone();
        (server, Blocking::with_transport(endpoint, transport), waits)
    }

    fn asynchronous(&self) -> (Recorder, Asynchronous, Waits) {
        let (server, endpoint) = self.start();
        let transport = Patient::new(client::Reqwest::default());
        let waits = transport.waits.clone();
        (
            server,
            Asynchronous::with_transport(endpoint, transport),
            waits,
        )
    }

    fn start(&self) -> (Recorder, Endpoint<Anything>) {
        let server = Recorder::start(0, self.answers.clone()).expect("a free port");
        let endpoint = Endpoint::new(NoVariables, Key(Some(ApiKey::header("X-Api-Key", "hush"))))
            .base_url(server.base_url())
            .options(&self.client);
        (server, endpoint)
    }
}

fn outcome<T, E: std::error::Error + 'static>(
    over: &'static str,
    result: Result<T, Error<TransportError<E>>>,
    server: &Recorder,
    waits: &Waits,
) -> Outcome<T> {
    Outcome {
        over,
        result: result.map_err(Failed::from),
        requests: server.take(),
        waits: std::mem::take(&mut *waits.lock().expect("no panic")),
    }
}

/// An answer with a JSON body.
pub fn json(status: u16, body: &str) -> Answer {
    Answer::new(status, "application/json", body)
}

/// An answer with headers and without a body.
pub fn head(status: u16, headers: &[(&str, &str)]) -> Answer {
    let headers = headers.iter();
    Answer {
        status,
        headers: headers
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        body: Vec::new(),
        ..Answer::default()
    }
}

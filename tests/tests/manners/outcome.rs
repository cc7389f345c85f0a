//! A call over both transports, and what was seen of it.

use std::error::Error as _;
use std::time::Duration;

use client::auth::ApiKey;
use client::{
    Api, Endpoint, Error, Items, Operation, Options, Pages, Paginated, Pagination, Response,
    StatusError, TransportError,
};
use tests::calls::{Anything, Key, NoVariables, runtime};
use tests::every_construct::{self, EveryConstruct};
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
    /// [`Error::response`].
    pub response: Option<Response>,
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
            response: error.response().cloned(),
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

type Blocking<A> = client::blocking::Client<A, Patient<client::Ureq>>;
type Asynchronous<A> = client::Client<A, Patient<client::Reqwest>>;

/// An API that scenarios can call.
pub trait Callable: Api {
    /// An endpoint with credentials.
    fn endpoint() -> Endpoint<Self>
    where
        Self: Sized;
}

impl Callable for Anything {
    fn endpoint() -> Endpoint<Self> {
        let key = ApiKey::header("X-Api-Key", "hush");
        Endpoint::new(NoVariables, Key(Some(key)))
    }
}

impl Callable for EveryConstruct {
    fn endpoint() -> Endpoint<Self> {
        Endpoint::new(
            every_construct::Server::new("host", "hosts"),
            every_construct::Credentials::default(),
        )
    }
}

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
        O: Operation<Api: Callable> + Clone + Send,
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
        O: Operation<Api: Callable> + Clone + Send,
    {
        [
            ("ureq", self.over_ureq(operation, times)),
            ("reqwest", self.over_reqwest(operation, times)),
        ]
    }

    fn over_ureq<O>(&self, operation: &O, times: usize) -> Vec<Outcome<O::Output>>
    where
        O: Operation<Api: Callable> + Clone,
    {
        let (server, client, waits) = self.blocking();
        let call = || client.call(operation.clone()).options(&self.call).send();
        (0..times)
            .map(|_| outcome("ureq", call(), &server, &waits))
            .collect()
    }

    fn over_reqwest<O>(&self, operation: &O, times: usize) -> Vec<Outcome<O::Output>>
    where
        O: Operation<Api: Callable> + Clone + Send,
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
        O: Operation<Api: Callable> + Clone + Send,
    {
        [
            self.items_over_ureq(list, limit),
            self.items_over_reqwest(list, limit),
        ]
    }

    /// Reads a list of generated code over each transport.
    pub fn all_items<O>(&self, operation: &O, limit: Limit) -> [Outcome<Listed<O::Item>>; 2]
    where
        O: Paginated<Api: Callable> + Clone + Send,
    {
        let (server, client, waits) = self.blocking();
        let call = client.call(operation.clone()).options(&self.call);
        let over_ureq = outcome("ureq", listed(call.all_items(), limit), &server, &waits);

        let (server, client, waits) = self.asynchronous();
        let call = client.call(operation.clone()).options(&self.call);
        let list = call.all_items().max_pages(limit.pages);
        let mut list = list.max_items(limit.items);
        let items = runtime().block_on(all(async || list.next().await));
        let listed = items.map(|items| Listed {
            items,
            is_truncated: list.is_truncated(),
        });
        [over_ureq, outcome("reqwest", listed, &server, &waits)]
    }

    /// Reads the pages of generated code over each transport.
    pub fn all_pages<O>(&self, operation: &O) -> [Outcome<Vec<O::Output>>; 2]
    where
        O: Paginated<Api: Callable> + Clone + Send,
    {
        let (server, client, waits) = self.blocking();
        let call = client.call(operation.clone()).options(&self.call);
        let over_ureq = outcome("ureq", call.all_pages().collect(), &server, &waits);

        let (server, client, waits) = self.asynchronous();
        let call = client.call(operation.clone()).options(&self.call);
        let mut list = call.all_pages();
        let pages = runtime().block_on(all(async || list.next().await));
        [over_ureq, outcome("reqwest", pages, &server, &waits)]
    }

    fn items_over_ureq<O, I>(&self, list: &List<O, I>, limit: Limit) -> Outcome<Listed<I>>
    where
        O: Operation<Api: Callable> + Clone,
    {
        let (server, client, waits) = self.blocking();
        let call = client.call(list.operation.clone()).options(&self.call);
        let items = call.pages(list.pagination).items(list.items);
        outcome("ureq", listed(items, limit), &server, &waits)
    }

    fn items_over_reqwest<O, I>(&self, list: &List<O, I>, limit: Limit) -> Outcome<Listed<I>>
    where
        O: Operation<Api: Callable> + Clone + Send,
    {
        let (server, client, waits) = self.asynchronous();
        let call = client.call(list.operation.clone()).options(&self.call);
        let list = call.pages(list.pagination).items(list.items);
        let mut list = list.max_pages(limit.pages).max_items(limit.items);
        let items = runtime().block_on(all(async || list.next().await));
        let listed = items.map(|items| Listed {
            items,
            is_truncated: list.is_truncated(),
        });
        outcome("reqwest", listed, &server, &waits)
    }

    fn blocking<A: Callable>(&self) -> (Recorder, Blocking<A>, Waits) {
        let (server, endpoint) = self.start();
        let transport = Patient::new(client::Ureq::default());
        let waits = transport.waits.clone();
        (server, Blocking::with_transport(endpoint, transport), waits)
    }

    fn asynchronous<A: Callable>(&self) -> (Recorder, Asynchronous<A>, Waits) {
        let (server, endpoint) = self.start();
        let transport = Patient::new(client::Reqwest::default());
        let waits = transport.waits.clone();
        (
            server,
            Asynchronous::with_transport(endpoint, transport),
            waits,
        )
    }

    fn start<A: Callable>(&self) -> (Recorder, Endpoint<A>) {
        let server = Recorder::start(0, self.answers.clone()).expect("a free port");
        let endpoint = A::endpoint()
            .base_url(server.base_url())
            .options(&self.client);
        (server, endpoint)
    }
}

/// Reads a list with the blocking client.
fn listed<'c, C, O: Operation, F, I, E>(
    list: Items<Pages<'c, C, O, F>, O::Output, I>,
    limit: Limit,
) -> Result<Listed<I>, E>
where
    Items<Pages<'c, C, O, F>, O::Output, I>: Iterator<Item = Result<I, E>>,
{
    let mut list = list.max_pages(limit.pages).max_items(limit.items);
    let items: Result<Vec<_>, _> = list.by_ref().collect();
    assert!(list.next().is_none(), "nothing follows the end or an error");
    let is_truncated = list.is_truncated();
    items.map(|items| Listed {
        items,
        is_truncated,
    })
}

/// Reads a list with the asynchronous client.
async fn all<T, E>(mut next: impl AsyncFnMut() -> Result<Option<T>, E>) -> Result<Vec<T>, E> {
    let mut items = Vec::new();
    let result = loop {
        match next().await {
            Ok(Some(item)) => items.push(item),
            Ok(None) => break Ok(items),
            Err(error) => break Err(error),
        }
    };
    assert!(
        matches!(next().await, Ok(None)),
        "nothing follows the end or an error"
    );
    result
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

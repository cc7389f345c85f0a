//! Sends examples to the recorder: the main function of the binary that the generated crates are linked into.
//!
//! It is compiled into that binary unchanged, so it uses `client` and no other part of this package.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::time::{Duration, UNIX_EPOCH};

use client::auth::{Authorize, AwsV4, HeaderSecret, Parameters, from_parameters};
use client::http;
use client::{Body, Example, ExampleContext, Reqwest, Response, Ureq};
use serde::{Deserialize, Serialize};

/// The time at which newman's clock is stopped, since 1970.
const CLOCK: Duration = Duration::from_secs(1_704_164_645);

/// The header that says which line of the task a request belongs to, and its protocol.
pub const MARK: &str = "x-example";

/// A line of the task: one example to send.
#[derive(Debug, Serialize, Deserialize)]
pub struct Task {
    /// The collection.
    pub collection: String,
    /// The item.
    pub pointer: String,
    /// `reqwest` or `ureq`.
    pub transport: String,
    /// The variables that the collection leaves open or keeps secret.
    pub variables: BTreeMap<String, String>,
    /// What authorizes the request.
    pub credentials: Option<Credentials>,
}

/// What authorizes a request.
#[derive(Debug, Serialize, Deserialize)]
pub enum Credentials {
    /// An auth block.
    Block {
        /// Postman's name of its type.
        kind: String,
        /// Its parameters by Postman's names.
        parameters: BTreeMap<String, String>,
    },
    /// A header that the collection writes itself.
    Header {
        /// The name.
        name: String,
        /// The whole value.
        value: String,
    },
}

/// A line of the answer.
#[derive(Debug, Serialize, Deserialize)]
pub enum Outcome {
    /// The request is at the recorder.
    Sent,
    /// The item has no example.
    NoExample,
    /// The request was not built.
    NotBuilt(String),
    /// The transport refused it.
    NotSent(String),
}

/// A collection's name in the task, and its examples.
pub type Examples = (&'static str, fn() -> Vec<Example>);

/// Sends what each line of standard input says to an address, and writes a line for each.
///
/// # Errors
///
/// Where input or output fails.
pub fn run(all: &[Examples], address: &str) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let (ureq, reqwest) = (Ureq::default(), Reqwest::default());
    let all: HashMap<(&str, &str), Example> = all
        .iter()
        .flat_map(|(name, examples)| {
            examples()
                .into_iter()
                .map(|example| ((*name, example.pointer), example))
        })
        .collect();
    let mut output = io::stdout().lock();
    for (index, line) in BufReader::new(io::stdin()).lines().enumerate() {
        let task: Task = serde_json::from_str(&line?)?;
        let example = all.get(&(task.collection.as_str(), task.pointer.as_str()));
        let outcome = example.map_or(Outcome::NoExample, |example| {
            let to = |request| redirected(request, address, index);
            match context(&task) {
                Err(problem) => Outcome::NotBuilt(problem),
                Ok(context) if task.transport == "ureq" => {
                    outcome(example.send_blocking(&context, &Redirected { inner: &ureq, to }))
                }
                Ok(context) => {
                    let transport = Redirected {
                        inner: &reqwest,
                        to,
                    };
                    outcome(runtime.block_on(example.send(&context, &transport)))
                }
            }
        });
        writeln!(output, "{}", serde_json::to_string(&outcome)?)?;
    }
    output.flush()
}

fn context(task: &Task) -> Result<ExampleContext, String> {
    let mut context = ExampleContext::new();
    for (name, value) in &task.variables {
        context = context.variable(name, value);
    }
    let credentials: Option<Box<dyn Authorize>> = match &task.credentials {
        None => None,
        Some(Credentials::Header { name, value }) => {
            Some(Box::new(HeaderSecret::new(name, "", value.as_str())))
        }
        Some(Credentials::Block { kind, parameters }) => {
            let parameters: Parameters = parameters.clone().into_iter().collect();
            match kind.as_str() {
                "awsv4" => Some(Box::new(AwsV4::from(&parameters).at(UNIX_EPOCH + CLOCK))),
                kind => from_parameters(kind, &parameters).map_err(|error| error.to_string())?,
            }
        }
    };
    Ok(match credentials {
        Some(credentials) => context.authorize(credentials),
        None => context,
    })
}

fn outcome<E: std::error::Error + 'static>(result: Result<Response, client::Error<E>>) -> Outcome {
    match result {
        Ok(_) => Outcome::Sent,
        Err(error @ client::Error::Build(_)) => Outcome::NotBuilt(chain(&error)),
        Err(error) => Outcome::NotSent(chain(&error)),
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    match error.source() {
        Some(source) => format!("{error}: {}", chain(source)),
        None => error.to_string(),
    }
}

/// A transport that sends all requests to one address, with the host that they name.
struct Redirected<'a, T, F> {
    inner: &'a T,
    to: F,
}

impl<T, F> client::Transport for Redirected<'_, T, F>
where
    T: client::Transport + Sync,
    F: Fn(http::Request<Body>) -> http::Request<Body> + Send + Sync,
{
    type Error = T::Error;

    async fn send(&self, request: http::Request<Body>) -> Result<Response, T::Error> {
        self.inner.send((self.to)(request)).await
    }
}

impl<T, F> client::blocking::Transport for Redirected<'_, T, F>
where
    T: client::blocking::Transport,
    F: Fn(http::Request<Body>) -> http::Request<Body>,
{
    type Error = T::Error;

    fn send(&self, request: http::Request<Body>) -> Result<Response, T::Error> {
        self.inner.send((self.to)(request))
    }
}

fn redirected(request: http::Request<Body>, address: &str, index: usize) -> http::Request<Body> {
    let (mut head, body) = request.into_parts();
    let mut parts = head.uri.into_parts();
    let protocol = parts.scheme.replace(http::uri::Scheme::HTTP);
    let mark = format!(
        "{index} {}",
        protocol.map_or_else(String::new, |it| it.to_string())
    );
    let host = parts
        .authority
        .take()
        .map_or_else(String::new, |it| it.to_string());
    parts.authority = address.parse().ok();
    head.uri = parts.try_into().unwrap_or_default();
    let value = |text: &str| http::HeaderValue::from_str(text).ok();
    if let (None, Some(host)) = (head.headers.get(http::header::HOST), value(&host)) {
        head.headers.insert(http::header::HOST, host);
    }
    if let Some(mark) = value(&mark) {
        head.headers.insert(MARK, mark);
    }
    http::Request::from_parts(head, body)
}

//! Sockets and time around [`answer`](super::answer).

use std::convert::Infallible;
use std::io::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use client::Response;
use client::http::{self, StatusCode};
use codegen::cli::{Faults, Serve};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Body as _, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::Current;
use super::answer::{answer, content, failure, page};
use super::catalogue::{Catalogue, ROOT};

/// The maximum length of a request's body, in bytes.
const LONGEST_BODY: usize = 16 << 20;
/// The maximum length of the bodies that are in memory at once, in bytes. A request that needs more fails.
const BODIES: usize = 1 << 30;
/// The maximum number of connections at once. Others wait. It is high, since connections can be idle.
const CONNECTIONS: usize = 4096;
/// How long a head or a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// Listens until the process ends.
pub(super) fn run(serve: &Arc<Serve>, current: &Current) -> io::Result<()> {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build()?;
    runtime.block_on(listen(serve, current))
}

async fn listen(serve: &Arc<Serve>, current: &Current) -> io::Result<()> {
    let listener = TcpListener::bind(serve.address).await?;
    let (address, catalogue) = (listener.local_addr()?, current.get());
    let count = catalogue.saved.len();
    let pages = if catalogue.pages.is_empty() {
        String::new()
    } else {
        format!(", a page for each item at http://{address}{ROOT}")
    };
    writeln!(
        io::stdout(),
        "http://{address}: {count} saved responses{pages}; Ctrl-C ends"
    )?;
    io::stdout().flush()?;
    let shared = Arc::new(Shared {
        serve: Arc::clone(serve),
        current: current.clone(),
        requests: AtomicU64::new(0),
        bodies: Semaphore::new(BODIES),
    });
    let connections = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let permit = Arc::clone(&connections).acquire_owned().await;
        // A connection that failed before it was accepted does not end the server.
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            connection(stream, shared).await;
            drop(permit);
        });
    }
}

/// What all connections share.
struct Shared {
    serve: Arc<Serve>,
    current: Current,
    /// The number of requests so far, apart from those for pages.
    requests: AtomicU64,
    /// The memory that is left for bodies, in bytes.
    bodies: Semaphore,
}

async fn connection(stream: TcpStream, shared: Arc<Shared>) {
    let service = service_fn(|request| {
        let shared = Arc::clone(&shared);
        async move { Ok::<_, Infallible>(shared.respond(request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(stream), service);
    // Clients close connections as they like.
    let _ = connection.await;
}

impl Shared {
    async fn respond(&self, request: http::Request<Incoming>) -> http::Response<Full<Bytes>> {
        let (head, body) = request.into_parts();
        let response = match received(body, &self.bodies).await {
            Ok((body, _memory)) => {
                let request = http::Request::from_parts(head, body);
                let catalogue = self.current.get();
                match page(&catalogue, &request) {
                    Some(page) => page,
                    None => {
                        tokio::time::sleep(self.serve.delay).await;
                        self.answer(&catalogue, &request)
                    }
                }
            }
            Err(problem) => problem,
        };
        into_http(response)
    }

    fn answer(&self, catalogue: &Catalogue, request: &http::Request<Bytes>) -> Response {
        let count = self.requests.fetch_add(1, Ordering::Relaxed);
        let faults = self.serve.faults;
        if fails(faults, count) {
            let status = faults.status;
            let method = request.method();
            self.serve.log(&format!(
                "{method} {}: {status}, a fault",
                request.uri().path()
            ));
            return failure(status);
        }
        let answer = answer(catalogue, request);
        self.serve.log(&answer.log);
        answer.response
    }
}

/// The body of a request with its share of the memory; a response if it is too long or too slow.
async fn received(
    body: Incoming,
    memory: &Semaphore,
) -> Result<(Bytes, Option<SemaphorePermit<'_>>), Response> {
    // What the head declares need not arrive first.
    if body.size_hint().lower() > LONGEST_BODY as u64 {
        return Err(too_long());
    }
    match tokio::time::timeout(PATIENCE, collected(body, memory)).await {
        Ok(body) => body,
        Err(_) => {
            let problem = "the body takes too long to arrive\n";
            Err(content(StatusCode::REQUEST_TIMEOUT, "text/plain", problem))
        }
    }
}

/// Reads a body. It takes memory for what has arrived, so senders that wait keep none from others.
async fn collected(
    mut body: Incoming,
    memory: &Semaphore,
) -> Result<(Bytes, Option<SemaphorePermit<'_>>), Response> {
    let mut bytes = Vec::new();
    let mut share: Option<SemaphorePermit<'_>> = None;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| too_long())?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        if bytes.len() + data.len() > LONGEST_BODY {
            return Err(too_long());
        }
        let more = u32::try_from(data.len()).map_err(|_| too_long())?;
        let more = memory.try_acquire_many(more).map_err(|_| busy())?;
        match &mut share {
            Some(share) => share.merge(more),
            None => share = Some(more),
        }
        bytes.extend_from_slice(&data);
    }
    Ok((bytes.into(), share))
}

fn too_long() -> Response {
    let problem = "the body is too long, or cannot be read\n";
    content(StatusCode::PAYLOAD_TOO_LARGE, "text/plain", problem)
}

fn busy() -> Response {
    let problem = "the bodies of all requests are too long together\n";
    content(StatusCode::SERVICE_UNAVAILABLE, "text/plain", problem)
}

/// Whether a request fails, by its number from 0. Failures are spread evenly, and the same in each run.
fn fails(faults: Faults, count: u64) -> bool {
    let failed = |count: u64| count.saturating_mul(u64::from(faults.percent)) / 100;
    failed(count + 1) > failed(count)
}

fn into_http(response: Response) -> http::Response<Full<Bytes>> {
    let mut sent = http::Response::new(Full::new(response.body));
    *sent.status_mut() = response.status;
    *sent.headers_mut() = response.headers;
    sent
}

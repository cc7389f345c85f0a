//! A server on loopback that breaks the rules of HTTP as a script says.
//!
//! Whatever a client does, the server ends: it sends a limited number of bytes and waits a limited time.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long the server waits for a client.
const PATIENCE: Duration = Duration::from_secs(5);

/// The largest number of bytes that one [`Step::Endless`] sends.
const ENDLESS: u64 = 64 * 1024 * 1024;

/// What the server does after it has read the head and the body of a request.
#[derive(Debug, Clone, Copy)]
pub enum Step {
    /// Sends bytes.
    Send(&'static [u8]),
    /// Sends the same bytes again and again until the client hangs up.
    Endless(&'static [u8]),
    /// Sends bytes again and again, with a pause after each, until the client hangs up.
    Drip(&'static [u8], Duration),
    /// Sends nothing for a while.
    Pause(Duration),
    /// Sends nothing more, and waits until the client hangs up.
    Wait,
    /// Breaks the connection (RST) instead of closing it.
    Reset,
}

/// A running server. It plays its script on every connection, and stops when dropped.
#[derive(Debug)]
pub struct FaultServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    stopped: AtomicBool,
    sent: AtomicU64,
    requests: AtomicUsize,
    hang_ups: AtomicUsize,
}

impl FaultServer {
    /// Starts a server on a free port.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn start(script: Vec<Step>) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::default());
        let state = Arc::clone(&shared);
        let accepting = thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if state.stopped.load(Ordering::Relaxed) {
                    return;
                }
                let (state, script) = (Arc::clone(&state), script.clone());
                // The error is how the client reacts, which the test observes on the client's side.
                thread::spawn(move || drop(play(&stream, &script, &state)));
            }
        });
        Ok(Self {
            address,
            shared,
            accepting: Some(accepting),
        })
    }

    /// The server's base URL.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The number of bytes sent so far.
    #[must_use]
    pub fn sent(&self) -> u64 {
        self.shared.sent.load(Ordering::Relaxed)
    }

    /// The number of requests that arrived so far.
    #[must_use]
    pub fn requests(&self) -> usize {
        self.shared.requests.load(Ordering::Relaxed)
    }

    /// The number of clients that have hung up during [`Step::Wait`].
    #[must_use]
    pub fn hang_ups(&self) -> usize {
        self.shared.hang_ups.load(Ordering::Relaxed)
    }
}

impl Drop for FaultServer {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::Relaxed);
        // Wakes the accepting thread, so that it sees the flag.
        drop(TcpStream::connect(self.address));
        if let Some(accepting) = self.accepting.take() {
            drop(accepting.join());
        }
    }
}

fn play(stream: &TcpStream, script: &[Step], shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let resets = script.iter().any(|step| matches!(step, Step::Reset));
    if resets {
        // A socket that is closed with unread bytes sends RST.
        stream.peek(&mut [0])?;
    } else {
        read_request(&mut BufReader::new(stream))?;
    }
    shared.requests.fetch_add(1, Ordering::Relaxed);
    let send = |bytes: &[u8]| {
        shared.sent.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        (&*stream).write_all(bytes)
    };
    for step in script {
        match *step {
            Step::Send(bytes) => send(bytes)?,
            Step::Endless(bytes) => {
                for _ in 0..ENDLESS / bytes.len() as u64 {
                    send(bytes)?;
                }
            }
            Step::Drip(bytes, pause) => {
                for _ in 0..PATIENCE.as_millis() / pause.as_millis() {
                    send(bytes)?;
                    thread::sleep(pause);
                }
            }
            Step::Pause(pause) => thread::sleep(pause),
            Step::Wait => {
                if is_closed(stream) {
                    shared.hang_ups.fetch_add(1, Ordering::Relaxed);
                }
            }
            Step::Reset => return Ok(()),
        }
    }
    Ok(())
}

/// Reads the head and a body with a length.
fn read_request(reader: &mut impl BufRead) -> io::Result<()> {
    let mut head = String::new();
    while reader.read_line(&mut head)? > 2 {}
    let length = head
        .to_ascii_lowercase()
        .lines()
        .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok())
        .unwrap_or(0);
    io::copy(&mut reader.take(length), &mut io::sink())?;
    Ok(())
}

/// Waits until the client hangs up; false if it does not.
fn is_closed(mut stream: &TcpStream) -> bool {
    match stream.read(&mut [0]) {
        Ok(count) => count == 0,
        Err(error) => !matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut),
    }
}

//! A raw HTTP/1.1 server on loopback that records what arrives, byte for byte, and plays scripted answers.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long the server waits for the rest of a request.
const READ_TIMEOUT: Duration = Duration::from_secs(5);

/// A request as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The method of the request line.
    pub method: String,
    /// The target of the request line, verbatim.
    pub target: String,
    /// Header names and values in wire order and spelling, values as latin-1.
    pub headers: Vec<(String, String)>,
    /// The body, taken out of its chunks.
    pub body: Vec<u8>,
}

impl Recorded {
    /// The first value of a header, by its name in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// An answer to play.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The reason phrase.
    pub reason: String,
    /// Headers besides `Content-Length`.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The connection is closed instead.
    pub is_lost: bool,
}

impl Answer {
    /// Closes the connection without an answer.
    #[must_use]
    pub fn lost() -> Self {
        Self {
            is_lost: true,
            ..Self::default()
        }
    }

    /// An answer with a body of this content type.
    #[must_use]
    pub fn new(status: u16, content_type: &str, body: &str) -> Self {
        Self {
            status,
            reason: "Scripted".to_owned(),
            headers: vec![("Content-Type".to_owned(), content_type.to_owned())],
            body: body.as_bytes().to_vec(),
            is_lost: false,
        }
    }
}

impl Default for Answer {
    /// `200` with `{"ok":true}`: what the vectors were recorded against.
    fn default() -> Self {
        Self::new(200, "application/json", r#"{"ok":true}"#)
    }
}

/// A running server. It stops when dropped.
#[derive(Debug)]
pub struct Recorder {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    accepting: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct State {
    requests: Vec<Recorded>,
    answers: Vec<Answer>,
    stopped: bool,
}

impl Recorder {
    /// Starts a server on a port; zero takes any free one. `answers` are played in order, then the default.
    ///
    /// # Errors
    ///
    /// Where the port is taken.
    pub fn start(port: u16, answers: Vec<Answer>) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port))?;
        let address = listener.local_addr()?;
        let state = Arc::new(Mutex::new(State {
            answers,
            ..State::default()
        }));
        let shared = Arc::clone(&state);
        let accepting = thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                if lock(&state).stopped {
                    return;
                }
                thread::spawn(move || serve(&stream, &state));
            }
        });
        Ok(Self {
            address,
            state,
            accepting: Some(accepting),
        })
    }

    /// The server's base URL, such as `http://127.0.0.1:40123`.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The port that it listens on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// What arrived since the last call.
    #[must_use]
    pub fn take(&self) -> Vec<Recorded> {
        std::mem::take(&mut lock(&self.state).requests)
    }

    /// Plays these answers from now on, then the default.
    pub fn play(&self, answers: Vec<Answer>) {
        lock(&self.state).answers = answers;
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        lock(&self.state).stopped = true;
        // Wakes the accepting thread, so that it sees the flag and frees the port.
        drop(TcpStream::connect(self.address));
        if let Some(accepting) = self.accepting.take() {
            drop(accepting.join());
        }
    }
}

fn lock(state: &Mutex<State>) -> std::sync::MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Answers the requests of one connection until it closes.
fn serve(stream: &TcpStream, state: &Mutex<State>) {
    drop(stream.set_read_timeout(Some(READ_TIMEOUT)));
    // Clients that delay acknowledgements would wait for the second of two small packets.
    drop(stream.set_nodelay(true));
    let mut reader = BufReader::new(stream);
    while let Ok(Some(request)) = read_request(&mut reader) {
        let head_only = request.method == "HEAD";
        let answer = {
            let mut state = lock(state);
            state.requests.push(request);
            if state.answers.is_empty() {
                Answer::default()
            } else {
                state.answers.remove(0)
            }
        };
        if answer.is_lost || write_answer(stream, &answer, head_only).is_err() {
            return;
        }
    }
}

fn read_request(reader: &mut impl BufRead) -> io::Result<Option<Recorded>> {
    let Some(line) = read_line(reader)? else {
        return Ok(None);
    };
    let mut parts = line.splitn(3, ' ');
    let (method, target) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    let mut request = Recorded {
        method: method.to_owned(),
        target: target.to_owned(),
        headers: Vec::new(),
        body: Vec::new(),
    };
    while let Some(line) = read_line(reader)?.filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        request.headers.push((name.to_owned(), value.to_owned()));
    }
    if request.header("transfer-encoding").is_some() {
        request.body = read_chunks(reader)?;
    } else if let Some(length) = request
        .header("content-length")
        .and_then(|length| length.parse().ok())
    {
        request.body = vec![0; length];
        reader.read_exact(&mut request.body)?;
    }
    Ok(Some(request))
}

fn read_chunks(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = read_line(reader)?.unwrap_or_default();
        let size = usize::from_str_radix(line.trim(), 16).map_err(io::Error::other)?;
        let mut chunk = vec![0; size];
        reader.read_exact(&mut chunk)?;
        read_line(reader)?;
        if size == 0 {
            return Ok(body);
        }
        body.append(&mut chunk);
    }
}

/// A line without its end, bytes taken as latin-1; [`None`] at the end of the stream.
fn read_line(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    if reader.read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    let text: String = line.iter().map(|byte| char::from(*byte)).collect();
    Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()))
}

fn write_answer(mut stream: &TcpStream, answer: &Answer, head_only: bool) -> io::Result<()> {
    let mut text = format!("HTTP/1.1 {} {}\r\n", answer.status, answer.reason);
    for (name, value) in &answer.headers {
        text += &format!("{name}: {value}\r\n");
    }
    let has_body = !matches!(answer.status, 204 | 304);
    if has_body {
        text += &format!("Content-Length: {}\r\n", answer.body.len());
    }
    text += "\r\n";
    let mut bytes = text.into_bytes();
    if has_body && !head_only {
        bytes.extend_from_slice(&answer.body);
    }
    stream.write_all(&bytes)?;
    stream.flush()
}

//! A local server in the place of Zoom's, so that the examples run offline.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Starts a server that answers every request with a function. It gets the method and the target, such as
/// `GET /users?page=2`, and the length of the body, which was read and dropped. Returns the base URL.
pub fn start(
    mut answer: impl FnMut(&str, u64, &mut dyn Write) -> io::Result<()> + Send + 'static,
) -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let base_url = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let answered =
                read(&stream).and_then(|(line, length)| answer(&line, length, &mut stream));
            if let Err(error) = answered {
                eprintln!("the local server: {error}");
            }
        }
    });
    Ok(base_url)
}

/// Sends a response with a body.
pub fn respond(
    stream: &mut dyn Write,
    status: &str,
    content_type: &str,
    body: &[u8],
) -> io::Result<()> {
    begin(stream, status, content_type, body.len() as u64)?;
    stream.write_all(body)
}

/// Sends the head of a response.
pub fn begin(
    stream: &mut dyn Write,
    status: &str,
    content_type: &str,
    length: u64,
) -> io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )
}

/// Reads a request whose body has a length.
fn read(stream: &TcpStream) -> io::Result<(String, u64)> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let first = line
        .rsplit_once(' ')
        .map_or("", |(first, _)| first)
        .to_owned();
    let mut length = 0;
    line.clear();
    while reader.read_line(&mut line)? > 2 {
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
        line.clear();
    }
    io::copy(&mut reader.take(length), &mut io::sink())?;
    Ok((first, length))
}

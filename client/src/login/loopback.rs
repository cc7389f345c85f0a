//! The address on this computer to which the browser is redirected (RFC 8252 §7.3).

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::Duration;

use crate::auth::{AuthError, AuthorizationRequest, TokenEndpoint};

/// The path of the redirect.
const PATH: &str = "/callback";

/// The longest head of a request, in bytes. A code has at most a few thousand.
const LONGEST_HEAD: usize = 16 * 1024;

/// How many connections can be open. Browsers open some in advance, and send nothing on them.
const MOST_CONNECTIONS: usize = 16;

/// How long a browser may take to accept the response.
const WRITE_TIMEOUT: Duration = Duration::from_secs(1);

/// Waits on a free port of this computer, which other computers cannot reach.
#[derive(Debug)]
pub struct Loopback {
    listener: TcpListener,
    port: u16,
    connections: Vec<Connection>,
}

/// A connection with what was read of its request. `Debug` does not show it: it contains the code.
struct Connection {
    stream: TcpStream,
    head: Vec<u8>,
}

impl std::fmt::Debug for Connection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Connection(..)")
    }
}

/// What a connection has sent.
enum Received {
    /// Not the whole head.
    Part,
    /// The target of the request.
    Target(String),
    /// Nothing that can be a redirect.
    Nothing,
}

impl Loopback {
    /// Listens on a free port.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn bind() -> io::Result<Self> {
        Self::on_port(0)
    }

    /// Listens on this port, for servers that accept only registered ports.
    ///
    /// # Errors
    ///
    /// If the port is in use.
    pub fn on_port(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        Ok(Self {
            port: listener.local_addr()?.port(),
            listener,
            connections: Vec::new(),
        })
    }

    /// The URI for [`Provider::authorization_request`](crate::auth::Provider::authorization_request).
    #[must_use]
    pub fn redirect_uri(&self) -> String {
        format!("http://{}:{}{PATH}", Ipv4Addr::LOCALHOST, self.port)
    }

    /// Looks for a redirect, without waiting; [`None`] if there was none. Requests that do not belong to this login are
    /// answered and ignored.
    ///
    /// # Errors
    ///
    /// If the user has refused, or connections cannot be accepted.
    pub fn poll(
        &mut self,
        request: &AuthorizationRequest,
    ) -> Result<Option<TokenEndpoint>, AuthError> {
        self.accept()?;
        let mut result = None;
        self.connections.retain_mut(|connection| {
            let target = match connection.receive() {
                Received::Part => return true,
                Received::Nothing => return false,
                Received::Target(target) => target,
            };
            let is_redirect = target.split('?').next() == Some(PATH);
            if result.is_some() || !is_redirect {
                connection.respond("404 Not Found", "There is nothing here.");
            } else if request.is_for(&target) {
                let tokens = request.redirected(&target);
                let text = match &tokens {
                    Ok(_) => "You are logged in. You can close this window.",
                    Err(_) => "You are not logged in. You can close this window.",
                };
                connection.respond("200 OK", text);
                result = Some(tokens);
            } else {
                connection.respond("400 Bad Request", "This login has not been started here.");
            }
            false
        });
        result.transpose()
    }

    fn accept(&mut self) -> Result<(), AuthError> {
        while self.connections.len() < MOST_CONNECTIONS {
            match self.listener.accept() {
                Ok((stream, _)) => {
                    if stream.set_nonblocking(true).is_ok() {
                        let head = Vec::new();
                        self.connections.push(Connection { stream, head });
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
                Err(error) => {
                    return Err(AuthError::new(format!(
                        "cannot wait for the redirect: {error}"
                    )));
                }
            }
        }
        // The oldest waits for nothing, or too many would keep the redirect out.
        self.connections.remove(0);
        Ok(())
    }
}

impl Connection {
    /// Reads what has arrived.
    fn receive(&mut self) -> Received {
        let mut buffer = [0; 2048];
        loop {
            match self.stream.read(&mut buffer) {
                Ok(0) => return Received::Nothing,
                Ok(count) => self.head.extend_from_slice(&buffer[..count]),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return Received::Nothing,
            }
            if self.head.len() > LONGEST_HEAD {
                return Received::Nothing;
            }
        }
        let Some(end) = self.head.windows(4).position(|part| part == b"\r\n\r\n") else {
            return Received::Part;
        };
        let head = String::from_utf8_lossy(&self.head[..end]);
        let mut words = head.lines().next().unwrap_or_default().split(' ');
        match (words.next(), words.next()) {
            (Some("GET"), Some(target)) => Received::Target(target.to_owned()),
            _ => Received::Nothing,
        }
    }

    /// Sends a page. That it may not arrive changes nothing about the login.
    fn respond(&mut self, status: &str, text: &str) {
        let page = format!("<!doctype html><title>Login</title><p>{text}</p>\n");
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
             Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n",
            page.len()
        );
        let stream = &mut self.stream;
        let _ = stream
            .set_nonblocking(false)
            .and_then(|()| stream.set_write_timeout(Some(WRITE_TIMEOUT)))
            .and_then(|()| stream.write_all(head.as_bytes()))
            .and_then(|()| stream.write_all(page.as_bytes()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_computers_cannot_reach_it() {
        let loopback = Loopback::bind().expect("a free port");
        let address = loopback.listener.local_addr().expect("an address");
        assert!(address.ip().is_loopback(), "{address}");
    }
}

//! Runs curl commands, and compares what arrives with what a client sends.

use std::io::{self, Write as _};
use std::process::{Command, Output, Stdio};

use crate::boundary::without_boundary;
use crate::recorder::Recorded;

/// Whether curl and a shell with `$'…'` can be run.
#[must_use]
pub fn is_installed() -> bool {
    let runs = |program: &str| {
        let mut command = Command::new(program);
        let command = command.arg("--version").stdout(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    runs("curl") && runs("bash")
}

/// Runs a command with environment variables, and writes `input` to its standard input.
///
/// # Errors
///
/// If the shell cannot be run.
pub fn run(command: &str, variables: &[(String, String)], input: &[u8]) -> io::Result<Output> {
    let command = format!("{command} --silent --show-error --output /dev/null --max-time 20");
    let mut child = Command::new("bash")
        .args(["-c", &command])
        .envs(variables.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        // Most commands do not read it.
        let _ = stdin.write_all(input);
    }
    child.wait_with_output()
}

/// What is compared of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The target.
    pub target: String,
    /// Names in lower case, and values, sorted.
    pub headers: Vec<(String, String)>,
    /// The bytes of the body, each as a character.
    pub body: String,
}

impl From<Recorded> for Request {
    /// Leaves out what clients add to each request, and the boundary of a form with what depends on its length.
    fn from(request: Recorded) -> Self {
        let content_type = request.header("content-type").unwrap_or_default();
        let boundary = content_type.split_once("boundary=");
        let boundary = boundary.map(|(_, it)| it.trim_matches('"').to_owned());
        let normal = |text: String| match &boundary {
            Some(boundary) => text.replace(boundary.as_str(), "BOUNDARY"),
            None => without_boundary(&text),
        };
        let is_compared = |name: &str, value: &str| match name {
            "user-agent" | "accept-encoding" => false,
            "accept" => value != "*/*",
            "content-length" => boundary.is_none(),
            _ => true,
        };
        let headers = request.headers.iter();
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.clone()));
        let headers = headers.filter(|(name, value)| is_compared(name, value));
        let mut headers: Vec<_> = headers.map(|(name, value)| (name, normal(value))).collect();
        headers.sort();
        let body = request.body.iter().map(|byte| char::from(*byte)).collect();
        Self {
            headers,
            body: normal(body),
            method: request.method,
            target: request.target,
        }
    }
}

impl Request {
    /// The request without a signature, which differs each time. That of OAuth 1 can be in the query, or in the body.
    #[must_use]
    pub fn without_signature(mut self) -> Self {
        if let Some((path, query)) = self.target.split_once('?') {
            self.target = match without_oauth(query) {
                query if query.is_empty() => path.to_owned(),
                query => format!("{path}?{query}"),
            };
        }
        if self.body.contains("oauth_") {
            self.body = without_oauth(&self.body);
            self.headers.retain(|(name, _)| name != "content-length");
        }
        let signed = ["authorization", "x-amz-date"];
        self.headers
            .retain(|(name, _)| !signed.contains(&name.as_str()));
        self
    }
}

/// A query without the parameters of OAuth 1.
fn without_oauth(query: &str) -> String {
    let others = query.split('&').filter(|it| !it.starts_with("oauth_"));
    others.collect::<Vec<_>>().join("&")
}

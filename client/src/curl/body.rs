//! How curl is given a body: as text, as a file, as a form, or on standard input.

use bytes::Bytes;
use http::header::CONTENT_TYPE;

use super::Shell;
use super::form::{self, Part};
use super::word;
use crate::body::{Body, Chunk};

/// A body.
pub(super) enum Data {
    /// Text in the command.
    Text(Bytes),
    /// The path of a file.
    File(String),
    /// The parts of a form.
    Form(Vec<Part>),
    /// Standard input, with the reason.
    Input(&'static str),
}

impl Data {
    /// The body of a request; [`None`] if it has none.
    pub(super) fn of(request: &http::Request<Body>, shell: Shell) -> Option<Self> {
        let body = request.body();
        if body.is_empty() {
            return None;
        }
        if let Some(path) = only_file(body) {
            return Some(Self::File(path));
        }
        let content_type = request.headers().get(CONTENT_TYPE);
        if let Some(boundary) = content_type.and_then(form::boundary)
            && let Some(parts) = form::parts(body, &boundary)
        {
            return Some(Self::Form(parts));
        }
        Some(match body.in_memory() {
            None => Self::Input("it contains a file or a stream"),
            Some(bytes) if !word::can_hold(shell, &bytes) => {
                Self::Input("it has characters that a command cannot contain")
            }
            Some(bytes) if bytes.len() > limit(shell) => {
                Self::Input("it is too long for a command")
            }
            Some(bytes) => Self::Text(bytes),
        })
    }
}

/// The path of a body that is one file on disk.
fn only_file(body: &Body) -> Option<String> {
    let mut chunks = body.chunks();
    match (chunks.next(), chunks.next()) {
        (Some(Chunk::File { file, .. }), None) => Some(file.path()?.display().to_string()),
        _ => None,
    }
}

/// The longest body in a command, in bytes: systems limit arguments, or commands as a whole.
fn limit(shell: Shell) -> usize {
    match shell {
        Shell::Posix => 100_000,
        Shell::PowerShell => 30_000,
        Shell::Cmd => 7_000,
    }
}

//! The parts of a multipart body, read back from its bytes, as options of curl.

use std::ops::Range;

use http::HeaderValue;

use super::secrets::{HIDDEN, names_secret};
use super::word::{find, not_dash};
use crate::body::{Body, Chunk};
use crate::file::File;
use crate::header_syntax::parameter;

/// A part of a form.
pub(super) struct Part {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    content: Content,
    /// Whether the name of the file is also given in another encoding, which curl does not do.
    has_encoded_name: bool,
}

enum Content {
    Text(Vec<u8>),
    /// The path of a file.
    File(String),
}

/// The boundary that a type declares.
pub(super) fn boundary(content_type: &HeaderValue) -> Option<String> {
    let text = content_type.to_str().ok()?;
    text.starts_with("multipart/form-data")
        .then(|| parameter(text, "boundary"))?
}

/// The parts of a body; [`None`] if curl cannot send them as they are.
pub(super) fn parts(body: &Body, boundary: &str) -> Option<Vec<Part>> {
    let (bytes, files) = flattened(body);
    let delimiter = format!("\r\n--{boundary}");
    // The first delimiter has no line break before it.
    let mut rest = delimiter.len() - 2;
    if !bytes.starts_with(&delimiter.as_bytes()[2..]) {
        return None;
    }
    let mut parts = Vec::new();
    while !bytes[rest..].starts_with(b"--") {
        let start = rest + "\r\n".len();
        let length = find(bytes.get(start..)?, delimiter.as_bytes())?;
        parts.push(part(&bytes, start..start + length, &files)?);
        rest = start + length + delimiter.len();
    }
    (!parts.is_empty()).then_some(parts)
}

/// The bytes of a body, and its files by the offset that they have in them.
fn flattened(body: &Body) -> (Vec<u8>, Vec<(usize, &File)>) {
    let (mut bytes, mut files) = (Vec::new(), Vec::new());
    for chunk in body.chunks() {
        match chunk {
            Chunk::Bytes(chunk) => bytes.extend_from_slice(chunk),
            Chunk::File { file, .. } => match file.in_memory() {
                Some(content) => bytes.extend_from_slice(content),
                None => files.push((bytes.len(), &**file)),
            },
        }
    }
    (bytes, files)
}

fn part(bytes: &[u8], range: Range<usize>, files: &[(usize, &File)]) -> Option<Part> {
    let text = &bytes[range.clone()];
    let end = find(text, b"\r\n\r\n")?;
    let head = std::str::from_utf8(&text[..end]).ok()?;
    let mut part = Part {
        name: String::new(),
        file_name: None,
        content_type: None,
        content: Content::Text(text[end + 4..].to_vec()),
        has_encoded_name: false,
    };
    for line in head.split("\r\n") {
        let (name, value) = line.split_once(": ")?;
        match name {
            "Content-Disposition" => {
                part.read_disposition(value.strip_prefix("form-data")?)?;
            }
            "Content-Type" => part.content_type = Some(value.to_owned()),
            _ => return None,
        }
    }
    let mut files = files.iter();
    if let Some((_, file)) = files.find(|(at, _)| *at == range.start + end + 4) {
        part.content = Content::File(file.path()?.display().to_string());
    }
    part.can_be_sent().then_some(part)
}

impl Part {
    /// Reads parameters as they are written here and by browsers: quotes in them are `%22`, and nothing is escaped.
    fn read_disposition(&mut self, parameters: &str) -> Option<()> {
        let mut rest = parameters;
        while let Some(parameter) = rest.strip_prefix("; ") {
            if let Some(encoded) = parameter.strip_prefix("filename*=") {
                self.has_encoded_name = true;
                rest = &encoded[encoded.find(';').unwrap_or(encoded.len())..];
                continue;
            }
            let (key, value) = parameter.split_once("=\"")?;
            let (value, after) = value.split_once('"')?;
            match key {
                "name" => value.clone_into(&mut self.name),
                "filename" => self.file_name = Some(value.to_owned()),
                _ => return None,
            }
            rest = after;
        }
        rest.is_empty().then_some(())
    }

    /// Whether curl sends it like this: it takes a name up to the first `=`, and of a type no parameters.
    fn can_be_sent(&self) -> bool {
        let is_content_in_command = match &self.content {
            Content::Text(text) => !text.contains(&0) && std::str::from_utf8(text).is_ok(),
            Content::File(_) => true,
        };
        let is_simple = |text: &String| !text.contains([';', ',', ' ', '"']) && text.contains('/');
        is_content_in_command
            && !self.name.contains('=')
            && self.content_type.as_ref().is_none_or(is_simple)
    }

    /// Hides the content if the name is that of a credential.
    pub(super) fn hide(&mut self) {
        if let Content::Text(text) = &mut self.content
            && names_secret(&self.name)
        {
            *text = HIDDEN.as_bytes().to_vec();
        }
    }

    /// What curl sends in another way.
    pub(super) fn note(&self) -> Option<String> {
        self.has_encoded_name.then(|| {
            format!(
                "curl does not send the parameter `filename*` of part `{}`",
                self.name
            )
        })
    }

    /// The option and its value.
    pub(super) fn argument(&self) -> (&'static str, Vec<u8>) {
        let mut value = self.name.clone().into_bytes();
        value.push(b'=');
        match &self.content {
            Content::Text(text) if self.file_name.is_none() && self.content_type.is_none() => {
                value.extend_from_slice(text);
                return ("--form-string", value);
            }
            Content::Text(text) => value.extend(quoted(text)),
            Content::File(path) => {
                value.push(b'@');
                value.extend(quoted(not_dash(path).as_bytes()));
            }
        }
        if let Some(content_type) = &self.content_type {
            value.extend_from_slice(b";type=");
            value.extend_from_slice(content_type.as_bytes());
        }
        if let Some(name) = self.file_name.as_ref().filter(|_| !self.is_own_name()) {
            value.extend_from_slice(b";filename=");
            value.extend(quoted(name.as_bytes()));
        }
        ("--form", value)
    }

    /// Whether curl takes the same name from the path.
    fn is_own_name(&self) -> bool {
        match &self.content {
            Content::File(path) => {
                let name = std::path::Path::new(path).file_name();
                name.and_then(|name| name.to_str()) == self.file_name.as_deref()
            }
            Content::Text(_) => false,
        }
    }
}

/// A value in quotes, as curl reads them.
fn quoted(text: &[u8]) -> Vec<u8> {
    let mut quoted = vec![b'"'];
    for byte in text {
        if matches!(byte, b'"' | b'\\') {
            quoted.push(b'\\');
        }
        quoted.push(*byte);
    }
    quoted.push(b'"');
    quoted
}

//! `multipart/form-data` bodies, with the layout of Postman's (docs/postman-semantics.md §5.4).

use std::io;

use crate::body::{Body, Chunk};
use crate::file::File;
use crate::random;

/// A part of a form.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) content: Content,
}

#[derive(Debug, Clone)]
pub(crate) enum Content {
    Text {
        value: String,
        content_type: Option<String>,
        file_name: Option<String>,
    },
    File(File),
    /// A file field without a file.
    Nothing {
        content_type: Option<String>,
    },
}

/// Creates a boundary like Postman's: 26 dashes and 24 random digits.
pub(crate) fn boundary() -> Result<String, getrandom::Error> {
    let digits = random::text(b"0123456789", 24)?;
    Ok(format!("{:-<26}{digits}", ""))
}

/// Writes the parts. Files are not read yet.
pub(crate) fn encode(parts: &[Part], boundary: &str) -> io::Result<Body> {
    let mut body = Body::default();
    for part in parts {
        let mut head = format!("--{boundary}\r\n{}", disposition(part));
        if let Some(content_type) = content_type(part) {
            head += &format!("Content-Type: {}\r\n", one_line(&content_type));
        }
        head += "\r\n";
        match &part.content {
            Content::Text { value, .. } => body.push(Chunk::Bytes((head + value).into())),
            Content::Nothing { .. } => body.push(Chunk::Bytes(head.into())),
            Content::File(file) => {
                body.push(Chunk::Bytes(head.into()));
                body.push(Chunk::file(file.clone())?);
            }
        }
        body.push(Chunk::Bytes("\r\n".into()));
    }
    body.push(Chunk::Bytes(format!("--{boundary}--\r\n").into()));
    Ok(body)
}

fn disposition(part: &Part) -> String {
    let mut line = format!(
        "Content-Disposition: form-data; name=\"{}\"",
        escape(&part.name)
    );
    let file_name = match &part.content {
        Content::Text { file_name, .. } => file_name.as_deref().map(base_name),
        Content::File(file) => Some(file.name().unwrap_or_default()),
        Content::Nothing { .. } => Some(String::new()),
    };
    if let Some(name) = file_name {
        line += &format!("; filename=\"{}\"", escape(&name));
        if name.chars().any(|character| character > '\u{ff}') {
            line += &format!("; filename*=UTF-8''{}", crate::encoding::unreserved(&name));
        }
    }
    line + "\r\n"
}

fn content_type(part: &Part) -> Option<String> {
    match &part.content {
        Content::Text {
            content_type: Some(content_type),
            ..
        }
        | Content::Nothing {
            content_type: Some(content_type),
        } => Some(content_type.clone()),
        Content::Text {
            file_name: Some(name),
            ..
        } => mime_guess::from_path(name).first_raw().map(str::to_owned),
        Content::File(file) => Some(file.media_type()),
        Content::Text { .. } | Content::Nothing { .. } => None,
    }
}

fn base_name(path: &str) -> String {
    path.rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// Escapes characters that would end a quoted name, as browsers do (HTML standard, "multipart form data").
///
/// Postman does not (vector `body-formdata-name-not-escaped`), so that a name can start another header or part.
fn escape(name: &str) -> String {
    name.replace('\r', "%0D")
        .replace('\n', "%0A")
        .replace('"', "%22")
}

fn one_line(value: &str) -> String {
    value.replace(['\r', '\n'], " ")
}

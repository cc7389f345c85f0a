//! `multipart/form-data` bodies, with the layout of Postman's (docs/postman-semantics.md §5.4).

use std::borrow::Cow;
use std::path::Path;
use std::{io, mem};

use crate::body::{Body, Chunk};
use crate::encoding;
use crate::file::File;
use crate::media_type;
use crate::texts::{Text, Texts};

/// A part of a form.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) name: Text,
    pub(crate) content: Content,
}

#[derive(Debug, Clone)]
pub(crate) enum Content {
    Text {
        value: Text,
        content_type: Option<String>,
        file_name: Option<String>,
    },
    File(File),
    /// A file field without a file.
    Nothing {
        content_type: Option<String>,
    },
}

impl Part {
    /// Whether the part can be sent more than once.
    pub(crate) fn is_repeatable(&self) -> bool {
        match &self.content {
            Content::File(file) => file.is_repeatable(),
            Content::Text { .. } | Content::Nothing { .. } => true,
        }
    }

    /// About the length of the part without a file, in bytes.
    fn room(&self, texts: &Texts, boundary: &str) -> usize {
        const HEADERS: usize = 64;
        let value = match &self.content {
            Content::Text { value, .. } => texts.get(*value).len(),
            Content::File(_) | Content::Nothing { .. } => 0,
        };
        2 * boundary.len() + HEADERS + texts.get(self.name).len() + value
    }
}

/// Creates a boundary like Postman's: 26 dashes and 24 random digits.
pub(crate) fn boundary() -> Result<String, getrandom::Error> {
    const DASHES: &str = "--------------------------";
    let mut random = [0; 24];
    getrandom::fill(&mut random)?;
    let mut boundary = String::with_capacity(DASHES.len() + random.len());
    boundary.push_str(DASHES);
    boundary.extend(random.map(|byte| char::from(b'0' + byte % 10)));
    Ok(boundary)
}

/// Writes the parts. Files are not read yet.
pub(crate) fn encode(parts: &[Part], texts: &Texts, boundary: &str) -> io::Result<Body> {
    let mut body = Body::default();
    let room = parts.iter().map(|part| part.room(texts, boundary));
    let mut text = String::with_capacity(room.sum());
    for part in parts {
        text.extend(["--", boundary, "\r\n"]);
        write_disposition(part, texts, &mut text);
        if let Some(content_type) = content_type(part) {
            text.extend(["Content-Type: ", &one_line(&content_type), "\r\n"]);
        }
        text.push_str("\r\n");
        match &part.content {
            Content::Text { value, .. } => text.push_str(texts.get(*value)),
            Content::Nothing { .. } => {}
            Content::File(file) => {
                body.push(Chunk::Bytes(mem::take(&mut text).into()));
                body.push(Chunk::file(file.clone())?);
            }
        }
        text.push_str("\r\n");
    }
    text.extend(["--", boundary, "--\r\n"]);
    // Of exact size, it becomes `Bytes` as it is.
    text.shrink_to_fit();
    body.push(Chunk::Bytes(text.into()));
    Ok(body)
}

fn write_disposition(part: &Part, texts: &Texts, out: &mut String) {
    out.extend([
        "Content-Disposition: form-data; name=\"",
        &escape(texts.get(part.name)),
        "\"",
    ]);
    let file_name = match &part.content {
        Content::Text { file_name, .. } => file_name.as_deref().map(base_name),
        Content::File(file) => Some(file.name().unwrap_or_default()),
        Content::Nothing { .. } => Some(String::new()),
    };
    if let Some(name) = file_name {
        out.extend(["; filename=\"", &escape(&name), "\""]);
        if name.chars().any(|character| character > '\u{ff}') {
            out.extend(["; filename*=UTF-8''", &encoding::unreserved(&name)]);
        }
    }
    out.push_str("\r\n");
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
        } => media_type::of_path(Path::new(name)).map(str::to_owned),
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
/// Postman does not, so a name can start another header or part there (docs/postman-semantics.md §5.4).
fn escape(name: &str) -> Cow<'_, str> {
    if !name.contains(['\r', '\n', '"']) {
        return Cow::Borrowed(name);
    }
    let escaped = name.replace('\r', "%0D").replace('\n', "%0A");
    Cow::Owned(escaped.replace('"', "%22"))
}

fn one_line(value: &str) -> String {
    value.replace(['\r', '\n'], " ")
}

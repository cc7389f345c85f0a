//! Multipart bodies: no name, value or file name adds a part or a header.

use std::sync::Arc;

use client::{File, Request};

use crate::operation::{Nothing, sent};
use crate::texts;

/// Sends a form of the texts in the bytes: names, values and file names.
///
/// # Panics
///
/// If the body does not have the parts of the form.
pub fn run(data: &[u8]) {
    let texts: Vec<String> = texts(data).take(30).collect();
    let mut request = Request::new("POST", "http://h/");
    let mut contents: Vec<&str> = Vec::new();
    for part in texts.chunks_exact(3) {
        let [name, value, other] = part else { return };
        contents.push(value);
        match other.len() % 3 {
            0 => request.form_text(name, value),
            1 => request.form_part(name, value, Some(other), None),
            _ => request.form_file(name, File::bytes(other.clone(), value.clone().into_bytes())),
        }
    }
    let Some(request) = sent(request, Arc::new(Nothing), None) else {
        return;
    };
    if contents.is_empty() {
        return;
    }
    let content_type = request.headers()["content-type"].to_str().unwrap();
    let boundary = content_type.split("boundary=").nth(1).unwrap().to_owned();
    let body = request.into_body().into_bytes().unwrap();
    let body = std::str::from_utf8(&body).unwrap();
    let mut rest = body;
    for content in contents {
        let start = format!("--{boundary}\r\n");
        let (head, after) = rest
            .strip_prefix(&*start)
            .unwrap()
            .split_once("\r\n\r\n")
            .unwrap();
        let mut lines = head.split("\r\n");
        assert!(
            lines
                .next()
                .unwrap()
                .starts_with("Content-Disposition: form-data; name=\"")
        );
        assert!(
            lines
                .next()
                .is_none_or(|line| line.starts_with("Content-Type: "))
        );
        assert_eq!(lines.next(), None, "{head}");
        assert!(!head.replace("\r\n", "").contains(['\r', '\n']), "{head}");
        rest = after
            .strip_prefix(content)
            .unwrap()
            .strip_prefix("\r\n")
            .unwrap();
    }
    assert_eq!(rest, format!("--{boundary}--\r\n"));
}

//! Bodies of requests.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::postman::{Body, FormParam, FormValue};
use crate::variables::secrets::Replacement;

use super::Redaction;

const SENT: Replacement = Replacement::Variable;

impl Redaction {
    pub(super) fn body(&mut self, body: &mut Body) {
        match body {
            Body::Raw {
                pointer,
                text,
                language,
                redacted,
            } => {
                *redacted = self.text(text, pointer, SENT);
                if let Some(language) = language {
                    self.text(language, pointer, SENT);
                }
            }
            Body::Urlencoded(fields) | Body::FormData(fields) => {
                for field in fields {
                    self.field(field);
                }
            }
            Body::File {
                pointer,
                src,
                content,
            } => {
                if let Some(path) = src {
                    self.text(path, pointer, SENT);
                }
                if let Some(content) = content {
                    self.base64(content, pointer);
                }
            }
            Body::GraphQl {
                pointer,
                query,
                operation_name,
                variables,
            } => {
                for text in [Some(query), operation_name.as_mut()].into_iter().flatten() {
                    self.text(text, pointer, SENT);
                }
                if let Some(variables) = variables {
                    self.json("", variables, pointer);
                }
            }
        }
    }

    fn field(&mut self, field: &mut FormParam) {
        let FormParam {
            pointer,
            key,
            value,
            content_type,
            file_name,
            disabled: _,
            description,
        } = field;
        match value {
            FormValue::Text(text) => {
                self.value(key, text, pointer, SENT);
            }
            FormValue::Texts(texts) => {
                for text in texts {
                    self.value(key, text, pointer, SENT);
                }
            }
            FormValue::Files(paths) => {
                for path in paths {
                    self.text(path, pointer, SENT);
                }
            }
            FormValue::Base64(content) => self.base64(content, pointer),
        }
        self.text(key, pointer, SENT);
        for text in [content_type, file_name].into_iter().flatten() {
            self.text(text, pointer, SENT);
        }
        self.optional_prose(description.as_mut(), pointer);
    }

    /// The content of a file, which is only changed if it is text.
    fn base64(&mut self, content: &mut String, pointer: &str) {
        let bytes = STANDARD.decode(content.trim()).unwrap_or_default();
        if let Ok(mut text) = String::from_utf8(bytes)
            && self.text(&mut text, pointer, Replacement::Stars) > 0
        {
            *content = STANDARD.encode(text);
        }
    }

    /// A value of JSON with its key, or that of the array that it is in. Nesting is limited by the reader.
    fn json(&mut self, key: &str, value: &mut Value, pointer: &str) {
        match value {
            Value::String(text) => {
                self.value(key, text, pointer, SENT);
            }
            Value::Array(items) => {
                for item in items {
                    self.json(key, item, pointer);
                }
            }
            Value::Object(members) => {
                for (mut key, mut value) in std::mem::take(members) {
                    self.json(&key, &mut value, pointer);
                    self.text(&mut key, pointer, SENT);
                    members.insert(key, value);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

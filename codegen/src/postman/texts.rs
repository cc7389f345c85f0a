//! The texts of a request that are sent: where `{{variables}}` can occur.

use serde_json::Value;

use super::{Auth, Body, FormParam, FormValue, Request, Url};

impl Request {
    /// Visits each text that the request sends, disabled entries included; of auth see [`Auth::each_text`].
    pub(crate) fn each_text<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        visit(&self.method);
        if let Some(url) = &self.url {
            url.each_text(visit);
        }
        for header in &self.headers {
            visit(&header.key);
            visit(&header.value);
        }
        if let Some(body) = &self.body {
            body.each_text(visit);
        }
    }
}

impl Auth {
    /// Visits each text among the parameters.
    pub(crate) fn each_text<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        for value in self.parameters.values() {
            each_string(value, visit);
        }
    }
}

impl Url {
    fn each_text<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        let parts = [&self.protocol, &self.user_info, &self.port];
        parts.into_iter().flatten().for_each(|it| visit(it));
        visit(&self.host);
        visit(&self.path);
        for entry in &self.query {
            let texts = entry.key.iter().chain(&entry.value);
            texts.for_each(|it| visit(it));
        }
        for variable in &self.variables {
            variable.value.iter().for_each(|it| visit(it));
        }
    }
}

impl Body {
    fn each_text<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        match self {
            Self::Raw { text, .. } => visit(text),
            Self::Urlencoded(fields) | Self::FormData(fields) => {
                for field in fields {
                    field.each_text(visit);
                }
            }
            Self::File { src, .. } => src.iter().for_each(|it| visit(it)),
            Self::GraphQl {
                query,
                operation_name,
                variables,
                ..
            } => {
                let texts = std::iter::once(query).chain(operation_name);
                texts.for_each(|it| visit(it));
                if let Some(variables) = variables {
                    each_string(variables, visit);
                }
            }
        }
    }
}

impl FormParam {
    fn each_text<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        visit(&self.key);
        match &self.value {
            FormValue::Text(text) => visit(text),
            FormValue::Texts(texts) | FormValue::Files(texts) => {
                for text in texts {
                    visit(text);
                }
            }
            FormValue::Base64(_) => {}
        }
        let texts = self.content_type.iter().chain(&self.file_name);
        texts.for_each(|it| visit(it));
    }
}

/// Visits keys and strings; as deep as the parser allows.
fn each_string<'a>(value: &'a Value, visit: &mut dyn FnMut(&'a str)) {
    match value {
        Value::String(text) => visit(text),
        Value::Array(items) => items.iter().for_each(|item| each_string(item, visit)),
        Value::Object(members) => {
            for (key, value) in members {
                visit(key);
                each_string(value, visit);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

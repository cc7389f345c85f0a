//! The body of a command.

use serde_json::{Map, Value};

use crate::api::{Body, ExampleValue, FormEntry, GraphQlVariables, Segment, Type};

use super::shell::Word;
use super::{Builder, Options};

impl Builder<'_> {
    pub(super) fn body(&self, options: &mut Options) {
        match &self.operation.body {
            Body::None => {}
            Body::Text { segments, language } => {
                if let Some(word) = self.word(segments) {
                    self.content_type(language.as_deref(), options);
                    options.add("--data-raw", &word);
                }
            }
            Body::Json {
                parameter,
                language,
            } => {
                if let Some(word) = self.json(*parameter) {
                    self.content_type(language.as_deref(), options);
                    options.add("--data-raw", &word);
                }
            }
            Body::Urlencoded(entries) => {
                for entry in entries {
                    for (key, value) in self.fields(entry) {
                        let key = key.encoded();
                        options.add("--data-urlencode", &key.text("=").join(value));
                    }
                }
            }
            Body::FormData(entries) => {
                for entry in entries {
                    self.form(entry, options);
                }
            }
            Body::File(index) => {
                let file = self.value(*index).unwrap_or_default();
                options.add("--data-binary", &Word::of("@").join(file));
            }
            Body::GraphQl {
                query, variables, ..
            } => self.graphql(query, variables.as_ref(), options),
        }
    }

    /// The header for the language of a body, unless the collection has it.
    fn content_type(&self, language: Option<&str>, options: &mut Options) {
        let headers = &self.operation.headers;
        let mut names = headers
            .iter()
            .filter_map(|header| match header.name.as_slice() {
                [Segment::Literal(name)] => Some(name),
                _ => None,
            });
        if names.any(|name| name.eq_ignore_ascii_case("content-type")) {
            return;
        }
        let media_type = match language {
            Some("json") => "application/json",
            Some("xml") => "application/xml",
            Some("html") => "text/html",
            Some("javascript") => "application/javascript",
            _ => "text/plain",
        };
        options.header(&Word::of(&format!("Content-Type: {media_type}")));
    }

    /// A parameter as JSON: a list is one text.
    fn json(&self, index: usize) -> Option<Word> {
        let mut values = self.values.iter();
        match values.find(|(known, _)| *known == index) {
            Some((_, ExampleValue::Json(value))) => Some(Word::of(&value.to_string())),
            _ => self.value(index),
        }
    }

    /// Keys and values of a form field: one for each value of a list.
    fn fields(&self, entry: &FormEntry) -> Vec<(Word, Word)> {
        let Some(key) = self.word(&entry.key) else {
            return Vec::new();
        };
        let values = match entry.value.as_slice() {
            [Segment::Parameter(index)] => self.all_values(*index),
            segments => self.word(segments).into_iter().collect(),
        };
        let pairs = values.into_iter().map(|value| (key.clone(), value));
        pairs.collect()
    }

    fn form(&self, entry: &FormEntry, options: &mut Options) {
        let is_file = match entry.value.as_slice() {
            [Segment::Parameter(index)] => {
                *self.operation.parameters[*index].ty.innermost() == Type::File
            }
            _ => false,
        };
        for (key, value) in self.fields(entry) {
            if is_file {
                options.add("--form", &key.text("=@").join(value));
                continue;
            }
            // `--form` reads more than text in these.
            let is_read = value.has(|text| text.starts_with(['@', '<', '"']) || text.contains(';'));
            match &entry.content_type {
                Some(media_type) if !is_read => {
                    let end = format!(";type={media_type}");
                    options.add("--form", &key.text("=").join(value).text(&end));
                }
                _ if is_read => options.add("--form-string", &key.text("=").join(value)),
                _ => options.add("--form", &key.text("=").join(value)),
            }
        }
    }

    fn graphql(
        &self,
        query: &[Segment],
        variables: Option<&GraphQlVariables>,
        options: &mut Options,
    ) {
        // Text with environment variables would have to be escaped by the shell.
        let text = |segments: &[Segment]| -> String {
            let texts = segments.iter().map(|segment| match segment {
                Segment::Literal(text) => text.clone(),
                Segment::ServerVariable(name) | Segment::Dynamic(name) => format!("{{{{{name}}}}}"),
                Segment::Parameter(index) => {
                    let name = &self.operation.parameters[*index].wire_name;
                    format!("{{{{{name}}}}}")
                }
            });
            texts.collect()
        };
        let mut body = Map::new();
        body.insert("query".to_owned(), text(query).into());
        let variables = match variables {
            None => None,
            Some(GraphQlVariables::Text(segments)) => serde_json::from_str(&text(segments)).ok(),
            Some(GraphQlVariables::Json(index)) => {
                let mut values = self.values.iter();
                let found = values.find(|(known, _)| known == index);
                found.and_then(|(_, value)| match value {
                    ExampleValue::Json(value) => Some(value.clone()),
                    ExampleValue::Text(text) => serde_json::from_str(text).ok(),
                    _ => None,
                })
            }
        };
        body.extend(variables.map(|value| ("variables".to_owned(), value)));
        self.content_type(Some("json"), options);
        options.add("--data-raw", &Word::of(&Value::Object(body).to_string()));
    }
}

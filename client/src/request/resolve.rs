//! Resolving a request: its server and the texts of path and query become a URL.

use std::borrow::Cow;

use super::{Encoding, Entry, EntrySegment, PathSegment, Request};
use crate::error::BuildError;
use crate::template::Variable;
use crate::texts::Texts;
use crate::url::Url;
use crate::{encoding, template};

impl Request {
    /// Resolves the URL: replaces server variables, and parses the result. `base_url` replaces the server.
    pub(crate) fn resolve(
        &mut self,
        variable: Variable<'_, '_>,
        base_url: Option<&str>,
        encoding: Encoding,
    ) -> Result<(), BuildError> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        if encoding == Encoding::Segment {
            self.check_segments()?;
        }
        let server = template::substitute(base_url.unwrap_or(self.server), variable)?;
        let mut url = String::with_capacity(server.len() + self.texts.len() + ROOM);
        url.push_str(&server);
        for segment in &self.path {
            match *segment {
                PathSegment::Literal(literal) => url.push_str(self.texts.get(literal)),
                PathSegment::ServerVariable(name) => {
                    let value = variable(name).ok_or_else(|| BuildError::unresolved(name))?;
                    url.push_str(&template::substitute(&value, variable)?);
                }
                PathSegment::Parameter { value, .. } => {
                    let value = self.texts.get(value);
                    match encoding {
                        Encoding::Segment => url.push_str(&encoding::segment(value)),
                        Encoding::Postman => url.push_str(value),
                    }
                }
            }
        }
        for (index, entry) in self.query.iter().enumerate() {
            url.push(if index == 0 { '?' } else { '&' });
            entry.write(&self.texts, encoding, &mut url);
        }
        self.url = Some(Url::parse(url)?);
        self.add_json_content_type();
        Ok(())
    }

    /// Refuses values that would remove a path segment, or the one before it (RFC 3986 §5.2.4).
    fn check_segments(&self) -> Result<(), BuildError> {
        for (index, segment) in self.path.iter().enumerate() {
            let PathSegment::Parameter { name, value } = *segment else {
                continue;
            };
            let value = self.texts.get(value);
            if !matches!(value, "" | "." | "..") {
                continue;
            }
            let literal = |segment: Option<&PathSegment>| match segment {
                Some(PathSegment::Literal(text)) => Some(self.texts.get(*text)),
                // The segment is next to another value.
                Some(_) => Some(""),
                None => None,
            };
            let previous = literal(index.checked_sub(1).and_then(|at| self.path.get(at)));
            let starts = previous.is_none_or(|text| text.ends_with('/'));
            let next = literal(self.path.get(index + 1));
            let ends = next.is_none_or(|text| text.starts_with(['/', '?', '#']));
            if starts && ends {
                return Err(BuildError::path_value(name, value));
            }
        }
        Ok(())
    }
}

/// Space for delimiters and escapes in a URL, in bytes.
const ROOM: usize = 32;

impl Entry {
    /// Appends the entry as URL text.
    fn write(&self, texts: &Texts, encoding: Encoding, url: &mut String) {
        match (self, encoding) {
            (Self::Literal(literal), _) => url.push_str(literal),
            (Self::Key(key), Encoding::Segment) => {
                url.push_str(&encoding::query_key(texts.get(*key)));
            }
            (Self::Key(key), Encoding::Postman) => {
                url.push_str(&escape_literal(texts.get(*key), &['&', '#', '=']));
            }
            (Self::Segments(segments), encoding) => {
                for segment in segments {
                    match (segment, encoding) {
                        (EntrySegment::Literal(literal), _) => url.push_str(literal),
                        (EntrySegment::Value(value), Encoding::Segment) => {
                            url.push_str(&encoding::query_value(texts.get(*value)));
                        }
                        (EntrySegment::Value(value), Encoding::Postman) => {
                            url.push_str(texts.get(*value));
                        }
                    }
                }
            }
            (Self::Pair(key, value), Encoding::Segment) => {
                url.push_str(&encoding::query_key(texts.get(*key)));
                url.push('=');
                url.push_str(&encoding::query_value(texts.get(*value)));
            }
            (Self::Pair(key, value), Encoding::Postman) => {
                url.push_str(&escape_literal(texts.get(*key), &['&', '#', '=']));
                url.push('=');
                url.push_str(&escape_literal(texts.get(*value), &['&', '#']));
            }
        }
    }
}

/// Encodes only these characters, as Postman does when it joins a query (docs/postman-semantics.md §3.3).
pub(super) fn escape_literal<'t>(text: &'t str, characters: &[char]) -> Cow<'t, str> {
    if !text.contains(characters) {
        return Cow::Borrowed(text);
    }
    let escaped = characters.iter().fold(text.to_owned(), |text, character| {
        text.replace(*character, &format!("%{:02X}", u32::from(*character)))
    });
    Cow::Owned(escaped)
}

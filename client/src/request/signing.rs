//! What an auth scheme sees of a resolved request, and what it may change.

use std::borrow::Cow;

use super::{Header, Payload, Request, Secrecy, escape_literal};
use crate::encoding;
use crate::error::BuildError;
use crate::form;
use crate::url::{Url, UrlEncoding};

impl Request {
    /// The method.
    #[must_use]
    pub fn method(&self) -> &str {
        self.method
    }

    fn resolved(&self) -> Result<&Url, BuildError> {
        self.url
            .as_ref()
            .ok_or_else(|| BuildError::url("the URL is not resolved yet".to_owned()))
    }

    pub(super) fn url_encoding(&self) -> UrlEncoding {
        if self.profile.disable_url_encoding {
            UrlEncoding::Disabled
        } else {
            UrlEncoding::Enabled
        }
    }

    /// `http` or `https`.
    ///
    /// # Errors
    ///
    /// Where the URL is not resolved, here and in the other methods that tell of it.
    pub fn scheme(&self) -> Result<&str, BuildError> {
        Ok(&self.resolved()?.scheme)
    }

    /// The host, lower-case, without port.
    ///
    /// # Errors
    ///
    /// See [`scheme`](Self::scheme).
    pub fn host(&self) -> Result<&str, BuildError> {
        Ok(&self.resolved()?.host)
    }

    /// The port that is connected to.
    ///
    /// # Errors
    ///
    /// See [`scheme`](Self::scheme).
    pub fn port(&self) -> Result<u16, BuildError> {
        Ok(self.resolved()?.effective_port())
    }

    /// The host, with the port where the URL has one.
    ///
    /// # Errors
    ///
    /// See [`scheme`](Self::scheme).
    pub fn authority(&self) -> Result<String, BuildError> {
        Ok(self.resolved()?.authority())
    }

    /// The path, percent-encoded.
    ///
    /// # Errors
    ///
    /// See [`scheme`](Self::scheme).
    pub fn encoded_path(&self) -> Result<String, BuildError> {
        Ok(self.resolved()?.encoded_path(self.url_encoding()))
    }

    /// Path and query, percent-encoded: the request target.
    ///
    /// # Errors
    ///
    /// See [`scheme`](Self::scheme).
    pub fn target(&self) -> Result<String, BuildError> {
        Ok(self.resolved()?.target(self.url_encoding()))
    }

    /// The query as keys and values, percent-decoded, `+` taken as a blank.
    ///
    /// # Errors
    ///
    /// See [`scheme`](Self::scheme).
    pub fn decoded_query(&self) -> Result<Vec<(String, String)>, BuildError> {
        let decode = |text: &str| encoding::decode(&text.replace('+', " "));
        let entries = self.resolved()?.query.iter().flatten();
        Ok(entries
            .map(|entry| {
                let (key, value) = entry.split_once('=').unwrap_or((entry, ""));
                (decode(key), decode(value))
            })
            .collect())
    }

    /// Decodes the query and encodes it again, everything but unreserved characters: what signing by OAuth 1 does to
    /// it in Postman (docs/postman-semantics.md §6.2).
    ///
    /// # Errors
    ///
    /// See [`scheme`](Self::scheme).
    pub fn reencode_query(&mut self) -> Result<(), BuildError> {
        if self.profile.disable_url_encoding {
            return Ok(());
        }
        let recode = |text: &str| encoding::unreserved(&encoding::decode(&text.replace('+', " ")));
        self.resolved()?;
        for entry in self
            .url
            .iter_mut()
            .filter_map(|url| url.query.as_mut())
            .flatten()
        {
            *entry = match entry.split_once('=') {
                Some((key, value)) => format!("{}={}", recode(key), recode(value)),
                None => recode(entry),
            };
        }
        Ok(())
    }

    /// Appends to the query: `&` and `#` of the value are encoded, `%` is not (vector `auth-apikey-query`).
    pub fn add_query(&mut self, key: &str, value: &str) {
        let entry = format!(
            "{}={}",
            escape_literal(key, &['&', '#', '=']),
            escape_literal(value, &['&', '#'])
        );
        if let Some(url) = &mut self.url {
            url.query.get_or_insert_default().push(entry);
        }
    }

    /// Removes the query entries with this key.
    pub fn remove_query(&mut self, key: &str) {
        let Some(url) = &mut self.url else { return };
        let Some(entries) = &mut url.query else {
            return;
        };
        entries
            .retain(|entry| encoding::decode(entry.split('=').next().unwrap_or_default()) != key);
        if entries.is_empty() {
            url.query = None;
        }
    }

    /// The first value of a header, by its name in any case.
    #[must_use]
    pub fn header_value(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|header| header.is(name))
            .map(|header| header.value.as_str())
    }

    /// Names and values of all headers so far, in order.
    #[must_use]
    pub fn header_list(&self) -> Vec<(&str, &str)> {
        self.headers
            .iter()
            .map(|header| (header.name.as_str(), header.value.as_str()))
            .collect()
    }

    /// Removes a header, by its name in any case.
    pub fn remove_header(&mut self, name: &str) {
        self.headers.retain(|header| !header.is(name));
    }

    /// Removes a header and appends it anew.
    pub fn set_header(&mut self, name: &str, value: &str) {
        self.remove_header(name);
        self.push_header(name, value, Secrecy::Open);
    }

    /// [`set_header`](Self::set_header) for credentials: the value is marked sensitive, and not sent to another origin.
    pub fn set_secret_header(&mut self, name: &str, value: &str) {
        self.remove_header(name);
        self.push_header(name, value, Secrecy::Secret);
    }

    /// The fields of an urlencoded body; [`None`] for any other body.
    #[must_use]
    pub fn urlencoded_fields(&self) -> Option<&[(String, String)]> {
        match &self.payload {
            Payload::Urlencoded(fields) => Some(fields),
            _ => None,
        }
    }

    /// Removes the fields of an urlencoded body with this key.
    pub fn remove_urlencoded(&mut self, key: &str) {
        if let Payload::Urlencoded(fields) = &mut self.payload {
            fields.retain(|(known, _)| known != key);
        }
    }

    /// The body as it will be sent, where it can be hashed: not for multipart, nor for files on disk or readers.
    #[must_use]
    pub fn body_bytes(&self) -> Option<Cow<'_, [u8]>> {
        match &self.payload {
            Payload::Text { .. } => {
                Some(Cow::Owned(self.stripped_text().into_owned().into_bytes()))
            }
            Payload::GraphQl(text) => Some(Cow::Borrowed(text.as_bytes())),
            Payload::Urlencoded(fields) => {
                Some(Cow::Owned(form::encode(ordered(fields)).into_bytes()))
            }
            Payload::File(file) => file.in_memory().map(|bytes| Cow::Borrowed(bytes.as_ref())),
            Payload::None | Payload::Multipart(_) => None,
        }
    }
}

/// The fields in the order they are sent.
pub(super) fn ordered(fields: &[(String, String)]) -> Vec<(String, String)> {
    form::object_order(fields.to_vec(), |(key, _)| key)
}

impl Header {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

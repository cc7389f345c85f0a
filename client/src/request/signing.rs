//! The parts of a resolved request that auth schemes can read and change.

use std::borrow::Cow;
use std::fmt;

use super::resolve::escape_literal;
use super::{Header, Payload, Request, Secrecy};
use crate::encoding;
use crate::error::BuildError;
use crate::url::{Url, UrlEncoding};

impl Request {
    /// The method.
    #[must_use]
    pub fn method(&self) -> &'static str {
        self.method
    }

    pub(super) fn resolved(&self) -> Result<&Url, BuildError> {
        self.url
            .as_ref()
            .ok_or_else(|| BuildError::url("the URL is not resolved".to_owned()))
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
    /// If the URL is not resolved yet. The same applies to the other methods that return parts of the URL.
    pub fn scheme(&self) -> Result<&str, BuildError> {
        Ok(self.resolved()?.scheme())
    }

    /// The host in lower case, without the port.
    ///
    /// # Errors
    ///
    /// See [`scheme`](Self::scheme).
    pub fn host(&self) -> Result<&str, BuildError> {
        Ok(self.resolved()?.host())
    }

    /// The port of the connection.
    ///
    /// # Errors
    ///
    /// See [`scheme`](Self::scheme).
    pub fn port(&self) -> Result<u16, BuildError> {
        Ok(self.resolved()?.effective_port())
    }

    /// The host, with the port if the URL contains one.
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
        Ok(self
            .resolved()?
            .encoded_path(self.url_encoding())
            .into_owned())
    }

    /// The request target: path and query, percent-encoded.
    ///
    /// # Errors
    ///
    /// See [`scheme`](Self::scheme).
    pub fn target(&self) -> Result<String, BuildError> {
        Ok(self.resolved()?.target(self.url_encoding()))
    }

    /// The keys and values of the query, percent-decoded; `+` becomes a space.
    ///
    /// # Errors
    ///
    /// See [`scheme`](Self::scheme).
    pub fn decoded_query(&self) -> Result<Vec<(String, String)>, BuildError> {
        let entries = self.resolved()?.query();
        Ok(entries.map(encoding::decoded_entry).collect())
    }

    /// Decodes the query and encodes everything but unreserved characters, as signing with OAuth 1 does in Postman
    /// (docs/postman-semantics.md §6.2).
    ///
    /// # Errors
    ///
    /// See [`scheme`](Self::scheme).
    pub fn reencode_query(&mut self) -> Result<(), BuildError> {
        if self.profile.disable_url_encoding {
            return Ok(());
        }
        let recode = |text: &str| encoding::unreserved(&encoding::decode_form(text)).into_owned();
        let entries = self
            .resolved()?
            .query()
            .map(|entry| match entry.split_once('=') {
                Some((key, value)) => format!("{}={}", recode(key), recode(value)),
                None => recode(entry),
            });
        let entries: Vec<String> = entries.collect();
        if let Some(url) = &mut self.url {
            url.set_query(&entries);
        }
        Ok(())
    }

    /// Appends an entry to the query. `&` and `#` in the value are encoded, `%` is not (vector `auth-apikey-query`).
    pub fn add_query(&mut self, key: &str, value: &str) {
        if let Some(url) = &mut self.url {
            url.add_query(
                &escape_literal(key, &['&', '#', '=']),
                &escape_literal(value, &['&', '#']),
            );
        }
    }

    /// Replaces an entry of the query. Its value arrives unchanged.
    pub(crate) fn set_query(&mut self, key: &str, value: &str) {
        self.remove_query(key);
        if let Some(url) = &mut self.url {
            url.add_query(&encoding::query_key(key), &encoding::query_value(value));
        }
    }

    /// Replaces path and query, which are URL text.
    pub(crate) fn set_target(&mut self, target: &str) {
        if let Some(url) = &mut self.url {
            url.set_target(target);
        }
    }

    /// Whether the query has an entry with this key.
    pub(crate) fn has_query(&self, key: &str) -> bool {
        let mut entries = self.url.iter().flat_map(Url::query);
        entries.any(|entry| key_of(entry) == key)
    }

    /// Removes the query entries with this key.
    pub fn remove_query(&mut self, key: &str) {
        let Some(url) = &mut self.url else { return };
        let has_key = |entry: &&str| key_of(entry) == key;
        if url.query().any(|entry| has_key(&entry)) {
            let kept = url.query().filter(|entry| !has_key(entry));
            let kept: Vec<String> = kept.map(str::to_owned).collect();
            url.set_query(&kept);
        }
    }

    /// The first value of a header. The case of the name does not matter.
    #[must_use]
    pub fn header_value(&self, name: &str) -> Option<&str> {
        self.headers_in_order()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// The names and values of all headers so far, in order.
    #[must_use]
    pub fn header_list(&self) -> Vec<(&str, &str)> {
        self.headers_in_order().collect()
    }

    fn headers_in_order(&self) -> impl Iterator<Item = (&str, &str)> {
        let text = |text| self.texts.get(text);
        self.headers
            .iter()
            .map(move |header| (text(header.name), text(header.value)))
    }

    /// Removes a header. The case of the name does not matter.
    pub fn remove_header(&mut self, name: &str) {
        let texts = &self.texts;
        self.headers
            .retain(|header| !texts.get(header.name).eq_ignore_ascii_case(name));
    }

    /// Replaces a header. The new one comes last.
    pub fn set_header(&mut self, name: &str, value: &str) {
        self.remove_header(name);
        self.header(name, value);
    }

    /// Replaces a header by one with a credential, which is marked as sensitive and never sent to another origin.
    pub fn set_secret_header(&mut self, name: &str, value: &str) {
        self.remove_header(name);
        self.secret_header(name, value);
    }

    /// [`set_secret_header`](Self::set_secret_header) with a value that is not built first.
    pub(crate) fn format_secret_header(&mut self, name: &str, value: fmt::Arguments<'_>) {
        self.remove_header(name);
        let header = Header {
            name: self.texts.add(name),
            value: self.texts.add_formatted(value),
            secrecy: Secrecy::Secret,
        };
        self.headers.push(header);
    }

    /// The fields of an urlencoded body; [`None`] for any other body.
    #[must_use]
    pub fn urlencoded_fields(&self) -> Option<&[(String, String)]> {
        match &self.payload {
            Payload::Urlencoded { fields, .. } => Some(fields),
            _ => None,
        }
    }

    /// Removes the fields of an urlencoded body with this key.
    pub fn remove_urlencoded(&mut self, key: &str) {
        if let Payload::Urlencoded { fields, .. } = &mut self.payload {
            fields.retain(|(known, _)| known != key);
        }
    }

    /// The body as it will be sent, if it is in memory; [`None`] for multipart bodies, files on disk and readers.
    #[must_use]
    pub fn body_bytes(&self) -> Option<Cow<'_, [u8]>> {
        match &self.payload {
            Payload::Raw { .. } => Some(Cow::Owned(self.stripped_text().to_vec())),
            Payload::GraphQl(text) => Some(Cow::Borrowed(text)),
            Payload::Urlencoded { fields, encode } => Some(Cow::Owned(encode(fields).into_bytes())),
            Payload::File(file) => file.in_memory().map(|bytes| Cow::Borrowed(bytes.as_ref())),
            Payload::None | Payload::Multipart { .. } => None,
        }
    }
}

/// The decoded key of a query entry.
fn key_of(entry: &str) -> String {
    encoding::decode(entry.split('=').next().unwrap_or_default())
}

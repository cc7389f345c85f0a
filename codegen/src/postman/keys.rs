//! The keys of a request's parameters.

use std::collections::BTreeSet;

use super::{Body, Request};

impl Request {
    /// The keys of path variables, query parameters, headers and form fields, disabled ones included.
    #[must_use]
    pub fn parameter_keys(&self) -> BTreeSet<&str> {
        let mut keys = BTreeSet::new();
        if let Some(url) = &self.url {
            keys.extend(url.query.iter().filter_map(|entry| entry.key.as_deref()));
            keys.extend(url.variables.iter().map(|variable| variable.key.as_str()));
        }
        keys.extend(self.headers.iter().map(|header| header.key.as_str()));
        if let Some(Body::Urlencoded(fields) | Body::FormData(fields)) = &self.body {
            keys.extend(fields.iter().map(|field| field.key.as_str()));
        }
        keys.remove("");
        keys
    }
}

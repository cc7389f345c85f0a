//! URLs.

use crate::postman::{PathVariable, QueryParam, Url};
use crate::variables::secrets::{self, Replacement};

use super::{Redaction, is_written_out};

impl Redaction {
    pub(super) fn url(&mut self, url: &mut Url) {
        const SENT: Replacement = Replacement::Variable;
        let Url {
            pointer,
            protocol,
            user_info,
            host,
            port,
            path,
            query,
            variables,
            from_string: _,
        } = url;
        // User info is never generated, only that there is some.
        if let Some(user_info) = user_info.as_mut().filter(|it| is_written_out(it)) {
            let (user, password) = user_info.split_once(':').unwrap_or((user_info, ""));
            let mut credential = if password.is_empty() { user } else { password }.to_owned();
            self.value("password", &mut credential, pointer, SENT);
            if !crate::variables::template::has_variable(user_info) {
                "***".clone_into(user_info);
            }
        }
        self.path(host, path, pointer);
        let parts = [Some(host), protocol.as_mut(), port.as_mut()];
        for part in parts.into_iter().flatten() {
            self.text(part, pointer, SENT);
        }
        for entry in query {
            let QueryParam {
                pointer,
                key,
                value,
                disabled: _,
                description,
            } = entry;
            if let Some(value) = value {
                self.value(key.as_deref().unwrap_or_default(), value, pointer, SENT);
            }
            if let Some(key) = key {
                self.text(key, pointer, SENT);
            }
            self.optional_prose(description.as_mut(), pointer);
        }
        for variable in variables {
            let PathVariable {
                pointer,
                key,
                value,
                description,
                is_literal: _,
            } = variable;
            if let Some(value) = value {
                self.value(key, value, pointer, SENT);
            }
            self.text(key, pointer, SENT);
            self.optional_prose(description.as_mut(), pointer);
        }
    }
    /// A path, whose segments can be secrets because of the host.
    fn path(&mut self, host: &str, path: &mut String, pointer: &str) {
        let slash = if path.starts_with('/') { "" } else { "/" };
        let before = host.len() + slash.len();
        let mut found = secrets::find(&format!("{host}{slash}{path}"));
        found.retain(|secret| secret.range.start >= before);
        for secret in &mut found {
            secret.range = secret.range.start - before..secret.range.end - before;
        }
        self.replace(path, found, pointer, Replacement::Variable);
    }
}

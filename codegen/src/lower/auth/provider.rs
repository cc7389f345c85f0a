//! The OAuth 2 facts of an auth block: where tokens come from, and what is sent for them.
//!
//! Postman's app fetches tokens from these parameters; its runner does not (docs/postman-semantics.md §6.1).

use serde_json::Value;

use crate::api::{Grant, Provider};
use crate::lower::report::Report;
use crate::postman::Auth;
use crate::variables::{Variables, secrets};

use super::parameters::{text, unused};

/// Where a parameter of a request is sent (`send_as`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SendAs {
    Body,
    Header,
    Url,
}

/// Reads the facts of an `oauth2` block. What cannot be used is reported.
pub(super) fn provider(auth: &Auth, values: &Variables, report: &mut Report<'_>) -> Provider {
    let mut reader = Reader {
        auth,
        values,
        report,
    };
    let mut provider = Provider {
        token_url: reader.url("accessTokenUrl"),
        authorization_url: reader.url("authUrl"),
        refresh_url: reader.url("refreshTokenUrl"),
        scope: reader.text("scope"),
        client_id: reader.client_id(),
        client_in_body: reader.first(["client_authentication", "clientAuth"]) == Some("body"),
        grants: reader.grant().into_iter().collect(),
        ..Provider::default()
    };
    if reader.first(["tokenType"]) == Some("mac") {
        unused(
            auth,
            "tokenType",
            "tokens are sent as bearer tokens",
            reader.report,
        );
    }
    reader.parameters(&mut provider);
    provider
}

/// Reads the parameters of a block.
struct Reader<'a, 'r, 'd> {
    auth: &'a Auth,
    values: &'a Variables,
    report: &'r mut Report<'d>,
}

impl<'a> Reader<'a, '_, '_> {
    /// The first of these parameters that has a value, without variables.
    fn first<const N: usize>(&self, keys: [&str; N]) -> Option<&'a str> {
        let mut texts = keys
            .into_iter()
            .filter_map(|key| self.auth.parameters.get(key)?.as_str());
        texts.find(|text| !text.is_empty())
    }

    fn text(&mut self, key: &str) -> Option<String> {
        self.value(key, self.auth.parameters.get(key)?)
    }

    fn value(&mut self, key: &str, value: &Value) -> Option<String> {
        text(value, self.values).unwrap_or_else(|reason| {
            unused(self.auth, key, &reason, self.report);
            None
        })
    }

    /// The ID, unless it has no value; then the setters that fetch tokens take it as an argument.
    fn client_id(&self) -> Option<String> {
        let id = text(self.auth.parameters.get("clientId")?, self.values);
        let id = id.ok().flatten();
        id.filter(|id| !secrets::stands_for_a_value(id))
    }

    fn url(&mut self, key: &str) -> Option<String> {
        let url = self.text(key)?;
        let rest = url.split_once("://").filter(|(protocol, rest)| {
            let is_http = matches!(*protocol, "http" | "https");
            is_http && !rest.is_empty() && !rest.contains(['@', '#', ' '])
        });
        if rest.is_none() {
            unused(self.auth, key, "it is not an HTTP URL", self.report);
            return None;
        }
        Some(url)
    }

    fn grant(&mut self) -> Option<Grant> {
        match self.first(["grant_type", "grantType"])? {
            "client_credentials" => Some(Grant::ClientCredentials),
            "password_credentials" | "password" => Some(Grant::Password),
            "authorization_code" | "authorization_code_with_pkce" | "implicit" => {
                Some(Grant::AuthorizationCode)
            }
            _ => {
                let reason = "it is not a grant type of Postman";
                unused(self.auth, "grant_type", reason, self.report);
                None
            }
        }
    }

    /// Parameters that are sent in addition to those of the standard.
    fn parameters(&mut self, provider: &mut Provider) {
        for key in ["audience", "resource"] {
            for value in self.texts(key) {
                // Postman sends both where consent is asked for and where tokens are. This is a guess for refreshing.
                let parameter = (key.to_owned(), value);
                provider.authorization_parameters.push(parameter.clone());
                provider.token_parameters.push(parameter.clone());
                provider.refresh_parameters.push(parameter);
            }
        }
        let auth_request = self.entries("authRequestParams");
        let auth_request = auth_request.into_iter().map(|(_, parameter)| parameter);
        provider.authorization_parameters.extend(auth_request);
        for (send_as, parameter) in self.entries("tokenRequestParams") {
            match send_as {
                SendAs::Body => provider.token_parameters.push(parameter),
                SendAs::Header => provider.token_headers.push(parameter),
                SendAs::Url => self.not_in_url("tokenRequestParams"),
            }
        }
        for (send_as, parameter) in self.entries("refreshRequestParams") {
            match send_as {
                SendAs::Body => provider.refresh_parameters.push(parameter),
                SendAs::Header if provider.token_headers.contains(&parameter) => {}
                SendAs::Header => {
                    let reason = "only headers of all token requests are sent";
                    unused(self.auth, "refreshRequestParams", reason, self.report);
                }
                SendAs::Url => self.not_in_url("refreshRequestParams"),
            }
        }
    }

    fn not_in_url(&mut self, key: &str) {
        let reason = "parameters in the URL can only be written in the URL itself";
        unused(self.auth, key, reason, self.report);
    }

    /// The texts of a parameter, which is a text or an object of texts by random keys.
    fn texts(&mut self, key: &str) -> Vec<String> {
        let value = self.auth.parameters.get(key);
        match value {
            Some(Value::Object(members)) => {
                let texts = members.values().filter(|value| value.is_string());
                texts.filter_map(|value| self.value(key, value)).collect()
            }
            Some(value) => self.value(key, value).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// The enabled entries of a list of parameters, with where each is sent.
    fn entries(&mut self, key: &str) -> Vec<(SendAs, (String, String))> {
        let entries = self.auth.parameters.get(key).and_then(Value::as_array);
        let entries = entries.into_iter().flatten();
        let enabled = entries.filter(|entry| entry.get("enabled") != Some(&Value::Bool(false)));
        let mut all = Vec::new();
        for entry in enabled {
            let send_as = match entry.get("send_as").and_then(Value::as_str) {
                Some("request_header") => SendAs::Header,
                Some("request_url") => SendAs::Url,
                _ => SendAs::Body,
            };
            let name = entry.get("key").and_then(|name| self.value(key, name));
            let value = entry.get("value").and_then(|value| self.value(key, value));
            if let (Some(name), Some(value)) = (name, value) {
                all.push((send_as, (name, value)));
            }
        }
        all
    }
}

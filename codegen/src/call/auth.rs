//! The credentials of a request: from the user, the environment, or a prompt.

use std::fmt;
use std::io::{self, IsTerminal as _};
use std::sync::Arc;

use client::auth::{AuthError, Authorize, HeaderSecret, Parameters, from_parameters};
use client::bytes::Bytes;
use client::{Request, Response, http};
use codegen::api::{KeyLocation, Scheme, SchemeKind};
use codegen::cli::{Call, Credential, Show};

/// Credentials, or none for an item without auth.
#[derive(Clone, Default)]
pub(super) struct Given(Option<Arc<dyn Authorize>>);

impl fmt::Debug for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Authorize for Given {
    fn prepare(&self) -> Result<Option<http::Request<Bytes>>, AuthError> {
        self.0.as_ref().map_or(Ok(None), |it| it.prepare())
    }

    fn prepared(&self, response: &Response) -> Result<(), AuthError> {
        self.0.as_ref().map_or(Ok(()), |it| it.prepared(response))
    }

    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        self.0.as_ref().map_or(Ok(()), |it| it.authorize(request))
    }

    fn challenge(
        &self,
        request: &mut Request,
        response: &Response,
        attempt: u32,
    ) -> Result<bool, AuthError> {
        let scheme = self.0.as_ref();
        scheme.map_or(Ok(false), |it| it.challenge(request, response, attempt))
    }
}

/// The credentials of a call.
///
/// # Errors
///
/// What is missing, or why the runtime does not accept it.
pub(super) fn of(call: &Call) -> Result<Given, String> {
    let Some(scheme) = &call.scheme else {
        return Ok(Given(None));
    };
    let mut values = Vec::new();
    for credential in &call.credentials {
        let value = value(credential, call)?;
        values.extend(value.map(|value| (credential.key.clone(), value)));
    }
    if let SchemeKind::Header { name, prefix } = &scheme.kind {
        let secret = values.iter().find(|(key, _)| key == "value");
        let secret = secret.map_or("", |(_, value)| value.as_str());
        return Ok(Given(Some(Arc::new(HeaderSecret::new(
            name, prefix, secret,
        )))));
    }
    values.extend(settings(scheme));
    let parameters: Parameters = values.into_iter().collect();
    let found = from_parameters(scheme.kind.as_str(), &parameters);
    let found = found.map_err(|error| error.to_string())?;
    Ok(Given(found.map(Arc::from)))
}

/// What the collection says of the scheme, by Postman's names.
fn settings(scheme: &Scheme) -> Vec<(String, String)> {
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let place = |location: KeyLocation| match location {
        KeyLocation::Header => "header",
        KeyLocation::Query => "query",
    };
    match &scheme.kind {
        SchemeKind::ApiKey { name, location } => {
            vec![pair("key", name), pair("in", place(*location))]
        }
        SchemeKind::OAuth2 { location, prefix } => {
            let added = match location {
                KeyLocation::Header => "header",
                KeyLocation::Query => "queryParams",
            };
            vec![pair("addTokenTo", added), pair("headerPrefix", prefix)]
        }
        _ => Vec::new(),
    }
}

/// The value of a credential; for a curl command, the name of its environment variable. [`None`] if others are enough:
/// JSON Web Tokens are signed with a secret or a private key.
fn value(credential: &Credential, call: &Call) -> Result<Option<String>, String> {
    if call.show == Show::Curl {
        return Ok(Some(format!("${}", credential.variable)));
    }
    if credential.value.is_some() {
        return Ok(credential.value.clone());
    }
    if io::stdin().is_terminal() {
        return rpassword::prompt_password(format!("{}: ", credential.key))
            .map(Some)
            .map_err(|error| format!("cannot read `{}`: {error}", credential.key));
    }
    if call.credentials.iter().any(|other| other.value.is_some()) {
        return Ok(None);
    }
    Err(format!(
        "`{}` is missing: set the environment variable {}, or see `--help`",
        credential.key, credential.variable
    ))
}

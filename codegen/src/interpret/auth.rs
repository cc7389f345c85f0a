//! The credentials of a request: from the user, the environment, or a prompt.

use std::fmt;
use std::io;
use std::sync::Arc;

use crate::api::{KeyLocation, Scheme, SchemeKind, environment_variable};
use crate::cli::{Call, Credential, Show};
use client::auth::{AuthError, Authorize, HeaderSecret, Login, Parameters, from_parameters};
use client::bytes::Bytes;
use client::curl::placeholder;
use client::{Request, Response, http};

/// Asks the user for a credential, by Postman's name; [`None`] if nobody can be asked.
pub type Ask<'a> = Option<&'a dyn Fn(&str) -> io::Result<String>>;

/// Credentials, or none for an item without auth.
#[derive(Clone, Default)]
pub(super) struct Given {
    scheme: Option<Arc<dyn Authorize>>,
    /// What a curl command cannot say of them.
    note: Option<String>,
}

impl Given {
    /// What a curl command cannot say of the credentials.
    pub(super) fn note(&self) -> Option<String> {
        self.note.clone()
    }
}

impl fmt::Debug for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.scheme.fmt(f)
    }
}

impl Authorize for Given {
    fn prepare(&self) -> Result<Option<http::Request<Bytes>>, AuthError> {
        self.scheme.as_ref().map_or(Ok(None), |it| it.prepare())
    }

    fn prepared(&self, response: &Response) -> Result<(), AuthError> {
        self.scheme
            .as_ref()
            .map_or(Ok(()), |it| it.prepared(response))
    }

    fn login(&self) -> Option<Login> {
        self.scheme.as_ref().and_then(|it| it.login())
    }

    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        self.scheme
            .as_ref()
            .map_or(Ok(()), |it| it.authorize(request))
    }

    fn challenge(
        &self,
        request: &mut Request,
        response: &Response,
        attempt: u32,
    ) -> Result<bool, AuthError> {
        let scheme = self.scheme.as_ref();
        scheme.map_or(Ok(false), |it| it.challenge(request, response, attempt))
    }
}

/// The credentials of a call.
///
/// # Errors
///
/// What is missing, or why the runtime does not accept it.
pub(super) fn of(call: &Call, ask: Ask<'_>) -> Result<Given, String> {
    let Some(scheme) = &call.scheme else {
        return Ok(Given::default());
    };
    if call.show == Show::Curl {
        return shown(scheme, call);
    }
    let mut values = Vec::new();
    for credential in &call.credentials {
        let value = value(credential, call, ask)?;
        values.extend(value.map(|value| (credential.key.clone(), value)));
    }
    Ok(Given {
        scheme: of_values(scheme, values)?,
        note: None,
    })
}

/// The credentials of a curl command: variables of the shell, unless they are needed for a signature.
fn shown(scheme: &Scheme, call: &Call) -> Result<Given, String> {
    let all = call.credentials.iter();
    let marked = all.clone().map(|credential| {
        let value = credential.value.clone();
        let value = value.filter(|_| !credential.is_secret);
        let value = value.unwrap_or_else(|| placeholder(&credential.variable));
        (credential.key.clone(), value)
    });
    let marked = of_values(scheme, marked.collect());
    let is_login = |it: &Arc<dyn Authorize>| it.login().is_some();
    if !signs(&scheme.kind) || matches!(&marked, Ok(Some(it)) if is_login(it)) {
        return Ok(Given {
            scheme: marked?,
            note: None,
        });
    }
    let name = scheme.kind.as_str();
    if call
        .credentials
        .iter()
        .any(|it| it.value.is_some() && it.is_secret)
    {
        let given = all.filter_map(|it| Some((it.key.clone(), it.value.clone()?)));
        let note =
            format!("curl cannot sign with {name}; this signature is valid only for a short time");
        return Ok(Given {
            scheme: of_values(scheme, given.collect())?,
            note: Some(note),
        });
    }
    let variable = signed_header(call);
    let note = format!(
        "curl cannot sign with {name}: set {variable} to the header's value, or send the request with `codegen call`"
    );
    let header = HeaderSecret::new("Authorization", "", placeholder(&variable));
    Ok(Given {
        scheme: Some(Arc::new(header)),
        note: Some(note),
    })
}

/// The variable of the shell for a signature that curl cannot compute.
pub(super) fn signed_header(call: &Call) -> String {
    environment_variable(&call.api, "authorization")
}

/// Whether a scheme signs requests, so that its credentials are no part of them.
fn signs(kind: &SchemeKind) -> bool {
    matches!(
        kind,
        SchemeKind::OAuth1
            | SchemeKind::AwsV4
            | SchemeKind::Hawk
            | SchemeKind::EdgeGrid
            | SchemeKind::Jwt
            | SchemeKind::Asap
    )
}

/// A scheme with these values for its parameters.
fn of_values(
    scheme: &Scheme,
    mut values: Vec<(String, String)>,
) -> Result<Option<Arc<dyn Authorize>>, String> {
    if let SchemeKind::Header { name, prefix } = &scheme.kind {
        let secret = values.iter().find(|(key, _)| key == "value");
        let secret = secret.map_or("", |(_, value)| value.as_str());
        return Ok(Some(Arc::new(HeaderSecret::new(name, prefix, secret))));
    }
    let mut defaults = settings(scheme);
    defaults.retain(|(key, _)| values.iter().all(|(known, _)| known != key));
    values.extend(defaults);
    let parameters: Parameters = values.into_iter().collect();
    let found = from_parameters(scheme.kind.as_str(), &parameters);
    found
        .map(|found| found.map(Arc::from))
        .map_err(|error| error.to_string())
}

/// What the collection says of the scheme, by Postman's names.
fn settings(scheme: &Scheme) -> Vec<(String, String)> {
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let place = |location: KeyLocation| match location {
        KeyLocation::Header => "header",
        KeyLocation::Query => "query",
    };
    let parameters = scheme.parameters.iter();
    let mut settings: Vec<_> = parameters.map(|(key, value)| pair(key, value)).collect();
    settings.extend(match &scheme.kind {
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
        // The default of Postman's editor.
        SchemeKind::Hawk if !scheme.parameters.contains_key("algorithm") => {
            vec![pair("algorithm", "sha256")]
        }
        _ => Vec::new(),
    });
    settings
}

/// The value of a credential. [`None`] if others are enough: JSON Web Tokens are signed with a secret or a private key.
fn value(credential: &Credential, call: &Call, ask: Ask<'_>) -> Result<Option<String>, String> {
    if credential.value.is_some() {
        return Ok(credential.value.clone());
    }
    if let Some(ask) = ask {
        return ask(&credential.key)
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

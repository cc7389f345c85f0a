//! What authorizes one item: its auth block, one of its headers, or user info in its URL.

use serde_json::Value;

use crate::api::{KeyLocation, Provider, SchemeKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::lower::report::Report;
use crate::postman::{Auth, Item, Request};
use crate::variables::Variables;
use crate::variables::template;
use crate::words::words;

use super::header;
use super::parameters::{self, Parameters};
use super::provider::provider;

/// What an item asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::lower) struct Claim {
    pub kind: SchemeKind,
    /// An auth block without parameters: any scheme of its type will do.
    pub is_bare: bool,
    /// The variable that holds its main credential.
    pub variable: Option<String>,
    /// Its parameters that are not credentials, by Postman's names.
    pub parameters: Parameters,
    /// Where OAuth 2 tokens come from.
    pub provider: Provider,
}

impl Claim {
    /// A claim without an auth block.
    pub(super) fn of(kind: SchemeKind, variable: Option<&str>) -> Self {
        Self {
            kind,
            is_bare: false,
            variable: variable.map(str::to_owned),
            parameters: Parameters::new(),
            provider: Provider::default(),
        }
    }
}

/// What authorizes an item, and the parts of its request that this replaces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::lower) struct Authority {
    pub claim: Option<Claim>,
    /// Indices of headers that are not sent as such.
    pub headers: Vec<usize>,
    /// Keys of query entries that are not sent as such.
    pub query: Vec<String>,
}

/// Finds what authorizes an item whose effective auth block is `auth`.
pub(in crate::lower) fn authority(
    item: &Item,
    auth: Option<&Auth>,
    values: &Variables,
    report: &mut Report<'_>,
) -> Authority {
    let request = &item.request;
    if let Some(auth) = auth.filter(|auth| auth.kind != "noauth") {
        return match of_block(auth, values, report) {
            Some(claim) => beside(claim, request, report),
            None => Authority::default(),
        };
    }
    if let Some((index, claim)) = header::credential(&request.headers) {
        return Authority {
            claim: Some(claim),
            headers: vec![index],
            query: Vec::new(),
        };
    }
    let user_info = request
        .url
        .as_ref()
        .and_then(|url| url.user_info.as_deref());
    let claim = user_info.filter(|text| !text.is_empty()).map(|text| {
        let variable = template::variables(text).next();
        Claim::of(SchemeKind::Basic, variable)
    });
    Authority {
        claim,
        headers: Vec::new(),
        query: Vec::new(),
    }
}

fn of_block(auth: &Auth, values: &Variables, report: &mut Report<'_>) -> Option<Claim> {
    let text = |key: &str| {
        auth.parameters
            .get(key)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    let kind = match auth.kind.as_str() {
        "apikey" => Some(api_key(auth, values, report)),
        "oauth2" => Some(oauth2(auth)),
        name => SchemeKind::plain(name),
    };
    let Some(kind) = kind else {
        let name = &auth.kind;
        report.push_once(Code::UnsupportedAuth, name, || {
            let message =
                format!("unsupported auth type `{name}`; requests will not be authenticated");
            let help = "choose another type in Postman, or add the credentials as a header";
            Diagnostic::new(Code::UnsupportedAuth, &auth.pointer, message).help(help)
        });
        return None;
    };
    let credentials = kind.auth_type().credentials;
    let variable = credentials
        .iter()
        .find_map(|key| template::variables(text(key)?).next().map(str::to_owned));
    let provider = match kind {
        SchemeKind::OAuth2 { .. } => provider(auth, values, report),
        _ => Provider::default(),
    };
    Some(Claim {
        parameters: parameters::defaults(auth, values, report),
        provider,
        is_bare: auth.parameters.is_empty(),
        kind,
        variable,
    })
}

fn api_key(auth: &Auth, values: &Variables, report: &mut Report<'_>) -> SchemeKind {
    let text = |key: &str| {
        auth.parameters
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let location = if text("in") == "query" {
        KeyLocation::Query
    } else {
        KeyLocation::Header
    };
    let name = values.resolve(text("key")).unwrap_or_default();
    if name.is_empty() && !auth.parameters.is_empty() {
        report.push_once(Code::AuthWithoutKey, "", || {
            let message =
                "`apikey` auth does not name a header or query parameter; using `X-API-Key`";
            let help = "set the name in the field `Key` of the auth settings in Postman";
            Diagnostic::new(Code::AuthWithoutKey, &auth.pointer, message).help(help)
        });
    }
    let name = if name.is_empty() {
        "X-API-Key".to_owned()
    } else {
        name
    };
    SchemeKind::ApiKey { name, location }
}

fn oauth2(auth: &Auth) -> SchemeKind {
    let text = |key: &str| auth.parameters.get(key).and_then(Value::as_str);
    let location = if text("addTokenTo") == Some("queryParams") {
        KeyLocation::Query
    } else {
        KeyLocation::Header
    };
    let prefix = text("headerPrefix").map_or("Bearer", str::trim);
    let prefix = if template::has_variable(prefix) {
        "Bearer"
    } else {
        prefix
    };
    SchemeKind::OAuth2 {
        location,
        prefix: prefix.to_owned(),
    }
}

/// What an auth block that applies replaces in the request.
fn beside(claim: Claim, request: &Request, report: &mut Report<'_>) -> Authority {
    let replaces = |name: &str| match &claim.kind {
        SchemeKind::ApiKey {
            name: key,
            location: KeyLocation::Header,
        } => words(name) == words(key),
        SchemeKind::ApiKey {
            location: KeyLocation::Query,
            ..
        } => false,
        SchemeKind::AwsV4 => {
            let name = name.to_ascii_lowercase();
            name == "authorization"
                || matches!(name.as_str(), "x-amz-date" | "x-amz-security-token")
        }
        _ => name.eq_ignore_ascii_case("authorization"),
    };
    let mut headers = Vec::new();
    for (index, header) in request.headers.iter().enumerate() {
        if !replaces(&header.key) {
            continue;
        }
        headers.push(index);
        if header.disabled {
            continue;
        }
        let name = header.key.to_ascii_lowercase();
        report.push_once(Code::HeaderReplacedByAuth, &name, || {
            let message = format!(
                "header `{}` is overridden by `{}` auth",
                header.key,
                claim.kind.as_str()
            );
            let help = "delete the header, or set the auth to `noauth` to send the header instead";
            Diagnostic::new(Code::HeaderReplacedByAuth, &header.pointer, message).help(help)
        });
    }
    let query = match &claim.kind {
        SchemeKind::ApiKey {
            name,
            location: KeyLocation::Query,
        } => vec![name.clone()],
        SchemeKind::OAuth2 { .. } => vec!["access_token".to_owned()],
        _ => Vec::new(),
    };
    Authority {
        claim: Some(claim),
        headers,
        query,
    }
}

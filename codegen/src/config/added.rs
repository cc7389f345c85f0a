//! What a configuration adds to a collection: a scheme, and responses.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::api::{Grant, KeyLocation, Provider, SchemeKind};
use crate::diagnostic::Code;

use super::table::Reader;
use super::{Correction, ResponseCorrection, keys};

/// The header of an API key, unless the configuration names another one.
const KEY_HEADER: &str = "Authorization";

/// The prefix of an OAuth 2 token, unless the configuration names another one.
const TOKEN_PREFIX: &str = "Bearer";

/// The scheme of items without auth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredAuth {
    /// Which it is.
    pub kind: SchemeKind,
    /// Where OAuth 2 tokens come from.
    pub provider: Option<Provider>,
}

/// The scheme of items without auth.
pub(super) fn auth<'a>(
    reader: &mut Reader<'a, '_>,
    value: &'a Spanned<DeValue<'a>>,
) -> Option<DeclaredAuth> {
    let mut provider = Provider::default();
    let (mut ty, mut name, mut prefix) = (None, None, None);
    let mut location = KeyLocation::Header;
    let table = reader.table(value)?;
    reader.entries(table, keys::AUTH, |reader, key, (_, value)| {
        let choices = [
            ("header", KeyLocation::Header),
            ("query", KeyLocation::Query),
        ];
        let grants = [
            ("client-credentials", Grant::ClientCredentials),
            ("password", Grant::Password),
            ("authorization-code", Grant::AuthorizationCode),
        ];
        match key {
            "type" => ty = reader.text(value),
            "name" => name = reader.text(value),
            "in" => location = reader.choice(value, &choices).unwrap_or(location),
            "prefix" => prefix = reader.text(value),
            "token-url" => provider.token_url = reader.text(value),
            "authorization-url" => provider.authorization_url = reader.text(value),
            "scopes" => provider.scope = reader.text(value),
            "client-id" => provider.client_id = reader.text(value),
            "grant" => provider.grants.extend(reader.choice(value, &grants)),
            _ => return false,
        }
        true
    });
    let kind = match ty.as_deref() {
        Some("apikey") => Some(SchemeKind::ApiKey {
            name: name.unwrap_or_else(|| KEY_HEADER.to_owned()),
            location,
        }),
        Some("oauth2") => Some(SchemeKind::OAuth2 {
            location,
            prefix: prefix.unwrap_or_else(|| TOKEN_PREFIX.to_owned()),
        }),
        Some(other) => SchemeKind::plain(other),
        None => None,
    };
    if kind.is_none() {
        let message = match ty {
            Some(ty) => format!("unknown auth type `{ty}`"),
            None => "`[auth]` has no `type`".to_owned(),
        };
        let help = "use `apikey`, `oauth2`, `bearer`, `basic` or another of Postman's names";
        reader.error(
            Code::ConfigType,
            value.span(),
            message,
            Some(help.to_owned()),
        );
    }
    let kind = kind?;
    let has_provider = provider != Provider::default();
    if has_provider && !matches!(kind, SchemeKind::OAuth2 { .. }) {
        let message = "only `oauth2` has a token URL, scopes, a client and a grant".to_owned();
        let help = "remove these keys, or set `type = \"oauth2\"`".to_owned();
        reader.error(Code::ConfigType, value.span(), message, Some(help));
        return None;
    }
    if has_provider && !provider.is_known() {
        let message = "the authorization server is not known".to_owned();
        let help = "add `token-url` or `authorization-url`".to_owned();
        reader.error(Code::ConfigType, value.span(), message, Some(help));
    }
    Some(DeclaredAuth {
        kind,
        provider: Some(provider).filter(Provider::is_known),
    })
}

/// Responses by status.
pub(super) fn responses<'a>(
    reader: &mut Reader<'a, '_>,
    value: &'a Spanned<DeValue<'a>>,
) -> Vec<Correction<ResponseCorrection>> {
    let mut all = Vec::new();
    for (key, value) in reader.table(value).into_iter().flatten() {
        let position = reader.position(&key.span());
        let text = key.get_ref().to_string();
        let status = text.parse().ok().filter(|it| (100..=999).contains(it));
        let Some(status) = status else {
            let message = format!("`{text}` is not a status");
            let help = "use a number from 100 to 999, such as `200`".to_owned();
            reader.error(Code::ConfigType, key.span(), message, Some(help));
            continue;
        };
        if let Some(table) = reader.table(value) {
            all.push(Correction {
                key: text,
                position,
                change: response(reader, table, status),
            });
        }
    }
    all
}

fn response<'a>(
    reader: &mut Reader<'a, '_>,
    table: &'a DeTable<'a>,
    status: u16,
) -> ResponseCorrection {
    let mut response = ResponseCorrection {
        status,
        ..ResponseCorrection::default()
    };
    reader.entries(table, keys::RESPONSE, |reader, key, (_, value)| {
        match key {
            "sample" => response.sample = sample(reader, value),
            "type" => response.ty = reader.placed_text(value),
            _ => return false,
        }
        true
    });
    response
}

/// JSON text.
fn sample<'a>(reader: &mut Reader<'a, '_>, value: &'a Spanned<DeValue<'a>>) -> Option<String> {
    let sample = reader.text(value)?;
    match serde_json::from_str::<serde_json::Value>(&sample) {
        Ok(_) => Some(sample),
        Err(error) => {
            let message = format!("the sample is not JSON: {error}");
            let help = "write JSON between single quotes, or three of them for several lines";
            reader.error(
                Code::ConfigType,
                value.span(),
                message,
                Some(help.to_owned()),
            );
            None
        }
    }
}

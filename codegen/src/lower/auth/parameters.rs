//! The parameters of auth blocks that are not credentials, and which of them become defaults of the generated credentials.
//!
//! [`TABLE`] decides about each parameter of each auth type. What it does not name, and what cannot be used, is reported.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::api::shown_variable;
use crate::diagnostic::{Code, Diagnostic};
use crate::lower::report::Report;
use crate::postman::Auth;
use crate::variables::Variables;
use crate::variables::secrets::is_placeholder;

/// Parameters by Postman's names.
pub(in crate::lower) type Parameters = BTreeMap<String, String>;

/// What becomes of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// The caller gives it, or it decides the kind of the scheme, or it says how tokens are fetched.
    Elsewhere,
    /// A default, as any text.
    Text,
    /// A default, if it is `true` or `false`.
    Switch,
    /// A default, if it is a number.
    Number,
    /// A default, if it is one of these.
    OneOf(&'static [&'static str]),
    /// A default, if it is a JSON object.
    Object,
    /// Not used, for this reason.
    Unused(&'static str),
    /// Nothing that is sent: a setting of Postman's editor.
    Editor,
}

use Use::{Editor, Elsewhere, Number, Object, OneOf, Switch, Text, Unused};

const PER_REQUEST: Use = Unused("it is new in each request");
const OF_CHALLENGE: Use = Unused("the server's challenge decides it");
const OF_PROGRAM: Use = Unused("the program that logs in decides it");
const ALWAYS_ANSWERED: Use = Unused("challenges are always answered");

const OAUTH1_METHODS: &[&str] = &[
    "HMAC-SHA1",
    "HMAC-SHA256",
    "HMAC-SHA512",
    "RSA-SHA1",
    "RSA-SHA256",
    "RSA-SHA512",
    "PLAINTEXT",
];
const DIGEST_ALGORITHMS: &[&str] = &[
    "MD5",
    "MD5-sess",
    "SHA-256",
    "SHA-256-sess",
    "SHA-512-256",
    "SHA-512-256-sess",
];
const JWT_ALGORITHMS: &[&str] = &[
    "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256",
    "ES384", "ES512",
];

/// Parameters that any block can have: settings of the editor.
const EDITOR: [&str; 4] = [
    "saveHelperData",
    "saveToRequest",
    "showPassword",
    "autoAddParam",
];

/// Each auth type with its parameters (docs/postman-semantics.md §6).
#[rustfmt::skip]
const TABLE: &[(&str, &[(&str, Use)])] = &[
    ("apikey", &[("key", Elsewhere), ("value", Elsewhere), ("in", Elsewhere)]),
    ("basic", &[("username", Elsewhere), ("password", Elsewhere)]),
    ("bearer", &[("token", Elsewhere)]),
    ("oauth2", &[
        ("accessToken", Elsewhere), ("addTokenTo", Elsewhere), ("headerPrefix", Elsewhere), ("tokenType", Elsewhere),
        ("accessTokenUrl", Elsewhere), ("authUrl", Elsewhere), ("refreshTokenUrl", Elsewhere), ("scope", Elsewhere),
        ("clientId", Elsewhere), ("clientSecret", Elsewhere), ("username", Elsewhere), ("password", Elsewhere),
        ("refreshToken", Elsewhere), ("grant_type", Elsewhere), ("grantType", Elsewhere),
        ("client_authentication", Elsewhere), ("clientAuth", Elsewhere), ("audience", Elsewhere), ("resource", Elsewhere),
        ("authRequestParams", Elsewhere), ("tokenRequestParams", Elsewhere), ("refreshRequestParams", Elsewhere),
        ("challengeAlgorithm", OneOf(&["S256"])),
        ("redirect_uri", OF_PROGRAM), ("redirectUri", OF_PROGRAM), ("callBackUrl", OF_PROGRAM),
        ("state", PER_REQUEST), ("code_verifier", PER_REQUEST), ("nonce", PER_REQUEST),
        ("tokenName", Editor), ("useBrowser", Editor),
    ]),
    ("oauth1", &[
        ("consumerKey", Elsewhere), ("consumerSecret", Elsewhere), ("token", Elsewhere), ("tokenSecret", Elsewhere),
        ("privateKey", Elsewhere), ("signatureMethod", OneOf(OAUTH1_METHODS)), ("version", Text), ("realm", Text),
        ("callback", Text), ("addParamsToHeader", Switch), ("includeBodyHash", Switch), ("addEmptyParamsToSign", Switch),
        ("disableHeaderEncoding", Switch), ("verifier", PER_REQUEST), ("timestamp", PER_REQUEST), ("nonce", PER_REQUEST),
    ]),
    ("awsv4", &[
        ("accessKey", Elsewhere), ("secretKey", Elsewhere), ("sessionToken", Elsewhere),
        ("region", Text), ("service", Text), ("addAuthDataToQuery", Switch),
    ]),
    ("digest", &[
        ("username", Elsewhere), ("password", Elsewhere), ("algorithm", OneOf(DIGEST_ALGORITHMS)),
        ("qop", OneOf(&["auth", "auth-int"])), ("realm", OF_CHALLENGE), ("nonce", OF_CHALLENGE),
        ("opaque", OF_CHALLENGE), ("nonceCount", PER_REQUEST), ("clientNonce", PER_REQUEST),
        ("disableRetryRequest", ALWAYS_ANSWERED),
    ]),
    ("hawk", &[
        ("authId", Elsewhere), ("authKey", Elsewhere), ("algorithm", OneOf(&["sha1", "sha256"])), ("extraData", Text),
        ("app", Text), ("delegation", Text), ("includePayloadHash", Switch), ("timestamp", PER_REQUEST),
        ("nonce", PER_REQUEST), ("user", Unused("Postman does not send it")), ("appId", Unused("Postman does not send it")),
    ]),
    ("edgegrid", &[
        ("accessToken", Elsewhere), ("clientToken", Elsewhere), ("clientSecret", Elsewhere), ("headersToSign", Text),
        ("maxBodySize", Number), ("baseURL", Unused("the host that requests are sent to is signed")),
        ("timestamp", PER_REQUEST), ("nonce", PER_REQUEST),
    ]),
    ("jwt", &[
        ("secret", Elsewhere), ("privateKey", Elsewhere), ("algorithm", OneOf(JWT_ALGORITHMS)), ("payload", Object),
        ("header", Object), ("addTokenTo", OneOf(&["header", "queryParam"])), ("headerPrefix", Text),
        ("queryParamKey", Text), ("isSecretBase64Encoded", Switch),
    ]),
    ("asap", &[
        ("privateKey", Elsewhere), ("alg", OneOf(JWT_ALGORITHMS)), ("kid", Text), ("iss", Text), ("aud", Text),
        ("sub", Text), ("exp", Number), ("claims", Object),
    ]),
    ("ntlm", &[
        ("username", Elsewhere), ("password", Elsewhere), ("domain", Text), ("workstation", Text),
        ("disableRetryRequest", ALWAYS_ANSWERED),
    ]),
];

/// The defaults that an auth block gives, without those that cannot be used, which are reported.
pub(super) fn defaults(auth: &Auth, values: &Variables, report: &mut Report<'_>) -> Parameters {
    let mut defaults = Parameters::new();
    let mut add = |key: &str, text| defaults.insert(key.to_owned(), text);
    for (key, value) in &auth.parameters {
        if is_empty(value) || EDITOR.contains(&key.as_str()) {
            continue;
        }
        match default(&auth.kind, key, value, values) {
            Ok(Some(text)) => drop(add(key, text)),
            Ok(None) => {}
            Err(reason) => unused(auth, key, &reason, report),
        }
    }
    // Without this switch, Postman sends the parameters in the body or in the query (docs/postman-semantics.md §6.2).
    if auth.kind == "oauth1" && !auth.parameters.is_empty() {
        defaults
            .entry("addParamsToHeader".to_owned())
            .or_insert_with(|| "false".to_owned());
    }
    // A prefix can be empty on purpose.
    if auth.kind == "jwt" && auth.parameters.get("headerPrefix") == Some(&Value::from("")) {
        defaults.insert("headerPrefix".to_owned(), String::new());
    }
    defaults
}

/// The default that a parameter gives; [`None`] if it is none. The error says why it is not used.
fn default(
    kind: &str,
    key: &str,
    value: &Value,
    values: &Variables,
) -> Result<Option<String>, String> {
    let of_kind = TABLE.iter().find(|(known, _)| *known == kind);
    let known = of_kind.and_then(|(_, rows)| rows.iter().find(|(known, _)| *known == key));
    let usage = known.map_or(Unused("it is not a parameter of this type"), |(_, it)| *it);
    match usage {
        Elsewhere | Editor => return Ok(None),
        Unused(reason) => return Err(reason.to_owned()),
        Text | Switch | Number | OneOf(_) | Object => {}
    }
    let Some(text) = text(value, values)? else {
        return Ok(None);
    };
    let expected = match usage {
        Switch if text != "true" && text != "false" => "`true` or `false`".to_owned(),
        Number if text.parse::<u64>().is_err() => "a number".to_owned(),
        OneOf(all) if !all.contains(&text.as_str()) => format!("one of `{}`", all.join("`, `")),
        Object if !is_object(&text) => "a JSON object".to_owned(),
        _ => return Ok(Some(text)),
    };
    Err(format!("it is not {expected}"))
}

/// The text of a value with its variables replaced; [`None`] if it contained a secret, which has been reported already.
///
/// # Errors
///
/// If a variable has no value.
pub(super) fn text(value: &Value, values: &Variables) -> Result<Option<String>, String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Array(names) if names.iter().all(Value::is_string) => {
            let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
            names.join(",")
        }
        other => other.to_string(),
    };
    let is_known = !text.contains("***") && !is_placeholder(&text);
    let resolved = values.resolve(&text);
    match resolved {
        Ok(text) if is_known && !text.is_empty() => Ok(Some(text)),
        Ok(_) => Ok(None),
        Err(unresolved) => Err(format!(
            "variable `{}` has no value",
            shown_variable(&unresolved.0)
        )),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => matches!(text.trim(), "" | "false"),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}

fn is_object(text: &str) -> bool {
    matches!(serde_json::from_str(text), Ok(Value::Object(_)))
}

/// Reports, once for each file, that a parameter is not used.
pub(super) fn unused(auth: &Auth, key: &str, reason: &str, report: &mut Report<'_>) {
    let kind = &auth.kind;
    let subject = format!("{kind}/{key}/{reason}");
    report.push_once(Code::AuthParameterUnused, &subject, || {
        let message = format!("parameter `{key}` of `{kind}` auth is not used: {reason}");
        let help =
            "set it in the program, by the methods of the credentials, if the server needs it";
        Diagnostic::new(Code::AuthParameterUnused, &auth.pointer, message).help(help)
    });
}

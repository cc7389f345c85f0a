//! What is said about a secret, without showing it.

use super::{Kind, Secret};

/// Message and help about the secrets of one text.
#[must_use]
pub fn message(found: &[Secret]) -> (String, String) {
    let what = match found {
        [only] => format!("{} looks real, so it is left out", description(only)),
        [first, rest @ ..] => format!(
            "{} and {} more {} in this text look real, so they are left out",
            description(first),
            rest.len(),
            if rest.len() == 1 { "secret" } else { "secrets" }
        ),
        [] => String::new(),
    };
    let variable = found.first().map(Secret::variable).unwrap_or_default();
    let help = format!(
        "replace it with a variable, such as `{{{{{variable}}}}}`, and revoke it if it was published"
    );
    (what, help)
}

fn description(secret: &Secret) -> String {
    let what = match (secret.kind, &secret.name) {
        (Kind::Named | Kind::Random, Some(name)) => return format!("the value of `{name}`"),
        (Kind::Named | Kind::Random, None) => "a secret",
        (Kind::Token, _) => "a token",
        (Kind::PrivateKey, _) => "a private key",
        (Kind::Authorization, _) => "a credential of an `Authorization` header",
        (Kind::Cookie, _) => "a cookie",
        (Kind::UserInfo, _) => "a password",
        (Kind::Path, _) => "a secret in a URL",
    };
    what.to_owned()
}

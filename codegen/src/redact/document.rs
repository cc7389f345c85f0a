//! A document as it was written, for people to read: JSON of any shape, also in the parts that no stage reads.

use serde_json::{Map, Value};

use crate::variables::secrets::{self, Replacement, names_secret};

use super::{Finding, is_written_out};

/// What is shown in place of a secret.
const HIDDEN: &str = "…";

/// Parameters of auth blocks that are not credentials; all others are.
const AUTH_SETTINGS: &[&str] = &[
    "addTokenTo",
    "algorithm",
    "grant_type",
    "headerPrefix",
    "in",
    "key",
    "signatureMethod",
    "tokenType",
];

/// The shortest secret that is looked for in other texts, in bytes: a shorter one is also a part of words.
const SHORTEST: usize = 6;

/// Takes the secrets out of a document: those that its names, its auth blocks and their own shapes tell, and everywhere the
/// `found` ones.
pub(crate) fn document<'a>(value: &mut Value, found: impl IntoIterator<Item = &'a Finding>) {
    let mut known = Vec::new();
    for Finding { text, secrets, .. } in found {
        let texts = secrets.iter().map(|secret| &text[secret.range.clone()]);
        known.extend(texts.filter(|text| text.len() >= SHORTEST));
    }
    // A secret can be a part of another one.
    known.sort_unstable_by_key(|text| (std::cmp::Reverse(text.len()), *text));
    known.dedup();
    let context = Context {
        name: "",
        is_auth: false,
        known: &known,
    };
    context.value(value);
}

/// What is known of a value by its position.
#[derive(Clone, Copy)]
struct Context<'a> {
    /// The key or the name of the value.
    name: &'a str,
    /// Whether it is in an auth block.
    is_auth: bool,
    known: &'a [&'a str],
}

impl Context<'_> {
    fn value(self, value: &mut Value) {
        match value {
            Value::String(text) => self.text(text),
            Value::Number(number) => {
                if self.is_secret(&number.to_string()) {
                    *value = HIDDEN.into();
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.value(item)),
            Value::Object(members) => self.members(members),
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn members(self, members: &mut Map<String, Value>) {
        let text = |key: &str| members.get(key).and_then(Value::as_str);
        let name = ["key", "name", "id"].iter().find_map(|key| text(key));
        let name = name.unwrap_or_default().to_owned();
        let is_marked = text("type") == Some("secret");
        for (key, member) in members.iter_mut() {
            let is_entry_value = key == "value" && !name.is_empty();
            if let Value::String(text) = member
                && is_entry_value
                && is_marked
                && is_written_out(text)
            {
                HIDDEN.clone_into(text);
                continue;
            }
            let context = Context {
                name: if is_entry_value { &name } else { key },
                // The names of parameters, and the auth type.
                is_auth: (self.is_auth && !matches!(key.as_str(), "key" | "type")) || key == "auth",
                known: self.known,
            };
            context.value(member);
        }
        let is_clean = |key: &str| secrets::find(key).is_empty();
        if !members.keys().all(|key| is_clean(key)) {
            let taken = std::mem::take(members).into_iter();
            *members = taken
                .map(|(key, member)| (secrets::redacted(&key), member))
                .collect();
        }
    }

    fn text(self, text: &mut String) {
        if self.is_secret(text) {
            HIDDEN.clone_into(text);
            return;
        }
        let found = secrets::find_in_value(self.name, text);
        if !found.is_empty() {
            *text = secrets::replaced(text, &found, Replacement::Ellipsis);
        }
        for secret in self.known {
            if text.contains(secret) {
                *text = text.replace(secret, HIDDEN);
            }
        }
    }

    /// Whether a value is secret as a whole.
    fn is_secret(self, text: &str) -> bool {
        let is_credential = self.is_auth && !AUTH_SETTINGS.contains(&self.name);
        (is_credential || names_secret(self.name)) && is_written_out(text)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::variables::secrets::Secret;

    fn shown(mut value: Value) -> Value {
        document(&mut value, []);
        value
    }

    #[test]
    fn credentials_of_auth_blocks_are_hidden_and_their_settings_are_shown() {
        let auth = json!({ "auth": { "type": "apikey", "apikey": [
            { "key": "value", "value": "k1" }, { "key": "in", "value": "query" },
            { "key": "key", "value": "{{name}}" } ] } });
        assert_eq!(
            shown(auth),
            json!({ "auth": { "type": "apikey", "apikey": [
                { "key": "value", "value": "…" }, { "key": "in", "value": "query" },
                { "key": "key", "value": "{{name}}" } ] } })
        );
        let auth =
            json!({ "auth": { "type": "basic", "basic": { "username": "u", "password": 1234 } } });
        assert_eq!(
            shown(auth),
            json!({ "auth": { "type": "basic", "basic": { "username": "…", "password": "…" } } })
        );
    }

    #[test]
    fn values_are_hidden_by_their_name_wherever_they_are() {
        let value = json!({ "unknown": [{ "password": "p4ss", "page": 1 }],
            "header": [{ "key": "X-Api-Key", "value": "k1k2" }, { "key": "page", "value": "1" }],
            "variable": [{ "key": "plain", "value": "v1", "type": "secret" }] });
        assert_eq!(
            shown(value),
            json!({ "unknown": [{ "password": "…", "page": 1 }],
                "header": [{ "key": "X-Api-Key", "value": "…" }, { "key": "page", "value": "1" }],
                "variable": [{ "key": "plain", "value": "…", "type": "secret" }] })
        );
    }

    #[test]
    fn what_was_found_elsewhere_is_hidden_everywhere() {
        let text = "hunter22".to_owned();
        let finding = Finding {
            pointer: "/variable/0".to_owned(),
            secrets: vec![Secret::whole(&text, "password")],
            text,
        };
        let mut value = json!({ "note": "log in with hunter22", "raw": "a" });
        document(&mut value, [&finding]);
        assert_eq!(value, json!({ "note": "log in with …", "raw": "a" }));
    }
}

//! What a collection contains that generated code does not use: settings of connections, and variables that Postman does
//! not read either.

use serde_json::Value;

use super::text::truthy;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// Reports what is not used of a collection, a folder or an item.
pub(super) fn report(value: &Value, pointer: &str, diagnostics: &mut Diagnostics) {
    for (member, what) in settings(value) {
        let message = format!("{what}, which is left to the transport");
        let help = "configure the HTTP client that you pass to `with_transport`";
        let pointer = format!("{pointer}/{member}");
        diagnostics.push(Diagnostic::new(Code::TransportSetting, pointer, message).help(help));
    }
}

/// Reports the variables of a folder or an item (docs/postman-semantics.md §0, trap 18).
pub(super) fn report_variables(value: &Value, pointer: &str, diagnostics: &mut Diagnostics) {
    let variables = value.get("variable").and_then(Value::as_array);
    let Some(first) = variables.into_iter().flatten().next() else {
        return;
    };
    let name = first.get("key").or(first.get("id")).and_then(Value::as_str);
    let message = format!(
        "variables of folders and items, such as `{}`, are not read, as in Postman",
        name.unwrap_or_default()
    );
    let help = "define them in the collection or an environment";
    let pointer = format!("{pointer}/variable");
    diagnostics.push(Diagnostic::new(Code::LocalVariables, pointer, message).help(help));
}

/// The settings of connections, each with its pointer below the entry (docs/postman-semantics.md §1.5 and §7.1).
fn settings(value: &Value) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    let request = value.get("request");
    for (member, what) in [
        ("proxy", "the request has a proxy"),
        ("certificate", "the request has a client certificate"),
    ] {
        let setting = request.and_then(|request| request.get(member));
        if truthy(setting) && !truthy(setting.and_then(|it| it.get("disabled"))) {
            found.push((format!("request/{member}"), what));
        }
    }
    let Some(profile) = value.get("protocolProfileBehavior") else {
        return found;
    };
    let is_filled = |key: &str| {
        let list = profile.get(key).and_then(Value::as_array);
        list.is_some_and(|list| !list.is_empty())
    };
    let is_on = |key: &str| profile.get(key) == Some(&Value::Bool(true));
    let lacks = |name: &str| {
        let names = profile.get("disabledSystemHeaders");
        names.and_then(|names| names.get(name)) == Some(&Value::Bool(true))
    };
    let version = profile.get("protocolVersion").and_then(Value::as_str);
    let settings = [
        (
            "strictSSL",
            profile.get("strictSSL") == Some(&Value::Bool(false)),
            "`strictSSL` is off",
        ),
        (
            "protocolVersion",
            version.is_some_and(|version| version != "auto"),
            "`protocolVersion` chooses a version of HTTP",
        ),
        (
            "insecureHTTPParser",
            is_on("insecureHTTPParser"),
            "`insecureHTTPParser` accepts invalid responses",
        ),
        (
            "tlsPreferServerCiphers",
            is_on("tlsPreferServerCiphers"),
            "`tlsPreferServerCiphers` chooses ciphers",
        ),
        (
            "tlsDisabledProtocols",
            is_filled("tlsDisabledProtocols"),
            "`tlsDisabledProtocols` excludes versions of TLS",
        ),
        (
            "tlsCipherSelection",
            is_filled("tlsCipherSelection"),
            "`tlsCipherSelection` chooses ciphers",
        ),
        (
            "disabledSystemHeaders/host",
            lacks("host"),
            "`disabledSystemHeaders` removes `Host`, without which HTTP/1.1 is invalid",
        ),
        (
            "disabledSystemHeaders/content-length",
            lacks("content-length"),
            "`disabledSystemHeaders` removes `Content-Length`, without which a body has no end",
        ),
    ];
    let set = settings.into_iter().filter(|(_, is_set, _)| *is_set);
    found.extend(set.map(|(key, _, what)| (format!("protocolProfileBehavior/{key}"), what)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn members(value: &Value) -> Vec<String> {
        settings(value)
            .into_iter()
            .map(|(member, _)| member)
            .collect()
    }

    #[test]
    fn only_settings_that_change_a_connection_are_reported() {
        let set = json!({
            "request": {"proxy": {"host": "p"}, "certificate": {"name": "c"}},
            "protocolProfileBehavior": {
                "strictSSL": false, "protocolVersion": "http2", "tlsDisabledProtocols": ["TLSv1"],
                "disabledSystemHeaders": {"host": true, "accept": true},
            },
        });
        assert_eq!(
            members(&set),
            [
                "request/proxy",
                "request/certificate",
                "protocolProfileBehavior/strictSSL",
                "protocolProfileBehavior/protocolVersion",
                "protocolProfileBehavior/tlsDisabledProtocols",
                "protocolProfileBehavior/disabledSystemHeaders/host",
            ]
        );
        let unset = json!({
            "request": {"proxy": {"host": "p", "disabled": true}, "certificate": null},
            "protocolProfileBehavior": {
                "strictSSL": true, "protocolVersion": "auto", "tlsDisabledProtocols": [],
                "insecureHTTPParser": false, "disableBodyPruning": true,
            },
        });
        assert_eq!(members(&unset), Vec::<String>::new());
    }
}

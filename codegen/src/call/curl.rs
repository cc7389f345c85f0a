//! A request as a curl command. Credentials are environment variables, as `$NAME`.

use std::io::{self, Write as _};

use client::{Body, http};
use codegen::api::SchemeKind;
use codegen::cli::Call;

/// Prints the command.
pub(super) fn print(request: http::Request<Body>, call: &Call) -> io::Result<u8> {
    let (head, body) = request.into_parts();
    let body = body.into_bytes()?;
    let names: Vec<String> = call
        .credentials
        .iter()
        .map(|it| format!("${}", it.variable))
        .collect();
    let user = match call.scheme.as_ref().map(|scheme| &scheme.kind) {
        Some(SchemeKind::Basic) => Some(""),
        Some(SchemeKind::Digest) => Some("--digest "),
        Some(SchemeKind::Ntlm) => Some("--ntlm "),
        Some(
            kind @ (SchemeKind::OAuth1
            | SchemeKind::AwsV4
            | SchemeKind::Hawk
            | SchemeKind::EdgeGrid
            | SchemeKind::Jwt
            | SchemeKind::Asap),
        ) => {
            let problem = format!(
                "requests with {} are signed when they are sent, which curl cannot do; omit `--curl`",
                kind.as_str()
            );
            return super::fail(&problem, super::NOT_BUILT);
        }
        _ => None,
    };
    let mut lines = vec![format!(
        "curl --request {}",
        quoted(head.method.as_str(), &names)
    )];
    lines.push(quoted(&head.uri.to_string(), &names));
    if let (Some(flag), [user, password]) = (user, names.as_slice()) {
        lines.push(format!("{flag}--user \"{user}:{password}\""));
    }
    for (name, value) in &head.headers {
        let is_curls = name == http::header::CONTENT_LENGTH;
        if is_curls || user.is_some() && name == http::header::AUTHORIZATION {
            continue;
        }
        let value = String::from_utf8_lossy(value.as_bytes());
        lines.push(format!(
            "--header {}",
            quoted(&format!("{name}: {value}"), &names)
        ));
    }
    if !body.is_empty() {
        match std::str::from_utf8(&body) {
            Ok(text) => lines.push(format!("--data-raw {}", quoted(text, &names))),
            Err(_) => {
                let problem = "the body is not text, which a command cannot contain; omit `--curl`";
                return super::fail(problem, super::NOT_BUILT);
            }
        }
    }
    writeln!(io::stdout(), "{}", lines.join(" \\\n  "))?;
    Ok(0)
}

/// Text in quotes, with escapes if it has characters that a terminal would not show as they are.
fn plain(text: &str) -> String {
    if !text.contains(|c: char| c.is_control() && c != '\n') {
        return format!("'{}'", text.replace('\'', r"'\''"));
    }
    let escaped = text.chars().map(|c| match c {
        '\'' | '\\' => format!("\\{c}"),
        '\n' => r"\n".to_owned(),
        '\r' => r"\r".to_owned(),
        c if c.is_control() => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    });
    format!("$'{}'", escaped.collect::<String>())
}

/// A word of the command. `names` of variables are expanded by the shell, everything else is not.
fn quoted(word: &str, names: &[String]) -> String {
    let found = names
        .iter()
        .filter_map(|name| Some((word.find(name.as_str())?, name)));
    match found.min() {
        None => plain(word),
        Some((at, name)) => {
            let (before, rest) = (&word[..at], &word[at + name.len()..]);
            let before = if before.is_empty() {
                String::new()
            } else {
                plain(before)
            };
            let rest = if rest.is_empty() {
                String::new()
            } else {
                quoted(rest, names)
            };
            format!("{before}\"{name}\"{rest}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_credentials_are_expanded() {
        let names = ["$SHOP_TOKEN".to_owned()];
        assert_eq!(
            quoted("Authorization: Bearer $SHOP_TOKEN", &names),
            "'Authorization: Bearer '\"$SHOP_TOKEN\""
        );
        assert_eq!(quoted("it's $HOME", &names), r"'it'\''s $HOME'");
        assert_eq!(quoted("a\r\n'b'", &names), r"$'a\r\n\'b\''");
    }
}

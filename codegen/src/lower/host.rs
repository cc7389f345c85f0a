//! Hosts to which nothing can be sent.

use crate::diagnostic::{Code, Diagnostic};
use crate::postman::{Item, Url};
use crate::variables::template::{self, Part};

use super::report::quoted;
use super::server;

/// How deep variables are nested at most.
const LEVELS: usize = 4;

/// Reports a URL without a host, or with one that no URL can have.
pub(super) fn check(item: &Item, url: &Url) -> Option<Diagnostic> {
    if url.host.is_empty() {
        let message = format!(
            "URL of {} has no host; treating it as relative to the base URL",
            quoted(item)
        );
        let help = "begin the URL with a host or a variable, such as `{{baseUrl}}`";
        return Some(Diagnostic::new(Code::UrlWithoutHost, &url.pointer, message).help(help));
    }
    let origin = server::origin(url);
    if is_valid(&origin) {
        return None;
    }
    let message = format!(
        "URL of {} begins with `{origin}`, which has no valid host; Postman cannot send it",
        quoted(item)
    );
    let help = if origin.contains("{{") {
        "correct the host; a variable is written as `{{name}}`"
    } else {
        "correct the host in the collection"
    };
    Some(Diagnostic::new(Code::InvalidHost, &url.pointer, message).help(help))
}

/// Whether a URL can begin with this text, whose variables can have any value.
fn is_valid(origin: &str) -> bool {
    let mut known = origin.to_owned();
    // Names of variables can have variables in them.
    for _ in 0..LEVELS {
        let parts = template::parts(&known).into_iter();
        known = parts
            .map(|part| match part {
                Part::Text(text) => text,
                Part::Variable(_) => "x",
            })
            .collect();
    }
    let rest = known
        .split_once("://")
        .map_or(known.as_str(), |(_, rest)| rest);
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    if authority.starts_with('[') {
        return true;
    }
    // The host can be a whole URL, as `https://shop.example`.
    let authority = match authority.strip_suffix(':') {
        Some(protocol) if path.starts_with('/') => protocol,
        _ => authority,
    };
    let (host, port) = authority.split_once(':').unwrap_or((authority, "80"));
    let is_of_host = |c: char| !c.is_whitespace() && !"<>{}[]\\^|`\"%:".contains(c);
    !(host.is_empty() || port.is_empty())
        && host.chars().all(is_of_host)
        && port.chars().all(|c| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_that_no_url_can_have_are_told_from_others() {
        for origin in [
            "https://api.example.com",
            "{{baseUrl}}",
            "http://{{host}}:{{port}}",
            "https://{{tenant}}.example.com:8443",
            "http://https://api.example.com",
            "http://[::1]:80",
            "http://shop.example/",
            "http://bücher.example",
            "https://{{host.{{stage}}}}",
        ] {
            assert!(is_valid(origin), "{origin}");
        }
        for origin in [
            "https://{{host}",
            "https://{host}}",
            "https://{{server}}::9090",
            "https:",
            "http://my host",
            "https://<tenant>.example.com",
        ] {
            assert!(!is_valid(origin), "{origin}");
        }
    }
}

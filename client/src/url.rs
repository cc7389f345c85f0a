//! URLs, built like Postman's (docs/postman-semantics.md §3.1): joined to one string, parsed, then percent-encoded by
//! component.
//!
//! General URL types do not fit: they normalize dot segments, backslashes, empty paths and default ports, but the target
//! must be sent as written.

use crate::encoding;
use crate::error::BuildError;

/// The components of a URL, not yet percent-encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Url {
    /// `http` or `https`.
    pub(crate) scheme: String,
    /// `user:password`.
    pub(crate) user_info: Option<String>,
    /// In lower case.
    pub(crate) host: String,
    /// As written: an explicit default port is kept.
    pub(crate) port: Option<u16>,
    /// Including its leading slash.
    pub(crate) path: String,
    /// The entries between `?` and `#`; [`None`] without a `?`.
    pub(crate) query: Option<Vec<String>>,
}

impl Url {
    /// Parses a URL (docs/postman-semantics.md §3.2 and §3.3).
    pub(crate) fn parse(text: &str) -> Result<Self, BuildError> {
        let text = text.trim_start();
        let text = text.split('#').next().unwrap_or_default();
        let (rest, query) = match text.split_once('?') {
            Some((rest, query)) => (rest, Some(query.split('&').map(str::to_owned).collect())),
            None => (text, None),
        };
        let rest = rest.replace('\\', "/");
        let (scheme, rest) = match rest.split_once("://") {
            Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest.trim_start_matches('/')),
            None => ("http".to_owned(), rest.as_str()),
        };
        if !matches!(scheme.as_str(), "http" | "https") {
            return Err(BuildError::url(format!(
                "protocol `{scheme}` is not supported, only `http` and `https` are"
            )));
        }
        let (authority, path) = match rest.find('/') {
            Some(slash) => rest.split_at(slash),
            None => (rest, "/"),
        };
        let (user_info, address) = match authority.rsplit_once('@') {
            Some((user_info, address)) => (Some(user_info.to_owned()), address),
            None => (None, authority),
        };
        let (host, port) = split_port(address)?;
        if host.is_empty() {
            return Err(BuildError::url("the URL has no host".to_owned()));
        }
        if !host.is_ascii() {
            return Err(BuildError::url(format!(
                "host `{host}` is not ASCII; write it in Punycode (`xn--…`)"
            )));
        }
        Ok(Self {
            scheme,
            user_info,
            host: host.to_ascii_lowercase(),
            port,
            path: path.to_owned(),
            query,
        })
    }

    /// The host and the port, as in the `Host` header.
    pub(crate) fn authority(&self) -> String {
        match self.port {
            Some(port) => format!("{}:{port}", self.host),
            None => self.host.clone(),
        }
    }

    /// The port of the connection.
    pub(crate) fn effective_port(&self) -> u16 {
        self.port
            .unwrap_or(if self.scheme == "https" { 443 } else { 80 })
    }

    /// The path, percent-encoded.
    pub(crate) fn encoded_path(&self, encoding: UrlEncoding) -> String {
        match encoding {
            UrlEncoding::Enabled => encoding::path(&self.path),
            UrlEncoding::Disabled => encoding::raw_path(&self.path),
        }
    }

    /// The request target: path and query, percent-encoded.
    pub(crate) fn target(&self, encoding: UrlEncoding) -> String {
        let mut target = self.encoded_path(encoding);
        if let Some(entries) = &self.query {
            let query = entries.join("&");
            target.push('?');
            target.push_str(&match encoding {
                UrlEncoding::Enabled => encoding::query(&query),
                UrlEncoding::Disabled => encoding::raw_query(&query),
            });
        }
        target
    }
}

/// Whether path and query are percent-encoded (`disableUrlEncoding`). What no URL can contain always is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UrlEncoding {
    Enabled,
    Disabled,
}

/// Splits the port off at the last `:`, unless that is part of an IPv6 address.
fn split_port(address: &str) -> Result<(&str, Option<u16>), BuildError> {
    match address.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => match port {
            "" => Ok((host, None)),
            _ => match port.parse() {
                Ok(port) => Ok((host, Some(port))),
                // Without the port, which can be a password with `/` in front of the `@`.
                Err(_) => Err(BuildError::url(
                    "the port is not a number up to 65535".to_owned(),
                )),
            },
        },
        _ => Ok((address, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Url {
        Url::parse(text).expect("a URL")
    }

    fn target(text: &str) -> String {
        parse(text).target(UrlEncoding::Enabled)
    }

    #[test]
    fn the_target_is_not_normalized() {
        assert_eq!(target("http://h"), "/");
        assert_eq!(target("http://h//a//b/../c/"), "//a//b/../c/");
        assert_eq!(target("http:////h/a\\b"), "/a/b");
        assert_eq!(target("http://h/a?x=1&&y#z?w"), "/a?x=1&&y");
        assert_eq!(target("http://h/a?"), "/a?");
    }

    /// Vectors `url-no-protocol`, `url-leading-space`, `url-userinfo`.
    #[test]
    fn parts_are_split_as_postman_splits_them() {
        let url = parse("  H.Example:80/x ");
        assert_eq!(
            (url.scheme.as_str(), url.authority().as_str()),
            ("http", "h.example:80")
        );
        assert_eq!(target("  h/x "), "/x%20");
        assert_eq!(
            parse("https://u:p@q@h/").user_info.as_deref(),
            Some("u:p@q")
        );
        assert_eq!(parse("https://[::1]/").authority(), "[::1]");
        assert_eq!(parse("https://[::1]:8443/").port, Some(8443));
    }

    #[test]
    fn what_cannot_be_sent_is_refused() {
        for text in [
            "",
            "http://",
            "ftp://h/",
            "http://h:99999/",
            "http://bücher.example/",
        ] {
            assert!(Url::parse(text).is_err(), "{text}");
        }
    }
}

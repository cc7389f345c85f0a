//! URLs, built like Postman's (docs/postman-semantics.md §3.1): joined to one string, parsed, then percent-encoded by
//! component.
//!
//! General URL types do not fit: they normalize dot segments, backslashes, empty paths and default ports, but the target
//! must be sent as written.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use crate::encoding;
use crate::error::BuildError;

/// A URL whose components are known, but not yet percent-encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Url {
    text: String,
    scheme: Scheme,
    user_info: Option<Range<usize>>,
    /// In lower case.
    host: Range<usize>,
    port: Option<u16>,
    /// Including its leading slash; empty if there is none.
    path: Range<usize>,
    /// The start of the query, after the `?`. It extends to the end.
    query: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Http,
    Https,
}

impl Url {
    /// Parses a URL (docs/postman-semantics.md §3.2 and §3.3).
    pub(crate) fn parse(mut text: String) -> Result<Self, BuildError> {
        let ends_path = |byte| matches!(byte, b'?' | b'#');
        let mut end = position(&text, |byte| byte == b'\\' || ends_path(byte));
        if text.as_bytes().get(end) == Some(&b'\\') {
            end = position(&text, ends_path);
            text = [&text[..end].replace('\\', "/"), &text[end..]].concat();
        }
        if let Some(fragment) = text[end..].find('#') {
            text.truncate(end + fragment);
        }
        let start = end - text[..end].trim_start().len();
        let colon = (start..end).find(|&at| text.as_bytes()[at..end].starts_with(b"://"));
        let (scheme, start) = match colon {
            Some(colon) => {
                let authority = colon + "://".len();
                let slashes = text[authority..end]
                    .bytes()
                    .take_while(|byte| *byte == b'/');
                (
                    Scheme::parse(&text[start..colon])?,
                    authority + slashes.count(),
                )
            }
            None => (Scheme::Http, start),
        };
        let slash = start + position(&text[start..end], |byte| byte == b'/');
        let at = (text[start..slash].bytes())
            .rposition(|byte| byte == b'@')
            .map(|at| start + at);
        let address = at.map_or(start, |at| at + 1);
        let (host, port) = split_port(&text[address..slash])?;
        let host = address..address + host.len();
        check_host(&text[host.clone()])?;
        text[host.clone()].make_ascii_lowercase();
        let query = (end < text.len()).then_some(end + "?".len());
        Ok(Self {
            text,
            scheme,
            user_info: at.map(|at| start..at),
            host,
            port,
            path: slash..end,
            query,
        })
    }

    /// `http` or `https`.
    pub(crate) fn scheme(&self) -> &'static str {
        match self.scheme {
            Scheme::Http => "http",
            Scheme::Https => "https",
        }
    }

    /// `user:password`.
    pub(crate) fn user_info(&self) -> Option<&str> {
        self.user_info.clone().map(|range| &self.text[range])
    }

    /// The host in lower case.
    pub(crate) fn host(&self) -> &str {
        &self.text[self.host.clone()]
    }

    /// The host and the port, as in the `Host` header. An explicit default port is kept.
    pub(crate) fn authority(&self) -> String {
        match self.port {
            Some(port) => format!("{}:{port}", self.host()),
            None => self.host().to_owned(),
        }
    }

    /// The port of the connection.
    pub(crate) fn effective_port(&self) -> u16 {
        self.port.unwrap_or(match self.scheme {
            Scheme::Http => 80,
            Scheme::Https => 443,
        })
    }

    fn path(&self) -> &str {
        if self.path.is_empty() {
            "/"
        } else {
            &self.text[self.path.clone()]
        }
    }

    /// The entries of the query.
    pub(crate) fn query(&self) -> impl Iterator<Item = &str> {
        let query = self.query.map(|start| &self.text[start..]);
        query.into_iter().flat_map(|query| query.split('&'))
    }

    /// Appends an entry to the query.
    pub(crate) fn add_query(&mut self, key: &str, value: &str) {
        self.text.push(if self.query.is_some() { '&' } else { '?' });
        self.query.get_or_insert(self.text.len());
        self.text.extend([key, "=", value]);
    }

    /// Replaces the query. Without entries, there is none.
    pub(crate) fn set_query(&mut self, entries: &[String]) {
        if let Some(start) = self.query.take() {
            self.text.truncate(start - 1);
        }
        if !entries.is_empty() {
            self.text.push('?');
            self.query = Some(self.text.len());
            self.text.push_str(&entries.join("&"));
        }
    }

    /// Replaces path and query.
    pub(crate) fn set_target(&mut self, target: &str) {
        self.text.truncate(self.path.start);
        let start = self.text.len();
        self.text.push_str(target);
        let question_mark = target.find('?').map(|at| start + at);
        self.path = start..question_mark.unwrap_or(self.text.len());
        self.query = question_mark.map(|at| at + 1);
    }

    /// The path, percent-encoded.
    pub(crate) fn encoded_path(&self, encoding: UrlEncoding) -> Cow<'_, str> {
        match encoding {
            UrlEncoding::Enabled => encoding::path(self.path()),
            UrlEncoding::Disabled => encoding::raw_path(self.path()),
        }
    }

    /// The request target: path and query, percent-encoded.
    pub(crate) fn target(&self, encoding: UrlEncoding) -> String {
        let mut target = String::with_capacity(self.text.len() + 1);
        self.write_target(encoding, &mut target);
        target
    }

    /// The whole URL without user info, percent-encoded.
    pub(crate) fn encoded(&self, encoding: UrlEncoding) -> String {
        let mut url = String::with_capacity(self.plain_length());
        url.extend([self.scheme(), "://", self.host()]);
        if let Some(port) = self.port {
            let _ = write!(url, ":{port}");
        }
        self.write_target(encoding, &mut url);
        url
    }

    /// The length of the whole URL if no character has to be encoded, which is the common case: a buffer of this length is
    /// not copied when it becomes an [`http::Uri`].
    fn plain_length(&self) -> usize {
        let digits = |port: u16| port.checked_ilog10().unwrap_or(0) as usize + 1;
        self.scheme().len()
            + "://".len()
            + self.host().len()
            + self.port.map_or(0, |port| ":".len() + digits(port))
            + self.path().len()
            + self
                .query
                .map_or(0, |start| self.text.len() + "?".len() - start)
    }

    fn write_target(&self, encoding: UrlEncoding, out: &mut String) {
        out.push_str(&self.encoded_path(encoding));
        if let Some(start) = self.query {
            let query = &self.text[start..];
            out.push('?');
            match encoding {
                UrlEncoding::Enabled => out.push_str(&encoding::query(query)),
                UrlEncoding::Disabled => out.push_str(&encoding::raw_query(query)),
            }
        }
    }
}

impl Scheme {
    fn parse(text: &str) -> Result<Self, BuildError> {
        if text.eq_ignore_ascii_case("https") {
            Ok(Self::Https)
        } else if text.eq_ignore_ascii_case("http") {
            Ok(Self::Http)
        } else {
            let scheme = text.to_ascii_lowercase();
            Err(BuildError::url(format!(
                "protocol `{scheme}` is not supported, only `http` and `https` are"
            )))
        }
    }
}

/// Whether path and query are percent-encoded (`disableUrlEncoding`). What no URL can contain always is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UrlEncoding {
    Enabled,
    Disabled,
}

/// The position of the first such byte, or the length of the text. Parts of a URL are short, and searches for a [`char`] or a
/// text take longer to start.
fn position(text: &str, is_wanted: impl Fn(u8) -> bool) -> usize {
    text.bytes().position(is_wanted).unwrap_or(text.len())
}

/// Splits the port off at the last `:`, unless that is part of an IPv6 address.
fn split_port(address: &str) -> Result<(&str, Option<u16>), BuildError> {
    let last = (address.bytes()).rposition(|byte| matches!(byte, b':' | b']'));
    let Some(colon) = last.filter(|last| address.as_bytes()[*last] == b':') else {
        return Ok((address, None));
    };
    let (host, port) = (&address[..colon], &address[colon + 1..]);
    if port.is_empty() {
        return Ok((host, None));
    }
    match port.parse() {
        Ok(port) => Ok((host, Some(port))),
        // Without the port, which can be a password with `/` in front of the `@`.
        Err(_) => Err(BuildError::url(
            "the port is not a number up to 65535".to_owned(),
        )),
    }
}

fn check_host(host: &str) -> Result<(), BuildError> {
    if host.is_empty() {
        return Err(BuildError::url("the URL has no host".to_owned()));
    }
    if !host.is_ascii() {
        return Err(BuildError::url(format!(
            "host `{host}` is not ASCII; write it in Punycode (`xn--…`)"
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Url {
        Url::parse(text.to_owned()).expect("a URL")
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
            (url.scheme(), url.authority().as_str()),
            ("http", "h.example:80")
        );
        assert_eq!(target("  h/x "), "/x%20");
        assert_eq!(parse("https://u:p@q@h/").user_info(), Some("u:p@q"));
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
            assert!(Url::parse(text.to_owned()).is_err(), "{text}");
        }
    }
}

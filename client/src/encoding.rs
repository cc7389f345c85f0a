//! Percent-encoding: which bytes stay as they are in which part of a URL (docs/postman-semantics.md §3.4); Base64.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Encodes every byte of `text` that is not in `keep`; non-ASCII is always encoded, hex is upper-case.
fn encode(text: &str, keep: impl Fn(u8) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii() && keep(byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Whether a byte stands as it is in every part of a URL: neither control nor white space nor delimiter.
fn is_plain(byte: u8) -> bool {
    byte > 0x20 && byte < 0x7F && !matches!(byte, b'"' | b'<' | b'>' | b'#')
}

/// A path, `%XX` and lone `%` kept.
pub(crate) fn path(text: &str) -> String {
    encode(text, |byte| {
        is_plain(byte) && !matches!(byte, b'`' | b'?' | b'{' | b'}')
    })
}

/// What stands behind the `?`, `%XX` and lone `%` kept.
pub(crate) fn query(text: &str) -> String {
    encode(text, |byte| is_plain(byte) && byte != b'\'')
}

/// A value that becomes one path segment, or a part of one, and nothing else: neither `/` nor `%` keeps its meaning.
pub(crate) fn segment(text: &str) -> String {
    encode(text, |byte| {
        is_plain(byte) && !matches!(byte, b'`' | b'?' | b'{' | b'}' | b'/' | b'\\' | b'%')
    })
}

/// A value of a query entry: neither `&` nor `%` keeps its meaning, nor `+`, which most servers read as a space.
pub(crate) fn query_value(text: &str) -> String {
    encode(text, |byte| {
        is_plain(byte) && !matches!(byte, b'\'' | b'&' | b'%' | b'+')
    })
}

/// A key of a query entry: [`query_value`], and `=` is encoded too.
pub(crate) fn query_key(text: &str) -> String {
    encode(text, |byte| {
        is_plain(byte) && !matches!(byte, b'\'' | b'&' | b'%' | b'+' | b'=')
    })
}

/// Everything but the unreserved characters of RFC 3986 §2.3: urlencoded bodies (docs/postman-semantics.md §5.3) and
/// signatures.
pub(crate) fn unreserved(text: &str) -> String {
    encode(text, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~')
    })
}

/// Replaces every `%XX`; what is no UTF-8 then becomes U+FFFD.
pub(crate) fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while let Some(&byte) = bytes.get(index) {
        let hex = (byte == b'%')
            .then(|| text.get(index + 1..index + 3))
            .flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(value) => {
                decoded.push(value);
                index += 3;
            }
            None => {
                decoded.push(byte);
                index += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// Standard Base64 with padding (RFC 4648 §4).
pub(crate) fn base64(bytes: impl AsRef<[u8]>) -> String {
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Vector `url-path-encoding`.
    #[test]
    fn a_path_keeps_what_postman_keeps() {
        assert_eq!(path("/a b/\"<>`{}|^[]"), "/a%20b/%22%3C%3E%60%7B%7D|^[]");
        assert_eq!(
            path("!$&'()*+,-.;=@_~:/100%/%2F%2f%zz%"),
            "!$&'()*+,-.;=@_~:/100%/%2F%2f%zz%"
        );
        assert_eq!(
            path("é✓😀\u{1}\t\u{7f}"),
            "%C3%A9%E2%9C%93%F0%9F%98%80%01%09%7F"
        );
    }

    /// Vector `url-query-encoding`.
    #[test]
    fn a_query_encodes_the_apostrophe_and_keeps_the_plus() {
        assert_eq!(
            query(" !\"$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
            "%20!%22$%&%27()*+,-./:;%3C=%3E?@[\\]^_`{|}~"
        );
    }

    #[test]
    fn a_segment_cannot_hold_a_delimiter() {
        assert_eq!(segment("a/b?c#d\\e%2F"), "a%2Fb%3Fc%23d%5Ce%252F");
    }

    #[test]
    fn a_value_of_a_query_arrives_as_it_is() {
        assert_eq!(query_value("1+1=2&a%"), "1%2B1=2%26a%25");
        assert_eq!(query_key("a+b=c"), "a%2Bb%3Dc");
    }

    #[test]
    fn decoding_takes_back_what_encoding_did() {
        for text in ["", "100%", "a b+c/d", "é✓😀", "%zz"] {
            assert_eq!(decode(&unreserved(text)), text);
        }
    }
}

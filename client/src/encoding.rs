//! Percent-encoding, with one function for each part of a URL (docs/postman-semantics.md §3.4), and Base64.

use std::borrow::Cow;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The bytes that stay as they are.
struct Kept([bool; 256]);

impl Kept {
    /// All but these and those that need encoding anywhere in a URL: control characters, whitespace, delimiters, and what
    /// is not ASCII.
    const fn plain_but(encoded: &[u8]) -> Self {
        let mut kept = [false; 256];
        let mut byte: u8 = 0x21;
        while byte < 0x7F {
            kept[byte as usize] = !matches!(byte, b'"' | b'<' | b'>' | b'#');
            byte += 1;
        }
        let mut index = 0;
        while index < encoded.len() {
            kept[encoded[index] as usize] = false;
            index += 1;
        }
        Self(kept)
    }

    /// The unreserved characters of RFC 3986 §2.3.
    const fn unreserved() -> Self {
        let mut kept = [false; 256];
        let mut byte: u8 = 0;
        while byte < 0x80 {
            kept[byte as usize] =
                byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
            byte += 1;
        }
        Self(kept)
    }

    /// Encodes all other bytes in upper-case hexadecimal.
    fn encode<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let is_kept = |byte: u8| self.0[usize::from(byte)];
        // Most texts need no encoding.
        if text.bytes().all(is_kept) {
            return Cow::Borrowed(text);
        }
        let mut encoded = String::with_capacity(text.len() + text.len() / 2);
        for byte in text.bytes() {
            if is_kept(byte) {
                encoded.push(char::from(byte));
            } else {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
        Cow::Owned(encoded)
    }
}

/// Encodes a path. `%` is kept, whether it starts an escape or not.
pub(crate) fn path(text: &str) -> Cow<'_, str> {
    static KEPT: Kept = Kept::plain_but(b"`?{}");
    KEPT.encode(text)
}

/// Encodes the query, after the `?`. `%` is kept, whether it starts an escape or not.
pub(crate) fn query(text: &str) -> Cow<'_, str> {
    static KEPT: Kept = Kept::plain_but(b"'");
    KEPT.encode(text)
}

/// Encodes what no path can contain; braces are kept.
pub(crate) fn raw_path(text: &str) -> Cow<'_, str> {
    static KEPT: Kept = Kept::plain_but(b"`");
    KEPT.encode(text)
}

/// Encodes what no query can contain.
pub(crate) fn raw_query(text: &str) -> Cow<'_, str> {
    static KEPT: Kept = Kept::plain_but(b"");
    KEPT.encode(text)
}

/// Encodes a value that becomes a path segment or a part of one. `/` and `%` lose their meaning.
pub(crate) fn segment(text: &str) -> Cow<'_, str> {
    static KEPT: Kept = Kept::plain_but(b"`?{}/\\%");
    KEPT.encode(text)
}

/// Encodes the value of a query entry. `&` and `%` lose their meaning, and so does `+`, which most servers read as a
/// space.
pub(crate) fn query_value(text: &str) -> Cow<'_, str> {
    static KEPT: Kept = Kept::plain_but(b"'&%+");
    KEPT.encode(text)
}

/// Encodes the key of a query entry: like [`query_value`], and `=` as well.
pub(crate) fn query_key(text: &str) -> Cow<'_, str> {
    static KEPT: Kept = Kept::plain_but(b"'&%+=");
    KEPT.encode(text)
}

/// Encodes everything but the unreserved characters of RFC 3986 §2.3, for urlencoded bodies (docs/postman-semantics.md §5.3) and
/// signatures.
pub(crate) fn unreserved(text: &str) -> Cow<'_, str> {
    static KEPT: Kept = Kept::unreserved();
    KEPT.encode(text)
}

/// The key and the value of an entry of a query, decoded. `+` is a space; an entry without `=` has an empty value.
pub(crate) fn decoded_entry(entry: &str) -> (String, String) {
    let (key, value) = entry.split_once('=').unwrap_or((entry, ""));
    (decode_form(key), decode_form(value))
}

/// Decodes a text of a form or query, in which `+` is a space.
pub(crate) fn decode_form(text: &str) -> String {
    decode(&text.replace('+', " "))
}

/// Decodes every `%XX`. Invalid UTF-8 becomes U+FFFD.
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

/// Encodes as standard Base64 with padding (RFC 4648 §4).
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
    fn a_segment_cannot_contain_a_delimiter() {
        assert_eq!(segment("a/b?c#d\\e%2F"), "a%2Fb%3Fc%23d%5Ce%252F");
    }

    #[test]
    fn a_query_value_arrives_unchanged() {
        assert_eq!(query_value("1+1=2&a%"), "1%2B1=2%26a%25");
        assert_eq!(query_key("a+b=c"), "a%2Bb%3Dc");
    }

    #[test]
    fn decoding_is_the_inverse_of_encoding() {
        for text in ["", "100%", "a b+c/d", "é✓😀", "%zz"] {
            assert_eq!(decode(&unreserved(text)), text);
        }
    }
}

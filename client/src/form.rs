//! `application/x-www-form-urlencoded` bodies, as Postman writes them (docs/postman-semantics.md §5.3).

use std::collections::BTreeMap;

use crate::encoding::unreserved;

/// Encodes fields in this order.
pub(crate) fn encode<'f, K, V>(fields: impl IntoIterator<Item = &'f (K, V)>) -> String
where
    K: AsRef<str> + 'f,
    V: AsRef<str> + 'f,
{
    let mut text = String::new();
    for (key, value) in fields {
        if !text.is_empty() {
            text.push('&');
        }
        text.push_str(&unreserved(key.as_ref()));
        text.push('=');
        text.push_str(&unreserved(value.as_ref()));
    }
    text
}

/// Encodes fields in the order in which Postman sends them.
pub(crate) fn encode_ordered(fields: &[(String, String)]) -> String {
    encode(object_order(fields.iter().collect(), |(key, _)| key))
}

/// Sorts entries like the members of a JavaScript object, which Postman collects forms and headers in: integer keys
/// ascending, then all others by first appearance, with repeated keys next to the first
/// (docs/postman-semantics.md §5.3).
fn object_order<T>(entries: Vec<T>, key: impl Fn(&T) -> &str) -> Vec<T> {
    let mut positions: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rank = |key| {
        if let Some(integer) = integer_key(key) {
            return (integer, 0);
        }
        let next = positions.len();
        (u64::MAX, *positions.entry(key).or_insert(next))
    };
    let ranks: Vec<(u64, usize)> = entries.iter().map(|entry| rank(key(entry))).collect();
    let mut ranked: Vec<_> = ranks.into_iter().zip(entries).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, entry)| entry).collect()
}

/// Parses a canonical decimal number from 0 to 4294967294; `01` is not canonical.
pub(crate) fn integer_key(key: &str) -> Option<u64> {
    let canonical =
        key == "0" || (!key.starts_with('0') && key.bytes().all(|byte| byte.is_ascii_digit()));
    key.parse()
        .ok()
        .filter(|value| canonical && *value < u64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Vector `body-urlencoded-order`.
    #[test]
    fn integers_come_first_and_repeats_together() {
        let keys = ["a", "b", "a", "10", "2", "01"];
        assert_eq!(
            object_order(keys.to_vec(), |key| key),
            ["2", "10", "a", "a", "b", "01"]
        );
    }

    #[test]
    fn everything_but_unreserved_characters_is_encoded() {
        assert_eq!(
            encode(&[("k y", "a+b&c=100%'(é)"), ("", "")]),
            "k%20y=a%2Bb%26c%3D100%25%27%28%C3%A9%29&="
        );
    }
}

//! JSON pointers (RFC 6901).

/// A key as a step of a pointer.
pub(crate) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The pointer to a member of the value at a pointer.
pub(crate) fn below(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", escaped(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_escaped() {
        assert_eq!(below("/a", "b~/c"), "/a/b~0~1c");
        assert_eq!(below("", ""), "/");
    }
}

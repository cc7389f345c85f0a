//! JSON pointers (RFC 6901).

use std::borrow::Cow;

/// A key as a step of a pointer.
pub(crate) fn escaped(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) {
        Cow::Owned(key.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(key)
    }
}

/// The pointer to a member of the value at a pointer.
#[must_use]
pub fn below(pointer: &str, key: &str) -> String {
    [pointer, "/", &escaped(key)].concat()
}

/// The keys on the way to a value.
pub(crate) fn keys(pointer: &str) -> impl Iterator<Item = String> {
    let steps = pointer.split('/').skip(1);
    steps.map(|step| step.replace("~1", "/").replace("~0", "~"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_escaped() {
        assert_eq!(below("/a", "b~/c"), "/a/b~0~1c");
        assert_eq!(below("", ""), "/");
        assert!(keys("/a/b~0~1c/~01").eq(["a", "b~/c", "~1"]));
        assert_eq!(keys("").count(), 0);
    }
}

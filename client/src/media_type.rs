//! The media type of a file, by its extension (docs/postman-semantics.md §4.4).

mod differences;

use std::path::Path;

/// The media type of a path; [`None`] where its extension is unknown.
pub(crate) fn of_path(path: &Path) -> Option<&'static str> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    let is_extension = |known: &str| known == extension;
    if differences::UNKNOWN.split_whitespace().any(is_extension) {
        return None;
    }
    let other = differences::OTHERS.lines().find_map(|line| {
        let (media_type, extensions) = line.split_once(' ')?;
        extensions
            .split(' ')
            .any(is_extension)
            .then_some(media_type)
    });
    other.or_else(|| mime_guess::from_ext(&extension).first_raw())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_those_that_postman_sends() {
        let of = |path: &str| of_path(Path::new(path));
        assert_eq!(of("a/report.XML"), Some("application/xml"));
        assert_eq!(of("a.png"), Some("image/png"));
        assert_eq!(of("a.m4a"), Some("audio/mp4"));
        assert_eq!(of("a.cc"), Some("text/x-c"));
        assert_eq!((of("a.py"), of("sum.feature")), (None, None));
        assert_eq!((of("a"), of("a.unheard-of")), (None, None));
    }
}

//! The media type of a file, by its extension (docs/postman-semantics.md §4.4).

use std::path::Path;

/// Where the list that Postman uses (npm's `mime-types` 2.1) and `mime_guess` differ.
const AS_IN_POSTMAN: &[(&str, &str)] = &[
    ("c", "text/x-c"),
    ("cer", "application/pkix-cert"),
    ("dmg", "application/x-apple-diskimage"),
    ("dwg", "image/vnd.dwg"),
    ("dxf", "image/vnd.dxf"),
    ("exe", "application/x-msdos-program"),
    ("h", "text/x-c"),
    ("ico", "image/vnd.microsoft.icon"),
    ("iso", "application/x-iso9660-image"),
    ("java", "text/x-java-source"),
    ("js", "application/javascript"),
    ("jsx", "text/jsx"),
    ("key", "application/vnd.apple.keynote"),
    ("obj", "model/obj"),
    ("otf", "font/otf"),
    ("psd", "image/vnd.adobe.photoshop"),
    ("rar", "application/vnd.rar"),
    ("stl", "model/stl"),
    ("toml", "application/toml"),
    ("ts", "video/mp2t"),
    ("wav", "audio/wave"),
    ("woff", "font/woff"),
    ("xml", "application/xml"),
    ("xsd", "application/xml"),
    ("xsl", "application/xml"),
    ("xslt", "application/xslt+xml"),
    ("yaml", "text/yaml"),
    ("yml", "text/yaml"),
];

/// The media type of a path; [`None`] where its extension is unknown.
pub(crate) fn of_path(path: &Path) -> Option<&'static str> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    let known = AS_IN_POSTMAN.iter().find(|(known, _)| *known == extension);
    known
        .map(|(_, media_type)| *media_type)
        .or_else(|| mime_guess::from_ext(&extension).first_raw())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_those_that_postman_sends() {
        let of = |path: &str| of_path(Path::new(path));
        assert_eq!(of("a/report.XML"), Some("application/xml"));
        assert_eq!(of("a.png"), Some("image/png"));
        assert_eq!((of("a"), of("a.unheard-of")), (None, None));
    }
}

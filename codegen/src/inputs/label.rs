//! Paths as generated code names them: the same bytes wherever the project is.

/// The folder that holds collections by convention.
const COLLECTIONS: &str = "collections";

/// From the last folder `collections` on, where there is one; else the whole of a path that stays below the current
/// folder; else the last name.
pub(super) fn of(path: &str) -> String {
    let parts: Vec<&str> = path
        .split('/')
        .filter(|part| !matches!(*part, "" | "."))
        .collect();
    if let Some(start) = parts.iter().rposition(|part| *part == COLLECTIONS) {
        return parts[start..].join("/");
    }
    let stays = !path.starts_with('/') && !parts.contains(&"..") && !path.contains(':');
    if stays {
        return parts.join("/");
    }
    parts
        .last()
        .map_or_else(String::new, |last| (*last).to_owned())
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_label_does_not_depend_on_where_the_project_lies() {
        for path in [
            "collections/zoom/a.json",
            "./collections/zoom/a.json",
            "../../collections/zoom/a.json",
            "/home/jane/collections/zoom/a.json",
            "C:/jane/collections/zoom/a.json",
        ] {
            assert_eq!(of(path), "collections/zoom/a.json");
        }
        assert_eq!(of("/home/jane/a.json"), "a.json");
        assert_eq!(of("apis/a.json"), "apis/a.json");
        assert_eq!(of("-"), "-");
    }
}

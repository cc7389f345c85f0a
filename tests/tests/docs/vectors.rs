//! Vectors that texts cite exist: "vector `NAME`", `V:NAME` (or a family, `V:NAME*`) and `A:TYPE`.

use std::fs;

use tests::binary::project;

use super::files;
use super::phrases::unwrapped;

/// The names of the vectors in a folder, which are those of its files.
fn names(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(project().join("tests/vectors").join(folder)).expect("the vectors");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect()
}

/// The names that follow `mark` in a text. A name in capitals is to be replaced by the reader.
fn cited<'t>(text: &'t str, mark: &str) -> Vec<&'t str> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let citations = text.match_indices(mark).filter_map(|(at, _)| {
        let rest = &text[at + mark.len()..];
        let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let is_family = rest[length..].starts_with('*');
        let name = &rest[..length + usize::from(is_family)];
        let follows_a_word = text[..at].ends_with(is_word);
        // A longer code span, such as a path, is not a name.
        let is_code = mark.ends_with('`') && !rest[length..].starts_with('`');
        let is_name = name.starts_with(|c: char| c.is_ascii_lowercase());
        (is_name && !follows_a_word && !is_code).then_some(name)
    });
    citations.collect()
}

fn exists(name: &str, known: &[String]) -> bool {
    match name.strip_suffix('*') {
        Some(family) => known.iter().any(|it| it.starts_with(family)),
        None => known.iter().any(|it| it == name),
    }
}

#[test]
fn cited_vectors_exist() {
    let (wire, auth) = (names("wire"), names("auth"));
    let mut missing = Vec::new();
    let mut count = 0;
    for (path, text) in files(&[".rs", ".md"]) {
        let text = unwrapped(&text);
        let marks = [
            ("vector `", &wire),
            ("vectors `", &wire),
            ("V:", &wire),
            ("A:", &auth),
        ];
        for (mark, known) in marks {
            let names = cited(&text, mark);
            count += names.len();
            let unknown = names.into_iter().filter(|name| !exists(name, known));
            missing.extend(unknown.map(|name| format!("{path}: {mark}{name}")));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(count > 50, "only {count} citations were found");
}

#[test]
fn a_vector_is_cited_by_its_name_or_family() {
    // In parts, as this file is searched too.
    let text = "[VV:url-x], (VV:body-*). VV:NAME, AVV:no; see VV:a".replace("VV", "V");
    assert_eq!(cited(&text, "V:"), ["url-x", "body-*", "a"]);
    let text = "VECTOR `url-x`; VECTOR `tests/y`".replace("VECTOR", "vector");
    assert_eq!(cited(&text, "vector `"), ["url-x"]);
}

//! What the texts of this repository refer to exists: sections that comments cite, links, and examples that are compiled.
//! Cited vectors exist ([`vectors`]), and sentences that were rewritten do not come back ([`phrases`]).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{BrokenLink, Event, Options, Parser, Tag, TagEnd};
use tests::binary::project;

#[path = "docs/phrases.rs"]
mod phrases;
#[path = "docs/vectors.rs"]
mod vectors;

/// A file of the repository: its path, relative to the root with `/`, and its text.
type File = (String, String);

/// The files of the repository whose names end in one of `extensions`, sorted by path.
fn files(extensions: &[&str]) -> Vec<File> {
    let mut paths = Vec::new();
    collect(project(), extensions, &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let relative = path.strip_prefix(project()).expect("below the root");
            let name = relative.to_str().expect("UTF-8").replace('\\', "/");
            (name, fs::read_to_string(&path).expect("a text file"))
        })
        .collect()
}

fn collect(folder: &Path, extensions: &[&str], paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            // Build output, and what git keeps for itself.
            if name != "target" && name != ".git" {
                collect(&path, extensions, paths);
            }
        } else if extensions.iter().any(|extension| name.ends_with(extension)) {
            paths.push(path);
        }
    }
}

/// The names that a Markdown text can be linked to by, as GitHub makes them of headings.
fn anchors(markdown: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                anchors.extend(heading.take().map(|text| anchor(&text)));
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            _ => {}
        }
    }
    anchors
}

fn anchor(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// The destinations of the links of a Markdown text; links without a definition as they are written.
fn links(markdown: &str) -> (Vec<String>, Vec<String>) {
    let mut undefined = Vec::new();
    let mut broken = |link: BrokenLink<'_>| {
        // `[x]` in running text looks like a link; with a tag and a colon it is meant as one.
        if link.reference.contains(':') {
            undefined.push(link.reference.to_string());
        }
        None
    };
    let options = Options::ENABLE_TABLES;
    let parser = Parser::new_with_broken_link_callback(markdown, options, Some(&mut broken));
    let destinations = parser
        .filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                Some(dest_url.to_string())
            }
            _ => None,
        })
        .collect();
    (destinations, undefined)
}

/// What is wrong with a link to a file of the repository; links to other places are not followed.
fn problem(from: &str, destination: &str) -> Option<String> {
    if destination.contains("://") || destination.starts_with("mailto:") {
        return None;
    }
    let (path, fragment) = destination.split_once('#').unwrap_or((destination, ""));
    let from = project().join(from);
    let target = if path.is_empty() {
        from
    } else {
        from.parent().unwrap_or(project()).join(path)
    };
    if !target.exists() {
        return Some(format!("`{destination}`: no such file"));
    }
    let known = fragment.is_empty()
        || target.is_file()
            && anchors(&fs::read_to_string(target).unwrap_or_default()).contains(fragment);
    (!known).then(|| format!("`{destination}`: no such heading"))
}

#[test]
fn links_in_documents_lead_to_files_and_headings() {
    let mut wrong = Vec::new();
    for (path, text) in files(&[".md"]) {
        let (destinations, undefined) = links(&text);
        for destination in destinations {
            wrong.extend(problem(&path, &destination).map(|problem| format!("{path}: {problem}")));
        }
        for reference in undefined {
            wrong.push(format!("{path}: `[{reference}]` has no definition"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a code span is meant as the path of a file or folder of this repository.
///
/// Words in capitals, as in `client/src/auth/TYPE.rs`, are to be replaced by the reader.
fn is_path(code: &str) -> bool {
    let folders = [
        "client/",
        "codegen/",
        "collections/",
        "docs/",
        "fuzz/",
        "generated/",
        "tests/",
    ];
    folders.iter().any(|folder| code.starts_with(folder))
        && code
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c))
        && !Path::new(code).file_stem().is_some_and(|stem| {
            stem.to_string_lossy()
                .chars()
                .all(|c| c.is_ascii_uppercase())
        })
}

#[test]
fn paths_in_documents_exist() {
    let mut missing = Vec::new();
    for (path, text) in files(&[".md"]) {
        for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
            if let Event::Code(code) = event
                && is_path(&code)
                && !project().join(&*code).exists()
            {
                missing.push(format!("{path}: `{code}`"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Whether a code span has the extension of a source file.
fn is_file(code: &str) -> bool {
    let extensions = ["cjs", "json", "md", "rs", "txt", "yml"];
    let extension = Path::new(code)
        .extension()
        .and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| extensions.contains(&extension))
        && code
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c))
}

#[test]
fn contributing_names_files_by_their_paths() {
    let text = fs::read_to_string(project().join("CONTRIBUTING.md")).expect("a text file");
    let mut bare = Vec::new();
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        if let Event::Code(code) = event
            && is_file(&code)
            && !is_path(&code)
            && !project().join(&*code).is_file()
            && !code.chars().any(|c| c.is_ascii_uppercase())
        {
            bare.push(code.to_string());
        }
    }
    assert!(bare.is_empty(), "{}", bare.join("\n"));
}

/// The numbered sections of a document, such as `3` and `3.2`.
fn sections(path: &str) -> Option<BTreeSet<String>> {
    let text = fs::read_to_string(project().join(path)).ok()?;
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let numbers = headings.filter_map(|heading| {
        let number = heading.trim_start_matches('#').split_whitespace().next()?;
        let number = number.trim_end_matches('.');
        number
            .starts_with(|c: char| c.is_ascii_digit())
            .then(|| number.to_owned())
    });
    Some(numbers.collect())
}

/// Each path of a document in `docs` in a text, with the sections that follow it.
fn citations(text: &str) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("docs/") {
        let Some(end) = text[at..].find(".md").map(|length| at + length + 3) else {
            break;
        };
        let name = &text[at..end];
        if name[5..].contains(|c: char| !c.is_ascii_alphanumeric() && !"-_.".contains(c)) {
            continue;
        }
        let mut cited = Vec::new();
        let mut rest = &text[end..];
        while let Some(section) = rest
            .strip_prefix(" §")
            .or_else(|| rest.strip_prefix(" and §"))
        {
            let length = section
                .find(|c: char| !c.is_ascii_digit() && c != '.')
                .unwrap_or(section.len());
            cited.push(section[..length].trim_end_matches('.').to_owned());
            rest = &section[length..];
        }
        found.push((name.to_owned(), cited));
    }
    found
}

#[test]
fn citations_name_a_document_and_a_section_of_it() {
    let mut documents = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut cited = 0;
    for (path, text) in files(&[".rs", ".md", ".toml", ".json", ".yml", "run"]) {
        for (document, numbers) in citations(&text) {
            let known = documents
                .entry(document.clone())
                .or_insert_with(|| sections(&document));
            let Some(known) = known else {
                wrong.push(format!("{path}: {document} does not exist"));
                continue;
            };
            cited += numbers.len();
            for number in numbers.iter().filter(|number| !known.contains(*number)) {
                wrong.push(format!("{path}: {document} has no section {number}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cited > 50, "only {cited} citations were found");
}

/// The Markdown files that a text names in its comments.
fn named_documents(text: &str) -> impl Iterator<Item = &str> {
    let comments = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("//"));
    let words = comments.flat_map(|comment| {
        comment.split(|c: char| !(c.is_ascii_alphanumeric() || "/._-".contains(c)))
    });
    words
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| Path::new(word).extension().is_some_and(|it| it == "md"))
}

#[test]
fn documents_that_comments_name_exist() {
    let mut missing = Vec::new();
    let mut named = 0;
    for (path, text) in files(&[".rs"]) {
        let folder = Path::new(&path).parent().unwrap_or(Path::new(""));
        for document in named_documents(&text) {
            named += 1;
            // Relative to the root, the package, or the file.
            let mut bases = folder.ancestors();
            if !bases.any(|base| project().join(base).join(document).is_file()) {
                missing.push(format!("{path}: {document}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(named > 50, "only {named} documents were found");
}

#[test]
fn a_citation_is_a_path_with_sections() {
    // In pieces, as this file is searched too.
    let text =
        "(DOCS/a-b.md §3.2 and §4), DOCS/c.md. DOCS/ alone, DOCS/x y.md".replace("DOCS", "docs");
    let read = citations(&text);
    assert_eq!(
        read,
        [
            (
                "docs/".to_owned() + "a-b.md",
                vec!["3.2".to_owned(), "4".to_owned()]
            ),
            ("docs/".to_owned() + "c.md", Vec::new()),
        ]
    );
}

#[test]
fn every_example_in_documentation_is_compiled() {
    let mut ignored = Vec::new();
    for (path, text) in files(&[".rs", ".md"]) {
        for (number, line) in text.lines().enumerate() {
            let line = line
                .trim_start()
                .trim_start_matches(['/', '!'])
                .trim_start();
            let Some(info) = line.strip_prefix("```") else {
                continue;
            };
            if info
                .split(',')
                .any(|word| word.trim().starts_with("ignore"))
            {
                ignored.push(format!("{path}:{}", number + 1));
            }
        }
    }
    assert!(ignored.is_empty(), "{}", ignored.join("\n"));
}

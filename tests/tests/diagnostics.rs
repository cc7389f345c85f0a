//! Each code of a diagnostic: its example causes it, its fix removes it, and `docs/diagnostics.md` shows the message.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use codegen::diagnostic::{Code, Diagnostic, Diagnostics};
use codegen::inputs::Inputs;
use codegen::internals::{Limit, Sources, Style, render};
use codegen::{Options, Root, generate};

/// The page that lists all codes.
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/diagnostics.md");

/// Texts of files by path.
type Files = BTreeMap<&'static str, String>;

/// The example of a code, and the files that its fix writes.
fn example_and_fix(code: Code) -> (Files, Files) {
    let (_, sections) = code
        .explanation()
        .split_once("\n# Example\n")
        .expect("each explanation has an example");
    let (example, fix) = sections
        .split_once("\n# Fix\n")
        .expect("each explanation has a fix");
    (files(example), files(fix))
}

/// The code blocks of a section of an explanation. Each is a file, whose path follows the language.
fn files(section: &'static str) -> Files {
    let mut files = Files::new();
    let mut open = None;
    for line in section.lines() {
        match (line.strip_prefix("```"), open) {
            (Some(header), None) => {
                let (_, path) = header.split_once(' ').expect("a path follows the language");
                files.insert(path, String::new());
                open = Some(path);
            }
            (Some(_), Some(_)) => open = None,
            (None, Some(path)) => {
                let text = files.entry(path).or_default();
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    files
}

/// What the generator reports about files, and how that is shown.
fn report(files: &Files) -> (Diagnostics, String) {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut inputs = Inputs::default();
    inputs.add_collections(&dir.path().join("collections"));
    let root = files.get("src/lib.rs").cloned();
    let options = Options {
        root: root.as_ref().map_or(Root::Crate, |_| Root::Package),
        existing_root: root,
        ..Options::default()
    };
    let mut diagnostics = inputs.diagnostics.clone();
    diagnostics.extend(generate(&inputs.apis, &options).diagnostics);
    let sources = Sources::of(&inputs.apis, &options);
    let shown = render(&diagnostics, &sources, Style::Plain, Limit::None);
    let shown = shown.replace(&format!("{}/", dir.path().display()), "");
    (diagnostics, shown.trim_end().to_owned())
}

/// What the example of a code is reported as: one diagnostic, which is also shown.
fn reported(code: Code) -> (Diagnostic, String) {
    let (diagnostics, shown) = report(&example_and_fix(code).0);
    let mut diagnostics = diagnostics.into_iter();
    match (diagnostics.next(), diagnostics.next()) {
        (Some(only), None) if only.code == code => (only, shown),
        _ => panic!("the example of {code} is reported as:\n{shown}"),
    }
}

#[test]
fn the_example_of_each_code_causes_it_and_nothing_else() {
    for code in Code::ALL {
        let (found, shown) = reported(*code);
        assert_eq!(found.severity, code.severity(), "{shown}");
        assert!(found.help.is_some(), "there is no help:\n{shown}");
        // A folder has no lines.
        let is_file = Path::new(&found.file).extension().is_some();
        assert_eq!(
            is_file,
            found.line > 0 && found.column > 0,
            "there is no position:\n{shown}"
        );
    }
}

#[test]
fn the_fix_of_each_code_leaves_nothing_to_report() {
    for code in Code::ALL {
        let (mut all, fix) = example_and_fix(*code);
        if !fix.is_empty() {
            all.extend(fix);
            assert_eq!(report(&all).1, "", "after the fix of {code}");
        }
    }
}

#[test]
fn messages_begin_in_lower_case_and_end_without_a_full_stop() {
    for code in Code::ALL {
        let (found, _) = reported(*code);
        for line in found.help.iter().chain([&found.message]) {
            let mut characters = line.chars();
            let begins_with = |characters: &mut std::str::Chars<'_>, is: fn(char) -> bool| {
                characters.next().is_some_and(is)
            };
            let is_capitalized = begins_with(&mut characters, char::is_uppercase)
                && begins_with(&mut characters, char::is_lowercase);
            assert!(
                !is_capitalized || line.starts_with("Postman"),
                "{code}: {line}"
            );
            assert!(!line.ends_with('.'), "{code}: {line}");
        }
    }
}

#[test]
fn the_page_shows_each_code_with_its_message() {
    let page = page();
    if std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
        fs::write(PAGE, &page).unwrap();
    }
    let written = fs::read_to_string(PAGE).unwrap_or_default();
    assert!(
        written.replace("\r\n", "\n") == page,
        "docs/diagnostics.md is out of date; run `INSTA_UPDATE=always cargo test -p tests --test diagnostics`"
    );
}

/// The text of `docs/diagnostics.md`.
fn page() -> String {
    let mut page = String::from(
        "# Diagnostics

All diagnostics of `codegen`. `codegen explain CODE` prints the same text. An error is something that cannot be honoured, a
warning is a doubtful guess, and a note is a deliberate omission.

This page is written by `INSTA_UPDATE=always cargo test -p tests --test diagnostics` from the files in
[explanations](../codegen/src/diagnostic/explanations). The test checks that each example causes the message below it, and
that each fix removes it.

| code | severity | meaning |
|---|---|---|
",
    );
    for code in Code::ALL {
        let (severity, summary) = (code.severity(), code.summary());
        // Writing to a string does not fail.
        let _ = writeln!(page, "| [`{code}`](#{code}) | {severity} | {summary} |");
    }
    for code in Code::ALL {
        let (_, shown) = reported(*code);
        let fix = format!("\n```text\n{shown}\n```\n\n### Fix\n");
        let text = code.explanation().replace("\n# Fix\n", &fix);
        let text = text.replace("\n# Example\n", "\n### Example\n");
        let _ = write!(page, "\n## {code}\n\n{text}");
    }
    page
}

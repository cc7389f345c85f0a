//! A write is stopped at each of its operations, in every way a disk or a process can fail.

mod crash;
mod faulty;
mod process;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::disk::{Disk, RealDisk};
use super::write::{Written, write};
use super::{WriteError, header};

/// Files by path.
type Files = BTreeMap<String, String>;

fn files(entries: &[(&str, &str)]) -> Files {
    let text = |text: &str| format!("{}\n{text}\n", header("//", "a.json"));
    let entries = entries.iter();
    entries
        .map(|(path, body)| ((*path).to_owned(), text(body)))
        .collect()
}

/// An output, and a later one in which files appear, change, go, and turn into folders and back.
fn outputs() -> (Files, Files) {
    let old = files(&[
        ("lib.rs", "old"),
        ("same.rs", "same"),
        ("deep/same.rs", "same"),
        ("gone/very/far.rs", "old"),
        ("file.rs", "old"),
        ("folder/inside.rs", "old"),
    ]);
    let new = files(&[
        ("lib.rs", "new"),
        ("same.rs", "same"),
        ("deep/same.rs", "same"),
        ("deep/added/here.rs", "new"),
        ("file.rs/inside.rs", "new"),
        ("folder", "new"),
    ]);
    (old, new)
}

/// All files below a folder except those that only exist during a write.
fn tree(dir: &Path) -> Files {
    all_files(dir)
        .into_iter()
        .filter(|(path, _)| !path.contains(".codegen-"))
        .collect()
}

fn all_files(dir: &Path) -> Files {
    let mut found = Files::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let path = entry.path();
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().display().to_string();
                found.insert(name, String::from_utf8(fs::read(&path).unwrap()).unwrap());
            }
        }
    }
    found
}

/// A folder `out` in its own folder, which contains an output and a file of the user.
fn folder(files: &Files) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("out");
    write(&faulty::sound(), files, &out).unwrap();
    fs::write(out.join("notes.txt"), "mine").unwrap();
    root
}

fn with_notes(files: &Files) -> Files {
    let notes = ("notes.txt".to_owned(), "mine".to_owned());
    files.clone().into_iter().chain([notes]).collect()
}

/// Writes again, without faults, and compares with what must be there: nothing else, and no leftovers.
fn next_run_gives(root: &Path, files: &Files) {
    write(&faulty::sound(), files, &root.join("out")).unwrap();
    let expected = with_notes(files).into_iter();
    let expected: Files = expected
        .map(|(path, text)| (format!("out/{path}"), text))
        .collect();
    assert_eq!(all_files(root), expected);
    let names: Vec<_> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["out"]);
}

use super::*;

fn folder(files: &[&str]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for file in files {
        let path = dir.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "environment = [\"live.json\"]").unwrap();
    }
    dir
}

fn found(dir: &Path) -> Vec<(String, Vec<String>)> {
    let mut inputs = Inputs::default();
    inputs.add_collections(dir);
    let root = format!("{}/", slashed(dir));
    let short = |path: &str| path.replace(&root, "");
    let api = |api: &ApiInput| {
        let sources = api.sources.iter().map(|source| short(&source.path));
        (short(&api.path), sources.collect())
    };
    inputs.apis.iter().map(api).collect()
}

#[test]
fn each_file_and_each_folder_is_an_api() {
    let dir = folder(&[
        "b.json",
        "a/two.json",
        "a/deep/one.json",
        "a/notes.md",
        ".x.json",
    ]);
    assert_eq!(
        found(dir.path()),
        [
            (
                "a".to_owned(),
                vec!["a/deep/one.json".to_owned(), "a/two.json".to_owned()]
            ),
            ("b.json".to_owned(), vec!["b.json".to_owned()]),
        ]
    );
}

#[test]
fn environments_are_no_collections() {
    let dir = folder(&[
        "a/codegen.toml",
        "a/api.json",
        "a/live.json",
        "a/x.postman_environment.json",
    ]);
    assert_eq!(
        found(dir.path()),
        [("a".to_owned(), vec!["a/api.json".to_owned()])]
    );
}

#[test]
fn a_configuration_is_shared_where_several_files_have_it() {
    for (files, is_shared) in [
        (&["codegen.toml", "a.json"][..], false),
        (&["codegen.toml", "a.json", "live.json"], false),
        (&["codegen.toml", "a.json", "b/c.json"], false),
        (&["codegen.toml", "a.json", "b.json", "b.toml"], false),
        (&["codegen.toml", "a.json", "b.json"], true),
        (&["codegen.toml", "a.toml", "a.json", "b.json"], false),
    ] {
        let mut inputs = Inputs::default();
        inputs.add(&folder(files).path().join("a.json"));
        assert_eq!(inputs.apis[0].config_is_shared, is_shared, "{files:?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_does_not_cost_the_others() {
    let dir = folder(&["a.json"]);
    fs::write(dir.path().join("b.json"), [0, 0, 0xfe, 0xff]).unwrap();
    let mut inputs = Inputs::default();
    inputs.add_collections(dir.path());
    inputs.add(Path::new("missing.json"));
    assert_eq!(inputs.apis.len(), 1);
    let codes: Vec<_> = inputs
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    assert_eq!(codes, [Code::UnreadableFile, Code::UnreadableFile]);
}

#[cfg(unix)]
#[test]
fn folders_that_symbolic_links_repeat_are_read_once() {
    let dir = folder(&["a/one.json", "a/deep/two.json"]);
    for (target, link) in [
        (".", "loop"),
        ("a", "b"),
        ("a", "a/deep/up"),
        ("x.json", "x.json"),
    ] {
        let target = dir.path().join(target);
        std::os::unix::fs::symlink(target, dir.path().join(link)).unwrap();
    }
    let mut inputs = Inputs::default();
    inputs.add_collections(dir.path());
    let files: Vec<_> = inputs.apis.iter().map(|api| api.sources.len()).collect();
    assert_eq!(files, [2]);
    let codes: Vec<_> = inputs.diagnostics.iter().map(|it| it.code).collect();
    assert_eq!(codes, [Code::UnreadableFile]);
}

#[cfg(unix)]
#[test]
fn sockets_are_refused() {
    let dir = folder(&["a.json"]);
    let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("s.json")).unwrap();
    let mut inputs = Inputs::default();
    inputs.add_collections(dir.path());
    assert_eq!(inputs.apis.len(), 1);
    let diagnostic = inputs.diagnostics.iter().next().unwrap();
    assert!(
        diagnostic.message.contains("not a file"),
        "{}",
        diagnostic.message
    );
}

#[test]
fn a_missing_environment_is_reported_where_it_is_listed() {
    let dir = folder(&["a/codegen.toml", "a/api.json"]);
    let mut inputs = Inputs::default();
    inputs.add(&dir.path().join("a"));
    let found = inputs.diagnostics.iter().next().unwrap();
    assert_eq!(found.code, Code::UnreadableFile);
    assert!(found.file.ends_with("a/codegen.toml"), "{}", found.file);
    assert_eq!((found.line, found.column), (1, 16));
}

#[test]
fn an_empty_folder_is_an_error() {
    let mut inputs = Inputs::default();
    inputs.add_collections(folder(&[]).path());
    assert!(inputs.diagnostics.has_errors());
}

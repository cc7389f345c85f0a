//! The tables of `docs/architecture.md` say which module may import which, and how large each is. They are checked here
//! against the sources of `codegen` and `client`, so that neither rots.
//!
//! A module is a file or folder right below `src`. Tests are left out: they may import anything.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

/// How far a size in a table may be from the truth, in lines and in hundredths.
const TOLERANCE: (usize, usize) = (100, 25);

#[test]
fn the_modules_of_codegen_import_what_their_table_allows() {
    check("codegen");
}

#[test]
fn no_modules_of_codegen_import_each_other() {
    let sources = Sources::read(&root().join("codegen/src"));
    assert_eq!(cycles(&sources.module_imports()), Vec::<Vec<String>>::new());
}

/// Only the binary sends requests: what a build script compiles has no transport.
#[test]
fn the_library_never_uses_the_runtime() {
    let src = root().join("codegen/src");
    let sources = Sources::read(&src);
    let users = sources.files.keys().filter(|name| {
        let text = fs::read_to_string(src.join(format!("{name}.rs"))).unwrap();
        text.lines()
            .any(|line| line.trim_start().starts_with("use client::"))
            && !["call", "interpret", "serve"].contains(&module_of(name))
            && !text.contains("quote!")
    });
    assert_eq!(users.collect::<Vec<_>>(), Vec::<&String>::new());
    let manifest = fs::read_to_string(root().join("codegen/Cargo.toml")).unwrap();
    let client = manifest.lines().find(|line| line.starts_with("client = "));
    assert!(
        client.is_some_and(|line| line.contains("optional = true")),
        "{client:?}"
    );
}

#[test]
fn the_modules_of_client_import_what_their_table_allows() {
    check("client");
}

fn check(package: &str) {
    let sources = Sources::read(&root().join(package).join("src"));
    let docs = fs::read_to_string(root().join("docs/architecture.md")).unwrap();
    let table = Table::read(&docs, package);

    let imports = sources.module_imports();
    let sizes = sources.sizes();
    let is_current = imports == table.imports
        && sizes.iter().all(|(module, lines)| {
            let documented = table.sizes.get(module).copied().unwrap_or_default();
            let (lines_off, percent) = TOLERANCE;
            documented.abs_diff(*lines) <= lines_off.max(lines * percent / 100)
        });
    assert!(
        is_current,
        "the table of `{package}` in docs/architecture.md should be\n\n{}",
        rendered(&imports, &sizes)
    );
    assert_eq!(
        cycles(&sources.imports()),
        table.cycles,
        "cycles of files, and those that docs/architecture.md gives a reason for"
    );
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files of a package below `src`, by path without `.rs`.
struct Sources {
    files: BTreeMap<String, File>,
    /// What `lib.rs` exports, by name.
    exports: BTreeMap<String, Vec<String>>,
}

struct File {
    lines: usize,
    /// Paths that start at the crate's root, as segments.
    paths: BTreeSet<Vec<String>>,
}

impl Sources {
    fn read(src: &Path) -> Self {
        let mut files = BTreeMap::new();
        let mut folders = vec![src.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|it| it == "rs") {
                    let name = path.strip_prefix(src).unwrap().with_extension("");
                    let name = name.to_str().unwrap().replace('\\', "/");
                    let text = fs::read_to_string(&path).unwrap();
                    files.insert(name.clone(), File::read(&name, &text));
                }
            }
        }
        files.retain(|name, _| !is_test(name));
        let exports = exports(&fs::read_to_string(src.join("lib.rs")).unwrap());
        Self { files, exports }
    }

    /// For each file, the files that it imports; its ancestors hold what their children share, so they do not count.
    fn imports(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut imports = BTreeMap::new();
        for (name, file) in &self.files {
            let targets = file.paths.iter().filter_map(|path| self.file_of(path));
            let is_other = |target: &String| {
                target != name && !name.starts_with(&format!("{target}/")) && target != "lib"
            };
            imports.insert(name.clone(), targets.filter(is_other).collect());
        }
        imports
    }

    /// The file of the longest module at the front of a path.
    fn file_of(&self, path: &[String]) -> Option<String> {
        let exported = path.first().and_then(|name| self.exports.get(name));
        let path = exported.map_or(path, Vec::as_slice);
        (1..=path.len())
            .rev()
            .map(|length| path[..length].join("/"))
            .find(|name| self.files.contains_key(name))
    }

    fn module_imports(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut modules: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (file, targets) in self.imports() {
            let own = module_of(&file).to_owned();
            let targets = targets.iter().map(|target| module_of(target).to_owned());
            let targets: Vec<String> = targets.filter(|target| *target != own).collect();
            modules.entry(own).or_default().extend(targets);
        }
        modules
    }

    fn sizes(&self) -> BTreeMap<String, usize> {
        let mut sizes = BTreeMap::new();
        for (name, file) in &self.files {
            *sizes.entry(module_of(name).to_owned()).or_default() += file.lines;
        }
        sizes
    }
}

/// The names that `lib.rs` exports, with their paths.
fn exports(lib: &str) -> BTreeMap<String, Vec<String>> {
    let mut paths = BTreeSet::new();
    for item in syn::parse_file(lib).unwrap().items {
        if let syn::Item::Use(item) = item {
            let tokens: Vec<TokenTree> = item.tree.to_token_stream().into_iter().collect();
            follow(&tokens, 0, Vec::new(), &mut paths);
        }
    }
    let named = |path: Vec<String>| Some((path.last()?.clone(), path));
    paths.into_iter().filter_map(named).collect()
}

fn module_of(file: &str) -> &str {
    file.split('/').next().unwrap_or(file)
}

/// Whether a file holds tests, by the names that test modules have here.
fn is_test(name: &str) -> bool {
    name.split('/')
        .any(|part| matches!(part, "tests" | "testing" | "golden" | "vectors"))
}

impl File {
    fn read(name: &str, text: &str) -> Self {
        let mut file = syn::parse_file(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        file.items.retain(|item| !is_for_tests(item));
        let module: Vec<String> = match name {
            "lib" | "main" => Vec::new(),
            name => name.split('/').map(str::to_owned).collect(),
        };
        let mut paths = BTreeSet::new();
        collect(file.to_token_stream(), &module, &mut paths);
        Self {
            lines: text.lines().count(),
            paths,
        }
    }
}

fn is_for_tests(item: &syn::Item) -> bool {
    let attributes = match item {
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(|attribute| {
        let text = attribute.to_token_stream().to_string();
        text.replace(' ', "").starts_with("#[cfg(test)]")
    })
}

/// Collects the paths that begin with `crate`, `self` or `super`, from the crate's root.
fn collect(tokens: TokenStream, module: &[String], paths: &mut BTreeSet<Vec<String>>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) => collect(group.stream(), module, paths),
            TokenTree::Ident(word) => {
                let start = match word.to_string().as_str() {
                    "crate" => Some(Vec::new()),
                    "self" => Some(module.to_vec()),
                    "super" => Some(parent(module)),
                    _ => None,
                };
                if let Some(start) = start
                    && is_separator(&tokens, at + 1)
                {
                    at = follow(&tokens, at + 3, start, paths);
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// Follows a path from the token after `::`, into the branches of a group; gives the token where it ends.
fn follow(
    tokens: &[TokenTree],
    mut at: usize,
    mut path: Vec<String>,
    paths: &mut BTreeSet<Vec<String>>,
) -> usize {
    loop {
        match tokens.get(at) {
            Some(TokenTree::Ident(word)) => {
                match word.to_string().as_str() {
                    "super" => path = parent(&path),
                    "self" => {}
                    word => path.push(word.to_owned()),
                }
                at += 1;
            }
            Some(TokenTree::Group(group)) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
                for branch in inner.split(is_comma).filter(|branch| !branch.is_empty()) {
                    follow(branch, 0, path.clone(), paths);
                }
                return at + 1;
            }
            _ => break,
        }
        if !is_separator(tokens, at) {
            break;
        }
        at += 2;
    }
    paths.insert(path);
    at
}

fn is_separator(tokens: &[TokenTree], at: usize) -> bool {
    let is_colon = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
    is_colon(at) && is_colon(at + 1)
}

fn parent(module: &[String]) -> Vec<String> {
    module[..module.len().saturating_sub(1)].to_vec()
}

/// What a table of `docs/architecture.md` says: rows of module, lines and imports, then a list of cycles.
#[derive(Default)]
struct Table {
    sizes: BTreeMap<String, usize>,
    imports: BTreeMap<String, BTreeSet<String>>,
    cycles: Vec<Vec<String>>,
}

impl Table {
    fn read(docs: &str, package: &str) -> Self {
        let mut table = Self::default();
        let heading = format!("### Modules of `{package}`");
        let section = docs.split(&heading).nth(1).unwrap_or_default();
        let section = section.split("\n#").next().unwrap_or_default();
        for line in section.lines() {
            let code = in_code(line);
            if let Some(row) = line.strip_prefix("| `") {
                let lines = row.split('|').nth(1).unwrap_or_default().trim();
                let lines = lines.parse().unwrap_or_default();
                let (module, imports) = code.split_first().expect("a row starts with its module");
                table.sizes.insert(module.clone(), lines);
                let imports = imports.iter().cloned().collect();
                table.imports.insert(module.clone(), imports);
            } else if line.starts_with("* `") {
                let files = line.split(": ").next().unwrap_or_default();
                table.cycles.push(in_code(files));
            }
        }
        table.cycles.sort();
        table
    }
}

/// The code spans of a line.
fn in_code(line: &str) -> Vec<String> {
    let spans = line.split('`').skip(1).step_by(2);
    spans.map(str::to_owned).collect()
}

fn rendered(
    imports: &BTreeMap<String, BTreeSet<String>>,
    sizes: &BTreeMap<String, usize>,
) -> String {
    let rows = imports.iter().map(|(module, targets)| {
        let targets: Vec<String> = targets.iter().map(|it| format!("`{it}`")).collect();
        let lines = sizes[module].div_ceil(100) * 100;
        format!("| `{module}` | {lines} | {} |\n", targets.join(", "))
    });
    rows.collect()
}

/// The groups of nodes that reach each other, each sorted.
fn cycles(edges: &BTreeMap<String, BTreeSet<String>>) -> Vec<Vec<String>> {
    let reachable: BTreeMap<&String, BTreeSet<&String>> = edges
        .keys()
        .map(|node| (node, reached(node, edges)))
        .collect();
    let mut cycles: Vec<Vec<String>> = edges
        .keys()
        .filter(|node| reachable[node].contains(node))
        .map(|node| {
            let others = reachable[node].iter().filter(|other| {
                reachable
                    .get(**other)
                    .is_some_and(|back| back.contains(node))
            });
            others.map(|other| (*other).clone()).collect()
        })
        .collect();
    cycles.sort();
    cycles.dedup();
    cycles
}

fn reached<'a>(
    node: &'a String,
    edges: &'a BTreeMap<String, BTreeSet<String>>,
) -> BTreeSet<&'a String> {
    let mut reached = BTreeSet::new();
    let mut pending = vec![node];
    while let Some(node) = pending.pop() {
        for next in edges.get(node).into_iter().flatten() {
            if reached.insert(next) {
                pending.push(next);
            }
        }
    }
    reached
}

#[test]
fn a_cycle_is_found_whatever_its_length() {
    let edges = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")];
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (from, to) in edges {
        graph
            .entry(from.to_owned())
            .or_default()
            .insert(to.to_owned());
    }
    assert_eq!(cycles(&graph), [["a", "b", "c"]]);
}

#[test]
fn paths_are_read_from_the_root_of_the_crate() {
    let file = File::read(
        "lower/types/define",
        "use crate::{api::Ident, names::{self, Scope}};\nuse super::nouns;\nfn f() { super::super::walk::go(crate::root::X) }\n#[cfg(test)] mod tests { use crate::emit; }",
    );
    let paths: Vec<String> = file.paths.iter().map(|path| path.join("/")).collect();
    assert_eq!(
        paths,
        [
            "api/Ident",
            "lower/types/nouns",
            "lower/walk/go",
            "names",
            "names/Scope",
            "root/X"
        ]
    );
}

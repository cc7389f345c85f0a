//! Generates the collections with their examples, many in one crate, and links them into one runner.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::api::{Api, Folder, Ident, Operation, Type, TypeDef};
use codegen::diagnostic::Diagnostic;
use codegen::internals::{Client, EmitOptions, Package, emit, header};
use codegen::{ApiInput, Options, Source, Understanding, understand};
use rayon::prelude::*;
use serde_json::{Map, Value, json};

use super::expected::Collection;
use crate::binary::project;

/// How many operations go into one crate: compiling needs about 1.7 MB for each.
const OPERATIONS: usize = 1500;

/// What was generated.
#[derive(Debug, Default)]
pub(super) struct Crates {
    /// The program that sends the examples.
    pub(super) runner: PathBuf,
    /// What was understood of each collection, by its id.
    pub(super) apis: BTreeMap<String, Api>,
    /// The diagnostics of each collection, by its id.
    pub(super) diagnostics: BTreeMap<String, Vec<Diagnostic>>,
}

/// Generates all collections and compiles them.
pub(super) fn compile(collections: &[Collection], work: &Path) -> io::Result<Crates> {
    let dir = work.join("crates");
    let mut crates = Crates::default();
    let mut names = Vec::new();
    let mut table = String::new();
    for group in groups(collections) {
        let name = format!("group{}", names.len());
        let understanding = understand_group(group)?;
        for api in &understanding.apis {
            let id = id_of(&api.source);
            table += &format!("    ({id:?}, {name}::{}::examples::all),\n", api.module);
        }
        write_crate(&name, &understanding.apis, &dir)?;
        for diagnostic in &understanding.diagnostics {
            let of_file = crates.diagnostics.entry(id_of(&diagnostic.file).to_owned());
            of_file.or_default().push(diagnostic.clone());
        }
        let apis = understanding.apis.into_iter();
        crates
            .apis
            .extend(apis.map(|api| (id_of(&api.source).to_owned(), api)));
        names.push(name);
    }
    write_runner(&names, &table, &dir)?;
    crates.runner = cargo(&dir)?;
    Ok(crates)
}

/// Runs of collections with about [`OPERATIONS`] items each.
fn groups(collections: &[Collection]) -> Vec<&[Collection]> {
    let mut groups = Vec::new();
    let (mut start, mut items) = (0, 0);
    for (index, collection) in collections.iter().enumerate() {
        items += collection.items.len();
        if items >= OPERATIONS {
            groups.push(&collections[start..=index]);
            (start, items) = (index + 1, 0);
        }
    }
    groups.push(&collections[start..]);
    groups.retain(|group| !group.is_empty());
    groups
}

/// Understands a group of collections; what it emits is not more than sending the examples needs.
fn understand_group(group: &[Collection]) -> io::Result<Understanding> {
    let inputs = group.iter().map(|collection| {
        let path = format!("{}.json", collection.id);
        let text = fs::read_to_string(&collection.prepared)?;
        Ok(ApiInput {
            name: Some(format!("c{}", collection.id)),
            ..ApiInput::of(Source { path, text })
        })
    });
    let inputs: Vec<ApiInput> = inputs.collect::<io::Result<_>>()?;
    let mut understanding = understand(&inputs, &Options::default());
    for (index, api) in understanding.apis.iter_mut().enumerate() {
        api.module = Ident::new(format!("c{index}"));
        requests_only(api);
    }
    Ok(understanding)
}

/// Leaves out responses and the types of JSON, which cost most of the time of compiling: examples send JSON as text.
fn requests_only(api: &mut Api) {
    let shared = keep_enums(&mut api.types);
    of_operations(&mut api.operations, &mut api.folders, &shared);
}

fn of_operations(operations: &mut [Operation], folders: &mut [Folder], shared: &[Ident]) {
    for operation in operations {
        operation.responses.clear();
        operation.error_codes.clear();
        operation.code_fields.clear();
        let own = keep_enums(&mut operation.types);
        for parameter in &mut operation.parameters {
            let ty = parameter.ty.innermost_mut();
            if let Type::Named(name) = ty
                && !own.contains(name)
                && !shared.contains(name)
            {
                *ty = Type::Json;
            }
        }
    }
    for folder in folders {
        of_operations(&mut folder.operations, &mut folder.folders, shared);
    }
}

/// Leaves only enums, and gives their names.
fn keep_enums(types: &mut Vec<TypeDef>) -> Vec<Ident> {
    types.retain(|def| matches!(def, TypeDef::Enum(_)));
    types.iter().map(|def| def.name().clone()).collect()
}

fn id_of(path: &str) -> &str {
    path.strip_suffix(".json").unwrap_or(path)
}

fn write_crate(name: &str, apis: &[Api], dir: &Path) -> io::Result<()> {
    let options = EmitOptions {
        examples: true,
        ..EmitOptions::default()
    };
    let files = apis.par_iter().map(|api| emit(api, &options));
    let files: Vec<BTreeMap<String, String>> = files.collect();
    let modules = apis
        .iter()
        .map(|api| format!("#[rustfmt::skip]\npub mod {};\n", api.module));
    let root = format!(
        "{}\n#![allow(warnings)]\n{}",
        header("//", name),
        modules.collect::<String>()
    );
    let sources = files
        .into_iter()
        .flatten()
        .chain([("lib.rs".to_owned(), root)])
        .collect();
    let package = Package {
        name: Some(name.to_owned()),
        client: Client::Path(client_dir()),
        ..Package::default()
    };
    let output = package.output(apis, sources).map_err(io::Error::other)?;
    output.write(&dir.join(name)).map_err(io::Error::other)?;
    Ok(())
}

fn client_dir() -> String {
    project().join("client").display().to_string()
}

fn write_runner(names: &[String], table: &str, dir: &Path) -> io::Result<()> {
    let manifest = toml::to_string(&runner_manifest(names)).map_err(io::Error::other)?;
    let runner = project()
        .join("tests/src/newman/runner.rs")
        .display()
        .to_string();
    let main = format!(
        "#[path = {runner:?}]\nmod runner;\n\nconst ALL: &[runner::Examples] = &[\n{table}];\n\n\
         fn main() -> std::io::Result<()> {{\n    let address = std::env::args().nth(1).unwrap_or_default();\n    \
         runner::run(ALL, &address)\n}}\n"
    );
    let members: Vec<&str> = names.iter().map(String::as_str).chain(["runner"]).collect();
    let workspace = toml::to_string(&json!({
        "workspace": {"resolver": "3", "members": members},
        "profile": {"dev": {"debug": 0}},
    }));
    let workspace = workspace.map_err(io::Error::other)?;
    write_if_new(&dir.join("runner/Cargo.toml"), &manifest)?;
    write_if_new(&dir.join("runner/src/main.rs"), &main)?;
    write_if_new(&dir.join("Cargo.toml"), &workspace)?;
    // The versions that the project is tested with.
    fs::copy(project().join("Cargo.lock"), dir.join("Cargo.lock"))?;
    Ok(())
}

/// The manifest of a package that depends on all crates, and on what the runner uses.
fn runner_manifest(names: &[String]) -> Value {
    let crates = names
        .iter()
        .map(|name| (name.clone(), json!({"path": format!("../{name}")})));
    let mut dependencies: Map<String, Value> = crates.collect();
    let features = [
        "asap", "awsv4", "digest", "edgegrid", "hawk", "jwt", "ntlm", "oauth1", "reqwest", "ureq",
    ];
    let others = [
        (
            "client",
            json!({"package": "codegen-client", "path": client_dir(), "features": features}),
        ),
        ("serde", json!({"version": "1", "features": ["derive"]})),
        ("serde_json", json!("1")),
        (
            "tokio",
            json!({"version": "1", "features": ["rt", "net", "time"]}),
        ),
    ];
    dependencies.extend(others.map(|(name, value)| (name.to_owned(), value)));
    json!({
        "package": {"name": "runner", "version": "0.0.0", "edition": "2024"},
        "dependencies": dependencies,
    })
}

/// Cargo compiles again what is written again.
fn write_if_new(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|known| known == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

/// Compiles the runner and gives its path.
fn cargo(dir: &Path) -> io::Result<PathBuf> {
    let target = dir.with_file_name("compiled");
    let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(dir)
        .args(["build", "--quiet", "-p", "runner"])
        .env("CARGO_TARGET_DIR", &target)
        .status()?;
    if !status.success() {
        return Err(io::Error::other("the generated crates do not compile"));
    }
    Ok(target
        .join("debug/runner")
        .with_extension(std::env::consts::EXE_EXTENSION))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_of_the_runner_is_toml_that_names_each_crate() {
        let manifest = runner_manifest(&["group0".to_owned(), "group1".to_owned()]);
        let text = toml::to_string(&manifest).unwrap();
        assert_eq!(toml::from_str::<Value>(&text).unwrap(), manifest);
        let paths = ["group0", "group1"].map(|name| &manifest["dependencies"][name]["path"]);
        assert_eq!(paths, ["../group0", "../group1"]);
    }
}

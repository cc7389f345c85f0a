//! Generates a client with examples for each vector of `vectors/wire`, one for each API of `collections`, those of
//! `overrides`, and the model of `every_construct`.

mod every_construct;

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use codegen::inputs::Inputs;
use codegen::{ApiInput, Options, Root, Source, generate};
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=overrides");
    println!("cargo::rerun-if-changed=vectors");
    let out_dir = PathBuf::from(env::var("OUT_DIR")?);
    let mut vectors: Vec<PathBuf> = fs::read_dir("vectors/wire")?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    vectors.sort();

    let mut modules = String::new();
    let mut table = String::new();
    for path in vectors {
        let id = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let module = format!("v_{}", id.replace('-', "_"));
        if generate_vector(&path, &out_dir.join(&module))? {
            writeln!(
                modules,
                "pub mod {module} {{ include!(concat!(env!(\"OUT_DIR\"), \"/{module}/mod.rs\")); }}"
            )?;
            writeln!(table, "    ({id:?}, {module}::examples::all as Examples),")?;
        }
    }
    for types in ["chrono", "jiff", "time"] {
        generate_overrides(types, &out_dir)?;
    }
    let text = format!(
        "{modules}\n/// The examples of each vector.\npub const ALL: &[(&str, Examples)] = &[\n{table}];\n"
    );
    fs::write(out_dir.join("vectors.rs"), text)?;
    // The code in README includes the file that a build script writes for its reader.
    fs::write(
        out_dir.join("mod.rs"),
        "include!(concat!(env!(\"OUT_DIR\"), \"/collections/mod.rs\"));\n",
    )?;
    generate_collections(&out_dir.join("collections"))?;
    generate_every_construct(&out_dir.join("every_construct"))
}

/// Emits the model that holds every construct, with a file that declares its module.
fn generate_every_construct(out_dir: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=every_construct");
    println!("cargo::rerun-if-changed=every_construct.rs");
    every_construct::output().write(out_dir)?;
    fs::write(out_dir.join("mod.rs"), "pub mod every_construct;\n")?;
    Ok(())
}

/// Generates the clients of the collections that this package keeps to be read.
fn generate_collections(out_dir: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=collections");
    let mut inputs = Inputs::default();
    inputs.add_collections(Path::new("collections"));
    let options = Options {
        root: Root::Include,
        ..Options::default()
    };
    generate(&inputs.apis, &options).output.write(out_dir)?;
    Ok(())
}

/// Generates the client of `overrides` with the date types of a crate.
fn generate_overrides(types: &str, out_dir: &Path) -> Result<(), Box<dyn Error>> {
    let source = |path: String| -> Result<Source, Box<dyn Error>> {
        let text = fs::read_to_string(&path)?;
        Ok(Source { path, text })
    };
    let input = ApiInput {
        name: Some("shop".to_owned()),
        config: Some(source(format!("overrides/{types}.toml"))?),
        ..ApiInput::of(source("overrides/shop.json".to_owned())?)
    };
    let options = Options {
        examples: true,
        root: Root::Include,
        ..Options::default()
    };
    let generation = generate(&[input], &options);
    if generation.diagnostics.has_errors() {
        return Err(format!("{:#?}", generation.diagnostics).into());
    }
    generation
        .output
        .write(&out_dir.join("overrides").join(types))?;
    Ok(())
}

/// Generates the client of one vector. Returns false if it contains no request that can be sent.
fn generate_vector(path: &Path, out_dir: &Path) -> Result<bool, Box<dyn Error>> {
    let mut vector: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
    locate_files(
        &mut vector["collection"],
        &fs::canonicalize("vectors/fixtures")?,
    );
    let source = |name: &str| Source {
        path: format!("{name}.json"),
        text: vector[name].to_string(),
    };
    let environments = ["globals", "environment"]
        .into_iter()
        .filter(|name| vector[*name].is_object())
        .map(source)
        .collect();
    let options = Options {
        environments,
        examples: true,
        root: Root::Include,
        ..Options::default()
    };
    let input = ApiInput {
        name: Some("vector".to_owned()),
        ..ApiInput::of(source("collection"))
    };
    let generation = generate(&[input], &options);
    if generation.apis.is_empty() {
        return Ok(false);
    }
    generation.output.write(out_dir)?;
    Ok(true)
}

/// Makes the paths of the files that a collection sends absolute. They are relative to `folder`.
fn locate_files(value: &mut Value, folder: &Path) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if name == "src" {
                    locate(member, folder);
                } else {
                    locate_files(member, folder);
                }
            }
        }
        Value::Array(elements) => {
            for element in elements {
                locate_files(element, folder);
            }
        }
        _ => {}
    }
}

/// Makes one path, or a list of paths, absolute.
fn locate(src: &mut Value, folder: &Path) {
    match src {
        Value::String(path) if !path.is_empty() => {
            *path = folder.join(&*path).to_string_lossy().into_owned();
        }
        Value::Array(paths) => paths.iter_mut().for_each(|path| locate(path, folder)),
        _ => {}
    }
}

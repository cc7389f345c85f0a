//! Embeds the runtime, the package `codegen-client`, in the binary: `codegen new` writes it into new crates.
//!
//! The folder `runtime` holds symbolic links to the runtime's files. `cargo package` replaces them by the files, so a
//! published `codegen` contains the runtime.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn Error>> {
    if env::var_os("CARGO_FEATURE_CLI").is_none() {
        return Ok(());
    }
    let package = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let links = package.join("runtime");
    let client = package.join("../client");
    // A checkout without symbolic links, as is usual on Windows, has text files in place of them.
    let (sources, manifest, licences) = if links.join("src").is_dir() {
        (links.join("src"), links.join("manifest.toml"), links)
    } else {
        (
            client.join("src"),
            client.join("Cargo.toml"),
            package.join(".."),
        )
    };
    println!("cargo::rerun-if-changed={}", sources.display());

    let mut files = vec![("Cargo.toml".to_owned(), manifest)];
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        files.push((name.to_owned(), licences.join(name)));
    }
    collect(&sources, "src", &mut files)?;
    files.sort();

    let mut list = String::from("&[\n");
    for (path, file) in files {
        let file = file.display().to_string();
        println!("cargo::rerun-if-changed={file}");
        writeln!(list, "    ({path:?}, include_str!({file:?})),")?;
    }
    list.push_str("]\n");
    let out = PathBuf::from(env::var("OUT_DIR")?).join("runtime.rs");
    Ok(fs::write(out, list)?)
}

/// Adds the Rust files below a folder, with the paths that they get in the new package.
fn collect(dir: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().display();
        let name = format!("{prefix}/{name}");
        if path.is_dir() {
            collect(&path, &name, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push((name, path));
        }
    }
    Ok(())
}

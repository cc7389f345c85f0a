//! The same collection by another way: `OpenAPI` by npm's `postman2openapi`, then Rust by `openapi-to-rust`.
//!
//! Both are installed on first use, into a folder of their own; the latter is built, which takes minutes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::binary::cargo;
use crate::cost::{self, Cost};

const CONVERT: &str = "const fs = require('fs');
const text = fs.readFileSync(process.argv[2], 'utf8');
const description = require('postman2openapi').transpile(JSON.parse(text));
fs.writeFileSync(process.argv[3], JSON.stringify(description));
";

const CONFIG: &str = r#"[generator]
spec_path = "openapi.json"
output_dir = "src/generated"
module_name = "openapi"

[features]
enable_async_client = true

[http_client.tracing]
enabled = false
"#;

/// What its output needs.
const MANIFEST: &str = r#"[package]
name = "beside"
version = "0.1.0"
edition = "2024"

[dependencies]
bytes = { version = "1", features = ["serde"] }
futures-util = "0.3"
reqwest = { version = "0.13", default-features = false, features = ["multipart", "query", "rustls", "stream"] }
reqwest-middleware = { version = "0.5", features = ["multipart", "query"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
serde_urlencoded = "0.7"
thiserror = "2"

[workspace]
"#;

/// The installed tools.
#[derive(Debug)]
pub struct OpenapiToRust {
    dir: PathBuf,
}

impl OpenapiToRust {
    /// Installs what is not there yet.
    ///
    /// # Errors
    ///
    /// Where npm or cargo cannot.
    pub fn install(dir: &Path) -> io::Result<Self> {
        fs::create_dir_all(dir)?;
        if !dir.join("node_modules/postman2openapi").exists() {
            succeed(
                Command::new("npm")
                    .args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"])
                    .arg(dir)
                    .arg("postman2openapi@1.2.1"),
            )?;
        }
        if !dir.join("bin/openapi-to-rust").exists() {
            succeed(
                cargo()
                    .args(["install", "openapi-to-rust@0.23.0", "--locked", "--root"])
                    .arg(dir),
            )?;
        }
        fs::write(dir.join("convert.cjs"), CONVERT)?;
        Ok(Self {
            dir: dir.to_owned(),
        })
    }

    /// Makes a crate of a collection; the cost is that of both tools.
    ///
    /// # Errors
    ///
    /// Where one of them fails.
    pub fn generate(&self, collection: &Path, package: &Path) -> io::Result<Cost> {
        fs::create_dir_all(package.join("src"))?;
        fs::write(package.join("Cargo.toml"), MANIFEST)?;
        fs::write(package.join("openapi-to-rust.toml"), CONFIG)?;
        fs::write(package.join("src/lib.rs"), "pub mod generated;\n")?;
        let converted = cost::of(
            Command::new("node")
                .arg(self.dir.join("convert.cjs"))
                .arg(collection)
                .arg(package.join("openapi.json"))
                .env("NODE_PATH", self.dir.join("node_modules")),
        )?;
        let generated = cost::of(
            Command::new(self.dir.join("bin/openapi-to-rust"))
                .arg("generate")
                .current_dir(package)
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        )?;
        Ok(Cost {
            cpu: converted.cpu + generated.cpu,
            peak: converted.peak.max(generated.peak),
        })
    }
}

fn succeed(command: &mut Command) -> io::Result<()> {
    let status = command.stdout(Stdio::null()).status()?;
    if status.success() {
        Ok(())
    } else {
        Err(io::Error::other(format!("{command:?}: {status}")))
    }
}

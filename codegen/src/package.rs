//! A new crate: the generated sources with `Cargo.toml`, `README.md` and the runtime.
//!
//! The user owns the crate. `Cargo.toml` keeps what they change, see [`manifest`], and a `README.md` that they write
//! replaces the generated one.

mod manifest;
mod name;
mod readme;
mod runtime;

use std::collections::BTreeSet;

use crate::api::{Api, CLIENT};
use crate::emit::{contract_tests, live_tests};
use crate::output::Output;
use crate::output::mark::header;

use manifest::Manifest;

/// How a crate is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Package {
    /// The name; by default that of the API.
    pub name: Option<String>,
    /// The name of the folder of the crate; by default that of the package.
    pub folder: Option<String>,
    /// Where the runtime comes from.
    pub client: Client,
    /// The name of the runtime's package; by default `codegen-client`.
    pub client_package: Option<String>,
    /// The key of the runtime in `[dependencies]`, which is its name in code; by default `client`.
    pub client_key: Option<String>,
    /// Keys of `[package]` with one text or a list, from `codegen.toml`.
    pub metadata: Vec<(String, Vec<String>)>,
    /// Whether the crate is the root of a workspace. It has to be inside the folder of a workspace that does not list it.
    pub has_own_workspace: bool,
    /// The existing `Cargo.toml`, if there is one.
    pub manifest: Option<String>,
    /// Whether there are tests of the saved responses. The sources need the modules `examples`.
    pub has_tests: bool,
    /// Whether `README.md` is the user's.
    pub keeps_readme: bool,
}

/// Where the runtime, the package `codegen-client`, comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Client {
    /// From the folder `client` of the crate, which is written too.
    #[default]
    Included,
    /// From this folder, relative to the crate or absolute.
    Path(String),
    /// From a git repository.
    Git {
        /// The repository's URL.
        url: String,
        /// A commit, tag or branch.
        rev: Option<String>,
    },
    /// From a registry, as a version requirement.
    Version(String),
}

/// The package of the runtime in this repository.
pub const CLIENT_PACKAGE: &str = "codegen-client";

impl Package {
    /// All files of the crate, from the output of [`generate`](crate::generate()).
    ///
    /// # Errors
    ///
    /// If the existing `Cargo.toml` is not valid TOML.
    pub fn output(&self, apis: &[Api], sources: Output) -> Result<Output, toml_edit::TomlError> {
        let name = name::of_package(self.name.as_deref(), apis);
        let manifest = Manifest {
            name: &name,
            apis,
            client: self.client_dependency(),
            client_key: self.client_key(),
            metadata: &self.metadata,
            has_own_workspace: self.is_workspace_root(),
            has_tests: self.has_tests,
        };
        let mut output = sources.below("src");
        let manifest = manifest.text(self.manifest.as_deref())?;
        output.extend([("Cargo.toml".to_owned(), manifest)]);
        if self.has_tests {
            output.extend(tests(&name, apis));
        }
        if !self.keeps_readme {
            let folder = self.folder.as_deref().unwrap_or(&name);
            let readme = readme::text(&name, folder, apis, &self.client);
            output.extend([("README.md".to_owned(), readme)]);
        }
        if self.client == Client::Included {
            output.extend(runtime::files(self.client_package.as_deref()));
        }
        Ok(output)
    }

    fn client_key(&self) -> &str {
        self.client_key.as_deref().unwrap_or(CLIENT)
    }

    /// Whether `Cargo.toml` gets a table `[workspace]`. `cargo package --workspace` packages a crate together with a
    /// runtime that the user named, and so may publish.
    fn is_workspace_root(&self) -> bool {
        let is_published = self.client == Client::Included && self.client_package.is_some();
        self.has_own_workspace || is_published
    }

    /// The runtime as a dependency, without features.
    ///
    /// A registry is named only together with a package that the user named: anybody can register the other names.
    fn client_dependency(&self) -> toml_edit::InlineTable {
        let mut table = toml_edit::InlineTable::new();
        let package = self.client_package.as_deref().unwrap_or(CLIENT_PACKAGE);
        // Even where the key is the same: without it, Cargo uses the name of the library, which is `client`.
        table.insert("package", package.into());
        match &self.client {
            Client::Included => {
                table.insert("path", "client".into());
                if self.client_package.is_some() {
                    table.insert("version", env!("CARGO_PKG_VERSION").into());
                }
            }
            Client::Path(path) => drop(table.insert("path", path.as_str().into())),
            Client::Git { url, rev } => {
                table.insert("git", url.as_str().into());
                if let Some(rev) = rev {
                    table.insert("rev", rev.as_str().into());
                }
            }
            Client::Version(version) => drop(table.insert("version", version.as_str().into())),
        }
        table
    }
}

/// The name of the crate in code, for a package with this name or of these APIs.
#[must_use]
pub fn crate_name(package: Option<&str>, apis: &[Api]) -> String {
    name::of_package(package, apis).replace('-', "_")
}

/// The tests of the saved responses, and those of a real server. Like the modules `examples`, they need all folders.
fn tests(name: &str, apis: &[Api]) -> [(String, String); 2] {
    let name = name.replace('-', "_");
    let file = |path: &str, docs: &str, feature: Option<&str>, tests: String| {
        let mut features: BTreeSet<String> = apis.iter().flat_map(Api::features).collect();
        features.extend(feature.map(str::to_owned));
        let features = features.iter().map(|name| format!("feature = {name:?}"));
        let condition = match features.collect::<Vec<_>>().as_slice() {
            [] => String::new(),
            [feature] => format!("#![cfg({feature})]\n"),
            features => format!("#![cfg(all({}))]\n", features.join(", ")),
        };
        let head = first_line("//", apis);
        (
            path.to_owned(),
            format!("{head}\n{docs}\n{condition}\n{tests}"),
        )
    };
    let saved = file(
        "tests/saved_responses.rs",
        SAVED,
        None,
        contract_tests(apis, &name),
    );
    let live = file("tests/live.rs", LIVE, Some("ureq"), live_tests(apis, &name));
    [saved, live]
}

const SAVED: &str = "\
//! The operation sends the request of each saved response; the response is read, and written again as the same JSON or text.
//! Values that do not fit are left out: `cargo test --test saved_responses -- --show-output` shows them. Credentials and headers
//! are not compared.";

const LIVE: &str = "\
//! Each item is sent to a real server, and its response has to be documented. Credentials are variables of the environment:
//!
//! ```text
//! BASE_URL=https://staging.example.com cargo test --features ureq --test live
//! ```
//!
//! Only safe methods are sent, unless `UNSAFE_METHODS=1` is set. Without `BASE_URL`, nothing is sent.";

/// The paths of the APIs' sources, as in the first line of each file.
fn first_line(comment: &str, apis: &[Api]) -> String {
    let sources: Vec<&str> = apis.iter().map(|api| api.source.as_str()).collect();
    header(comment, &sources.join(", "))
}

//! A crate of its own: the generated sources with `Cargo.toml` and `README.md`.

mod manifest;
mod readme;

use crate::api::Api;
use crate::output::Output;

use manifest::Manifest;

/// What a crate is made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The name; that of the API where there is none.
    pub name: Option<String>,
    /// The `client` crate that it depends on.
    pub client: Client,
    /// Whether it is a workspace of its own: it has to be in the folder of a workspace that does not know of it.
    pub has_own_workspace: bool,
}

/// Where the `client` crate comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Client {
    /// From this folder, relative to the crate or absolute.
    Path(String),
    /// From a registry, in the version of this generator.
    Version,
}

impl Client {
    /// The start of an inline table that names it.
    fn dependency(&self) -> String {
        match self {
            Self::Path(path) => format!("path = {}", toml::Value::from(path.as_str())),
            Self::Version => format!("version = \"{}\"", env!("CARGO_PKG_VERSION")),
        }
    }
}

impl Package {
    /// All files of the crate, from what [`generate`](crate::generate()) gave.
    #[must_use]
    pub fn output(&self, apis: &[Api], sources: Output) -> Output {
        let name = package_name(self.name.as_deref(), apis);
        let manifest = Manifest {
            name: &name,
            apis,
            client: &self.client,
            has_own_workspace: self.has_own_workspace,
        };
        let mut output = sources.below("src");
        output.extend([
            ("Cargo.toml".to_owned(), manifest.text()),
            ("README.md".to_owned(), readme::text(&name, apis)),
        ]);
        output
    }
}

/// The name of a package: the given one, else that of the API.
fn package_name(given: Option<&str>, apis: &[Api]) -> String {
    match (given, apis) {
        (Some(name), _) => manifest::package_name(name),
        (None, [api]) => manifest::package_name(api.module.as_str()),
        (None, _) => "clients".to_owned(),
    }
}

/// The name of the crate, as code writes it, of a package with this name or of these APIs.
#[cfg(feature = "cli")]
#[must_use]
pub fn crate_name(package: Option<&str>, apis: &[Api]) -> String {
    package_name(package, apis).replace('-', "_")
}

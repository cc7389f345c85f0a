//! `Cargo.toml` of a new crate.

use std::collections::BTreeSet;

use crate::api::external;
use crate::api::{Api, Type, TypeDef};
use crate::output::mark::header;

use super::Client;

/// What `Cargo.toml` says.
#[derive(Debug)]
pub(super) struct Manifest<'a> {
    /// The package's name.
    pub name: &'a str,
    /// What is in it.
    pub apis: &'a [Api],
    /// What it depends on.
    pub client: &'a Client,
    /// Whether it is its own workspace.
    pub has_own_workspace: bool,
}

impl Manifest<'_> {
    /// The text of the file.
    pub(super) fn text(&self) -> String {
        let sources: Vec<&str> = self.apis.iter().map(|api| api.source.as_str()).collect();
        let workspace = if self.has_own_workspace {
            "\n# A workspace of its own, whatever is in the folders above.\n[workspace]\n"
        } else {
            ""
        };
        format!(
            "{header}\n\
             [package]\n\
             name = \"{name}\"\n\
             version = \"0.1.0\"\n\
             edition = \"2024\"\n\
             publish = false\n\
             \n\
             [features]\n\
             default = [{default}]\n\
             # The asynchronous client, over reqwest.\n\
             reqwest = [\"client/reqwest\"]\n\
             # The blocking client, over ureq.\n\
             ureq = [\"client/ureq\"]\n\
             {serde}{folders}\
             \n\
             [dependencies]\n\
             client = {{ package = \"codegen-client\", {client}, default-features = false{features} }}\n\
             {others}{workspace}",
            header = header("#", &sources.join(", ")),
            name = self.name,
            default = self.default_features(),
            folders = self.folder_features(),
            serde = if self.apis.iter().any(|api| api.serde) {
                "# serde's traits for types in JSON.\nserde = [\"client/serde\"]\n"
            } else {
                ""
            },
            client = self.client.dependency(),
            features = self.client_features(),
            others = self.other_dependencies(),
        )
    }

    fn default_features(&self) -> String {
        let folders = self.folders();
        if folders.is_empty() {
            return "\"reqwest\"".to_owned();
        }
        let folders = folders.iter().map(String::as_str);
        let lines = std::iter::once("reqwest").chain(folders);
        let lines: Vec<String> = lines.map(|name| format!("    \"{name}\",\n")).collect();
        format!("\n{}", lines.concat())
    }

    fn folder_features(&self) -> String {
        let folders = self.folders();
        if folders.is_empty() {
            return String::new();
        }
        let lines = folders.iter().map(|name| format!("{name} = []\n"));
        let lines = lines.collect::<Vec<_>>().concat();
        format!(
            "# The folders of the collections: whoever needs a few leaves out the others.\n{lines}"
        )
    }

    /// The features of folders; two APIs can have the same.
    fn folders(&self) -> BTreeSet<String> {
        self.apis.iter().flat_map(Api::features).collect()
    }

    /// The features of `client` that auth schemes and types of other crates need.
    fn client_features(&self) -> String {
        let schemes = self.apis.iter().flat_map(|api| &api.schemes);
        let schemes = schemes.map(|scheme| scheme.kind.auth_type());
        let schemes = schemes.filter(|it| it.has_feature).map(|it| it.name);
        let known = external::KNOWN.iter().map(|known| known.name);
        let others = self.other_crates();
        let features: BTreeSet<&str> = schemes
            .chain(known.filter(|known| others.contains(*known)))
            .collect();
        if features.is_empty() {
            return String::new();
        }
        let quoted: Vec<String> = features.iter().map(|name| format!("\"{name}\"")).collect();
        format!(", features = [{}]", quoted.join(", "))
    }

    /// The crates that the configuration takes types and derives from.
    fn other_crates(&self) -> BTreeSet<String> {
        let mut crates = BTreeSet::new();
        for api in self.apis {
            each_external(api, &mut |path| {
                crates.extend(external::crates(path).map(str::to_owned));
            });
        }
        crates
    }

    fn other_dependencies(&self) -> String {
        let crates = self.other_crates();
        let lines = crates
            .iter()
            .map(|name| format!("{name} = {}\n", external::dependency(name)));
        lines.collect()
    }
}

/// Visits the paths of types and derives of other crates.
fn each_external(api: &Api, visit: &mut dyn FnMut(&str)) {
    let operations = api.all_operations();
    let types = operations.iter().flat_map(|operation| operation.types());
    for ty in types.chain(api.types.iter().flat_map(TypeDef::types)) {
        if let Type::External(path) = ty.innermost() {
            visit(path);
        }
    }
    let own = operations.iter().flat_map(|operation| &operation.types);
    for path in own.chain(&api.types).flat_map(TypeDef::derives) {
        visit(path);
    }
}

/// A name that Cargo accepts for a package, which no crate that is depended on has.
pub(super) fn package_name(text: &str) -> String {
    let mut name = String::new();
    for c in text.trim().chars() {
        let is_fine = c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        match (is_fine, name.ends_with('-')) {
            (true, _) => name.push(c.to_ascii_lowercase()),
            (false, true) => {}
            (false, false) => name.push('-'),
        }
    }
    let name = name.trim_matches(['-', '_']);
    let begins_well = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_taken = matches!(name, "client" | "test" | "std" | "core" | "alloc")
        || syn::parse_str::<syn::Ident>(&name.replace('-', "_")).is_err();
    match (begins_well, is_taken) {
        (true, false) => name.to_owned(),
        _ if name.is_empty() => "api-client".to_owned(),
        (true, true) => format!("{name}-api"),
        (false, _) => format!("api-{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Client;
    use super::package_name;

    #[test]
    fn a_path_is_a_toml_string_whatever_it_holds() {
        let path = "../cl'ient\"\n[build-dependencies]";
        let client = Client::Path(path.to_owned()).dependency();
        let table: toml::Table = client.parse().unwrap();
        assert_eq!(table["path"].as_str(), Some(path));
        assert_eq!(table.len(), 1);
    }

    #[test]
    fn package_names_are_what_cargo_accepts() {
        assert_eq!(package_name("My API (v2)"), "my-api-v2");
        assert_eq!(package_name("zoom_us"), "zoom_us");
        assert_eq!(package_name("3scale"), "api-3scale");
        assert_eq!(package_name("🚀"), "api-client");
        assert_eq!(package_name("client"), "client-api");
        assert_eq!(package_name("async"), "async-api");
    }
}

//! `Cargo.toml` of a new crate.
//!
//! Keys whose line ends in `# codegen` are kept up to date. All others are the user's: they are written once, or
//! never. A key that the user changes and takes the mark from is the user's as well.

use std::collections::BTreeSet;

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TomlError, Value, value};

use super::first_line;
use crate::api::external;
use crate::api::{Api, Type, TypeDef};

/// The features of the runtime that are features of the crate as well, so that applications need no other dependency. Comments
/// apply to the features up to the next one.
const FORWARDED: &[(&str, &str)] = &[
    (
        "reqwest",
        "The asynchronous client over reqwest: with rustls and aws-lc-rs, rustls and ring, or the system's TLS.",
    ),
    ("reqwest-ring", ""),
    ("reqwest-native-tls", ""),
    (
        "ureq",
        "The blocking client over ureq: with rustls and ring, rustls and aws-lc-rs, or the system's TLS.",
    ),
    ("ureq-aws-lc", ""),
    ("ureq-native-tls", ""),
    (
        "compression",
        "Compressed responses; cookies that outlive a call; logins of users.",
    ),
    ("cookies", ""),
    ("login", ""),
    (
        "stream",
        "Integrations: `futures_core::Stream`, tower's services, spans of `tracing`.",
    ),
    ("tower", ""),
    ("tracing", ""),
    ("mock", "Saved responses that answer requests, for tests."),
];

/// The feature of all folders. That of one folder has at least two words.
const FOLDERS: &str = "folders";

/// The end of a line that is kept up to date.
const MARK: &str = " # codegen";

/// What the file contains.
#[derive(Debug)]
pub(super) struct Manifest<'a> {
    /// The package's name.
    pub name: &'a str,
    /// The APIs of the crate.
    pub apis: &'a [Api],
    /// The runtime, as a dependency without features.
    pub client: InlineTable,
    /// The key of the runtime.
    pub client_key: &'a str,
    /// Keys of `[package]` that the configuration sets, with one text or a list.
    pub metadata: &'a [(String, Vec<String>)],
    /// Whether it is the root of a workspace.
    pub has_own_workspace: bool,
    /// Whether there are tests of the saved responses.
    pub has_tests: bool,
}

impl Manifest<'_> {
    /// The text of the file: a new one, or the old one with current values.
    pub(super) fn text(&self, old: Option<&str>) -> Result<String, TomlError> {
        let (mut manifest, is_new): (DocumentMut, bool) = match old {
            Some(old) => (old.parse()?, false),
            None => (DocumentMut::new(), true),
        };
        if is_new {
            manifest["package"] = Item::Table(self.package());
        }
        update(&mut manifest, "package", self.metadata());
        update(&mut manifest, "features", self.features());
        update(&mut manifest, "dependencies", self.dependencies());
        if self.has_tests || manifest.contains_key("dev-dependencies") {
            update(&mut manifest, "dev-dependencies", self.of_tests());
        }
        if is_new && self.has_own_workspace {
            let mut workspace = Table::new();
            workspace
                .decor_mut()
                .set_prefix("\n# Independent of workspaces in the folders above.\n");
            manifest["workspace"] = Item::Table(workspace);
        }
        let text = manifest.to_string();
        Ok(if is_new { self.head() + &text } else { text })
    }

    fn head(&self) -> String {
        let first = first_line("#", self.apis).replace(
            "Do not edit by hand.",
            "Lines that end in `# codegen` are updated, all others are yours.",
        );
        format!("{first}\n\n")
    }

    fn package(&self) -> Table {
        let mut package = Table::new();
        package["name"] = value(self.name);
        if !self.metadata.iter().any(|(key, _)| key == "version") {
            package["version"] = value("0.1.0");
        }
        package["edition"] = value("2024");
        package["publish"] = value(false);
        package
    }

    fn metadata(&self) -> Vec<Entry> {
        let entries = self.metadata.iter();
        let entries = entries.map(|(key, values)| match values.as_slice() {
            [text] if key != "keywords" => Entry::new(key, text.as_str()),
            values => Entry::new(key, array(values.iter().cloned())),
        });
        entries.collect()
    }

    fn features(&self) -> Vec<Entry> {
        let folders = self.folders();
        let of_client = |name: &str| array([format!("{}/{name}", self.client_key)]);
        let mut default = vec!["reqwest"];
        default.extend((!folders.is_empty()).then_some(FOLDERS));
        let mut entries = vec![Entry::new(
            "default",
            array(default.into_iter().map(str::to_owned)),
        )];
        entries.extend(FORWARDED.iter().map(|(name, comment)| Entry {
            comment: (!comment.is_empty()).then_some(comment),
            ..Entry::new(*name, of_client(name))
        }));
        if self.apis.iter().any(|api| api.serde) {
            let serde = Entry::new("serde", of_client("serde"));
            entries.push(serde.comment("serde's traits for types in JSON."));
        }
        if !folders.is_empty() {
            let all = Entry::new(FOLDERS, lines(folders.iter().cloned()));
            entries.push(all.comment("The folders of the collections: all, and each alone."));
        }
        entries.extend(folders.into_iter().map(|it| Entry::new(it, Array::new())));
        entries
    }

    fn dependencies(&self) -> Vec<Entry> {
        let mut client = self.client.clone();
        client.insert("default-features", false.into());
        let features = self.client_features();
        if !features.is_empty() {
            client.insert("features", array(features).into());
        }
        let mut entries = vec![Entry::new(self.client_key, client)];
        for name in self.other_crates() {
            let dependency = dependency(&name);
            entries.push(Entry::new(name, dependency));
        }
        entries
    }

    /// The runtime with what the tests of the saved responses need: their selection, and writing what is only read.
    fn of_tests(&self) -> Vec<Entry> {
        if !self.has_tests {
            return Vec::new();
        }
        let mut client = self.client.clone();
        client.insert("default-features", false.into());
        let features = ["mock", "serde"].map(str::to_owned);
        client.insert("features", array(features).into());
        vec![Entry::new(self.client_key, client)]
    }

    /// The features of folders; two APIs can have the same.
    fn folders(&self) -> BTreeSet<String> {
        self.apis.iter().flat_map(Api::features).collect()
    }

    /// The features of the runtime that auth schemes and types of other crates need.
    fn client_features(&self) -> BTreeSet<String> {
        let schemes = self.apis.iter().flat_map(|api| &api.schemes);
        let schemes = schemes.map(|scheme| scheme.kind.auth_type());
        let schemes = schemes.filter(|it| it.has_feature).map(|it| it.name);
        let known = external::KNOWN.iter().map(|known| known.name);
        let others = self.other_crates();
        let features = schemes.chain(known.filter(|known| others.contains(*known)));
        features.map(str::to_owned).collect()
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
}

/// The versions of crates whose types a configuration can name; any version of others.
fn dependency(name: &str) -> Value {
    match name {
        "chrono" => {
            let mut chrono = InlineTable::new();
            chrono.insert("version", "0.4".into());
            chrono.insert("default-features", false.into());
            chrono.insert("features", array(["std".to_owned()]).into());
            chrono.into()
        }
        "time" => "0.3".into(),
        "url" => "2".into(),
        "jiff" | "schemars" | "semver" | "uuid" => "1".into(),
        _ => "*".into(),
    }
}

/// A key that is kept up to date.
#[derive(Debug)]
struct Entry {
    key: String,
    value: Value,
    /// A line of its own before the key, if the key is new.
    comment: Option<&'static str>,
}

impl Entry {
    fn new(key: impl Into<String>, value: impl Into<Value>) -> Self {
        Self {
            key: key.into(),
            value: value.into(),
            comment: None,
        }
    }

    fn comment(self, comment: &'static str) -> Self {
        Self {
            comment: Some(comment),
            ..self
        }
    }
}

/// Replaces, adds and removes the marked keys of a table.
fn update(manifest: &mut DocumentMut, table: &str, entries: Vec<Entry>) {
    let table = manifest.entry(table).or_insert(Item::Table(Table::new()));
    let Some(table) = table.as_table_mut() else {
        // The user writes it in another way, and so maintains it.
        return;
    };
    table.retain(|key, item| !is_marked(item) || entries.iter().any(|entry| entry.key == key));
    for Entry {
        key,
        mut value,
        comment,
    } in entries
    {
        value.decor_mut().set_suffix(MARK);
        match table.get_mut(&key) {
            Some(old) if is_marked(old) => *old = Item::Value(value),
            Some(_) => {}
            None => {
                table.insert(&key, Item::Value(value));
                if let (Some(comment), Some(mut key)) = (comment, table.key_mut(&key)) {
                    key.leaf_decor_mut().set_prefix(format!("# {comment}\n"));
                }
            }
        }
    }
}

fn is_marked(item: &Item) -> bool {
    let suffix = item.as_value().and_then(|value| value.decor().suffix());
    let suffix = suffix.and_then(|suffix| suffix.as_str());
    suffix.is_some_and(|suffix| suffix.trim() == MARK.trim())
}

fn array(texts: impl IntoIterator<Item = String>) -> Array {
    texts.into_iter().collect()
}

/// An array with a line for each text.
fn lines(texts: impl IntoIterator<Item = String>) -> Array {
    let mut array = array(texts);
    let values = array.iter_mut();
    values.for_each(|value| value.decor_mut().set_prefix("\n    "));
    array.set_trailing_comma(true);
    array.set_trailing("\n");
    array
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

#[cfg(test)]
mod tests {
    use super::super::{Client, Package};
    use super::Manifest;

    fn manifest(package: &Package) -> Manifest<'_> {
        Manifest {
            name: "shop",
            apis: &[],
            client: package.client_dependency(),
            client_key: package.client_key(),
            metadata: &[],
            has_own_workspace: false,
            has_tests: false,
        }
    }

    #[test]
    fn a_path_is_a_toml_string_whatever_it_contains() {
        let path = "../cl'ient\"\n[build-dependencies]";
        let package = Package {
            client: Client::Path(path.to_owned()),
            ..Package::default()
        };
        let text = manifest(&package).text(None).unwrap();
        let table: toml::Table = text.parse().unwrap();
        assert_eq!(table["dependencies"]["client"]["path"].as_str(), Some(path));
        assert!(!table.contains_key("build-dependencies"));
    }

    #[test]
    fn no_registry_is_asked_for_a_package_that_the_user_did_not_name() {
        let package = Package::default();
        let text = manifest(&package).text(None).unwrap();
        let table: toml::Table = text.parse().unwrap();
        let client = table["dependencies"]["client"].as_table().unwrap();
        assert_eq!(client["path"].as_str(), Some("client"));
        assert!(!client.contains_key("version"), "{text}");
    }

    #[test]
    fn an_update_keeps_what_the_user_changed() {
        let package = Package::default();
        let manifest = manifest(&package);
        let new = manifest.text(None).unwrap();
        assert_eq!(manifest.text(Some(&new)).unwrap(), new);

        let edited = new
            .replace("version = \"0.1.0\"", "version = \"2.3.4\" # mine")
            .replace(
                "[\"client/ureq\"] # codegen",
                "[\"client/ureq\", \"reqwest\"]",
            )
            .replace(
                "[features]\n",
                "[features]\nmine = []\nold-folder = [] # codegen\n",
            )
            + "anyhow = \"1\"\n";
        let updated = manifest.text(Some(&edited)).unwrap();
        assert_eq!(updated, edited.replace("old-folder = [] # codegen\n", ""));
    }
}

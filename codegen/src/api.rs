//! The model: what a collection means. `lower` builds it, and `emit` writes it as Rust.
//!
//! # Guarantees
//!
//! `emit` relies on all of these, and therefore returns no errors:
//!
//! * Every [`Ident`] is a valid Rust identifier and not a keyword of any edition. Names of modules and fields are
//!   `snake_case`, names of types and variants `UpperCamelCase`. Each is unique in its scope: fields and variants in their
//!   type, types among everything in their module (request type, response enum, types, error codes, and the imports that
//!   `emit` adds), modules and types among their siblings.
//! * Responses are sorted by status, and each status occurs once. Error codes are unique.
//! * Every [`Segment::Parameter`] is the index of a parameter of its operation. Every [`Segment::ServerVariable`] is the name
//!   of a server variable of the API.
//! * [`Type::Named`] names a type of the same operation or one in [`Api::types`].
//! * [`Docs`] are clean for rustdoc: no bare URLs, no HTML, no broken links, no unbalanced code fences.
//! * [`Pagination`] that is complete belongs to an operation that has its parameter, and [`list`](Pagination::list) finds its
//!   items.
//! * No text anywhere in the model is a secret.

mod body;
mod definitions;
mod derive;
mod evidence;
mod example;
pub(crate) mod external;
mod format;
mod ident;
mod keywords;
mod observed;
mod operation;
mod pagination;
mod parameter;
mod profile;
mod provider;
mod response;
mod scheme;
mod server;
#[cfg(test)]
pub(crate) mod testing;
mod types;
mod variable_name;
mod walk;

pub use crate::markdown::Docs;
pub use body::{Body, FormEntry, GraphQlVariables};
pub use definitions::Definitions;
pub use derive::{Derive, Obstacle};
pub use evidence::{Content, Evidence, Fact, FirstPageReason, PresenceReason, Unproven};
pub use example::{ExampleValue, ExampleValues};
pub use format::{FormatTypes, TextFormat};
pub use ident::Ident;
pub(crate) use keywords::is_keyword;
pub use observed::Observed;
pub use operation::{AuthUse, HeaderEntry, Operation, QueryEntry, Segment};
pub use pagination::{List, PageRule, Pagination};
pub use parameter::{IndexedKeys, Location, Parameter, Presence, Serialization};
pub use profile::Profile;
pub use provider::{Grant, Provider};
pub use response::{
    ErrorCode, JsonStream, Payload, Response, SavedRequest, SavedResponse, StreamFormat, is_success,
};
pub use scheme::{AuthType, KeyLocation, Scheme, SchemeKind};
pub use server::{ClientVariable, Environment, ServerVariable, UrlPart};
pub use types::{
    AlwaysThere, Enum, EnumRepr, Field, Struct, Tag, Type, TypeDef, Union, Uses, Variant,
};
pub use variable_name::{environment_variable, shown_variable};

/// The name of the runtime in generated code.
pub(crate) const CLIENT: &str = "client";

/// One API, from one input: a collection, or a folder of collections.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// The module's name, such as `zoom`.
    pub module: Ident,
    /// The marker type's name, such as `Zoom`.
    pub type_name: Ident,
    /// The name for people, such as `zoom`.
    pub name: String,
    /// The collection's description.
    pub docs: Docs,
    /// The input as the user named it, such as `collections/zoom`.
    pub source: String,
    /// The variables of its URLs, in order of first use.
    pub server_variables: Vec<ServerVariable>,
    /// The environments with values of these variables, in the order of their files.
    pub environments: Vec<Environment>,
    /// The variables outside of the front of URLs that a client can set for all calls, in order of first use.
    pub client_variables: Vec<ClientVariable>,
    /// The auth schemes of its operations, in order of first use.
    pub schemes: Vec<Scheme>,
    /// Types that more than one operation uses, in the module `types` of the API.
    pub types: Vec<TypeDef>,
    /// Operations at the top.
    pub operations: Vec<Operation>,
    /// Folders at the top.
    pub folders: Vec<Folder>,
    /// Whether each folder at the top is a feature of the crate: see [`Api::feature_of`].
    pub folder_features: bool,
    /// Whether types in JSON have serde's traits, with feature `serde` of `client`.
    pub serde: bool,
    /// The path of the runtime in generated code; usually `client`.
    pub client_path: String,
}

impl Api {
    /// The feature that a folder at the top is compiled with, such as `shop-orders`.
    #[must_use]
    pub fn feature_of(&self, folder: &Folder) -> Option<String> {
        // In the style of Cargo features; only Rust needs the underscore after a keyword.
        let words = |module: &Ident| module.as_str().trim_end_matches('_').replace('_', "-");
        self.folder_features
            .then(|| format!("{}-{}", words(&self.module), words(&folder.module)))
    }

    /// The features of all folders at the top.
    pub fn features(&self) -> impl Iterator<Item = String> + '_ {
        self.folders
            .iter()
            .filter_map(|folder| self.feature_of(folder))
    }
}

/// A folder: one module.
#[derive(Debug, Clone, PartialEq)]
pub struct Folder {
    /// The module's name.
    pub module: Ident,
    /// The folder's name in the collection, on one line.
    pub name: String,
    /// JSON pointer of the folder.
    pub pointer: String,
    /// The folder's description.
    pub docs: Docs,
    /// Its operations, in file order.
    pub operations: Vec<Operation>,
    /// Its folders, in file order.
    pub folders: Vec<Folder>,
}

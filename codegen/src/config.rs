//! `codegen.toml`: the name of an API, and corrections of what was understood.
//!
//! The file is in the folder of the API, or next to its collection. All keys are optional:
//!
//! ```toml
//! name = "zoom"                            # the API's name, from which its module and type are named
//! base-url = "https://api.zoom.us/v2"      # the default base URL
//! environment = ["live.postman_environment.json"]
//!                                          # environment and globals files; later files take precedence;
//!                                          # each named environment is a constructor, here `Server::live()`
//! error-code-field = "error.code"          # the field of failures that contains the error code; or `/error/code`
//! features = true                          # makes each top-level folder a feature, here `zoom-users`
//! client-path = "my_client"                # the path of the runtime in generated code, instead of `client`
//! literal-ids = true                       # ids that paths have as text, such as `/orders/4711`, are no parameters
//! serde = false                            # leaves out serde's traits, which the feature `serde` of `client` adds
//!
//! [package]                                # metadata of the crate that `codegen new` writes
//! version = "1.0.0"
//! description = "A client for Zoom"
//! license = "MIT"
//! repository = "https://github.com/acme/zoom"
//! keywords = ["zoom"]
//!
//! [variables]                              # values of `{{variables}}`; these take precedence over all others
//! tenant = "acme"
//!
//! [types]                                  # Rust types for string formats, instead of `String`
//! uuid = "uuid::Uuid"
//! date = "jiff::civil::Date"               # `2026-02-03`; also `time::Date`, `chrono::NaiveDate`
//! date-time = "jiff::Timestamp"            # RFC 3339; also `time::OffsetDateTime`, `chrono::DateTime<chrono::Utc>`
//! derive = ["PartialEq", "Eq", "Hash"]     # in addition to `Debug` and `Clone`, for types that support it
//!
//! [answers]                                # fields of responses
//! lists = "optional"                       # a list that can be missing is an `Option`; the default is "empty", a `Vec`
//! always-there = "proven"                  # fields that are not an `Option`: "proven" by enough examples (the default),
//!                                          # "shown" by all examples, or "never"
//!
//! [auth]                                   # for items whose auth the collection does not document
//! type = "oauth2"                          # Postman's name of an auth type, such as `apikey`, `bearer` or `basic`
//! name = "X-Api-Key"                       # of an `apikey`: its header or query parameter
//! in = "header"                            # or "query"; of an `apikey` or the token of `oauth2`
//! prefix = "Bearer"                        # of the token of `oauth2`
//! token-url = "https://a.example/token"    # of `oauth2`: where tokens are issued; takes precedence over the collection
//! authorization-url = "https://a.example"  # of `oauth2`: where users give their consent
//! scopes = "read write"                    # of `oauth2`
//! client-id = "my-program"                 # of `oauth2`
//! grant = "client-credentials"             # of `oauth2`: or "password" or "authorization-code"
//!
//! [folder."Admin/Internal"]                # a folder by name, path of names or JSON pointer
//! skip = true                              # leaves out the folder with everything in it
//! rename = "internal"                      # the name of its module
//!
//! [item."Update user status"]              # an item by name, path (`Users/Update user status`), JSON pointer
//!                                          # (`/item/3`) or type (`UpdateUserStatus`)
//! skip = true                              # leaves out the item
//! rename = "SetStatus"                     # the name of the request type, from which its module is named
//!
//! error-code-field = "code"                # as above, for this item
//! auth = false                             # leaves out the scheme of `[auth]`
//! pages = false                            # the list does not come in pages, although the collection seems to show it
//!
//! [item."List users".pages]                # how its list comes in pages; what was understood is kept if `by` is the same
//! by = "cursor"                            # or "page", "offset", "last-item", "url", "link" (the header)
//! parameter = "page_token"                 # the query parameter of the next page; not of "url" and "link"
//! next = "next_page_token"                 # the field with its value, or with the URL; or `/next_page_token`
//! items = "users"                          # the list; not needed if the response is the list, or has only one
//! last = "id"                              # of "last-item": the member of the last item that is the parameter
//! first = 1                                # of "page": the number of the first page
//! current = "page"                         # of "page": the field with the number of the page
//! more = "has_more"                        # the field that is false on the last page
//! total = "pages"                          # the field with the number of pages, or of all items for "offset"
//!
//! [item."Update user status".response.200] # a response by status
//! sample = '{ "id": "me" }'                # JSON that it looks like; replaces the saved responses with this status
//! type = "crate::Status"                   # its type, see below; then a sample is not needed
//!
//! [item."Update user status".parameter.action]   # a parameter by wire name
//! rename = "what"                          # the name of the field, and of the argument or setter
//! required = true                          # an argument of `new`, not a setter; path variables always are.
//!                                          # Then no variable of the client has its value
//! type = "uuid::Uuid"                      # see below
//! enum = ["activate", "deactivate"]        # its values; a table also gives the names: { a = "Activate" }
//! exact = false                            # whether these values are the only ones possible; also corrects what
//!                                          # was understood. The default in responses is `false`
//!
//! [item."Update user status".error-code]   # names of error codes
//! 300 = "UpcomingMeetings"
//!
//! [parameter.page_size]                    # a parameter by wire name, in all items; `[item]` takes precedence
//! type = "i64"
//!
//! [type.User]                              # a struct, enum or union by name, anywhere in the API
//! rename = "Account"
//! derive = ["PartialEq"]                   # for this type and all types in it; an error if one does not support it
//!
//! [type.User.field.created_at]             # a field of a struct by JSON key
//! rename = "created"
//! type = "jiff::Timestamp"
//! required = true
//! nullable = false
//!
//! [type.Action.value]                      # names of an enum's variants
//! activate = "TurnOn"
//! ```
//!
//! A `type` is `String`, `bool`, `i32`, `i64`, `u64`, `f32`, `f64`, `json` (any JSON), `file`, the name of a generated
//! type, the path of a type of another crate, or one of these in `Vec<…>`, `Option<…>` or `BTreeMap<String, …>`.
//!
//! # Patterns
//!
//! The keys of items, folders, parameters, types and fields can be patterns: `*` stands for any text, and `|` separates
//! alternatives. A name that is written the same takes precedence. Each pattern has to match something:
//!
//! ```text
//! [type."*".field."id|*_id"]
//! type = "i64"
//! ```
//!
//! # Types of other crates
//!
//! `client` can read and write the UUIDs, dates and times above, with one feature per crate. It supports any type with
//! `FromStr` and `Display` as `client::json::Text<…>`, and types of your own crate that implement `client::FromJson`
//! and `client::ToJson`. The crate that defines the type must be a dependency. `codegen new` adds it and the feature to
//! `Cargo.toml`; in a package with a build script, add both yourself, for the types above:
//!
//! ```toml
//! client = { package = "codegen-client", path = "…", features = ["jiff", "uuid"] }
//! jiff = "1"
//! uuid = "1"
//! ```
//!
//! A string has a format if a placeholder declares it (`<uuid>`, `<date>`, `<dateTime>`), or if all examples of the API
//! have that format under the same key. Otherwise it stays a `String`.
//!
//! # Derives
//!
//! `derive` accepts `PartialEq`, `Eq`, `PartialOrd`, `Ord`, `Hash`, `Default` and `Copy`, which imply the traits that
//! they need, and paths of other derives (`schemars::JsonSchema`), which are not checked. In `[types]`, each type
//! derives what all its fields support, and a note lists the types that do not. For a single type, an unsupported
//! derive is an error.
//!
//! Editors can validate the file with `codegen/codegen.schema.json`, if its first line is, for example,
//! `#:schema ../../codegen/codegen.schema.json`.
//!
//! An unknown key, and a correction that matches nothing, is an error that names the nearest match.

mod added;
mod keys;
mod pages;
mod read;
mod table;

use std::collections::BTreeSet;

use crate::api::AlwaysThere;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Source;

pub use added::DeclaredAuth;

/// The configuration of one API.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The file, as the user named it; empty if there is none.
    pub path: String,
    /// The API's name.
    pub name: Option<String>,
    /// The default base URL.
    pub base_url: Option<String>,
    /// Environment and globals files, relative to the configuration.
    pub environments: Vec<Correction<()>>,
    /// Metadata of a new crate: keys of `[package]` with one text or a list.
    pub package: Vec<(String, Vec<String>)>,
    /// Values of variables.
    pub variables: Vec<Correction<String>>,
    /// Whether each folder at the top is a feature of the crate.
    pub features: Option<bool>,
    /// Whether types in JSON implement serde's traits; the default is true.
    pub serde: Option<bool>,
    /// Whether ids that paths have as text stay as they are, and are no parameters.
    pub literal_ids: bool,
    /// The path of the runtime in generated code.
    pub client_path: Option<String>,
    /// The field of failures that contains their error code.
    pub code_field: Option<Correction<()>>,
    /// The types of strings of a format, by the format's key.
    pub format_types: Vec<Correction<String>>,
    /// Derives of all types that support them, in addition to `Debug` and `Clone`.
    pub derives: Vec<Correction<()>>,
    /// Which fields of responses are always present.
    pub always_there: Option<AlwaysThere>,
    /// Whether lists in responses are `Option`s if they can be missing.
    pub optional_lists: bool,
    /// How callers authenticate if the collection does not document it.
    pub auth: Option<DeclaredAuth>,
    /// Corrections of folders.
    pub folders: Vec<Correction<FolderCorrection>>,
    /// Corrections of items.
    pub items: Vec<Correction<ItemCorrection>>,
    /// Corrections of parameters in all items, by wire name.
    pub parameters: Vec<Correction<ValueCorrection>>,
    /// Keys of items and folders that [`skip`](crate::correct) has applied in one of several files.
    pub skipped: BTreeSet<String>,
    /// Corrections of types.
    pub types: Vec<Correction<TypeCorrection>>,
}

/// A correction of something that a key names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction<T> {
    /// The name or pattern of what it corrects.
    pub key: String,
    /// The position of the key.
    pub position: Position,
    /// What to change.
    pub change: T,
}

/// Line and column, from 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
}

/// The changes to a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FolderCorrection {
    /// Whether to leave it out.
    pub skip: bool,
    /// The module's name.
    pub rename: Option<Correction<()>>,
}

/// The changes to an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemCorrection {
    /// Whether to leave it out.
    pub skip: bool,
    /// The request type's name.
    pub rename: Option<Correction<()>>,
    /// Its parameters, by wire name.
    pub parameters: Vec<Correction<ValueCorrection>>,
    /// Names of its error codes.
    pub error_codes: Vec<Correction<String>>,
    /// Whether the configured scheme does not apply to it.
    pub without_auth: bool,
    /// Whether its list does not come in pages.
    pub without_pages: bool,
    /// How its list comes in pages.
    pub pages: Option<PagesCorrection>,
    /// Its responses, by status.
    pub responses: Vec<Correction<ResponseCorrection>>,
    /// The field of its failures that contains their error code.
    pub code_field: Option<Correction<()>>,
}

/// How a list comes in pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PagesCorrection {
    /// The position of the table.
    pub position: Position,
    /// The rule, as [`PageRule::as_str`](crate::api::PageRule::as_str) names it.
    pub by: Option<&'static str>,
    /// The other keys, with their values.
    pub values: Vec<Correction<PagesValue>>,
}

/// A value of `[item.….pages]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PagesValue {
    /// A parameter, a field or a key.
    Text(String),
    /// The number of the first page.
    Number(u64),
}

/// The changes to a response.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResponseCorrection {
    /// Its status.
    pub status: u16,
    /// JSON that it looks like.
    pub sample: Option<String>,
    /// The type of its JSON.
    pub ty: Option<Correction<()>>,
    /// Whether the item that it belongs to was found before lowering.
    pub is_declared: bool,
}

/// The changes to a type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypeCorrection {
    /// Its name.
    pub rename: Option<Correction<()>>,
    /// Its fields, by JSON key.
    pub fields: Vec<Correction<ValueCorrection>>,
    /// Names of its values.
    pub values: Vec<Correction<String>>,
    /// Its additional derives.
    pub derives: Vec<Correction<()>>,
}

/// The changes to a parameter or a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValueCorrection {
    /// Its name.
    pub rename: Option<Correction<()>>,
    /// Its type.
    pub ty: Option<Correction<()>>,
    /// Whether it is required, or always present.
    pub required: Option<bool>,
    /// Whether it can be null; fields only.
    pub nullable: Option<bool>,
    /// Its values, some with names.
    pub values: Vec<(String, Option<String>)>,
    /// Whether these are the only possible values.
    pub closed: Option<bool>,
}

impl Config {
    /// Reads a configuration. Reports its errors, and keeps whatever is not affected by them.
    #[must_use]
    pub fn read(source: Option<&Source>, diagnostics: &mut Diagnostics) -> Self {
        source.map_or_else(Self::default, |source| read::read(source, diagnostics))
    }

    /// An error at a position in this configuration.
    pub(crate) fn error(
        &self,
        code: Code,
        position: Position,
        message: impl Into<String>,
    ) -> Diagnostic {
        self.locate(Diagnostic::new(code, "", message), position)
    }

    /// A diagnostic at a position in this configuration.
    pub(crate) fn locate(&self, diagnostic: Diagnostic, position: Position) -> Diagnostic {
        let mut located = diagnostic.in_file(&self.path);
        (located.line, located.column) = (position.line, position.column);
        located
    }
}

/// The example in the documentation of this module.
#[cfg(test)]
fn documented() -> String {
    let lines = include_str!("config.rs").lines();
    let lines = lines
        .skip_while(|line| !line.contains("```toml"))
        .skip(1)
        .take_while(|line| !line.contains("```"))
        .map(|line| line.trim_start_matches("//!").trim_start());
    lines.collect::<Vec<_>>().join("\n")
}

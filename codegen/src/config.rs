//! `codegen.toml`: what an API is called, and corrections of what was understood.
//!
//! It lies in the folder of the API, or beside its file. Everything in it is optional:
//!
//! ```toml
//! name = "zoom"                            # the API's name; its module and its type follow
//! base-url = "https://api.zoom.us/v2"      # the default of the base URL
//! environment = ["live.postman_environment.json"]
//!                                          # environment and globals files; later ones go before earlier ones
//! error-code-field = "error.code"          # the field of failures that carries their code; also `/error/code`
//! features = true                          # each folder at the top is a feature, here `zoom-users`
//! serde = false                            # leaves out serde's traits, which feature `serde` of `client` brings
//!
//! [variables]                              # values of `{{variables}}`; these go before all others
//! tenant = "acme"
//!
//! [types]                                  # of all that is known to be of a format, in place of `String`
//! uuid = "uuid::Uuid"
//! date = "jiff::civil::Date"               # `2026-02-03`; also `time::Date`, `chrono::NaiveDate`
//! date-time = "jiff::Timestamp"            # RFC 3339; also `time::OffsetDateTime`, `chrono::DateTime<chrono::Utc>`
//! derive = ["PartialEq", "Eq", "Hash"]     # beside `Debug` and `Clone`, where it can hold
//!
//! [folder."Admin/Internal"]                # a folder, by its name, path of names or JSON pointer
//! skip = true                              # leaves out all that is in it
//! rename = "internal"                      # the module
//!
//! [item."Update user status"]              # an item, by its name, path (`Users/Update user status`), JSON
//!                                          # pointer (`/item/3`) or type (`UpdateUserStatus`)
//! skip = true                              # leaves it out
//! rename = "SetStatus"                     # the type of the request; its module follows
//!
//! error-code-field = "code"                # as above, for this item
//!
//! [item."Update user status".parameter.action]   # a parameter, by its wire name
//! rename = "what"                          # the field and the argument or setter
//! required = true                          # an argument of `new`, or a setter; parts of the path always are
//! type = "uuid::Uuid"                      # see below
//! enum = ["activate", "deactivate"]        # its values; a table gives each its name: { a = "Activate" }
//! exact = false                            # whether other values can come, of `enum` or of what was understood; in
//!                                          # responses they can, unless it is said
//!
//! [item."Update user status".error-code]   # names of error codes
//! 300 = "UpcomingMeetings"
//!
//! [type.User]                              # a struct, enum or union, by its name, wherever it stands
//! rename = "Account"
//! derive = ["PartialEq"]                   # with all types in it; an error where it cannot hold
//!
//! [type.User.field.created_at]             # a field of a struct, by its JSON key
//! rename = "created"
//! type = "jiff::Timestamp"
//! required = true
//! nullable = false
//!
//! [type.Action.value]                      # names of the values of an enum
//! activate = "TurnOn"
//! ```
//!
//! A `type` is `String`, `bool`, `i32`, `i64`, `u64`, `f32`, `f64`, `json` (any JSON), `file`, the name of a type that is
//! generated, the path of a type of another crate, or one of these in `Vec<…>`, `Option<…>` or `BTreeMap<String, …>`.
//!
//! # Types of other crates
//!
//! A type of another crate is one that `client` reads and writes: the UUIDs, dates and times above (a feature of
//! `client` each, by the crate's name), any type that has `FromStr` and `Display` as `client::json::Text<…>`, or one of
//! your own crate that implements `client::FromJson` and `client::ToJson`. The crate that holds the type has to be a
//! dependency beside `client`: `codegen new` writes both down, a package with a build script needs, for the above,
//!
//! ```toml
//! client = { path = "…", features = ["jiff", "uuid"] }
//! jiff = "1"
//! uuid = "1"
//! ```
//!
//! A text is known to be of a format where a placeholder declares it (`<uuid>`, `<date>`, `<dateTime>`), or where all
//! examples of an API have it under this key; where one of them has not, it stays a `String`.
//!
//! # Derives
//!
//! `derive` takes `PartialEq`, `Eq`, `PartialOrd`, `Ord`, `Hash`, `Default` and `Copy`, with what they need, and paths of
//! other derives (`schemars::JsonSchema`), which are taken as they are. In `[types]` each type gets those that all its
//! fields have, and a note says which do not; at one type, it is an error where a field has not.
//!
//! An editor that reads JSON Schema checks the file by `codegen/codegen.schema.json`, with a first line such as
//! `#:schema ../../codegen/codegen.schema.json`.
//!
//! A key that is not known, and a correction that matches nothing, is an error that names the nearest.

mod keys;
mod read;
mod table;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Source;

/// The configuration of one API.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The file, as the user named it; empty where there is none.
    pub path: String,
    /// The API's name.
    pub name: Option<String>,
    /// The default of the base URL.
    pub base_url: Option<String>,
    /// Environment and globals files, relative to the configuration.
    pub environments: Vec<String>,
    /// Values of variables.
    pub variables: Vec<Correction<String>>,
    /// Whether each folder at the top is a feature of the crate.
    pub features: Option<bool>,
    /// Whether types in JSON have serde's traits; they have, unless it is said.
    pub serde: Option<bool>,
    /// The field of failures that carries their error code.
    pub code_field: Option<Correction<()>>,
    /// The types of strings of a format, by the format's key.
    pub format_types: Vec<Correction<String>>,
    /// What all types derive where they can, beside `Debug` and `Clone`.
    pub derives: Vec<Correction<()>>,
    /// Corrections of folders.
    pub folders: Vec<Correction<FolderCorrection>>,
    /// Corrections of items.
    pub items: Vec<Correction<ItemCorrection>>,
    /// Corrections of types.
    pub types: Vec<Correction<TypeCorrection>>,
}

/// A correction of the thing that goes by a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction<T> {
    /// What it is about.
    pub key: String,
    /// Where the key stands.
    pub position: Position,
    /// What to change.
    pub change: T,
}

/// Line and column, from 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
}

/// What to change of a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FolderCorrection {
    /// Whether to leave it out.
    pub skip: bool,
    /// The module's name.
    pub rename: Option<Correction<()>>,
}

/// What to change of an item.
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
    /// The field of its failures that carries their error code.
    pub code_field: Option<Correction<()>>,
}

/// What to change of a type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypeCorrection {
    /// Its name.
    pub rename: Option<Correction<()>>,
    /// Its fields, by JSON key.
    pub fields: Vec<Correction<ValueCorrection>>,
    /// Names of its values.
    pub values: Vec<Correction<String>>,
    /// What it derives as well.
    pub derives: Vec<Correction<()>>,
}

/// What to change of a parameter or a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValueCorrection {
    /// Its name.
    pub rename: Option<Correction<()>>,
    /// Its type.
    pub ty: Option<Correction<()>>,
    /// Whether it must be given, or is always there.
    pub required: Option<bool>,
    /// Whether it can be null; fields only.
    pub nullable: Option<bool>,
    /// Its values, with a name where one is given.
    pub values: Vec<(String, Option<String>)>,
    /// Whether the values are all there are.
    pub closed: Option<bool>,
}

impl Config {
    /// Reads a configuration; what is wrong with it is said, and the rest counts.
    #[must_use]
    pub fn read(source: Option<&Source>, diagnostics: &mut Diagnostics) -> Self {
        source.map_or_else(Self::default, |source| read::read(source, diagnostics))
    }

    /// An error about a place in this configuration.
    pub(crate) fn error(&self, code: Code, position: Position, message: String) -> Diagnostic {
        let mut error = Diagnostic::new(code, "", message).in_file(&self.path);
        (error.line, error.column) = (position.line, position.column);
        error
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

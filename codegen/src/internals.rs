//! Single steps of the pipeline, for the measurements and comparisons of this project's `tests` package.
//!
//! This is not part of the API: anything here can change in any version.

pub use crate::emit::{EmitOptions, emit};
pub use crate::lower::types::examples::{Example, bodies, distinct, each_item, responses};
pub use crate::lower::types::{Types, Wanted};
pub use crate::names::Scope;
pub use crate::output::mark::header;
#[cfg(feature = "cli")]
pub use crate::package::{Client, Package};
pub use crate::pointer::below;
pub use crate::postman::{Body, Collection, FormValue, Item, Node, parse};
pub use crate::prose::{Prose, Subject, read as read_prose};
pub use crate::redact::{Finding, of_collection as redact};
pub use crate::render::{Limit, Sources, Style, diagnostics as render};
pub use crate::shape::declared::{Declared, declared};
pub use crate::shape::{Direction, Inference, Json, Statistics};
pub use crate::variables::Variables;
pub use crate::variables::secrets::{
    Kind as SecretKind, Secret, find as find_secrets, find_in_value as find_secrets_in_value,
    names_secret,
};

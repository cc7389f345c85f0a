//! What a caller can choose.

use crate::source::Source;

/// Choices that hold for all APIs of one run.
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The name of the API, before all others; for one API only.
    pub name: Option<String>,
    /// The default of each API's base URL that `codegen.toml` does not set.
    pub base_url: Option<String>,
    /// Environment and globals files, whose variables go before those of a collection; later files go before
    /// earlier ones.
    pub environments: Vec<Source>,
    /// Whether each API gets a module `examples` with the requests that the collection itself would send.
    pub examples: bool,
    /// Whether the model has the values with which operations send the requests of saved responses, for the tests that
    /// `codegen new --tests` writes.
    pub tests: bool,
    /// Whether each folder at the top of an API is a feature of the crate, where `codegen.toml` does not say.
    pub features: bool,
    /// The path of the runtime in generated code, which `codegen.toml` takes precedence over: the name of a dependency,
    /// or a path that begins with `crate::`. The default is `client`.
    pub client_path: Option<String>,
    /// Whether a secret in the input is an error. It is left out of the output in any case.
    pub deny_secrets: bool,
    /// What is at the top of the output.
    pub root: Root,
    /// The existing file at the top of the output, if there is one. A diagnostic says if paths of its items become longer.
    pub existing_root: Option<String>,
    /// The name, in code, of the crate whose root the output has, such as `generated`: examples in its documentation
    /// are doctests if it is known.
    pub crate_name: Option<String>,
}

/// The file at the top of the output, which declares one module for each API.
///
/// The files below differ only in examples in documentation, and in how serde's traits are switched on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Root {
    /// `lib.rs`, the root of a crate.
    #[default]
    Crate,
    /// `lib.rs`, the root of a crate that belongs to its APIs. If there is one, its items are in the root too.
    Package,
    /// `mod.rs`, for `include!(concat!(env!("OUT_DIR"), "/mod.rs"))` inside a module.
    Include,
}

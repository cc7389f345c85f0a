//! Options of the generator.

use crate::source::Source;

/// Options for all APIs of one run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The name of the API, which takes precedence over all others. Only for a single API.
    pub name: Option<String>,
    /// The default base URL of each API. A `base-url` in `codegen.toml` takes precedence.
    pub base_url: Option<String>,
    /// Environment and globals files. Their variables take precedence over those of a collection, and later files over
    /// earlier ones.
    pub environments: Vec<Source>,
    /// Whether each API gets a module `examples` with the requests that the collection itself would send.
    pub examples: bool,
    /// Whether each folder at the top of an API is a feature of the crate. `features` in `codegen.toml` takes precedence.
    pub features: bool,
    /// The path of the runtime in generated code: the name of a dependency, or a path that begins with `crate::`. The default
    /// is `client`. `client-path` in `codegen.toml` takes precedence.
    pub client_path: Option<String>,
    /// Whether a secret in the input is an error. It is left out of the output in any case.
    pub deny_secrets: bool,
    /// The file at the top of the output.
    pub root: Root,
    /// The name, in code, of the crate that the output belongs to, such as `generated`. If it is known, examples in
    /// documentation are doctests.
    pub crate_name: Option<String>,
}

/// The file at the top of the output, which declares one module for each API.
///
/// The files below are the same for both, except for examples in documentation and the condition for serde's traits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Root {
    /// `lib.rs`, the root of a crate.
    #[default]
    Crate,
    /// `mod.rs`, for `include!(concat!(env!("OUT_DIR"), "/mod.rs"))` inside a module.
    Include,
}

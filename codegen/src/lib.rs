//! Generates typed Rust clients from Postman collections.
//!
//! ```text
//! text ─▶ postman::Collection ─▶ api::Api ─────▶ api::Api ───────────────▶ Output (path → text)
//!         what the file says     what it means   with the user's changes   what is written
//!         parse                  lower           correct                   emit
//! ```
//!
//! [`generate`] runs all four stages. It is pure: it touches no disk, clock or environment, and gives the same bytes for
//! the same input on every machine and at every thread count. Around it are
//!
//! * [`inputs`], which finds collections and their `codegen.toml` on disk;
//! * [`Output`], which is written to a folder or compared with one;
//! * [`diagnostic`]: errors, warnings and notes, each with a code and a position;
//! * [`Builder`] for build scripts, and `cli` (feature `cli`) for the command line;
//! * [`site`](mod@site) (feature `site`): pages about what was understood;
//! * [`understand`], which stops at the [model](api) of an API, and [`list`](mod@list), which prints the model.

pub mod api;
mod builder;
#[cfg(feature = "cli")]
pub mod cli;
mod config;
mod correct;
pub mod diagnostic;
mod emit;
pub mod inputs;
#[doc(hidden)]
pub mod internals;
#[cfg(feature = "call")]
#[doc(hidden)]
pub mod interpret;
pub mod list;
mod lower;
mod markdown;
mod names;
mod options;
pub mod output;
#[cfg(feature = "cli")]
mod package;
mod pattern;
mod pointer;
mod postman;
mod prose;
mod reason;
mod redact;
mod render;
mod shape;
#[cfg(feature = "site")]
pub mod site;
mod source;
mod spine;
mod suggest;
mod text;
mod v3;
mod variables;
mod words;

pub use builder::{BuildError, Builder};
pub use inputs::ApiInput;
pub use options::{Options, Root};
pub use output::Output;
pub use source::Source;
pub use spine::{Generation, Understanding, generate, understand};

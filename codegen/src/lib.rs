//! Generates typed Rust clients from Postman collections.
//!
//! ```text
//! text ─▶ postman::Collection ─▶ api::Api ─────▶ api::Api ───────────────▶ Output (path → text)
//!         what the file says     what it means   with the user's changes   what is written
//!         parse                  lower           correct                   emit
//! ```
//!
//! [`generate`] is the whole way, and pure: it touches no disk, clock or environment, and gives the same bytes for
//! the same input on every machine and at every thread count. Around it are
//!
//! * [`inputs`], which finds collections on disk, and [`config`], the `codegen.toml` next to them;
//! * [`Output`], which is written to a folder or compared with one;
//! * [`package`], which makes a crate of an output;
//! * [`Builder`] for build scripts, and `cli` (feature `cli`) for the command line;
//! * [`list`](mod@list), which shows what was understood, and [`render`], which shows what there is to say about it.

pub mod api;
mod builder;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
mod correct;
pub mod diagnostic;
pub mod emit;
pub mod inputs;
pub mod list;
pub mod lower;
mod markdown;
pub mod names;
pub mod options;
pub mod output;
pub mod package;
mod pointer;
pub mod postman;
pub mod prose;
mod reason;
pub mod render;
pub mod shape;
pub mod source;
mod spine;
mod suggest;
mod text;
mod v3;
pub mod variables;
mod words;

pub use builder::{BuildError, Builder};
pub use inputs::ApiInput;
pub use options::{Options, Root};
pub use output::Output;
pub use spine::{Generation, Understanding, generate, understand};

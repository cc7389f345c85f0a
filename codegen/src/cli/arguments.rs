//! What the command line understands.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Typed Rust clients from Postman collections.
///
/// Without a verb, regenerates `generated/` from `collections/`.
#[derive(Debug, Parser)]
#[command(
    name = "codegen",
    version,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    after_help = "\
Examples:
  codegen                                   collections/ → generated/
  codegen check                             is generated/ fresh?
  codegen list api.json                     what was understood, and why
  codegen new api.json --out my-client      a crate of its own

Exit codes: 0 all is well, 1 something is not (and standard error says what), 2 a wrong argument."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub verb: Option<Verb>,
    #[command(flatten)]
    pub generate: Generate,
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Regenerate a crate from a folder of collections (the default)
    ///
    /// Writes only files that differ, all or none, and deletes generated files that are no longer needed. Files whose
    /// first line does not say `@generated` are never touched. Exit code 1 where a collection holds an error; the rest
    /// of it is written all the same.
    Generate(Generate),
    /// Say whether the generated crate is fresh, and write nothing
    ///
    /// Names each file that is missing, differs or is left over. Exit code 1 where there is any.
    Check(Check),
    /// Show what was understood of collections, and why
    ///
    /// Each operation with its parameters (place, name, type, values, default), body, auth, answers and error codes.
    /// Exit code 1 where a file cannot be read.
    List(List),
    /// Write a crate of its own for any collection
    ///
    /// The crate is ready for `cargo check`. Each FILE becomes a module; files that belong to one API go into a folder.
    /// Each folder at the top of a collection is a feature of the crate (all are on by default), and feature `serde` gives
    /// types in JSON the traits of serde.
    New(New),
}

/// Where the input is, and what it is combined with.
#[derive(Debug, Clone, Args)]
pub(super) struct Input {
    /// Environment or globals file, whose values go before the collection's; can be given several times
    #[arg(long = "environment", value_name = "FILE")]
    pub environments: Vec<PathBuf>,
    /// Show all diagnostics, not only the first few of each kind
    #[arg(long, short)]
    pub verbose: bool,
}

#[derive(Debug, Args)]
pub(super) struct Generate {
    /// Folder with one file or one folder for each API
    #[arg(long, value_name = "DIR", default_value = "collections")]
    pub collections: PathBuf,
    /// Folder of the crate to write; its sources go to DIR/src
    #[arg(long, value_name = "DIR", default_value = "generated")]
    pub out: PathBuf,
    /// Also write modules `examples` with the requests that the collections themselves would send
    #[arg(long)]
    pub examples: bool,
    #[command(flatten)]
    pub input: Input,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub generate: Generate,
    /// Show what would change
    #[arg(long)]
    pub diff: bool,
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// Collection, folder or item as JSON; a folder of them; or `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// How to show it; the shape of `json` is stable
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    #[command(flatten)]
    pub input: Input,
}

/// How a list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// For other tools
    Json,
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// Collection, folder or item as JSON; a folder of them; or `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Folder to write the crate to; new, empty, or written by this before
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Name of the crate, and of the API where there is one only [default: the API's]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Local `client` crate to depend on by path [default: `client` in the current folder, else by version]
    #[arg(long, value_name = "PATH")]
    pub client: Option<PathBuf>,
    /// Also write a module `examples` with the requests that the collection itself would send
    #[arg(long)]
    pub examples: bool,
    #[command(flatten)]
    pub input: Input,
}

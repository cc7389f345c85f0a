//! The arguments of the command line.

use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{
    ArgMatches, Args, ColorChoice, Command, CommandFactory as _, FromArgMatches as _, Parser,
    Subcommand, ValueEnum,
};
use clap_complete::Shell;

use super::client::key;
use super::shell::Shell as CurlShell;
use crate::diagnostic::Code;

/// Generates typed Rust clients from Postman collections.
///
/// Without a verb, writes `generated/` from `collections/`.
#[derive(Debug, Parser)]
#[command(
    name = "codegen",
    version,
    after_help = "\
Examples:
  codegen                                   collections/ → generated/
  codegen check                             is generated/ up to date?
  codegen list api.json                     what was understood, and why
  codegen new api.json --out my-client      a new crate
  codegen site --out pages                  a page for each item
  codegen serve api.json                    a server that answers with saved responses
  codegen init api.json                     a codegen.toml for what is doubtful

Exit codes: 0 success, 1 failure (the reason is on standard error), 2 invalid arguments. `call` has more."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub verb: Option<Verb>,
    #[command(flatten)]
    pub generate: Generate,
    /// When to use colours: on a terminal, always or never
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorChoice::Auto, global = true)]
    pub color: ColorChoice,
}

impl Arguments {
    /// The arguments of this process. Wrong ones end it, and so do requests for help.
    pub(super) fn of_process() -> Self {
        let mut command = Self::command();
        let matches = command.get_matches_mut();
        if let Some(option) = misplaced(&matches) {
            let problem = format!("`--{option}` belongs after the verb");
            command.error(ErrorKind::ArgumentConflict, problem).exit();
        }
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.format(&mut command).exit())
    }
}

/// An option of `generate` before another verb, which would have no effect.
fn misplaced(matches: &ArgMatches) -> Option<String> {
    matches.subcommand_name()?;
    let options = Generate::augment_args(Command::new("generate"));
    let mut names = options
        .get_arguments()
        .map(|option| option.get_id().as_str());
    let name = names.find(|name| matches.value_source(name) == Some(ValueSource::CommandLine))?;
    Some(name.replace('_', "-"))
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Generate a crate from a folder of collections (the default)
    ///
    /// Writes only files that differ, either all of them or none, and deletes generated files that are no longer needed.
    /// Files without `@generated` in their first line are never touched. The exit code is 1 if a collection has an error;
    /// everything else is still generated.
    Generate(Generate),
    /// Check that the generated crate is up to date, without writing
    ///
    /// Names each file that is missing, outdated or no longer needed. The exit code is 1 if there is one.
    Check(Check),
    /// Show what was understood, and why
    ///
    /// FILE is a collection, or a folder: of one API, of YAML files (format 3), or a repository with several of these. Lists each
    /// operation with its parameters (location, name, type, values, default), body, auth, responses and error codes, and the
    /// evidence for them. `--keys` shows how to change each in codegen.toml. The exit code is 1 if a file cannot be read, or if
    /// nothing is listed.
    List(List),
    /// Write a new crate
    ///
    /// Each FILE becomes a module; put files that belong to one API into a folder. Each top-level folder of a collection
    /// becomes a feature of the crate, on by default. The feature `serde` implements serde's traits for types in JSON.
    ///
    /// The crate is yours. A later run with the same arguments updates the sources, the runtime in the folder `client`, and
    /// the lines of Cargo.toml that end in `# codegen`. It keeps all other lines, and a README.md that you wrote.
    New(New),
    /// Write the catalogue: pages with a sample, a curl command and the JSON of each item
    ///
    /// The pages work from disk and on any server, load nothing from elsewhere, and have a search. `llms.txt`, a Markdown version
    /// of each page and `catalogue.json` are for other programs. The exit code is 1 if a collection has an error; everything
    /// else is still written.
    #[cfg(feature = "site")]
    Site(Site),
    /// Send a request, without compiling anything
    ///
    /// The parameters of the item are options: `codegen call FILE ITEM --help` shows them, with those for the server and the
    /// credentials. The request is the one that generated code sends. `--curl` prints it instead, `--example` takes the
    /// values of the collection.
    ///
    /// Credentials come from options, from environment variables such as `SHOP_BEARER`, or from a prompt. The response's
    /// body is printed. The exit code is 1 if the request cannot be built, 3 if there is no response, 4 and 5 if the status
    /// is 4xx or 5xx.
    Call(Call),
    /// Print the requests of a collection as curl commands
    ///
    /// Values are those of the collection. Credentials, and values that it lacks, are variables of the shell such as
    /// `$SHOP_BEARER`. Requests are those that `call` sends; Basic, Digest, NTLM and AWS signatures are left to curl. `call
    /// --curl` prints the command for other values.
    Curl(Curl),
    /// Answer requests with the saved responses of a collection
    ///
    /// Each request is answered with the saved response whose method, path and query match it best; a variable in them matches
    /// anything. These headers select another one: `Prefer: code=404` or `x-mock-response-code`, `Prefer: example="NAME"` or
    /// `x-mock-response-name`, `x-mock-response-id`. `x-mock-match-request-body: true` and `x-mock-match-request-headers: NAMES`
    /// also compare the body and headers. A request that nothing matches is answered with 404 and the closest example.
    ///
    /// The page `/` lists all of them. The exit code is 1 if the server cannot listen, or nothing is saved.
    Serve(Serve),
    /// Explain a diagnostic, with an example and a fix
    ///
    /// Without CODE, lists all codes. The exit code is 2 if the code does not exist.
    Explain(Explain),
    /// Write a commented codegen.toml with keys for whatever is doubtful
    ///
    /// For a folder of an API, the file is `codegen.toml` in it; for a single file, `NAME.toml` next to it. Everything in
    /// it is a comment until you change it. The exit code is 1 if the file exists already.
    Init(Init),
    /// Print completions for a shell
    ///
    /// For example: codegen completions bash > ~/.local/share/bash-completion/completions/codegen
    Completions(Completions),
    /// Print the manual page of codegen or of a verb
    ///
    /// For example: codegen man > codegen.1
    Man(Man),
}

#[cfg(feature = "site")]
#[derive(Debug, Args)]
pub(super) struct Site {
    /// Folder that contains one file or one folder per API
    #[arg(long, value_name = "DIR", default_value = "collections")]
    pub collections: PathBuf,
    /// Folder to write
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Name of the crate with the generated code, which the samples use
    #[arg(long = "crate", value_name = "NAME", default_value = CRATE_NAME, value_parser = crate_name)]
    pub crate_name: String,
    /// Show which files would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub input: Input,
}

/// The crate of this workspace with generated code.
#[cfg(feature = "site")]
pub(super) const CRATE_NAME: &str = "generated";

/// The name of a crate in code.
#[cfg(feature = "site")]
fn crate_name(text: &str) -> Result<String, String> {
    let name = text.replace('-', "_");
    match syn::parse_str::<syn::Ident>(&name) {
        Ok(_) => Ok(name),
        Err(_) => Err(format!("`{text}` is not the name of a crate")),
    }
}

#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub(super) struct Call {
    /// JSON file with a collection, folder or item; or a folder
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Name, path of names, type or JSON pointer of the item, if there are several
    #[arg(value_name = "ITEM", allow_hyphen_values = true)]
    pub item: Option<String>,
    /// Print help, with the options of the item
    #[arg(long, short)]
    pub help: bool,
    /// Options of the item
    #[arg(
        value_name = "OPTIONS",
        trailing_var_arg = true,
        allow_hyphen_values = true
    )]
    pub rest: Vec<OsString>,
}

#[derive(Debug, Args)]
pub(super) struct Curl {
    /// JSON file with a collection, folder or item; or a folder
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Name, path of names, type or JSON pointer of an item [default: all items]. `*` stands for any text
    #[arg(value_name = "ITEM")]
    pub item: Option<String>,
    /// Shell that reads the commands
    #[arg(long, value_enum, value_name = "SHELL", default_value_t)]
    pub shell: CurlShell,
    /// Base URL, instead of the collection's
    #[arg(long, value_name = "URL")]
    pub server: Option<String>,
    #[command(flatten)]
    pub input: Input,
}

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// JSON file with a collection, folder or item; a folder of such files; or `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Port; with 0, the system chooses one
    #[arg(long, value_name = "PORT", default_value_t = 4010)]
    pub port: u16,
    /// Address to listen on. With any other than 127.0.0.1, other machines can connect
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// Wait before each response
    #[arg(long, value_name = "MILLISECONDS", default_value_t = 0)]
    pub delay: u64,
    /// The percentage of requests that fail, evenly spread
    #[arg(long, value_name = "PERCENT", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=100))]
    pub fail: u8,
    /// Status of these failures
    #[arg(long, value_name = "STATUS", default_value_t = 500, value_parser = clap::value_parser!(u16).range(200..=599))]
    pub fail_status: u16,
    /// Read the files again whenever they change
    #[arg(long)]
    pub watch: bool,
    /// Also serve the catalogue, below /_catalogue/. The pages of items can send their requests
    #[cfg(feature = "site")]
    #[arg(long)]
    pub site: bool,
    #[command(flatten)]
    pub input: Input,
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// JSON file with a collection, folder or item; a folder of such files; or a folder of format 3
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Print the text, and write nothing
    #[arg(long)]
    pub print: bool,
    #[command(flatten)]
    pub input: Input,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct Man {
    /// Verb, such as `new`
    #[arg(value_name = "VERB")]
    pub verb: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// Code of a diagnostic, such as `no-url`
    #[arg(value_name = "CODE")]
    pub code: Option<Code>,
}

/// Options that all verbs with input have.
#[derive(Debug, Clone, Args)]
pub(super) struct Input {
    /// Environment or globals file; its values take precedence over the collection's. Can be repeated
    #[arg(long = "environment", value_name = "FILE")]
    pub environments: Vec<PathBuf>,
    /// Fail if the input contains a secret. Secrets are left out of the output in any case
    #[arg(long)]
    pub deny_secrets: bool,
    /// Show all diagnostics, not just the first few of each code
    #[arg(long, short, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Show errors only: no warnings, notes, summaries or progress
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
pub(super) struct Generate {
    #[command(flatten)]
    pub target: Target,
    /// Show which files would change, and write nothing
    #[arg(long, conflicts_with = "watch")]
    pub dry_run: bool,
    /// Generate again whenever a collection changes, until interrupted
    #[arg(long)]
    pub watch: bool,
}

/// What is generated, and where it is written.
#[derive(Debug, Args)]
pub(super) struct Target {
    /// Folder that contains one file or one folder per API
    #[arg(long, value_name = "DIR", default_value = "collections")]
    pub collections: PathBuf,
    /// Folder of the crate to write; sources go to DIR/src
    #[arg(long, value_name = "DIR", default_value = "generated")]
    pub out: PathBuf,
    /// Also generate modules `examples`, with the requests that the collections themselves would send
    #[arg(long)]
    pub examples: bool,
    #[command(flatten)]
    pub input: Input,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub target: Target,
    /// Show the differences
    #[arg(long)]
    pub diff: bool,
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// JSON file with a collection, folder or item; a folder of such files; or `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Output format; `json` is stable
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Show the table of codegen.toml that changes each thing, and all types in JSON
    #[arg(long)]
    pub keys: bool,
    #[command(flatten)]
    pub filter: Filter,
    #[command(flatten)]
    pub input: Input,
}

/// Which operations are listed: those that pass all filters. `*` stands for any text.
#[derive(Debug, Args)]
pub(super) struct Filter {
    /// List only items with this name, path of names, type or JSON pointer. `*` stands for any text
    #[arg(long, value_name = "NAME")]
    pub item: Option<String>,
    /// List only operations with this URL path, such as `/users/*`
    #[arg(long, value_name = "PATH")]
    pub path: Option<String>,
    /// List only items below folders with this name or path of names
    #[arg(long, value_name = "NAME")]
    pub folder: Option<String>,
}

/// The format of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// For other tools
    Json,
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// JSON file with a collection, folder or item; a folder of such files; or `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Output directory; must be new, empty or previously generated
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Name of the crate, and of the API if there is only one [default: the API's name]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Where the runtime comes from: a folder, a git URL (`#REV` selects a revision), or a version in a registry [default:
    /// included in the new crate, in the folder `client`]
    #[arg(long, value_name = "PATH|URL|VERSION")]
    pub client: Option<String>,
    /// Key of the runtime in Cargo.toml, and its name in generated code [default: client]
    #[arg(long, value_name = "KEY", value_parser = key)]
    pub client_name: Option<String>,
    /// Name of the runtime's package, which you may publish [default: codegen-client]
    #[arg(long, value_name = "NAME", value_parser = key)]
    pub client_package: Option<String>,
    #[command(flatten)]
    pub extras: Extras,
    /// Show which files would change, and write nothing
    #[arg(long, conflicts_with = "check")]
    pub dry_run: bool,
    /// Check that the crate is up to date, without writing; the exit code is 1 if it is not
    #[arg(long)]
    pub check: bool,
    #[command(flatten)]
    pub input: Input,
}

/// What a new crate can contain besides its API.
#[derive(Debug, Args)]
pub(super) struct Extras {
    /// Also generate a module `examples`, with the requests that the collection itself would send
    #[arg(long)]
    pub examples: bool,
    /// Also write tests: each saved response is received, read, and written again as the same JSON. With `BASE_URL`, another test
    /// checks that a real server's responses are documented. Includes `--examples`
    #[arg(long)]
    pub tests: bool,
}

//! Measures whether the generator's time grows with the size of its input, and not faster.
//!
//! ```text
//! cargo run -p tests --bin scaling                   each kind of input, twice the size each time
//! cargo run -p tests --bin scaling -- elements       one kind
//! cargo run -p tests --bin scaling -- --large        20 MB and 200 MB of ordinary operations
//! ```
//!
//! Prints the CPU seconds (user and system) and the peak of memory of `codegen list` and of generating for each size, and how
//! the time per byte grows from the smallest to the largest. About 1 is linear; if the sizes grow by 8, quadratic is about 8.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use clap::Parser;
use clap::builder::PossibleValuesParser;
use tests::binary::optimized_binary;
use tests::cost;
use tests::program::exit_code;
use tests::scaling::{KINDS, Kind};
use tests::synthetic::{self, Layout};

/// Measures whether the generator's time grows with the size of its input, and not faster.
#[derive(Parser)]
struct Arguments {
    /// The kind of input; all of them if none is given.
    #[arg(value_parser = PossibleValuesParser::new(KINDS.iter().map(|kind| kind.name)))]
    kind: Option<String>,
    /// Measure 20 MB and 200 MB of ordinary operations.
    #[arg(long, conflicts_with = "kind")]
    large: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let chosen = |kind: &&Kind| {
        let name = arguments.kind.as_deref();
        name.is_none_or(|name| name == kind.name)
    };
    let result = if arguments.large {
        large()
    } else {
        KINDS.iter().filter(chosen).try_for_each(measure)
    };
    exit_code(result.map(|()| true))
}

fn measure(kind: &Kind) -> io::Result<()> {
    let texts = [1, 2, 4, 8].map(|factor| (kind.text)(kind.size * factor));
    table(kind.name, &texts)
}

/// An operation of the synthetic collection has about 11.5 kB.
fn large() -> io::Result<()> {
    let texts = [1_740, 17_400].map(|count| synthetic::text(count, synthetic::SEED, Layout::Tabs));
    table("operations", &texts)
}

fn table(name: &str, texts: &[String]) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let input = folder.path().join("collections");
    let file = input.join("input.json");
    fs::create_dir(&input)?;
    let verbs: [(&str, &dyn Fn() -> Command); 2] = [
        ("list", &|| list(&file)),
        ("generate", &|| generate(&input, &folder.path().join("out"))),
    ];
    for (verb, command) in verbs {
        let mut per_byte = Vec::new();
        for text in texts {
            fs::write(&file, text)?;
            let mut command = command();
            // Inputs with errors end with 1, and are read to their end all the same.
            let cost =
                cost::ending_with(command.stdout(Stdio::null()).stderr(Stdio::null()), &[0, 1])?;
            let bytes = u32::try_from(text.len()).map_err(io::Error::other)?;
            per_byte.push(cost.cpu.as_secs_f64() / f64::from(bytes));
            println!(
                "{name:<16}{verb:<9}{:>8.2} MB{:>9.2} s{:>8} MB peak",
                f64::from(bytes) / 1e6,
                cost.cpu.as_secs_f64(),
                cost.peak / 1_000_000
            );
        }
        if let [first, .., last] = per_byte[..] {
            println!(
                "{name:<16}{verb:<9}time per byte grows by {:.1}",
                last / first
            );
        }
    }
    Ok(())
}

fn list(file: &Path) -> Command {
    let mut command = Command::new(optimized_binary());
    command.arg("list").arg(file);
    command
}

fn generate(input: &Path, out: &Path) -> Command {
    let mut command = Command::new(optimized_binary());
    command.arg("--collections").arg(input);
    command.arg("--examples").arg("--out").arg(out);
    command
}

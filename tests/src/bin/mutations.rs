//! Changes each value of the saved responses below a folder in turn, and prints what each change costs when it is read.
//!
//! ```text
//! cargo run -p tests --bin mutations -- DIR             counts
//! cargo run -p tests --bin mutations -- DIR --costly    and each change that costs more than the value and its container
//! cargo run -p tests --bin mutations -- DIR --publishers reporting   half of the publishers: see `publishers`
//! ```

use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use codegen::{ApiInput, Options, Source, understand};
use tests::evidence::{self, Mutations};
use tests::program::Folder;

/// Changes each value of the saved responses below a folder in turn, and prints what each change costs when it is read.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    folder: Folder,
    /// Print each change that costs more than the value and its container.
    #[arg(long)]
    costly: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut all = Mutations::default();
    for file in arguments.folder.files() {
        let mut of_file = mutations(&file).unwrap_or_default();
        let label = |pointer: &mut String| *pointer = format!("{}{pointer}", file.display());
        of_file.excessive.iter_mut().for_each(label);
        of_file.unread.iter_mut().for_each(label);
        all.add(of_file);
    }
    println!("responses            {}", all.examples);
    println!("changes              {}", all.changes);
    println!("read without loss    {}", all.whole);
    println!(
        "cost the value, or the optional field or item that contains it: {}",
        all.lossy
    );
    println!("cost more            {}", all.excessive.len());
    println!("not read             {}", all.unread.len());
    if arguments.costly {
        for at in all.excessive {
            println!("more: {at}");
        }
        for at in all.unread {
            println!("not read: {at}");
        }
    }
    ExitCode::SUCCESS
}

fn mutations(file: &Path) -> Option<Mutations> {
    let collection = evidence::collection(file)?;
    let source = Source {
        path: file.display().to_string(),
        text: std::fs::read_to_string(file).ok()?,
    };
    let understanding = understand(&[ApiInput::of(source)], &Options::default());
    let api = understanding.apis.first()?;
    Some(Mutations::of(api, &collection))
}

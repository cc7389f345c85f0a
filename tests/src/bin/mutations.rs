//! Changes each value of the saved responses below a folder in turn, and prints what each change costs when it is read.
//!
//! ```text
//! cargo run -p tests --bin mutations -- DIR             counts
//! cargo run -p tests --bin mutations -- DIR --costly    and each change that costs more than the value and its container
//! cargo run -p tests --bin mutations -- DIR --publishers reporting   half of the publishers: see `publishers`
//! ```

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use codegen::{ApiInput, Options, Source, understand};
use tests::evidence::{self, Mutations};
use tests::publishers::Publishers;

const USAGE: &str = "usage: mutations DIR [--costly] [--publishers all|tuning|reporting]";

struct Arguments {
    dir: PathBuf,
    costly: bool,
    publishers: Publishers,
}

fn main() -> ExitCode {
    let arguments = match arguments() {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("error: {problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let mut all = Mutations::default();
    for file in arguments.publishers.files(&arguments.dir) {
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

fn arguments() -> Result<Arguments, String> {
    let mut costly = false;
    let (dir, publishers) = tests::arguments::folder(|option, _| {
        let is_known = option == "--costly";
        costly |= is_known;
        Ok(is_known)
    })?;
    Ok(Arguments {
        dir,
        costly,
        publishers,
    })
}

//! Counts what the generator takes for secrets in a folder of collections, and shows a sample to be judged by hand.
//!
//! ```text
//! cargo run -p tests --bin redactions -- DIR                 counts by kind
//! cargo run -p tests --bin redactions -- DIR --sample 150    and about 150 of them, with the text around
//! ```

use std::path::PathBuf;
use std::process::ExitCode;

use tests::redactions;

const USAGE: &str = "usage: redactions DIR [--sample N]";

fn main() -> ExitCode {
    let (dir, count) = match arguments() {
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("error: {problem}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let all = redactions::of_folder(&dir);
    print!("{}", redactions::table(&all));
    for redaction in redactions::sample(&all, count) {
        let (before, after) = &redaction.context;
        println!(
            "{:?} {:?}: {before:?} »{}« {after:?}\n    {}",
            redaction.kind, redaction.name, redaction.value, redaction.location
        );
    }
    ExitCode::SUCCESS
}

fn arguments() -> Result<(PathBuf, usize), String> {
    let (mut dir, mut count) = (None, 0);
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--sample" => {
                let number = given.next().unwrap_or_default();
                count = number.parse().map_err(|_| "`--sample` needs a number")?;
            }
            flag if flag.starts_with('-') => return Err(format!("unknown option `{flag}`")),
            path if dir.is_none() => dir = Some(PathBuf::from(path)),
            path => return Err(format!("`{path}` is one folder too many")),
        }
    }
    Ok((dir.ok_or("which folder?")?, count))
}

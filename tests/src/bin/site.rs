//! Writes the catalogue of a folder of collections in memory, measures it, and checks its pages.
//!
//! ```text
//! cargo run --release -p tests --bin site -- DIR            of a folder of collections
//! cargo run --release -p tests --bin site -- 2000           of a synthetic collection with this number of items
//! ```
//!
//! Exit code 1 if a page is not valid HTML, or a link leads nowhere.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use codegen::inputs::Inputs;
use codegen::site::site;
use codegen::{ApiInput, Options, Source, understand};
use tests::pages::{options, problems};
use tests::synthetic::{self, Layout};

/// How many problems are shown.
const SHOWN: usize = 20;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let inputs = match arguments.as_slice() {
        [argument] => inputs(argument),
        _ => {
            eprintln!("usage: site DIR|COUNT");
            return ExitCode::from(2);
        }
    };
    let start = Instant::now();
    let understanding = understand(&inputs, &Options::default());
    let understood = start.elapsed();
    let start = Instant::now();
    let site = site(&understanding, &inputs, options("generated"));
    let written = start.elapsed();
    let items: usize = understanding
        .apis
        .iter()
        .map(|api| api.all_operations().len())
        .sum();
    let bytes: usize = site.iter().map(|(_, text)| text.len()).sum();
    let of = |path: &str| site.get(path).map_or(0, str::len);
    println!(
        "{} APIs, {items} items, {} files, {bytes} bytes",
        understanding.apis.len(),
        site.len()
    );
    println!("search-index.js: {} bytes", of("search-index.js"));
    println!(
        "understood in {:.2} s, pages in {:.2} s",
        understood.as_secs_f64(),
        written.as_secs_f64()
    );
    let problems = problems(&site);
    for problem in problems.iter().take(SHOWN) {
        println!("{problem}");
    }
    println!("{} problems", problems.len());
    if problems.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn inputs(argument: &str) -> Vec<ApiInput> {
    if let Ok(count) = argument.parse() {
        return vec![ApiInput::of(Source {
            path: "synthetic.json".to_owned(),
            text: synthetic::text(count, synthetic::SEED, Layout::Tabs),
        })];
    }
    let mut inputs = Inputs::default();
    inputs.add_collections(Path::new(argument));
    inputs.apis
}

//! Guards the cost of building a request, decoding a page and generating, by figures that no other load on the machine
//! changes: instructions and allocations, as counted by valgrind, and the size of the output.
//!
//! ```text
//! cargo run --release -p tests --bin footprint               compares with tests/footprint.toml
//! cargo run --release -p tests --bin footprint -- --record   writes tests/footprint.toml
//! ```
//!
//! Fails if a figure has grown by more than 2 %. Prints the same work by hand, or with other crates, next to ours.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs, io};

use tests::binary::project;
use tests::valgrind::Count;
use tests::workloads::decode::{self, Keys, Page, page};
use tests::workloads::generate::Input;
use tests::workloads::request;

const USAGE: &str = "usage: footprint [--record]";

/// By how much a figure may grow: one part in this many.
const TOLERANCE: u64 = 50;

const BASE_URL: &str = "https://api.zoom.us/v2";

/// Operations that are generated.
const OPERATIONS: usize = 100;

/// A piece of work, how often it is repeated, and the same work without this project.
const WORKLOADS: [(&str, u64, Option<&str>); 3] = [
    ("request", 1000, Some("request-by-hand")),
    ("page", 10, Some("page-by-serde")),
    ("generate", 1, None),
];

/// Figures by name, such as `request.instructions`.
type Figures = BTreeMap<String, u64>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments.as_slice() {
        [] => compare(),
        ["--record"] => record(),
        // Under valgrind.
        ["run", name, count] => count.parse().map_err(io::Error::other).map(|count| {
            run(name, count);
            true
        }),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Does a piece of work a number of times.
fn run(name: &str, count: u64) {
    let repeat = |work: &dyn Fn()| (0..count).for_each(|_| work());
    let page = || page(100, Keys::InOrder);
    match name {
        "request" => {
            let endpoint = request::endpoint(BASE_URL);
            repeat(&|| drop(black_box(request::generated(&endpoint))));
        }
        "request-by-hand" => repeat(&|| drop(black_box(request::by_hand(BASE_URL)))),
        "page" => {
            let text = page();
            repeat(&|| drop(black_box(decode::generated::<Page>(&text))));
        }
        "page-by-serde" => {
            let text = page();
            repeat(&|| drop(black_box(decode::by_serde::<Page>(&text))));
        }
        _ => {
            let input = Input::new(OPERATIONS);
            repeat(&|| drop(black_box(input.output())));
        }
    }
}

fn file() -> PathBuf {
    project().join("tests/footprint.toml")
}

fn record() -> io::Result<bool> {
    let figures = measure()?;
    let text = toml::to_string(&figures).map_err(io::Error::other)?;
    let head = "# Written by `cargo run --release -p tests --bin footprint -- --record`.\n\n";
    fs::write(file(), format!("{head}{text}"))?;
    Ok(true)
}

/// Whether no figure has grown.
fn compare() -> io::Result<bool> {
    let recorded: Figures =
        toml::from_str(&fs::read_to_string(file())?).map_err(io::Error::other)?;
    let mut grown = 0;
    for (name, now) in measure()? {
        let Some(known) = recorded.get(&name) else {
            println!("`{name}` is not recorded");
            continue;
        };
        if now > known + known / TOLERANCE {
            grown += 1;
            eprintln!("error: `{name}` is {now}, and was {known}");
        }
    }
    if grown > 0 {
        eprintln!("if this is intended, run it again with `--record`");
    }
    Ok(grown == 0)
}

/// Measures everything, and prints it with the same work without this project.
fn measure() -> io::Result<Figures> {
    let mut figures = Figures::new();
    println!("| | ours | by other means | ratio |\n|---|---|---|---|");
    for (name, count, other) in WORKLOADS {
        for kind in Count::ALL {
            // Generating under `dhat` takes minutes.
            if kind == Count::Allocations && name == "generate" {
                continue;
            }
            let ours = count_of(kind, name, count)?;
            let others = other
                .map(|other| count_of(kind, other, count))
                .transpose()?;
            let ratio = others.map(|others| ratio(ours, others)).unwrap_or_default();
            let others = others.map(|others| others.to_string()).unwrap_or_default();
            let kind = kind.name();
            println!("| {name}, {kind} | {ours} | {others} | {ratio} |");
            figures.insert(format!("{name}-{kind}"), ours);
        }
    }
    let output = Input::new(OPERATIONS).output();
    let count = |size: fn(&str) -> usize| {
        let sizes = output.iter().map(|(_, text)| size(text));
        (sizes.sum::<usize>() / OPERATIONS) as u64
    };
    let sizes = [
        ("output-bytes-per-operation", count(str::len)),
        (
            "output-lines-per-operation",
            count(|text| text.lines().count()),
        ),
    ];
    for (name, size) in sizes {
        println!("| {name} | {size} | | |");
        figures.insert(name.to_owned(), size);
    }
    Ok(figures)
}

fn ratio(ours: u64, others: u64) -> String {
    let hundredths = ours * 100 / others.max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The count of one repetition: the difference of two runs, so that start and end do not count.
fn count_of(kind: Count, workload: &str, count: u64) -> io::Result<u64> {
    let program = env::current_exe()?;
    let total = |count: u64| kind.of(&program, &["run", workload, &count.to_string()]);
    Ok(total(count)?.saturating_sub(total(0)?) / count)
}

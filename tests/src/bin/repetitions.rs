//! Looks for texts whose repetition in one place of a collection takes time that grows with the square of their number.
//!
//! ```text
//! cargo run -p tests --bin repetitions
//! ```
//!
//! Each text fills each place of a collection up to 30 kB and up to 120 kB. Exit code 1 if the CPU time of `codegen list` grows much
//! more than the text.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use tests::binary::optimized_binary;
use tests::cost;
use tests::program::exit_code;
use tests::repetitions::{PLACES, Place, TEXTS};

/// The bytes of the shorter text.
const LENGTH: usize = 30_000;

/// How much longer the other text is.
const FACTOR: usize = 4;

/// By how much the time may grow. It is 4 if it is linear, and 16 if it is quadratic.
const LIMIT: f64 = 7.0;

/// Times below this one, in seconds, say nothing about growth.
const NOISE: f64 = 0.3;

fn main() -> ExitCode {
    exit_code(run())
}

/// Whether all times grow as the texts do.
fn run() -> io::Result<bool> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("input.json");
    let mut found = 0;
    for place in PLACES {
        for text in TEXTS {
            let [short, long] =
                [LENGTH, LENGTH * FACTOR].map(|length| seconds(place, text, length, &file));
            let (short, long) = (short?, long?);
            if long > NOISE && long > LIMIT * short {
                println!("{:<12} {text:<12?} {short:.2} s, {long:.2} s", place.name);
                found += 1;
            }
        }
    }
    println!(
        "{} texts in {} places: {found} grow faster than their length",
        TEXTS.len(),
        PLACES.len()
    );
    Ok(found == 0)
}

/// The CPU time of reading a collection.
fn seconds(place: &Place, text: &str, length: usize, file: &Path) -> io::Result<f64> {
    fs::write(file, place.collection(text, length))?;
    let mut command = Command::new(optimized_binary());
    command.arg("list").arg(file);
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    // Inputs with errors end with 1, and are read to their end all the same.
    Ok(cost::ending_with(command, &[0, 1])?.cpu.as_secs_f64())
}

//! Serves the collections below a folder, and compares what npm's newman receives with their saved responses.
//!
//! ```text
//! npm install --prefix target/newman newman@6.2.2
//! cargo run -p tests --bin served -- DIR [NUMBER]
//! ```
//!
//! NUMBER limits how many collections are served, spread evenly. `target/newman/served.txt` lists what was not received.

use std::path::PathBuf;
use std::process::ExitCode;

use tests::served;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let dir = arguments.next().map(PathBuf::from);
    let sample = arguments.next().map(|text| text.parse());
    let (Some(dir), Ok(sample)) = (dir, sample.transpose()) else {
        eprintln!("usage: served DIR [NUMBER]");
        return ExitCode::from(2);
    };
    match served::run(&dir, sample) {
        Ok(report) => {
            print!("{}", report.table());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

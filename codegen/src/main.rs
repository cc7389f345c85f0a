//! The `codegen` binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    codegen::cli::main()
}

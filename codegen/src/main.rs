//! The `codegen` binary.

#[cfg(feature = "call")]
mod call;

use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(feature = "call")]
    let send = Some(call::run as codegen::cli::Send);
    #[cfg(not(feature = "call"))]
    let send = None;
    codegen::cli::main(send)
}

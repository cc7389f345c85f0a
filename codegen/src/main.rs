//! The `codegen` binary.

#[cfg(feature = "call")]
mod call;

use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(feature = "call")]
    let runtime = Some(codegen::cli::Runtime {
        send: call::run,
        curl: codegen::interpret::curl,
    });
    #[cfg(not(feature = "call"))]
    let runtime = None;
    codegen::cli::main(runtime)
}

//! The `codegen` binary.

#[cfg(feature = "call")]
mod call;
#[cfg(feature = "serve")]
mod serve;

use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(feature = "call")]
    let runtime = Some(codegen::cli::Runtime {
        send: call::run,
        curl: codegen::interpret::curl,
    });
    #[cfg(not(feature = "call"))]
    let runtime = None;
    #[cfg(feature = "serve")]
    let server: Option<codegen::cli::Server> = Some(serve::run);
    #[cfg(not(feature = "serve"))]
    let server = None;
    codegen::cli::main(runtime, server)
}

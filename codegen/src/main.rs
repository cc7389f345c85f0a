//! The `codegen` binary.

#[cfg(feature = "call")]
mod call;
#[cfg(feature = "serve")]
mod serve;

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A third of generating is small allocations. Only this program chooses an allocator, the library does not.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

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

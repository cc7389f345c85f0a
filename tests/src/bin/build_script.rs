//! Measures a build script that generates, with Cargo's default profile, in which Cargo does not optimize build scripts.
//!
//! ```text
//! cargo run -p tests --bin build_script                      1000 operations
//! cargo run -p tests --bin build_script -- --opt-level 3     with `[profile.dev.build-override]`
//! ```
//!
//! The crate does not include what is generated, so that only Cargo and the build script are measured: of the first time,
//! of a collection that was touched, and with no change. Prints CPU seconds (user and system). Works in
//! `target/compile-cost`.

use std::fs;
use std::io;
use std::process::ExitCode;
use std::time::SystemTime;

use clap::Parser;
use tests::binary::project;
use tests::cost;
use tests::measured;
use tests::program::exit_code;

const BUILD: &str = r#"fn main() -> Result<(), Box<dyn std::error::Error>> {
    codegen::Builder::new().file("api.json").generate()?;
    Ok(())
}
"#;

/// Measures a build script that generates.
#[derive(Parser)]
struct Arguments {
    /// How many operations.
    #[arg(default_value_t = 1000)]
    operations: usize,
    /// The `opt-level` of build scripts and what they depend on.
    #[arg(long, default_value_t = 0)]
    opt_level: u8,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    exit_code(run(&arguments).map(|()| true))
}

fn run(arguments: &Arguments) -> io::Result<()> {
    let package = measured::fresh("script")?;
    let manifest = format!(
        "[package]\nname = \"script\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[build-dependencies]\n\
         codegen = {{ path = \"{}\", default-features = false }}\n\n\
         [profile.dev.build-override]\nopt-level = {}\n\n[workspace]\n",
        project().join("codegen").display(),
        arguments.opt_level,
    );
    measured::write(
        &package,
        &[
            ("Cargo.toml", &manifest),
            ("build.rs", BUILD),
            ("src/lib.rs", ""),
        ],
    )?;
    // With a small collection first, for what the build script depends on.
    let collection = package.join("api.json");
    fs::copy(measured::collection(1)?, &collection)?;
    let target = measured::folder()?.join("target");
    let build = || -> io::Result<f64> {
        let mut command = measured::cargo_in(&package, &target)?;
        let cost = cost::of(command.args(["build", "--quiet"]))?;
        Ok(cost.cpu.as_secs_f64())
    };
    build()?;
    fs::copy(measured::collection(arguments.operations)?, &collection)?;
    println!("| {} operations | CPU s |\n|---|---|", arguments.operations);
    println!("| generated | {:.2} |", build()?);
    let file = fs::File::options().write(true).open(&collection)?;
    file.set_modified(SystemTime::now())?;
    println!("| touched | {:.2} |", build()?);
    println!("| no change | {:.2} |", build()?);
    Ok(())
}

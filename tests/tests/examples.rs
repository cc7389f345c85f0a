//! The examples run, and print what they say. They send nothing to other machines.

use tests::binary::{Ran, cargo};

/// Runs an example of a package, with all of the package's features.
fn run(package: &str, example: &str) -> String {
    let mut command = cargo();
    command.args(["run", "--quiet", "--all-features"]);
    command.args(["--package", package, "--example", example]);
    let ran = Ran::from(command.output().unwrap());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran.out
}

#[test]
fn the_asynchronous_example_finds_no_user() {
    let out = run("generated", "asynchronous");
    assert!(
        out.starts_with("there is no such user: HTTP status 404"),
        "{out}"
    );
}

#[test]
fn the_blocking_example_deactivates_a_user() {
    assert_eq!(run("generated", "blocking"), "deactivated\n");
}

#[test]
fn a_transport_can_be_a_closure() {
    assert_eq!(
        run("generated", "own_transport"),
        "PUT https://api.zoom.us/v2/users/me/status\nstatus 200\n"
    );
}

#[test]
fn a_list_is_read_over_all_pages_with_a_retry() {
    let books = "The Salt Road\nBread\nTides\n";
    assert_eq!(run("tests", "list_pages"), books);
}

#[test]
fn a_client_can_be_generated_in_memory() {
    let out = run("codegen", "in_memory");
    assert!(out.contains("pub struct GetAPet"), "{out}");
}

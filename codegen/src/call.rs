//! Sends the request of an item: `codegen call`.

use std::io::{self, IsTerminal as _, Write as _};

use client::Response;
use codegen::cli::{Call, Show};
use codegen::interpret::{self, Failure};

/// Exit codes: the request could not be built, or there is no response. Failures have the first digit of their status.
const NOT_BUILT: u8 = 1;
const NO_RESPONSE: u8 = 3;

/// Sends a request, and prints the response.
pub(crate) fn run(call: &Call) -> io::Result<u8> {
    let is_terminal = io::stdin().is_terminal();
    let prompt = |key: &str| rpassword::prompt_password(format!("{key}: "));
    let ask: interpret::Ask<'_> = if is_terminal { Some(&prompt) } else { None };
    match interpret::send(call, ask) {
        Ok(response) => print(&response, call.show),
        Err(Failure::NoResponse(problem)) => fail(&problem, NO_RESPONSE),
        Err(Failure::NotBuilt { problem, variable }) => {
            let help = variable.map(|name| format!("; {}", help(call, &name)));
            fail(&(problem + &help.unwrap_or_default()), NOT_BUILT)
        }
    }
}

fn fail(problem: &str, code: u8) -> io::Result<u8> {
    writeln!(anstream::stderr(), "error: {problem}")?;
    Ok(code)
}

/// Which option sets a variable that has no value.
fn help(call: &Call, name: &str) -> String {
    let mut variables = call.variables.iter();
    match variables.find(|variable| variable.name == name) {
        Some(variable) => format!("pass `--{} VALUE`, or `--server URL`", variable.option),
        None => "pass an environment that defines it with `--environment FILE`".to_owned(),
    }
}

/// Prints a response: the body to standard output, the status to standard error unless it is part of the output.
fn print(response: &Response, show: Show) -> io::Result<u8> {
    let status = response.status;
    let mut out = io::stdout().lock();
    if show == Show::Response {
        writeln!(out, "{status}")?;
        for (name, value) in &response.headers {
            writeln!(out, "{name}: {}", String::from_utf8_lossy(value.as_bytes()))?;
        }
        writeln!(out)?;
    } else {
        writeln!(anstream::stderr(), "{status}")?;
    }
    out.write_all(&response.body)?;
    if io::stdout().is_terminal() && !response.body.ends_with(b"\n") {
        writeln!(out)?;
    }
    Ok(match status.as_u16() / 100 {
        class @ 4..=5 => u8::try_from(class).unwrap_or(NOT_BUILT),
        _ => 0,
    })
}

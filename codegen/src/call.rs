//! Sends the request of an item with the runtime: `codegen call`.
//!
//! Part of the binary: the library knows no transport, and a build script compiles none.

mod auth;
mod curl;
mod request;
mod values;

use std::io::{self, IsTerminal as _, Write as _};

use client::auth::Authorize;
use client::blocking::Client;
use client::{Encoding, Endpoint, Error, Request, Response, Ureq};
use codegen::cli::{Call, Show};

use auth::Given;
use values::Variables;

/// Exit codes: the request could not be built, or there is no response. Failures have the first digit of their status.
const NOT_BUILT: u8 = 1;
const NO_RESPONSE: u8 = 3;

/// Sends a request, or prints it as a curl command.
pub(crate) fn run(call: &Call) -> io::Result<u8> {
    let credentials = match auth::of(call) {
        Ok(credentials) => credentials,
        Err(problem) => return fail(&problem, NOT_BUILT),
    };
    let variables = Variables::of(call);
    let request = match request::of(call, &variables) {
        Ok(request) => request,
        Err(error) => return fail(&with_causes(&error), NOT_BUILT),
    };
    let mut endpoint = Endpoint::<Item>::new(variables, credentials);
    if let Some(server) = &call.server {
        endpoint = endpoint.base_url(server);
    }
    if call.is_example {
        endpoint = endpoint.encoding(Encoding::Postman);
    }
    if call.show == Show::Curl {
        return match endpoint.request(Sent(request)) {
            Ok(request) => curl::print(request, call),
            Err(error) => fail(&with_causes(&error), NOT_BUILT),
        };
    }
    let client = Client::with_transport(endpoint, Ureq::default());
    match client.send_raw(Sent(request)) {
        Ok(response) => print(&response, call.show),
        Err(error @ (Error::Build(_) | Error::Auth(_))) => fail(&with_causes(&error), NOT_BUILT),
        Err(error) => fail(&with_causes(&error), NO_RESPONSE),
    }
}

fn fail(problem: &str, code: u8) -> io::Result<u8> {
    writeln!(anstream::stderr(), "error: {problem}")?;
    Ok(code)
}

/// An error with everything that caused it.
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    text
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

/// The API of the item.
struct Item;

impl client::Api for Item {
    const NAME: &'static str = "codegen call";
    type Server = Variables;
    type Credentials = Given;
}

/// A request as an operation.
struct Sent(Request);

impl client::Operation for Sent {
    type Api = Item;
    type Response = Response;
    type Output = Response;

    const NAME: &'static str = "codegen call";
    // Every operation has a scheme; that of an item without auth adds nothing.
    const SCHEME: Option<&'static str> = Some("");

    fn into_request(self) -> Request {
        self.0
    }

    fn read(
        response: Response,
        _: &mut Vec<client::json::Mismatch>,
    ) -> Result<Response, client::DecodeError> {
        Ok(response)
    }

    fn output(response: Response) -> Result<Response, client::DecodeError> {
        Ok(response)
    }
}

impl client::Credentials for Given {
    fn scheme(&self, _: &str) -> Option<&dyn Authorize> {
        Some(self)
    }
}

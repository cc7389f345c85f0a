//! Builds the request of an operation from its model, as generated code does without one.
//!
//! For the binary: this is the only module that uses the runtime, behind the feature `call`. No other module of this library
//! imports it, and a build script does not compile it.

mod auth;
mod curl;
mod request;
mod values;

use crate::cli::Call;
use client::auth::Authorize;
use client::blocking::Client;
use client::{BuildError, Custom, Encoding, Endpoint, Error, Response, Ureq};

pub use auth::Ask;
use auth::Given;
pub use curl::curl;
use values::Variables;

/// Why there is no response.
#[derive(Debug)]
pub enum Failure {
    /// The request cannot be built.
    NotBuilt {
        /// Why.
        problem: String,
        /// The variable without a value, if that is the reason.
        variable: Option<String>,
    },
    /// The request was sent, or an attempt was made.
    NoResponse(String),
}

/// Sends the request of a call. `ask` is asked for credentials that nothing gives.
///
/// # Errors
///
/// See [`Failure`].
pub fn send(call: &Call, ask: Ask<'_>) -> Result<Response, Failure> {
    let not_built = |problem| Failure::NotBuilt {
        problem,
        variable: None,
    };
    let credentials = auth::of(call, ask).map_err(not_built)?;
    let variables = Variables::of(call);
    let request = request::of(call, &variables)?;
    let endpoint = endpoint(call, variables, credentials);
    let client = Client::with_transport(endpoint, Ureq::default());
    client
        .send_raw(Custom::new(request))
        .map_err(|error| match error {
            Error::Build(error) => error.into(),
            error @ Error::Auth(_) => not_built(with_causes(&error)),
            error => Failure::NoResponse(with_causes(&error)),
        })
}

impl From<BuildError> for Failure {
    fn from(error: BuildError) -> Self {
        Self::NotBuilt {
            problem: with_causes(&error),
            variable: error.unresolved_variable().map(str::to_owned),
        }
    }
}

fn endpoint(call: &Call, variables: Variables, credentials: Given) -> Endpoint<Item> {
    // Every item is authorized; the credentials of one without auth add nothing.
    let endpoint = Endpoint::new(variables, credentials);
    let mut endpoint = endpoint.options(|options| options.scheme(""));
    if let Some(server) = &call.server {
        endpoint = endpoint.base_url(server);
    }
    if call.is_example {
        endpoint = endpoint.encoding(Encoding::Postman);
    }
    endpoint
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

/// The API of the item.
struct Item;

impl client::Api for Item {
    const NAME: &'static str = "codegen call";
    type Server = Variables;
    type Credentials = Given;
}

impl client::Credentials for Given {
    fn scheme(&self, _: &str) -> Option<&dyn Authorize> {
        Some(self)
    }
}

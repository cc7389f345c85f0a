//! A request as a curl command. Credentials, and values that nothing gives, are variables of the shell.

use crate::cli::{Call, CurlCommand, Shell};

use super::marker::{marker, names};
use super::values::Variables;
use super::{auth, request, with_causes};

/// The command for a request.
///
/// # Errors
///
/// Why the request cannot be built.
pub fn curl(call: &Call, shell: Shell) -> Result<CurlCommand, String> {
    let credentials = auth::of(call, None)?;
    let note = credentials.note();
    let variables = Variables::of(call);
    let request = request::of(call, &variables).map_err(|error| with_causes(&error))?;
    let endpoint = super::endpoint(call, variables, credentials);
    let curl = endpoint.curl(client::Custom::new(request));
    let mut curl = curl.map_err(|error| with_causes(&error))?.reveal();
    let shell = match shell {
        Shell::Posix => client::curl::Shell::Posix,
        Shell::PowerShell => client::curl::Shell::PowerShell,
        Shell::Cmd => client::curl::Shell::Cmd,
    };
    let used = names(&curl.command(shell));
    for name in &used {
        let marker = marker(name);
        if starts_with_variable(call) {
            // The URL begins with the variable, which has a scheme itself.
            curl = curl.variable(format!("http://{marker}"), name);
        }
        curl = curl.variable(marker, name);
    }
    Ok(CurlCommand {
        text: curl.command(shell),
        notes: note.into_iter().chain(curl.notes(shell)).collect(),
        variables: used,
    })
}

/// Whether the URL begins with a variable that has no value.
fn starts_with_variable(call: &Call) -> bool {
    let server = call.server.as_deref().unwrap_or(&call.operation.server);
    let name = server.strip_prefix("{{").and_then(|it| it.split_once("}}"));
    let mut variables = call.variables.iter();
    name.is_some_and(|(name, _)| variables.any(|it| it.name == name && it.value.is_none()))
}

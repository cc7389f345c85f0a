//! A request as a curl command. Credentials, and values that nothing gives, are variables of the shell.

use crate::cli::{Call, CurlCommand, Shell};
use client::curl::placeholder;

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
    if let Some(variable) = first_variable(call) {
        // The variable has a scheme itself.
        curl = curl.variable(format!("http://{}", placeholder(variable)), variable);
    }
    let rendered = curl.render(shell);
    Ok(CurlCommand {
        text: rendered.command,
        notes: note.into_iter().chain(rendered.notes).collect(),
        variables: rendered.variables,
    })
}

/// The variable of the shell that the URL begins with.
fn first_variable(call: &Call) -> Option<&str> {
    let server = call.server.as_deref().unwrap_or(&call.operation.server);
    let (name, _) = server.strip_prefix("{{")?.split_once("}}")?;
    let mut variables = call.variables.iter();
    let found = variables.find(|it| it.name == name && it.value.is_none());
    found.map(|it| it.variable.as_str())
}

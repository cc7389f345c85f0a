//! Variables of a collection that are set once for all calls of a client.

use crate::error::BuildError;
use crate::operation::{Api, Server as _};

/// The values that a client has for the variables of an API `A`: its generated `ClientVariables`.
///
/// They replace the collection's values in all operations that use a variable. What an operation's own setter sets takes
/// precedence.
pub trait ClientVariables<A: Api>: std::fmt::Debug + Send + Sync + 'static {
    /// The value of a variable, by its name in the collection.
    fn variable(&self, name: &str) -> Option<&str>;
}

/// What a client knows of the variables that operations use.
#[derive(Debug)]
pub struct VariableValues<'a, A: Api> {
    server: &'a A::Server,
    variables: Option<&'a dyn ClientVariables<A>>,
}

impl<'a, A: Api> VariableValues<'a, A> {
    pub(crate) fn new(
        server: &'a A::Server,
        variables: Option<&'a dyn ClientVariables<A>>,
    ) -> Self {
        Self { server, variables }
    }

    fn of_client(&self, name: &str) -> Option<&'a str> {
        self.variables?.variable(name)
    }

    /// The value in front of URLs, if the collection uses the variable there too.
    fn of_server(&self, name: &str) -> Option<&'a str> {
        self.server.variable(name).filter(|value| !value.is_empty())
    }
}

/// Sets a field to the client's value of a variable, unless the operation has a value of its own.
///
/// Generated code calls it.
pub fn set_variable<A: Api>(
    field: &mut Option<String>,
    variables: &VariableValues<'_, A>,
    name: &str,
) {
    if field.is_none() {
        *field = variables.of_client(name).map(str::to_owned);
    }
}

/// Like [`set_variable`], for a variable that has no value in the collection. The server can have it, if URLs begin with it.
/// `setter` is the operation's method.
///
/// # Errors
///
/// [`BuildError`] if neither the operation nor the client has a value.
pub fn require_variable<A: Api>(
    field: &mut Option<String>,
    variables: &VariableValues<'_, A>,
    name: &str,
    setter: &str,
) -> Result<(), BuildError> {
    set_variable(field, variables, name);
    if field.is_none() {
        *field = variables.of_server(name).map(str::to_owned);
    }
    match field {
        Some(_) => Ok(()),
        None => Err(BuildError::variable(name, setter)),
    }
}

//! A client in a program that is shown to people: its server, and credentials from the environment.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{are_clear, struct_name};
use super::types::{ident, text_ident};
use crate::api::{
    Api, AuthUse, ClientVariable, Operation, Presence, Scheme, SchemeKind, Segment, ServerVariable,
    Type, environment_variable,
};

/// Which server a program sends to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// That of the collection.
    Server,
    /// A base URL that the program passes to each call. Of the server, only variables in paths are used.
    #[cfg(feature = "cli")]
    BaseUrl,
}

/// The client of an operation, with its credentials, and with its server if the collection does not name one.
///
/// `root` is the path of the crate, `path` that of the API's items in it, `client_type` that of the client below `path`, and
/// `read` that of the function that reads an environment variable.
pub(super) fn client(
    api: &Api,
    operation: &Operation,
    target: Target,
    (root, path): (&TokenStream, &TokenStream),
    client_type: &TokenStream,
    read: &TokenStream,
) -> TokenStream {
    let variable = |name: &str| from_environment(api, name, read);
    let setter = credentials(api, operation, root, &variable);
    let credentials = quote!(#path::Credentials::new() #setter);
    let required = || {
        let variables = api.server_variables.iter();
        variables.filter(|variable| variable.is_required)
    };
    let is_used = |it: &ServerVariable| {
        let mut path = operation.path.iter();
        let is_in_path =
            path.any(|segment| *segment == Segment::ServerVariable(it.variable.clone()));
        let is_in_front = operation
            .server
            .contains(&format!("{{{{{}}}}}", it.variable));
        is_in_path || target == Target::Server && is_in_front
    };
    let open = api.server_variables.iter();
    let open = open.filter(|it| it.is_open() && is_used(it));
    let setters = open.map(|it| {
        let (name, value) = (ident(&it.name), variable(it.name.as_str()));
        quote!(.#name(#value))
    });
    let setters: Vec<TokenStream> = setters.collect();
    if required().next().is_none() && setters.is_empty() {
        return quote!(#path::#client_type::new(#credentials));
    }
    let values = required().map(|it| {
        let in_path = || {
            let mut path = operation.path.iter();
            path.any(|segment| *segment == Segment::ServerVariable(it.variable.clone()))
        };
        if target == Target::Server || in_path() {
            variable(it.name.as_str())
        } else {
            quote!(String::new())
        }
    });
    let server = if are_clear(required().map(|_| &Type::String)) {
        quote!(#path::Server::new(#(#values),*) #(#setters)*)
    } else {
        let (name, fields) = (struct_name("Server"), required().map(|it| ident(&it.name)));
        quote!(#path::Server::new(#path::#name { #(#fields: #values),* }) #(#setters)*)
    };
    quote!(#path::#client_type::with_server(#server, #credentials))
}

/// The call that sets the variables of a client for an operation; nothing if it has a value for each of them.
pub(super) fn variables(
    api: &Api,
    operation: &Operation,
    path: &TokenStream,
    read: &TokenStream,
) -> Option<TokenStream> {
    let is_lacking = |variable: &ClientVariable| {
        let mut parameters = operation.parameters.iter();
        parameters.any(|it| {
            it.presence == Presence::Variable
                && it.variable.as_deref() == Some(variable.variable.as_str())
        })
    };
    let lacking = api.client_variables.iter().filter(|it| is_lacking(it));
    let setters = lacking.map(|variable| {
        let value = from_environment(api, variable.name.as_str(), read);
        let name = ident(&variable.name);
        quote!(.#name(#value))
    });
    let setters: Vec<TokenStream> = setters.collect();
    (!setters.is_empty()).then(|| quote!(.variables(#path::ClientVariables::new()#(#setters)*)))
}

/// The call of a setter of `Credentials`.
fn credentials(
    api: &Api,
    operation: &Operation,
    root: &TokenStream,
    variable: &dyn Fn(&str) -> TokenStream,
) -> Option<TokenStream> {
    let scheme = match operation.auth {
        AuthUse::None => return None,
        AuthUse::Scheme(index) => api.schemes.get(index)?,
    };
    let name = ident(&scheme.name);
    let value = |suffix: &str| variable(&format!("{}{suffix}", scheme.name));
    let suffixes: &[&str] = match scheme.kind {
        SchemeKind::Bearer
        | SchemeKind::ApiKey { .. }
        | SchemeKind::OAuth2 { .. }
        | SchemeKind::Header { .. } => {
            let secret = value("");
            return Some(quote!(.#name(#secret)));
        }
        SchemeKind::Jwt => {
            let key = value("_key");
            return Some(quote!(.#name(#key)));
        }
        SchemeKind::Asap if is_known(scheme, &["kid", "iss", "aud"]) => {
            let key = value("_private_key");
            return Some(quote!(.#name(#key)));
        }
        SchemeKind::Basic | SchemeKind::Digest | SchemeKind::Ntlm => &["_username", "_password"],
        SchemeKind::OAuth1 => &["_consumer_key", "_consumer_secret"],
        SchemeKind::AwsV4 => &["_access_key", "_secret_key"],
        SchemeKind::Hawk => &["_auth_id", "_auth_key"],
        SchemeKind::EdgeGrid => &["_access_token", "_client_token", "_client_secret"],
        SchemeKind::Asap => &["_key_id", "_issuer", "_audience", "_private_key"],
    };
    let ty = text_ident(scheme.kind.auth_type().client_type);
    let values = suffixes.iter().map(|suffix| value(suffix));
    Some(quote!(.#name(#root::client::auth::#ty::new(#(#values),*))))
}

/// The value of an environment variable that is named after the API.
fn from_environment(api: &Api, name: &str, read: &TokenStream) -> TokenStream {
    let variable = environment_variable(api.module.as_str(), name);
    quote!(#read(#variable)?)
}

/// Whether the collection has all of these parameters.
fn is_known(scheme: &Scheme, keys: &[&str]) -> bool {
    keys.iter().all(|key| scheme.parameters.contains_key(*key))
}

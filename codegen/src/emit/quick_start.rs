//! The program in the README of a new crate: a client with credentials, a call, and its errors.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{are_clear, struct_name};
use super::context::{Context, EmitOptions};
use super::examples::example;
use super::format;
use super::home::Home;
use super::types::{ident, text_ident};
use crate::api::{Api, AuthUse, Operation, Scheme, SchemeKind, Type};

/// A program that calls an operation of the API from another crate.
///
/// [`None`] if there is no operation whose request and credentials fit into a short program.
pub(crate) fn quick_start(api: &Api, crate_name: &str) -> Option<String> {
    let options = EmitOptions {
        home: Home::Crate {
            name: Some(crate_name.to_owned()),
        },
        ..EmitOptions::default()
    };
    let context = Context {
        api,
        options: &options,
        depth: 1,
    };
    let mut operations = api.all_operations();
    // The best first call changes nothing.
    operations.sort_by_key(|operation| operation.method != "GET");
    operations
        .into_iter()
        .find_map(|operation| program(operation, context, crate_name))
}

fn program(operation: &Operation, context: Context<'_>, crate_name: &str) -> Option<String> {
    let (imports, request) = example(operation, context)?;
    let root = text_ident(crate_name);
    let root = quote!(#root);
    let module = ident(&context.api.module);
    let api = quote!(#root::#module);
    let scheme = match operation.auth {
        AuthUse::None => None,
        AuthUse::Scheme(index) => Some(context.api.schemes.get(index)?),
    };
    let setter = match scheme {
        Some(scheme) => Some(credentials(scheme, context.api, &root)?),
        None => None,
    };
    let client = client(context.api, &api, &quote!(#api::Credentials::new() #setter));
    Some(format::items(quote! {
        #imports

        #[tokio::main(flavor = "current_thread")]
        async fn main() -> Result<(), Box<dyn std::error::Error>> {
            let client = #client;
            match client.call(#request).await {
                Ok(success) => println!("{success:?}"),
                Err(error) => eprintln!("{error}"),
            }
            Ok(())
        }
    }))
}

/// The client, with its server if the collection does not name one.
fn client(api: &Api, path: &TokenStream, credentials: &TokenStream) -> TokenStream {
    let required = || {
        let variables = api.server_variables.iter();
        variables.filter(|variable| variable.default.is_none())
    };
    if required().next().is_none() {
        return quote!(#path::Client::new(#credentials));
    }
    let values = required().map(|variable| from_environment(api, variable.name.as_str()));
    let server = if are_clear(required().map(|_| &Type::String)) {
        quote!(#path::Server::new(#(#values),*))
    } else {
        let (name, fields) = (struct_name("Server"), required().map(|it| ident(&it.name)));
        quote!(#path::Server::new(#path::#name { #(#fields: #values),* }))
    };
    quote!(#path::Client::with_server(#server, #credentials))
}

/// The call of a setter of `Credentials`. [`None`] for auth types that need more than a line.
fn credentials(scheme: &Scheme, api: &Api, root: &TokenStream) -> Option<TokenStream> {
    let name = ident(&scheme.name);
    let value = |suffix: &str| from_environment(api, &format!("{}{suffix}", scheme.name));
    let (first, second) = match scheme.kind {
        SchemeKind::Bearer
        | SchemeKind::ApiKey { .. }
        | SchemeKind::OAuth2 { .. }
        | SchemeKind::Header { .. } => {
            let secret = value("");
            return Some(quote!(.#name(#secret)));
        }
        SchemeKind::Basic | SchemeKind::Digest | SchemeKind::Ntlm => ("_username", "_password"),
        SchemeKind::OAuth1 => ("_consumer_key", "_consumer_secret"),
        SchemeKind::AwsV4 => ("_access_key", "_secret_key"),
        SchemeKind::Hawk => ("_id", "_key"),
        SchemeKind::EdgeGrid | SchemeKind::Jwt | SchemeKind::Asap => return None,
    };
    let ty = text_ident(scheme.kind.auth_type().client_type);
    let (first, second) = (value(first), value(second));
    Some(quote!(.#name(#root::client::auth::#ty::new(#first, #second))))
}

/// The value of an environment variable that is named after the API.
fn from_environment(api: &Api, name: &str) -> TokenStream {
    let variable = format!("{}_{name}", api.module).to_uppercase();
    quote!(std::env::var(#variable)?)
}

//! The program in the README of a new crate: a client with credentials, a call, and its errors.

use quote::quote;

use super::context::{Context, EmitOptions};
use super::examples::example;
use super::format;
use super::home::Home;
use super::setup;
use super::types::text_ident;
use crate::api::{Api, AuthUse, Operation, SchemeKind};

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
    let mut operations = operations.into_iter();
    operations.find_map(|operation| program(operation, context, crate_name))
}

fn program(operation: &Operation, context: Context<'_>, crate_name: &str) -> Option<String> {
    if needs_explanation(operation, context.api) {
        return None;
    }
    let (imports, request) = example(operation, context)?;
    let root = text_ident(crate_name);
    let client = setup::client(context.api, operation, &quote!(#root), &quote!(Client));
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

/// Whether the credentials take more than a line, so that another operation is a better first call.
fn needs_explanation(operation: &Operation, api: &Api) -> bool {
    let scheme = match operation.auth {
        AuthUse::None => None,
        AuthUse::Scheme(index) => api.schemes.get(index),
    };
    matches!(
        scheme.map(|scheme| &scheme.kind),
        Some(SchemeKind::EdgeGrid | SchemeKind::Jwt | SchemeKind::Asap)
    )
}

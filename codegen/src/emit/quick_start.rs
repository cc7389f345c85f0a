//! The first call that newcomers see, in the README of a new crate and in the documentation of its module: a client with
//! credentials, an operation, and what comes of it.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use super::context::Context;
#[cfg(feature = "cli")]
use super::context::EmitOptions;
use super::examples::{doctest, example};
#[cfg(feature = "cli")]
use super::format;
#[cfg(feature = "cli")]
use super::home::Home;
#[cfg(feature = "cli")]
use super::index::Index;
use super::setup;
use super::types::text_ident;
use crate::api::{Api, AuthUse, Operation, SchemeKind};

/// A program that calls an operation of the API from another crate.
///
/// [`None`] if there is no operation whose request and credentials fit into a short program.
#[cfg(feature = "cli")]
pub(crate) fn quick_start(api: &Api, home: &Home) -> Option<String> {
    let options = EmitOptions {
        home: home.clone(),
        ..EmitOptions::default()
    };
    let index = Index::of(api);
    let context = Context::of(&index, &options);
    let Call {
        imports,
        client,
        request,
    } = call(context, home.crate_name()?)?;
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

/// The first call in the documentation of the API's module, as lines of Markdown.
///
/// [`None`] if the name of the crate is unknown, or no call fits.
pub(super) fn documentation(context: Context<'_>) -> Option<Vec<String>> {
    let crate_name = context.options.home.crate_name()?;
    let Call {
        imports,
        client,
        request,
    } = call(context, crate_name)?;
    Some(doctest(
        imports,
        &quote! {
            let client = #client;
            let success = client.call(#request).await?;
            println!("{success:?}");
        },
    ))
}

/// The parts of a first call.
struct Call {
    imports: TokenStream,
    client: TokenStream,
    request: TokenStream,
}

/// The best first call: it changes nothing, and its credentials need no explanation.
fn call(context: Context<'_>, crate_name: &str) -> Option<Call> {
    let mut operations = context.api.all_operations();
    operations.sort_by_key(|operation| operation.method != "GET");
    let mut operations = operations.into_iter();
    operations.find_map(|operation| {
        if needs_explanation(operation, context.api) {
            return None;
        }
        let (imports, request) = example(operation, context)?;
        let root = text_ident(crate_name).to_token_stream();
        Some(Call {
            imports,
            client: setup::client(
                context.api,
                operation,
                setup::Target::Server,
                (&root, &context.path_of_api(&root)),
                &quote!(Client),
                &quote!(std::env::var),
            ),
            request,
        })
    })
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

//! The first call that newcomers see, in the README of a new crate and in the documentation of its module: a client with
//! credentials, an operation, and what comes of it.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use super::context::Context;
#[cfg(feature = "cli")]
use super::context::EmitOptions;
#[cfg(feature = "cli")]
use super::examples::shown_success;
use super::examples::{completed_example_of_client, doctest, example_of_client};
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
/// [`None`] if there is no operation whose request and credentials fit into a short program, even with placeholders.
#[cfg(feature = "cli")]
pub(crate) fn quick_start(api: &Api, home: &Home) -> Option<String> {
    let options = EmitOptions::for_dependents_of(home.clone());
    let index = Index::of(api);
    let context = Context::of(&index, &options);
    let Call {
        imports,
        client,
        request,
        operation,
    } = call(context, home.crate_name()?)?;
    let success = shown_success(operation);
    Some(format::items(quote! {
        #imports

        #[tokio::main(flavor = "current_thread")]
        async fn main() -> Result<(), Box<dyn std::error::Error>> {
            let client = #client;
            match client.call(#request).await {
                #success
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
        operation,
    } = call(context, crate_name)?;
    let call = if operation.returns_nothing() {
        quote!(client.call(#request).await?;)
    } else {
        quote! {
            let success = client.call(#request).await?;
            println!("{success:?}");
        }
    };
    Some(doctest(imports, &quote!(let client = #client; #call)))
}

/// The parts of a first call.
struct Call<'a> {
    imports: TokenStream,
    client: TokenStream,
    request: TokenStream,
    operation: &'a Operation,
}

/// The best first call: it changes nothing, its credentials need no explanation, and the collection has its values.
fn call<'a>(context: Context<'a>, crate_name: &str) -> Option<Call<'a>> {
    let mut operations = context.api.all_operations();
    operations.retain(|operation| !needs_explanation(operation, context.api));
    operations.sort_by_key(|operation| operation.method != "GET");
    let first = |example: &dyn Fn(&Operation, Context<'_>) -> Option<Example>| {
        let mut operations = operations.iter();
        operations.find_map(|operation| Some((*operation, example(operation, context)?)))
    };
    let found = first(&example_of_client).or_else(|| first(&completed_example_of_client));
    let (operation, (imports, request)) = found?;
    let root = text_ident(crate_name).to_token_stream();
    let (path, read) = (context.path_of_api(&root), quote!(std::env::var));
    let client_type = quote!(Client);
    let client = setup::client(
        context.api,
        operation,
        setup::Target::Server,
        (&root, &path),
        &client_type,
        &read,
    );
    let variables = setup::variables(context.api, operation, &path, &read);
    Some(Call {
        imports,
        client: quote!(#client #variables),
        request,
        operation,
    })
}

/// The imports of a request, and the request.
type Example = (TokenStream, TokenStream);

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

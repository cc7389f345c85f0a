//! The example in an operation's docs.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use super::complete::complete;
use super::shown::{imported, short};
use crate::api::Operation;
use crate::emit::context::Context;
use crate::emit::format;
use crate::emit::pages;
use crate::emit::setup;
use crate::emit::types::text_ident;

/// The example in an operation's docs.
///
/// It is a whole program, and a doctest, if the name of the crate is known. Otherwise it is the request as text, and only
/// if the collection has values for it: it cannot be compiled, because the path of the operation is unknown.
pub(in crate::emit) fn documentation(
    operation: &Operation,
    context: Context<'_>,
) -> Option<Vec<String>> {
    let Some(crate_name) = context.options.home.crate_name() else {
        let (_, request) = example(operation, context)?;
        let mut lines = vec!["```text".to_owned()];
        lines.extend(format::statements(&quote!(let operation = #request;)));
        lines.push("```".to_owned());
        return Some(lines);
    };
    let request = complete(operation, context)?;
    let (imports, request) = imported(operation, context, request)?;
    let root = text_ident(crate_name).to_token_stream();
    let client = setup::client(
        context.api,
        operation,
        setup::Target::Server,
        (&root, &context.path_of_api(&root)),
        &quote!(Client),
        &quote!(std::env::var),
    );
    let call = if pages::of(operation).is_some() {
        quote! {
            let mut items = client.call(operation).all_items();
            while let Some(item) = items.next().await? {
                println!("{item:?}");
            }
        }
    } else {
        quote! {
            match client.call(operation).await {
                Ok(success) => println!("{success:?}"),
                Err(error) => eprintln!("{error}"),
            }
        }
    };
    Some(doctest(
        imports,
        &quote! {
            let client = #client;
            let operation = #request;
            #call
        },
    ))
}

/// Statements of an asynchronous function as a doctest. What is not about the call is hidden.
pub(in crate::emit) fn doctest(imports: TokenStream, statements: &TokenStream) -> Vec<String> {
    let mut lines = vec!["```no_run".to_owned()];
    lines.extend(format::items(imports).lines().map(str::to_owned));
    lines.extend([
        String::new(),
        "# #[cfg(feature = \"reqwest\")]".to_owned(),
        "# async fn run() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
    ]);
    lines.extend(format::statements(statements));
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// The request of an example as an expression, and the imports that it needs.
pub(in crate::emit) fn example(
    operation: &Operation,
    context: Context<'_>,
) -> Option<(TokenStream, TokenStream)> {
    let request = short(operation, context)?;
    imported(operation, context, request)
}

//! The example in an operation's docs.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use super::complete::{complete, completed};
use super::shown::{imported, short, shortest, without_filler};
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
        let success = shown_success(operation);
        quote! {
            match client.call(operation).await {
                #success
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

/// The arm of a match that prints a success. There can be nothing to print of it.
pub(in crate::emit) fn shown_success(operation: &Operation) -> TokenStream {
    if operation.returns_nothing() {
        quote!(Ok(()) => println!("done"),)
    } else {
        quote!(Ok(success) => println!("{success:?}"),)
    }
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
fn example(operation: &Operation, context: Context<'_>) -> Option<(TokenStream, TokenStream)> {
    let request = short(operation, context)?;
    imported(operation, context, request)
}

/// As [`example`], without the variables that the client has for all calls.
pub(in crate::emit) fn example_of_client(
    operation: &Operation,
    context: Context<'_>,
) -> Option<(TokenStream, TokenStream)> {
    of_client(operation, without_filler(operation), context)
}

/// As [`example_of_client`], with the names of parameters in place of values that the collection lacks.
pub(in crate::emit) fn completed_example_of_client(
    operation: &Operation,
    context: Context<'_>,
) -> Option<(TokenStream, TokenStream)> {
    let shown = completed(operation, context.scope(operation));
    of_client(operation, Cow::Owned(shown), context)
}

fn of_client(
    operation: &Operation,
    shown: Cow<'_, Operation>,
    context: Context<'_>,
) -> Option<(TokenStream, TokenStream)> {
    let shown = without_client_variables(shown);
    let request = shortest(&shown, context.scope(operation))?;
    imported(operation, context, request)
}

/// An operation whose example has no values for variables of the client.
fn without_client_variables(operation: Cow<'_, Operation>) -> Cow<'_, Operation> {
    let is_of_client = |index: usize| operation.parameters[index].variable.is_some();
    let Some(example) = &operation.example else {
        return operation;
    };
    let mut example = example.clone();
    example.values.retain(|(index, _)| !is_of_client(*index));
    Cow::Owned(Operation {
        example: Some(example),
        ..operation.into_owned()
    })
}

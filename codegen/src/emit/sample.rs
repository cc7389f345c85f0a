//! A whole program for one operation: a client with its credentials, the call, and a match over the responses.
//!
//! Its request is the example in the operation's documentation. If the collection has no value for a parameter, the
//! program shows the parameter's name, so there is a program for every operation.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::context::{Context, EmitOptions};
use super::examples::complete_example;
use super::index::Index;
use super::types::{ident, text_ident};
use super::{format, setup};
use crate::api::{Operation, Payload, Response};

/// How many error codes of a response a program distinguishes.
const CODE_LIMIT: usize = 5;

/// A program for an asynchronous client, and one for a blocking client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sample {
    pub(crate) asynchronous: String,
    pub(crate) blocking: String,
}

/// The programs for an operation of the API, for a crate that depends on the one with this name.
///
/// [`None`] if a value has a type of another crate, and no text of that type is known.
pub(crate) fn sample(index: &Index<'_>, operation: &Operation, crate_name: &str) -> Option<Sample> {
    let options = EmitOptions::for_dependents_of(crate_name);
    let api = index.api;
    let context = Context::of(index, &options);
    let arms = arms(operation);
    let (imports, request, arms) = complete_example(operation, context, arms)?;
    let root = text_ident(crate_name);
    let program = |client_type: TokenStream, call: TokenStream, head: TokenStream| {
        let client = setup::client(api, operation, &quote!(#root), &client_type);
        let result = if operation.responses.is_empty() {
            quote! {
                let response = #call?;
                println!("{response:?}");
            }
        } else {
            quote!(match #call? { #arms })
        };
        format::items(quote! {
            #imports

            #head main() -> Result<(), Box<dyn std::error::Error>> {
                let client = #client;
                let request = #request;
                #result
                Ok(())
            }
        })
    };
    Some(Sample {
        asynchronous: program(
            quote!(Client),
            quote!(client.send(request).await),
            quote!(#[tokio::main(flavor = "current_thread")] async fn),
        ),
        blocking: program(
            quote!(blocking::Client),
            quote!(client.send(request)),
            quote!(fn),
        ),
    })
}

/// One arm for each documented response, and one for all others. Types have the path `MODULE`.
fn arms(operation: &Operation) -> TokenStream {
    let name = format_ident!("{}Response", operation.type_name.as_str());
    let arms = operation.responses.iter().map(|response| {
        let variant = ident(&response.variant);
        let path = quote!(MODULE::#name::#variant);
        if !response.is_success() {
            let result = failure(operation, response);
            return quote!(#path(failure) => #result);
        }
        match response.payload {
            Payload::Empty => {
                let words = words(response);
                quote!(#path => println!(#words))
            }
            _ => quote!(#path(payload) => println!("{payload:?}")),
        }
    });
    quote!(#(#arms,)* other => println!("{other:?}"),)
}

/// What is done about a failure: its documented error codes are distinguished.
fn failure(operation: &Operation, response: &Response) -> TokenStream {
    let codes = response.error_codes.iter().take(CODE_LIMIT);
    let codes = codes.filter_map(|index| operation.error_codes.get(*index));
    let arms: Vec<TokenStream> = codes
        .map(|code| {
            let (name, words) = (ident(&code.name), escaped(&code.code));
            let words = format!("error code {words}: {{failure}}");
            quote!(Some(MODULE::ErrorCode::#name) => eprintln!(#words),)
        })
        .collect();
    if arms.is_empty() {
        return quote!(eprintln!("{failure}"));
    }
    quote! {
        match &failure.code {
            #(#arms)*
            _ => eprintln!("{failure}"),
        }
    }
}

/// Status and reason of a response, as a format string.
fn words(response: &Response) -> String {
    let status = response.status.map(|status| status.to_string());
    let words = [status.unwrap_or_default(), escaped(&response.reason)];
    words.join(" ").trim().to_owned()
}

/// Text in a format string.
fn escaped(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

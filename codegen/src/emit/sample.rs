//! A whole program for one operation: a client with its credentials, the call, and a match over its result.
//! The program for a list in pages, or for a stream of JSON values, has a loop over its items.
//!
//! Its request is the example in the operation's documentation. If the collection has no value for a parameter, the
//! program shows the parameter's name, so there is a program for every operation.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use super::context::{Context, EmitOptions};
use super::examples::{complete_example, shown_success};
use super::home::Home;
use super::index::Index;
use super::types::{ident, text_ident};
use super::{format, pages, setup};
use crate::api::{Operation, StreamFormat};

/// How many error codes a program distinguishes.
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
    let options = EmitOptions::for_dependents_of(Home::Crate {
        name: Some(crate_name.to_owned()),
        has_api_at_root: false,
    });
    let api = index.api;
    let context = Context::of(index, &options);
    let loops = Loop::of(operation);
    let (imports, request, failures) =
        complete_example(operation, context, failures(operation, loops))?;
    let root = text_ident(crate_name).to_token_stream();
    let success = shown_success(operation);
    let program = |client_type: TokenStream, calls: Calls, head: TokenStream| {
        let calls = calls.matched(loops, &success, &failures);
        let client = setup::client(
            api,
            operation,
            setup::Target::Server,
            (&root, &context.path_of_api(&root)),
            &client_type,
            &quote!(std::env::var),
        );
        format::items(quote! {
            #imports

            #head main() -> Result<(), Box<dyn std::error::Error>> {
                let client = #client;
                let operation = #request;
                #calls
                Ok(())
            }
        })
    };
    Some(Sample {
        asynchronous: program(
            quote!(Client),
            Calls {
                once: quote!(client.call(operation).await),
                items: quote! {
                    let mut items = client.call(operation).all_items();
                    while let Some(item) = items.next().await.transpose()
                },
                events: quote! {
                    let mut events = client.call(operation).typed_events();
                    while let Some(event) = events.next().await.transpose()
                },
                lines: quote!(client.call(operation).json_lines().await),
                values: quote! {
                    Ok(mut values) => {
                        while let Some(value) = values.next().await? {
                            println!("{value:?}");
                        }
                    }
                },
            },
            quote!(#[tokio::main(flavor = "current_thread")] async fn),
        ),
        blocking: program(
            quote!(blocking::Client),
            Calls {
                once: quote!(client.call(operation).send()),
                items: quote!(for item in client.call(operation).all_items()),
                events: quote!(for event in client.call(operation).typed_events()),
                lines: quote!(client.call(operation).json_lines()),
                values: quote! {
                    Ok(values) => {
                        for value in values {
                            let value = value?;
                            println!("{value:?}");
                        }
                    }
                },
            },
            quote!(fn),
        ),
    })
}

/// How a program calls an operation.
struct Calls {
    /// The result of one call.
    once: TokenStream,
    /// The head of a loop over the results for all items of a list in pages.
    items: TokenStream,
    /// The head of a loop over the results for all events of a stream.
    events: TokenStream,
    /// The result of a call that returns lines of JSON.
    lines: TokenStream,
    /// The arm with a loop over their values.
    values: TokenStream,
}

/// What a program loops over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loop {
    /// Nothing.
    Once,
    Items,
    Events,
    Lines,
}

impl Loop {
    fn of(operation: &Operation) -> Self {
        match operation.stream().map(|stream| &stream.format) {
            Some(StreamFormat::Events { .. }) => Self::Events,
            Some(StreamFormat::JsonLines) => Self::Lines,
            None if pages::of(operation).is_some() => Self::Items,
            None => Self::Once,
        }
    }
}

impl Calls {
    /// A match over the result of the call, or over each result of the loop.
    fn matched(self, loops: Loop, success: &TokenStream, failures: &TokenStream) -> TokenStream {
        let Self {
            once,
            items,
            events,
            lines,
            values,
        } = self;
        match loops {
            Loop::Once => quote! {
                match #once {
                    #success
                    #failures
                }
            },
            Loop::Items => quote! {
                #items {
                    match item {
                        Ok(item) => println!("{item:?}"),
                        #failures
                    }
                }
            },
            Loop::Events => quote! {
                #events {
                    match event {
                        Ok(event) => println!("{:?}", event.data),
                        #failures
                    }
                }
            },
            Loop::Lines => quote! {
                match #lines {
                    #values
                    #failures
                }
            },
        }
    }
}

/// The arms for errors, of which the documented error codes are distinguished. Types have the path `MODULE`.
fn failures(operation: &Operation, loops: Loop) -> TokenStream {
    let codes = operation.error_codes.iter().take(CODE_LIMIT);
    let codes = codes.map(|code| {
        let (name, words) = (ident(&code.name), escaped(&code.code));
        let words = format!("error code {words}: {{error}}");
        quote!(Some(MODULE::ErrorCode::#name) => eprintln!(#words),)
    });
    let codes: Vec<TokenStream> = codes.collect();
    let status = quote!(client::Error::Status(error));
    let status = match loops {
        Loop::Events => quote!(client::EventError::Call(#status)),
        Loop::Once | Loop::Items | Loop::Lines => status,
    };
    let failure = (!codes.is_empty()).then(|| {
        quote! {
            Err(#status) => match error.code() {
                #(#codes)*
                _ => eprintln!("{error}"),
            },
        }
    });
    quote!(#failure Err(error) => eprintln!("{error}"),)
}

/// Text in a format string.
fn escaped(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

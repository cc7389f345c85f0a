//! The requests of the collection itself: the module `examples`, and the example in an operation's docs.

mod complete;
mod documentation;
mod literal;
mod request;
mod saved;
mod shown;
mod sketch;
mod target;
mod typed;
mod value;

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs::DocText;
use super::format;
use super::types::ident;
use crate::api::{Api, Folder, Ident, Operation};
#[cfg(any(feature = "cli", feature = "site"))]
pub(super) use complete::complete_example;
#[cfg(feature = "cli")]
pub(super) use complete::exact_example;
#[cfg(any(feature = "cli", feature = "site"))]
pub(super) use documentation::shown_success;
pub(super) use documentation::{
    completed_example_of_client, doctest, documentation, example_of_client,
};
use request::request;
#[cfg(feature = "cli")]
pub(super) use shown::imported;
use target::{JsonForm, Lacking, Paths};

/// The text of the module `examples`.
pub(super) fn emit(context: Context<'_>) -> String {
    let api = context.api;
    let examples = in_file_order(api);
    let (entries, are_built): (Vec<TokenStream>, Vec<bool>) = examples
        .iter()
        .map(|(operation, modules)| entry(operation, modules, context))
        .unzip();
    // Without an example, no variable is looked up.
    let variable = (!examples.is_empty()).then(|| variable(api));
    // If no example can be built, nothing is converted to a request.
    let import = are_built.contains(&true).then(|| {
        quote!(
            use client::Operation as _;
        )
    });
    let responses = saved::responses(&examples);
    let items = quote! {
        #import

        const ALL: &[client::Example] = &[#(#entries),*];

        #[doc = " All requests, in the order of the collection."]
        #[must_use]
        pub fn all() -> Vec<client::Example> {
            ALL.to_vec()
        }

        #variable

        #responses
    };
    let head =
        DocText::new("The requests in the collection, with their values, and its saved responses.");
    format::file(&api.source, &head, items, &api.client_path)
}

/// The operations with the paths of their modules, in the order of the file, regardless of folders.
pub(super) fn in_file_order(api: &Api) -> Vec<(&Operation, Vec<&Ident>)> {
    let mut examples = Vec::new();
    collect(
        &api.operations,
        &api.folders,
        &mut Vec::new(),
        &mut examples,
    );
    examples.sort_by_key(|(operation, _)| {
        (operation.source.clone(), pointer_order(&operation.pointer))
    });
    examples
}

fn collect<'a>(
    operations: &'a [Operation],
    folders: &'a [Folder],
    modules: &mut Vec<&'a Ident>,
    examples: &mut Vec<(&'a Operation, Vec<&'a Ident>)>,
) {
    for operation in operations {
        let mut path = modules.clone();
        path.push(&operation.module);
        examples.push((operation, path));
    }
    for folder in folders {
        modules.push(&folder.module);
        collect(&folder.operations, &folder.folders, modules, examples);
        modules.pop();
    }
}

/// The steps of a pointer, with indexes as numbers.
fn pointer_order(pointer: &str) -> Vec<(u64, String)> {
    pointer
        .split('/')
        .map(|step| match step.parse() {
            Ok(index) => (index, String::new()),
            Err(_) => (0, step.to_owned()),
        })
        .collect()
}

/// The default values of the API's server variables.
fn variable(api: &Api) -> TokenStream {
    let defaults: Vec<_> = api
        .server_variables
        .iter()
        .filter_map(|server_variable| {
            Some((&server_variable.variable, server_variable.default.as_ref()?))
        })
        .collect();
    if defaults.is_empty() {
        return quote! {
            fn variable(_: &str) -> Option<String> {
                None
            }
        };
    }
    let arms = defaults
        .iter()
        .map(|(variable, default)| quote!(#variable => #default));
    quote! {
        fn variable(name: &str) -> Option<String> {
            let value = match name {
                #(#arms,)*
                _ => return None,
            };
            Some(value.to_owned())
        }
    }
}

/// An entry of the list, and whether it builds a request.
fn entry(operation: &Operation, modules: &[&Ident], context: Context<'_>) -> (TokenStream, bool) {
    let (pointer, name) = (&operation.pointer, &operation.name);
    let scheme = match context.scheme(operation) {
        Some(scheme) => quote!(Some(#scheme)),
        None => quote!(None),
    };
    let modules: Vec<_> = modules.iter().map(|module| ident(module)).collect();
    let paths = Paths {
        operation: quote!(super::#(#modules)::*),
        shared: quote!(super::types),
        json: JsonForm::Text,
        has_variables: true,
    };
    let request = request(operation, context.scope(operation), &paths);
    let is_built = request.is_ok();
    let request = match request {
        Ok(request) => quote!(Ok(#request.into_request())),
        Err(Lacking::Variable(variable)) => quote!(Err(client::BuildError::unresolved(#variable))),
        Err(Lacking::Value { name, text }) => {
            quote!(Err(client::BuildError::example(#name, #text)))
        }
    };
    let has_variable = request.to_string().contains("variables .");
    let variables = if has_variable {
        quote!(variables)
    } else {
        quote!(_)
    };
    let request = quote!(|#variables| #request);
    let entry = quote!(client::Example::new(#pointer, #name, #scheme, variable, #request));
    (entry, is_built)
}

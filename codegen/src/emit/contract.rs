//! Tests of a new crate: each saved response is received, read, and written again.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::context::{Context, EmitOptions};
use super::examples::{complete_example, imported, in_file_order};
use super::format;
use super::index::Index;
use super::types::{ident, text_ident};
use crate::api::{Api, Ident, Operation, Payload, Response, SavedResponse, Segment};

/// The tests of APIs as items of a test of the crate with this name.
pub(crate) fn contract_tests(apis: &[Api], crate_name: &str) -> String {
    let options = EmitOptions::for_dependents_of(crate_name);
    let tests = apis.iter().map(|api| {
        let index = Index::of(api);
        let context = Context::of(&index, &options);
        api_tests(context, crate_name)
    });
    let tests: TokenStream = tests.collect();
    let root = text_ident(crate_name);
    let import =
        (!tests.is_empty()).then(|| quote!(use #root::client::testing::contract::{Broken, check};));
    format::items(quote!(#import #tests))
}

fn api_tests(context: Context<'_>, crate_name: &str) -> TokenStream {
    let mut tests = TokenStream::new();
    // The position in the list that the module `examples` returns.
    let mut position = 0;
    for (operation, modules) in in_file_order(context.api) {
        for saved in &operation.saved_responses {
            let test = Test {
                context,
                crate_name,
                operation,
                modules: &modules,
                saved,
                position,
            };
            tests.extend(test.tokens());
            position += 1;
        }
    }
    tests
}

/// The path of an operation as one word, for names of tests. Different paths can give the same one.
pub(super) fn test_name(context: Context<'_>, modules: &[&Ident]) -> String {
    let api = context.api.module.as_str();
    let modules = modules.iter().map(|module| module.as_str());
    let path: Vec<&str> = std::iter::once(api).chain(modules).collect();
    let path = path.join("_");
    // Keywords end in `_`, and names can begin with it.
    let words = path.split('_').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("_")
}

struct Test<'a> {
    context: Context<'a>,
    crate_name: &'a str,
    operation: &'a Operation,
    /// The path of the operation's module.
    modules: &'a [&'a Ident],
    saved: &'a SavedResponse,
    position: usize,
}

impl Test<'_> {
    /// The test; [`None`] if no variant is documented for the response, or its JSON is not valid, which a diagnostic says.
    fn tokens(&self) -> Option<TokenStream> {
        let mut responses = self.operation.responses.iter();
        let response = responses.find(|it| it.status == Some(self.saved.status))?;
        if matches!(response.payload, Payload::Json(_)) && self.is_broken() {
            return None;
        }
        let (name, root) = (self.name(), text_ident(self.crate_name));
        let api = ident(&self.context.api.module);
        let (imports, code) = self.code(response)?;
        let position = Literal::usize_unsuffixed(self.position);
        Some(quote! {
            #[test]
            fn #name() -> Result<(), Broken> {
                #imports
                let saved = #root::#api::examples::responses().swap_remove(#position);
                #code
                for left_out in check(&saved, request, written)? {
                    println!("left out: {left_out}");
                }
                Ok(())
            }
        })
    }

    /// The request and the function that writes the payload again, with their imports.
    fn code(&self, response: &Response) -> Option<(TokenStream, TokenStream)> {
        let written = self.written(response);
        let written = quote!(let written = #written;);
        let with_request = self.is_own_request().then(|| {
            let example = complete_example(self.operation, self.context, written.clone());
            let (imports, request, written) = example?;
            Some((imports, quote!(let request = Some(#request); #written)))
        });
        with_request.flatten().or_else(|| {
            let operation = ident(&self.operation.type_name);
            let code = quote!(let request = None::<MODULE::#operation>; #written);
            imported(self.operation, self.context, code)
        })
    }

    /// Whether the body should be JSON and is not, as where it has variables outside of texts.
    fn is_broken(&self) -> bool {
        let body = self.saved.body.trim_start_matches('\u{feff}');
        let parsed: Result<serde_json::Value, _> = serde_json::from_str(body);
        !body.trim().is_empty() && parsed.is_err()
    }

    /// The path of the operation, the status, and the position, which makes names unique.
    fn name(&self) -> proc_macro2::Ident {
        let words = test_name(self.context, self.modules);
        let (status, position) = (self.saved.status, self.position);
        format_ident!("{words}_{status}_{position}")
    }

    /// Whether the response answers the request of the item, and not one that was changed since.
    fn is_own_request(&self) -> bool {
        let in_server = |segment: &Segment| matches!(segment, Segment::ServerVariable(_));
        let request = &self.saved.request;
        request.method == self.operation.method
            && request.path == self.operation.path_template
            && !self.operation.path.iter().any(in_server)
    }

    /// The function that writes the payload again, or names the variant.
    fn written(&self, response: &Response) -> TokenStream {
        let name = format_ident!("{}Response", self.operation.type_name.as_str());
        let variant = ident(&response.variant);
        let path = quote!(MODULE::#name::#variant);
        let expected = response.variant.as_str();
        let arm = match (&response.payload, response.is_success()) {
            (Payload::Json(_), true) => {
                quote!(#path(payload) => Ok(Some(client::json::to_string(&payload))),)
            }
            (Payload::Json(_), false) => quote! {
                #path(failure) => Ok(failure.payload.map(|it| client::json::to_string(&it))),
            },
            (Payload::Empty, true) => quote!(#path => Ok(None),),
            _ => quote!(#path(_) => Ok(None),),
        };
        // Nothing is not JSON.
        let is_empty = self.saved.body.trim().is_empty();
        let empty = is_empty.then(|| quote!(MODULE::#name::Unknown(_) => Ok(None),));
        quote!(|response| match response { #arm #empty _ => Err(#expected) })
    }
}

//! Tests of a new crate: each saved response is received, read, and written again.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, format_ident, quote};

use super::context::{Context, EmitOptions};
use super::examples::{exact_example, imported, in_file_order};
use super::format;
use super::home::Home;
use super::index::Index;
use super::types::{ident, text_ident};
use crate::api::{Api, Ident, Operation, Payload, Response, SavedResponse, Segment};

/// The tests of APIs as items of a test of the crate with this name.
pub(crate) fn contract_tests(apis: &[Api], crate_name: &str) -> String {
    let options = EmitOptions::for_dependents_of(Home::package(Some(crate_name.to_owned()), apis));
    let (mut tests, mut untested) = (TokenStream::new(), Vec::new());
    for api in apis {
        let index = Index::of(api);
        let context = Context::of(&index, &options);
        tests.extend(api_tests(context, crate_name, &mut untested));
    }
    let root = text_ident(crate_name);
    let import = (!tests.is_empty())
        .then(|| quote!(use #root::client::testing::contract::{Broken, Written, check};));
    let mut text = format::items(quote!(#import #tests));
    if !untested.is_empty() && !text.is_empty() {
        text.push('\n');
    }
    text.extend(untested);
    text
}

/// The tests of an API. Adds a comment to `untested` for each response that has none.
fn api_tests(context: Context<'_>, crate_name: &str, untested: &mut Vec<String>) -> TokenStream {
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
            match test.tokens() {
                Ok(test) => tests.extend(test),
                Err(reason) => untested.push(format!(
                    "// No test of `{}` of `{}`: {reason}\n",
                    saved.name, operation.name
                )),
            }
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
    /// The test, or why there is none.
    fn tokens(&self) -> Result<TokenStream, &'static str> {
        let mut responses = self.operation.responses.iter();
        let response = responses.find(|it| it.status == Some(self.saved.status));
        let response = response.ok_or("no variant is documented for its status")?;
        if matches!(response.payload, Payload::Json(_)) && self.is_broken() {
            return Err("its body is not valid JSON");
        }
        let name = self.name();
        let root = text_ident(self.crate_name).to_token_stream();
        let api = self.context.path_of_api(&root);
        let (note, (imports, code)) = match self.with_request(response) {
            Ok(code) => (None, code),
            Err(reason) => {
                let note = format!(" Without its request: {reason}");
                let code = self
                    .without_request(response)
                    .ok_or("its type has no path")?;
                (Some(quote!(#[doc = #note])), code)
            }
        };
        let position = Literal::usize_unsuffixed(self.position);
        Ok(quote! {
            #note
            #[test]
            fn #name() -> Result<(), Broken> {
                #imports
                let saved = #api::examples::responses().swap_remove(#position);
                #code
                for left_out in check(&saved, request, written)? {
                    println!("left out: {left_out}");
                }
                Ok(())
            }
        })
    }

    /// The request and the function that writes the payload again, with their imports; or why the request cannot be sent.
    fn with_request(&self, response: &Response) -> Result<(TokenStream, TokenStream), String> {
        let in_server = |segment: &Segment| matches!(segment, Segment::ServerVariable(_));
        if self.operation.path.iter().any(in_server) {
            return Err("its path begins with variables of the server".to_owned());
        }
        let Some(call) = &self.saved.call else {
            return Err("its values are not known".to_owned());
        };
        let (operation, values) = (self.operation, call.as_ref().map_err(String::clone)?);
        let written = self.written(response);
        let written = quote!(let written = #written;);
        let (imports, request, written) = exact_example(operation, values, self.context, written)?;
        Ok((imports, quote!(let request = Some(#request); #written)))
    }

    /// The function that writes the payload again, with its imports.
    fn without_request(&self, response: &Response) -> Option<(TokenStream, TokenStream)> {
        let (operation, written) = (ident(&self.operation.type_name), self.written(response));
        let code = quote!(let request = None::<MODULE::#operation>; let written = #written;);
        imported(self.operation, self.context, code)
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

    /// The function that writes the payload again, or names the variant.
    fn written(&self, response: &Response) -> TokenStream {
        let name = format_ident!("{}Response", self.operation.type_name.as_str());
        let variant = ident(&response.variant);
        let path = quote!(MODULE::#name::#variant);
        let expected = response.variant.as_str();
        let arm = match (&response.payload, response.is_success()) {
            (Payload::Json(_), true) => {
                quote!(#path(payload) => Ok(Written::Json(client::json::to_string(&payload))),)
            }
            (Payload::Json(_), false) => quote! {
                #path(failure) => Ok(match failure.payload {
                    Some(payload) => Written::Json(client::json::to_string(&payload)),
                    None => Written::Body(failure.response.body),
                }),
            },
            (_, false) => quote!(#path(failure) => Ok(Written::Body(failure.response.body)),),
            (Payload::Empty, true) => quote!(#path => Ok(Written::Body([].as_slice().into())),),
            (Payload::Text, true) => quote!(#path(text) => Ok(Written::Body(text.into())),),
            (Payload::Bytes, true) => quote!(#path(bytes) => Ok(Written::Body(bytes)),),
            (Payload::Response, true) => {
                quote!(#path(response) => Ok(Written::Body(response.body)),)
            }
        };
        // Nothing is not JSON.
        let is_empty = self.saved.body.trim().is_empty();
        let empty = is_empty.then(|| {
            quote! {
                MODULE::#name::Unknown(response) => Ok(Written::Body(response.body)),
            }
        });
        quote!(|response| match response { #arm #empty _ => Err(#expected) })
    }
}

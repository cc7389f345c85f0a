//! Tests of a new crate against a real server: each item is sent, and its response has to be documented.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, format_ident, quote};

use super::context::{Context, EmitOptions};
use super::contract::test_name;
use super::examples::{complete_example, in_file_order};
use super::home::Home;
use super::index::Index;
use super::types::text_ident;
use super::{format, setup};
use crate::api::{Api, Operation};

/// The tests of APIs as items of a test of the crate with this name.
pub(crate) fn live_tests(apis: &[Api], crate_name: &str) -> String {
    let options = EmitOptions::for_dependents_of(Home::package(Some(crate_name.to_owned()), apis));
    let mut tests = TokenStream::new();
    for api in apis {
        let index = Index::of(api);
        let context = Context::of(&index, &options);
        for (position, (operation, modules)) in in_file_order(api).into_iter().enumerate() {
            // The position makes names unique.
            let name = format_ident!("{}_{position}", test_name(context, &modules));
            tests.extend(test(context, operation, &name, crate_name));
        }
    }
    let root = text_ident(crate_name);
    let import = (!tests.is_empty()).then(|| quote!(use #root::client::testing::live;));
    format::items(quote!(#import #tests))
}

/// The test of an operation; [`None`] if no response is documented, or a value of the request cannot be written.
fn test(
    context: Context<'_>,
    operation: &Operation,
    name: &proc_macro2::Ident,
    crate_name: &str,
) -> Option<TokenStream> {
    if operation.responses.is_empty() {
        return None;
    }
    let response = format_ident!("{}Response", operation.type_name.as_str());
    let documented = quote!(|it| !matches!(it, MODULE::#response::Unknown(_)));
    let (imports, request, documented) = complete_example(operation, context, documented)?;
    let root = text_ident(crate_name).to_token_stream();
    let client_type = quote!(blocking::Client);
    let client = setup::client(
        context.api,
        operation,
        setup::Target::BaseUrl,
        (&root, &context.path_of_api(&root)),
        &client_type,
        &quote!(live::variable),
    );
    let (item, method) = (&operation.name, &operation.method);
    Some(quote! {
        #[test]
        fn #name() -> Result<(), Box<dyn std::error::Error>> {
            #imports
            let Some(server) = live::server(#method) else {
                return Ok(());
            };
            let client = #client;
            let received = client.call(#request).base_url(server).received();
            live::check(#item, received, #documented)?;
            Ok(())
        }
    })
}

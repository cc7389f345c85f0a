//! The saved responses of the collection, with the requests that they answer.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Ident, Operation, SavedRequest, SavedResponse};
use crate::emit::types::ident;

/// The function that returns all saved responses, with the types of their operations.
pub(super) fn responses(examples: &[(&Operation, Vec<&Ident>)]) -> TokenStream {
    let saved = examples.iter().flat_map(|(operation, modules)| {
        let modules: Vec<_> = modules.iter().map(|module| ident(module)).collect();
        let name = ident(&operation.type_name);
        let operation_type = quote!(super::#(#modules)::*::#name);
        let saved = operation.saved_responses.iter();
        saved.map(move |saved| response(saved, &operation_type))
    });
    let saved: Vec<TokenStream> = saved.collect();
    let import = (!saved.is_empty()).then(|| {
        quote!(
            use client::testing::{SavedRequest, SavedResponse};
        )
    });
    quote! {
        #[doc = " All saved responses, in the order of the collection."]
        #[must_use]
        pub fn responses() -> Vec<client::testing::SavedResponse> {
            #import
            vec![#(#saved),*]
        }
    }
}

fn response(saved: &SavedResponse, operation_type: &TokenStream) -> TokenStream {
    let SavedResponse {
        name,
        id: _,
        status,
        content_type,
        headers,
        body,
        request: to,
        call: _,
    } = saved;
    let content_type = match content_type {
        Some(content_type) => quote!(Some(#content_type)),
        None => quote!(None),
    };
    let headers = pairs("headers", headers);
    let to = request(to);
    quote! {
        SavedResponse::of::<#operation_type>(#name, #status, #content_type, #body) #headers .to(#to)
    }
}

fn request(request: &SavedRequest) -> TokenStream {
    let SavedRequest {
        method,
        base_path,
        path,
        variables,
        query,
        headers,
        body,
    } = request;
    let base_path = (!base_path.is_empty()).then(|| quote!(.base_path(#base_path)));
    let variables = pairs("variables", variables);
    let query = pairs("query", query);
    let headers = pairs("headers", headers);
    let body = body.as_ref().map(|body| quote!(.body(#body)));
    quote!(SavedRequest::new(#method, #path) #base_path #variables #query #headers #body)
}

/// The call of a method that adds names with values, unless there are none.
fn pairs(method: &str, pairs: &[(String, String)]) -> Option<TokenStream> {
    let method = quote::format_ident!("{method}");
    let pairs_text = pairs.iter().map(|(name, value)| quote!((#name, #value)));
    (!pairs.is_empty()).then(|| quote!(.#method([#(#pairs_text),*])))
}

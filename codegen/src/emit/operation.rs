//! One operation: the module of an item.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs::{DocText, code};
use super::types::ident;
use super::words::escaped;
use super::{
    client_variables, definitions, error_code, examples, format, pages, request, request_type,
    responses, streams,
};
use crate::api::Operation;

/// The text of an operation's module.
pub(super) fn emit(operation: &Operation, context: Context<'_>) -> String {
    let source = match operation.pointer.as_str() {
        "" => operation.source.clone(),
        pointer => format!("{}#{pointer}", operation.source),
    };
    let head = DocText::new(format!(
        "{}: {}.",
        escaped(&operation.name),
        code(&format!("{} {}", operation.method, operation.path_template)),
    ));
    format::file(
        &source,
        &head,
        items(operation, context),
        &context.api.client_path,
    )
}

fn items(operation: &Operation, context: Context<'_>) -> TokenStream {
    let responses = responses::emit(operation, context);
    let shared = context.shared_imports(operation);
    let api = context.api_module();
    let api_type = ident(&context.api.type_name);
    let example = examples::documentation(operation, context);
    let request_type = request_type::emit(operation, context, example);
    let into_request = request::emit(operation, context.scope(operation));
    let (name, item_name) = (ident(&operation.type_name), &operation.name);
    let scheme = match context.scheme(operation) {
        Some(scheme) => quote!(Some(#scheme)),
        None => quote!(None),
    };
    let set_variables = client_variables::method(operation);
    let (response, output) = (&responses.response, &responses.output);
    let read_output = &responses.read_output;
    let pages = pages::emit(operation, context);
    let stream = streams::emit(operation);
    let types = definitions::of_operation(operation, context.scope(operation));
    let error_code = error_code::emit(operation);
    let imports = quote! {
        use #api::#api_type;
        #shared
    };
    let operation_impl = quote! {
        impl client::Operation for #name {
            type Api = #api_type;
            type Response = #response;
            type Output = #output;

            const NAME: &'static str = #item_name;
            const SCHEME: Option<&'static str> = #scheme;

            #set_variables

            #into_request

            #read_output
        }
    };
    // Interpolated tokens would be copied.
    let items = [
        imports,
        request_type,
        operation_impl,
        pages.unwrap_or_default(),
        stream.unwrap_or_default(),
        responses.items,
        types,
        error_code,
    ];
    items.into_iter().collect()
}

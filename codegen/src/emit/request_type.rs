//! The type of a request: a struct with its constructor, setters and accessors.

mod constructor;
mod described;
mod field;
mod members;

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::is_required;
use super::context::Context;
use super::debug::{self, Debug, Member};
use super::types::ident;
use crate::api::Operation;
use field::Fields;

/// The struct of the request with its constructor, setters and accessors; its docs end with the example.
pub(super) fn emit(
    operation: &Operation,
    context: Context<'_>,
    example: Option<Vec<String>>,
) -> TokenStream {
    let fields = Fields(context.scope(operation));
    let name = ident(&operation.type_name);
    let docs = described::docs(operation, context, example);
    let members = operation.parameters.iter().map(|parameter| {
        let (name, ty) = (ident(&parameter.name), fields.ty(parameter));
        quote!(#name: #ty)
    });
    let debug: Vec<Member> = operation
        .parameters
        .iter()
        .map(|parameter| Member::new(ident(&parameter.name), parameter.is_secret))
        .collect();
    let Debug { derive, item } = debug::debug(&name, &debug);
    let (constructor, arguments) = constructor::emit(operation, fields);
    let accessors = operation
        .parameters
        .iter()
        .filter(|parameter| is_required(parameter))
        .map(|parameter| members::accessor(parameter, fields));
    let setters = operation
        .parameters
        .iter()
        .filter(|parameter| !is_required(parameter))
        .map(|parameter| members::setter(parameter, fields));
    let has_default = !operation.parameters.iter().any(is_required);
    let has_preset = constructor::has_preset(operation);
    let default = (has_default && !has_preset).then(|| quote!(, Default));
    let default_of_presets = (has_default && has_preset).then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    let omitters = operation
        .parameters
        .iter()
        .filter_map(|parameter| members::omitter(parameter, operation, fields));
    // Without fields, callers could write a struct literal, which would not compile anymore once there are some.
    let non_exhaustive = operation
        .parameters
        .is_empty()
        .then(|| quote!(#[non_exhaustive]));
    quote! {
        #docs
        #[derive(#derive Clone #default)]
        #[must_use = "an operation does nothing until a client sends it"]
        #non_exhaustive
        pub struct #name {
            #(#members,)*
        }

        #item

        impl #name {
            #constructor
            #(#setters)*
            #(#omitters)*
            #(#accessors)*
        }

        #default_of_presets

        #arguments
    }
}

//! The arguments of a constructor: one for each required value, or one struct with all of them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::debug::{self, Debug, Member};
use super::docs::DocText;
use super::types::text_ident;
use crate::api::{Field, Operation, Parameter, Presence, Struct, Type};

/// The largest number of arguments of a constructor. More of them are clearer with names, in a struct.
const ARGUMENT_LIMIT: usize = 7;

/// The largest number of `bool`s among them.
const FLAG_LIMIT: usize = 3;

/// Whether arguments of these types are clear without names.
pub(super) fn are_clear<'a>(types: impl IntoIterator<Item = &'a Type>) -> bool {
    let (mut count, mut flags) = (0, 0);
    for ty in types {
        count += 1;
        flags += usize::from(*ty == Type::Bool);
    }
    count <= ARGUMENT_LIMIT && flags <= FLAG_LIMIT
}

pub(super) fn is_required(parameter: &Parameter) -> bool {
    parameter.presence == Presence::Required
}

/// The parameters that `new` takes.
pub(super) fn required(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(|it| is_required(it))
}

/// Whether `new` takes a struct.
pub(super) fn takes_struct(operation: &Operation) -> bool {
    !are_clear(required(operation).map(|parameter| &parameter.ty))
}

/// The fields that a struct's `new` takes.
pub(super) fn required_fields(def: &Struct) -> impl Iterator<Item = &Field> {
    def.fields.iter().filter(|field| field.required)
}

/// Whether a struct has a constructor. If it would have too many arguments, callers write a struct literal instead.
pub(super) fn has_constructor(def: &Struct) -> bool {
    are_clear(required_fields(def).map(|field| &field.ty))
}

/// The name of the struct that a type's `new` takes.
pub(super) fn struct_name(type_name: &str) -> Ident {
    text_ident(&Operation::arguments_name(type_name))
}

/// The struct that a type's `new` takes. Each member has docs, a name and a type; `debug` says which `Debug` shows.
pub(super) fn arguments_struct(
    type_name: &str,
    members: &[TokenStream],
    debug: &[Member],
) -> TokenStream {
    let docs = DocText::new(format!("The arguments of [`{type_name}::new`].")).outer();
    let name = struct_name(type_name);
    let Debug { derive, item } = debug::debug(&name, debug);
    quote! {
        #docs
        #[derive(#derive Clone)]
        pub struct #name {
            #(#members,)*
        }

        #item
    }
}

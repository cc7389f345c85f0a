//! The types of a struct's fields, and the arguments that fill them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::api::{Field, Struct, Type};
use crate::emit::scope::TypeScope;
use crate::emit::types::{argument, ident, tokens};

/// The fields of a struct.
#[derive(Clone, Copy)]
pub(super) struct Members<'a> {
    pub(super) def: &'a Struct,
    pub(super) scope: TypeScope<'a>,
}

impl Members<'_> {
    /// The type of a field.
    pub(super) fn ty(self, field: &Field) -> TokenStream {
        let ty = self.value(field);
        match (field.required, field.nullable) {
            _ if field.empty_if_missing => ty,
            (true, false) => ty,
            (false, true) => quote!(client::json::Maybe<#ty>),
            _ => quote!(Option<#ty>),
        }
    }

    /// The type of a field's value if it is present and not null.
    fn value(self, field: &Field) -> TokenStream {
        let ty = tokens(&field.ty);
        if self.is_boxed(field) {
            quote!(Box<#ty>)
        } else {
            ty
        }
    }

    fn is_boxed(self, field: &Field) -> bool {
        self.scope.holds(&field.ty, &self.def.name)
    }

    /// The type of an argument for a required field, and the expression that makes the field's value from it.
    pub(super) fn argument(self, field: &Field, name: &Ident) -> (TokenStream, TokenStream) {
        if field.nullable {
            (self.ty(field), quote!(#name))
        } else {
            self.present(field, name)
        }
    }

    /// The entry of an optional field in the table of setters.
    pub(super) fn setter(self, field: &Field) -> TokenStream {
        let name = ident(&field.name);
        let value = self.value(field);
        match &field.ty {
            _ if field.nullable => quote!(#name(maybe #value)),
            Type::List(item) => {
                let item = tokens(item);
                quote!(#name(list #item))
            }
            Type::String | Type::Json | Type::File => quote!(#name(into #value)),
            ty if self.is_boxed(field) || self.scope.is_open(ty) => quote!(#name(into #value)),
            _ => quote!(#name(#value)),
        }
    }

    fn present(self, field: &Field, name: &Ident) -> (TokenStream, TokenStream) {
        if self.is_boxed(field) || self.scope.is_open(&field.ty) {
            let ty = self.value(field);
            (quote!(impl Into<#ty>), quote!(#name.into()))
        } else {
            argument(&field.ty, name)
        }
    }
}

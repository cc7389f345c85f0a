//! The types of a struct's fields, and the arguments that fill them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::api::{Field, Struct};
use crate::emit::scope::TypeScope;
use crate::emit::types::{argument, tokens};

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

    /// The type of a field's value, where it is present and not null.
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

    /// The type of an argument for a required field, and the field's value made of it.
    pub(super) fn argument(self, field: &Field, name: &Ident) -> (TokenStream, TokenStream) {
        if field.nullable {
            (self.ty(field), quote!(#name))
        } else {
            self.present(field, name)
        }
    }

    /// The type of a setter's argument, and the field's value made of it.
    pub(super) fn setter_argument(self, field: &Field, name: &Ident) -> (TokenStream, TokenStream) {
        if field.nullable {
            let ty = self.ty(field);
            return (quote!(impl Into<#ty>), quote!(#name.into()));
        }
        let (ty, value) = self.present(field, name);
        (ty, quote!(Some(#value)))
    }

    fn present(self, field: &Field, name: &Ident) -> (TokenStream, TokenStream) {
        if self.is_boxed(field) {
            let ty = self.value(field);
            (quote!(impl Into<#ty>), quote!(#name.into()))
        } else {
            argument(&field.ty, name)
        }
    }
}

//! The fields of a request type, and the arguments that fill them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::api::{Parameter, Presence, Type};
use crate::emit::literals::number;
use crate::emit::scope::TypeScope;
use crate::emit::types::{argument, ident, tokens};

/// The fields of a request type, in a scope.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a>(pub(super) TypeScope<'a>);

impl Fields<'_> {
    /// The type of the field: a list is never optional, as an empty one sends nothing.
    pub(super) fn ty(self, parameter: &Parameter) -> TokenStream {
        let ty = self.value(parameter);
        if parameter.presence == Presence::Required || self.is_list(parameter) {
            ty
        } else {
            quote!(Option<#ty>)
        }
    }

    /// The type of the value. JSON can also be passed as text.
    pub(super) fn value(self, parameter: &Parameter) -> TokenStream {
        if self.is_list(parameter) {
            let item = self.item(parameter);
            return quote!(Vec<#item>);
        }
        let ty = tokens(&parameter.ty);
        if self.is_json(parameter) {
            quote!(client::JsonBody<#ty>)
        } else {
            ty
        }
    }

    /// The initial value of the field; [`None`] if there is none, or its text does not have the type.
    pub(super) fn preset(self, parameter: &Parameter) -> Option<TokenStream> {
        let Presence::Preset(text) = &parameter.presence else {
            return None;
        };
        match &parameter.ty {
            Type::Bool => text.parse::<bool>().ok().map(|value| quote!(#value)),
            ty @ (Type::I32 | Type::I64 | Type::U64) => number(ty, text),
            Type::String => Some(quote!(#text.to_owned())),
            ty => {
                let variants = &self.0.values(ty)?.variants;
                let variant = variants.iter().find(|variant| variant.value == *text)?;
                let (ty, variant) = (tokens(ty), ident(&variant.name));
                Some(quote!(#ty::#variant))
            }
        }
    }

    /// The type of the values in a list.
    pub(super) fn item(self, parameter: &Parameter) -> TokenStream {
        let item = match &parameter.ty {
            Type::List(item) => item,
            ty => ty,
        };
        let ty = tokens(item);
        if self.0.is_json(item) {
            quote!(client::JsonBody<#ty>)
        } else {
            ty
        }
    }

    /// The type of an argument, and the expression that makes the field's value from it.
    pub(super) fn argument(
        self,
        parameter: &Parameter,
        name: &Ident,
    ) -> (TokenStream, TokenStream) {
        if self.is_list(parameter) {
            let item = self.item(parameter);
            return (
                quote!(impl IntoIterator<Item = impl Into<#item>>),
                quote!(#name.into_iter().map(Into::into).collect()),
            );
        }
        if self.is_json(parameter) {
            let ty = self.value(parameter);
            return (quote!(impl Into<#ty>), quote!(#name.into()));
        }
        if self.0.is_open(&parameter.ty) {
            let ty = tokens(&parameter.ty);
            return (quote!(impl Into<#ty>), quote!(#name.into()));
        }
        argument(&parameter.ty, name)
    }

    pub(super) fn is_json(self, parameter: &Parameter) -> bool {
        self.0.is_json_parameter(parameter)
    }

    /// Whether the field is a list whose items are sent one by one.
    pub(super) fn is_list(self, parameter: &Parameter) -> bool {
        self.0.repeated(parameter).is_some()
    }

    /// Whether the field's values are `Copy`: those of a closed enum.
    pub(super) fn is_copy(self, parameter: &Parameter) -> bool {
        let values = self.0.values(&parameter.ty);
        values.is_some_and(|def| def.closed)
    }
}

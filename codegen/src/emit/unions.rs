//! Unions: JSON of one of several types.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{DocText, code};
use super::json::directions;
use super::scope::TypeScope;
use super::types::{derives, ident, tokens};
use super::words::type_text;
use crate::api::{Ident, Tag, Type, Union};

/// A union. `role` says where its values occur, `explains` whether its docs show the evidence.
pub(super) fn emit(def: &Union, scope: TypeScope<'_>, role: &str, explains: bool) -> TokenStream {
    let evidence = explains.then_some(&def.evidence);
    let otherwise = || match &def.tag {
        Some(tag) => format!("Type of {role}, discriminated by {}.", code(&tag.key)),
        None => format!("Type of {role}."),
    };
    let docs = DocText::of_type(&def.docs, otherwise, evidence).outer();
    let name = ident(&def.name);
    let shapes = shapes(def, scope);
    let variants = shapes.iter().enumerate().map(|(index, shape)| {
        let variant = shape.variant();
        let docs = DocText::new(shape_docs(shape, index, def.tag.as_ref())).outer();
        quote!(#docs #variant)
    });
    let derives = derives(&def.derives);
    let json = json(def, &shapes, scope.serde);
    let conversions = def.uses.encode.then(|| conversions(&name, &shapes));
    quote! {
        #docs
        #[derive(Debug, Clone #derives)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }

        #conversions
        #json
    }
}

/// The table of variants that reading and writing share.
fn json(def: &Union, shapes: &[Shape<'_>], serde: bool) -> TokenStream {
    let Some(directions) = directions(def.uses, serde) else {
        return quote!();
    };
    let name = ident(&def.name);
    let Some(tag) = &def.tag else {
        let shapes = shapes.iter().map(Shape::variant);
        return quote! {
            client::json_union! { #name #directions; #(#shapes),* }
        };
    };
    let key = &tag.key;
    let tagged = tag.values.iter().zip(shapes).map(|(values, shape)| {
        let variant = shape.variant();
        quote!(#variant = #(#values)|*)
    });
    let rest = shapes.get(tag.values.len()).map(|shape| {
        let variant = shape.variant();
        quote!(; #variant)
    });
    quote! {
        client::json_union! { #name #directions by #key; #(#tagged),* #rest }
    }
}

fn shapes<'a>(def: &'a Union, scope: TypeScope<'_>) -> Vec<Shape<'a>> {
    let shapes = def.variants.iter();
    shapes
        .map(|(name, ty)| Shape::of(name, ty, scope))
        .collect()
}

/// The docs of a variant: its type, and the values that select it.
fn shape_docs(shape: &Shape<'_>, index: usize, tag: Option<&Tag>) -> String {
    let held = match &shape.ty {
        Type::Json => "Any JSON value".to_owned(),
        ty => format!("A value of type {}", code(&type_text(ty))),
    };
    let Some(tag) = tag else {
        return format!("{held}.");
    };
    let key = code(&tag.key);
    match tag.values.get(index).map(Vec::as_slice) {
        None => format!("{held}, for any other value of {key}."),
        Some(values) => {
            let values: Vec<String> = values.iter().map(|value| code(value)).collect();
            format!("{held}, if {key} is {}.", values.join(" or "))
        }
    }
}

/// One of the variants.
struct Shape<'a> {
    name: proc_macro2::Ident,
    ty: &'a Type,
    /// Its type.
    plain: TokenStream,
    /// The content of the variant: the type, boxed if it can be large or contain the union.
    held: TokenStream,
    is_boxed: bool,
}

impl<'a> Shape<'a> {
    fn of(name: &Ident, ty: &'a Type, scope: TypeScope<'_>) -> Self {
        let plain = tokens(ty);
        let is_boxed = matches!(ty, Type::Named(_)) && scope.values(ty).is_none();
        let held = if is_boxed {
            quote!(Box<#plain>)
        } else {
            plain.clone()
        };
        Self {
            name: ident(name),
            ty,
            plain,
            held,
            is_boxed,
        }
    }

    /// The variant with its content.
    fn variant(&self) -> TokenStream {
        let (name, held) = (&self.name, &self.held);
        quote!(#name(#held))
    }
}

/// The conversions from the types of the variants, for a union that is sent.
fn conversions(name: &proc_macro2::Ident, shapes: &[Shape<'_>]) -> TokenStream {
    let mut seen = BTreeSet::new();
    let conversions = shapes
        .iter()
        .filter(|shape| seen.insert(shape.plain.to_string()))
        .map(|shape| {
            let (variant, ty) = (&shape.name, &shape.plain);
            let value = if shape.is_boxed {
                quote!(Box::new(value))
            } else {
                quote!(value)
            };
            quote! {
                impl From<#ty> for #name {
                    #[inline]
                    fn from(value: #ty) -> Self {
                        Self::#variant(#value)
                    }
                }
            }
        });
    quote!(#(#conversions)*)
}

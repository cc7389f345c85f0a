//! Unions: one of several shapes in JSON.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{DocText, code};
use super::scope::TypeScope;
use super::types::{derives, ident, tokens};
use super::words::type_text;
use crate::api::{Ident, Tag, Type, Union, Uses};

/// One of several types; `role` says where its values are.
pub(super) fn emit(def: &Union, scope: TypeScope<'_>, role: &str) -> TokenStream {
    let docs = DocText::of(&def.docs, || match &def.tag {
        Some(tag) => format!("Type of {role}, discriminated by {}.", code(&tag.key)),
        None => format!("Type of {role}."),
    });
    let docs = if def.evidence.is_empty() {
        docs
    } else {
        docs.paragraph(format!("Inferred from {}.", def.evidence))
    };
    let docs = docs.outer();
    let name = ident(&def.name);
    let shapes = shapes(def, scope);
    let variants = shapes.iter().enumerate().map(|(index, shape)| {
        let (name, held) = (&shape.name, &shape.held);
        let docs = DocText::new(shape_docs(shape, index, def.tag.as_ref())).outer();
        quote!(#docs #name(#held))
    });
    let derives = derives(&def.derives);
    let json = json(def, def.uses, scope);
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

/// How it is read from JSON and written to it.
pub(super) fn json(def: &Union, uses: Uses, scope: TypeScope<'_>) -> TokenStream {
    let name = ident(&def.name);
    let shapes = shapes(def, scope);
    let decode = uses.decode.then(|| match &def.tag {
        Some(tag) => decode_tagged(&name, &shapes, tag),
        None => decode(&name, &shapes),
    });
    let encode = uses.encode.then(|| encode(&name, &shapes));
    quote!(#decode #encode)
}

fn shapes<'a>(def: &'a Union, scope: TypeScope<'_>) -> Vec<Shape<'a>> {
    let shapes = def.variants.iter();
    shapes
        .map(|(name, ty)| Shape::of(name, ty, scope))
        .collect()
}

/// What a variant holds, and when.
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

/// One of the shapes.
struct Shape<'a> {
    name: proc_macro2::Ident,
    ty: &'a Type,
    /// Its type.
    plain: TokenStream,
    /// What the variant holds: the type, boxed where it can be large or hold the union again.
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
}

fn decode(name: &proc_macro2::Ident, shapes: &[Shape<'_>]) -> TokenStream {
    let names = shapes.iter().map(|shape| &shape.name);
    let types = shapes.iter().map(|shape| &shape.held);
    quote! {
        impl client::FromJson for #name {
            #[inline]
            fn from_json(value: &client::json::Value<'_>) -> Result<Self, client::json::Mismatch> {
                client::json::first_of(value, &[
                    #(|value| <#types as client::FromJson>::from_json(value).map(Self::#names),)*
                ])
            }
        }
    }
}

/// A known tag decides, so that a mismatch is reported for the right shape.
fn decode_tagged(name: &proc_macro2::Ident, shapes: &[Shape<'_>], tag: &Tag) -> TokenStream {
    let key = &tag.key;
    let read = |shape: &Shape<'_>| {
        let variant = &shape.name;
        quote!(client::FromJson::from_json(value).map(Self::#variant))
    };
    let arms = tag.values.iter().zip(shapes).map(|(values, shape)| {
        let read = read(shape);
        quote!(Some(#(#values)|*) => #read)
    });
    let rest = match shapes.get(tag.values.len()) {
        Some(shape) => read(shape),
        None => quote!(client::json::first_of(value, &[])),
    };
    quote! {
        impl client::FromJson for #name {
            #[inline]
            fn from_json(value: &client::json::Value<'_>) -> Result<Self, client::json::Mismatch> {
                match client::json::tag(value, #key) {
                    #(#arms,)*
                    _ => #rest,
                }
            }
        }
    }
}

fn encode(name: &proc_macro2::Ident, shapes: &[Shape<'_>]) -> TokenStream {
    let names = shapes.iter().map(|shape| &shape.name);
    quote! {
        impl client::ToJson for #name {
            #[inline]
            fn to_json(&self, out: &mut client::json::Writer) {
                match self {
                    #(Self::#names(value) => client::ToJson::to_json(value, out),)*
                }
            }
        }
    }
}

/// A union that is sent can be given as any of its shapes.
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

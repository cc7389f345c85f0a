//! Structs and unions: objects in JSON.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::{Text, code};
use super::types::{argument, ident, tokens};
use crate::api::{Field, Struct, Type, Union};

/// How many lines a function may have, and how many arguments.
const LINE_LIMIT: usize = 90;
const ARGUMENT_LIMIT: usize = 7;

/// A struct.
pub(super) fn emit(def: &Struct) -> TokenStream {
    let docs = Text::of(&def.docs, || "A JSON object.".to_owned());
    let docs = if def.evidence.is_empty() {
        docs
    } else {
        docs.paragraph(format!("Read from {}.", def.evidence))
    };
    let docs = docs.outer();
    let name = ident(&def.name);
    let fields = def.fields.iter().map(|field| {
        let docs = field_docs(field);
        let name = ident(&field.name);
        let ty = field_type(field);
        quote!(#docs pub #name: #ty)
    });
    let non_exhaustive = (!def.uses.encode).then(|| quote!(#[non_exhaustive]));
    let bools = def
        .fields
        .iter()
        .filter(|field| field.required && field.ty == Type::Bool)
        .count();
    let many_bools = (bools > 3)
        .then(|| quote!(#[expect(clippy::struct_excessive_bools, reason = "the API has as many")]));
    let field_names: Vec<_> = def.fields.iter().map(|field| &field.name).collect();
    let alike = super::names::alike_fields(&def.name, &field_names);
    let constructor = if def.uses.encode {
        constructor(def)
    } else {
        quote!()
    };
    let decode = if def.uses.decode {
        decode(def)
    } else {
        quote!()
    };
    let encode = if def.uses.encode {
        encode(def)
    } else {
        quote!()
    };
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #many_bools
        #alike
        #non_exhaustive
        pub struct #name {
            #(#fields,)*
        }

        #constructor
        #decode
        #encode
    }
}

fn field_docs(field: &Field) -> TokenStream {
    let wire_name = code(&field.wire_name);
    match field.docs.lines() {
        [] => Text::new(format!("{wire_name}.")),
        [line] => Text::new(format!("{wire_name}: {line}")),
        _ => Text::new(format!("{wire_name}.")).blank().docs(&field.docs),
    }
    .outer()
}

fn field_type(field: &Field) -> TokenStream {
    let ty = tokens(&field.ty);
    match (field.required, field.nullable) {
        (true, false) => ty,
        (false, true) => quote!(client::json::Maybe<#ty>),
        _ => quote!(Option<#ty>),
    }
}

/// The constructor from what is required, where that is not too much, and setters for the rest.
fn constructor(def: &Struct) -> TokenStream {
    let required: Vec<&Field> = def.fields.iter().filter(|field| field.required).collect();
    if required.len() > ARGUMENT_LIMIT {
        return quote!();
    }
    let name = ident(&def.name);
    let arguments = required.iter().map(|field| {
        let name = ident(&field.name);
        let (ty, _) = field_argument(field, &name);
        quote!(#name: #ty)
    });
    let values = def.fields.iter().map(|field| {
        let name = ident(&field.name);
        match (field.required, field.nullable) {
            (true, _) => {
                let (_, value) = field_argument(field, &name);
                if name == value.to_string() {
                    quote!(#name)
                } else {
                    quote!(#name: #value)
                }
            }
            (false, true) => quote!(#name: client::json::Maybe::Absent),
            (false, false) => quote!(#name: None),
        }
    });
    let setters = def
        .fields
        .iter()
        .filter(|field| !field.required)
        .map(setter);
    let default = required.is_empty().then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    quote! {
        impl #name {
            #[doc = " Takes what is always there."]
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }

            #(#setters)*
        }

        #default
    }
}

fn field_argument(field: &Field, name: &proc_macro2::Ident) -> (TokenStream, TokenStream) {
    if field.nullable {
        let ty = field_type(field);
        return (ty, quote!(#name));
    }
    argument(&field.ty, name)
}

fn setter(field: &Field) -> TokenStream {
    let name = ident(&field.name);
    let docs = Text::new(format!("Sets {}.", code(&field.wire_name))).outer();
    let (ty, value) = if field.nullable {
        let ty = field_type(field);
        (quote!(impl Into<#ty>), quote!(#name.into()))
    } else {
        let (ty, value) = argument(&field.ty, &name);
        (ty, quote!(Some(#value)))
    };
    quote! {
        #docs
        #[must_use]
        pub fn #name(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}

fn long(lines: usize) -> Option<TokenStream> {
    (lines > LINE_LIMIT)
        .then(|| quote!(#[expect(clippy::too_many_lines, reason = "one line for each field")]))
}

fn decode(def: &Struct) -> TokenStream {
    let name = ident(&def.name);
    let long = long(def.fields.len());
    let fields = def.fields.iter().map(|field| {
        let (name, key) = (ident(&field.name), &field.wire_name);
        let read = match (field.required, field.nullable) {
            (true, false) => format_ident!("required"),
            (false, true) => format_ident!("maybe"),
            _ => format_ident!("optional"),
        };
        quote!(#name: object.#read(#key)?)
    });
    let object = if def.fields.is_empty() {
        quote!(value.object()?;)
    } else {
        quote!(let object = value.object()?;)
    };
    quote! {
        impl client::FromJson for #name {
            #long
            fn from_json(value: &client::json::Value<'_>) -> Result<Self, client::json::Mismatch> {
                #object
                Ok(Self { #(#fields),* })
            }
        }
    }
}

fn encode(def: &Struct) -> TokenStream {
    let name = ident(&def.name);
    let long = long(def.fields.len());
    let fields = def.fields.iter().map(|field| {
        let (name, key) = (ident(&field.name), &field.wire_name);
        let write = match (field.required, field.nullable) {
            (true, _) => format_ident!("field"),
            (false, true) => format_ident!("maybe"),
            (false, false) => format_ident!("optional"),
        };
        quote!(object.#write(#key, &self.#name);)
    });
    let object = if def.fields.is_empty() {
        quote!(out.object().end();)
    } else {
        quote!(let mut object = out.object(); #(#fields)* object.end();)
    };
    quote! {
        impl client::ToJson for #name {
            #long
            fn to_json(&self, out: &mut client::json::Writer) {
                #object
            }
        }
    }
}

/// One of several shapes.
pub(super) fn union(def: &Union) -> TokenStream {
    let docs = Text::of(&def.docs, || "One of several shapes.".to_owned());
    let docs = if def.evidence.is_empty() {
        docs
    } else {
        docs.paragraph(format!("Read from {}.", def.evidence))
    };
    let docs = docs.outer();
    let name = ident(&def.name);
    let names: Vec<_> = def.variants.iter().map(|(name, _)| ident(name)).collect();
    let types: Vec<_> = def.variants.iter().map(|(_, ty)| tokens(ty)).collect();
    let variant_docs = types
        .iter()
        .map(|ty| Text::new(format!("{}.", code(&ty.to_string().replace(' ', "")))).outer());
    let decode = def.uses.decode.then(|| {
        quote! {
            impl client::FromJson for #name {
                fn from_json(value: &client::json::Value<'_>) -> Result<Self, client::json::Mismatch> {
                    client::json::first_of(value, &[
                        #(|value| <Box<#types> as client::FromJson>::from_json(value).map(Self::#names),)*
                    ])
                }
            }
        }
    });
    let encode = def.uses.encode.then(|| {
        quote! {
            impl client::ToJson for #name {
                fn to_json(&self, out: &mut client::json::Writer) {
                    match self {
                        #(Self::#names(value) => client::ToJson::to_json(value, out),)*
                    }
                }
            }
        }
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #names(Box<#types>),)*
        }

        #decode
        #encode
    }
}

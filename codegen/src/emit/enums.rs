//! Enums of documented values.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{DocText, code};
use super::types::{derives, ident};
use crate::api::{Enum, EnumRepr, Uses};

/// An enum; `role` says where its values are, `in_json` whether they are in JSON.
pub(super) fn emit(def: &Enum, role: &str, in_json: bool) -> TokenStream {
    let docs = match def.docs.lines() {
        [] => DocText::new(format!("Values of {role}.")),
        _ => DocText::default()
            .docs(&def.docs)
            .paragraph(format!("Values of {role}.")),
    };
    let docs = match (def.closed, def.evidence.is_empty()) {
        (false, false) => docs.paragraph(format!(
            "Inferred from {}. Other values may exist.",
            code(&def.evidence.to_string())
        )),
        _ => docs,
    }
    .outer();
    let name = ident(&def.name);
    let variants = def.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let value = code(&variant.value);
        let docs = if variant.docs.is_empty() {
            DocText::new(format!("The value {value}."))
        } else {
            DocText::titled(&value, &variant.docs)
        };
        let docs = docs.outer();
        quote!(#docs #name)
    });
    let more = derives(&def.derives);
    let derives = if def.closed {
        quote!(#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash #more)])
    } else {
        quote!(#[derive(Debug, Clone, PartialEq, Eq, Hash #more)])
    };
    let other = (!def.closed).then(|| {
        quote!(
            #[doc = " An undocumented value."]
            Other(String)
        )
    });
    let members = members(def);
    let parsing = parsing(def);
    let json = if in_json {
        json(def, def.uses)
    } else {
        quote!()
    };
    quote! {
        #docs
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #other
        }

        #members

        impl std::fmt::Display for #name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        #parsing
        #json
    }
}

fn members(def: &Enum) -> TokenStream {
    let name = ident(&def.name);
    let names: Vec<_> = def
        .variants
        .iter()
        .map(|variant| ident(&variant.name))
        .collect();
    let values: Vec<_> = def
        .variants
        .iter()
        .map(|variant| variant.value.as_str())
        .collect();
    let as_str = if def.closed {
        quote! {
            pub const fn as_str(self) -> &'static str {
                match self {
                    #(Self::#names => #values,)*
                }
            }
        }
    } else {
        quote! {
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#names => #values,)*
                    Self::Other(value) => value,
                }
            }
        }
    };
    quote! {
        impl #name {
            #[doc = " All documented values, in the order of the collection."]
            pub const ALL: &'static [Self] = &[#(Self::#names),*];

            #[doc = " Returns the value as it is sent."]
            #[must_use]
            #[inline]
            #as_str
        }
    }
}

/// How it is read from text. `Self::Err` would be ambiguous next to a variant `Err`.
fn parsing(def: &Enum) -> TokenStream {
    let name = ident(&def.name);
    let text = def.name.as_str();
    if def.closed {
        return quote! {
            impl std::str::FromStr for #name {
                type Err = client::ParseEnumError;

                #[inline]
                fn from_str(value: &str) -> Result<Self, client::ParseEnumError> {
                    client::parse_value(#text, value, Self::ALL, Self::as_str)
                }
            }
        };
    }
    quote! {
        impl From<&str> for #name {
            #[inline]
            fn from(value: &str) -> Self {
                client::value_or_other(value, Self::ALL, Self::as_str, Self::Other)
            }
        }

        impl From<String> for #name {
            #[inline]
            fn from(value: String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl std::str::FromStr for #name {
            type Err = std::convert::Infallible;

            #[inline]
            fn from_str(value: &str) -> Result<Self, std::convert::Infallible> {
                Ok(Self::from(value))
            }
        }
    }
}

/// How it is read from JSON and written to it.
pub(super) fn json(def: &Enum, uses: Uses) -> TokenStream {
    let name = ident(&def.name);
    let read = match (def.repr, def.closed) {
        (EnumRepr::String, true) => quote!(client::json::parse_string(value, "a documented value")),
        (EnumRepr::String, false) => quote!(value.scalar_text().map(|text| Self::from(&*text))),
        (EnumRepr::Integer, true) => {
            quote!(
                <i64 as client::FromJson>::from_json(value)?
                    .to_string()
                    .parse()
                    .map_err(|_| client::json::Mismatch::new("a documented value", value))
            )
        }
        (EnumRepr::Integer, false) => {
            quote!(
                <i64 as client::FromJson>::from_json(value)
                    .map(|code| Self::from(code.to_string()))
            )
        }
    };
    let write = match def.repr {
        EnumRepr::String => quote!(out.string(self.as_str());),
        EnumRepr::Integer => quote! {
            match self.as_str().parse() {
                Ok(code) => out.integer(code),
                Err(_) => out.string(self.as_str()),
            }
        },
    };
    let decode = uses.decode.then(|| {
        quote! {
            impl client::FromJson for #name {
                #[inline]
                fn from_json(value: &client::json::Value<'_>) -> Result<Self, client::json::Mismatch> {
                    #read
                }
            }
        }
    });
    let encode = uses.encode.then(|| {
        quote! {
            impl client::ToJson for #name {
                #[inline]
                fn to_json(&self, out: &mut client::json::Writer) {
                    #write
                }
            }
        }
    });
    quote!(#decode #encode)
}

//! The error codes of an operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{DocText, code};
use super::literals::integer;
use super::types::ident;
use crate::api::{ErrorCode, Operation};

/// The enum `ErrorCode`, if any code is documented.
pub(super) fn emit(operation: &Operation) -> TokenStream {
    if operation.error_codes.is_empty() {
        return quote!();
    }
    let docs = DocText::new(format!(
        "Error codes documented for [`{}`].",
        operation.type_name
    ))
    .outer();
    let variants = operation.error_codes.iter().map(variant);
    let numeric = operation
        .error_codes
        .iter()
        .all(|known| is_number(&known.code));
    let (derives, unknown) = if numeric {
        (
            quote!(#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]),
            quote!(Unknown(i64)),
        )
    } else {
        (
            quote!(#[derive(Debug, Clone, PartialEq, Eq, Hash)]),
            quote!(Unknown(String)),
        )
    };
    let body = if numeric {
        numbers(&operation.error_codes)
    } else {
        words(&operation.error_codes)
    };
    let fields = &operation.code_fields;
    let from_code = if numeric {
        quote!(code.parse::<i64>().ok().map(Self::from))
    } else {
        quote!(Some(Self::from(code)))
    };
    let display = if has_texts(&operation.error_codes) {
        quote! {
            match self.description() {
                Some(description) => write!(f, "error code {}: {description}", self.code()),
                None => write!(f, "error code {}", self.code()),
            }
        }
    } else {
        quote!(write!(f, "error code {}", self.code()))
    };
    quote! {
        #docs
        #derives
        #[non_exhaustive]
        pub enum ErrorCode {
            #(#variants,)*
            #[doc = " An undocumented code."]
            #unknown,
        }

        #body

        impl client::ErrorCode for ErrorCode {
            const FIELDS: &'static [&'static str] = &[#(#fields),*];

            #[inline]
            fn from_code(code: &str) -> Option<Self> {
                #from_code
            }
        }

        impl std::fmt::Display for ErrorCode {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                #display
            }
        }
    }
}

/// Whether a code is a non-negative integer without leading zeros.
fn is_number(code: &str) -> bool {
    code.parse::<i64>()
        .is_ok_and(|number| number >= 0 && number.to_string() == code)
}

fn variant(known: &ErrorCode) -> TokenStream {
    let name = ident(&known.name);
    let statuses: Vec<String> = known.statuses.iter().map(|it| format!("`{it}`")).collect();
    let statuses = match statuses.as_slice() {
        [] => String::new(),
        [status] => format!(" (status {status})"),
        several => format!(" (statuses {})", several.join(", ")),
    };
    let head = format!("{}{statuses}", code(&known.code));
    let docs = DocText::titled(&head, &known.docs).outer();
    quote!(#docs #name)
}

fn numbers(codes: &[ErrorCode]) -> TokenStream {
    let names: Vec<_> = codes.iter().map(|known| ident(&known.name)).collect();
    let numbers: Vec<_> = codes.iter().map(|known| integer(&known.code)).collect();
    let description = description(codes, &quote!(self), &quote!(const));
    quote! {
        impl ErrorCode {
            #[doc = " Returns the code as the API sends it."]
            #[must_use]
            #[inline]
            pub const fn code(self) -> i64 {
                match self {
                    #(Self::#names => #numbers,)*
                    Self::Unknown(code) => code,
                }
            }

            #description
        }

        impl From<i64> for ErrorCode {
            #[inline]
            fn from(code: i64) -> Self {
                match code {
                    #(#numbers => Self::#names,)*
                    _ => Self::Unknown(code),
                }
            }
        }
    }
}

fn words(codes: &[ErrorCode]) -> TokenStream {
    let names: Vec<_> = codes.iter().map(|known| ident(&known.name)).collect();
    let values: Vec<_> = codes.iter().map(|known| known.code.as_str()).collect();
    let description = description(codes, &quote!(&self), &quote!());
    quote! {
        impl ErrorCode {
            #[doc = " Returns the code as the API sends it."]
            #[must_use]
            #[inline]
            pub fn code(&self) -> &str {
                match self {
                    #(Self::#names => #values,)*
                    Self::Unknown(code) => code,
                }
            }

            #description
        }

        impl From<&str> for ErrorCode {
            #[inline]
            fn from(code: &str) -> Self {
                match code {
                    #(#values => Self::#names,)*
                    _ => Self::Unknown(code.to_owned()),
                }
            }
        }
    }
}

/// Whether the collection has a text for any of the codes.
fn has_texts(codes: &[ErrorCode]) -> bool {
    codes.iter().any(|known| !known.text.is_empty())
}

/// The texts of codes; empty if none has a text.
fn description(
    codes: &[ErrorCode],
    receiver: &TokenStream,
    constness: &TokenStream,
) -> TokenStream {
    if !has_texts(codes) {
        return quote!();
    }
    let arms = codes.iter().filter(|known| !known.text.is_empty());
    let arms = arms.map(|known| {
        let (name, text) = (ident(&known.name), &known.text);
        quote!(Self::#name => #text)
    });
    let without = codes.iter().filter(|known| known.text.is_empty());
    let without: Vec<_> = without.map(|known| ident(&known.name)).collect();
    let docs = if without.is_empty() {
        " Returns the documented text, or [`None`] for an undocumented code."
    } else {
        " Returns the documented text, or [`None`] if there is none."
    };
    quote! {
        #[doc = #docs]
        #[must_use]
        #[inline]
        pub #constness fn description(#receiver) -> Option<&'static str> {
            let text = match self {
                #(#arms,)*
                #(Self::#without |)* Self::Unknown(_) => return None,
            };
            Some(text)
        }
    }
}

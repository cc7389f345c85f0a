//! The response enum of an operation.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::context::Context;
use super::docs::DocText;
use super::literals::integer;
use super::types::{ident, tokens};
use crate::api::{Operation, Payload, Response, Type};

/// From this size on, in bytes, a payload is boxed: a variant would make all others as large.
const BOX_SIZE: usize = 200;

/// An operation's responses, as code.
pub(super) struct Responses {
    /// The type of a response.
    pub(super) response: TokenStream,
    /// The body of `read`.
    pub(super) decode: TokenStream,
    /// Whether it reads JSON, so that it can find mismatches.
    pub(super) reads_json: bool,
    /// The response enum; nothing where no response is documented.
    pub(super) items: TokenStream,
}

/// Emits an operation's responses. Without any, the response is the response as it came.
pub(super) fn emit(operation: &Operation, context: Context<'_>) -> Responses {
    if operation.responses.is_empty() {
        return Responses {
            response: quote!(client::Response),
            decode: quote!(Ok(response)),
            reads_json: false,
            items: quote!(),
        };
    }
    let variants: Vec<Variant<'_>> = operation
        .responses
        .iter()
        .map(|response| Variant {
            response,
            operation,
            context,
        })
        .collect();
    let name = format_ident!("{}Response", operation.type_name.as_str());
    let decode = decode(&name, &variants);
    let items = response_enum(&name, operation, &variants);
    Responses {
        response: quote!(#name),
        decode,
        reads_json: variants.iter().any(|variant| variant.json().is_some()),
        items,
    }
}

/// A response as a variant.
#[derive(Clone, Copy)]
struct Variant<'a> {
    response: &'a Response,
    operation: &'a Operation,
    context: Context<'a>,
}

impl Variant<'_> {
    fn name(&self) -> proc_macro2::Ident {
        ident(&self.response.variant)
    }

    /// The type of a JSON payload, boxed where it is large.
    fn json(&self) -> Option<TokenStream> {
        let Payload::Json(ty) = &self.response.payload else {
            return None;
        };
        let plain = tokens(ty);
        let is_large = self.context.scope(self.operation).size_of(ty) > BOX_SIZE;
        Some(if is_large && matches!(ty, Type::Named(_)) {
            quote!(Box<#plain>)
        } else {
            plain
        })
    }

    /// The enum of error codes, where the operation documents any.
    fn code(&self) -> TokenStream {
        if self.operation.error_codes.is_empty() {
            quote!(client::NoCode)
        } else {
            quote!(ErrorCode)
        }
    }

    /// What the variant holds; nothing for a success without payload.
    fn holds(&self) -> Option<TokenStream> {
        if !self.response.is_success() {
            let code = self.code();
            return Some(match (self.json(), self.operation.error_codes.is_empty()) {
                (Some(payload), _) => quote!(client::Failure<#code, #payload>),
                (None, true) => quote!(client::Failure),
                (None, false) => quote!(client::Failure<#code>),
            });
        }
        match &self.response.payload {
            Payload::Empty => None,
            Payload::Text => Some(quote!(String)),
            Payload::Bytes => Some(quote!(client::bytes::Bytes)),
            Payload::Response => Some(quote!(client::Response)),
            Payload::Json(_) => self.json(),
        }
    }

    /// The result of reading `response` as this variant.
    fn read(&self, response: &proc_macro2::Ident) -> TokenStream {
        let name = self.name();
        let variant = quote!(#response::#name);
        match (self.response.is_success(), &self.response.payload) {
            (false, Payload::Json(_)) => {
                quote!(Ok(#variant(client::Failure::with_payload(response, mismatches))))
            }
            (false, _) => quote!(Ok(#variant(client::Failure::new(response)))),
            (true, Payload::Empty) => quote!(Ok(#variant)),
            (true, Payload::Text) => quote!(client::decode_text(response).map(#variant)),
            (true, Payload::Bytes) => quote!(Ok(#variant(response.body))),
            (true, Payload::Response) => quote!(Ok(#variant(response))),
            (true, Payload::Json(_)) => {
                quote!(client::json::decode(response, mismatches).map(#variant))
            }
        }
    }
}

fn decode(name: &proc_macro2::Ident, variants: &[Variant<'_>]) -> TokenStream {
    let arms = variants.iter().map(|variant| {
        let read = variant.read(name);
        match variant.response.status {
            Some(status) => {
                let status = integer(&status.to_string());
                quote!(#status => #read)
            }
            // An example without a status documents what goes wrong otherwise.
            None => quote!(_ if !response.is_success() => #read),
        }
    });
    quote! {
        match response.status.as_u16() {
            #(#arms,)*
            _ => Ok(#name::Unknown(response)),
        }
    }
}

fn response_enum(
    name: &proc_macro2::Ident,
    operation: &Operation,
    variants: &[Variant<'_>],
) -> TokenStream {
    let docs = DocText::new(format!("Responses to [`{}`].", operation.type_name)).outer();
    let items = variants.iter().map(|variant| {
        let docs = variant_docs(variant);
        let variant_name = variant.name();
        match variant.holds() {
            Some(ty) => quote!(#docs #variant_name(#ty)),
            None => quote!(#docs #variant_name),
        }
    });
    let status = status(variants);
    let error_for_status = error_for_status(variants);
    quote! {
        #docs
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#items,)*
            #[doc = " A response with an undocumented status."]
            Unknown(client::Response),
        }

        impl #name {
            #status
            #error_for_status
        }
    }
}

fn variant_docs(variant: &Variant<'_>) -> TokenStream {
    let response = variant.response;
    let head = match response.status {
        Some(status) if response.reason.is_empty() => format!("Status `{status}`"),
        Some(status) => format!("`{status} {}`", response.reason),
        None => "Any other status outside `2xx`".to_owned(),
    };
    let codes: Vec<String> = response
        .error_codes
        .iter()
        .filter_map(|index| variant.operation.error_codes.get(*index))
        .map(|code| format!("[`ErrorCode::{}`]", code.name))
        .collect();
    let codes = match codes.as_slice() {
        [] => String::new(),
        [code] => format!(", with {code}"),
        [first @ .., last] => format!(", with {} or {last}", first.join(", ")),
    };
    DocText::titled(&format!("{head}{codes}"), &response.docs).outer()
}

fn status(variants: &[Variant<'_>]) -> TokenStream {
    let arms = variants.iter().map(|variant| {
        let name = variant.name();
        match (variant.response.status, variant.holds()) {
            (None, _) => quote!(Self::#name(failure) => failure.response.status.as_u16()),
            (Some(status), holds) => {
                let status = integer(&status.to_string());
                let pattern = holds.map(|_| quote!((_)));
                quote!(Self::#name #pattern => #status)
            }
        }
    });
    quote! {
        #[doc = " Returns the HTTP status code."]
        #[must_use]
        #[inline]
        pub fn status(&self) -> u16 {
            match self {
                #(#arms,)*
                Self::Unknown(response) => response.status.as_u16(),
            }
        }
    }
}

fn error_for_status(variants: &[Variant<'_>]) -> TokenStream {
    let failures: Vec<&Variant<'_>> = variants
        .iter()
        .filter(|variant| !variant.response.is_success())
        .collect();
    let (typed, plain): (Vec<&Variant<'_>>, Vec<&Variant<'_>>) = failures
        .iter()
        .copied()
        .partition(|variant| matches!(variant.response.payload, Payload::Json(_)));
    // Arms of one type are one arm.
    let mut by_type: BTreeMap<String, Vec<proc_macro2::Ident>> = BTreeMap::new();
    for variant in typed {
        let ty = variant.json().unwrap_or_default().to_string();
        by_type.entry(ty).or_default().push(variant.name());
    }
    let typed = by_type
        .into_values()
        .map(|names| quote!(#(Self::#names(failure))|* => Err(failure.erase()),));
    let names: Vec<_> = plain.iter().map(|variant| variant.name()).collect();
    let plain = (!names.is_empty()).then(|| quote!(#(Self::#names(failure))|* => Err(failure),));
    let success = variants
        .iter()
        .any(|variant| variant.response.is_success())
        .then(|| quote!(success => Ok(success),));
    let failure = match variants.first() {
        Some(variant) if !variant.operation.error_codes.is_empty() => {
            quote!(client::Failure<ErrorCode>)
        }
        _ => quote!(client::Failure),
    };
    quote! {
        #[doc = " Turns every response outside `2xx` into an error."]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = " A [`client::Failure`] for every status outside `2xx`, documented or not."]
        #[inline]
        pub fn error_for_status(self) -> Result<Self, #failure> {
            match self {
                #(#typed)*
                #plain
                Self::Unknown(response) => response.error_for_status().map(Self::Unknown),
                #success
            }
        }
    }
}

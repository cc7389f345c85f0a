//! The response enum of an operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs::DocText;
use super::literals::integer;
use super::types::{ident, text_ident, tokens};
use crate::api::{Operation, Payload, Response, Type};

/// The size in bytes from which on a payload is boxed, since all variants are as large as the largest.
const BOX_SIZE: usize = 200;

/// An operation's responses, as code.
pub(super) struct Responses {
    /// The type of the response.
    pub(super) response: TokenStream,
    /// What a successful call returns.
    pub(super) output: TokenStream,
    /// The method that reads that, unless its type says how.
    pub(super) read_output: Option<TokenStream>,
    /// The response enum; empty if no response is documented.
    pub(super) items: TokenStream,
}

/// Emits an operation's responses. If none is documented, callers get the raw response.
pub(super) fn emit(operation: &Operation, context: Context<'_>) -> Responses {
    let output = output(operation);
    let read_output = read_output(operation);
    if operation.responses.is_empty() {
        return Responses {
            response: quote!(client::Response),
            output,
            read_output,
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
    let name = text_ident(&Operation::response_name(operation.type_name.as_str()));
    let items = response_enum(&name, operation, &variants);
    Responses {
        response: quote!(#name),
        output,
        read_output,
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

    /// The type of a JSON payload, boxed if it is large.
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

    /// The enum of error codes, if the operation documents any.
    fn code(&self) -> TokenStream {
        if self.operation.error_codes.is_empty() {
            quote!(client::NoCode)
        } else {
            quote!(ErrorCode)
        }
    }

    /// The error codes that can occur in the body of a success: those that are documented for its status, and all of them if
    /// its type accepts any object.
    fn failing_codes(&self) -> Vec<&str> {
        if !self.response.is_success() {
            return Vec::new();
        }
        let codes = self.operation.error_codes.iter();
        let reads_any_object = match &self.response.payload {
            Payload::Json(ty) => {
                let scope = self.context.scope(self.operation);
                scope.reads_any_object(ty, &self.operation.code_fields)
            }
            _ => false,
        };
        let is_possible =
            |index: usize| reads_any_object || self.response.error_codes.contains(&index);
        let possible = codes.enumerate().filter(|(index, _)| is_possible(*index));
        possible.map(|(_, known)| known.code.as_str()).collect()
    }

    /// The content of the variant; empty for a success without payload.
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

    /// Its entry in the table.
    fn entry(&self) -> TokenStream {
        let name = self.name();
        let content = match (self.response.is_success(), &self.response.payload) {
            (_, Payload::Json(_)) => quote!((json)),
            (false, _) | (true, Payload::Empty) => quote!(),
            (true, Payload::Text) => quote!((text)),
            (true, Payload::Bytes) => quote!((bytes)),
            (true, Payload::Response) => quote!((response)),
        };
        let status = self
            .response
            .status
            .map(|status| integer(&status.to_string()));
        let status = status.map(|status| quote!(= #status));
        quote!(#name #content #status)
    }

    /// Its status with the error codes that can occur in the body of this success.
    fn failed(&self) -> Option<TokenStream> {
        let codes = self.failing_codes();
        let status = integer(&self.response.status?.to_string());
        (!codes.is_empty()).then(|| quote!(#status(#(#codes)|*)))
    }
}

/// The payloads of the documented successes.
fn payloads(operation: &Operation) -> Vec<&Payload> {
    let successes = operation.responses.iter().filter(|it| it.is_success());
    successes.map(|it| &it.payload).collect()
}

/// The type of what a successful call returns: the payload if one success is documented, `()` if no success has one, and
/// all responses if there are several. If none is documented, or only empty ones and a redirect, the response as received.
fn output(operation: &Operation) -> TokenStream {
    let payloads = payloads(operation);
    let is_open = payloads.iter().all(|it| **it == Payload::Empty);
    match payloads.as_slice() {
        _ if operation.returns_nothing() => quote!(()),
        payloads if is_open || payloads == [&Payload::Response] => quote!(client::Response),
        [Payload::Text] => quote!(String),
        [Payload::Bytes] => quote!(client::bytes::Bytes),
        [Payload::Json(ty)] => tokens(ty),
        _ => quote!(Self::Response),
    }
}

/// The method that reads a success that is text, which a `String` alone does not tell from JSON.
fn read_output(operation: &Operation) -> Option<TokenStream> {
    let is_text = payloads(operation) == [&Payload::Text];
    is_text.then(|| {
        quote! {
            #[inline]
            fn output(response: client::Response) -> Result<Self::Output, client::DecodeError> {
                client::decode_text(response)
            }
        }
    })
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
    let coded: Vec<TokenStream> = variants.iter().filter_map(Variant::failed).collect();
    let failed = (!coded.is_empty()).then(|| {
        quote! {
            #[doc = " A success status, but with a documented error code in the body."]
            Failed(client::Failure<ErrorCode>),
        }
    });
    let has_json = variants
        .iter()
        .any(|variant| variant.response.is_success() && variant.json().is_some());
    let unknown = if has_json {
        " A response with an undocumented status, or a success without its documented body."
    } else {
        " A response with an undocumented status."
    };
    let table = table(name, operation, variants, &coded);
    quote! {
        #docs
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#items,)*
            #failed
            #[doc = #unknown]
            Unknown(client::Response),
        }

        #table
    }
}

/// The table that implements it.
fn table(
    name: &proc_macro2::Ident,
    operation: &Operation,
    variants: &[Variant<'_>],
    coded: &[TokenStream],
) -> TokenStream {
    let failure = if operation.error_codes.is_empty() {
        quote!(client::Failure)
    } else {
        quote!(client::Failure<ErrorCode>)
    };
    let entries = |is_wanted: &dyn Fn(&Response) -> bool| -> Vec<TokenStream> {
        let variants = variants.iter().filter(|it| is_wanted(it.response));
        variants.map(Variant::entry).collect()
    };
    let list = |words: TokenStream, entries: &[TokenStream]| {
        (!entries.is_empty()).then(|| quote!(; #words #(#entries),*))
    };
    let is_failure = |it: &Response| it.status.is_some() && !it.is_success();
    let failed = list(quote!(failed Failed =), coded);
    let successes = list(quote!(success), &entries(&Response::is_success));
    let failures = list(quote!(failure), &entries(&is_failure));
    // An example without a status documents all other failures.
    let other = list(quote!(other), &entries(&|it| it.status.is_none()));
    quote! {
        client::responses! { #name, #failure #failed #successes #failures #other }
    }
}

fn variant_docs(variant: &Variant<'_>) -> TokenStream {
    let response = variant.response;
    let head = match response.status {
        Some(status) if response.reason.is_empty() => format!("Status `{status}`"),
        Some(status) => format!("`{status} {}`", response.reason),
        None => "Any other status outside `2xx`".to_owned(),
    };
    // Those of a success belong to `Failed`.
    let own = response
        .error_codes
        .iter()
        .filter(|_| !response.is_success());
    let codes: Vec<String> = own
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

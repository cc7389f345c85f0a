//! The response enum of an operation.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

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
    pub(super) output: Output,
    /// The body of `read`.
    pub(super) decode: TokenStream,
    /// Whether it reads JSON, so that it can find mismatches.
    pub(super) reads_json: bool,
    /// The response enum; empty if no response is documented.
    pub(super) items: TokenStream,
}

/// What a successful call returns.
pub(super) struct Output {
    /// Its type.
    pub(super) ty: TokenStream,
    /// The methods that decode it from a response and recognize failures.
    pub(super) methods: TokenStream,
}

/// Emits an operation's responses. If none is documented, callers get the raw response.
pub(super) fn emit(operation: &Operation, context: Context<'_>) -> Responses {
    if operation.responses.is_empty() {
        return Responses {
            response: quote!(client::Response),
            output: output(operation, &[]),
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
    let name = text_ident(&Operation::response_name(operation.type_name.as_str()));
    let decode = decode(&name, &variants);
    let can_fail = variants
        .iter()
        .any(|variant| !variant.failing_codes().is_empty());
    let items = response_enum(&name, operation, &variants, can_fail);
    Responses {
        response: quote!(#name),
        output: output(operation, &variants),
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

/// The payload if one success is documented, `()` if no success has one, and all responses if there are several. If none is
/// documented, or only empty ones and a redirect, the response as received.
fn output(operation: &Operation, variants: &[Variant<'_>]) -> Output {
    let successes = variants.iter().filter(|it| it.response.is_success());
    let payloads: Vec<&Payload> = successes.map(|it| &it.response.payload).collect();
    let is_empty = operation.returns_nothing();
    let is_open = payloads.iter().all(|it| **it == Payload::Empty);
    let (ty, value) = match payloads.as_slice() {
        _ if is_empty => (quote!(()), quote!(Ok(()))),
        payloads if is_open || *payloads == [&Payload::Response] => {
            (quote!(client::Response), quote!(Ok(response)))
        }
        [Payload::Text] => (quote!(String), quote!(client::decode_text(response))),
        [Payload::Bytes] => (quote!(client::bytes::Bytes), quote!(Ok(response.body))),
        [Payload::Json(ty)] => (
            tokens(ty),
            quote!(client::json::decode(response, &mut Vec::new())),
        ),
        _ => (quote!(Self::Response), quote!(Self::decode(response))),
    };
    let response = if is_empty {
        quote!(_response)
    } else {
        quote!(response)
    };
    let mut codes: Vec<&str> = variants.iter().flat_map(Variant::failing_codes).collect();
    codes.sort_unstable();
    codes.dedup();
    let is_failure = (!codes.is_empty()).then(|| {
        quote! {
            #[inline]
            fn is_failure(response: &client::Response) -> bool {
                !response.is_success() || client::has_code::<ErrorCode>(response, &[#(#codes),*])
            }
        }
    });
    let methods = quote! {
        #[inline]
        fn output(#response: client::Response) -> Result<Self::Output, client::DecodeError> {
            #value
        }

        #is_failure
    };
    Output { ty, methods }
}

fn decode(name: &proc_macro2::Ident, variants: &[Variant<'_>]) -> TokenStream {
    let arms = variants.iter().map(|variant| {
        let read = variant.read(name);
        match variant.response.status {
            Some(status) => {
                let status = integer(&status.to_string());
                let codes = variant.failing_codes();
                let failed = (!codes.is_empty()).then(|| {
                    quote! {
                        #status if client::has_code::<ErrorCode>(&response, &[#(#codes),*]) =>
                            Ok(#name::Failed(client::Failure::new(response))),
                    }
                });
                // A success can come without its documented body.
                let is_json = variant.response.is_success() && variant.json().is_some();
                let guard = is_json.then(|| quote!(if !response.is_empty()));
                quote!(#failed #status #guard => #read)
            }
            // An example without a status documents all other failures.
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
    can_fail: bool,
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
    let status = status(variants, can_fail);
    let error_for_status = error_for_status(variants, can_fail);
    let failed = can_fail.then(|| {
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

fn status(variants: &[Variant<'_>], can_fail: bool) -> TokenStream {
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
    let failed =
        can_fail.then(|| quote!(Self::Failed(failure) => failure.response.status.as_u16(),));
    quote! {
        #[doc = " Returns the HTTP status code."]
        #[must_use]
        #[inline]
        pub fn status(&self) -> u16 {
            match self {
                #(#arms,)*
                #failed
                Self::Unknown(response) => response.status.as_u16(),
            }
        }
    }
}

fn error_for_status(variants: &[Variant<'_>], can_fail: bool) -> TokenStream {
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
    let mut names: Vec<_> = plain.iter().map(|variant| variant.name()).collect();
    names.extend(can_fail.then(|| format_ident!("Failed")));
    let plain = (!names.is_empty()).then(|| quote!(#(Self::#names(failure))|* => Err(failure),));
    let success = variants
        .iter()
        .any(|variant| variant.response.is_success())
        .then(|| quote!(success => Ok(success),));
    let (failure, check) = match variants.first() {
        Some(variant) if !variant.operation.error_codes.is_empty() => (
            quote!(client::Failure<ErrorCode>),
            quote!(client::Failure::check(response)),
        ),
        _ => (quote!(client::Failure), quote!(response.error_for_status())),
    };
    let (head, errors) = if can_fail {
        (
            " Turns every failure into an error.",
            " A [`client::Failure`] for every status outside `2xx`, documented or not, and for `Failed`.",
        )
    } else {
        (
            " Turns every response outside `2xx` into an error.",
            " A [`client::Failure`] for every status outside `2xx`, documented or not.",
        )
    };
    quote! {
        #[doc = #head]
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #[doc = #errors]
        #[inline]
        pub fn error_for_status(self) -> Result<Self, #failure> {
            match self {
                #(#typed)*
                #plain
                Self::Unknown(response) => #check.map(Self::Unknown),
                #success
            }
        }
    }
}

//! `Credentials`: one field per authentication scheme.

use proc_macro2::TokenStream;
use quote::quote;

use super::members::{docs_after, setter};
use super::provider;
use super::types::{ident, text_ident};
use super::words;
use crate::api::{Api, KeyLocation, Scheme, SchemeKind};

/// The struct `Credentials` of an API.
pub(super) fn emit(api: &Api) -> TokenStream {
    let fields = api.schemes.iter().map(|scheme| {
        let (name, ty) = (ident(&scheme.name), type_of(&scheme.kind));
        quote!(#name: Option<#ty>)
    });
    let words = words::all_credentials(api);
    let setters = api.schemes.iter().zip(words).map(|(scheme, words)| {
        let head = format!("Sets {words}.");
        let docs = docs_after(head, &scheme.docs);
        let (argument, value) = argument(scheme);
        setter(&scheme.name, &quote!(#docs #[must_use]), &argument, &value)
    });
    let schemes = || api.schemes.iter();
    let names = schemes().map(|scheme| scheme.name.as_str()).collect();
    let providers = schemes().filter_map(|scheme| provider::functions(&names, scheme));
    let arms = api.schemes.iter().map(|scheme| {
        let (name, text) = (ident(&scheme.name), scheme.name.as_str());
        quote!(#text => self.#name.as_ref().map(|scheme| scheme as &dyn client::Authorize))
    });
    let (name, lookup) = if api.schemes.is_empty() {
        (quote!(_), quote!(None))
    } else {
        (quote!(name), quote!(match name { #(#arms,)* _ => None }))
    };
    let conversions = conversions(api);
    quote! {
        #[doc = " Credentials for the API, one per authentication scheme."]
        #[derive(Debug, Clone, Default)]
        pub struct Credentials {
            #(#fields,)*
        }

        impl Credentials {
            #[doc = " Creates empty credentials."]
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }

            #(#setters)*

            #(#providers)*
        }

        impl client::Credentials for Credentials {
            fn scheme(&self, #name: &str) -> Option<&dyn client::Authorize> {
                #lookup
            }
        }

        #conversions
    }
}

/// The conversions into `Credentials`: from the only scheme of an API, or from `()` if it has none.
fn conversions(api: &Api) -> TokenStream {
    match api.schemes.as_slice() {
        [] => quote! {
            impl From<()> for Credentials {
                fn from((): ()) -> Self {
                    Self::new()
                }
            }
        },
        [scheme] => {
            let (ty, name) = (type_of(&scheme.kind), ident(&scheme.name));
            let bearer = matches!(scheme.kind, SchemeKind::OAuth2 { .. }).then(|| {
                quote! {
                    impl From<client::auth::BearerToken> for Credentials {
                        fn from(token: client::auth::BearerToken) -> Self {
                            Self::new().#name(token)
                        }
                    }
                }
            });
            let value = match &scheme.kind {
                SchemeKind::ApiKey { .. } | SchemeKind::Header { .. } => {
                    quote!(Self { #name: Some(#name) })
                }
                // Completes what the user gives.
                _ => quote!(Self::new().#name(#name)),
            };
            quote! {
                impl From<#ty> for Credentials {
                    fn from(#name: #ty) -> Self {
                        #value
                    }
                }

                #bearer
            }
        }
        _ => quote!(),
    }
}

fn type_of(kind: &SchemeKind) -> TokenStream {
    let name = text_ident(kind.auth_type().client_type);
    quote!(client::auth::#name)
}

/// The argument of a setter, and the value of the field. The collection decides the location and name of a key.
fn argument(scheme: &Scheme) -> (TokenStream, TokenStream) {
    let name = ident(&scheme.name);
    let secret = quote!(impl Into<client::auth::Secret>);
    match &scheme.kind {
        SchemeKind::ApiKey {
            name: key,
            location: KeyLocation::Header,
        } => (
            secret,
            quote!(Some(client::auth::ApiKey::header(#key, #name))),
        ),
        SchemeKind::ApiKey {
            name: key,
            location: KeyLocation::Query,
        } => (
            secret,
            quote!(Some(client::auth::ApiKey::query(#key, #name))),
        ),
        SchemeKind::Header {
            name: header,
            prefix,
        } => (
            secret,
            quote!(Some(client::auth::HeaderSecret::new(#header, #prefix, #name))),
        ),
        SchemeKind::OAuth2 { location, prefix } => {
            let prefix = (prefix != "Bearer").then(|| quote!(.prefix(#prefix)));
            let in_query = (*location == KeyLocation::Query).then(|| quote!(.in_query()));
            let (argument, value) = (
                quote!(impl Into<client::auth::OAuth2>),
                quote!(#name.into()),
            );
            (argument, quote!(Some(#value #prefix #in_query)))
        }
        SchemeKind::Bearer => (
            quote!(impl Into<client::auth::BearerToken>),
            quote!(Some(#name.into())),
        ),
        SchemeKind::Jwt | SchemeKind::Asap => {
            let ty = type_of(&scheme.kind);
            (
                quote!(impl Into<#ty>),
                completed(scheme, &quote!(#name.into())),
            )
        }
        kind => (type_of(kind), completed(scheme, &quote!(#name))),
    }
}

/// Credentials with the parameters of the collection.
fn completed(scheme: &Scheme, value: &TokenStream) -> TokenStream {
    if scheme.parameters.is_empty() {
        return quote!(Some(#value));
    }
    let parameters = scheme.parameters.iter();
    let parameters = parameters.map(|(key, value)| quote!((#key, #value)));
    quote!(Some(client::auth::Defaults::with_defaults(#value, &[#(#parameters),*])))
}

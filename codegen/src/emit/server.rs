//! `Server`: the variables of an API's URLs.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{are_clear, arguments_struct, struct_name};
use super::docs::code;
use super::members::{docs_after, setter};
use super::types::ident;
use crate::api::{Api, Setting, Type};

/// The struct `Server` of an API.
pub(super) fn emit(api: &Api) -> TokenStream {
    let fields = api.settings.iter().map(|setting| {
        let name = ident(&setting.name);
        quote!(#name: String)
    });
    let setters = api.settings.iter().map(|setting| {
        let (name, docs) = (ident(&setting.name), docs(setting));
        setter(
            &setting.name,
            &quote!(#docs #[must_use]),
            &quote!(impl Into<String>),
            &quote!(#name.into()),
        )
    });
    let (constructor, arguments) = constructor(api);
    let (default, lookup) = (default(api), lookup(api));
    quote! {
        #[doc = " The server that requests go to: the variables of its URLs."]
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Server {
            #(#fields,)*
        }

        impl Server {
            #constructor
            #(#setters)*
        }

        #lookup
        #default
        #arguments
    }
}

fn docs(setting: &Setting) -> TokenStream {
    let default = match &setting.default {
        Some(default) => format!(" (default: {})", code(default)),
        None => String::new(),
    };
    let head = format!("Sets the variable {}{default}.", code(&setting.variable));
    docs_after(head, &setting.docs)
}

/// `new`, and the struct that it takes where there are many variables without a default.
fn constructor(api: &Api) -> (TokenStream, TokenStream) {
    let required: Vec<&Setting> = required(api).collect();
    let takes_struct = !are_clear(required.iter().map(|_| &Type::String));
    let values = api.settings.iter().map(|setting| {
        let name = ident(&setting.name);
        match &setting.default {
            Some(default) if default.is_empty() => quote!(#name: String::new()),
            Some(default) => quote!(#name: #default.to_owned()),
            None if takes_struct => quote!(#name: arguments.#name),
            None => quote!(#name: #name.into()),
        }
    });
    let docs = if required.is_empty() {
        " Creates the server that the collection names."
    } else {
        " Creates a server from the variables that have no default."
    };
    let parameters = if takes_struct {
        let name = struct_name("Server");
        quote!(arguments: #name)
    } else {
        let names = required.iter().map(|setting| ident(&setting.name));
        quote!(#(#names: impl Into<String>),*)
    };
    let constructor = quote! {
        #[doc = #docs]
        #[must_use]
        pub fn new(#parameters) -> Self {
            Self { #(#values,)* }
        }
    };
    let members = required.iter().map(|setting| {
        let head = format!("The variable {}.", code(&setting.variable));
        let (docs, name) = (docs_after(head, &setting.docs), ident(&setting.name));
        quote!(#docs pub #name: String)
    });
    let members: Vec<TokenStream> = members.collect();
    let arguments = takes_struct.then(|| arguments_struct("Server", &members));
    (constructor, quote!(#arguments))
}

/// The variables without a default.
fn required(api: &Api) -> impl Iterator<Item = &Setting> {
    let settings = api.settings.iter();
    settings.filter(|setting| setting.default.is_none())
}

/// The value of a variable by its name in the collection.
fn lookup(api: &Api) -> TokenStream {
    let arms = api.settings.iter().map(|setting| {
        let (name, variable) = (ident(&setting.name), &setting.variable);
        quote!(#variable => Some(&self.#name))
    });
    let (name, value) = if api.settings.is_empty() {
        (quote!(_), quote!(None))
    } else {
        (quote!(name), quote!(match name { #(#arms,)* _ => None }))
    };
    quote! {
        impl client::Server for Server {
            fn variable(&self, #name: &str) -> Option<&str> {
                #value
            }
        }
    }
}

fn default(api: &Api) -> Option<TokenStream> {
    required(api).next().is_none().then(|| {
        quote! {
            impl Default for Server {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    })
}

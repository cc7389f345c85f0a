//! `Server`: the variables of an API's URLs.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments::{are_clear, arguments_struct, struct_name};
use super::docs::code;
use super::members::{docs_after, setter};
use super::types::ident;
use crate::api::{Api, ServerVariable, Type};

/// The struct `Server` of an API.
pub(super) fn emit(api: &Api) -> TokenStream {
    let fields = api.server_variables.iter().map(|server_variable| {
        let name = ident(&server_variable.name);
        quote!(#name: String)
    });
    let setters = api.server_variables.iter().map(|server_variable| {
        let (name, docs) = (ident(&server_variable.name), docs(server_variable));
        setter(
            &server_variable.name,
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

fn docs(server_variable: &ServerVariable) -> TokenStream {
    let default = match &server_variable.default {
        Some(default) => format!(" (default: {})", code(default)),
        None => String::new(),
    };
    let head = format!(
        "Sets the variable {}{default}.",
        code(&server_variable.variable)
    );
    docs_after(head, &server_variable.docs)
}

/// `new`, and the struct that it takes where there are many variables without a default.
fn constructor(api: &Api) -> (TokenStream, TokenStream) {
    let required: Vec<&ServerVariable> = required(api).collect();
    let takes_struct = !are_clear(required.iter().map(|_| &Type::String));
    let values = api.server_variables.iter().map(|server_variable| {
        let name = ident(&server_variable.name);
        match &server_variable.default {
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
        let names = required
            .iter()
            .map(|server_variable| ident(&server_variable.name));
        quote!(#(#names: impl Into<String>),*)
    };
    let constructor = quote! {
        #[doc = #docs]
        #[must_use]
        pub fn new(#parameters) -> Self {
            Self { #(#values,)* }
        }
    };
    let members = required.iter().map(|server_variable| {
        let head = format!("The variable {}.", code(&server_variable.variable));
        let (docs, name) = (
            docs_after(head, &server_variable.docs),
            ident(&server_variable.name),
        );
        quote!(#docs pub #name: String)
    });
    let members: Vec<TokenStream> = members.collect();
    let arguments = takes_struct.then(|| arguments_struct("Server", &members));
    (constructor, quote!(#arguments))
}

/// The variables without a default.
fn required(api: &Api) -> impl Iterator<Item = &ServerVariable> {
    let server_variables = api.server_variables.iter();
    server_variables.filter(|server_variable| server_variable.default.is_none())
}

/// The value of a variable by its name in the collection.
fn lookup(api: &Api) -> TokenStream {
    let arms = api.server_variables.iter().map(|server_variable| {
        let (name, variable) = (ident(&server_variable.name), &server_variable.variable);
        quote!(#variable => Some(&self.#name))
    });
    let (name, value) = if api.server_variables.is_empty() {
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

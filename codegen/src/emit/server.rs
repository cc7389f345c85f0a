//! `Server`: the settings of an API's URLs.

use proc_macro2::TokenStream;
use quote::quote;

use super::api_module::{member_docs, setter};
use super::docs::code;
use super::names;
use super::types::ident;
use crate::api::{Api, Ident, Setting};

/// The struct `Server` of an API.
pub(super) fn emit(api: &Api) -> TokenStream {
    let all_names: Vec<_> = api.settings.iter().map(|known| &known.name).collect();
    let alike = names::alike_fields("Server", &all_names);
    let fields = api.settings.iter().map(|setting| {
        let name = ident(&setting.name);
        quote!(#name: String)
    });
    let setters = api.settings.iter().map(|setting| {
        let name = ident(&setting.name);
        setter(
            &setting.name,
            &docs(setting),
            &quote!(#name: impl Into<String>),
            &quote!(#name.into()),
        )
    });
    let arms = api.settings.iter().map(|setting| {
        let (name, variable) = (ident(&setting.name), &setting.variable);
        quote!(#variable => Some(&self.#name))
    });
    let variable = if api.settings.is_empty() {
        quote!(_)
    } else {
        quote!(name)
    };
    let lookup = if api.settings.is_empty() {
        quote!(None)
    } else {
        quote!(match name { #(#arms,)* _ => None })
    };
    let constructor = constructor(api);
    quote! {
        #[doc = " Where the API lives: the variables of its URLs."]
        #[derive(Debug, Clone, PartialEq, Eq)]
        #alike
        pub struct Server {
            #(#fields,)*
        }

        impl Server {
            #constructor
            #(#setters)*
        }

        impl client::Server for Server {
            fn variable(&self, #variable: &str) -> Option<&str> {
                #lookup
            }
        }
    }
    .into_iter()
    .chain(default(api))
    .collect()
}

fn docs(setting: &Setting) -> TokenStream {
    let default = match &setting.default {
        Some(default) => format!("; {} unless set", code(default)),
        None => String::new(),
    };
    member_docs(
        format!("Sets the variable {}{default}.", code(&setting.variable)),
        &setting.docs,
    )
}

fn constructor(api: &Api) -> TokenStream {
    let required: Vec<&Setting> = api
        .settings
        .iter()
        .filter(|setting| setting.default.is_none())
        .collect();
    let required_names: Vec<&Ident> = required.iter().map(|setting| &setting.name).collect();
    let alike = names::alike_arguments(&required_names);
    let arguments: Vec<TokenStream> = required
        .iter()
        .map(|setting| {
            let name = ident(&setting.name);
            quote!(#name: impl Into<String>)
        })
        .collect();
    let values = api.settings.iter().map(|setting| {
        let name = ident(&setting.name);
        match &setting.default {
            Some(default) if default.is_empty() => quote!(#name: String::new()),
            Some(default) => quote!(#name: #default.to_owned()),
            None => quote!(#name: #name.into()),
        }
    });
    let docs = if arguments.is_empty() {
        " The server that the collection names."
    } else {
        " Takes what the collection does not say."
    };
    let many = (arguments.len() > 7).then(|| {
        quote!(#[expect(clippy::too_many_arguments, reason = "one for each variable of the API's URLs")])
    });
    quote! {
        #[doc = #docs]
        #many
        #alike
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values,)* }
        }
    }
}

fn default(api: &Api) -> TokenStream {
    if api.settings.iter().any(|setting| setting.default.is_none()) {
        return quote!();
    }
    quote! {
        impl Default for Server {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}

//! `Server`: the variables of an API's URLs.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::arguments::{are_clear, arguments_struct, struct_name};
use super::debug::{self, Debug, Member, Shown};
use super::docs::code;
use super::members::{docs_after, setter};
use super::types::ident;
use super::words;
use crate::api::{Api, Environment, ServerVariable, Type, UrlPart};

/// The struct `Server` of an API.
pub(super) fn emit(api: &Api) -> TokenStream {
    let fields = api.server_variables.iter().map(|server_variable| {
        let (name, ty) = (ident(&server_variable.name), ty(server_variable));
        quote!(#name: #ty)
    });
    let setters = api.server_variables.iter().map(|server_variable| {
        let (name, docs) = (ident(&server_variable.name), docs(server_variable));
        let value = if server_variable.is_open() {
            quote!(Some(#name.into()))
        } else {
            quote!(#name.into())
        };
        setter(
            &server_variable.name,
            &quote!(#docs #[must_use]),
            &quote!(impl Into<String>),
            &value,
        )
    });
    let (constructor, arguments) = constructor(api);
    let environments = api.environments.iter();
    let environments = environments.map(|environment| of_environment(api, environment));
    let (default, lookup) = (default(api), lookup(api));
    let members: Vec<Member> = api.server_variables.iter().map(shown).collect();
    let Debug { derive, item } = debug::debug(&format_ident!("Server"), &members);
    quote! {
        #[doc = " The server that requests are sent to, given by the variables of its URLs."]
        #[derive(#derive Clone, PartialEq, Eq)]
        pub struct Server {
            #(#fields,)*
        }

        #item

        impl Server {
            #constructor
            #(#environments)*
            #(#setters)*
        }

        #lookup
        #default
        #arguments
    }
}

fn ty(server_variable: &ServerVariable) -> TokenStream {
    if server_variable.is_open() {
        quote!(Option<String>)
    } else {
        quote!(String)
    }
}

fn docs(server_variable: &ServerVariable) -> TokenStream {
    let head = match &server_variable.default {
        Some(default) => format!(
            "Sets the variable {}, {} (default: {}).",
            words::variable(&server_variable.variable),
            part(server_variable.part),
            code(default)
        ),
        None if server_variable.is_required => {
            format!("Sets the {}.", required_variable(server_variable))
        }
        None => format!(
            "Sets the {}. The few operations that use it cannot be called without it.",
            required_variable(server_variable)
        ),
    };
    docs_after(head, &server_variable.docs)
}

/// A variable without a default, what it is in URLs, and an example.
fn required_variable(server_variable: &ServerVariable) -> String {
    let example = match server_variable.part {
        UrlPart::Url => " such as `https://example.com`",
        UrlPart::Scheme => " such as `https`",
        UrlPart::Host => " such as `example.com`",
        UrlPart::Port => " such as `443`",
        UrlPart::InHost | UrlPart::Path | UrlPart::Other => "",
    };
    let (variable, part) = (
        words::variable(&server_variable.variable),
        part(server_variable.part),
    );
    format!("variable {variable}, {part}{example}")
}

/// What a variable is in URLs.
fn part(part: UrlPart) -> &'static str {
    match part {
        UrlPart::Url => "a URL",
        UrlPart::Scheme => "a scheme",
        UrlPart::Host => "a host",
        UrlPart::InHost => "a part of the host",
        UrlPart::Port => "a port",
        UrlPart::Path => "a part of the path",
        UrlPart::Other => "a part of the URL",
    }
}

/// What `Debug` shows of a variable, which can be a complete URL with user info or a key in its query.
fn shown(server_variable: &ServerVariable) -> Member {
    Member {
        name: ident(&server_variable.name),
        shown: if server_variable.is_secret {
            Shown::Nothing
        } else if server_variable.is_open() {
            Shown::OptionalUrl
        } else {
            Shown::PublicUrl
        },
    }
}

/// `new`, and the struct that it takes if many variables have no default.
fn constructor(api: &Api) -> (TokenStream, TokenStream) {
    let required: Vec<&ServerVariable> = required(api).collect();
    let takes_struct = !are_clear(required.iter().map(|_| &Type::String));
    let values = api.server_variables.iter().map(|server_variable| {
        let name = ident(&server_variable.name);
        match &server_variable.default {
            Some(default) if default.is_empty() => quote!(#name: String::new()),
            Some(default) => quote!(#name: #default.to_owned()),
            None if !server_variable.is_required => quote!(#name: None),
            None if takes_struct => quote!(#name: arguments.#name),
            None => quote!(#name: #name.into()),
        }
    });
    let mut docs = if required.is_empty() {
        " Creates the server that the collection names.".to_owned()
    } else {
        " Creates a server from the variables that have no default.".to_owned()
    };
    if let Some(last) = api.environments.last() {
        let _ = write!(
            docs,
            " If environments have different values, those of the last one are used: {}.",
            code(&last.name)
        );
    }
    let parameters = parameters(&required);
    let constructor = quote! {
        #[doc = #docs]
        #[must_use]
        pub fn new(#parameters) -> Self {
            Self { #(#values,)* }
        }
    };
    let members = required.iter().map(|server_variable| {
        let head = format!("The {}.", required_variable(server_variable));
        let (docs, name) = (
            docs_after(head, &server_variable.docs),
            ident(&server_variable.name),
        );
        quote!(#docs pub #name: String)
    });
    let members: Vec<TokenStream> = members.collect();
    let debug: Vec<Member> = required.iter().copied().map(shown).collect();
    let arguments = takes_struct.then(|| arguments_struct("Server", &members, &debug));
    (constructor, quote!(#arguments))
}

/// What `new` takes for these variables.
fn parameters(required: &[&ServerVariable]) -> TokenStream {
    if are_clear(required.iter().map(|_| &Type::String)) {
        let names = required.iter().map(|it| ident(&it.name));
        quote!(#(#names: impl Into<String>),*)
    } else {
        let name = struct_name("Server");
        quote!(arguments: #name)
    }
}

/// The constructor of an environment. It takes what `new` takes: no environment has values of these variables.
fn of_environment(api: &Api, environment: &Environment) -> TokenStream {
    let required: Vec<&ServerVariable> = required(api).collect();
    let parameters = parameters(&required);
    let arguments = if are_clear(required.iter().map(|_| &Type::String)) {
        let names = required.iter().map(|it| ident(&it.name));
        quote!(#(#names),*)
    } else {
        quote!(arguments)
    };
    let values = environment.values.iter().map(|(name, value)| {
        let name = ident(name);
        quote!(.#name(#value))
    });
    let docs = format!(
        " Creates the server of the environment {}.",
        code(&environment.name)
    );
    let name = ident(&environment.constructor);
    quote! {
        #[doc = #docs]
        #[must_use]
        pub fn #name(#parameters) -> Self {
            Self::new(#arguments) #(#values)*
        }
    }
}

/// The variables that `new` takes.
fn required(api: &Api) -> impl Iterator<Item = &ServerVariable> {
    let server_variables = api.server_variables.iter();
    server_variables.filter(|server_variable| server_variable.is_required)
}

/// The value of a variable by its name in the collection.
fn lookup(api: &Api) -> TokenStream {
    let arms = api.server_variables.iter().map(|server_variable| {
        let (name, variable) = (ident(&server_variable.name), &server_variable.variable);
        if server_variable.is_open() {
            quote!(#variable => self.#name.as_deref())
        } else {
            quote!(#variable => Some(&self.#name))
        }
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

//! The module of an API, and those of its folders.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs::{DocText, cell};
use super::features::requires;
use super::types::ident;
use super::words::{self, escaped};
use super::{client_variables, credentials, format, quick_start, server};
use crate::api::{Api, CLIENT, Folder, Ident, Operation};

/// The version of the runtime that generated code needs. It does not compile with any other.
const RUNTIME_VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION_MAJOR"),
    ".",
    env!("CARGO_PKG_VERSION_MINOR")
);

/// The text of the API's module.
pub(super) fn emit(context: Context<'_>) -> String {
    let api = context.api;
    let head = DocText::new(format!("Client for the {}.", words::api(&api.name)));
    let head = if api.docs.is_empty() {
        head
    } else {
        head.blank().docs(&api.docs)
    };
    let head = start(head, context);
    let head = tables(head, &api.operations, &api.folders, api.folder_features);
    let types = (!api.types.is_empty()).then(|| {
        quote!(
            pub mod types;
        )
    });
    let examples = context.options.examples.then(|| {
        let condition = requires(api.features());
        quote!(
            #condition
            pub mod examples;
        )
    });
    let modules = modules(&api.operations, &api.folders, &|folder| {
        api.feature_of(folder)
    });
    let name = ident(&api.type_name);
    let items = quote! {
        #modules
        #examples
        #types
    };
    let exports = exports(&api.operations);
    // A module of the API with the same name takes precedence.
    let auth = (!has_module(api, "auth")).then(|| {
        quote!(
            pub use client::auth;
        )
    });
    let marker = marker(api);
    let client_docs = format!(" An asynchronous client for [`{}`].", api.type_name);
    let blocking_docs = format!(" A blocking client for [`{}`].", api.type_name);
    let server = server::emit(api);
    let version = RUNTIME_VERSION;
    let (credentials, client_variables) = (credentials::emit(api), client_variables::emit(api));
    let items = quote! {
        #![allow(clippy::pedantic, reason = "names and sizes are those of the API")]

        #items
        #exports
        #auth

        client::generated_for!(#version);

        #marker

        #[doc = #client_docs]
        pub type Client<T = client::DefaultTransport> = client::Client<#name, T>;

        #[doc = " Why a call of [`Client`] failed."]
        pub type Error<E = <client::DefaultTransport as client::Transport>::Error> = client::Error<E>;

        #[doc = " Blocking counterparts."]
        pub mod blocking {
            use super::#name;

            #[doc = #blocking_docs]
            pub type Client<T = client::blocking::DefaultTransport> = client::blocking::Client<#name, T>;

            #[doc = " Why a call of [`Client`] failed."]
            pub type Error<E = <client::blocking::DefaultTransport as client::blocking::Transport>::Error> =
                client::Error<E>;
        }

        #server
        #credentials
        #client_variables
    };
    format::file(&api.source, &head, items, &api.client_path)
}

/// The text of a folder's module.
pub(super) fn folder(folder: &Folder, source: &str) -> String {
    let title = escaped(&folder.name);
    let head = if folder.docs.is_empty() {
        DocText::new(format!("The folder *{title}*."))
    } else {
        DocText::default().docs(&folder.docs)
    };
    let head = tables(head, &folder.operations, &folder.folders, false);
    let modules = modules(&folder.operations, &folder.folders, &|_| None);
    let exports = exports(&folder.operations);
    let source = if folder.pointer.is_empty() {
        source.to_owned()
    } else {
        format!("{source}#{}", folder.pointer)
    };
    format::file(&source, &head, quote!(#modules #exports), CLIENT)
}

fn marker(api: &Api) -> TokenStream {
    let name = ident(&api.type_name);
    let title = &api.name;
    let docs = DocText::new(format!(
        "The {}: a marker that ties its operations to its clients.",
        words::api(title)
    ))
    .outer();
    quote! {
        #docs
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum #name {}

        impl client::Api for #name {
            type Credentials = Credentials;
            type Server = Server;

            const NAME: &'static str = #title;
            const USER_AGENT: &'static str = client::user_agent!();
        }
    }
}

/// The first call, and the types that it takes.
fn start(mut text: DocText, context: Context<'_>) -> DocText {
    text = text.section("Quick start").line(
        "A [`Client`] sends operations to a [`Server`], with the [`Credentials`] that they need; [`blocking::Client`] \
         does so on the calling thread.",
    );
    if let Some(variable) = client_variables::most_used(context.api) {
        text = text.line(format!(
            "[`ClientVariables`] are values that operations share, set once: \
             `client.variables(ClientVariables::new().{}(…))`.",
            variable.name
        ));
    }
    let Some(lines) = quick_start::documentation(context) else {
        return text;
    };
    lines.into_iter().fold(text.blank(), DocText::raw)
}

/// Tables of the operations and folders of a module.
fn tables(
    mut text: DocText,
    operations: &[Operation],
    folders: &[Folder],
    has_features: bool,
) -> DocText {
    if !operations.is_empty() {
        text = text.section("Operations");
        text = text.raw("| operation | request |").raw("|---|---|");
        for operation in operations {
            let request = cell(&format!("{} {}", operation.method, operation.path_template));
            text = text.raw(format!("| [`{}`] | {request} |", operation.type_name));
        }
    }
    if !folders.is_empty() {
        text = text.section("Folders");
        text = text.raw("| folder | module |").raw("|---|---|");
        for folder in folders {
            let name = escaped(&folder.name).replace('|', "\\|");
            // A module that is compiled only with its feature cannot be linked.
            let module = if has_features {
                format!("`{}`", folder.module)
            } else {
                format!("[`mod@{}`]", folder.module)
            };
            text = text.raw(format!("| {name} | {module} |"));
        }
    }
    text
}

fn modules(
    operations: &[Operation],
    folders: &[Folder],
    feature_of: &dyn Fn(&Folder) -> Option<String>,
) -> TokenStream {
    let operations = operations.iter().map(|operation| (&operation.module, None));
    let folders = folders
        .iter()
        .map(|folder| (&folder.module, feature_of(folder)));
    let mut modules: Vec<(&Ident, Option<String>)> = operations.chain(folders).collect();
    modules.sort();
    let modules = modules.into_iter().map(|(name, feature)| {
        let name = ident(name);
        let condition = requires(feature);
        quote!(#condition pub mod #name;)
    });
    quote!(#(#modules)*)
}

/// Whether the API's module contains a module with this name.
fn has_module(api: &Api, name: &str) -> bool {
    let operations = api.operations.iter().map(|operation| &operation.module);
    let folders = api.folders.iter().map(|folder| &folder.module);
    operations
        .chain(folders)
        .any(|module| module.as_str() == name)
}

fn exports(operations: &[Operation]) -> TokenStream {
    let mut exports: Vec<(&Ident, &Ident)> = operations
        .iter()
        .map(|operation| (&operation.module, &operation.type_name))
        .collect();
    exports.sort();
    let exports = exports.into_iter().map(|(module, name)| {
        let (module, name) = (ident(module), ident(name));
        quote!(pub use self::#module::#name;)
    });
    quote!(#(#exports)*)
}

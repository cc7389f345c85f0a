//! The file at the top of the output: it declares a module for each API.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::EmitOptions;
use super::docs::DocText;
use super::features::requires;
use super::format;
use super::home::Home;
use super::types::{ident, text_ident};
use crate::api::{Api, CLIENT, Ident};

/// The path and the text of the file.
pub(crate) fn root(apis: &[Api], options: &EmitOptions) -> (String, String) {
    let sources: Vec<&str> = apis.iter().map(|api| api.source.as_str()).collect();
    let examples = options.examples.then(|| examples(apis, &options.home));
    let (path, docs, attributes) = match options.home {
        // prettyplease formats some code differently from rustfmt.
        Home::Crate { .. } => (
            "lib.rs",
            crate_docs(apis, &options.home),
            quote!(#[rustfmt::skip]),
        ),
        Home::Included => ("mod.rs", DocText::default(), allowances()),
    };
    let mut modules: Vec<&Ident> = apis.iter().map(|api| &api.module).collect();
    modules.sort_unstable();
    let modules = modules.into_iter().map(|module| {
        let module = ident(module);
        quote!(#attributes pub mod #module;)
    });
    let client_path = apis.first().map_or(CLIENT, |api| &api.client_path);
    let client = matches!(options.home, Home::Crate { .. }).then(|| client(client_path));
    let only = apis.first().filter(|_| options.home.has_api_at_root());
    let at_root = only.map(|api| {
        let module = ident(&api.module);
        quote!(pub use self::#module::*;)
    });
    let items = quote!(#at_root #client #(#modules)* #examples);
    (
        path.to_owned(),
        format::file(&common_folder(&sources), &docs, items, client_path),
    )
}

/// The module of the API whose items are in the root of a crate, from the text of the root.
pub(crate) fn api_at_root(root: &str) -> Option<&str> {
    root.lines().find_map(|line| {
        let module = line.strip_prefix("pub use self::")?;
        module.strip_suffix("::*;")
    })
}

/// The runtime, for programs that do not depend on it themselves.
fn client(path: &str) -> TokenStream {
    match syn::parse_str::<syn::Path>(path) {
        Ok(tokens) if path != CLIENT => quote!(pub use #tokens as client;),
        _ => quote!(
            pub use client;
        ),
    }
}

/// The attributes that a private module needs and a public one does not.
fn allowances() -> TokenStream {
    quote! {
        #[allow(dead_code, unused_imports, reason = "a program uses only a part of an API")]
        #[allow(clippy::wrong_self_convention, reason = "names are those of the API")]
    }
}

fn crate_docs(apis: &[Api], home: &Home) -> DocText {
    let mut docs = DocText::new("Typed clients generated from Postman collections.").blank();
    docs = docs.raw("| module | operations |").raw("|---|---|");
    for api in apis {
        let count = api.all_operations().len();
        docs = docs.raw(format!("| [`mod@{}`] | {count} |", api.module));
    }
    match apis {
        [api] if home.has_api_at_root() => docs.blank().raw(format!(
            "The items of [`mod@{module}`] are re-exported here: `{name}::Client` is `{name}::{module}::Client`.",
            module = api.module,
            name = home.crate_name().unwrap_or("crate")
        )),
        _ => docs,
    }
}

/// The module with the examples of all APIs.
fn examples(apis: &[Api], home: &Home) -> TokenStream {
    let condition = requires(apis.iter().flat_map(Api::features));
    let of_all = |function: &str| {
        let function = text_ident(function);
        let lists = apis.iter().map(|api| {
            let module = ident(&api.module);
            quote!(super::#module::examples::#function())
        });
        let lists: Vec<TokenStream> = lists.collect();
        match lists.as_slice() {
            [] => quote!(Vec::new()),
            [list] => list.clone(),
            lists => quote!([#(#lists),*].concat()),
        }
    };
    let (all, responses) = (of_all("all"), of_all("responses"));
    let allowance = matches!(home, Home::Included).then(
        || quote!(#[allow(dead_code, reason = "a program uses only a part of the examples")]),
    );
    quote! {
        #[doc = " The requests in the collections, with their values, and their saved responses."]
        #condition
        #allowance
        pub mod examples {
            #[doc = " The examples of all APIs, in order."]
            #[must_use]
            pub fn all() -> Vec<client::Example> {
                #all
            }

            #[doc = " The saved responses of all APIs, in order."]
            #[must_use]
            pub fn responses() -> Vec<client::testing::SavedResponse> {
                #responses
            }
        }
    }
}

/// The deepest folder that holds all of the paths; the path itself for one.
fn common_folder(paths: &[&str]) -> String {
    match paths {
        [] => "nothing".to_owned(),
        [path] => (*path).to_owned(),
        [first, rest @ ..] => {
            let mut common: Vec<&str> = first.split('/').collect();
            for path in rest {
                let same = common
                    .iter()
                    .zip(path.split('/'))
                    .take_while(|(a, b)| **a == *b);
                let length = same.count();
                common.truncate(length);
            }
            if common.is_empty() {
                "several files".to_owned()
            } else {
                common.join("/")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_names_the_folder_of_all_apis() {
        assert_eq!(
            common_folder(&["collections/a", "collections/b.json"]),
            "collections"
        );
        assert_eq!(common_folder(&["a.json"]), "a.json");
        assert_eq!(common_folder(&["a.json", "b.json"]), "several files");
    }
}

//! Imports: names of other crates are imported by a module, unless that would hide another name.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use super::paths::{self, Step};
use super::tree::Tree;
use crate::api::CLIENT;

/// Shortens paths into `client` and to collections, and adds the `use` items that this needs. It returns those of the module
/// itself, and inserts those of inline modules at their top. If the runtime has another path than `client`, the module imports
/// it as `client`.
pub(super) fn import(trees: Vec<Tree>, client_path: &str) -> (Vec<Tree>, TokenStream) {
    let mut trees = in_inline_modules(trees, client_path);
    let mut importable = BTreeSet::new();
    paths::steps(&trees, &PREFIXES, &mut importable);
    let mut in_use = InUse::among(&importable);
    in_use.collect(&trees, Depth::Module);
    let exported = exported(&trees);
    let mut imported = [BTreeSet::new(), BTreeSet::new()];
    let mut uses_client = false;
    paths::shorten(&mut trees, &PREFIXES, &mut |prefix, step: &Step| {
        let is_client = PREFIXES[prefix] == [CLIENT];
        uses_client |= is_client;
        if is_client && step.has_next && exported.contains(&step.name) {
            return true;
        }
        let is_imported = step.is_importable() && !in_use.found.contains(step.name.as_str());
        if is_imported {
            imported[prefix].insert(step.name.clone());
        }
        is_imported
    });
    let [collections, client] = &imported;
    let collections = paths::import(&quote!(std::collections), names(collections));
    let client = paths::import(&quote!(client), names(client));
    let alias = uses_client.then(|| alias(client_path));
    (trees, quote!(#collections #alias #client))
}

/// The prefixes that are shortened.
const PREFIXES: [&[&str]; 2] = [&["std", "collections"], &[CLIENT]];

/// Imports the runtime as `client`, the name that generated code uses.
fn alias(client_path: &str) -> TokenStream {
    match syn::parse_str::<syn::Path>(client_path) {
        Ok(path) if client_path != CLIENT => quote!(use #path as client;),
        _ => TokenStream::new(),
    }
}

fn names(names: &BTreeSet<String>) -> impl Iterator<Item = &str> {
    names.iter().map(String::as_str)
}

/// Gives each inline module its own imports.
fn in_inline_modules(trees: Vec<Tree>, client_path: &str) -> Vec<Tree> {
    let mut done: Vec<Tree> = Vec::with_capacity(trees.len());
    for tree in trees {
        let tree = match tree {
            Tree::Group(delimiter, inner) if paths::is_inline_module(&done) => {
                let (body, imports) = import(inner, client_path);
                let mut inner = Tree::list(imports);
                inner.extend(body);
                Tree::Group(delimiter, inner)
            }
            tree => tree,
        };
        done.push(tree);
    }
    done
}

/// Where tokens are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    Module,
    Item,
}

/// Those of some names that occur without a path, or in a `use` item.
struct InUse<'n> {
    names: &'n BTreeSet<String>,
    found: BTreeSet<&'n str>,
    /// The text of one name at a time.
    text: String,
}

impl<'n> InUse<'n> {
    fn among(names: &'n BTreeSet<String>) -> Self {
        Self {
            names,
            found: BTreeSet::new(),
            text: String::new(),
        }
    }

    fn collect(&mut self, trees: &[Tree], depth: Depth) {
        let mut is_use = false;
        for (index, tree) in trees.iter().enumerate() {
            let before = &trees[..index];
            match tree {
                // An inline module has its own names.
                Tree::Group(..) if paths::is_inline_module(before) => {}
                // The words of a table are not names, and the names in a table also occur outside of it.
                Tree::Group(..) if depth == Depth::Module && follows_macro(before) => {}
                Tree::Group(_, inner) => self.collect(inner, Depth::Item),
                word if word.is_word("use") => is_use = true,
                Tree::Token(TokenTree::Ident(ident)) => {
                    // `type Response = …` in an `impl` brings no name into scope.
                    let is_member = || depth == Depth::Item && follows_type(before);
                    if is_use || !(paths::follows_path(before) || is_member()) {
                        self.note(ident);
                    }
                }
                mark if mark.is_mark(';') => is_use = false,
                Tree::Token(_) | Tree::Comment(_) => {}
            }
        }
    }

    fn note(&mut self, ident: &Ident) {
        self.text.clear();
        // Writing to a string does not fail.
        let _ = write!(self.text, "{ident}");
        let name = self.names.get(self.text.as_str());
        self.found.extend(name.map(String::as_str));
    }
}

/// The names of the client that the module exports itself, one by one: `pub use client::auth;`.
fn exported(trees: &[Tree]) -> BTreeSet<String> {
    let items = trees.windows(6).filter_map(|item| match item {
        [
            start,
            client,
            _,
            _,
            Tree::Token(TokenTree::Ident(name)),
            end,
        ] if start.is_word("use") && client.is_word(CLIENT) && end.is_mark(';') => {
            Some(name.to_string())
        }
        _ => None,
    });
    items.collect()
}

fn follows_macro(before: &[Tree]) -> bool {
    before.last().is_some_and(|mark| mark.is_mark('!'))
}

fn follows_type(before: &[Tree]) -> bool {
    before.last().is_some_and(|it| it.is_word("type"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::comments;

    fn imported(tokens: TokenStream) -> String {
        let (trees, import) = import(Tree::list(tokens), "client");
        format!(
            "{import} {}",
            Tree::tokens(&trees, &mut comments::attribute)
        )
    }

    #[test]
    fn a_name_of_the_client_is_imported_once() {
        assert_eq!(
            imported(quote!(
                fn a(a: client::File, b: client::File) -> client::Failure {}
            )),
            quote!(
                use client::{Failure, File};
                fn a(a: File, b: File) -> Failure {}
            )
            .to_string()
        );
    }

    #[test]
    fn a_name_that_the_module_has_already_keeps_its_path() {
        let tokens = quote!(
            pub struct File(client::File);
        );
        assert_eq!(imported(tokens.clone()).trim(), tokens.to_string());
        let tokens = quote!(
            use super::types::File;
            fn a(a: client::File, b: File) {}
        );
        assert_eq!(imported(tokens.clone()).trim(), tokens.to_string());
    }

    #[test]
    fn a_name_that_the_module_exports_is_not_imported_again() {
        assert_eq!(
            imported(quote!(
                pub use client::auth;
                fn a(a: client::auth::Basic) {}
            ))
            .trim(),
            quote!(
                pub use client::auth;
                fn a(a: auth::Basic) {}
            )
            .to_string()
        );
    }

    #[test]
    fn an_associated_type_hides_nothing() {
        assert_eq!(
            imported(quote!(impl A for B { type Response = client::Response; })),
            quote!(use client::Response; impl A for B { type Response = Response; }).to_string()
        );
    }

    #[test]
    fn the_words_of_a_table_hide_nothing() {
        let tokens = quote! {
            fn a(a: client::json::Value) {}
            client::responses! { R, client::Failure; success Ok(json) = 200 }
        };
        let expected = quote! {
            use client::{Failure, json};
            fn a(a: json::Value) {}
            client::responses! { R, Failure; success Ok(json) = 200 }
        };
        assert_eq!(imported(tokens), expected.to_string());
    }

    #[test]
    fn a_module_of_the_client_is_imported_for_what_it_holds() {
        assert_eq!(
            imported(quote!(
                fn a(a: client::json::Maybe<client::serde_json::Value>) {
                    client::decode_text(client::json::to_string(a));
                }
            )),
            quote!(
                use client::{json, serde_json};
                fn a(a: json::Maybe<serde_json::Value>) {
                    client::decode_text(json::to_string(a));
                }
            )
            .to_string()
        );
    }

    #[test]
    fn an_inline_module_has_imports_of_its_own() {
        assert_eq!(
            imported(quote!(
                pub mod blocking {
                    pub type Client = client::blocking::Client;
                }
                type Map = std::collections::BTreeMap<client::File, ()>;
            ))
            .trim(),
            quote!(
                use std::collections::BTreeMap;
                use client::File;
                pub mod blocking {
                    use client::blocking;
                    pub type Client = blocking::Client;
                }
                type Map = BTreeMap<File, ()>;
            )
            .to_string()
        );
    }

    #[test]
    fn a_runtime_with_another_path_is_imported_as_client_where_it_is_used() {
        let tokens = quote! {
            pub use crate::runtime as client;
            mod inner {
                fn a(a: client::File) {
                    client::decode_text(a);
                }
            }
        };
        let (trees, import) = import(Tree::list(tokens), "crate::runtime");
        assert_eq!(import.to_string(), "");
        let expected = quote! {
            pub use crate::runtime as client;
            mod inner {
                use crate::runtime as client;
                use client::File;
                fn a(a: File) {
                    client::decode_text(a);
                }
            }
        };
        assert_eq!(
            Tree::tokens(&trees, &mut comments::attribute).to_string(),
            expected.to_string()
        );
    }
}

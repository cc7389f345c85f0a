//! What a module uses of the crate `client` is imported, where no other name is hidden by it.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::paths;

/// Shortens `client::Name` to `Name`, and gives the `use` that this needs.
pub(super) fn import(tokens: TokenStream) -> (TokenStream, TokenStream) {
    let mut in_use = BTreeSet::new();
    collect(tokens.clone(), Depth::Module, &mut in_use);
    let mut names = BTreeSet::new();
    let tokens = paths::shorten(tokens, "client", &mut |name| {
        let is_type = name.starts_with(|letter: char| letter.is_ascii_uppercase());
        let is_taken = is_type && !in_use.contains(name);
        if is_taken {
            names.insert(name.to_owned());
        }
        is_taken
    });
    let names: Vec<Ident> = names
        .iter()
        .map(|name| Ident::new(name, Span::call_site()))
        .collect();
    let import = match names.as_slice() {
        [] => quote!(),
        [name] => quote!(use client::#name;),
        names => quote!(use client::{#(#names),*};),
    };
    (tokens, import)
}

/// Where tokens stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    Module,
    Item,
}

/// Collects the names that stand without a path, and all that a `use` names.
fn collect(tokens: TokenStream, depth: Depth, names: &mut BTreeSet<String>) {
    let mut before: [Option<TokenTree>; 2] = [None, None];
    let mut is_use = false;
    for token in tokens {
        match &token {
            // An inline module has names of its own.
            TokenTree::Group(_) if is_word(before[0].as_ref(), "mod") => {}
            TokenTree::Group(group) => collect(group.stream(), Depth::Item, names),
            TokenTree::Ident(ident) if ident == "use" => is_use = true,
            TokenTree::Ident(ident) => {
                let follows_path = before.iter().all(|token| is_colon(token.as_ref()));
                // `type Response = …` in an `impl` brings no name into scope.
                let is_member = depth == Depth::Item && is_word(before[1].as_ref(), "type");
                if is_use || !(follows_path || is_member) {
                    names.insert(ident.to_string());
                }
            }
            TokenTree::Punct(punct) if punct.as_char() == ';' => is_use = false,
            _ => {}
        }
        before.rotate_left(1);
        before[1] = Some(token);
    }
}

fn is_word(token: Option<&TokenTree>, word: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == word)
}

fn is_colon(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imported(tokens: TokenStream) -> String {
        let (tokens, import) = import(tokens);
        format!("{import} {tokens}")
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
    fn an_associated_type_hides_nothing() {
        assert_eq!(
            imported(quote!(impl A for B { type Response = client::Response; })),
            quote!(use client::Response; impl A for B { type Response = Response; }).to_string()
        );
    }
}

//! Paths made short: `client::Failure` becomes `Failure`, `client::json::Maybe` becomes `json::Maybe`, with a `use`.

use std::collections::BTreeSet;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;

/// The step after the prefix of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) name: String,
    /// Whether the path goes on after it.
    has_next: bool,
}

impl Step {
    /// Whether it is a type or a module. Functions and macros keep their path.
    pub(super) fn is_importable(&self) -> bool {
        self.has_next || self.name.starts_with(|c: char| c.is_ascii_uppercase())
    }
}

/// Takes the prefix from paths, wherever `is_imported` says so of the step after it. Inline modules are left alone.
pub(super) fn shorten(
    tokens: TokenStream,
    prefix: &[&str],
    is_imported: &mut dyn FnMut(&Step) -> bool,
) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut short = Vec::with_capacity(tokens.len());
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        let step = step_after(&tokens[index..], prefix);
        if !follows_path(&tokens[..index]) && step.is_some_and(|step| is_imported(&step)) {
            // Each step of the prefix, with its two colons.
            index += prefix.len() * 3;
            continue;
        }
        short.push(match token {
            TokenTree::Group(group) if !is_inline_module(&tokens[..index]) => {
                let inner = shorten(group.stream(), prefix, is_imported);
                TokenTree::Group(Group::new(group.delimiter(), inner))
            }
            token => token.clone(),
        });
        index += 1;
    }
    short.into_iter().collect()
}

/// A `use` of names; nothing for none.
pub(super) fn import<'a>(
    module: &TokenStream,
    names: impl IntoIterator<Item = &'a str>,
) -> TokenStream {
    let names: BTreeSet<&str> = names.into_iter().collect();
    let names = names
        .into_iter()
        .map(|name| Ident::new(name, Span::call_site()));
    match names.collect::<Vec<_>>().as_slice() {
        [] => quote!(),
        [name] => quote!(use #module::#name;),
        names => quote!(use #module::{#(#names),*};),
    }
}

/// The step after the prefix, if the tokens start with it.
fn step_after(tokens: &[TokenTree], prefix: &[&str]) -> Option<Step> {
    let mut rest = tokens;
    for expected in prefix {
        let (name, after) = name_first(rest)?;
        if name != expected {
            return None;
        }
        rest = colons_first(after)?;
    }
    let (name, after) = name_first(rest)?;
    Some(Step {
        name: name.to_string(),
        has_next: colons_first(after).is_some_and(|rest| name_first(rest).is_some()),
    })
}

fn name_first(tokens: &[TokenTree]) -> Option<(&Ident, &[TokenTree])> {
    match tokens {
        [TokenTree::Ident(name), rest @ ..] => Some((name, rest)),
        _ => None,
    }
}

fn colons_first(tokens: &[TokenTree]) -> Option<&[TokenTree]> {
    match tokens {
        [TokenTree::Punct(a), TokenTree::Punct(b), rest @ ..]
            if a.as_char() == ':' && b.as_char() == ':' =>
        {
            Some(rest)
        }
        _ => None,
    }
}

/// Whether what comes next is a further step of a path.
fn follows_path(before: &[TokenTree]) -> bool {
    matches!(before, [.., TokenTree::Punct(a), TokenTree::Punct(b)] if a.as_char() == ':' && b.as_char() == ':')
}

/// Whether the next group is the body of an inline module, which has its own names.
pub(super) fn is_inline_module(before: &[TokenTree]) -> bool {
    matches!(before, [.., TokenTree::Ident(keyword), TokenTree::Ident(_)] if keyword == "mod")
}

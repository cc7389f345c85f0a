//! Shortens paths: `client::Failure` becomes `Failure`, `client::json::Maybe` becomes `json::Maybe`, with a `use`.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::tree::Tree;

/// The step after the prefix of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) name: String,
    /// Whether the path continues after it.
    pub(super) has_next: bool,
}

impl Step {
    /// Whether it is a type or a module. Functions and macros keep their path.
    pub(super) fn is_importable(&self) -> bool {
        self.has_next || self.name.starts_with(|c: char| c.is_ascii_uppercase())
    }
}

/// Removes prefixes from paths if `is_imported` accepts the index of the prefix and the step after it. Inline modules are
/// not changed.
pub(super) fn shorten(
    trees: Vec<Tree>,
    prefixes: &[&[&str]],
    is_imported: &mut dyn FnMut(usize, &Step) -> bool,
) -> Vec<Tree> {
    let fates = fates(&trees, prefixes, is_imported);
    let kept = trees.into_iter().zip(fates);
    kept.filter_map(|(tree, fate)| match (fate, tree) {
        (Fate::Removed, _) => None,
        (Fate::Searched, Tree::Group(delimiter, inner)) => Some(Tree::Group(
            delimiter,
            shorten(inner, prefixes, is_imported),
        )),
        (Fate::Searched | Fate::Kept, tree) => Some(tree),
    })
    .collect()
}

/// Collects the steps after the prefixes of paths.
pub(super) fn steps(trees: &[Tree], prefixes: &[&[&str]], names: &mut BTreeSet<String>) {
    for (index, tree) in trees.iter().enumerate() {
        if let Tree::Group(_, inner) = tree {
            steps(inner, prefixes, names);
        }
        let after = prefixes
            .iter()
            .filter_map(|prefix| step_after(&trees[index..], prefix));
        names.extend(after.filter(Step::is_importable).map(|step| step.name));
    }
}

/// What happens to a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    /// It is part of a prefix.
    Removed,
    /// It is a group, whose tokens are shortened.
    Searched,
}

fn fates(
    trees: &[Tree],
    prefixes: &[&[&str]],
    is_imported: &mut dyn FnMut(usize, &Step) -> bool,
) -> Vec<Fate> {
    let mut fates = Vec::with_capacity(trees.len());
    while fates.len() < trees.len() {
        let (before, rest) = trees.split_at(fates.len());
        if matches!(rest[0], Tree::Group(..)) {
            let is_module = is_inline_module(before);
            fates.push(if is_module {
                Fate::Kept
            } else {
                Fate::Searched
            });
            continue;
        }
        let steps = prefixes.iter().enumerate();
        let mut steps =
            steps.filter_map(|(index, prefix)| Some((index, step_after(rest, prefix)?)));
        match steps.next().filter(|_| !follows_path(before)) {
            Some((index, step)) if is_imported(index, &step) => {
                // Each step of the prefix, with its two colons.
                let removed = prefixes[index].len() * 3;
                fates.extend(std::iter::repeat_n(Fate::Removed, removed));
            }
            _ => fates.push(Fate::Kept),
        }
    }
    fates
}

/// A `use` of names; empty if there are none.
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
fn step_after(trees: &[Tree], prefix: &[&str]) -> Option<Step> {
    let mut rest = trees;
    for expected in prefix {
        // Few names are steps of a path. To compare one costs more than to look for the colons.
        let (name, after) = name_first(rest)?;
        let next = colons_first(after)?;
        if name != expected {
            return None;
        }
        rest = next;
    }
    let (name, after) = name_first(rest)?;
    Some(Step {
        name: name.to_string(),
        has_next: colons_first(after).is_some_and(|rest| name_first(rest).is_some()),
    })
}

fn name_first(trees: &[Tree]) -> Option<(&Ident, &[Tree])> {
    match trees {
        [Tree::Token(TokenTree::Ident(name)), rest @ ..] => Some((name, rest)),
        _ => None,
    }
}

fn colons_first(trees: &[Tree]) -> Option<&[Tree]> {
    match trees {
        [a, b, rest @ ..] if a.is_mark(':') && b.is_mark(':') => Some(rest),
        _ => None,
    }
}

/// Whether the next tokens are another step of a path.
pub(super) fn follows_path(before: &[Tree]) -> bool {
    matches!(before, [.., a, b] if a.is_mark(':') && b.is_mark(':'))
}

/// Whether the next group is the body of an inline module, which has its own names.
pub(super) fn is_inline_module(before: &[Tree]) -> bool {
    matches!(before, [.., keyword, Tree::Token(TokenTree::Ident(_))] if keyword.is_word("mod"))
}

//! Shortens paths: `client::Failure` becomes `Failure`, `client::json::Maybe` becomes `json::Maybe`, with a `use`.

use std::collections::BTreeSet;
use std::ops::Range;

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
    trees: &mut Vec<Tree>,
    prefixes: &[&[&str]],
    is_imported: &mut dyn FnMut(usize, &Step) -> bool,
) {
    let mut removed = Vec::new();
    let mut at = 0;
    while at < trees.len() {
        let (before, rest) = trees.split_at_mut(at);
        if let Tree::Group(_, inner) = &mut rest[0] {
            if !is_inline_module(before) {
                shorten(inner, prefixes, is_imported);
            }
        } else if starts_path(rest) && !follows_path(before) {
            let steps = prefixes.iter().enumerate();
            let mut steps =
                steps.filter_map(|(index, prefix)| Some((index, step_after(rest, prefix)?)));
            if let Some((index, step)) = steps.next()
                && is_imported(index, &step)
            {
                // Each step of the prefix, with its two colons.
                let end = at + prefixes[index].len() * 3;
                removed.push(at..end);
                at = end;
                continue;
            }
        }
        at += 1;
    }
    remove(trees, removed);
}

/// Removes ranges of tokens, which are in order.
fn remove(trees: &mut Vec<Tree>, removed: Vec<Range<usize>>) {
    if removed.is_empty() {
        return;
    }
    let mut removed = removed.into_iter().flatten().peekable();
    let mut at = 0;
    trees.retain(|_| {
        let is_removed = removed.next_if_eq(&at).is_some();
        at += 1;
        !is_removed
    });
}

/// Collects the steps after the prefixes of paths.
pub(super) fn steps(trees: &[Tree], prefixes: &[&[&str]], names: &mut BTreeSet<String>) {
    for (index, tree) in trees.iter().enumerate() {
        let rest = &trees[index..];
        if let Tree::Group(_, inner) = tree {
            steps(inner, prefixes, names);
        } else if starts_path(rest) {
            let after = prefixes
                .iter()
                .filter_map(|prefix| step_after(rest, prefix));
            names.extend(after.filter(Step::is_importable).map(|step| step.name));
        }
    }
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

/// Whether the tokens start with a step that another one follows. Few names are; to compare one costs more.
fn starts_path(trees: &[Tree]) -> bool {
    matches!(trees, [Tree::Token(TokenTree::Ident(_)), a, b, ..] if a.is_mark(':') && b.is_mark(':'))
}

/// The step after the prefix, if the tokens start with it.
fn step_after(trees: &[Tree], prefix: &[&str]) -> Option<Step> {
    let mut rest = trees;
    for expected in prefix {
        let (name, after) = name_first(rest)?;
        rest = colons_first(after).filter(|_| name == expected)?;
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

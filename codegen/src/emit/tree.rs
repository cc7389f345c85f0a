//! Tokens as a tree that can be read in place. A [`TokenStream`] can only be consumed, and copies shared tokens.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A group with its content, or another token.
#[derive(Debug)]
pub(super) enum Tree {
    Group(Delimiter, Vec<Tree>),
    Token(TokenTree),
}

impl Tree {
    pub(super) fn list(tokens: TokenStream) -> Vec<Self> {
        let trees = tokens.into_iter().map(|token| match token {
            TokenTree::Group(group) => {
                let (delimiter, tokens) = (group.delimiter(), group.stream());
                // The tokens are moved if nothing else refers to them.
                drop(group);
                Self::Group(delimiter, Self::list(tokens))
            }
            token => Self::Token(token),
        });
        trees.collect()
    }

    pub(super) fn tokens(trees: Vec<Self>) -> TokenStream {
        let tokens = trees.into_iter().map(|tree| match tree {
            Self::Group(delimiter, trees) => Group::new(delimiter, Self::tokens(trees)).into(),
            Self::Token(token) => token,
        });
        tokens.collect()
    }
}

//! Tokens as a tree that can be read in place. A [`TokenStream`] can only be consumed, and copies shared tokens.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::comments;

/// A group with its content, a comment, or another token.
#[derive(Debug)]
pub(super) enum Tree {
    Group(Delimiter, Vec<Tree>),
    /// The lines of a doc comment, without `///`.
    Comment(String),
    Token(TokenTree),
}

impl Tree {
    pub(super) fn list(tokens: TokenStream) -> Vec<Self> {
        let mut trees = Vec::new();
        for token in tokens {
            let TokenTree::Group(group) = token else {
                trees.push(Self::Token(token));
                continue;
            };
            let (delimiter, tokens) = (group.delimiter(), group.stream());
            // The tokens are moved if nothing else refers to them.
            drop(group);
            let inner = Self::list(tokens);
            match comment(&inner) {
                Some(comment) => {
                    let _hash = trees.pop();
                    trees.push(Self::Comment(comment));
                }
                None => trees.push(Self::Group(delimiter, inner)),
            }
        }
        trees
    }

    /// Trees as tokens, with the attributes that `comment` makes of comments.
    pub(super) fn tokens<'t>(
        trees: &'t [Self],
        comment: &mut dyn FnMut(&'t str) -> TokenStream,
    ) -> TokenStream {
        let mut tokens = TokenStream::new();
        for tree in trees {
            match tree {
                Self::Group(delimiter, inner) => {
                    let group = Group::new(*delimiter, Self::tokens(inner, comment));
                    tokens.extend([TokenTree::Group(group)]);
                }
                Self::Comment(lines) => tokens.extend(comment(lines)),
                Self::Token(token) => tokens.extend([token.clone()]),
            }
        }
        tokens
    }

    /// Whether it is a group with these delimiters.
    pub(super) fn is_group(&self, delimiter: Delimiter) -> bool {
        matches!(self, Self::Group(of, _) if *of == delimiter)
    }

    /// Whether it is this name or keyword.
    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self, Self::Token(TokenTree::Ident(ident)) if ident == word)
    }

    /// Whether it is this punctuation mark.
    pub(super) fn is_mark(&self, mark: char) -> bool {
        matches!(self, Self::Token(TokenTree::Punct(punct)) if punct.as_char() == mark)
    }
}

/// The lines of the comment that an attribute is.
fn comment(attribute: &[Tree]) -> Option<String> {
    match attribute {
        [name, _, Tree::Token(TokenTree::Literal(text))] if name.is_word("doc") => {
            comments::content(text)
        }
        _ => None,
    }
}

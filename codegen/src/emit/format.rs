//! Text of Rust files: prettyplease, and blank lines where it puts none.

mod blank_lines;
mod calls;
mod long;

use proc_macro2::TokenStream;
use syn::Item;

use super::docs::Text;
use super::imports;
use crate::output::header;

/// A whole file: our first line, its documentation, its items with what they use of the client.
pub(super) fn file(source: &str, docs: &Text, tokens: TokenStream) -> String {
    let mut text = format!("{}\n{}", header("//", source), docs.inner());
    let (tokens, import) = imports::import(tokens);
    let mut items = parsed(tokens);
    let is_declaration = |item: &Item| matches!(Group::of(item), Group::Module | Group::Export);
    let first = items.iter().position(|item| !is_declaration(item));
    let first = first.unwrap_or(items.len());
    items.splice(first..first, parsed(import));
    let items = unparsed(items);
    if !items.is_empty() {
        text.push('\n');
        text.push_str(&items);
    }
    text
}

/// Formats some items.
pub(super) fn items(tokens: TokenStream) -> String {
    unparsed(parsed(tokens))
}

/// Tokens as items.
///
/// # Panics
///
/// Where the tokens are not Rust: a bug of this crate.
fn parsed(tokens: TokenStream) -> Vec<Item> {
    let text = tokens.to_string();
    match syn::parse2::<syn::File>(tokens) {
        Ok(file) => file.items,
        Err(error) => panic!("emitted code is not Rust: {error}\n{text}"),
    }
}

/// The text of items.
///
/// prettyplease puts no blank line between items, nor between the functions of an `impl`. So each item is printed on
/// its own, and functions are told apart by their indentation.
fn unparsed(items: Vec<Item>) -> String {
    let mut text = String::new();
    let mut before: Option<Group> = None;
    for item in items {
        let group = Group::of(&item);
        let stands_apart = before.is_some_and(|before| before != group || group == Group::Other);
        if stands_apart {
            text.push('\n');
        }
        let has_members = matches!(item, Item::Impl(_) | Item::Mod(_));
        let printed = prettyplease::unparse(&syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        });
        let printed = calls::joined(&printed);
        text.push_str(&if has_members {
            blank_lines::between_members(&long::admitted(&printed))
        } else {
            printed
        });
        before = Some(group);
    }
    text
}

/// Items that stand together without blank lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    /// `mod x;`
    Module,
    /// `use client::x;`
    Use,
    /// `use super::x;`
    OwnUse,
    /// `pub use x;`
    Export,
    Other,
}

impl Group {
    fn of(item: &Item) -> Self {
        match item {
            Item::Mod(module) if module.content.is_none() => Self::Module,
            Item::Use(item) if matches!(item.vis, syn::Visibility::Public(_)) => Self::Export,
            Item::Use(item) if is_own(&item.tree) => Self::OwnUse,
            Item::Use(_) => Self::Use,
            _ => Self::Other,
        }
    }
}

/// Whether a path begins with `super`.
fn is_own(tree: &syn::UseTree) -> bool {
    matches!(tree, syn::UseTree::Path(path) if path.ident == "super")
}

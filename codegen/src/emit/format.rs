//! The text of Rust files: prettyplease, with blank lines between items and between members.

mod table;

use std::mem;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use super::docs::DocText;
use super::tree::Tree;
use super::{comments, imports};
use crate::api::CLIENT;
use crate::output::mark::header;

/// A complete file of an API: the `@generated` line, documentation, attributes, and the items with their imports.
pub(super) fn file(source: &str, docs: &DocText, tokens: TokenStream, client_path: &str) -> String {
    let mut text = format!("{}\n{}", header("//", source), docs.inner());
    let (mut file, import, comments) = imported(tokens, client_path);
    if !file.attrs.is_empty() {
        text.push('\n');
        // Without items, the last line has no line break.
        text.push_str(unparsed(file.attrs, Vec::new()).trim_end());
        text.push('\n');
    }
    let is_declaration = |item: &Item| matches!(Group::of(item), Group::Module | Group::Export);
    let first = file.items.iter().position(|item| !is_declaration(item));
    let first = first.unwrap_or(file.items.len());
    file.items.splice(first..first, import);
    let items = spaced(file.items);
    if !items.is_empty() {
        text.push('\n');
        text.push_str(&comments::restore(&items, &comments));
    }
    text
}

/// Formats some items in a module that knows the runtime as `client`.
pub(super) fn items(tokens: TokenStream) -> String {
    let (file, mut items, comments) = imported(tokens, CLIENT);
    items.extend(file.items);
    comments::restore(&spaced(items), &comments)
}

/// The lines of statements in a module that knows the runtime as `client`.
pub(super) fn statements(tokens: &TokenStream) -> Vec<String> {
    let text = items(quote!(fn main() { #tokens }));
    let mut lines = text.lines();
    let _around = (lines.next(), lines.next_back());
    lines
        .map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned())
        .collect()
}

/// Tokens as items with short paths, the imports that these need, and the comments, which are taken out.
fn imported(tokens: TokenStream, client_path: &str) -> (syn::File, Vec<Item>, Vec<String>) {
    let mut trees = Tree::list(tokens);
    let mut comments = Vec::new();
    comments::take(&mut trees, &mut comments);
    let (trees, import) = imports::import(trees, client_path);
    (parsed(Tree::tokens(trees)), parsed(import).items, comments)
}

/// Tokens as items.
///
/// # Panics
///
/// If the tokens are not Rust, which is a bug of this crate.
fn parsed(tokens: TokenStream) -> syn::File {
    // Only tests print the tokens, since that is slow.
    let text = cfg!(test).then(|| tokens.to_string());
    match syn::parse2::<syn::File>(tokens) {
        Ok(file) => file,
        Err(error) => panic!(
            "emitted code is not Rust: {error}\n{}",
            text.unwrap_or_default()
        ),
    }
}

fn unparsed(attrs: Vec<syn::Attribute>, items: Vec<Item>) -> String {
    prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs,
        items,
    })
}

/// The text of items, with empty lines between them, which prettyplease leaves out.
fn spaced(items: Vec<Item>) -> String {
    let mut text = String::new();
    let mut before: Option<Group> = None;
    for item in items {
        let group = Group::of(&item);
        if before.is_some_and(|before| before != group || group == Group::Other) {
            text.push('\n');
        }
        match item {
            Item::Mod(module) => push_module(&mut text, module),
            Item::Macro(item) if table::is_table(&item) => text.push_str(&table::text(item)),
            Item::Impl(_) => push_members(&mut text, &unparsed(Vec::new(), vec![item])),
            item => text.push_str(&unparsed(Vec::new(), vec![item])),
        }
        before = Some(group);
    }
    text
}

/// Appends a module, with the items of an inline one.
fn push_module(text: &mut String, mut module: syn::ItemMod) {
    let items = module.content.as_mut().map(|(_, items)| mem::take(items));
    let printed = unparsed(Vec::new(), vec![Item::Mod(module)]);
    match (items, printed.trim_end().strip_suffix('}')) {
        (Some(items), Some(head)) => {
            text.push_str(head);
            text.push('\n');
            text.push_str(&indented(&spaced(items)));
            text.push_str("}\n");
        }
        _ => text.push_str(&printed),
    }
}

/// Lines that are indented by one level.
pub(super) fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("    {line}\n"),
    });
    lines.collect()
}

/// Appends an `impl`. There is an empty line before a member with docs or attributes, after a member with a body, and
/// between types and constants.
fn push_members(text: &mut String, printed: &str) {
    let is_attribute = |line: &str| line.starts_with("    ///") || line.starts_with("    #[");
    let mut before = "";
    for line in printed.lines() {
        let is_first = before.ends_with('{') || is_attribute(before);
        if (is_attribute(line) && !is_first)
            || (before == "    }" && line != "}")
            || (before.starts_with("    type ") && line.starts_with("    const "))
        {
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
        before = line;
    }
}

/// Items that follow each other without empty lines.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Group {
    /// `mod x;`
    Module,
    /// `use client::x;`, by the first step of the path.
    Use(String),
    /// `pub use x;`
    Export,
    Other,
}

impl Group {
    fn of(item: &Item) -> Self {
        match item {
            Item::Mod(module) if module.content.is_none() => Self::Module,
            Item::Use(item) if matches!(item.vis, syn::Visibility::Public(_)) => Self::Export,
            Item::Use(item) => Self::Use(first_step(&item.tree)),
            _ => Self::Other,
        }
    }
}

fn first_step(tree: &syn::UseTree) -> String {
    match tree {
        syn::UseTree::Path(path) => path.ident.to_string(),
        _ => String::new(),
    }
}

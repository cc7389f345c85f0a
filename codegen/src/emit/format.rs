//! The text of Rust files, as prettyplease prints it, with blank lines between items and between members.

mod line;
mod plain;
mod pretty;
mod table;

use proc_macro2::{Delimiter, TokenStream};
use quote::quote;

use super::docs::DocText;
use super::imports;
use super::tree::Tree;
use crate::api::CLIENT;
use crate::output::mark::header;
use plain::INDENT;

/// A complete file of an API: the `@generated` line, documentation, attributes, and the items with their imports.
pub(super) fn file(source: &str, docs: &DocText, tokens: TokenStream, client_path: &str) -> String {
    let mut text = format!("{}\n{}", header("//", source), docs.inner());
    let (trees, import) = imported(tokens, client_path);
    let (attributes, trees) = trees.split_at(attributes_length(&trees));
    if !attributes.is_empty() {
        text.push('\n');
        // Without items, the last line has no line break.
        text.push_str(pretty::items(attributes).trim_end());
        text.push('\n');
    }
    let mut items = items_of(trees);
    let is_declaration = |item: &Item<'_>| matches!(item.group, Group::Module | Group::Export);
    let first = items.iter().position(|item| !is_declaration(item));
    let first = first.unwrap_or(items.len());
    items.splice(first..first, items_of(&import));
    if !items.is_empty() {
        text.push('\n');
        push_items(&mut text, &items);
    }
    text
}

/// Formats some items in a module that knows the runtime as `client`.
pub(super) fn items(tokens: TokenStream) -> String {
    let (trees, import) = imported(tokens, CLIENT);
    let mut items = items_of(&import);
    items.extend(items_of(&trees));
    let mut text = String::new();
    push_items(&mut text, &items);
    text
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

/// Tokens as items with short paths, and the imports that these need.
fn imported(tokens: TokenStream, client_path: &str) -> (Vec<Tree>, Vec<Tree>) {
    let (trees, import) = imports::import(Tree::list(tokens), client_path);
    (trees, Tree::list(import))
}

/// How many trees are attributes of the file.
fn attributes_length(trees: &[Tree]) -> usize {
    const LENGTH: usize = 3;
    let attributes = trees.chunks(LENGTH);
    let is_attribute = |tokens: &&[Tree]| matches!(tokens, [hash, mark, _] if hash.is_mark('#') && mark.is_mark('!'));
    attributes.take_while(is_attribute).count() * LENGTH
}

/// An item of a module.
struct Item<'t> {
    trees: &'t [Tree],
    keyword: String,
    group: Group,
}

fn items_of(trees: &[Tree]) -> Vec<Item<'_>> {
    split(trees).map(Item::of).collect()
}

/// Items, or members of an `impl`: each ends with a semicolon, or with braces that no semicolon follows.
fn split(trees: &[Tree]) -> impl Iterator<Item = &[Tree]> {
    let mut rest = trees;
    std::iter::from_fn(move || {
        let is_block = |tree: &Tree| tree.is_group(Delimiter::Brace);
        let last = rest.len().checked_sub(1)?;
        let is_end = |tree: &Tree| tree.is_mark(';') || is_block(tree);
        let end = rest.iter().position(is_end).unwrap_or(last);
        let has_semicolon =
            is_block(&rest[end]) && rest.get(end + 1).is_some_and(|it| it.is_mark(';'));
        let (item, after) = rest.split_at(end + 1 + usize::from(has_semicolon));
        rest = after;
        Some(item)
    })
}

/// Appends items, with empty lines between them, which prettyplease leaves out.
fn push_items(text: &mut String, items: &[Item<'_>]) {
    let mut before: Option<&Group> = None;
    for Item {
        trees,
        keyword,
        group,
    } in items
    {
        if before.is_some_and(|before| before != group || *group == Group::Other) {
            text.push('\n');
        }
        match (keyword.as_str(), trees) {
            ("mod", [head @ .., Tree::Group(_, inner)]) => push_module(text, head, inner),
            ("impl", [head @ .., Tree::Group(_, members)]) => push_impl(text, head, members),
            _ => match table::text(trees) {
                Some(table) => text.push_str(&table),
                None => push(
                    text,
                    |text| plain::item(text, trees, 0),
                    || pretty::items(trees),
                ),
            },
        }
        before = Some(group);
    }
}

/// Appends what `plain` prints, or else what `pretty` returns. Tests compare the two.
fn push(
    text: &mut String,
    plain: impl FnOnce(&mut String) -> Option<()>,
    pretty: impl FnOnce() -> String,
) {
    let start = text.len();
    if plain(text).is_none() {
        text.truncate(start);
        text.push_str(&pretty());
    } else if cfg!(test) {
        assert_eq!(text[start..], pretty());
    }
}

/// Appends the head of an `impl` or module, up to its opening brace.
fn push_head(text: &mut String, head: &[Tree]) {
    push(text, |text| plain::head(text, head), || pretty::head(head));
}

/// Appends a module with its items.
fn push_module(text: &mut String, head: &[Tree], items: &[Tree]) {
    push_head(text, head);
    let mut inner = String::new();
    push_items(&mut inner, &items_of(items));
    text.push_str(&indented(&inner));
    text.push_str("}\n");
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
fn push_impl(text: &mut String, head: &[Tree], members: &[Tree]) {
    push_head(text, head);
    let mut before: Option<&[Tree]> = None;
    for member in split(members) {
        let is_described =
            |member: &[Tree]| matches!(member[0], Tree::Comment(_)) || member[0].is_mark('#');
        let is_after_type =
            |before: &[Tree]| before[0].is_word("type") && member[0].is_word("const");
        if before.is_some_and(|before| {
            is_described(member) || text.ends_with("\n    }\n") || is_after_type(before)
        }) {
            text.push('\n');
        }
        push(
            text,
            |text| plain::item(text, member, INDENT),
            || pretty::member(member),
        );
        before = Some(member);
    }
    text.push_str("}\n");
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

impl<'t> Item<'t> {
    fn of(trees: &'t [Tree]) -> Self {
        let keyword = plain::keyword(trees).unwrap_or_default();
        let group = match keyword.as_str() {
            "mod" if trees.last().is_some_and(|end| end.is_mark(';')) => Group::Module,
            "use" if trees.iter().any(|tree| tree.is_word("pub")) => Group::Export,
            "use" => Group::Use(first_step(trees)),
            _ => Group::Other,
        };
        Self {
            trees,
            keyword,
            group,
        }
    }
}

/// The first step of the path of a `use`, if the path has more.
fn first_step(item: &[Tree]) -> String {
    let path = item.iter().skip_while(|tree| !tree.is_word("use")).skip(1);
    match path.take(2).collect::<Vec<_>>().as_slice() {
        [Tree::Token(name), colon] if colon.is_mark(':') => name.to_string(),
        _ => String::new(),
    }
}

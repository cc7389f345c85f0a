//! Text of Rust files: prettyplease, and blank lines where it puts none.

mod long;

use proc_macro2::TokenStream;
use syn::Item;

use super::docs::Text;
use crate::output::header;

/// A whole file: our first line, its documentation, its items.
pub(super) fn file(source: &str, docs: &Text, tokens: &TokenStream) -> String {
    let mut text = format!("{}\n{}", header("//", source), docs.inner());
    let items = items(tokens);
    if !items.is_empty() {
        text.push('\n');
        text.push_str(&items);
    }
    text
}

/// Formats the items of a file.
///
/// prettyplease puts no blank line between items, nor between the functions of an `impl`. So each item is printed on
/// its own, and functions are told apart by their indentation.
///
/// # Panics
///
/// Where the tokens are not Rust: a bug of this crate.
pub(super) fn items(tokens: &TokenStream) -> String {
    let file: syn::File = syn::parse2(tokens.clone())
        .unwrap_or_else(|error| panic!("emitted code is not Rust: {error}\n{tokens}"));
    let mut text = String::new();
    let mut before: Option<Group> = None;
    for item in file.items {
        let group = Group::of(&item);
        let stands_apart = before.is_some_and(|before| before != group || group == Group::Other);
        if stands_apart {
            text.push('\n');
        }
        let spaced = matches!(item, Item::Impl(_) | Item::Mod(_));
        let printed = prettyplease::unparse(&syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        });
        text.push_str(&if spaced {
            space_out(&long::admitted(&printed))
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
    /// `use x;`
    Use,
    /// `pub use x;`
    Export,
    Other,
}

impl Group {
    fn of(item: &Item) -> Self {
        match item {
            Item::Mod(module) if module.content.is_none() => Self::Module,
            Item::Use(item) if matches!(item.vis, syn::Visibility::Public(_)) => Self::Export,
            Item::Use(_) => Self::Use,
            _ => Self::Other,
        }
    }
}

/// Puts blank lines between the members of an `impl` or an inline module.
fn space_out(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut before = "";
    for line in text.lines() {
        let starts_member =
            line.starts_with("    ") && !line.starts_with("     ") && line != "    }";
        let ends_member =
            before == "    }" || (before.starts_with("    ") && before.ends_with(';'));
        let begins_docs = line.starts_with("    ///") || line.starts_with("    #[");
        let goes_on = before.starts_with("    ///") || before.starts_with("    #[");
        let one_liners = before.ends_with(';') && line.ends_with(';');
        if starts_member
            && ends_member
            && !goes_on
            && !one_liners
            && (before == "    }" || begins_docs || line.contains("fn "))
        {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        before = line;
    }
    spaced
}

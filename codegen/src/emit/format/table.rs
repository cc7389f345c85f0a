//! The text of the runtime's table macros, which prettyplease cannot format.
//!
//! ```text
//! client::json_struct! {
//!     User(read, serde);
//!     id(required), name, kind = "type"
//! }
//! ```

use proc_macro2::{Delimiter, TokenTree};

use super::plain::WIDTH;
use crate::emit::tree::Tree;

/// The text of a macro call with a table in braces.
pub(super) fn text(item: &[Tree]) -> Option<String> {
    let [path @ .., mark, Tree::Group(Delimiter::Brace, table)] = item else {
        return None;
    };
    if !mark.is_mark('!') {
        return None;
    }
    let mut text = compact(path);
    text.push_str("! {\n");
    let mut sections = table.split(|tree| tree.is_mark(';')).peekable();
    while let Some(section) = sections.next() {
        push_filled(&mut text, &entries(section));
        text.push_str(if sections.peek().is_some() {
            ";\n"
        } else {
            "\n"
        });
    }
    // An empty section has no line.
    text.truncate(text.trim_end().len());
    text.push_str("\n}\n");
    Some(text)
}

/// The texts of the entries of a section.
fn entries(section: &[Tree]) -> Vec<String> {
    let entries = section.split(|tree| tree.is_mark(','));
    entries.map(compact).collect()
}

/// Appends entries, as many on each line as fit.
fn push_filled(text: &mut String, entries: &[String]) {
    let mut width = 0;
    for (index, entry) in entries.iter().enumerate() {
        let length = entry.chars().count() + 2;
        if index == 0 || width + length > WIDTH {
            let end = if index == 0 { "" } else { ",\n" };
            text.push_str(end);
            text.push_str("    ");
            width = 4;
        } else {
            text.push_str(", ");
        }
        text.push_str(entry);
        width += length;
    }
}

/// Tokens with the usual spaces between them.
fn compact(trees: &[Tree]) -> String {
    let mut text = String::new();
    let mut follows_word = false;
    for tree in trees {
        let is_word = matches!(
            tree,
            Tree::Token(TokenTree::Ident(_) | TokenTree::Literal(_))
        );
        if is_word && follows_word {
            text.push(' ');
        }
        follows_word = is_word;
        match tree {
            Tree::Group(delimiter, inner) => {
                let (open, close) = match delimiter {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                text.push_str(open);
                text.push_str(&compact(inner));
                text.push_str(close);
                follows_word = true;
            }
            Tree::Token(TokenTree::Punct(punct)) => match punct.as_char() {
                ',' => text.push_str(", "),
                mark @ ('=' | '|') => {
                    text.push(' ');
                    text.push(mark);
                    text.push(' ');
                }
                mark => text.push(mark),
            },
            Tree::Token(word) => text.push_str(&word.to_string()),
            Tree::Comment(_) => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    use super::*;

    fn printed(tokens: TokenStream) -> String {
        text(&Tree::list(tokens)).unwrap()
    }

    #[test]
    fn entries_fill_lines_below_the_head() {
        let names = (0..20).map(|index| quote::format_ident!("a_long_name_{index}"));
        let text = printed(quote!(
            client::json_struct! { User(read, serde); #(#names),* }
        ));
        assert!(
            text.starts_with("client::json_struct! {\n    User(read, serde);\n    a_long_name_0, ")
        );
        assert!(text.ends_with("a_long_name_19\n}\n"), "{text}");
        assert!(text.lines().count() > 4 && text.lines().all(|line| line.len() <= WIDTH));
    }

    #[test]
    fn types_and_values_have_the_usual_space() {
        let tokens = quote! {
            client::table! {
                closed Kind by "type";
                map(into BTreeMap<String, Vec<client::File>>), kind(required) = "a b" | "c"
            }
        };
        let expected = "client::table! {\n    closed Kind by \"type\";\n    \
            map(into BTreeMap<String, Vec<client::File>>), kind(required) = \"a b\" | \"c\"\n}\n";
        assert_eq!(printed(tokens), expected);
    }

    #[test]
    fn a_table_can_be_empty() {
        let tokens = quote!(client::json_struct! { Empty(read); });
        assert_eq!(
            printed(tokens),
            "client::json_struct! {\n    Empty(read);\n}\n"
        );
    }
}

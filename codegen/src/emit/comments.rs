//! Doc comments bypass syn and prettyplease, which would parse and print them line by line.
//!
//! [`attribute`] writes a comment as one attribute with a raw string. [`take`] leaves only its number there, as in
//! `#[doc = "7"]`, and [`restore`] writes the lines in place of the printed `///7`.

use proc_macro2::{Literal, TokenStream, TokenTree};
use quote::quote;

use super::tree::Tree;

/// The comment with these lines, each with the space after `///`.
pub(super) fn attribute(lines: &str) -> TokenStream {
    let text = raw(lines);
    quote!(#[doc = #text])
}

/// Takes the comments out of some tokens.
pub(super) fn take(trees: &mut [Tree], comments: &mut Vec<String>) {
    for tree in trees {
        let Tree::Group(_, inner) = tree else {
            continue;
        };
        match inner.as_mut_slice() {
            [
                Tree::Token(TokenTree::Ident(name)),
                Tree::Token(TokenTree::Punct(_)),
                Tree::Token(TokenTree::Literal(text)),
            ] if name == "doc" => {
                if let Some(comment) = content(text) {
                    *text = Literal::string(&comments.len().to_string());
                    comments.push(comment);
                }
            }
            inner => take(inner, comments),
        }
    }
}

/// Writes comments where their numbers are.
pub(super) fn restore(text: &str, comments: &[String]) -> String {
    let length: usize = comments.iter().map(String::len).sum();
    let mut restored = String::with_capacity(text.len() + 2 * length);
    for line in text.split_inclusive('\n') {
        let code = line.trim_start();
        let number = code.strip_prefix("///").map(str::trim_end);
        // All other comments begin with a space.
        match number.and_then(|number| comments.get(number.parse::<usize>().ok()?)) {
            Some(comment) => {
                for content in comment.split('\n') {
                    restored.push_str(&line[..line.len() - code.len()]);
                    restored.push_str("///");
                    restored.push_str(content.trim_end_matches(' '));
                    restored.push('\n');
                }
            }
            None => restored.push_str(line),
        }
    }
    restored
}

/// A raw string, which is neither escaped nor unescaped; a plain one if that is not possible.
fn raw(text: &str) -> Literal {
    let mut end = String::from('"');
    while text.contains(&end) {
        end.push('#');
    }
    let literal = ["r", &end[1..], "\"", text, &end].concat().parse();
    literal.unwrap_or_else(|_| Literal::string(text))
}

/// The content of a raw string.
fn content(literal: &Literal) -> Option<String> {
    let text = literal.to_string();
    let text = text.strip_prefix('r')?;
    let hashes = text.find('"')?;
    let content = text.get(hashes + 1..text.len() - hashes - 1)?;
    Some(content.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is printed for a struct with a field, both with a comment.
    fn printed(lines: &str) -> String {
        let comment = attribute(lines);
        let mut trees = Tree::list(quote!(#comment struct A { #comment b: u8 }));
        let mut comments = Vec::new();
        take(&mut trees, &mut comments);
        assert_eq!(comments, [lines, lines]);
        let file = syn::parse2(Tree::tokens(trees)).unwrap();
        restore(&prettyplease::unparse(&file), &comments)
    }

    #[test]
    fn the_lines_of_a_comment_have_the_indent_of_its_item() {
        assert_eq!(
            printed(" a\n\n b "),
            "/// a\n///\n/// b\nstruct A {\n    /// a\n    ///\n    /// b\n    b: u8,\n}\n"
        );
    }

    #[test]
    fn quotes_and_escapes_in_a_comment_stay() {
        let text = r###" "a" "#b"# "##c"## \n \" é"###;
        assert!(printed(text).starts_with(&format!("///{text}\nstruct")));
    }

    #[test]
    fn a_number_in_a_comment_is_text() {
        assert!(printed(" 0").starts_with("/// 0\nstruct"));
    }

    #[test]
    fn other_comments_stay() {
        let text = "/// 0\n///0\nstruct A;\n";
        assert_eq!(restore(text, &[]), text);
    }
}

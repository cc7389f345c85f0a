//! Items as prettyplease prints them. In the tokens that it gets, comments are numbers, as in `#[doc = "7"]`, and the lines are
//! written in place of the printed `///7`.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use crate::emit::comments;
use crate::emit::tree::Tree;

/// The text of items, or of attributes of a file.
pub(super) fn items(items: &[Tree]) -> String {
    let mut comments = Vec::new();
    let tokens = numbered(items, &mut comments);
    restore(&printed(tokens), &comments)
}

/// The text of a module or an `impl` up to its opening brace.
pub(super) fn head(head: &[Tree]) -> String {
    let mut comments = Vec::new();
    let mut tokens = numbered(head, &mut comments);
    tokens.extend(quote!({
        type A = A;
    }));
    let text = restore(&printed(tokens), &comments);
    let head = text.strip_suffix("    type A = A;\n}\n");
    head.expect("the type is the only member").to_owned()
}

/// The text of a member of an `impl`.
pub(super) fn member(member: &[Tree]) -> String {
    let mut comments = Vec::new();
    let members = Group::new(Delimiter::Brace, numbered(member, &mut comments));
    let members = TokenTree::Group(members);
    let text = printed(quote!(impl A #members));
    let lines = text.strip_prefix("impl A {\n");
    let lines = lines.and_then(|lines| lines.strip_suffix("}\n"));
    restore(lines.expect("the member is the only one"), &comments)
}

/// # Panics
///
/// If the tokens are not Rust, which is a bug of this crate.
fn printed(tokens: TokenStream) -> String {
    // Only tests print the tokens, since that is slow.
    let text = cfg!(test).then(|| tokens.to_string());
    match syn::parse2::<syn::File>(tokens) {
        Ok(file) => prettyplease::unparse(&file),
        Err(error) => panic!(
            "emitted code is not Rust: {error}\n{}",
            text.unwrap_or_default()
        ),
    }
}

/// Trees as tokens, in which comments have numbers.
fn numbered<'t>(trees: &'t [Tree], comments: &mut Vec<&'t str>) -> TokenStream {
    Tree::tokens(trees, &mut |comment| {
        let number = comments.len().to_string();
        comments.push(comment);
        quote!(#[doc = #number])
    })
}

/// Writes comments where their numbers are.
fn restore(text: &str, comments: &[&str]) -> String {
    let length: usize = comments.iter().map(|comment| comment.len()).sum();
    let mut restored = String::with_capacity(text.len() + 2 * length);
    for line in text.split_inclusive('\n') {
        let code = line.trim_start();
        let number = code.strip_prefix("///").map(str::trim_end);
        // All other comments begin with a space.
        match number.and_then(|number| comments.get(number.parse::<usize>().ok()?)) {
            Some(comment) => {
                comments::push(&mut restored, comment, &line[..line.len() - code.len()]);
            }
            None => restored.push_str(line),
        }
    }
    restored
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is printed for a struct with a field, both with a comment.
    fn printed(lines: &str) -> String {
        let comment = comments::attribute(lines);
        let trees = Tree::list(quote!(#comment struct A { #comment b: u8 }));
        items(&trees)
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

//! Doc comments bypass syn and prettyplease, which would parse and print them line by line.
//!
//! [`attribute`] writes a comment as one attribute with a raw string, [`content`] reads it, and [`push`] prints it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The comment with these lines, each with the space after `///`.
pub(super) fn attribute(lines: &str) -> TokenStream {
    let text = raw(lines);
    quote!(#[doc = #text])
}

/// The lines of a comment; [`None`] if they are escaped.
pub(super) fn content(literal: &Literal) -> Option<String> {
    let text = literal.to_string();
    let Some(text) = text.strip_prefix('r') else {
        let text = text.strip_prefix('"')?.strip_suffix('"')?;
        let is_plain = !text.contains('\\') && !text.starts_with('/');
        return is_plain.then(|| text.to_owned());
    };
    let hashes = text.find('"')?;
    let content = text.get(hashes + 1..text.len() - hashes - 1)?;
    Some(content.to_owned())
}

/// Appends a comment with this indentation.
pub(super) fn push(text: &mut String, comment: &str, indentation: &str) {
    for line in comment.split('\n') {
        text.push_str(indentation);
        text.push_str("///");
        text.push_str(line.trim_end_matches(' '));
        text.push('\n');
    }
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

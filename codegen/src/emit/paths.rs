//! Paths made short: `module::Name` becomes `Name`.

use proc_macro2::{Group, TokenStream, TokenTree};

/// Shortens paths of two steps that begin with `module`, wherever `is_taken` says so of the second.
pub(super) fn shorten(
    tokens: TokenStream,
    module: &str,
    is_taken: &mut dyn FnMut(&str) -> bool,
) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut short = Vec::with_capacity(tokens.len());
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        let name = second_step(&tokens[index..], module);
        if !follows_path(&tokens[..index]) && name.is_some_and(|name| is_taken(&name)) {
            // The name itself comes next.
            index += 3;
            continue;
        }
        short.push(match token {
            TokenTree::Group(group) => {
                let inner = shorten(group.stream(), module, is_taken);
                TokenTree::Group(Group::new(group.delimiter(), inner))
            }
            token => token.clone(),
        });
        index += 1;
    }
    short.into_iter().collect()
}

/// `Name`, where the tokens begin with `module::Name`.
fn second_step(tokens: &[TokenTree], module: &str) -> Option<String> {
    match tokens {
        [
            TokenTree::Ident(first),
            TokenTree::Punct(a),
            TokenTree::Punct(b),
            TokenTree::Ident(name),
            ..,
        ] if first == module && a.as_char() == ':' && b.as_char() == ':' => Some(name.to_string()),
        _ => None,
    }
}

/// Whether what comes next is a further step of a path.
fn follows_path(before: &[TokenTree]) -> bool {
    matches!(before, [.., TokenTree::Punct(a), TokenTree::Punct(b)] if a.as_char() == ':' && b.as_char() == ':')
}

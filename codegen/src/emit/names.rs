//! Lints about names and flags that are the API's, and so cannot be others.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Ident, Type};

/// How many flags a struct or a function may have.
pub(super) const FLAG_LIMIT: usize = 3;

/// Says so on a struct whose fields all begin or end with the same word, or with the struct's name.
pub(super) fn alike_fields(type_name: &str, fields: &[&Ident]) -> Option<TokenStream> {
    use heck::ToSnakeCase as _;

    let prefix = format!("{}_", type_name.to_snake_case());
    let first = |name: &&Ident| name.as_str().split('_').next().map(str::to_owned);
    let last = |name: &&Ident| name.as_str().rsplit('_').next().map(str::to_owned);
    let all_same = |word: &dyn Fn(&&Ident) -> Option<String>| {
        fields
            .windows(2)
            .all(|pair| word(&pair[0]) == word(&pair[1]))
    };
    let repeats = fields.iter().any(|name| name.as_str().starts_with(&prefix));
    let alike = fields.len() > 2 && (all_same(&first) || all_same(&last));
    (repeats || alike).then(
        || quote!(#[allow(clippy::struct_field_names, reason = "the names are those of the API")]),
    )
}

/// Says so on a struct with more flags than clippy finds readable.
pub(super) fn many_flags<'a>(types: impl IntoIterator<Item = &'a Type>) -> Option<TokenStream> {
    let flags = types.into_iter().filter(|ty| **ty == Type::Bool).count();
    (flags > FLAG_LIMIT)
        .then(|| quote!(#[expect(clippy::struct_excessive_bools, reason = "the API has as many")]))
}

/// Says so on a function two of whose arguments differ in one letter.
pub(super) fn alike_arguments(names: &[&Ident]) -> Option<TokenStream> {
    let alike = names.iter().enumerate().any(|(index, name)| {
        names[..index]
            .iter()
            .any(|other| differ_in_one_letter(name.as_str(), other.as_str()))
    });
    alike
        .then(|| quote!(#[allow(clippy::similar_names, reason = "the names are those of the API")]))
}

/// Whether one letter is another, or one too many.
fn differ_in_one_letter(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let same_start = short
        .bytes()
        .zip(long.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let rest =
        |text: &str, skip: usize| text.as_bytes().get(same_start + skip..).map(<[u8]>::to_vec);
    match long.len() - short.len() {
        0 => rest(short, 1) == rest(long, 1),
        1 => rest(short, 0) == rest(long, 1),
        _ => false,
    }
}

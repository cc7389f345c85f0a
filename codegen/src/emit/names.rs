//! Lints about names and flags that are the API's, and so cannot be others.

mod alike;

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Ident, Type};

/// How many flags a struct or a function may have.
pub(super) const FLAG_LIMIT: usize = 3;

/// Says so on a struct whose fields all begin or end with the same word, or with the struct's name.
pub(super) fn alike_fields(type_name: &str, fields: &[&Ident]) -> Option<TokenStream> {
    use heck::ToSnakeCase as _;

    let type_name = type_name.to_snake_case();
    let type_words: Vec<&str> = type_name.split('_').collect();
    let words =
        |name: &&Ident| -> Vec<String> { name.as_str().split('_').map(str::to_owned).collect() };
    let first = |name: &&Ident| name.as_str().split('_').next().map(str::to_owned);
    let last = |name: &&Ident| name.as_str().rsplit('_').next().map(str::to_owned);
    let all_same = |word: &dyn Fn(&&Ident) -> Option<String>| {
        fields
            .windows(2)
            .all(|pair| word(&pair[0]) == word(&pair[1]))
    };
    let repeats = fields.iter().map(words).any(|words| {
        words.len() >= type_words.len()
            && (words.iter().zip(&type_words).all(|(a, b)| a == b)
                || words
                    .iter()
                    .rev()
                    .zip(type_words.iter().rev())
                    .all(|(a, b)| a == b))
    });
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
        let mut others = names[..index].iter();
        others.any(|other| alike::are_alike(name.as_str(), other.as_str()))
    });
    alike
        .then(|| quote!(#[allow(clippy::similar_names, reason = "the names are those of the API")]))
}

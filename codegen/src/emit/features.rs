//! Features of the crate, as conditions.

use proc_macro2::TokenStream;
use quote::quote;

/// The attribute of an item that needs all of these features; empty if there are none.
pub(super) fn requires(features: impl IntoIterator<Item = String>) -> TokenStream {
    let features: Vec<String> = features.into_iter().collect();
    match features.as_slice() {
        [] => quote!(),
        [feature] => quote!(#[cfg(feature = #feature)]),
        all => quote!(#[cfg(all(#(feature = #all),*))]),
    }
}

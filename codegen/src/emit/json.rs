//! Whether types are read from JSON or written to it, for the macros of `client` that implement both.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::Uses;

/// The directions of a type as the macros take them, such as `(read, serde)`; [`None`] if there are none.
///
/// `serde` is for serde's traits, which need both directions.
pub(super) fn directions(uses: Uses, serde: bool) -> Option<TokenStream> {
    let read = uses.decode.then(|| quote!(read));
    let write = uses.encode.then(|| quote!(write));
    let serde = serde.then(|| quote!(serde));
    let directions: Vec<TokenStream> = [read, write, serde].into_iter().flatten().collect();
    (!directions.is_empty()).then(|| quote!((#(#directions),*)))
}

//! `Debug` of structs: derived, unless a field can hold a secret.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// A field, as `Debug` prints it.
pub(super) struct Member {
    /// The field's name.
    pub(super) name: Ident,
    /// How much of its value is shown.
    pub(super) shown: Shown,
}

/// How much of a value is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// Everything.
    Value,
    /// A URL without user info and query.
    PublicUrl,
    /// The same, if there is one.
    OptionalUrl,
    /// `***`.
    Nothing,
}

impl Member {
    /// A field that is shown completely or not at all.
    pub(super) fn new(name: Ident, is_secret: bool) -> Self {
        let shown = if is_secret {
            Shown::Nothing
        } else {
            Shown::Value
        };
        Self { name, shown }
    }
}

/// How a struct implements `Debug`.
pub(super) struct Debug {
    /// The start of the list in `#[derive(…)]`: `Debug,` or nothing.
    pub(super) derive: TokenStream,
    /// The implementation; nothing if it is derived.
    pub(super) item: TokenStream,
}

/// `Debug` of a struct with these fields.
pub(super) fn debug(name: &Ident, members: &[Member]) -> Debug {
    if members.iter().all(|member| member.shown == Shown::Value) {
        return Debug {
            derive: quote!(Debug,),
            item: quote!(),
        };
    }
    let fields = members.iter().map(|Member { name, shown }| {
        let label = name.to_string();
        let label = label.trim_start_matches("r#");
        match shown {
            Shown::Value => quote!((#label, &self.#name)),
            Shown::PublicUrl => quote!((#label, &client::PublicUrl(&self.#name))),
            Shown::OptionalUrl => {
                quote!((#label, &self.#name.as_deref().map(client::PublicUrl)))
            }
            Shown::Nothing => quote!((#label, &client::Hidden)),
        }
    });
    let label = name.to_string();
    Debug {
        derive: quote!(),
        item: quote! {
            impl std::fmt::Debug for #name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    client::debug_struct(f, #label, &[#(#fields),*])
                }
            }
        },
    }
}

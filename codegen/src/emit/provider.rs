//! The OAuth 2 authorization server of a scheme, and setters of `Credentials` that fetch tokens from it.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::docs::DocText;
use super::types::ident;
use crate::api::{Grant, Provider, Scheme};

/// The functions of `Credentials` for a scheme whose authorization server is known. `names` are those of all schemes.
pub(super) fn functions(names: &BTreeSet<&str>, scheme: &Scheme) -> Option<TokenStream> {
    let provider = scheme.provider.as_ref()?;
    let function = function_name(names, scheme, "provider");
    let has_client = provider.client_id.is_some();
    let grants = provider.grants.iter();
    let grants = grants.filter(|_| provider.token_url.is_some());
    let setters =
        grants.filter_map(|grant| setter_of(*grant, has_client, names, scheme, &function));
    let docs = DocText::new(
        "The authorization server that the collection names, from which tokens can be fetched.",
    )
    .blank()
    .line("It has everything that the collection says. Its methods add the rest, or replace it.")
    .outer();
    let value = value(provider);
    Some(quote! {
        #docs
        #[must_use]
        pub fn #function() -> client::auth::Provider {
            #value
        }

        #(#setters)*
    })
}

/// The name of a function that is not that of a scheme.
fn function_name(names: &BTreeSet<&str>, scheme: &Scheme, suffix: &str) -> Ident {
    let mut name = format!("{}_{suffix}", scheme.name);
    while names.contains(name.as_str()) {
        name.push('_');
    }
    format_ident!("{name}")
}

/// A setter that takes what the user has to know, and fetches tokens.
fn setter_of(
    grant: Grant,
    has_client: bool,
    names: &BTreeSet<&str>,
    scheme: &Scheme,
    provider: &Ident,
) -> Option<TokenStream> {
    let secret = quote!(client_secret: impl Into<client::auth::Secret>);
    let (suffix, docs, arguments, call) = match grant {
        Grant::ClientCredentials => (
            "client_credentials",
            "Fetches tokens with the ID and the secret of the client, and refreshes them.",
            quote!(#secret),
            quote!(client_credentials()),
        ),
        Grant::Password => (
            "password",
            "Fetches tokens with the password of a user, and refreshes them.",
            quote!(#secret, username: impl Into<String>, password: impl Into<client::auth::Secret>),
            quote!(password(username, password)),
        ),
        Grant::AuthorizationCode => return None,
    };
    // The collection's client is the default; another one is set by the methods of the provider.
    let id_argument = (!has_client).then(|| quote!(client_id: impl Into<String>,));
    let id = (!has_client).then(|| quote!(.client_id(client_id)));
    let name = function_name(names, scheme, suffix);
    let field = ident(&scheme.name);
    let docs = DocText::new(docs).outer();
    Some(quote! {
        #docs
        #[must_use]
        pub fn #name(self, #id_argument #arguments) -> Self {
            let provider = Self::#provider() #id .client_secret(client_secret);
            self.#field(provider.#call)
        }
    })
}

fn value(provider: &Provider) -> TokenStream {
    let texts = [
        ("token_url", &provider.token_url),
        ("refresh_url", &provider.refresh_url),
        ("authorization_url", &provider.authorization_url),
        ("scope", &provider.scope),
        ("client_id", &provider.client_id),
    ];
    let texts = texts.into_iter().filter_map(|(method, text)| {
        let (method, text) = (format_ident!("{method}"), text.as_ref()?);
        Some(quote!(.#method(#text)))
    });
    let authentication = provider
        .client_in_body
        .then(|| quote!(.client_authentication(client::auth::ClientAuthentication::Body)));
    let lists = [
        (
            "authorization_parameter",
            &provider.authorization_parameters,
        ),
        ("token_parameter", &provider.token_parameters),
        ("token_header", &provider.token_headers),
        ("refresh_parameter", &provider.refresh_parameters),
    ];
    let lists = lists.into_iter().flat_map(|(method, entries)| {
        let method = format_ident!("{method}");
        entries
            .iter()
            .map(move |(key, value)| quote!(.#method(#key, #value)))
    });
    quote!(client::auth::Provider::new() #(#texts)* #authentication #(#lists)*)
}

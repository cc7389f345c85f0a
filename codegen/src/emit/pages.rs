//! Lists in pages: the implementation of `client::Paginated`.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::docs::code;
use super::types::{ident, tokens};
use crate::api::{Field, Operation, PageRule, Pagination};

/// The pagination of an operation for which code is generated.
pub(super) fn of(operation: &Operation) -> Option<&Pagination> {
    operation.pagination.as_ref().filter(|it| it.is_complete())
}

/// Implements `Paginated`; nothing for operations without pages.
pub(super) fn emit(operation: &Operation, context: Context<'_>) -> Option<TokenStream> {
    let pagination = of(operation)?;
    let list = operation.paged_list(context.scope(operation).definitions)?;
    let name = ident(&operation.type_name);
    let item = tokens(list.item);
    let items = access(&list.fields);
    let pagination = constant(pagination);
    Some(quote! {
        impl client::Paginated for #name {
            type Item = #item;

            const PAGINATION: client::Pagination = #pagination;

            #[inline]
            fn items(page: Self::Output) -> Vec<Self::Item> {
                #items
            }
        }
    })
}

/// The sentences about pages in the docs of an operation.
pub(super) fn docs(pagination: &Pagination) -> String {
    let how = match &pagination.rule {
        PageRule::Cursor { parameter, field } => format!(
            "the field {} of a page is the query parameter {} of the next one",
            code(field),
            code(parameter)
        ),
        PageRule::LastItem { parameter, key } => format!(
            "{} of the last item is the query parameter {} of the next page",
            code(key),
            code(parameter)
        ),
        PageRule::Page { parameter, .. } => {
            format!(
                "the query parameter {} is the number of the page",
                code(parameter)
            )
        }
        PageRule::Offset { parameter } => format!(
            "the query parameter {} is the number of items before the page",
            code(parameter)
        ),
        PageRule::Url { field } => {
            format!("the field {} is the URL of the next page", code(field))
        }
        PageRule::Link => "the header `Link` has the URL of the next page".to_owned(),
    };
    format!(
        "The list comes in pages: {how}. `client.call(operation).all_items()` returns the items of all pages, and `all_pages()` \
         the pages."
    )
}

fn constant(pagination: &Pagination) -> TokenStream {
    let items = &pagination.items;
    let rule = match &pagination.rule {
        PageRule::Cursor { parameter, field } => quote!(cursor(#parameter, #field)),
        PageRule::LastItem { parameter, key } => quote!(last_item(#parameter, #items, #key)),
        PageRule::Page {
            parameter,
            first,
            current,
        } => {
            let first = proc_macro2::Literal::u64_unsuffixed(first.unwrap_or_default());
            let current = current.iter().map(|field| quote!(.current(#field)));
            quote!(page(#parameter, #items, #first) #(#current)*)
        }
        PageRule::Offset { parameter } => quote!(offset(#parameter, #items)),
        PageRule::Url { field } => quote!(url(#field)),
        PageRule::Link => quote!(link()),
    };
    let more = pagination.more.iter().map(|field| quote!(.more(#field)));
    let total = pagination.total.iter().map(|field| quote!(.total(#field)));
    quote!(client::Pagination::#rule #(#more)* #(#total)*)
}

/// The list in `page`. It is empty if a field that leads to it is missing.
fn access(fields: &[&Field]) -> TokenStream {
    let mut value = quote!(page);
    let mut is_optional = false;
    for field in fields {
        let name = ident(&field.name);
        let (step, is_option) = match (field.required, field.nullable) {
            _ if field.empty_if_missing => (quote!(#name), false),
            (true, false) => (quote!(#name), false),
            (false, true) => (quote!(#name.into_value()), true),
            _ => (quote!(#name), true),
        };
        value = match (is_optional, is_option) {
            (false, _) => quote!(#value.#step),
            (true, true) => quote!(#value.and_then(|it| it.#step)),
            (true, false) => quote!(#value.map(|it| it.#step)),
        };
        is_optional |= is_option;
    }
    if is_optional {
        quote!(#value.unwrap_or_default())
    } else {
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Type, testing};

    fn field(name: &str, required: bool, nullable: bool) -> Field {
        Field {
            required,
            nullable,
            ..testing::field(name, Type::String)
        }
    }

    #[test]
    fn a_missing_field_on_the_way_to_the_list_is_an_empty_list() {
        let required = field("a", true, false);
        let optional = field("b", false, false);
        let nullable = field("c", false, true);
        let path = |fields: &[&Field]| access(fields).to_string().replace(' ', "");
        assert_eq!(path(&[]), "page");
        assert_eq!(path(&[&required, &required]), "page.a.a");
        assert_eq!(
            path(&[&required, &optional]),
            "page.a.b.unwrap_or_default()"
        );
        assert_eq!(
            path(&[&nullable, &required]),
            "page.c.into_value().map(|it|it.a).unwrap_or_default()"
        );
        assert_eq!(
            path(&[&optional, &nullable]),
            "page.b.and_then(|it|it.c.into_value()).unwrap_or_default()"
        );
    }
}

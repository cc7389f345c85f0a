//! The statements that fill in a body.

use proc_macro2::TokenStream;
use quote::quote;

use super::values::Values;
use crate::api::{Body, FormEntry, GraphQlVariables, Presence, Segment, Type};
use crate::emit::types::ident;

/// The statements for an operation's body.
pub(super) fn statements(values: Values<'_>) -> Vec<TokenStream> {
    match &values.operation.body {
        Body::None => Vec::new(),
        Body::Text { segments, language } => {
            let language = optional(language.as_ref());
            vec![values.all(&[segments], &|texts| {
                let text = &texts[0].owned;
                quote!(request.text(#language, #text);)
            })]
        }
        Body::Json {
            parameter,
            language,
        } => vec![json(values, *parameter, &optional(language.as_ref()))],
        Body::File(index) => {
            vec![values.whole(*index, &|value| {
                let file = cloned(value);
                quote!(request.file(#file);)
            })]
        }
        Body::Urlencoded(fields) => {
            let fields = fields.iter();
            fields.map(|field| urlencoded(values, field)).collect()
        }
        Body::FormData(fields) => {
            let fields = fields.iter();
            fields.map(|field| form_data(values, field)).collect()
        }
        Body::GraphQl {
            query,
            operation_name,
            variables,
        } => vec![graphql(
            values,
            query,
            operation_name.as_deref(),
            variables.as_ref(),
        )],
    }
}

fn json(values: Values<'_>, index: usize, language: &TokenStream) -> TokenStream {
    let given = values.whole(index, &|value| quote!(request.json(#language, #value);));
    match &values.parameter(index).presence {
        Presence::Default(text) => {
            quote!(#given else { request.text(#language, #text.to_owned()); })
        }
        _ => given,
    }
}

/// An owned value from a reference.
fn cloned(reference: &TokenStream) -> TokenStream {
    let mut tokens = reference.clone().into_iter().peekable();
    let is_and = |token: &proc_macro2::TokenTree| token.to_string() == "&";
    tokens.next_if(is_and);
    let place: TokenStream = tokens.collect();
    quote!(#place.clone())
}

fn urlencoded(values: Values<'_>, field: &FormEntry) -> TokenStream {
    if let Some((keys, list)) = field.parameter().and_then(|it| values.indexed(it)) {
        return quote!(request.urlencoded_list(#keys, #list););
    }
    values.all(&[&field.key, &field.value], &|texts| {
        let (key, value) = (&texts[0].borrowed, &texts[1].borrowed);
        quote!(request.urlencoded(#key, #value);)
    })
}

fn form_data(values: Values<'_>, field: &FormEntry) -> TokenStream {
    if let Some((keys, list)) = field.parameter().and_then(|it| values.indexed(it)) {
        return quote!(request.form_list(#keys, #list););
    }
    let (content_type, file_name) = (
        optional(field.content_type.as_ref()),
        optional(field.file_name.as_ref()),
    );
    let is_plain = field.content_type.is_none() && field.file_name.is_none();
    if let Some(index) = field.parameter()
        && is_file(&values.parameter(index).ty)
    {
        return values.all(&[&field.key], &|texts| {
            let key = &texts[0].borrowed;
            values.whole(index, &|value| {
                let file = cloned(value);
                if is_plain {
                    quote!(request.form_file(#key, #file);)
                } else {
                    quote!(request.form_file_as(#key, #file, #content_type, #file_name);)
                }
            })
        });
    }
    values.all(&[&field.key, &field.value], &|texts| {
        let (key, value) = (&texts[0].borrowed, &texts[1].borrowed);
        if is_plain {
            quote!(request.form_text(#key, #value);)
        } else {
            quote!(request.form_part(#key, #value, #content_type, #file_name);)
        }
    })
}

fn is_file(ty: &Type) -> bool {
    match ty {
        Type::File => true,
        Type::List(item) => **item == Type::File,
        _ => false,
    }
}

fn optional(text: Option<&String>) -> TokenStream {
    match text {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    }
}

fn graphql(
    values: Values<'_>,
    query: &[Segment],
    operation_name: Option<&[Segment]>,
    variables: Option<&GraphQlVariables>,
) -> TokenStream {
    let mut texts: Vec<&[Segment]> = vec![query];
    texts.extend(operation_name);
    if let Some(GraphQlVariables::Text(segments)) = variables {
        texts.push(segments);
    }
    values.all(&texts, &|texts| {
        let query = &texts[0].borrowed;
        let name = match operation_name {
            Some(_) => {
                let name = &texts[1].borrowed;
                quote!(Some(#name))
            }
            None => quote!(None),
        };
        let variables = match variables {
            None => quote!(None),
            Some(GraphQlVariables::Text(_)) => {
                let variables = texts.last().map(|text| &text.borrowed);
                quote!(Some(#variables))
            }
            Some(GraphQlVariables::Json(index)) => json_text(values, *index),
        };
        quote!(request.graphql(#query, #name, #variables);)
    })
}

/// The JSON text of a parameter, as an `Option<&str>`.
fn json_text(values: Values<'_>, index: usize) -> TokenStream {
    let parameter = values.parameter(index);
    let field = ident(&parameter.name);
    let given = quote!(self.#field.as_ref().map(|value| client::json::to_string(value)).as_deref());
    match &parameter.presence {
        Presence::Required => quote!(Some(&client::json::to_string(&self.#field))),
        Presence::Default(text) => quote!(#given.or(Some(#text))),
        Presence::Optional | Presence::Preset(_) | Presence::Variable | Presence::Dynamic(_) => {
            given
        }
    }
}

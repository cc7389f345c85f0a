//! `into_request`: how an operation becomes a request.

mod body;
mod values;

use proc_macro2::TokenStream;
use quote::quote;

use super::literals::integer;
use super::scope::TypeScope;
use super::types::{ident, text_ident};
use crate::api::{HeaderEntry, Operation, Parameter, Presence, Profile, QueryEntry, Segment, Type};
use values::{TextExpr, Values};

/// How many fields `client::Profile` has.
const PROFILE_FIELDS: usize = 8;

/// `into_request`: a statement for each part of the request.
pub(super) fn emit(operation: &Operation, scope: TypeScope<'_>) -> TokenStream {
    let statements = statements(Values { operation, scope });
    let (method, server) = (&operation.method, &operation.server);
    let request = quote!(client::Request::new(#method, #server));
    let body = if statements.is_empty() {
        request
    } else {
        quote!(let mut request = #request; #(#statements)* request)
    };
    quote! {
        #[inline]
        fn into_request(self) -> client::Request {
            #body
        }
    }
}

fn statements(values: Values<'_>) -> Vec<TokenStream> {
    let operation = values.operation;
    let mut statements: Vec<TokenStream> = profile(&operation.profile).into_iter().collect();
    statements.extend(operation.path.iter().map(|segment| path(values, segment)));
    statements.extend(operation.query.iter().map(|entry| query(values, entry)));
    statements.extend(operation.headers.iter().map(|entry| header(values, entry)));
    statements.extend(body::statements(values));
    statements
}

fn profile(profile: &Profile) -> Option<TokenStream> {
    let mut fields = Vec::new();
    let switches = [
        ("disable_url_encoding", profile.disable_url_encoding),
        ("disable_cookies", profile.disable_cookies),
        ("follow_original_method", profile.follow_original_method),
        ("follow_authorization", profile.follow_authorization),
        ("remove_referer", profile.remove_referer),
    ];
    for (name, value) in switches {
        if value {
            let name = text_ident(name);
            fields.push(quote!(#name: true));
        }
    }
    if let Some(follow) = profile.follow_redirects {
        fields.push(quote!(follow_redirects: #follow));
    }
    if let Some(max) = profile.max_redirects {
        let max = integer(&max.to_string());
        fields.push(quote!(max_redirects: #max));
    }
    if !profile.disabled_system_headers.is_empty() {
        let names = &profile.disabled_system_headers;
        fields.push(quote!(disabled_system_headers: &[#(#names),*]));
    }
    let rest = (fields.len() < PROFILE_FIELDS).then(|| quote!(..client::Profile::DEFAULT));
    (!fields.is_empty()).then(|| {
        quote! {
            let profile = client::Profile { #(#fields,)* #rest };
            request.profile(profile);
        }
    })
}

fn path(values: Values<'_>, segment: &Segment) -> TokenStream {
    match segment {
        Segment::Literal(text) => quote!(request.path(#text);),
        Segment::ServerVariable(variable) => quote!(request.path_server_variable(#variable);),
        Segment::Dynamic(name) => {
            quote!(request.path_parameter(#name, &client::dynamic::value(#name));)
        }
        Segment::Parameter(index) => {
            let parameter = values.parameter(*index);
            let name = &parameter.wire_name;
            let given = |value: &TextExpr| {
                let value = &value.borrowed;
                quote!(request.path_parameter(#name, #value);)
            };
            match url_text(parameter, &['%', '/', '\\', '?', '#']) {
                Some(text) => values.each_or(*index, &quote!(request.path(#text);), &given),
                None => values.each(*index, &given),
            }
        }
    }
}

fn query(values: Values<'_>, entry: &QueryEntry) -> TokenStream {
    match entry {
        QueryEntry::Literal(text) => quote!(request.query_literal(#text);),
        QueryEntry::Parameter(index) => {
            let parameter = values.parameter(*index);
            if let Some((keys, list)) = values.indexed(*index) {
                return quote!(request.query_list(#keys, #list););
            }
            let name = &parameter.wire_name;
            let given = |value: &TextExpr| {
                let value = &value.borrowed;
                if name.is_empty() {
                    quote!(request.query_key(#value);)
                } else {
                    quote!(request.query(#name, #value);)
                }
            };
            match url_text(parameter, IN_QUERY) {
                Some(text) if !name.is_empty() => {
                    let literal = format!("{name}={text}");
                    values.each_or(*index, &quote!(request.query_literal(#literal);), &given)
                }
                _ => values.each(*index, &given),
            }
        }
        QueryEntry::Key(index) => {
            let name = &values.parameter(*index).wire_name;
            values.each_or(*index, &quote!(request.query_key(#name);), &|value| {
                let value = &value.borrowed;
                quote!(request.query(#name, #value);)
            })
        }
        QueryEntry::Composed { key, value } => {
            let mut segments = key.clone();
            if let Some(value) = value {
                segments.push(Segment::Literal("=".to_owned()));
                segments.extend_from_slice(value);
            }
            let texts: Vec<&[Segment]> = segments.chunks(1).collect();
            values.all(&texts, &|texts| {
                let segments = segments.iter().zip(texts).map(|(segment, text)| {
                    let text = &text.borrowed;
                    match segment {
                        Segment::Literal(_) => quote!(client::QuerySegment::Literal(#text)),
                        Segment::Parameter(index) if has_text_default(values.parameter(*index)) => {
                            let parameter = values.parameter(*index);
                            let (name, default) =
                                (ident(&parameter.name), url_text(parameter, IN_QUERY));
                            quote!(client::QuerySegment::or(self.#name.as_deref(), #default))
                        }
                        _ => quote!(client::QuerySegment::Value(#text)),
                    }
                });
                quote!(request.query_segments(&[#(#segments),*]);)
            })
        }
    }
}

/// The characters that have a meaning in the text of a query, but not in the value of a parameter.
const IN_QUERY: &[char] = &['%', '&', '#', '+'];

/// The default of a parameter, if it means different things as URL text and as a value.
fn url_text<'a>(parameter: &'a Parameter, special: &[char]) -> Option<&'a str> {
    match &parameter.presence {
        Presence::Default(text) if text.contains(special) => Some(text),
        _ => None,
    }
}

/// Whether the default of a parameter is sent as the text of a URL's query.
fn has_text_default(parameter: &Parameter) -> bool {
    parameter.ty == Type::String && url_text(parameter, IN_QUERY).is_some()
}

fn header(values: Values<'_>, entry: &HeaderEntry) -> TokenStream {
    values.all(&[&entry.name, &entry.value], &|texts| {
        let (name, value) = (&texts[0].borrowed, &texts[1].borrowed);
        if entry.is_secret {
            quote!(request.secret_header(#name, #value);)
        } else {
            quote!(request.header(#name, #value);)
        }
    })
}

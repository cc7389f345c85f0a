//! `into_request`: what an operation puts where.

use proc_macro2::TokenStream;
use quote::quote;

use super::types::ident;
use crate::api::{
    Body, FormEntry, GraphQlVariables, HeaderEntry, Ident, Operation, Parameter, Piece, Presence,
    Profile, QueryEntry, Type, TypeDef,
};

/// How many statements stand in one function; more are divided.
const STATEMENT_LIMIT: usize = 20;

/// `into_request`, and the functions it is divided into where it is long.
pub(super) fn emit(operation: &Operation) -> (TokenStream, TokenStream) {
    let statements = statements(operation);
    let (method, server) = (&operation.method, &operation.server);
    let body = body(operation);
    let has_changes = !statements.is_empty() || !body.is_empty();
    let start = if has_changes {
        quote!(let mut request = client::Request::new(#method, #server);)
    } else {
        quote!(client::Request::new(#method, #server))
    };
    if statements.len() + body.len() <= STATEMENT_LIMIT {
        let end = has_changes.then(|| quote!(request));
        return (
            quote!(fn into_request(self) -> client::Request { #start #(#statements)* #(#body)* #end }),
            quote!(),
        );
    }
    let all: Vec<TokenStream> = statements.into_iter().chain(body).collect();
    let chunks = all.chunks(STATEMENT_LIMIT).enumerate();
    let (calls, functions): (Vec<_>, Vec<_>) = chunks
        .map(|(index, statements)| {
            let name = quote::format_ident!("fill_{}", index + 1);
            let statements_text = quote!(#(#statements)*).to_string();
            if !statements_text.contains("self") {
                return (
                    quote!(Self::#name(&mut request);),
                    quote!(fn #name(request: &mut client::Request) { #(#statements)* }),
                );
            }
            (
                quote!(self.#name(&mut request);),
                quote!(fn #name(&self, request: &mut client::Request) { #(#statements)* }),
            )
        })
        .unzip();
    (
        quote!(fn into_request(self) -> client::Request { #start #(#calls)* request }),
        quote!(#(#functions)*),
    )
}

fn statements(operation: &Operation) -> Vec<TokenStream> {
    let mut statements: Vec<TokenStream> = profile(&operation.profile).into_iter().collect();
    statements.extend(operation.path.iter().map(|piece| path(operation, piece)));
    statements.extend(operation.query.iter().map(|entry| query(operation, entry)));
    statements.extend(
        operation
            .headers
            .iter()
            .map(|entry| header(operation, entry)),
    );
    statements
}

fn profile(profile: &Profile) -> Option<TokenStream> {
    let mut fields = Vec::new();
    let switches = [
        ("disable_body_pruning", profile.disable_body_pruning),
        ("disable_url_encoding", profile.disable_url_encoding),
        ("follow_original_method", profile.follow_original_method),
        ("follow_authorization", profile.follow_authorization),
        ("remove_referer", profile.remove_referer),
    ];
    for (name, value) in switches {
        if value {
            let name = super::types::text_ident(name);
            fields.push(quote!(#name: true));
        }
    }
    if let Some(follow) = profile.follow_redirects {
        fields.push(quote!(follow_redirects: #follow));
    }
    if let Some(max) = profile.max_redirects {
        let max = super::types::integer(&max.to_string());
        fields.push(quote!(max_redirects: #max));
    }
    if !profile.disabled_system_headers.is_empty() {
        let names = &profile.disabled_system_headers;
        fields.push(quote!(disabled_system_headers: &[#(#names),*]));
    }
    (!fields.is_empty()).then(
        || quote!(request.profile(client::Profile { #(#fields,)* ..client::Profile::DEFAULT });),
    )
}

fn path(operation: &Operation, piece: &Piece) -> TokenStream {
    match piece {
        Piece::Literal(text) => quote!(request.path(#text);),
        Piece::Setting(variable) => quote!(request.path_setting(#variable);),
        Piece::Dynamic(name) => {
            quote!(request.path_parameter(#name, &client::dynamic::value(#name));)
        }
        Piece::Parameter(index) => with_value(
            operation,
            &operation.parameters[*index],
            &|parameter, value| {
                let name = &parameter.wire_name;
                quote!(request.path_parameter(#name, #value);)
            },
        ),
    }
}

fn query(operation: &Operation, entry: &QueryEntry) -> TokenStream {
    match entry {
        QueryEntry::Literal(text) => quote!(request.query_literal(#text);),
        QueryEntry::Parameter(index) => with_value(
            operation,
            &operation.parameters[*index],
            &|parameter, value| {
                let name = &parameter.wire_name;
                if name.is_empty() {
                    quote!(request.query_key(#value);)
                } else {
                    quote!(request.query(#name, #value);)
                }
            },
        ),
        QueryEntry::Composed { key, value } => {
            let mut pieces = key.clone();
            if let Some(value) = value {
                pieces.push(Piece::Literal("=".to_owned()));
                pieces.extend_from_slice(value);
            }
            let texts: Vec<&[Piece]> = pieces.chunks(1).collect();
            with_pieces(operation, &texts, &|texts| {
                let pieces = pieces.iter().zip(texts).map(|(piece, text)| match piece {
                    Piece::Literal(_) => quote!(client::QueryPiece::Literal(#text)),
                    _ => quote!(client::QueryPiece::Value(#text)),
                });
                quote!(request.query_pieces(&[#(#pieces),*]);)
            })
        }
    }
}

fn header(operation: &Operation, entry: &HeaderEntry) -> TokenStream {
    with_pieces(operation, &[&entry.name, &entry.value], &|texts| {
        let (name, value) = (&texts[0], &texts[1]);
        quote!(request.header(#name, #value);)
    })
}

fn body(operation: &Operation) -> Vec<TokenStream> {
    let whole = |index: usize| &operation.parameters[index];
    let language = |language: &Option<String>| match language {
        Some(language) => quote!(Some(#language)),
        None => quote!(None),
    };
    match &operation.body {
        Body::None => Vec::new(),
        Body::Text {
            pieces,
            language: name,
        } => {
            let language = language(name);
            vec![with_pieces(operation, &[pieces], &|texts| {
                let text = &texts[0];
                quote!(request.text(#language, String::from(#text));)
            })]
        }
        Body::Json {
            parameter,
            language: name,
        } => {
            let language = language(name);
            vec![with_whole(
                whole(*parameter),
                &|value| quote!(request.json(#language, #value);),
            )]
        }
        Body::File(index) => vec![with_whole(
            whole(*index),
            &|value| quote!(request.file(#value.clone());),
        )],
        Body::Urlencoded(fields) => fields
            .iter()
            .map(|field| urlencoded(operation, field))
            .collect(),
        Body::FormData(fields) => fields
            .iter()
            .map(|field| form_data(operation, field))
            .collect(),
        Body::GraphQl {
            query,
            operation_name,
            variables,
        } => {
            vec![graphql(
                operation,
                query,
                operation_name.as_deref(),
                variables.as_ref(),
            )]
        }
    }
}

fn urlencoded(operation: &Operation, field: &FormEntry) -> TokenStream {
    with_pieces(operation, &[&field.key, &field.value], &|texts| {
        let (key, value) = (&texts[0], &texts[1]);
        quote!(request.urlencoded(#key, #value);)
    })
}

fn form_data(operation: &Operation, field: &FormEntry) -> TokenStream {
    if let [Piece::Parameter(index)] = field.value.as_slice() {
        let parameter = &operation.parameters[*index];
        let is_file = matches!(&parameter.ty, Type::File)
            || matches!(&parameter.ty, Type::List(item) if **item == Type::File);
        if is_file {
            let (content_type, file_name) = (
                optional(field.content_type.as_ref()),
                optional(field.file_name.as_ref()),
            );
            let is_plain = field.content_type.is_none() && field.file_name.is_none();
            return with_pieces(operation, &[&field.key], &|texts| {
                let key = &texts[0];
                with_whole_or_each(parameter, &|value| {
                    if is_plain {
                        quote!(request.form_file(#key, #value.clone());)
                    } else {
                        quote!(request.form_file_as(#key, #value.clone(), #content_type, #file_name);)
                    }
                })
            });
        }
    }
    with_pieces(operation, &[&field.key, &field.value], &|texts| {
        let (key, value) = (&texts[0], &texts[1]);
        if field.content_type.is_none() && field.file_name.is_none() {
            return quote!(request.form_text(#key, #value););
        }
        let (content_type, file_name) = (
            optional(field.content_type.as_ref()),
            optional(field.file_name.as_ref()),
        );
        quote!(request.form_part(#key, #value, #content_type, #file_name);)
    })
}

fn optional(text: Option<&String>) -> TokenStream {
    match text {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    }
}

fn graphql(
    operation: &Operation,
    query: &[Piece],
    operation_name: Option<&[Piece]>,
    variables: Option<&GraphQlVariables>,
) -> TokenStream {
    let mut texts: Vec<&[Piece]> = vec![query];
    texts.extend(operation_name);
    if let Some(GraphQlVariables::Text(pieces)) = variables {
        texts.push(pieces);
    }
    with_pieces(operation, &texts, &|texts| {
        let query = &texts[0];
        let name = operation_name.map_or_else(
            || quote!(None),
            |_| {
                let name = &texts[1];
                quote!(Some(#name))
            },
        );
        match variables {
            None => quote!(request.graphql(#query, #name, None);),
            Some(GraphQlVariables::Text(_)) => {
                let variables = texts.last();
                quote!(request.graphql(#query, #name, Some(#variables));)
            }
            Some(GraphQlVariables::Json(index)) => {
                let parameter = &operation.parameters[*index];
                let with =
                    |variables: TokenStream| quote!(request.graphql(#query, #name, #variables););
                let field = ident(&parameter.name);
                match parameter.presence {
                    Presence::Required => {
                        with(quote!(Some(&client::json::to_string(&self.#field))))
                    }
                    _ => with(
                        quote!(self.#field.as_ref().map(|value| client::json::to_string(value)).as_deref()),
                    ),
                }
            }
        }
    })
}

/// The text (a `&str`) of a value of a type.
fn text_of(
    operation: &Operation,
    ty: &Type,
    value: &TokenStream,
    is_reference: bool,
) -> TokenStream {
    let reference = if is_reference {
        quote!(#value)
    } else {
        quote!(&#value)
    };
    match ty {
        Type::String => reference,
        Type::Bool
        | Type::I32
        | Type::I64
        | Type::U64
        | Type::F32
        | Type::F64
        | Type::Json
        | Type::External(_) => {
            quote!(&#value.to_string())
        }
        Type::List(_) | Type::Map(_) | Type::Nullable(_) => {
            quote!(&client::json::to_string(#reference))
        }
        Type::Named(name) if is_enum(operation, name) => quote!(#value.as_str()),
        Type::Named(_) => quote!(&client::json::to_string(#reference)),
        Type::File => quote!(""),
    }
}

fn is_enum(operation: &Operation, name: &Ident) -> bool {
    operation
        .types
        .iter()
        .any(|def| matches!(def, TypeDef::Enum(_)) && def.name() == name)
}

/// A statement with the text of one parameter, left out or repeated as the parameter asks.
fn with_value(
    operation: &Operation,
    parameter: &Parameter,
    statement: &dyn Fn(&Parameter, &TokenStream) -> TokenStream,
) -> TokenStream {
    let field = ident(&parameter.name);
    if let Type::List(item) = &parameter.ty {
        let text = text_of(operation, item, &quote!(value), true);
        let statement = statement(parameter, &text);
        return quote!(for value in &self.#field { #statement });
    }
    match &parameter.presence {
        Presence::Required => statement(
            parameter,
            &text_of(operation, &parameter.ty, &quote!(self.#field), false),
        ),
        Presence::Optional => {
            let statement = statement(
                parameter,
                &text_of(operation, &parameter.ty, &quote!(value), true),
            );
            quote!(if let Some(value) = &self.#field { #statement })
        }
        Presence::Default(_) | Presence::Dynamic(_) => {
            let given = statement(
                parameter,
                &text_of(operation, &parameter.ty, &quote!(value), true),
            );
            let otherwise = statement(parameter, &fallback(&parameter.presence));
            quote!(if let Some(value) = &self.#field { #given } else { #otherwise })
        }
    }
}

/// What is sent where a parameter is not given.
fn fallback(presence: &Presence) -> TokenStream {
    match presence {
        Presence::Default(text) => quote!(#text),
        Presence::Dynamic(name) => quote!(&client::dynamic::value(#name)),
        Presence::Required | Presence::Optional => quote!(""),
    }
}

/// A statement with a reference to the whole value of a parameter.
fn with_whole(
    parameter: &Parameter,
    statement: &dyn Fn(&TokenStream) -> TokenStream,
) -> TokenStream {
    let field = ident(&parameter.name);
    if parameter.presence == Presence::Required {
        return match &parameter.ty {
            Type::File => statement(&quote!(self.#field)),
            _ => statement(&quote!(&self.#field)),
        };
    }
    let statement = statement(&quote!(value));
    quote!(if let Some(value) = &self.#field { #statement })
}

/// [`with_whole`], or for each item of a list.
fn with_whole_or_each(
    parameter: &Parameter,
    statement: &dyn Fn(&TokenStream) -> TokenStream,
) -> TokenStream {
    match &parameter.ty {
        Type::List(_) => {
            let field = ident(&parameter.name);
            let statement = statement(&quote!(value));
            quote!(for value in &self.#field { #statement })
        }
        _ => with_whole(parameter, statement),
    }
}

/// A statement with texts put together from pieces; left out where an optional parameter in them is not given.
fn with_pieces(
    operation: &Operation,
    texts: &[&[Piece]],
    statement: &dyn Fn(&[TokenStream]) -> TokenStream,
) -> TokenStream {
    // One parameter alone, beside literals only: the common case, and the one that lists are for.
    let parameters: Vec<usize> = texts
        .iter()
        .flat_map(|pieces| pieces.iter())
        .filter_map(|piece| match piece {
            Piece::Parameter(index) => Some(*index),
            _ => None,
        })
        .collect();
    if let [index] = parameters.as_slice()
        && texts.iter().all(|pieces| pieces.len() == 1)
    {
        return with_value(operation, &operation.parameters[*index], &|_, value| {
            let texts: Vec<TokenStream> = texts
                .iter()
                .map(|pieces| single(&pieces[0], value))
                .collect();
            statement(&texts)
        });
    }
    let rendered: Vec<TokenStream> = texts
        .iter()
        .map(|pieces| concat(operation, pieces))
        .collect();
    let mut tokens = statement(&rendered);
    let mut seen = Vec::new();
    for index in parameters {
        let parameter = &operation.parameters[index];
        if parameter.presence != Presence::Required && !seen.contains(&index) {
            seen.push(index);
            let field = ident(&parameter.name);
            tokens = match &parameter.presence {
                Presence::Optional => quote!(if let Some(#field) = &self.#field { #tokens }),
                presence => {
                    let value = given_or(&field, &parameter.ty, presence);
                    quote!({ let #field = #value; #tokens })
                }
            };
        }
    }
    tokens
}

/// The text of a value, or what is sent otherwise: a `&str` where both are one, else a `String`.
fn given_or(field: &proc_macro2::Ident, ty: &Type, presence: &Presence) -> TokenStream {
    match (ty, presence) {
        (Type::String, Presence::Default(text)) => quote!(self.#field.as_deref().unwrap_or(#text)),
        (Type::String, Presence::Dynamic(name)) => {
            quote!(self.#field.clone().unwrap_or_else(|| client::dynamic::value(#name)))
        }
        (_, presence) => {
            let otherwise = match presence {
                Presence::Dynamic(name) => quote!(client::dynamic::value(#name)),
                presence => {
                    let text = fallback(presence);
                    quote!(String::from(#text))
                }
            };
            quote!(self.#field.as_ref().map_or_else(|| #otherwise, ToString::to_string))
        }
    }
}

fn single(piece: &Piece, value: &TokenStream) -> TokenStream {
    match piece {
        Piece::Literal(text) => quote!(#text),
        Piece::Parameter(_) => value.clone(),
        Piece::Setting(variable) => quote!(#variable),
        Piece::Dynamic(name) => quote!(&client::dynamic::value(#name)),
    }
}

/// Pieces as one `&str`.
fn concat(operation: &Operation, pieces: &[Piece]) -> TokenStream {
    let texts: Vec<TokenStream> = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Literal(text) => quote!(#text),
            Piece::Setting(variable) => quote!(#variable),
            Piece::Dynamic(name) => quote!(&client::dynamic::value(#name)),
            Piece::Parameter(index) => {
                let parameter = &operation.parameters[*index];
                let field = ident(&parameter.name);
                match &parameter.presence {
                    Presence::Required => {
                        text_of(operation, &parameter.ty, &quote!(self.#field), false)
                    }
                    Presence::Optional => text_of(operation, &parameter.ty, &quote!(#field), true),
                    Presence::Default(_) if parameter.ty == Type::String => quote!(#field),
                    Presence::Default(_) | Presence::Dynamic(_) => quote!(&#field),
                }
            }
        })
        .collect();
    match texts.as_slice() {
        [] => quote!(""),
        [text] => quote!(#text),
        texts => quote!(&[#(#texts),*].concat()),
    }
}

//! One operation: the module of an item.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::context::{Context, named_by, named_in};
use super::docs::{Text, capitalized, cell, code};
use super::types::{argument, ident, tokens};
use super::{answers, enums, error_code, format, names, request, structs};
use crate::api::{Body, Operation, Parameter, Payload, Place, Presence, SchemeKind, Type, TypeDef};

/// How many arguments a function may have; `new` takes one struct of them beyond that.
const ARGUMENT_LIMIT: usize = 7;

/// The text of an operation's module.
pub(super) fn emit(operation: &Operation, context: Context<'_>) -> String {
    let source = match operation.pointer.as_str() {
        "" => operation.source.clone(),
        pointer => format!("{}#{pointer}", operation.source),
    };
    let head = Text::new(format!(
        "{}: `{} {}`.",
        escaped(&operation.name),
        operation.method,
        operation.path_template.replace('`', "'"),
    ));
    format!(
        "{}{}\n{}",
        super::generated_by(&source),
        head.inner(),
        format::items(&items(operation, context))
    )
}

/// A name of the collection in documentation: what Markdown would read is escaped.
pub(super) fn escaped(name: &str) -> String {
    crate::api::Docs::escape(name)
}

fn items(operation: &Operation, context: Context<'_>) -> TokenStream {
    let answers = answers::emit(operation, context);
    let mut named = BTreeSet::new();
    operation
        .parameters
        .iter()
        .for_each(|parameter| named_in(&parameter.ty, &mut named));
    for answer in &operation.answers {
        if let Payload::Json(ty) = &answer.payload {
            named_in(ty, &mut named);
        }
    }
    named_by(&operation.types, &mut named);
    let shared = context.shared_imports(&named, &operation.types);
    let api = context.api_module();
    let api_type = ident(&context.api.type_name);
    let request_type = request_type(operation, context);
    let (into_request, helpers) = request::emit(operation);
    let (name, item_name) = (ident(&operation.type_name), &operation.name);
    let scheme = match context.scheme(operation) {
        Some(scheme) => quote!(Some(#scheme)),
        None => quote!(None),
    };
    let (response, decode, response_items) = (&answers.response, &answers.decode, &answers.items);
    let types = types(operation);
    let error_code = error_code::emit(operation);
    let helpers = (!helpers.is_empty()).then(|| quote!(impl #name { #helpers }));
    quote! {
        use #api::#api_type;
        #shared

        #request_type

        impl client::Operation for #name {
            type Api = #api_type;
            type Response = #response;

            const NAME: &'static str = #item_name;
            const SCHEME: Option<&'static str> = #scheme;

            #into_request

            fn decode(response: client::Response) -> Result<Self::Response, client::DecodeError> {
                #decode
            }
        }

        #helpers
        #response_items
        #types
        #error_code
    }
}

/// The operation's own types; enums that stand in JSON can be read and written there.
fn types(operation: &Operation) -> TokenStream {
    let mut in_json = BTreeSet::new();
    named_by(&operation.types, &mut in_json);
    let types = operation.types.iter().map(|def| match def {
        TypeDef::Enum(def) => {
            let users: Vec<String> = operation
                .parameters
                .iter()
                .filter(|parameter| {
                    let mut names = BTreeSet::new();
                    named_in(&parameter.ty, &mut names);
                    names.contains(&def.name)
                })
                .map(|parameter| {
                    format!("{} {}", place(parameter.place), code(&parameter.wire_name))
                })
                .collect();
            let used_by = match users.as_slice() {
                [] => format!("[`{}`]", operation.type_name),
                users => format!("{} of [`{}`]", users.join(" and "), operation.type_name),
            };
            enums::emit(def, &used_by, in_json.contains(&def.name))
        }
        TypeDef::Struct(def) => structs::emit(def),
        TypeDef::Union(def) => structs::union(def),
    });
    quote!(#(#types)*)
}

/// A place, for people.
pub(super) fn place(place: Place) -> &'static str {
    match place {
        Place::Path => "path variable",
        Place::Query => "query parameter",
        Place::Header => "header",
        Place::FormData | Place::Urlencoded => "form field",
        Place::Body => "body",
        Place::Variable => "variable",
    }
}

fn is_required(parameter: &&Parameter) -> bool {
    parameter.presence == Presence::Required
}

/// The struct of the request with its constructor, setters and accessors.
fn request_type(operation: &Operation, context: Context<'_>) -> TokenStream {
    let name = ident(&operation.type_name);
    let docs = docs(operation, context);
    let fields = operation.parameters.iter().map(|parameter| {
        let (name, ty) = (ident(&parameter.name), field_type(parameter));
        quote!(#name: #ty)
    });
    let all_names: Vec<_> = operation
        .parameters
        .iter()
        .map(|parameter| &parameter.name)
        .collect();
    let alike = names::alike_fields(&operation.type_name, &all_names);
    let (arguments, constructor) = constructor(operation);
    let accessors = operation
        .parameters
        .iter()
        .filter(is_required)
        .map(|parameter| accessor(parameter, operation));
    let setters = operation
        .parameters
        .iter()
        .filter(|parameter| !is_required(parameter))
        .map(setter);
    let default = (!operation
        .parameters
        .iter()
        .any(|parameter| is_required(&parameter)))
    .then(|| quote!(, Default));
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq #default)]
        #[must_use = "an operation does nothing until a client sends it"]
        #alike
        pub struct #name {
            #(#fields,)*
        }

        impl #name {
            #constructor
            #(#setters)*
            #(#accessors)*
        }

        #arguments
    }
}

/// The type of the field: a list is never optional, as an empty one sends nothing.
fn field_type(parameter: &Parameter) -> TokenStream {
    let ty = value_type(parameter);
    match (&parameter.presence, &parameter.ty) {
        (Presence::Required, _) | (_, Type::List(_)) => ty,
        _ => quote!(Option<#ty>),
    }
}

/// JSON bodies can be given as text as well.
fn value_type(parameter: &Parameter) -> TokenStream {
    let ty = tokens(&parameter.ty);
    if is_json_body(parameter) {
        quote!(client::JsonBody<#ty>)
    } else {
        ty
    }
}

/// Whether a parameter is a whole JSON body.
pub(super) fn is_json_body(parameter: &Parameter) -> bool {
    parameter.place == Place::Body && !matches!(parameter.ty, Type::String | Type::File)
}

fn parameter_argument(
    parameter: &Parameter,
    name: &proc_macro2::Ident,
) -> (TokenStream, TokenStream) {
    if is_json_body(parameter) {
        let ty = value_type(parameter);
        return (quote!(impl Into<#ty>), quote!(#name.into()));
    }
    argument(&parameter.ty, name)
}

fn constructor(operation: &Operation) -> (TokenStream, TokenStream) {
    let required: Vec<&Parameter> = operation.parameters.iter().filter(is_required).collect();
    if required.len() > ARGUMENT_LIMIT {
        return constructor_of_struct(operation, &required);
    }
    let mut docs = Text::new(match required.as_slice() {
        [] => "Starts a request.",
        _ => "Starts a request from its required parameters.",
    });
    if !required.is_empty() {
        docs = docs.blank();
    }
    for parameter in &required {
        docs = docs.line(format!("- `{}`: {}", parameter.name, described(parameter)));
    }
    let docs = docs.outer();
    let arguments = required.iter().map(|parameter| {
        let name = ident(&parameter.name);
        let (ty, _) = parameter_argument(parameter, &name);
        quote!(#name: #ty)
    });
    let values = operation.parameters.iter().map(|parameter| {
        let name = ident(&parameter.name);
        if !is_required(&parameter) {
            return absent(parameter);
        }
        let (_, value) = parameter_argument(parameter, &name);
        if name == value.to_string() {
            quote!(#name)
        } else {
            quote!(#name: #value)
        }
    });
    let body = if required.is_empty() {
        quote!(Self::default())
    } else {
        quote!(Self { #(#values),* })
    };
    let argument_names: Vec<_> = required.iter().map(|parameter| &parameter.name).collect();
    let alike = names::alike_arguments(&argument_names);
    (
        quote!(),
        quote!(#docs #alike pub fn new(#(#arguments),*) -> Self { #body }),
    )
}

fn absent(parameter: &Parameter) -> TokenStream {
    let name = ident(&parameter.name);
    match parameter.ty {
        Type::List(_) => quote!(#name: Vec::new()),
        _ => quote!(#name: None),
    }
}

/// Many required parameters come in a struct, so that they have names where they are given.
fn constructor_of_struct(
    operation: &Operation,
    required: &[&Parameter],
) -> (TokenStream, TokenStream) {
    let name = format_ident!("{}Arguments", operation.type_name.as_str());
    let docs = Text::new(format!(
        "What [`{}`] cannot be sent without.",
        operation.type_name
    ))
    .outer();
    let fields = required.iter().map(|parameter| {
        let docs = Text::new(capitalized(&described(parameter))).outer();
        let (name, ty) = (ident(&parameter.name), value_type(parameter));
        quote!(#docs pub #name: #ty)
    });
    let values = operation.parameters.iter().map(|parameter| {
        let name = ident(&parameter.name);
        if is_required(&parameter) {
            quote!(#name: arguments.#name)
        } else {
            absent(parameter)
        }
    });
    let field_names: Vec<_> = required.iter().map(|parameter| &parameter.name).collect();
    let alike = names::alike_fields(&operation.type_name, &field_names);
    let bools = required
        .iter()
        .filter(|parameter| parameter.ty == Type::Bool)
        .count();
    let many_bools = (bools > 3)
        .then(|| quote!(#[expect(clippy::struct_excessive_bools, reason = "the API has as many")]));
    (
        quote! {
            #docs
            #[derive(Debug, Clone, PartialEq)]
            #many_bools
            #alike
            pub struct #name {
                #(#fields,)*
            }
        },
        quote! {
            #[doc = " Starts a request from its required parameters."]
            pub fn new(arguments: #name) -> Self {
                Self { #(#values),* }
            }
        },
    )
}

/// The place and wire name of a parameter, and the first paragraph of what the collection says.
fn described(parameter: &Parameter) -> String {
    let place = match parameter.place {
        Place::Body => "the body".to_owned(),
        other => format!("{} {}", place(other), code(&parameter.wire_name)),
    };
    let summary = parameter.docs.summary();
    let list = summary.starts_with(['-', '*', '#', '>', '|']) || summary.starts_with("```");
    if summary.is_empty() || list {
        format!("{place}.")
    } else {
        format!("{place}. {summary}")
    }
}

/// Whether a type is an enum of known values only.
fn is_copy(ty: &Type, operation: &Operation) -> bool {
    operation.types.iter().any(|def| matches!(def, TypeDef::Enum(def) if def.exact && *ty == Type::Named(def.name.clone())))
}

fn accessor(parameter: &Parameter, operation: &Operation) -> TokenStream {
    let name = ident(&parameter.name);
    let docs = match parameter.place {
        Place::Body => Text::new("The body."),
        other => Text::new(format!(
            "The {} {}.",
            place(other),
            code(&parameter.wire_name)
        )),
    }
    .outer();
    let (ty, value) = match &parameter.ty {
        _ if is_json_body(parameter) => {
            let ty = value_type(parameter);
            (quote!(&#ty), quote!(&self.#name))
        }
        Type::String => (quote!(&str), quote!(&self.#name)),
        Type::Bool | Type::I32 | Type::I64 | Type::U64 | Type::F32 | Type::F64 => {
            (tokens(&parameter.ty), quote!(self.#name))
        }
        Type::List(item) => {
            let item = tokens(item);
            (quote!(&[#item]), quote!(&self.#name))
        }
        ty if is_copy(ty, operation) => (tokens(ty), quote!(self.#name)),
        ty => {
            let ty = tokens(ty);
            (quote!(&#ty), quote!(&self.#name))
        }
    };
    quote! {
        #docs
        #[must_use]
        pub fn #name(&self) -> #ty {
            #value
        }
    }
}

fn setter(parameter: &Parameter) -> TokenStream {
    let name = ident(&parameter.name);
    let head = match parameter.place {
        Place::Body => "Sets the body".to_owned(),
        other => format!("Sets the {} {}", place(other), code(&parameter.wire_name)),
    };
    let otherwise = match (&parameter.presence, &parameter.default) {
        (Presence::Default(text), _) => format!("; {} is sent otherwise", code(text)),
        (Presence::Dynamic(name), _) => format!("; a fresh {} is sent otherwise", code(name)),
        (_, Some(default)) => format!("; the server takes {} otherwise", code(default)),
        (_, None) => String::new(),
    };
    let mut docs = Text::new(format!("{head}{otherwise}."));
    if !parameter.docs.is_empty() {
        docs = docs.blank().docs(&parameter.docs);
    }
    let docs = docs.outer();
    let (ty, value) = parameter_argument(parameter, &name);
    let value = if matches!(parameter.ty, Type::List(_)) {
        value
    } else {
        quote!(Some(#value))
    };
    quote! {
        #docs
        pub fn #name(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// The docs of the request type: the collection's own words, what is sent, and an example.
fn docs(operation: &Operation, context: Context<'_>) -> TokenStream {
    let text = Text::of(&operation.docs, || {
        format!("{}.", escaped(operation.name.trim_end_matches('.')))
    });
    let scheme = context.scheme(operation).and_then(|name| {
        context
            .api
            .schemes
            .iter()
            .find(|scheme| scheme.name.as_str() == name)
    });
    let authorized = match scheme {
        None => String::new(),
        Some(scheme) => format!(
            ", authorized by {} (`{}`)",
            scheme_words(&scheme.kind),
            scheme.name
        ),
    };
    let body = match &operation.body {
        Body::None => "",
        Body::Text { .. } => ", with a text body",
        Body::Json { .. } => ", with a JSON body",
        Body::Urlencoded(_) => ", with an `application/x-www-form-urlencoded` body",
        Body::FormData(_) => ", with a `multipart/form-data` body",
        Body::File(_) => ", with a file as body",
        Body::GraphQl { .. } => ", with a GraphQL body",
    };
    let line = cell(&format!(
        "{} {}{}",
        operation.method, operation.server, operation.path_template
    ));
    let mut text = text
        .blank()
        .raw("# Request")
        .blank()
        .line(format!("{}{authorized}{body}.", line.replace("\\|", "|")));
    if let Some(example) = super::examples::documentation(operation, context) {
        text = text.blank().raw("# Example").blank();
        for line in example {
            text = text.raw(line);
        }
    }
    text.outer()
}

/// A scheme, for people.
pub(super) fn scheme_words(kind: &SchemeKind) -> &'static str {
    match kind {
        SchemeKind::Basic => "user name and password",
        SchemeKind::Bearer | SchemeKind::OAuth2 { .. } => "a bearer token",
        SchemeKind::ApiKey { .. } => "an API key",
        SchemeKind::OAuth1 => "an OAuth 1 signature",
        SchemeKind::AwsV4 => "an AWS signature",
        SchemeKind::Digest => "HTTP Digest",
        SchemeKind::Hawk => "Hawk",
        SchemeKind::Ntlm => "NTLM",
        SchemeKind::EdgeGrid => "an `EdgeGrid` signature",
        SchemeKind::Jwt => "a JSON Web Token",
        SchemeKind::Asap => "an ASAP token",
        SchemeKind::Header { .. } => "a header",
    }
}

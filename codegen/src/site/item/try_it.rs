//! The form that sends the request of an item to the server of its page.
//!
//! Only `codegen serve` writes it: a page from disk, or from another server, has nobody who answers.

use maud::{Markup, html};

use crate::api::{ExampleValue, Location, Operation, Parameter, SavedRequest, SavedResponse, Type};

use super::super::links::id;
use super::super::page::Page;
use super::indexed;

/// The form; nothing if the server has no response for the item. Scripts show it.
pub(super) fn form(page: &Page<'_>) -> Markup {
    let operation = page.item.operation();
    let Some(first) = operation.saved_responses.first() else {
        return html! {};
    };
    let request = &first.request;
    html! {
        section id="try-it" hidden {
            h2 { "Try it" }
            p { "Sends the request to the server of this page, which answers with a saved response." }
            form.try data-method=(request.method) data-path=(request.path) data-body=(body_kind(operation)) {
                @for parameter in fields(operation) { (field(page, parameter, request)) }
                @for (location, name, value) in indexed(operation) { (input(location, &name, &value, &html! {})) }
                @for (name, value) in constants(operation, request) { (input("query", name, value, &html! {})) }
                (area("headers", "Headers, one a line", &headers(request)))
                @if body_kind(operation) == "text" {
                    (area("body", "Body", request.body.as_deref().unwrap_or_default()))
                }
                (choice(&operation.saved_responses))
                button type="submit" { "Send" }
            }
            p.outcome role="status" {}
            pre.received tabindex="0" role="region" aria-label="Headers of the response" hidden { code {} }
            pre.received tabindex="0" role="region" aria-label="Body of the response" hidden { code {} }
        }
    }
}

/// What the fields and the text of a form become.
fn body_kind(operation: &Operation) -> &'static str {
    let has = |location| {
        operation
            .parameters
            .iter()
            .any(|it| it.location == location)
    };
    match () {
        () if has(Location::FormData) => "formdata",
        () if has(Location::Urlencoded) => "urlencoded",
        () => "text",
    }
}

/// The parameters with a field. The others are parts of headers and bodies, which are edited as texts.
fn fields(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(|parameter| {
        matches!(
            parameter.location,
            Location::Path | Location::Query | Location::FormData | Location::Urlencoded
        ) && !parameter.wire_name.is_empty()
            && parameter.list_name().is_none()
    })
}

/// The keys and values of lists in forms whose keys have indexes. Those of a query are entries of the saved request.
fn indexed(operation: &Operation) -> Vec<(&'static str, String, String)> {
    let mut all = Vec::new();
    let example = operation.example.iter();
    for (index, value) in example.flat_map(|example| &example.values) {
        let parameter = &operation.parameters[*index];
        if let ExampleValue::Texts(texts) = value
            && parameter.location != Location::Query
        {
            let location = parameter.location.as_str();
            let pairs = indexed::pairs(parameter, texts).into_iter();
            all.extend(pairs.map(|(key, text)| (location, key, known(text))));
        }
    }
    all
}

/// A variable is left empty, since anything matches it.
fn known(text: String) -> String {
    Some(text)
        .filter(|it| !it.contains("{{"))
        .unwrap_or_default()
}

/// Entries of the query that are no parameters.
fn constants<'a>(
    operation: &'a Operation,
    request: &'a SavedRequest,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let is_parameter = |name: &str| {
        let mut parameters = fields(operation);
        parameters.any(|it| it.location == Location::Query && it.wire_name == name)
    };
    let query = request.query.iter();
    let query = query.filter(move |(name, _)| !is_parameter(name));
    query.map(|(name, value)| (name.as_str(), value.as_str()))
}

fn field(page: &Page<'_>, parameter: &Parameter, request: &SavedRequest) -> Markup {
    let location = parameter.location.as_str();
    let name = parameter.wire_name.as_str();
    if is_file(&parameter.ty) {
        let id = id(&format!("try-{location}"), name);
        return html! {
            label for=(id) { code { (name) } " " span.tag { (location) } }
            input id=(id) type="file" name=(name) data-location=(location);
        };
    }
    let values = page.item.types.values(&parameter.ty);
    let values = html! {
        @if let Some(set) = values {
            @for variant in &set.variants { option value=(variant.value) {} }
        }
    };
    let value = value(page.item.operation(), parameter, request);
    input(location, name, &value, &values)
}

fn is_file(ty: &Type) -> bool {
    match ty {
        Type::File => true,
        Type::List(item) => **item == Type::File,
        _ => false,
    }
}

/// The value of the saved request, or that of the item.
fn value(operation: &Operation, parameter: &Parameter, request: &SavedRequest) -> String {
    let saved = match parameter.location {
        Location::Path => &request.variables,
        Location::Query => &request.query,
        _ => &Vec::new(),
    };
    let mut saved = saved.iter();
    let saved = saved.find(|(name, _)| *name == parameter.wire_name);
    let value = match saved {
        Some((_, value)) => Some(value.clone()),
        None => example(operation, parameter),
    };
    value.map(known).unwrap_or_default()
}

fn example(operation: &Operation, parameter: &Parameter) -> Option<String> {
    let example = operation.example.as_ref()?;
    let is_it = |index: usize| std::ptr::eq(&raw const operation.parameters[index], parameter);
    let mut values = example.values.iter();
    let (index, value) = values.find(|(index, _)| is_it(*index))?;
    match value {
        _ if example.filler.contains(index) => Some(parameter.name.to_string()),
        ExampleValue::Text(text) => Some(text.clone()),
        ExampleValue::Texts(texts) => texts.first().cloned(),
        ExampleValue::Json(value) => Some(value.to_string()),
        ExampleValue::Files(_) | ExampleValue::Bytes(_) => None,
    }
}

/// A field with its label, and the values that it can have.
fn input(location: &str, name: &str, value: &str, values: &Markup) -> Markup {
    let id = id(&format!("try-{location}"), name);
    let has_values = !values.0.is_empty();
    let list = has_values.then(|| format!("{id}-values"));
    html! {
        label for=(id) { code { (name) } " " span.tag { (location) } }
        input id=(id) name=(name) value=(value) data-location=(location) list=[list.as_deref()]
            autocomplete="off" spellcheck="false";
        @if let Some(list) = &list { datalist id=(list) { (values) } }
    }
}

fn area(name: &str, label: &str, text: &str) -> Markup {
    let id = id("try", name);
    html! {
        label for=(id) { (label) }
        // A line break at the start would be removed.
        textarea id=(id) name=(name) rows=(text.lines().count().clamp(2, 12)) spellcheck="false" { "\n" (text) }
    }
}

/// The headers of a request whose values are known.
fn headers(request: &SavedRequest) -> String {
    let headers = request.headers.iter();
    let known = headers.filter(|(_, value)| !value.contains("{{"));
    let lines = known.map(|(name, value)| format!("{name}: {value}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The choice of a saved response. Names that are not ASCII cannot be in a header of a script's request.
fn choice(all: &[SavedResponse]) -> Markup {
    html! {
        label for="try-response" { "Saved response" }
        select id="try-response" name="response" {
            option value="" { "the one that matches best" }
            @for saved in all {
                @let name = saved.name.trim();
                option value=(saved.status) data-id=[Some(&saved.id).filter(|it| is_sendable(it))]
                    data-name=[Some(name).filter(|it| is_sendable(it))] {
                    (saved.status) " " (name)
                }
            }
        }
    }
}

fn is_sendable(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c == ' ' || c.is_ascii_graphic())
}

//! What the code of an item has: parameters, auth, variables, responses, error codes, types.

use std::collections::BTreeSet;

use maud::{Markup, html};

use crate::api::{
    AuthUse, Operation, Parameter, Presence, Response, Scheme, SchemeKind, Segment, ServerVariable,
};
use crate::list::json::payload;
use crate::variables::template;

use super::super::definitions;
use super::super::json::line_id;
use super::super::links::{From, id, relative, response_id};
use super::super::page::Page;
use super::super::prose;
use super::example;

/// All sections.
pub(super) fn sections(page: &Page<'_>, from: From<'_>) -> Markup {
    let operation = page.item.operation();
    let definitions = page.item.definitions();
    html! {
        @if !operation.parameters.is_empty() {
            section id="parameters" {
                h2 { "Parameters" }
                @for it in &operation.parameters { (parameter(page, it, from)) }
            }
        }
        (auth(page, from))
        (variables(page, from))
        @if !operation.responses.is_empty() {
            section id="responses" {
                h2 { "Responses" }
                @for it in &operation.responses { (response(page, it, from)) }
            }
        }
        @if !operation.error_codes.is_empty() { (error_codes(operation)) }
        @if !definitions.is_empty() {
            section id="types" {
                h2 { "Types" }
                @for def in definitions {
                    @let is_own = page.item.types.is_own(def.name());
                    (definitions::definition(def, from, is_own))
                }
            }
        }
    }
}

fn parameter(page: &Page<'_>, parameter: &Parameter, from: From<'_>) -> Markup {
    let id = id("parameter", parameter.name.as_str());
    let set = page.item.types.values(&parameter.ty);
    html! {
        article.card id=(id) {
            h3 { code { (parameter.wire_name) }
                @if parameter.wire_name.is_empty() { code { (parameter.name) } } }
            p.facts {
                span.tag { (parameter.location.as_str()) } " " (from.ty(&parameter.ty)) " "
                span.tag.(if parameter.presence == Presence::Required { "required" } else { "optional" }) {
                    (presence(&parameter.presence))
                }
                @if let Some(default) = parameter.assumed() { ", default " code { (default) } }
                ", as " code { (parameter.name) }
            }
            (prose::blocks(&parameter.docs))
            @if let Some(set) = set { (definitions::values(set)) }
            (prose::evidence(&parameter.evidence))
            (declared_at(page, &parameter.pointer))
        }
    }
}

/// The link to the line that declares something.
fn declared_at(page: &Page<'_>, pointer: &str) -> Markup {
    let source = page.source.filter(|source| {
        let inside = pointer.strip_prefix(&source.pointer);
        inside.is_some_and(|inside| source.json.pointer(inside).is_some())
    });
    html! {
        @if source.is_some() {
            p.evidence { a href={ "#" (line_id(pointer)) } { "Declared in the item" } }
        }
    }
}

fn presence(presence: &Presence) -> String {
    match presence {
        Presence::Required => "required".to_owned(),
        Presence::Optional => "optional".to_owned(),
        Presence::Variable => "optional, else a variable of the client is sent".to_owned(),
        Presence::Default(text) | Presence::Preset(text) => {
            format!("optional, else “{text}” is sent")
        }
        Presence::Dynamic(name) => format!("optional, else {{{{{name}}}}} is sent"),
    }
}

fn auth(page: &Page<'_>, from: From<'_>) -> Markup {
    let AuthUse::Scheme(index) = page.item.operation().auth else {
        return html! {};
    };
    let Some(scheme) = page.chapter.api.schemes.get(index) else {
        return html! {};
    };
    let id = id("auth", scheme.name.as_str());
    let link = relative(from.path, &format!("{}#{id}", page.chapter.path()));
    html! {
        section id="auth" {
            h2 { "Authorization" }
            p { a href=(link) { code { "Credentials::" (scheme.name) } } ": " (words(scheme)) "." }
            (prose::blocks(&scheme.docs))
        }
    }
}

/// What the caller of a scheme gives.
pub(in crate::site) fn words(scheme: &Scheme) -> Markup {
    let words = scheme.kind.auth_type().words;
    match &scheme.kind {
        SchemeKind::ApiKey { name, .. } | SchemeKind::Header { name, .. } => {
            html! { (words) " (" code { (name) } ")" }
        }
        _ => html! { (words) },
    }
}

/// The server variables that an item uses.
fn variables(page: &Page<'_>, from: From<'_>) -> Markup {
    let operation = page.item.operation();
    let mut used: BTreeSet<&str> = template::variables(&operation.server).collect();
    used.extend(operation.path.iter().filter_map(|segment| match segment {
        Segment::ServerVariable(name) => Some(name.as_str()),
        _ => None,
    }));
    let all = page.chapter.api.server_variables.iter();
    let used: Vec<&ServerVariable> = all
        .filter(|it| used.contains(it.variable.as_str()))
        .collect();
    html! {
        @if !used.is_empty() {
            section id="variables" {
                h2 { "Variables" }
                ul {
                    @for it in used {
                        @let id = id("variable", it.name.as_str());
                        li {
                            a href=(relative(from.path, &format!("{}#{id}", page.chapter.path()))) {
                                code { (it.variable) } }
                            @if let Some(default) = &it.default { ", default " code { (default) } }
                        }
                    }
                }
            }
        }
    }
}

fn response(page: &Page<'_>, response: &Response, from: From<'_>) -> Markup {
    let operation = page.item.operation();
    let codes = response.error_codes.iter();
    let codes: Vec<_> = codes
        .filter_map(|index| operation.error_codes.get(*index))
        .collect();
    html! {
        article.card id=(response_id(response.status)) {
            h3 {
                @match response.status {
                    Some(status) => { code { (status) } " " (response.reason) },
                    None => "Any other failure",
                }
            }
            p.facts {
                code { (operation.type_name) "Response::" (response.variant) }
                @match (response.payload.json(), payload(&response.payload)) {
                    (Some(ty), _) => { ", with " (from.ty(ty)) },
                    (None, Some(text)) => { ", with " code { (text) } },
                    (None, None) => ", without content",
                }
            }
            (prose::blocks(&response.docs))
            @if !codes.is_empty() {
                p { "Error codes: "
                    @for (index, code) in codes.iter().enumerate() {
                        @if index > 0 { ", " }
                        a href={ "#" (id("code", &code.code)) } { code { (code.code) } }
                    }
                }
            }
            (prose::evidence(&response.evidence))
            @if let Some(source) = page.source { (example::all(source, response)) }
        }
    }
}

fn error_codes(operation: &Operation) -> Markup {
    html! {
        section id="error-codes" {
            h2 { "Error codes" }
            div.table tabindex="0" role="region" aria-label="Error codes" {
                table {
                    thead { tr { th scope="col" { "Code" } th scope="col" { "Status" }
                        th scope="col" { "Variant" } th scope="col" { "Text" } } }
                    tbody {
                        @for code in &operation.error_codes {
                            @let statuses: Vec<String> = code.statuses.iter().map(u16::to_string).collect();
                            tr id=(id("code", &code.code)) {
                                th scope="row" { code { (code.code) } }
                                td { (statuses.join(", ")) }
                                td { code { "ErrorCode::" (code.name) } }
                                td { (prose::blocks(&code.docs)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

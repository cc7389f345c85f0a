//! Definitions of types.

use maud::{Markup, html};

use crate::api::{Enum, Struct, TypeDef, Union};

use super::links::{From, id};
use super::prose;

/// A definition, with an id if it is `here` that links lead to.
pub(super) fn definition(def: &TypeDef, from: From<'_>, here: bool) -> Markup {
    let name = def.name();
    let id = here.then(|| id("type", name.as_str()));
    let kind = match def {
        TypeDef::Struct(_) => "struct",
        TypeDef::Enum(_) => "enum",
        TypeDef::Union(_) => "enum of shapes",
    };
    html! {
        article.card id=[id] {
            h3 { span.tag { (kind) } " " code { (name) } }
            @match def {
                TypeDef::Struct(def) => (of_struct(def, from)),
                TypeDef::Enum(def) => (of_enum(def)),
                TypeDef::Union(def) => (of_union(def, from)),
            }
        }
    }
}

fn of_struct(def: &Struct, from: From<'_>) -> Markup {
    html! {
        (prose::blocks(&def.docs))
        div.table tabindex="0" role="region" aria-label={ "Fields of " (def.name) } {
            table {
                thead { tr { th scope="col" { "Key" } th scope="col" { "Type" } th scope="col" { "" } th scope="col" { "About" } } }
                tbody {
                    @for field in &def.fields {
                        tr {
                            th scope="row" { code { (field.wire_name) } }
                            td { (from.ty(&field.ty)) }
                            td { @if field.required { "always" } @else { "optional" }
                                @if field.nullable { ", can be null" } }
                            td { (prose::blocks(&field.docs)) }
                        }
                    }
                }
            }
        }
        (prose::evidence(&def.evidence))
    }
}

fn of_enum(def: &Enum) -> Markup {
    html! {
        (prose::blocks(&def.docs))
        (values(def))
        (prose::evidence(&def.evidence))
    }
}

/// The values of an enum.
pub(super) fn values(def: &Enum) -> Markup {
    html! {
        ul.values aria-label="Values" {
            @for variant in &def.variants {
                li { code { (variant.value) } " as " code { (def.name) "::" (variant.name) }
                    (prose::blocks(&variant.docs)) }
            }
        }
        @if !def.closed { p { "Other values are possible." } }
    }
}

fn of_union(def: &Union, from: From<'_>) -> Markup {
    html! {
        (prose::blocks(&def.docs))
        ul.values aria-label="Shapes" {
            @for (name, ty) in &def.variants {
                li { code { (def.name) "::" (name) } ", with " (from.ty(ty)) }
            }
        }
        @if let Some(tag) = &def.tag { p { "Discriminated by " code { (tag.key) } "." } }
        (prose::evidence(&def.evidence))
    }
}

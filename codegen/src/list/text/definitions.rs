//! Types in JSON as text, with the tables of `codegen.toml` that change them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::api::{Api, Field, TypeDef};
use crate::list::{keys, types};
use crate::text::visible;

use super::because;

/// All types of an API, those of one name together: a table of `codegen.toml` is about all of them.
pub(super) fn list(api: &Api) -> String {
    let own = api.all_operations().into_iter().flat_map(|it| &it.types);
    let mut defs: Vec<&TypeDef> = api.types.iter().chain(own).collect();
    defs.sort_by_key(|def| def.name());
    let mut text = String::new();
    let mut shown = BTreeSet::new();
    for def in defs {
        for line in lines(def) {
            if shown.insert(line.clone()) {
                // Writing to a string does not fail.
                let _ = writeln!(text, "{}", visible(&line));
            }
        }
    }
    if text.is_empty() {
        text
    } else {
        format!("\n{text}")
    }
}

fn lines(def: &TypeDef) -> Vec<String> {
    let name = def.name().as_str();
    let table = keys::table(&["type", name]);
    let (what, evidence, fields): (String, _, &[Field]) = match def {
        TypeDef::Struct(def) => (String::new(), &def.evidence, &def.fields),
        TypeDef::Enum(def) => {
            let values: Vec<&str> = def.variants.iter().map(|it| it.value.as_str()).collect();
            let more = if def.closed { "" } else { " | …" };
            (
                format!(" = {}{more}", values.join(" | ")),
                &def.evidence,
                &[],
            )
        }
        TypeDef::Union(def) => {
            let shapes: Vec<String> = def.variants.iter().map(|(_, ty)| types::text(ty)).collect();
            (format!(" = {}", shapes.join(" | ")), &def.evidence, &[])
        }
    };
    let mut lines = vec![format!("[{table}]{what}{}", because(evidence))];
    lines.extend(fields.iter().map(|field| {
        let optional = if field.required { "" } else { ", optional" };
        let nullable = if field.nullable { ", can be null" } else { "" };
        format!(
            "  {}: {}{optional}{nullable}    [{}]",
            field.wire_name,
            types::text(&field.ty),
            keys::table(&["type", name, "field", &field.wire_name])
        )
    }));
    lines
}

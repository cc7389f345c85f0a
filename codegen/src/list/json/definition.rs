//! Structs, enums and unions as JSON.

use serde_json::{Value, json};

use crate::api::{Enum, Field, Struct, TypeDef, Union};
use crate::list::{keys, types};

/// All definitions of a module.
pub(super) fn list(defs: &[TypeDef]) -> Vec<Value> {
    let one = |def: &TypeDef| match def {
        TypeDef::Struct(def) => of_struct(def),
        TypeDef::Enum(def) => of_enum(def),
        TypeDef::Union(def) => of_union(def),
    };
    defs.iter().map(one).collect()
}

fn of_struct(def: &Struct) -> Value {
    json!({
        "kind": "struct",
        "key": keys::table(&["type", def.name.as_str()]),
        "name": def.name.as_str(),
        "docs": def.docs.lines().join("\n"),
        "evidence": def.evidence.to_string(),
        "fields": def.fields.iter().map(|it| field(it, def)).collect::<Vec<_>>(),
    })
}

fn field(field: &Field, of: &Struct) -> Value {
    json!({
        "key": keys::table(&["type", of.name.as_str(), "field", &field.wire_name]),
        "wire_name": field.wire_name,
        "name": field.name.as_str(),
        "type": types::text(&field.ty),
        "required": field.required,
        "nullable": field.nullable,
        "docs": field.docs.lines().join("\n"),
    })
}

fn of_enum(def: &Enum) -> Value {
    json!({
        "kind": "enum",
        "key": keys::table(&["type", def.name.as_str()]),
        "name": def.name.as_str(),
        "docs": def.docs.lines().join("\n"),
        "evidence": def.evidence.to_string(),
        "exact": def.closed,
        "values": values(def),
    })
}

/// The values of an enum.
pub(super) fn values(def: &Enum) -> Vec<Value> {
    let one = |variant: &crate::api::Variant| {
        json!({
            "value": variant.value,
            "name": variant.name.as_str(),
            "docs": variant.docs.lines().join("\n"),
        })
    };
    def.variants.iter().map(one).collect()
}

fn of_union(def: &Union) -> Value {
    let variants = def.variants.iter();
    let variants =
        variants.map(|(name, ty)| json!({ "name": name.as_str(), "type": types::text(ty) }));
    json!({
        "kind": "union",
        "key": keys::table(&["type", def.name.as_str()]),
        "name": def.name.as_str(),
        "docs": def.docs.lines().join("\n"),
        "evidence": def.evidence.to_string(),
        "variants": variants.collect::<Vec<_>>(),
        "tag": def.tag.as_ref().map(|tag| json!({ "key": tag.key, "values": tag.values })),
    })
}

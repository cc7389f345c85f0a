//! JSON Schemas of bodies, responses and parameters: `$type` of format 3.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pointer::below;

/// The member that holds a schema as text.
const MEMBER: &str = "$type";

/// Adds the schemas in a document, by the pointer of what they describe.
pub(super) fn read(
    value: &Value,
    pointer: &str,
    schemas: &mut BTreeMap<String, Value>,
    diagnostics: &mut Diagnostics,
) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                read(item, &format!("{pointer}/{index}"), schemas, diagnostics);
            }
        }
        Value::Object(members) => {
            if let Some(Value::String(text)) = members.get(MEMBER) {
                match serde_json::from_str(text) {
                    Ok(schema) => drop(schemas.insert(pointer.to_owned(), schema)),
                    Err(error) => diagnostics.push(
                        Diagnostic::new(
                            Code::UnsupportedSchema,
                            below(pointer, MEMBER),
                            format!("`$type` is not a JSON Schema: {error}"),
                        )
                        .help("correct the JSON in `$type`, or remove it"),
                    ),
                }
            }
            for (key, member) in members.iter().filter(|(_, it)| !it.is_string()) {
                read(member, &below(pointer, key), schemas, diagnostics);
            }
        }
        _ => {}
    }
}

//! The part of JSON Schema that `quicktype` writes.

use serde_json::Value;

use super::Tally;

/// Whether a value is read by types of this schema: new fields are passed over, as readers do.
pub(super) fn fits(schema: &Value, value: &Value) -> bool {
    Reader { root: schema }.fits(schema, value)
}

struct Reader<'a> {
    root: &'a Value,
}

impl Reader<'_> {
    fn fits(&self, schema: &Value, value: &Value) -> bool {
        if let Some(reference) = schema["$ref"].as_str() {
            let target = self.root.pointer(reference.trim_start_matches('#'));
            return target.is_some_and(|target| self.fits(target, value));
        }
        if let Some(shapes) = schema["anyOf"].as_array() {
            return shapes.iter().any(|shape| self.fits(shape, value));
        }
        if let Some(values) = schema["enum"].as_array() {
            return values.contains(value);
        }
        match schema["type"].as_str() {
            Some("null") => value.is_null(),
            Some("boolean") => value.is_boolean(),
            Some("integer") => is_integer(value),
            Some("number") => value.is_number(),
            Some("string") => value.is_string(),
            Some("array") => value
                .as_array()
                .is_some_and(|items| items.iter().all(|item| self.fits(&schema["items"], item))),
            Some("object") => self.fits_object(schema, value),
            _ => true,
        }
    }

    fn fits_object(&self, schema: &Value, value: &Value) -> bool {
        let Some(members) = value.as_object() else {
            return false;
        };
        let is_required = |key: &str| required(schema, key);
        let Some(fields) = schema["properties"].as_object() else {
            let of_map = &schema["additionalProperties"];
            return members.values().all(|value| self.fits(of_map, value));
        };
        fields.iter().all(|(key, field)| match members.get(key) {
            // Readers take null for an optional field as missing.
            None | Some(Value::Null) if !is_required(key) => true,
            None => self.fits(field, &Value::Null),
            Some(value) => self.fits(field, value),
        })
    }
}

/// Whether a number is one that is read as an integer: `3.0` too.
fn is_integer(value: &Value) -> bool {
    value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|float| float.fract() == 0.0)
}

fn required(schema: &Value, key: &str) -> bool {
    let keys = schema["required"].as_array();
    keys.is_some_and(|keys| keys.iter().any(|known| known == key))
}

/// The fields of all its types.
pub(super) fn count_fields(schema: &Value) -> Tally {
    let mut tally = Tally::default();
    for definition in schema["definitions"]
        .as_object()
        .into_iter()
        .flat_map(|it| it.values())
    {
        let fields = definition["properties"].as_object();
        for (key, field) in fields.into_iter().flatten() {
            tally.fields += 1;
            tally.optional += usize::from(!required(definition, key) || is_nullable(field));
            tally.untyped += usize::from(is_untyped(field));
        }
    }
    tally
}

/// Whether a schema is one of any JSON.
pub(super) fn is_any(schema: &Value) -> bool {
    schema.get("$ref").is_none() && is_untyped(schema)
}

fn is_nullable(field: &Value) -> bool {
    let shapes = field["anyOf"].as_array();
    field["type"] == "null"
        || shapes.is_some_and(|shapes| shapes.iter().any(|shape| shape["type"] == "null"))
}

fn is_untyped(field: &Value) -> bool {
    match field["type"].as_str() {
        Some("null") => true,
        Some("array") => is_untyped(&field["items"]),
        Some("object") => {
            field.get("properties").is_none() && is_untyped(&field["additionalProperties"])
        }
        Some(_) => false,
        None => ["$ref", "anyOf", "enum"]
            .iter()
            .all(|key| field.get(key).is_none()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{count_fields, fits};

    #[test]
    fn a_schema_tells_what_fits() {
        let schema = json!({
            "$ref": "#/definitions/A",
            "definitions": { "A": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "id": { "type": "integer" },
                    "kind": { "type": "string", "enum": ["x"] },
                    "parts": { "type": "array", "items": { "anyOf": [{ "type": "null" }, { "type": "number" }] } },
                    "any": {},
                },
                "required": ["id"],
            } },
        });
        assert!(fits(
            &schema,
            &json!({ "id": 1.0, "parts": [1, null], "new": 1 })
        ));
        assert!(fits(&schema, &json!({ "id": 1, "kind": null, "any": [] })));
        assert!(!fits(&schema, &json!({ "id": 1, "kind": "y" })));
        assert!(!fits(&schema, &json!({ "kind": "x" })));
        assert!(!fits(&schema, &json!({ "id": 1, "parts": ["1"] })));
        let tally = count_fields(&schema);
        assert_eq!((tally.fields, tally.optional, tally.untyped), (4, 3, 1));
    }
}

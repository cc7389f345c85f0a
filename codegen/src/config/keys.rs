//! The keys of each table, as `codegen.schema.json` has them too.

/// Of the file.
pub(super) const FILE: &[&str] = &[
    "name",
    "base-url",
    "environment",
    "error-code-field",
    "features",
    "serde",
    "literal-ids",
    "client-path",
    "package",
    "variables",
    "types",
    "answers",
    "auth",
    "folder",
    "item",
    "parameter",
    "type",
];

/// Of `[package]`: text.
pub(super) const PACKAGE: &[&str] = &["version", "description", "license", "repository"];

/// Of `[package]`: lists of text.
pub(super) const PACKAGE_LISTS: &[&str] = &["keywords"];

/// Of `[types]`.
pub(super) const TYPES: &[&str] = &["uuid", "date", "date-time", "derive"];

/// Of `[answers]`.
pub(super) const ANSWERS: &[&str] = &["lists", "always-there"];

/// Of `[auth]`.
pub(super) const AUTH: &[&str] = &[
    "type",
    "name",
    "in",
    "prefix",
    "token-url",
    "authorization-url",
    "scopes",
    "client-id",
    "grant",
];

/// Of `[folder.…]`.
pub(super) const FOLDER: &[&str] = &["skip", "rename"];

/// Of `[item.…]`.
pub(super) const ITEM: &[&str] = &[
    "skip",
    "rename",
    "parameter",
    "error-code",
    "error-code-field",
    "auth",
    "pages",
    "response",
];

/// Of `[item.….response.…]`.
pub(super) const RESPONSE: &[&str] = &["sample", "type"];

/// Of `[item.….pages]`.
pub(super) const PAGES: &[&str] = &[
    "by",
    "parameter",
    "next",
    "items",
    "last",
    "first",
    "current",
    "more",
    "total",
];

/// Of `[item.….parameter.…]`.
pub(super) const PARAMETER: &[&str] = &["rename", "type", "required", "enum", "exact"];

/// Of `[type.…]`.
pub(super) const TYPE: &[&str] = &["rename", "field", "value", "derive"];

/// Of `[type.….field.…]`.
pub(super) const FIELD: &[&str] = &["rename", "type", "required", "nullable", "enum", "exact"];

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::api::TextFormat;

    fn schema() -> Value {
        serde_json::from_str(include_str!("../../codegen.schema.json")).unwrap()
    }

    /// What a schema says against a value, with its place.
    fn problems(schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
        if let Some(shapes) = schema["anyOf"].as_array() {
            let fits = |shape: &Value| {
                let mut found = Vec::new();
                problems(shape, value, place, &mut found);
                found.is_empty()
            };
            if !shapes.iter().any(fits) {
                found.push(format!("{place} is of no shape"));
            }
            return;
        }
        let kind = match value {
            Value::String(_) => "string",
            Value::Bool(_) => "boolean",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
            Value::Number(_) => "integer",
            Value::Null => "other",
        };
        if schema["type"] != kind {
            found.push(format!("{place} is {kind}"));
            return;
        }
        for item in value.as_array().into_iter().flatten() {
            problems(&schema["items"], item, &format!("{place}[]"), found);
        }
        for (key, value) in value.as_object().into_iter().flatten() {
            let place = format!("{place}.{key}");
            match (&schema["properties"][key], &schema["additionalProperties"]) {
                (Value::Null, Value::Bool(false)) => found.push(format!("{place} is unknown")),
                (Value::Null, others) => problems(others, value, &place, found),
                (known, _) => problems(known, value, &place, found),
            }
        }
    }

    fn problems_of(text: &str) -> Vec<String> {
        let value: Value = toml::from_str(text).unwrap();
        let mut found = Vec::new();
        problems(&schema(), &value, "", &mut found);
        found
    }

    #[test]
    fn the_schema_takes_the_documented_example() {
        assert_eq!(
            problems_of(&super::super::documented()),
            Vec::<String>::new()
        );
        assert_eq!(
            problems_of("nam = \"a\"\nserde = 1\n[item.a.parameter.b]\nenum = 3\nnullable = true"),
            [
                ".item.a.parameter.b.enum is of no shape",
                ".item.a.parameter.b.nullable is unknown",
                ".nam is unknown",
                ".serde is integer",
            ]
        );
    }

    #[test]
    fn the_schema_has_the_keys_that_are_read() {
        let schema = schema();
        for (pointer, known) in [
            ("", FILE),
            ("/properties/types", TYPES),
            ("/properties/answers", ANSWERS),
            ("/properties/auth", AUTH),
            ("/properties/package", &[PACKAGE, PACKAGE_LISTS].concat()),
            ("/properties/folder/additionalProperties", FOLDER),
            ("/properties/item/additionalProperties", ITEM),
            (
                "/properties/item/additionalProperties/properties/parameter/additionalProperties",
                PARAMETER,
            ),
            (
                "/properties/item/additionalProperties/properties/response/additionalProperties",
                RESPONSE,
            ),
            (
                "/properties/item/additionalProperties/properties/pages/anyOf/1",
                PAGES,
            ),
            ("/properties/parameter/additionalProperties", PARAMETER),
            ("/properties/type/additionalProperties", TYPE),
            (
                "/properties/type/additionalProperties/properties/field/additionalProperties",
                FIELD,
            ),
        ] {
            let table = schema.pointer(pointer).unwrap();
            let mut keys: Vec<&str> = table["properties"]
                .as_object()
                .unwrap()
                .keys()
                .map(String::as_str)
                .collect();
            let mut known = known.to_vec();
            keys.sort_unstable();
            known.sort_unstable();
            assert_eq!(keys, known, "{pointer}");
        }
    }

    #[test]
    fn each_format_of_text_is_a_key_of_types() {
        for format in TextFormat::ALL {
            assert!(TYPES.contains(&format.key()), "{}", format.key());
        }
    }

    #[test]
    fn the_documented_example_shows_each_key() {
        let shown = super::super::documented();
        let keys = [
            FILE,
            PACKAGE,
            PACKAGE_LISTS,
            TYPES,
            ANSWERS,
            AUTH,
            FOLDER,
            ITEM,
            RESPONSE,
            PARAMETER,
            TYPE,
            FIELD,
        ]
        .concat();
        for key in keys {
            let is_table = [format!("[{key}"), format!(".{key}."), format!(".{key}]")];
            let is_shown = shown.lines().any(|line| {
                line.trim_start().starts_with(&format!("{key} = "))
                    || is_table.iter().any(|table| line.contains(table))
            });
            assert!(is_shown, "`{key}` is not shown");
        }
    }
}

//! The entries of lists whose keys have indexes, as a request sends them.

use serde_json::Value;

use crate::api::{Parameter, Type};

/// The keys and texts of a list; nothing for any other parameter. Values of a named type are JSON.
pub(super) fn pairs(parameter: &Parameter, values: &[String]) -> Vec<(String, String)> {
    let Some((name, keys)) = parameter.list_name() else {
        return Vec::new();
    };
    let is_named = matches!(parameter.ty.innermost(), Type::Named(_));
    let value = |text: &String| match serde_json::from_str(text) {
        Ok(object @ Value::Object(_)) if is_named => object,
        _ => Value::String(text.clone()),
    };
    let mut pairs = Vec::new();
    let mut open = vec![(name.to_owned(), values.iter().map(value).collect::<Value>())];
    while let Some((key, value)) = open.pop() {
        let start = open.len();
        match value {
            Value::Array(items) => {
                let items = (usize::from(keys.first)..).zip(items);
                open.extend(items.map(|(index, item)| (format!("{key}[{index}]"), item)));
            }
            Value::Object(members) => {
                let member = |name: &str| {
                    if keys.is_dotted {
                        format!("{key}.{name}")
                    } else {
                        format!("{key}[{name}]")
                    }
                };
                let members = members.into_iter();
                open.extend(members.map(|(name, value)| (member(&name), value)));
            }
            Value::String(text) => pairs.push((key, text)),
            Value::Null => {}
            other => pairs.push((key, other.to_string())),
        }
        // The first is taken off first.
        open[start..].reverse();
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Evidence, Ident, IndexedKeys, Location, Presence, Serialization};

    #[test]
    fn a_list_has_an_entry_for_each_member_of_its_values() {
        let mut parameter = Parameter {
            location: Location::Urlencoded,
            wire_name: "lines[1]".to_owned(),
            name: Ident::new("lines"),
            ty: Type::List(Box::new(Type::Named(Ident::new("Line")))),
            serialization: Serialization::Indexed(IndexedKeys {
                first: 1,
                is_dotted: false,
            }),
            is_secret: false,
            presence: Presence::Required,
            variable: None,
            default: None,
            docs: crate::api::Docs::default(),
            pointer: String::new(),
            evidence: Evidence::default(),
        };
        let values = [r#"{"a":"x","b":["y"]}"#, r#"{"a":"z"}"#].map(str::to_owned);
        let pair = |key: &str, text: &str| (key.to_owned(), text.to_owned());
        assert_eq!(
            pairs(&parameter, &values),
            [
                pair("lines[1][a]", "x"),
                pair("lines[1][b][1]", "y"),
                pair("lines[2][a]", "z")
            ]
        );
        parameter.serialization = Serialization::Plain;
        assert!(pairs(&parameter, &values).is_empty());
    }
}

//! Lists whose keys have an index: `ids[0]`, `lines[0][price]`, `lines[0].price`.

use std::borrow::Cow;

use super::Request;
use crate::error::BuildError;
use crate::json::{self, Document, ToJson, Value};

/// The keys of a list, which have an index for each value.
///
/// Members of objects are added to the key, and lists in objects have indexes too: `lines[0][taxes][0][rate]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexedKeys {
    name: &'static str,
    first: usize,
    is_dotted: bool,
}

impl IndexedKeys {
    /// Creates the keys of a list that counts from `first`: `name[0]`, or `name[0][member]` for objects.
    #[must_use]
    pub const fn new(name: &'static str, first: usize) -> Self {
        Self {
            name,
            first,
            is_dotted: false,
        }
    }

    /// Writes members behind a dot: `name[0].member`.
    #[must_use]
    pub const fn dotted(self) -> Self {
        Self {
            is_dotted: true,
            ..self
        }
    }

    /// The keys and texts of a list, in its order. What is null is left out, and so is an empty list or object.
    fn pairs(self, list: &dyn ToJson) -> Result<Vec<(String, String)>, BuildError> {
        let json = json::to_string(list);
        let error = |_| BuildError::indexed(self.name);
        let document = Document::parse(json.as_bytes()).map_err(error)?;
        let mut pairs = Vec::new();
        let mut open = vec![(self.name.to_owned(), document.root())];
        while let Some((key, value)) = open.pop() {
            let start = open.len();
            if let Ok(items) = value.items() {
                let items = (self.first..).zip(items);
                open.extend(items.map(|(index, item)| (format!("{key}[{index}]"), item)));
            } else if let Ok(object) = value.object() {
                let members = object.iter();
                open.extend(members.map(|(name, value)| (self.member(&key, name), value)));
            } else if let Some(text) = text(&value) {
                pairs.push((key, text.into_owned()));
            }
            // The first is taken off first.
            open[start..].reverse();
        }
        Ok(pairs)
    }

    fn member(self, key: &str, name: &str) -> String {
        if self.is_dotted {
            format!("{key}.{name}")
        } else {
            format!("{key}[{name}]")
        }
    }
}

fn text<'v>(value: &Value<'v>) -> Option<Cow<'v, str>> {
    value.scalar_text().ok()
}

impl Request {
    /// Appends a list to the query: an entry for each value, or for each member of an object.
    pub fn query_list(&mut self, keys: IndexedKeys, list: &dyn ToJson) {
        self.each(keys, list, Self::query);
    }

    /// Adds a list to an urlencoded body, in the same way.
    pub fn urlencoded_list(&mut self, keys: IndexedKeys, list: &dyn ToJson) {
        self.each(keys, list, Self::urlencoded);
    }

    /// Adds a list to a multipart body, in the same way.
    pub fn form_list(&mut self, keys: IndexedKeys, list: &dyn ToJson) {
        self.each(keys, list, Self::form_text);
    }

    fn each(&mut self, keys: IndexedKeys, list: &dyn ToJson, add: fn(&mut Self, &str, &str)) {
        match keys.pairs(list) {
            Ok(pairs) => {
                for (key, text) in pairs {
                    add(self, &key, &text);
                }
            }
            Err(error) => self.fail(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::JsonBody;

    fn pairs(keys: IndexedKeys, json: &str) -> Result<Vec<String>, BuildError> {
        let pairs = keys.pairs(&JsonBody::<String>::raw(json))?.into_iter();
        Ok(pairs.map(|(key, text)| format!("{key}={text}")).collect())
    }

    #[test]
    fn each_value_has_its_index_in_the_key() {
        let keys = IndexedKeys::new("ids", 1);
        assert_eq!(
            pairs(keys, r#"["a b", 7, true]"#).unwrap(),
            ["ids[1]=a b", "ids[2]=7", "ids[3]=true"]
        );
        assert!(pairs(keys, "[]").unwrap().is_empty());
    }

    #[test]
    fn members_of_objects_are_in_the_key_behind_the_index() {
        let json =
            r#"[{"sku": "x", "taxes": [{"rate": 5}, {"rate": 7}], "note": null}, {"sku": "y"}]"#;
        assert_eq!(
            pairs(IndexedKeys::new("lines", 0), json).unwrap(),
            [
                "lines[0][sku]=x",
                "lines[0][taxes][0][rate]=5",
                "lines[0][taxes][1][rate]=7",
                "lines[1][sku]=y"
            ]
        );
        assert_eq!(
            pairs(IndexedKeys::new("Lines", 0).dotted(), json).unwrap(),
            [
                "Lines[0].sku=x",
                "Lines[0].taxes[0].rate=5",
                "Lines[0].taxes[1].rate=7",
                "Lines[1].sku=y"
            ]
        );
    }

    #[test]
    fn text_that_is_no_json_is_an_error_of_the_request() {
        let error = pairs(IndexedKeys::new("lines", 0), "[{]").unwrap_err();
        assert_eq!(
            error.to_string(),
            "a value of `lines` is not JSON, so its members are unknown"
        );
    }
}

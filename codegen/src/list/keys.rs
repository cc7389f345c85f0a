//! The keys of `codegen.toml` that change a part of what was understood.

use std::collections::BTreeMap;

use crate::api::Api;
use crate::text::toml_string;

use super::walk::{self, Located};

/// How to name each item of an API.
#[derive(Debug)]
pub(crate) struct Keys {
    /// How many items go by each name, path of names, pointer and type.
    uses: BTreeMap<String, usize>,
}

impl Keys {
    pub(crate) fn of(api: &Api) -> Self {
        let mut uses = BTreeMap::new();
        for located in walk::operations(api) {
            let mut keys = located.keys().to_vec();
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                *uses.entry(key).or_default() += 1;
            }
        }
        Self { uses }
    }

    /// The table of an item, such as `item."Get a pet"`: its name if no other item has it, or else its path or pointer.
    pub(crate) fn item(&self, located: &Located<'_>) -> String {
        let [path, pointer, name, ty] = located.keys();
        let ways = [&name, &path, &pointer, &ty];
        let is_exact = |way: &&&String| !way.is_empty() && self.uses.get(**way) == Some(&1);
        let key = ways.iter().find(is_exact).map_or(&pointer, |way| *way);
        table(&["item", key])
    }
}

/// The name of a table from its keys, such as `type.User.field."first-name"`.
pub(crate) fn table(keys: &[&str]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| quoted(key)).collect();
    keys.join(".")
}

/// A table in another one.
pub(crate) fn below(table: &str, kind: &str, key: &str) -> String {
    format!("{table}.{kind}.{}", quoted(key))
}

/// A key of TOML, in quotes if necessary.
pub(crate) fn quoted(key: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if !key.is_empty() && key.chars().all(is_bare) {
        return key.to_owned();
    }
    toml_string(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::{ApiInput, Options, understand};

    #[test]
    fn a_key_is_quoted_if_toml_needs_it() {
        assert_eq!(
            table(&["type", "User", "field", "a \"b\"\u{7f}"]),
            r#"type.User.field."a \"b\"\U0000007f""#
        );
        for key in ["a.b", "", "a\nb\u{1}\u{7f}", "ä"] {
            let document: toml::Table = format!("{} = 1", quoted(key)).parse().unwrap();
            assert!(document.contains_key(key), "{key:?}");
        }
    }

    #[test]
    fn an_item_is_named_by_what_no_other_item_has() {
        let request = r#""request": "https://a.example/x""#;
        let input = ApiInput::of(Source {
            path: "a.json".to_owned(),
            text: format!(
                r#"{{ "item": [
                    {{ "name": "List", {request} }},
                    {{ "name": "F", "item": [{{ "name": "List", {request} }}, {{ "name": "Get it", {request} }}] }},
                    {{ "name": "Twice", {request} }}, {{ "name": "Twice", {request} }}
                ] }}"#
            ),
        });
        let api = &understand(&[input], &Options::default()).apis[0];
        let keys = Keys::of(api);
        let located = walk::operations(api);
        let all: Vec<String> = located.iter().map(|it| keys.item(it)).collect();
        assert_eq!(
            all,
            [
                "item.\"/item/0\"",
                "item.\"/item/2\"",
                "item.\"/item/3\"",
                "item.\"F/List\"",
                "item.\"Get it\"",
            ]
        );
    }
}

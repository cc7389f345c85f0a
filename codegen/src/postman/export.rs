//! The app's export of all data: `collections` and `environments` in one file.

use serde_json::Value;

use super::document::{self, DocumentKind};
use super::parse::{collection, variables};
use super::{Collection, Folder, Node, v1};
use crate::diagnostic::Diagnostics;

/// Reads the app's export of all data: a folder for each collection. With one environment, its variables hold.
pub(super) fn read(value: &Value, diagnostics: &mut Diagnostics) -> Collection {
    let mut all = Collection::default();
    let collections = value.get("collections").and_then(Value::as_array);
    for (index, value) in collections.into_iter().flatten().enumerate() {
        let pointer = format!("/collections/{index}");
        let read = match document::of(value) {
            DocumentKind::V1 => v1::read(value, &pointer, diagnostics),
            _ => collection(value, &pointer, diagnostics),
        };
        all.variables.extend(read.variables);
        all.nodes.push(Node::Folder(Box::new(Folder {
            pointer,
            name: read.name,
            description: read.description,
            nodes: read.nodes,
            auth: read.auth,
            scripts: read.scripts,
            profile: read.profile,
        })));
    }
    if let Some([environment]) = value
        .get("environments")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
    {
        let values = environment.get("values");
        let found = variables(values, "/environments/0/values");
        // The last of duplicates counts.
        all.variables.extend(found);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postman::parse;

    #[test]
    fn the_export_of_all_data_has_a_folder_for_each_collection() {
        let text = serde_json::json!({
            "version": 1,
            "collections": [{
                "id": "c1", "name": "Old", "order": ["r1"], "folders": [],
                "requests": [{ "id": "r1", "name": "Ping", "method": "GET", "url": "https://a.example/{{x}}" }],
            }],
            "environments": [{ "name": "dev", "values": [{ "key": "x", "value": "1" }] }],
        });
        let all = parse(&text.to_string(), &mut Diagnostics::default()).unwrap();
        let [Node::Folder(folder)] = all.nodes.as_slice() else {
            panic!("{:?}", all.nodes)
        };
        assert_eq!((folder.name.as_str(), folder.nodes.len()), ("Old", 1));
        assert_eq!(all.variables[0].value, "1");
    }
}

//! What a file contains, and the diagnostic if that is not a collection.

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};

/// What a JSON document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DocumentKind {
    /// A collection of v1.0.0.
    V1,
    /// A collection of v2.x.
    Collection,
    /// One folder.
    Folder,
    /// One item.
    Item,
    /// A list of items.
    Items,
    /// The app's export of all data, with `collections` and `environments`.
    Export,
    /// Something else.
    Foreign(Foreign),
}

/// What a document is that is not a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Foreign {
    OpenApi,
    Insomnia,
    Har,
    Environment,
    /// A JSON object of another kind.
    Object,
    /// A JSON value that is neither an object nor an array.
    Scalar,
}

/// Tells what a document is. Newman does not look at `info` at all: a file without runs
/// (docs/postman-semantics.md §1.1).
pub(super) fn of(value: &Value) -> DocumentKind {
    let has = |key: &str| value.get(key).is_some();
    if value.is_array() {
        return DocumentKind::Items;
    }
    if !value.is_object() {
        return DocumentKind::Foreign(Foreign::Scalar);
    }
    if has("item") || has("items") {
        let is_folder = !has("info") && !has("variable") && has("name") && has("item");
        return if is_folder {
            DocumentKind::Folder
        } else {
            DocumentKind::Collection
        };
    }
    if has("request") {
        return DocumentKind::Item;
    }
    if !has("info") && has("requests") && value.get("requests").is_some_and(Value::is_array) {
        return DocumentKind::V1;
    }
    if value.get("collections").is_some_and(Value::is_array) {
        return DocumentKind::Export;
    }
    if has("openapi") || has("swagger") {
        return DocumentKind::Foreign(Foreign::OpenApi);
    }
    if value.get("_type").and_then(Value::as_str) == Some("export") && has("resources") {
        return DocumentKind::Foreign(Foreign::Insomnia);
    }
    if has("log") && value.pointer("/log/entries").is_some() {
        return DocumentKind::Foreign(Foreign::Har);
    }
    if has("values") || has("_postman_variable_scope") {
        return DocumentKind::Foreign(Foreign::Environment);
    }
    if has("info") {
        return DocumentKind::Collection;
    }
    DocumentKind::Foreign(Foreign::Object)
}

/// Reports that a file is not a collection, and how to get one from it.
pub(super) fn not_a_collection(foreign: Foreign) -> Diagnostic {
    const IMPORT: &str = "import it into Postman, and export the collection as v2.1";
    const EXPORT: &str = "export the collection from Postman as v2.1";
    let (message, help) = match foreign {
        Foreign::OpenApi => (
            "expected a collection, found an OpenAPI description",
            "import it into Postman or convert it with `openapi2postmanv2`, and export the collection as v2.1",
        ),
        Foreign::Insomnia => ("expected a collection, found an Insomnia export", IMPORT),
        Foreign::Har => ("expected a collection, found a HAR archive", IMPORT),
        Foreign::Environment => (
            "expected a collection, found a Postman environment",
            "pass it with `--environment`, or list it under `environment` in codegen.toml",
        ),
        Foreign::Object => ("not a Postman collection: `item` is missing", EXPORT),
        Foreign::Scalar => (
            "expected a collection, found a JSON value that is not an object",
            EXPORT,
        ),
    };
    Diagnostic::new(Code::NotACollection, "", message).help(help)
}

/// Reports a syntax error.
pub(super) fn not_json(text: &str, error: &serde_json::Error) -> Diagnostic {
    let start = text.trim_start();
    let help = if start.is_empty() {
        "the file is empty; export the collection from Postman again"
    } else if start.starts_with('<') {
        "this looks like a web page, such as a login page; download the file again"
    } else if start.starts_with("$kind")
        || start.starts_with("info:")
        || start.starts_with("openapi:")
    {
        "this looks like YAML; name a request of format 3 `NAME.request.yaml`, or pass the folder of its collection"
    } else if error.is_eof() {
        "the file may have been cut off by a failed download; download or export it again"
    } else {
        "correct the syntax here, or export the collection from Postman again"
    };
    // The diagnostic has line and column already.
    let message = error.to_string();
    let reason = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(reason, _)| reason);
    let mut diagnostic =
        Diagnostic::new(Code::NotJson, "", format!("invalid JSON: {reason}")).help(help);
    diagnostic.line = u32::try_from(error.line()).unwrap_or(u32::MAX);
    diagnostic.column = column(text, error);
    diagnostic
}

/// The column of an error, from 1 and in characters; `serde_json` counts bytes.
fn column(text: &str, error: &serde_json::Error) -> u32 {
    let line = text.split('\n').nth(error.line().saturating_sub(1));
    let starts = line.unwrap_or_default().char_indices();
    let passed = starts.take_while(|(start, _)| *start < error.column());
    u32::try_from(passed.count().max(1)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters() {
        let text = "{\n  \"größe\": x }";
        let error = serde_json::from_str::<Value>(text).unwrap_err();
        let diagnostic = not_json(text, &error);
        assert_eq!((diagnostic.line, diagnostic.column), (2, 12));
    }
}

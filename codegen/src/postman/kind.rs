//! What a file is, and what to say where it is no collection.

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};

/// What a JSON document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
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
    /// Something else, by its name.
    Foreign(&'static str),
}

/// Tells what a document is. Newman does not look at `info` at all: a file without runs
/// (docs/postman-semantics.md §1.1).
pub(super) fn of(value: &Value) -> Kind {
    let has = |key: &str| value.get(key).is_some();
    if value.is_array() {
        return Kind::Items;
    }
    if !value.is_object() {
        return Kind::Foreign("no JSON object");
    }
    if has("item") || has("items") {
        let is_folder = !has("info") && !has("variable") && has("name") && has("item");
        return if is_folder {
            Kind::Folder
        } else {
            Kind::Collection
        };
    }
    if has("request") {
        return Kind::Item;
    }
    if !has("info") && has("requests") && value.get("requests").is_some_and(Value::is_array) {
        return Kind::V1;
    }
    if has("openapi") || has("swagger") {
        return Kind::Foreign("an OpenAPI description");
    }
    if value.get("_type").and_then(Value::as_str) == Some("export") && has("resources") {
        return Kind::Foreign("an Insomnia export");
    }
    if has("log") && value.pointer("/log/entries").is_some() {
        return Kind::Foreign("a HAR archive");
    }
    if has("values") || has("_postman_variable_scope") {
        return Kind::Foreign("a Postman environment");
    }
    if has("info") {
        return Kind::Collection;
    }
    Kind::Foreign("no Postman collection")
}

/// Says what a file is, and the way from it to a collection.
pub(super) fn foreign(what: &'static str) -> Diagnostic {
    let help = match what {
        "an OpenAPI description" => {
            "import it into Postman, or convert it with `openapi2postmanv2`, and export the result"
        }
        "an Insomnia export" | "a HAR archive" => {
            "import it into Postman, and export the collection as v2.1"
        }
        "a Postman environment" => {
            "give it as an environment: `--environment FILE`, or `environment` in `codegen.toml`"
        }
        _ => "export the collection from Postman as v2.1: it has members `info` and `item`",
    };
    let message = if what.starts_with("no ") {
        format!("this is {what}")
    } else {
        format!("this is {what}, no collection")
    };
    Diagnostic::new(Code::NotACollection, "", message).help(help)
}

/// Says why a text is no JSON.
pub(super) fn not_json(text: &str, error: &serde_json::Error) -> Diagnostic {
    let start = text.trim_start();
    let help = if start.is_empty() {
        "the file is empty: export the collection again".to_owned()
    } else if start.starts_with('<') {
        "this looks like a web page: a link that asks for a login gives one in place of the file"
            .to_owned()
    } else if start.starts_with("$kind")
        || start.starts_with("info:")
        || start.starts_with("openapi:")
    {
        "this looks like YAML: export the collection from Postman as v2.1 JSON".to_owned()
    } else if error.is_eof() {
        "the file ends too early: it may have been cut when it was downloaded".to_owned()
    } else {
        "export the collection from Postman again, or mend the file at this place".to_owned()
    };
    // The position is told by line and column.
    let message = error.to_string();
    let reason = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(reason, _)| reason);
    let mut diagnostic =
        Diagnostic::new(Code::NotJson, "", format!("this is not JSON: {reason}")).help(help);
    diagnostic.line = u32::try_from(error.line()).unwrap_or(u32::MAX);
    diagnostic.column = u32::try_from(error.column().max(1)).unwrap_or(u32::MAX);
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_once_that_it_is_none() {
        let message = |what| foreign(what).message;
        assert_eq!(message("no JSON object"), "this is no JSON object");
        assert_eq!(
            message("a HAR archive"),
            "this is a HAR archive, no collection"
        );
    }
}

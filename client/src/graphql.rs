//! GraphQL bodies, with the layout of Postman's (docs/postman-semantics.md §5.5).

use serde_json::Value;

/// Writes the JSON text of a GraphQL request. `variables` is inserted unchanged, and omitted if it is empty.
pub(crate) fn encode(query: &str, operation_name: Option<&str>, variables: Option<&str>) -> String {
    let mut text = format!("{{\"query\":{}", Value::from(query));
    if let Some(name) = operation_name {
        text += &format!(",\"operationName\":{}", Value::from(name));
    }
    if let Some(variables) = variables.filter(|variables| !variables.is_empty()) {
        text += &format!(",\"variables\":{variables}");
    }
    text + "}"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_inserted_and_empty_ones_omitted() {
        assert_eq!(encode("{a}", None, Some("")), r#"{"query":"{a}"}"#);
        assert_eq!(
            encode("q \"x\"", Some("Q"), Some("{\"a\": 1}")),
            r#"{"query":"q \"x\"","operationName":"Q","variables":{"a": 1}}"#
        );
    }
}

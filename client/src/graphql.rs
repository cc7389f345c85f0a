//! GraphQL bodies, put together as Postman does (docs/postman-semantics.md §5.5).

use serde_json::Value;

/// The JSON text of a GraphQL request. `variables` is spliced in verbatim, and left out where it is empty.
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
    fn variables_are_spliced_in_and_empty_ones_left_out() {
        assert_eq!(encode("{a}", None, Some("")), r#"{"query":"{a}"}"#);
        assert_eq!(
            encode("q \"x\"", Some("Q"), Some("{\"a\": 1}")),
            r#"{"query":"q \"x\"","operationName":"Q","variables":{"a": 1}}"#
        );
    }
}

//! The variables that a client can set for all calls: what the generated `ClientVariables` holds.
//!
//! A variable whose name says that each request has its own value, such as a nonce, is none of them.

use std::collections::BTreeMap;

use crate::api::{ClientVariable, Parameter, Presence};
use crate::names::{self, Scope};
use crate::variables::{Lookup, Variables, secrets};
use crate::words::words;

use super::reading;

/// Collects client-wide variables in order of first use.
#[derive(Debug, Default)]
pub(super) struct ClientVariables {
    list: Vec<ClientVariable>,
    positions: BTreeMap<String, usize>,
    names: Scope,
}

impl ClientVariables {
    /// Adds the variables of an operation's parameters, with the values of its file.
    pub(super) fn use_all(&mut self, parameters: &[Parameter], values: &Variables) {
        for parameter in parameters {
            let Some(variable) = parameter.variable.as_deref() else {
                continue;
            };
            let is_required = parameter.presence == Presence::Variable;
            if let Some(&position) = self.positions.get(variable) {
                // Where an operation has no default, the client has none either.
                self.list[position].default.take_if(|_| is_required);
                continue;
            }
            let default = match values.look_up(variable) {
                Lookup::Text(text) if !is_required => Some(text),
                _ => None,
            };
            self.positions.insert(variable.to_owned(), self.list.len());
            self.list.push(ClientVariable {
                name: self.names.unique(&names::field(variable)),
                variable: variable.to_owned(),
                default,
                is_secret: secrets::names_secret(variable),
                docs: reading::docs_of(values.description(variable)),
            });
        }
    }

    pub(super) fn finish(self) -> Vec<ClientVariable> {
        self.list
    }
}

/// What the names of variables end in that each request computes anew.
const OF_ONE_REQUEST: [&[&str]; 14] = [
    &["checksum"],
    &["correlation", "id"],
    &["current", "date"],
    &["current", "date", "time"],
    &["current", "time"],
    &["digest"],
    &["etag"],
    &["hmac"],
    &["idempotency", "key"],
    &["if", "match"],
    &["nonce"],
    &["request", "id"],
    &["signature"],
    &["timestamp"],
];

/// Whether each request has its own value of a variable, according to its name.
pub(super) fn is_of_one_request(variable: &str) -> bool {
    let words = words(variable);
    let words = match words.as_slice() {
        // `digestHeader` is the value of a header.
        [before @ .., last] if last == "header" => before,
        words => words,
    };
    OF_ONE_REQUEST.iter().any(|end| {
        let start = words.len().checked_sub(end.len());
        start.is_some_and(|start| words[start..] == **end)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{
        api, collection, item, query, summary, variable, with_body, with_query,
    };
    use crate::postman::Body;

    #[test]
    fn a_variable_of_half_of_the_requests_belongs_to_the_client_and_another_one_is_an_argument() {
        let list = with_query(
            item("list", "/orders/{{accountId}}"),
            vec![query("region", "{{region}}"), query("q", "{{other}}")],
        );
        let get = item("get", "/orders/{{accountId}}/{{orderId}}");
        let others = [item("a", "/a"), item("b", "/b")];
        let variables = vec![variable("region", "eu"), variable("orderId", "")];
        let items = [list, get].into_iter().chain(others).collect();
        let api = api(collection(items, variables));
        assert_eq!(
            summary(&api.operations[0]),
            [
                "path accountId of the client",
                "query region = eu",
                "query q required",
            ]
        );
        assert_eq!(
            summary(&api.operations[1]),
            ["path accountId of the client", "path orderId required"]
        );
        let variables = api.client_variables.iter();
        let variables: Vec<_> = variables
            .map(|it| (it.name.as_str(), it.default.as_deref()))
            .collect();
        assert_eq!(variables, [("account_id", None), ("region", Some("eu"))]);
    }

    #[test]
    fn a_variable_of_less_than_half_of_the_requests_or_of_one_is_an_argument() {
        let uses = |n| item(&format!("use {n}"), "/orders/{{accountId}}");
        let others = (0..3).map(|n| item(&format!("other {n}"), "/orders"));
        let few = [uses(1), uses(2)].into_iter().chain(others).collect();
        for items in [few, vec![uses(1)]] {
            let api = api(collection(items, vec![variable("accountId", "")]));
            assert_eq!(summary(&api.operations[0]), ["path accountId required"]);
            assert!(api.client_variables.is_empty());
        }
    }

    #[test]
    fn a_variable_that_is_the_whole_body_is_an_argument() {
        let put = |name| {
            let body = Body::Raw {
                pointer: String::new(),
                text: "{{body}}".to_owned(),
                language: None,
                redacted: 0,
            };
            with_body(item(name, "/a"), body)
        };
        let api = api(collection(vec![put("a"), put("b")], vec![]));
        assert!(api.client_variables.is_empty());
    }

    #[test]
    fn a_variable_that_each_request_computes_is_an_argument() {
        for name in [
            "digestHeader",
            "x-request-id",
            "NONCE",
            "currentDateTime",
            "timestamp",
        ] {
            let url = format!("/orders/{{{{{name}}}}}");
            let items = vec![item("a", &url), item("b", &url)];
            let api = api(collection(items, vec![variable(name, "")]));
            assert!(api.client_variables.is_empty(), "{name}");
        }
        assert!(super::is_of_one_request("bodySignature"));
        for name in [
            "signatureKey",
            "requestType",
            "digestAlgorithm",
            "header",
            "id",
            "sessionId",
        ] {
            assert!(!super::is_of_one_request(name), "{name}");
        }
    }

    #[test]
    fn a_secret_is_hidden() {
        let item = |name| with_query(item(name, "/a"), vec![query("key", "{{apiKey}}")]);
        let variables = vec![variable("apiKey", "4711")];
        let api = api(collection(vec![item("a"), item("b")], variables));
        let [variable] = api.client_variables.as_slice() else {
            panic!("one variable");
        };
        assert!(variable.is_secret && variable.default.is_none());
    }

    #[test]
    fn the_start_of_a_url_belongs_to_the_server() {
        let variables = vec![variable("baseUrl", "https://h")];
        let api = api(collection(vec![item("list", "/users")], variables));
        assert!(api.client_variables.is_empty());
    }
}

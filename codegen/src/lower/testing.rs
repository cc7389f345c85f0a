//! Small inputs for the tests of this stage.

use crate::api::{Api, Operation, Parameter, Presence};
use crate::diagnostic::Diagnostics;
use crate::postman::{
    Auth, Collection, FormParam, FormValue, Header, Item, Node, QueryParam, Request, Response, Url,
    Variable,
};
use crate::redact;

use super::{Input, LowerOptions, lower};

/// `GET {{baseUrl}}` with a path.
pub(super) fn item(name: &str, path: &str) -> Item {
    Item {
        pointer: format!("/item/{name}"),
        name: name.to_owned(),
        request: Request {
            method: "GET".to_owned(),
            url: Some(Url {
                host: "{{baseUrl}}".to_owned(),
                path: path.to_owned(),
                ..Url::default()
            }),
            ..Request::default()
        },
        ..Item::default()
    }
}

pub(super) fn with_query(mut item: Item, query: Vec<QueryParam>) -> Item {
    item.request.url.as_mut().unwrap().query = query;
    item
}

pub(super) fn with_headers(mut item: Item, headers: Vec<Header>) -> Item {
    item.request.headers = headers;
    item
}

pub(super) fn with_body(mut item: Item, body: crate::postman::Body) -> Item {
    item.request.method = "POST".to_owned();
    item.request.body = Some(body);
    item
}

pub(super) fn with_response(mut item: Item, code: u16, body: &str) -> Item {
    item.responses.push(Response {
        code: Some(code),
        body: Some(body.to_owned()),
        ..Response::default()
    });
    item
}

pub(super) fn query(key: &str, value: &str) -> QueryParam {
    QueryParam {
        key: Some(key.to_owned()),
        value: Some(value.to_owned()),
        ..QueryParam::default()
    }
}

pub(super) fn header(key: &str, value: &str) -> Header {
    Header {
        key: key.to_owned(),
        value: value.to_owned(),
        ..Header::default()
    }
}

pub(super) fn field(key: &str, value: &str) -> FormParam {
    FormParam {
        key: key.to_owned(),
        value: FormValue::Text(value.to_owned()),
        ..FormParam::default()
    }
}

pub(super) fn variable(key: &str, value: &str) -> Variable {
    Variable {
        key: key.to_owned(),
        value: value.to_owned(),
        ..Variable::default()
    }
}

pub(super) fn auth(kind: &str, parameters: &serde_json::Value) -> Auth {
    Auth {
        kind: kind.to_owned(),
        parameters: parameters.as_object().cloned().unwrap_or_default(),
        ..Auth::default()
    }
}

pub(super) fn collection(items: Vec<Item>, variables: Vec<Variable>) -> Collection {
    Collection {
        name: "Test".to_owned(),
        nodes: items
            .into_iter()
            .map(|item| Node::Item(Box::new(item)))
            .collect(),
        variables,
        ..Collection::default()
    }
}

/// Lowers a collection and says which diagnostics there were, by code.
pub(super) fn api_with_codes(collection: Collection) -> (Api, Vec<&'static str>) {
    let mut diagnostics = Diagnostics::default();
    let mut collection = collection;
    redact::collection(&mut collection, &mut Diagnostics::default());
    let input = Input {
        source_path: "test.json".to_owned(),
        collection,
    };
    let api =
        lower(&[input], &LowerOptions::default(), &mut diagnostics).expect("an item can be sent");
    (
        api,
        diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code.as_str())
            .collect(),
    )
}

pub(super) fn api(collection: Collection) -> Api {
    api_with_codes(collection).0
}

/// The only operation of a collection of one item.
pub(super) fn operation(item: Item, variables: Vec<Variable>) -> Operation {
    api(collection(vec![item], variables)).operations.remove(0)
}

/// Place, wire name and presence of each parameter, such as `query page optional`.
pub(super) fn summary(operation: &Operation) -> Vec<String> {
    operation.parameters.iter().map(summary_of).collect()
}

fn summary_of(parameter: &Parameter) -> String {
    let presence = match &parameter.presence {
        Presence::Required => "required".to_owned(),
        Presence::Optional => "optional".to_owned(),
        Presence::Variable => "of the client".to_owned(),
        Presence::Default(text) => format!("= {text}"),
        Presence::Preset(text) => format!("= {text}, or nothing"),
        Presence::Dynamic(name) => format!("= {name}"),
    };
    format!(
        "{} {} {presence}",
        parameter.location.as_str(),
        parameter.wire_name
    )
}

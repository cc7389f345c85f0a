//! Responses that the configuration declares.
//!
//! A sample is added to the collection before it is lowered, as if it was a saved response, so its type is named and shared
//! like all others. A Rust type is set afterwards.

use crate::api::{Evidence, Fact, Ident, Operation, Payload, TypeDef};
use crate::config::{Config, Correction, ItemCorrection};
use crate::diagnostic::Code;
use crate::pointer::below;
use crate::postman::{Collection, Header, Item, Node, Response};
use crate::reason;

use super::skip::find;
use super::{ConfigReport, parse_type};

/// Adds the responses that the configuration declares to their items.
pub(crate) fn declare(collection: &mut Collection, config: &mut Config) {
    let items = |node: &Node| matches!(node, Node::Item(_));
    for correction in &mut config.items {
        if correction.change.responses.is_empty() {
            continue;
        }
        for pointer in find(&collection.nodes, &correction.key, items).pointers {
            let Some(item) = item_at(&mut collection.nodes, &pointer) else {
                continue;
            };
            for response in &mut correction.change.responses {
                let declared = &mut response.change;
                declared.is_declared = true;
                add(item, declared.status, declared.sample.as_deref());
            }
        }
    }
}

fn item_at<'a>(nodes: &'a mut [Node], pointer: &str) -> Option<&'a mut Item> {
    nodes.iter_mut().find_map(|node| match node {
        Node::Item(item) => (item.pointer == pointer).then_some(&mut **item),
        Node::Folder(folder) => item_at(&mut folder.nodes, pointer),
    })
}

/// Adds a response. A sample replaces the saved ones with its status.
fn add(item: &mut Item, status: u16, sample: Option<&str>) {
    let has_status = |response: &Response| response.code == Some(status);
    if sample.is_some() {
        item.responses.retain(|response| !has_status(response));
    } else if item.responses.iter().any(has_status) {
        return;
    }
    let pointer = below(&below(&item.pointer, "response"), &status.to_string());
    item.responses.push(Response {
        name: String::new(),
        id: String::new(),
        code: Some(status),
        status: reason::phrase(status).map(str::to_owned),
        headers: vec![Header {
            pointer: pointer.clone(),
            key: "Content-Type".to_owned(),
            value: "application/json".to_owned(),
            disabled: false,
            is_redacted: false,
            description: None,
        }],
        body: sample.map(str::to_owned),
        preview_language: Some("json".to_owned()),
        original_request: None,
        pointer,
    });
}

/// Sets the types that the configuration declares.
pub(super) fn apply(
    operation: &mut Operation,
    correction: &Correction<ItemCorrection>,
    shared: &[Ident],
    report: &mut ConfigReport<'_>,
) {
    for response in &correction.change.responses {
        let declared = &response.change;
        if !declared.is_declared {
            let message = format!("no item is called `{}` in the collection", correction.key);
            let help = "name the item as in the collection, or use its JSON pointer";
            report.error(Code::ConfigUnmatched, response.position, message, help);
            continue;
        }
        let Some(ty) = &declared.ty else { continue };
        let own = operation.types.iter().map(TypeDef::name);
        let known: Vec<&str> = shared.iter().chain(own).map(Ident::as_str).collect();
        let Some(payload) = parse_type::parse(&ty.key, &known) else {
            let message = format!("`{}` is not a type", ty.key);
            let help = "use a path such as `crate::Status`, or a type that `codegen list` shows";
            report.error(Code::ConfigType, ty.position, message, help);
            continue;
        };
        let mut responses = operation.responses.iter_mut();
        if let Some(response) = responses.find(|it| it.status == Some(declared.status)) {
            response.payload = Payload::Json(payload);
            response.evidence = Evidence::of(Fact::Configured);
        }
    }
}

//! Responses that the configuration declares.
//!
//! A sample is added to the collection before it is lowered, as if it was a saved response, so its type is named and shared
//! like all others. A Rust type is set afterwards.

use std::collections::{BTreeSet, HashMap};

use crate::api::{Evidence, Fact, Operation, Payload};
use crate::config::{Config, Correction, ItemCorrection, ResponseCorrection};
use crate::diagnostic::Code;
use crate::pointer::below;
use crate::postman::{Collection, Header, Item, Node, Response};
use crate::reason;

use super::parse_type::{self, KnownTypes};
use super::{ConfigReport, skip};

/// Adds the responses that the configuration declares to their items.
pub(crate) fn declare(collection: &mut Collection, config: &mut Config) {
    let declares = |it: &&mut Correction<ItemCorrection>| !it.change.responses.is_empty();
    let mut corrections = config.items.iter_mut().filter(declares).peekable();
    if corrections.peek().is_none() {
        return;
    }
    let index = skip::items(&collection.nodes);
    let mut of_items: HashMap<&str, Vec<&ResponseCorrection>> = HashMap::new();
    for correction in corrections {
        let found = index.matches(&correction.key).matching;
        for response in &mut correction.change.responses {
            response.change.is_declared |= !found.is_empty();
        }
        let responses: &[Correction<ResponseCorrection>] = &correction.change.responses;
        for pointer in index.places(&found) {
            let declared = of_items.entry(pointer).or_default();
            declared.extend(responses.iter().map(|response| &response.change));
        }
    }
    add_to(&mut collection.nodes, &of_items);
}

fn add_to(nodes: &mut [Node], of_items: &HashMap<&str, Vec<&ResponseCorrection>>) {
    for node in nodes {
        match node {
            Node::Item(item) => {
                for declared in of_items.get(&*item.pointer).into_iter().flatten() {
                    add(item, declared.status, declared.sample.as_deref());
                }
            }
            Node::Folder(folder) => add_to(&mut folder.nodes, of_items),
        }
    }
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
    shared: &BTreeSet<String>,
    report: &mut ConfigReport<'_>,
) {
    if correction.change.responses.is_empty() {
        return;
    }
    let own = operation.types.iter().map(|it| it.name().to_string());
    let own: BTreeSet<String> = own.collect();
    for response in &correction.change.responses {
        let declared = &response.change;
        if !declared.is_declared {
            let message = format!("no item is called `{}` in the collection", correction.key);
            let help = "name the item as in the collection, or use its JSON pointer";
            report.error(Code::ConfigUnmatched, response.position, message, help);
            continue;
        }
        let Some(ty) = &declared.ty else { continue };
        let known = KnownTypes {
            shared: Some(shared),
            own: Some(&own),
        };
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

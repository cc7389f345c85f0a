//! Folders: names, order, and what their definitions add.

use std::cmp::Ordering;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Origin;

use super::auth::{Known, auth, blocks};
use super::part::Part;
use super::request::{conflicting_query, events, item, kind, name, profile};
use super::yaml::{self, Node, located};
use super::{Folder, RequestFile, Rewritten, pairs};

/// Rewrites a collection. What cannot be read is left out with a diagnostic.
pub(crate) fn rewritten(folder: &Folder) -> Rewritten {
    let mut diagnostics = Diagnostics::default();
    let definition = definition(folder, &mut diagnostics);
    let known: Known<'_> = blocks(definition.as_ref()).collect();
    let items = items(folder, &known, &mut diagnostics);
    let node = definition.as_ref();
    let info = Part::object()
        .with(
            "name",
            node.map_or_else(
                || Part::new(folder.stem.as_str()),
                |node| name(node, &folder.stem),
            ),
        )
        .with(
            "description",
            node.and_then(|node| node.get("description"))
                .map(Part::scalar),
        );
    let collection = Part::object()
        .with("info", info)
        .with("item", Part::list(items))
        .with(
            "variable",
            pairs::list(node.and_then(|node| node.get("variables"))),
        )
        .with("auth", auth(node, &Known::new()))
        .with("event", node.and_then(events))
        .with("protocolProfileBehavior", settings(node));
    let (value, origins) = collection.document();
    Rewritten {
        text: Value::to_string(&value),
        origins,
        diagnostics,
    }
}

fn definition(folder: &Folder, diagnostics: &mut Diagnostics) -> Option<Node> {
    read(folder.definition.as_ref()?, diagnostics)
}

fn read(source: &crate::source::Source, diagnostics: &mut Diagnostics) -> Option<Node> {
    yaml::read(source)
        .map_err(|problem| diagnostics.push(*problem))
        .ok()
}

/// The requests and folders of a folder in their order: by `order`, then by name.
fn items(folder: &Folder, known: &Known<'_>, diagnostics: &mut Diagnostics) -> Vec<Part> {
    let mut items: Vec<(Option<f64>, &str, Part)> = Vec::new();
    for request in &folder.requests {
        let Some(node) = read(&request.source, diagnostics) else {
            continue;
        };
        match with_examples(request, &node, known, diagnostics) {
            Some(part) => {
                diagnostics.extend(conflicting_query(&node));
                items.push((order(&node), &request.stem, part));
            }
            None => diagnostics.push(not_http(&node)),
        }
    }
    for inner in &folder.folders {
        let definition = definition(inner, diagnostics);
        let order = definition.as_ref().and_then(order);
        let part = folder_part(inner, definition.as_ref(), known, diagnostics);
        items.push((order, &inner.stem, part));
    }
    items.sort_by(|(a, name, _), (b, other, _)| by_order(*a, *b).then_with(|| name.cmp(other)));
    items.into_iter().map(|(.., part)| part).collect()
}

fn with_examples(
    request: &RequestFile,
    node: &Node,
    known: &Known<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Part> {
    let mut examples: Vec<(&str, Node)> = request
        .examples
        .iter()
        .filter_map(|(stem, source)| Some((stem.as_str(), read(source, diagnostics)?)))
        .collect();
    examples.sort_by(|(name, a), (other, b)| {
        by_order(order(a), order(b)).then_with(|| name.cmp(other))
    });
    item(node, &request.stem, &examples, known)
}

fn folder_part(
    folder: &Folder,
    definition: Option<&Node>,
    known: &Known<'_>,
    diagnostics: &mut Diagnostics,
) -> Part {
    let known: Known<'_> = known.iter().copied().chain(blocks(definition)).collect();
    let part = Part::object()
        .with(
            "name",
            definition.map_or_else(
                || Part::new(folder.stem.as_str()),
                |node| name(node, &folder.stem),
            ),
        )
        .with(
            "description",
            definition
                .and_then(|node| node.get("description"))
                .map(Part::scalar),
        )
        .with("item", Part::list(items(folder, &known, diagnostics)))
        .with("auth", auth(definition, &known))
        .with("event", definition.and_then(events))
        .with("protocolProfileBehavior", settings(definition));
    match definition {
        Some(node) => part.from(&node.origin),
        None => part,
    }
}

fn settings(definition: Option<&Node>) -> Option<Part> {
    definition
        .and_then(|node| node.get("settings"))
        .map(profile)
}

fn order(node: &Node) -> Option<f64> {
    node.text_of("order")?.parse().ok()
}

/// Those without an order are last.
fn by_order(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

fn not_http(request: &Node) -> Diagnostic {
    let message = format!(
        "`{}` is not sent over HTTP, so it is left out",
        kind(request)
    );
    let help = "nothing to do: only `http-request` and `graphql-request` become operations";
    let origin: &Origin = &request.origin;
    located(
        Diagnostic::new(Code::NotHttp, "", message).help(help),
        origin,
    )
}

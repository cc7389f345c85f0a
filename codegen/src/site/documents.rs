//! The files that items come from, without their secrets: the JSON of each item, its saved responses, its diagnostics.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::Value;

use crate::api::Operation;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::inputs::ApiInput;
use crate::postman::{Node, Response, document, parse};
use crate::redact::{self, Finding};
use crate::source::{Origin, Place, Source};

/// The files of all inputs, by the name that generated code has for them.
pub(super) struct Documents<'a>(BTreeMap<String, Document<'a>>);

struct Document<'a> {
    items: BTreeMap<String, ItemSource<'a>>,
}

/// An item as its file has it.
pub(super) struct ItemSource<'a> {
    /// The file.
    pub(super) file: String,
    /// Where it starts in the file, from 1.
    pub(super) line: u32,
    /// Its JSON pointer.
    pub(super) pointer: String,
    /// Its JSON.
    pub(super) json: Value,
    /// Its saved responses.
    pub(super) saved: Vec<Response>,
    /// Its diagnostics, by JSON pointers of the document.
    pub(super) diagnostics: BTreeMap<String, Vec<&'a Diagnostic>>,
}

impl<'a> Documents<'a> {
    pub(super) fn read(inputs: &'a [ApiInput], diagnostics: &'a Diagnostics) -> Self {
        let mut by_file: BTreeMap<&str, BTreeMap<&str, Vec<&Diagnostic>>> = BTreeMap::new();
        for diagnostic in diagnostics {
            let file = by_file.entry(&diagnostic.file).or_default();
            let pointer = file.entry(&diagnostic.pointer).or_default();
            pointer.push(diagnostic);
        }
        let sources: Vec<(&ApiInput, &Source)> = inputs
            .iter()
            .flat_map(|input| input.sources.iter().map(move |source| (input, source)))
            .collect();
        let documents: Vec<(String, Document<'a>)> = sources
            .par_iter()
            .map(|(input, source)| {
                let document = Document::read(input, source, &by_file);
                (input.label_of(&source.path), document)
            })
            .collect();
        let mut all = BTreeMap::new();
        for (label, document) in documents {
            all.entry(label).or_insert(document);
        }
        Self(all)
    }

    /// An operation as its file has it.
    pub(super) fn find(&self, operation: &Operation) -> Option<&ItemSource<'a>> {
        self.0.get(&operation.source)?.items.get(&operation.pointer)
    }
}

/// Diagnostics by file and pointer.
type ByFile<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Vec<&'a Diagnostic>>>;

impl<'a> Document<'a> {
    fn read(input: &ApiInput, source: &Source, diagnostics: &ByFile<'a>) -> Self {
        let mut ignored = Diagnostics::default();
        let Some(mut collection) = parse(&source.text, &mut ignored) else {
            return Self {
                items: BTreeMap::new(),
            };
        };
        let findings = Findings::of(redact::of_collection(&mut collection));
        let mut saved = Vec::new();
        collect(collection.nodes, &mut saved);
        let json = document(&source.text).unwrap_or_default();
        let places: Vec<Place<'_>> = saved
            .iter()
            .map(|(pointer, _)| Place {
                pointer,
                inside: None,
            })
            .collect();
        let lines = source.locate(&places);
        let origins = input.origins.iter().find(|it| it.path == source.path);
        let items = saved
            .iter()
            .zip(lines)
            .filter_map(|((pointer, saved), (line, _))| {
                let mut json = json.pointer(pointer)?.clone();
                redact::document(&mut json, findings.near(pointer));
                let origin = origins.and_then(|it| it.of.of(pointer));
                let item = ItemSource {
                    file: input.label_of(origin.map_or(&source.path, |it| &it.file)),
                    line: origin.map_or(line, |it| it.line),
                    pointer: pointer.clone(),
                    diagnostics: of_item(source, pointer, &json, origin, diagnostics),
                    json,
                    saved: saved.clone(),
                };
                Some((pointer.clone(), item))
            });
        Self {
            items: items.collect(),
        }
    }
}

/// The secrets of a document.
struct Findings {
    by_pointer: BTreeMap<String, Vec<Finding>>,
    /// Those outside of items, such as values of variables, which can be repeated in any item.
    elsewhere: Vec<Finding>,
}

impl Findings {
    fn of(found: Vec<Finding>) -> Self {
        let is_elsewhere = |it: &Finding| {
            let pointer = &it.pointer;
            !pointer.contains("/item/") && !pointer.contains("/requests/")
        };
        let (elsewhere, inside): (Vec<_>, Vec<_>) = found.into_iter().partition(is_elsewhere);
        let mut by_pointer: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
        for finding in inside {
            let pointer = finding.pointer.clone();
            by_pointer.entry(pointer).or_default().push(finding);
        }
        Self {
            by_pointer,
            elsewhere,
        }
    }

    /// The secrets that an item can contain.
    fn near(&self, item: &str) -> impl Iterator<Item = &Finding> {
        let below = self.by_pointer.range(item.to_owned()..);
        let below = below.take_while(move |(pointer, _)| pointer.starts_with(item));
        below.flat_map(|(_, found)| found).chain(&self.elsewhere)
    }
}

/// The pointers and the saved responses of all items.
fn collect(nodes: Vec<Node>, items: &mut Vec<(String, Vec<Response>)>) {
    for node in nodes {
        match node {
            Node::Folder(folder) => collect(folder.nodes, items),
            Node::Item(item) => items.push((item.pointer, item.responses)),
        }
    }
}

/// The diagnostics of an item. What its JSON does not have is attached to the value above it.
fn of_item<'a>(
    source: &Source,
    pointer: &str,
    json: &Value,
    origin: Option<&Origin>,
    diagnostics: &ByFile<'a>,
) -> BTreeMap<String, Vec<&'a Diagnostic>> {
    let (file, start) = match origin {
        Some(origin) => (origin.file.as_str(), origin.pointer.as_str()),
        None => (source.path.as_str(), pointer),
    };
    let mut attached: BTreeMap<String, Vec<&Diagnostic>> = BTreeMap::new();
    let Some(of_file) = diagnostics.get(file) else {
        return attached;
    };
    let near = of_file
        .range(start..)
        .take_while(|(at, _)| at.starts_with(start));
    for (at, found) in near.filter(|(at, _)| is_step(&at[start.len()..])) {
        // Pointers of YAML files are not those of the document.
        let mut inside = if origin.is_some() {
            ""
        } else {
            &at[start.len()..]
        };
        while json.pointer(inside).is_none() {
            inside = &inside[..inside.rfind('/').unwrap_or_default()];
        }
        let all = attached.entry(format!("{pointer}{inside}")).or_default();
        all.extend(found);
    }
    attached
}

/// Whether the rest of a pointer begins with a step.
fn is_step(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('/')
}

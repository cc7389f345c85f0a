//! The way to each item, and what it inherits there.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::{Map, Value};

use crate::api::FormatTypes;
use crate::postman::{Auth, Body, Collection, Folder, Item, Node, Url};
use crate::prose;
use crate::variables::Variables;
use crate::variables::{secrets, template};

use super::CodeFields;
use super::profile;
use super::server;

/// How many requests share a variable at least. The variables of a single item are its own.
const SHARING: usize = 2;

/// One input file, with what all its items share.
#[derive(Debug)]
pub(super) struct File<'a> {
    /// The path as the user named it.
    pub path: &'a str,
    /// What it says.
    pub collection: &'a Collection,
    /// The values of its variables.
    pub values: Variables,
    /// Variables of its origins that have another value in an earlier file.
    pub foreign: BTreeSet<String>,
    /// Whether any of its parameters carries the converter's `(Required) ` mark.
    pub marks_required: bool,
    /// Whether any of them has a type's name for a value, such as `<integer>`: a converter from `OpenAPI` made them.
    pub shows_types: bool,
    /// Query keys with a literal value, in some request, that is not a number.
    pub not_numbers: HashSet<&'a str>,
    /// Query keys with a literal value, in some request, that is neither `true` nor `false`.
    pub not_flags: HashSet<&'a str>,
    /// The variables that [`SHARING`] requests or more use, and at least half of all.
    pub shared_variables: BTreeSet<String>,
    /// How many requests it holds.
    pub requests: usize,
    /// The types of strings of a format.
    pub format_types: FormatTypes,
    /// Where failures carry their code.
    pub code_fields: CodeFields,
    /// Whether saved responses are tested.
    pub has_tests: bool,
}

impl<'a> File<'a> {
    pub(super) fn new(path: &'a str, collection: &'a Collection, values: Variables) -> Self {
        let mut file = Self {
            path,
            collection,
            values,
            foreign: BTreeSet::new(),
            marks_required: false,
            shows_types: false,
            not_numbers: HashSet::new(),
            not_flags: HashSet::new(),
            shared_variables: BTreeSet::new(),
            requests: 0,
            format_types: FormatTypes::new(),
            code_fields: CodeFields::default(),
            has_tests: false,
        };
        let (mut marks_required, mut shows_types) = (false, false);
        let (mut requests, mut uses) = (0, BTreeMap::new());
        let (mut not_numbers, mut not_flags) = (HashSet::new(), HashSet::new());
        each_item(
            &collection.nodes,
            &Inherited::of(collection),
            &mut |item, _| {
                requests += 1;
                for variable in variables(item) {
                    *uses.entry(variable).or_insert(0) += 1;
                }
                for (value, description) in parameters(item) {
                    marks_required |= description.is_some_and(|it| it.starts_with("(Required) "));
                    shows_types |= value.is_some_and(|value| prose::placeholder(value).is_some());
                }
                for (key, value) in literals(item) {
                    if value.parse::<i64>().is_err() {
                        not_numbers.insert(key);
                    }
                    if !matches!(value, "true" | "false") {
                        not_flags.insert(key);
                    }
                }
            },
        );
        let shared = uses.into_iter();
        let shared = shared.filter(|(_, uses)| *uses >= SHARING && uses * 2 >= requests);
        let shared = shared.map(|(variable, _)| variable.to_owned()).collect();
        file.not_numbers = not_numbers;
        file.not_flags = not_flags;
        file.shared_variables = shared;
        file.requests = requests;
        file.marks_required = marks_required;
        file.shows_types = shows_types;
        file
    }

    /// Whether a converter from `OpenAPI` wrote the file, so that its values are generated.
    pub(super) fn is_converted(&self) -> bool {
        self.marks_required || self.shows_types
    }

    /// Whether the file holds a collection, and not one folder or one item.
    pub(super) fn is_collection(&self) -> bool {
        match self.collection.nodes.as_slice() {
            [Node::Folder(folder)] => !folder.pointer.is_empty(),
            [Node::Item(item)] => !item.pointer.is_empty(),
            _ => true,
        }
    }

    /// Finds out which variables of its origins differ from those of earlier files, as `known` has them.
    pub(super) fn compare(&mut self, known: &mut BTreeMap<String, String>) {
        let mut own = BTreeMap::new();
        self.each_item(&mut |item, _| {
            let origin = item
                .request
                .url
                .as_ref()
                .map(server::origin)
                .unwrap_or_default();
            if let (Some(variable), Ok(value)) = (
                template::only_variable(&origin),
                self.values.resolve(&origin),
            ) {
                own.insert(variable.to_owned(), value);
            }
        });
        for (variable, value) in own {
            if *known
                .entry(variable.clone())
                .or_insert_with(|| value.clone())
                != value
            {
                self.foreign.insert(variable);
            }
        }
    }

    /// The origin of a URL; a variable that has another value in an earlier file is replaced by its value.
    pub(super) fn origin(&self, url: &Url) -> String {
        let origin = self.values.without_nesting(&server::origin(url));
        match template::only_variable(&origin) {
            Some(variable) if self.foreign.contains(variable) => {
                self.values.resolve(&origin).unwrap_or(origin)
            }
            _ => origin,
        }
    }

    /// Visits all items in file order.
    pub(super) fn each_item<'b>(&'b self, visit: &mut dyn FnMut(&'b Item, &Inherited<'b>)) {
        each_item(
            &self.collection.nodes,
            &Inherited::of(self.collection),
            visit,
        );
    }
}

/// The variables of a request, each once, without the dynamic ones. One that is the whole body is what the request is about.
fn variables(item: &Item) -> BTreeSet<&str> {
    let whole_body = match &item.request.body {
        Some(Body::Raw { text, .. }) if template::only_variable(text).is_some() => text.as_str(),
        _ => "",
    };
    let mut variables = BTreeSet::new();
    item.request.each_text(&mut |text| {
        if std::ptr::eq(text, whole_body) {
            return;
        }
        let named = template::variables(text);
        let named = named.filter(|it| !it.starts_with('$') && !it.trim().is_empty());
        variables.extend(named);
    });
    variables
}

/// The keys of an item's query that have literal values, with these.
fn literals(item: &Item) -> impl Iterator<Item = (&str, &str)> {
    let query = item.request.url.iter().flat_map(|url| &url.query);
    query.filter_map(|entry| {
        let (key, value) = (entry.key.as_deref()?, entry.value.as_deref()?);
        let is_open =
            value.is_empty() || template::has_variable(value) || secrets::is_placeholder(value);
        (!is_open).then_some((key, value))
    })
}

fn each_item<'a>(
    nodes: &'a [Node],
    inherited: &Inherited<'a>,
    visit: &mut dyn FnMut(&'a Item, &Inherited<'a>),
) {
    for node in nodes {
        match node {
            Node::Folder(folder) => each_item(&folder.nodes, &inherited.of_folder(folder), visit),
            Node::Item(item) => visit(item, &inherited.of_item(item)),
        }
    }
}

/// What an item has from its folders and its collection.
#[derive(Debug, Clone)]
pub(super) struct Inherited<'a> {
    /// The nearest auth block with a type (docs/postman-semantics.md §6.1).
    pub auth: Option<&'a Auth>,
    /// `protocolProfileBehavior`, merged.
    pub profile: Map<String, Value>,
}

impl<'a> Inherited<'a> {
    pub(super) fn of(collection: &'a Collection) -> Self {
        Self {
            auth: typed(collection.auth.as_ref()),
            profile: collection.profile.clone(),
        }
    }

    pub(super) fn of_folder(&self, folder: &'a Folder) -> Self {
        self.overlaid(folder.auth.as_ref(), &folder.profile)
    }

    pub(super) fn of_item(&self, item: &'a Item) -> Self {
        self.overlaid(item.request.auth.as_ref(), &item.profile)
    }

    fn overlaid(&self, auth: Option<&'a Auth>, settings: &Map<String, Value>) -> Self {
        Self {
            auth: typed(auth).or(self.auth),
            profile: profile::merged(&self.profile, settings),
        }
    }
}

/// Only a type that is neither empty nor the word `type` stops the walk (docs/postman-semantics.md §6.1).
fn typed(auth: Option<&Auth>) -> Option<&Auth> {
    auth.filter(|auth| !auth.kind.is_empty() && auth.kind != "type")
}

/// The values and the descriptions of an item's path variables, query, headers and form.
fn parameters(item: &Item) -> impl Iterator<Item = (Option<&str>, Option<&str>)> {
    let request = &item.request;
    let query = request.url.iter().flat_map(|url| &url.query);
    let fields: &[_] = match &request.body {
        Some(Body::Urlencoded(fields) | Body::FormData(fields)) => fields,
        _ => &[],
    };
    let path = request.url.iter().flat_map(|url| &url.variables);
    query
        .map(|it| (it.value.as_deref(), it.description.as_deref()))
        .chain(path.map(|it| (it.value.as_deref(), it.description.as_deref())))
        .chain(
            request
                .headers
                .iter()
                .map(|it| (Some(it.value.as_str()), it.description.as_deref())),
        )
        .chain(
            fields
                .iter()
                .map(|it| (it.value.text(), it.description.as_deref())),
        )
}

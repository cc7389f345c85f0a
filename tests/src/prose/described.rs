//! The parameters of a collection that have a description.

use std::collections::BTreeSet;
use std::rc::Rc;

use codegen::internals::{Body, Collection, FormValue, Item, Node};

/// A parameter in the words of its collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// Its key.
    pub key: String,
    /// The value next to the description.
    pub value: String,
    /// The description.
    pub text: String,
    /// The keys of all parameters of the request.
    pub keys: Rc<BTreeSet<String>>,
}

/// Every described parameter of the path, the query, the headers and forms, in file order.
#[must_use]
pub fn described(collection: &Collection) -> Vec<Described> {
    let mut all = Vec::new();
    add_nodes(&collection.nodes, &mut all);
    all
}

fn add_nodes(nodes: &[Node], all: &mut Vec<Described>) {
    for node in nodes {
        match node {
            Node::Folder(folder) => add_nodes(&folder.nodes, all),
            Node::Item(item) => add_item(item, all),
        }
    }
}

fn add_item(item: &Item, all: &mut Vec<Described>) {
    let keys = item.request.parameter_keys();
    let keys: Rc<BTreeSet<String>> = Rc::new(keys.into_iter().map(str::to_owned).collect());
    let mut add = |key: &str, value: &str, text: &Option<String>| {
        if let Some(text) = text.as_deref().filter(|text| !text.trim().is_empty()) {
            all.push(Described {
                key: key.to_owned(),
                value: value.to_owned(),
                text: text.to_owned(),
                keys: Rc::clone(&keys),
            });
        }
    };
    let request = &item.request;
    if let Some(url) = &request.url {
        for it in &url.variables {
            add(
                &it.key,
                it.value.as_deref().unwrap_or_default(),
                &it.description,
            );
        }
        for it in &url.query {
            let value = it.value.as_deref().unwrap_or_default();
            add(
                it.key.as_deref().unwrap_or_default(),
                value,
                &it.description,
            );
        }
    }
    for it in &request.headers {
        add(&it.key, &it.value, &it.description);
    }
    if let Some(Body::Urlencoded(fields) | Body::FormData(fields)) = &request.body {
        for it in fields {
            let value = match &it.value {
                FormValue::Text(text) => text,
                FormValue::Texts(texts) => texts.first().map_or("", String::as_str),
                FormValue::Files(_) | FormValue::Base64(_) => "",
            };
            add(&it.key, value, &it.description);
        }
    }
}

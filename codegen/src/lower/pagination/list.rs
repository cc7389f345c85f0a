//! The list in a success value.

use crate::api::{Definitions, Field, Operation, Type, TypeDef};
use crate::pointer::below;
use crate::words::words;

use super::only;

/// Names of lists that are not what an operation lists.
const OTHERS: &[&str] = &[
    "actions",
    "aggregations",
    "columns",
    "detail",
    "details",
    "error",
    "errors",
    "facets",
    "fields",
    "filters",
    "headers",
    "included",
    "includes",
    "info",
    "links",
    "messages",
    "meta",
    "metadata",
    "notifications",
    "sort",
    "sorts",
    "warning",
    "warnings",
];

/// Names of lists that contain whatever an operation lists.
const USUAL: &[&str] = &[
    "collection",
    "content",
    "data",
    "docs",
    "documents",
    "elements",
    "entries",
    "entities",
    "hits",
    "items",
    "list",
    "objects",
    "records",
    "resources",
    "result",
    "results",
    "rows",
    "value",
    "values",
];

/// Names of objects that contain the list and what belongs to it.
const WRAPPERS: &[&str] = &[
    "body", "data", "embedded", "output", "payload", "response", "result", "results", "value",
];

/// Fields of objects that are a resource, so a list next to them is only one of its parts.
const IDENTITY: &[&str] = &["guid", "id", "key", "name", "sys", "uuid"];

/// A list, and where it is.
pub(super) struct Found<'a> {
    /// The JSON pointer of the list.
    pub list: String,
    /// The objects on the way to it: their JSON pointers and fields.
    pub way: Vec<(String, &'a [Field])>,
}

/// Finds the list.
pub(super) fn find<'a>(
    operation: &'a Operation,
    definitions: &Definitions<'a>,
) -> Option<Found<'a>> {
    let ty = operation.success_type()?;
    if let Type::List(_) = ty {
        return Some(Found {
            list: String::new(),
            way: Vec::new(),
        });
    }
    let fields = fields_of(ty, definitions)?;
    let mut way = vec![(String::new(), fields)];
    if fields.iter().any(is_list) {
        let list = the_one(fields, operation)?;
        let list = below("", &list.wire_name);
        return Some(Found { list, way });
    }
    let is_wrapper = |field: &&Field| WRAPPERS.contains(&key(&field.wire_name).as_str());
    let wrapped = fields.iter().filter(is_wrapper).filter_map(|wrapper| {
        let inner = fields_of(&wrapper.ty, definitions)?;
        Some((wrapper, inner, the_one(inner, operation)?))
    });
    let (wrapper, inner, list) = only(wrapped)?;
    let pointer = below("", &wrapper.wire_name);
    let list = below(&pointer, &list.wire_name);
    way.push((pointer, inner));
    Some(Found { list, way })
}

/// A name without case and separators: `nextpagetoken` of `next_page_token`, `nextPageToken` and `NextPageToken`.
pub(super) fn key(name: &str) -> String {
    words(name).concat()
}

/// The fields of a struct.
pub(super) fn fields_of<'a>(ty: &Type, definitions: &Definitions<'a>) -> Option<&'a [Field]> {
    let Type::Named(name) = ty else { return None };
    match definitions.named(name)? {
        TypeDef::Struct(def) => Some(&def.fields),
        TypeDef::Enum(_) | TypeDef::Union(_) => None,
    }
}

fn is_list(field: &Field) -> bool {
    matches!(field.ty, Type::List(_)) && !OTHERS.contains(&key(&field.wire_name).as_str())
}

/// The only list, or of several the only one with a usual name, or with that of the path.
fn the_one<'a>(fields: &'a [Field], operation: &Operation) -> Option<&'a Field> {
    let lists = fields.iter().filter(|field| is_list(field));
    let is_part = fields
        .iter()
        .any(|field| IDENTITY.contains(&key(&field.wire_name).as_str()));
    let resource = resource(&operation.path_template);
    let is_usual = |field: &&Field| USUAL.contains(&key(&field.wire_name).as_str());
    let is_resource = |field: &&Field| Some(key(&field.wire_name)) == resource;
    only(lists.clone())
        .filter(|only| !is_part || is_usual(only) || is_resource(only))
        .or_else(|| only(lists.clone().filter(is_resource)))
        .or_else(|| only(lists.filter(is_usual)))
}

/// The last word of a path that is not a parameter.
fn resource(path: &str) -> Option<String> {
    let mut segments = path.rsplit('/');
    let last = segments.find(|segment| !segment.is_empty())?;
    let is_word = !last.starts_with(':') && !last.contains("{{");
    is_word.then(|| words(last).concat())
}

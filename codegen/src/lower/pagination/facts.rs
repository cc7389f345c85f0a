//! What an operation shows of its pages.

use std::cell::OnceCell;

use serde_json::Value;

use crate::api::{
    Definitions, Field, Location, Operation, Parameter, QueryEntry, SavedResponse, ServerVariable,
    Type, is_success,
};
use crate::pointer::below;
use crate::prose;

use super::list::{self, Found, fields_of, key};
use super::only;

/// Names of objects that contain what leads from one page to the next.
const CONTAINERS: &[&str] = &[
    "cursor",
    "cursors",
    "info",
    "links",
    "listmetadata",
    "meta",
    "metadata",
    "page",
    "pageinfo",
    "pagemetadata",
    "pager",
    "pages",
    "paginate",
    "pagination",
    "paginationinfo",
    "paginationmetadata",
    "paging",
    "paginginfo",
    "pagingmetadata",
    "responsemetadata",
    "resultinfo",
    "resultset",
];

/// Fields that say whether there is a next page.
const MORE: &[&str] = &[
    "hasmore",
    "hasmoreitems",
    "hasmorepages",
    "hasmoreresults",
    "hasnext",
    "hasnextpage",
    "istruncated",
    "moreavailable",
    "moreresults",
];

/// How many containers can be in each other.
const DEPTH: usize = 3;

/// What an operation shows of its pages.
pub(super) struct Facts<'a> {
    pub operation: &'a Operation,
    /// The JSON pointer of the list.
    pub list: String,
    /// The fields of its items, if they are objects.
    pub item_fields: &'a [Field],
    /// Its query parameters with a single value.
    pub parameters: Vec<Named<'a>>,
    /// The fields next to the list and its containers.
    pub fields: Vec<Near<'a>>,
    servers: &'a [ServerVariable],
    saved: OnceCell<Vec<Saved<'a>>>,
}

/// A query parameter.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    pub parameter: &'a Parameter,
}

/// A field next to a list.
pub(super) struct Near<'a> {
    pub field: &'a Field,
    /// Its JSON pointer.
    pub pointer: String,
    /// Its [`key`].
    pub key: String,
    /// The key of the object that contains it; empty next to the list.
    pub container: String,
}

/// A saved success, with its JSON.
pub(super) struct Saved<'a> {
    pub response: &'a SavedResponse,
    pub body: Value,
}

impl<'a> Facts<'a> {
    /// The facts of an operation that returns a list; [`None`] if it does not.
    pub(super) fn of(
        operation: &'a Operation,
        definitions: &Definitions<'a>,
        servers: &'a [ServerVariable],
    ) -> Option<Self> {
        if operation.method != "GET" {
            return None;
        }
        let Found { list, way } = list::find(operation, definitions)?;
        let item = operation.success_type().map(Type::innermost)?;
        let mut item_fields = way
            .is_empty()
            .then(|| fields_of(item, definitions))
            .flatten();
        let mut fields = Vec::new();
        for (pointer, own) in way {
            let listed = own.iter().find(|it| below(&pointer, &it.wire_name) == list);
            let listed = listed.map(|field| field.ty.innermost());
            item_fields = item_fields.or_else(|| fields_of(listed?, definitions));
            collect(&pointer, "", own, definitions, DEPTH, &mut fields);
        }
        Some(Self {
            operation,
            list,
            item_fields: item_fields.unwrap_or_default(),
            parameters: parameters(operation),
            fields,
            servers,
            saved: OnceCell::new(),
        })
    }

    /// Whether the list is the whole response.
    pub(super) fn is_bare(&self) -> bool {
        self.list.is_empty()
    }

    /// The parameters with one of these keys.
    pub(super) fn parameters_of(&self, keys: &[&str]) -> Vec<Named<'a>> {
        let is_one = |it: &&Named<'_>| keys.contains(&it.key().as_str());
        self.parameters.iter().filter(is_one).copied().collect()
    }

    /// The only parameter with one of these keys.
    pub(super) fn parameter(&self, keys: &[&str]) -> Option<Named<'a>> {
        only(self.parameters_of(keys).into_iter())
    }

    /// The only field with one of these keys that `is_fit`.
    pub(super) fn field(
        &self,
        keys: &[&str],
        is_fit: impl Fn(&Near<'a>) -> bool,
    ) -> Option<&Near<'a>> {
        let is_one = |it: &&Near<'a>| keys.contains(&it.key.as_str()) && is_fit(it);
        only(self.fields.iter().filter(is_one))
    }

    /// The field that is `false` on the last page.
    pub(super) fn more(&self) -> Option<&Near<'a>> {
        self.field(MORE, |it| it.field.ty == Type::Bool)
    }

    /// The saved successes that are JSON.
    pub(super) fn saved(&self) -> &[Saved<'a>] {
        self.saved.get_or_init(|| {
            let all = self.operation.saved_responses.iter();
            let successes = all.filter(|it| is_success(Some(it.status)));
            let parsed = successes.filter_map(|response| {
                let body = serde_json::from_str(&response.body).ok()?;
                Some(Saved { response, body })
            });
            parsed.collect()
        })
    }

    /// The texts and numbers that saved responses have in a field, without placeholder data.
    pub(super) fn values(&self, pointer: &str) -> Vec<String> {
        let bodies = self.saved().iter();
        bodies.filter_map(|saved| saved.text(pointer)).collect()
    }

    /// Scheme and host of the server, if they are known.
    pub(super) fn origin(&self) -> Option<String> {
        let mut server = self.operation.server.clone();
        for variable in self.servers {
            if let Some(default) = &variable.default {
                server = server.replace(&format!("{{{{{}}}}}", variable.variable), default);
            }
        }
        (!server.contains("{{")).then(|| origin_of(&server))?
    }
}

/// Scheme and host of an absolute URL.
pub(super) fn origin_of(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    Some(format!("{scheme}://{host}").to_ascii_lowercase())
}

impl Named<'_> {
    pub(super) fn name(self) -> String {
        self.parameter.wire_name.clone()
    }

    pub(super) fn key(self) -> String {
        key(&self.parameter.wire_name)
    }

    /// The description, in lower case on one line.
    pub(super) fn docs(self) -> String {
        self.parameter.docs.lines().join(" ").to_lowercase()
    }
}

impl Near<'_> {
    pub(super) fn is_number(&self) -> bool {
        is_number(&self.field.ty)
    }

    /// The description, in lower case on one line.
    pub(super) fn docs(&self) -> String {
        self.field.docs.lines().join(" ").to_lowercase()
    }
}

impl Saved<'_> {
    /// A text or a number; [`None`] for placeholder data.
    pub(super) fn text(&self, pointer: &str) -> Option<String> {
        let text = match self.body.pointer(pointer)? {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        (!text.is_empty() && !prose::is_filler(&text)).then_some(text)
    }

    pub(super) fn number(&self, pointer: &str) -> Option<u64> {
        self.text(pointer)?.parse().ok()
    }

    /// Whether a member is `null`, `false` or an empty text.
    pub(super) fn is_nothing(&self, pointer: &str) -> bool {
        matches!(
            self.body.pointer(pointer),
            Some(Value::Null | Value::Bool(false))
        ) || self.body.pointer(pointer).and_then(Value::as_str) == Some("")
    }

    /// The number of items in a list.
    pub(super) fn count(&self, list: &str) -> u64 {
        let items = self.body.pointer(list).and_then(Value::as_array);
        items.map_or(0, |items| items.len() as u64)
    }

    /// The value of a query parameter in the request, if it has one.
    pub(super) fn asked(&self, parameter: &str) -> Option<&str> {
        let mut query = self.response.request.query.iter();
        let (_, value) = query.find(|(key, _)| key == parameter)?;
        (!value.is_empty()).then_some(value)
    }
}

fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::I32 | Type::I64 | Type::U64 | Type::F64)
}

/// The query parameters that have one key and one value.
fn parameters(operation: &Operation) -> Vec<Named<'_>> {
    let indexes = operation.query.iter().filter_map(|entry| match entry {
        QueryEntry::Parameter(index) | QueryEntry::Key(index) => Some(*index),
        QueryEntry::Literal(_) | QueryEntry::Composed { .. } => None,
    });
    let parameters = indexes.filter_map(|index| operation.parameters.get(index));
    parameters
        .filter(|it| it.location == Location::Query && !matches!(it.ty, Type::List(_)))
        .map(|parameter| Named { parameter })
        .collect()
}

/// Collects fields, and those of containers in them.
fn collect<'a>(
    pointer: &str,
    container: &str,
    own: &'a [Field],
    definitions: &Definitions<'a>,
    depth: usize,
    all: &mut Vec<Near<'a>>,
) {
    for field in own {
        let (at, key) = (below(pointer, &field.wire_name), key(&field.wire_name));
        let inner = fields_of(&field.ty, definitions);
        if let Some(inner) = inner.filter(|_| depth > 0) {
            if key == "next" || CONTAINERS.contains(&key.as_str()) {
                collect(&at, &key, inner, definitions, depth - 1, all);
            }
        } else {
            all.push(Near {
                field,
                pointer: at,
                key,
                container: container.to_owned(),
            });
        }
    }
}

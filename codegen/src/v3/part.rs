//! Parts of a document of format 2.1, each with its origin.

use serde_json::{Map, Value};

use crate::pointer::below;
use crate::source::{Origin, Origins};

use super::yaml::{Content, Node};

/// A value of the document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    origin: Option<Origin>,
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Scalar(Value),
    List(Vec<Part>),
    Object(Vec<(&'static str, Part)>),
    /// An object whose keys are those of the file.
    Map(Vec<(String, Part)>),
}

impl Part {
    /// A value without a place of its own.
    pub(super) fn new(value: impl Into<Value>) -> Self {
        Self {
            origin: None,
            kind: Kind::Scalar(value.into()),
        }
    }

    /// Text from a place.
    pub(super) fn text(text: &str, origin: &Origin) -> Self {
        Self::new(text).from(origin)
    }

    /// The text of a scalar, null for null, and for anything else its JSON.
    pub(super) fn scalar(node: &Node) -> Self {
        match &node.content {
            Content::Scalar(..) => Self::new(node.text().map(str::to_owned)).from(&node.origin),
            _ => Self::new(Self::of(node).value().to_string()).from(&node.origin),
        }
    }

    /// A list.
    pub(super) fn list(items: Vec<Self>) -> Self {
        Self {
            origin: None,
            kind: Kind::List(items),
        }
    }

    /// An object without members.
    pub(super) fn object() -> Self {
        Self {
            origin: None,
            kind: Kind::Object(Vec::new()),
        }
    }

    /// An object whose keys are not known here.
    pub(super) fn map(entries: Vec<(String, Self)>) -> Self {
        Self {
            origin: None,
            kind: Kind::Map(entries),
        }
    }

    /// Any node as JSON: without quotes, `true` and `false` are booleans and integers are numbers.
    pub(super) fn of(node: &Node) -> Self {
        let part = match &node.content {
            Content::Scalar(text, true) if matches!(text.as_str(), "true" | "false") => {
                Self::new(text == "true")
            }
            Content::Scalar(text, true) if is_integer(text) => Self::new(
                text.parse::<i64>()
                    .map_or_else(|_| Value::from(text.as_str()), Value::from),
            ),
            Content::Scalar(..) => Self::new(node.text().map(str::to_owned)),
            Content::List(items) => Self::list(items.iter().map(Self::of).collect()),
            Content::Map(entries) => {
                let entries = entries.iter();
                Self::map(
                    entries
                        .map(|(key, node)| (key.clone(), Self::of(node)))
                        .collect(),
                )
            }
        };
        part.from(&node.origin)
    }

    /// The part with its place.
    pub(super) fn from(mut self, origin: &Origin) -> Self {
        self.origin = Some(origin.clone());
        self
    }

    /// An object with one more member.
    pub(super) fn with(mut self, key: &'static str, part: impl Into<Option<Self>>) -> Self {
        if let (Kind::Object(members), Some(part)) = (&mut self.kind, part.into()) {
            members.push((key, part));
        }
        self
    }

    /// The document as JSON, and where its values come from.
    pub(super) fn document(&self) -> (Value, Origins) {
        let mut origins = Origins::default();
        self.note(String::new(), &mut origins);
        (self.value(), origins)
    }

    fn value(&self) -> Value {
        match &self.kind {
            Kind::Scalar(value) => value.clone(),
            Kind::List(items) => Value::Array(items.iter().map(Self::value).collect()),
            Kind::Object(members) => {
                let members = members.iter();
                let members = members.map(|(key, part)| ((*key).to_owned(), part.value()));
                Value::Object(members.collect::<Map<_, _>>())
            }
            Kind::Map(members) => {
                let members = members.iter();
                let members = members.map(|(key, part)| (key.clone(), part.value()));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }

    fn note(&self, pointer: String, origins: &mut Origins) {
        match &self.kind {
            Kind::Scalar(_) => {}
            Kind::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    item.note(format!("{pointer}/{index}"), origins);
                }
            }
            Kind::Object(members) => {
                for (key, part) in members {
                    part.note(below(&pointer, key), origins);
                }
            }
            Kind::Map(members) => {
                for (key, part) in members {
                    part.note(below(&pointer, key), origins);
                }
            }
        }
        if let Some(origin) = &self.origin {
            origins.insert(pointer, origin.clone());
        }
    }
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

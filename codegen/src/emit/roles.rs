//! Where the types of a module are used: the docs of types that the collection does not describe.

use std::collections::BTreeMap;

use super::words::named;
use crate::api::{Ident, Location, Operation, Payload, StreamFormat, Type, TypeDef};

/// Where the values of each type occur, such as ``the query parameter `sort` of [`FindBooks`]``.
#[derive(Debug, Default)]
pub(super) struct Roles<'a>(BTreeMap<&'a Ident, String>);

impl<'a> Roles<'a> {
    /// The roles of an operation's own types.
    pub(super) fn in_operation(operation: &'a Operation) -> Self {
        let mut roles = Self::default();
        let name = &operation.type_name;
        for parameter in &operation.parameters {
            let role = format!("the {} of [`{name}`]", named(parameter));
            if let Some(ty) = parameter.ty.named() {
                let known = roles.0.entry(ty);
                known
                    .and_modify(|known| *known = format!("{known} and {role}"))
                    .or_insert_with(|| role);
            }
        }
        for response in &operation.responses {
            if let Payload::Json(ty) = &response.payload {
                let status = match response.status {
                    Some(status) => format!("`{status}`"),
                    None => "other".to_owned(),
                };
                roles.add(ty, &format!("the body of {status} responses to [`{name}`]"));
            }
            if let Some(stream) = &response.stream {
                let role = match stream.format {
                    StreamFormat::Events { .. } => "the data of events",
                    StreamFormat::JsonLines => "a line of responses",
                };
                roles.add(&stream.item, &format!("{role} of [`{name}`]"));
            }
        }
        roles.add_fields(&operation.types);
        roles
    }

    /// The roles of types that these operations share.
    pub(super) fn of_shared(types: &'a [TypeDef], operations: &[&'a Operation]) -> Self {
        let mut roles = Self::default();
        for (ty, bodies) in bodies(operations) {
            roles.add(ty, &format!("{bodies} in several operations"));
        }
        roles.add_fields(types);
        roles
    }

    /// The role of a type; [`None`] if it has several.
    pub(super) fn get(&self, name: &Ident) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    fn add_fields(&mut self, types: &'a [TypeDef]) {
        for def in types {
            match def {
                TypeDef::Struct(def) => {
                    for field in &def.fields {
                        self.add(&field.ty, &format!("[`{}::{}`]", def.name, field.name));
                    }
                }
                TypeDef::Union(def) => {
                    for (_, ty) in &def.variants {
                        self.add(ty, &format!("a variant of [`{}`]", def.name));
                    }
                }
                TypeDef::Enum(_) => {}
            }
        }
    }

    /// Adds a role, if it is the first of the type.
    fn add(&mut self, ty: &'a Type, role: &str) {
        let Some(name) = ty.named() else {
            return;
        };
        let items = match ty {
            Type::List(_) => "items of ",
            Type::Map(_) => "values of ",
            _ => "",
        };
        let role = || format!("{items}{role}");
        self.0.entry(name).or_insert_with(role);
    }
}

/// The types that are whole bodies, or the items of bodies, as they are used first.
fn bodies<'a>(operations: &[&'a Operation]) -> Vec<(&'a Type, &'static str)> {
    let mut known: BTreeMap<&Ident, (&Type, bool, bool)> = BTreeMap::new();
    for operation in operations {
        let of_request = operation.parameters.iter();
        let of_request = of_request.filter(|it| it.location == Location::Body);
        let of_request = of_request.map(|it| (&it.ty, true));
        let of_responses = operation
            .responses
            .iter()
            .filter_map(|it| match &it.payload {
                Payload::Json(ty) => Some((ty, false)),
                _ => None,
            });
        for (ty, is_request) in of_request.chain(of_responses) {
            if let Some(name) = ty.named() {
                let (_, in_requests, in_responses) =
                    known.entry(name).or_insert((ty, false, false));
                *in_requests |= is_request;
                *in_responses |= !is_request;
            }
        }
    }
    let uses = known.into_values().map(|(ty, in_requests, in_responses)| {
        let bodies = match (in_requests, in_responses) {
            (true, true) => "the bodies of requests and responses",
            (true, false) => "the bodies of requests",
            _ => "the bodies of responses",
        };
        (ty, bodies)
    });
    uses.collect()
}

//! How true inferred types are: each example is left out once, and read by the types that the others give.

use serde_json::Value;

use crate::api::{Type, TypeDef};
use crate::names::Scope;
use crate::postman::Collection;
use crate::shape::declared::{self, Declared};
use crate::shape::{Direction, Inference, Json, Statistics};
use crate::variables::Variables;

use super::examples::{self, Example};
use super::{Types, Wanted, fits};

/// What leaving out each example in turn gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    /// How many examples were left out.
    pub left_out: usize,
    /// How many of them the types could read.
    pub read: usize,
    /// How many of these only because they, or a part in a union, can be any JSON.
    pub read_as_any: usize,
    /// How many fields the types have.
    pub fields: usize,
    /// How many of them are optional.
    pub optional: usize,
    /// How many of them are untyped JSON.
    pub untyped: usize,
    /// Pointer of the item or response, and place and reason of each that could not be read.
    pub misfits: Vec<(String, String)>,
}

/// Whether equal examples of one kind count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Equal {
    /// Each does, as saved requests mostly repeat the body of their item.
    Each,
    /// Only the first does: what is left out is never shown by the others as it is.
    Once,
}

/// Leaves out each example of each item that has two or more of one kind: of one status (successes and failures), or
/// of the request body.
#[must_use]
pub fn leave_one_out(collection: &Collection, direction: Direction, equal: Equal) -> Score {
    let groups = groups(collection, direction, equal);
    let mut statistics = Statistics::new();
    for example in groups.iter().flat_map(|(_, group)| group) {
        statistics.add(&example.json);
    }
    let mut score = Score::default();
    for (direction, group) in groups.iter().filter(|(_, group)| group.len() > 1) {
        for (index, left_out) in group.iter().enumerate() {
            statistics.remove(&left_out.json);
            let rest: Vec<&Json> = group
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index)
                .map(|(_, example)| &example.json)
                .collect();
            score.add(&statistics, &rest, left_out, *direction);
            statistics.add(&left_out.json);
        }
    }
    score
}

/// The examples of each item by kind: by status, or of the request body.
#[must_use]
pub fn groups(
    collection: &Collection,
    direction: Direction,
    equal: Equal,
) -> Vec<(Direction, Vec<Example>)> {
    let values = Variables::new(&[], &collection.variables);
    let mut groups = Vec::new();
    examples::each_item(&collection.nodes, &mut |item| match direction {
        Direction::Request => groups.push((direction, examples::bodies(item, &values))),
        Direction::Response | Direction::Failure => {
            let by_status = examples::responses(item, &values).into_iter();
            groups.extend(by_status.map(|(status, group)| (Direction::of_status(status), group)));
        }
    });
    if equal == Equal::Once {
        for (_, group) in &mut groups {
            *group = examples::distinct(std::mem::take(group));
        }
    }
    groups
}

impl Score {
    fn add(
        &mut self,
        statistics: &Statistics,
        rest: &[&Json],
        left_out: &Example,
        direction: Direction,
    ) {
        let shape = Inference {
            statistics,
            direction,
        }
        .shape(rest);
        let mut scope = Scope::new();
        let mut types = Types::new(&mut scope);
        let wanted = Wanted {
            name: "example",
            or: "example",
            noun: None,
            direction,
            evidence: "",
        };
        let ty = types.lower(&shape, &wanted);
        let types = types.finish();
        self.left_out += 1;
        match fits(&ty, &types, &data(&left_out.json)) {
            Ok(()) => {
                self.read += 1;
                let is_typed = !is_untyped(&ty)
                    && fits(&ty, &without_others(&types), &data(&left_out.json)).is_ok();
                self.read_as_any += usize::from(!is_typed);
            }
            Err(misfit) => self.misfits.push((
                left_out.pointer.clone(),
                format!("expected {} at `{}`", misfit.expected, misfit.pointer),
            )),
        }
        for def in &types {
            if let TypeDef::Struct(def) = def {
                self.fields += def.fields.len();
                self.optional += def
                    .fields
                    .iter()
                    .filter(|field| !field.required || field.nullable)
                    .count();
                self.untyped += def
                    .fields
                    .iter()
                    .filter(|field| is_untyped(&field.ty))
                    .count();
            }
        }
    }
}

/// The types without the variants of unions that take any JSON.
fn without_others(types: &[TypeDef]) -> Vec<TypeDef> {
    let mut types = types.to_vec();
    for def in &mut types {
        if let TypeDef::Union(def) = def {
            def.variants.retain(|(_, ty)| !is_untyped(ty));
        }
    }
    types
}

/// What a server would send for an example: where it has the name of a type, a value of that type.
fn data(example: &Json) -> Value {
    match example {
        Json::String(text) => match declared::declared(text) {
            Some(Declared::As(Type::Bool, _)) => true.into(),
            Some(Declared::As(ty, _)) if ty != Type::String => 1.into(),
            _ => text.as_str().into(),
        },
        Json::Array(items) => items.iter().map(data).collect(),
        Json::Object(members) => members
            .iter()
            .map(|(key, value)| (key.clone(), data(value)))
            .collect(),
        other => other.to_value(),
    }
}

fn is_untyped(ty: &Type) -> bool {
    *ty.innermost() == Type::Json
}

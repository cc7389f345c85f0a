//! How true inferred types are: each example is left out once, and read by the types that the others give.

use std::collections::BTreeMap;

use crate::api::{Type, TypeDef};
use crate::lower::names::Scope;
use crate::postman::{Body, Collection, Item, Node};

use super::{Direction, Inference, Json, Survey, Types, Wanted, fits, lenient};

/// What leaving out each example in turn gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    /// How many examples were left out.
    pub left_out: usize,
    /// How many of them the types could read.
    pub read: usize,
    /// How many fields the types have.
    pub fields: usize,
    /// How many of them are optional.
    pub optional: usize,
    /// How many of them are untyped JSON.
    pub untyped: usize,
    /// Pointer of the item or response, and place and reason of each that could not be read.
    pub misfits: Vec<(String, String)>,
}

/// Leaves out each example of each item that has two or more of one kind: of one status, or of the request body.
#[must_use]
pub fn leave_one_out(collection: &Collection, direction: Direction) -> Score {
    let mut groups: Vec<Vec<(String, Json)>> = Vec::new();
    visit(&collection.nodes, &mut |item| {
        groups.extend(match direction {
            Direction::Answer => answers(item),
            Direction::Request => vec![bodies(item)],
        });
    });
    let mut survey = Survey::new();
    for (_, json) in groups.iter().flatten() {
        survey.add(json);
    }
    let mut score = Score::default();
    for group in groups.iter().filter(|group| group.len() > 1) {
        for (index, (pointer, left_out)) in group.iter().enumerate() {
            survey.remove(left_out);
            let rest: Vec<&Json> = group
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index)
                .map(|(_, (_, json))| json)
                .collect();
            score.add(&survey, &rest, (pointer, left_out), direction);
            survey.add(left_out);
        }
    }
    score
}

impl Score {
    fn add(
        &mut self,
        survey: &Survey,
        rest: &[&Json],
        (pointer, left_out): (&str, &Json),
        direction: Direction,
    ) {
        let shape = Inference { survey, direction }.shape(rest);
        let mut scope = Scope::new();
        let mut types = Types::new(&mut scope);
        let wanted = Wanted {
            name: "example",
            noun: None,
            direction,
            evidence: "",
        };
        let ty = types.lower(&shape, &wanted);
        let types = types.finish();
        self.left_out += 1;
        match fits(&ty, &types, &left_out.to_value()) {
            Ok(()) => self.read += 1,
            Err(misfit) => self.misfits.push((
                pointer.to_owned(),
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

fn is_untyped(ty: &Type) -> bool {
    match ty {
        Type::Json => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => is_untyped(inner),
        _ => false,
    }
}

fn visit<'a>(nodes: &'a [Node], each: &mut dyn FnMut(&'a Item)) {
    for node in nodes {
        match node {
            Node::Folder(folder) => visit(&folder.nodes, each),
            Node::Item(item) => each(item),
        }
    }
}

/// The JSON examples of an item, by status.
fn answers(item: &Item) -> Vec<Vec<(String, Json)>> {
    let mut groups: BTreeMap<Option<u16>, Vec<(String, Json)>> = BTreeMap::new();
    for response in &item.responses {
        let body = response.body.as_deref().unwrap_or_default();
        if let Ok(json @ (Json::Object(_) | Json::Array(_))) = lenient(body, &|_| None) {
            groups
                .entry(response.code)
                .or_default()
                .push((response.pointer.clone(), json));
        }
    }
    groups.into_values().collect()
}

/// The JSON bodies of an item's request, as it stands and as its examples have it; of equal ones the first.
fn bodies(item: &Item) -> Vec<(String, Json)> {
    let own = item.request.body.as_ref();
    let saved = item.responses.iter().filter_map(|response| {
        let request = response.original_request.as_ref()?;
        (request.method == item.request.method).then_some(request.body.as_ref()?)
    });
    let mut bodies: Vec<(String, Json)> = Vec::new();
    for body in own.into_iter().chain(saved) {
        if let Body::Raw { text, pointer, .. } = body
            && let Ok(json @ (Json::Object(_) | Json::Array(_))) = lenient(text, &|_| None)
            && !bodies.iter().any(|(_, known)| *known == json)
        {
            bodies.push((pointer.clone(), json));
        }
    }
    bodies
}

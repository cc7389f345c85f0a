//! The samples of one value, by kind of JSON.

use crate::api::Type;

use super::declared::{self, Declared};
use super::{Json, Members, Shape};

/// The samples of one value.
#[derive(Debug, Default)]
pub(super) struct Partition<'a> {
    /// All elements of the arrays.
    pub items: Vec<&'a Json>,
    /// Whether there is an array; it can be empty.
    pub has_array: bool,
    /// The objects.
    pub objects: Vec<&'a Members>,
    /// The types of the scalars, each once; integers are distinguished by sign.
    scalars: Vec<Scalar>,
}

/// A kind of scalar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Scalar {
    Bool,
    String,
    /// Below zero.
    Negative,
    /// Up to the largest `i64`.
    Integer,
    /// Beyond it.
    Wide,
    Fraction,
    /// What a placeholder names.
    Declared(Type),
    /// What a placeholder could not name.
    Anything,
}

impl<'a> Partition<'a> {
    /// Sorts samples by their kind. Null and holes say nothing.
    pub(super) fn of(samples: &[&'a Json]) -> Self {
        let mut partition = Self::default();
        for sample in samples {
            match sample {
                Json::Null | Json::Hole(_) => {}
                Json::Array(items) => {
                    partition.has_array = true;
                    partition.items.extend(items);
                }
                Json::Object(members) => partition.objects.push(members),
                value => {
                    if let Some(scalar) = scalar(value) {
                        partition.add(scalar);
                    }
                }
            }
        }
        partition
    }

    /// Whether there are objects and nothing else.
    pub(super) fn are_objects(&self) -> bool {
        !self.objects.is_empty() && !self.has_array && self.scalars.is_empty()
    }

    fn add(&mut self, scalar: Scalar) {
        if !self.scalars.contains(&scalar) {
            self.scalars.push(scalar);
        }
    }

    /// The shape of the scalars among the samples, if there are any.
    pub(super) fn scalar(&self, can_have_fraction: bool) -> Option<Shape> {
        let has = |scalar: Scalar| self.scalars.contains(&scalar);
        if has(Scalar::Anything) {
            return Some(Shape::Any);
        }
        let mut shapes: Vec<Shape> = Vec::new();
        let has_integer = has(Scalar::Integer) || has(Scalar::Negative) || has(Scalar::Wide);
        let too_wide = has(Scalar::Wide) && has(Scalar::Negative);
        if has(Scalar::Fraction) || has_integer && (too_wide || can_have_fraction) {
            shapes.push(Shape::Scalar(Type::F64));
        } else if has(Scalar::Wide) {
            shapes.push(Shape::Scalar(Type::U64));
        } else if has_integer {
            shapes.push(Shape::Scalar(Type::I64));
        }
        for (scalar, ty) in [(Scalar::Bool, Type::Bool), (Scalar::String, Type::String)] {
            if has(scalar) {
                shapes.push(Shape::Scalar(ty));
            }
        }
        for scalar in &self.scalars {
            if let Scalar::Declared(ty) = scalar {
                join(&mut shapes, ty);
            }
        }
        match shapes.len() {
            0 => None,
            1 => shapes.pop(),
            _ => Some(Shape::Any),
        }
    }
}

/// The kind of a scalar; [`None`] for other values.
pub(super) fn scalar(value: &Json) -> Option<Scalar> {
    Some(match value {
        Json::Bool(_) => Scalar::Bool,
        Json::String(text) => match declared::declared(text) {
            Some(Declared::As(ty, _)) => Scalar::Declared(ty),
            Some(Declared::Anything) => Scalar::Anything,
            None => Scalar::String,
        },
        Json::Number(number) => match number.as_i64() {
            _ if number.is_f64() => Scalar::Fraction,
            Some(..0) => Scalar::Negative,
            Some(_) => Scalar::Integer,
            None => Scalar::Wide,
        },
        Json::Null | Json::Hole(_) | Json::Array(_) | Json::Object(_) => return None,
    })
}

/// Adds a declared type; numbers widen each other.
fn join(shapes: &mut Vec<Shape>, declared: &Type) {
    let rank = |ty: &Type| match ty {
        Type::I32 => Some(0),
        Type::I64 => Some(1),
        Type::U64 => Some(2),
        Type::F32 => Some(3),
        Type::F64 => Some(4),
        _ => None,
    };
    let number = shapes.iter_mut().find_map(|shape| match shape {
        Shape::Scalar(ty) if rank(ty).is_some() => Some(ty),
        _ => None,
    });
    match number {
        Some(known) if rank(declared).is_some() => {
            let has_single = Type::F32 == *declared || Type::F32 == *known;
            if has_single && declared != known {
                // A float of 32 bits does not hold each integer of as many.
                *known = Type::F64;
            } else if rank(declared) > rank(known) {
                *known = declared.clone();
            }
        }
        _ => {
            let shape = Shape::Scalar(declared.clone());
            if !shapes.contains(&shape) {
                shapes.push(shape);
            }
        }
    }
}

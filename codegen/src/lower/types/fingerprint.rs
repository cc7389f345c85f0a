//! When two shapes of one operation come to equal types.

use crate::api::Type;
use crate::shape::{Object, Shape};

/// A shape without what its type does not show: shapes with equal fingerprints are one type.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum Fingerprint {
    Any,
    Scalar(Type),
    Values {
        texts: Vec<String>,
        closed: bool,
    },
    List(Box<Self>),
    Map(Box<Self>),
    Nullable(Box<Self>),
    Union(Vec<Self>),
    Tagged {
        key: String,
        variants: Vec<(Vec<String>, Self)>,
    },
    Object(Vec<Member>),
}

/// A field of an object.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Member {
    key: String,
    required: bool,
    nullable: bool,
    value: Fingerprint,
}

impl Fingerprint {
    pub(super) fn of(shape: &Shape) -> Self {
        match shape {
            Shape::Unknown | Shape::Any => Self::Any,
            Shape::Scalar(ty) => Self::Scalar(ty.clone()),
            Shape::Values(listed) => {
                let texts = listed.values.iter();
                Self::Values {
                    texts: texts.map(|(text, _)| text.clone()).collect(),
                    closed: listed.closed,
                }
            }
            Shape::List(inner) => Self::List(Box::new(Self::of(inner))),
            Shape::Map(inner) => Self::Map(Box::new(Self::of(inner))),
            Shape::Nullable(inner) => Self::Nullable(Box::new(Self::of(inner))),
            Shape::Union(shapes) => Self::Union(shapes.iter().map(Self::of).collect()),
            Shape::Tagged(tagged) => {
                let variants = tagged.variants.iter();
                Self::Tagged {
                    key: tagged.key.clone(),
                    variants: variants
                        .map(|(texts, object)| (texts.clone(), Self::of_object(object)))
                        .collect(),
                }
            }
            Shape::Object(object) => Self::of_object(object),
        }
    }

    fn of_object(object: &Object) -> Self {
        let fields = object.fields.iter().map(|field| Member {
            key: field.key.clone(),
            required: field.required,
            nullable: field.nullable,
            value: Self::of(&field.shape),
        });
        Self::Object(fields.collect())
    }
}

//! What the description of a parameter says, in the terms of the model.

use crate::api::{Docs, Enum, EnumRepr, Fact, Type, Uses, Variant};
use crate::markdown;
use crate::names::{self, Scope};
use crate::prose::{self, Demand, Subject};

/// A description, read.
#[derive(Debug)]
pub(super) struct Reading {
    pub docs: Docs,
    /// Whether it must be given; [`None`] where the description does not say.
    pub demand: Option<Demand>,
    pub default: Option<String>,
    prose: prose::Prose,
}

/// The separator of a parameter that accepts a comma-separated list.
const COMMA: &str = ",";

/// A description as documentation.
pub(super) fn docs_of(description: Option<&str>) -> Docs {
    description.map(markdown::clean).unwrap_or_default()
}

/// Reads the description of a parameter.
pub(super) fn read(description: Option<&str>, subject: &Subject<'_>) -> Reading {
    let prose = prose::read(description.unwrap_or_default(), subject);
    Reading {
        docs: prose.docs.clone(),
        demand: prose.demand,
        default: prose.default.clone(),
        prose,
    }
}

impl Reading {
    /// Whether nothing says that the parameter is more than text.
    pub(super) fn is_text(&self) -> bool {
        self.prose.values.is_none() && self.prose.ty.is_none()
    }

    /// The separator of a parameter that accepts several values in one text.
    pub(super) fn separator(&self) -> Option<&'static str> {
        self.prose.takes_several.then_some(COMMA)
    }

    /// What the type was read from.
    pub(super) fn type_facts(&self) -> Vec<Fact> {
        self.prose.fact.clone().into_iter().collect()
    }

    /// The type of one value, if the description lists no values.
    pub(super) fn simple_type(&self) -> Type {
        self.prose.ty.clone().unwrap_or(Type::String)
    }

    /// The values that the description lists.
    pub(super) fn values(&self) -> Option<&prose::ListedValues> {
        self.prose.values.as_ref()
    }

    /// The enum of the values that the description lists, named after the parameter, and if
    /// need be after what the request is `about`.
    pub(super) fn listed_values(&self, wire_name: &str, about: Option<&str>) -> Option<Enum> {
        let values = self.values()?;
        let mut scope = Scope::of_variants(values.closed);
        let variants = values.values.iter().map(|(value, docs)| Variant {
            name: scope.unique(&names::variant(value)),
            value: value.clone(),
            docs: docs.clone(),
        });
        Some(Enum {
            name: names::type_name_of(wire_name, about),
            docs: self.docs.clone(),
            variants: variants.collect(),
            closed: values.closed,
            repr: EnumRepr::String,
            uses: Uses {
                decode: false,
                encode: true,
            },
            evidence: self.type_facts().into(),
            derives: Vec::new(),
        })
    }
}

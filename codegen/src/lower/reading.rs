//! What the description of a parameter says, in the terms of the model.

use crate::api::{Docs, Enum, Evidence, Fact, Type};
use crate::markdown;
use crate::names;
use crate::prose::{self, Demand, Subject};
use crate::shape::{Direction, Listed};

use super::types::enum_of;

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
    pub(super) fn listed(&self) -> Option<Listed> {
        let values = self.prose.values.as_ref()?;
        Some(Listed {
            values: values.values.clone(),
            closed: values.closed,
            phrase: Some(values.phrase.clone()),
        })
    }

    /// The enum of the values that the description lists, named after the parameter, and if
    /// need be after what the request is `about`.
    pub(super) fn listed_values(&self, wire_name: &str, about: Option<&str>) -> Option<Enum> {
        let name = names::type_name_of(wire_name, about);
        let evidence = Evidence::default();
        Some(Enum {
            docs: self.docs.clone(),
            ..enum_of(&self.listed()?, &name, Direction::Request, &evidence)
        })
    }
}

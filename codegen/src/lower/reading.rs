//! What the description of a parameter says, in the terms of the model.

use crate::api::{Docs, Enum, EnumRepr, Type, TypeDef, Uses, Variant};
use crate::markdown;
use crate::names::{self, Scope};
use crate::prose::{self, Demand};
use crate::variables::secrets;

use super::parameters::Parameters;

/// Whether a description says that a parameter must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// The converter's `(Required) ` mark.
    MarkedRequired,
    /// In words.
    Required,
    /// In words.
    Optional,
    /// Required on a condition, in words.
    Depends,
    /// None of these.
    Nothing,
}

/// A description, read.
#[derive(Debug)]
pub(super) struct Reading {
    pub docs: Docs,
    pub said: Said,
    pub default: Option<String>,
    prose: prose::Prose,
}

/// The separator of a parameter that accepts a comma-separated list.
const COMMA: &str = ",";

/// A description as documentation, without secrets.
pub(super) fn docs_of(description: Option<&str>) -> Docs {
    description
        .map(|text| markdown::clean(&secrets::redacted(text)))
        .unwrap_or_default()
}

/// Reads a description together with the value next to it.
pub(super) fn read(description: Option<&str>, value: &str) -> Reading {
    let text = secrets::redacted(description.unwrap_or_default());
    let prose = prose::read(&text, value);
    let said = match prose.demand {
        _ if description.is_some_and(|text| text.starts_with("(Required) ")) => {
            Said::MarkedRequired
        }
        Some(Demand::Always) => Said::Required,
        Some(Demand::Never) => Said::Optional,
        Some(Demand::Sometimes) => Said::Depends,
        None => Said::Nothing,
    };
    Reading {
        docs: prose.docs.clone(),
        said,
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

    /// The type of one value of a parameter with the words that it was read from; an enum is added to the operation's
    /// types.
    pub(super) fn lower_type(
        &self,
        wire_name: &str,
        parameters: &mut Parameters<'_>,
    ) -> (Type, Option<String>) {
        let Some(values) = &self.prose.values else {
            return (
                self.prose.ty.clone().unwrap_or(Type::String),
                self.prose.evidence.clone(),
            );
        };
        let mut scope = Scope::new();
        let variants: Vec<Variant> = values
            .values
            .iter()
            .map(|(value, docs)| Variant {
                name: scope.unique(&names::variant(value)),
                value: value.clone(),
                docs: docs.clone(),
            })
            .collect();
        let type_name = names::type_name(wire_name);
        let other_name = names::type_name(&format!("{wire_name} value"));
        let known = parameters.types.iter().find_map(|def| match def {
            TypeDef::Enum(t)
                if t.variants == variants && [&type_name, &other_name].contains(&&t.name) =>
            {
                Some(t.name.clone())
            }
            _ => None,
        });
        let closed = values.closed;
        let name = known.unwrap_or_else(|| {
            let name = parameters.type_names.unique_or(&type_name, &[other_name]);
            parameters.types.push(TypeDef::Enum(Enum {
                name: name.clone(),
                docs: self.docs.clone(),
                variants,
                closed,
                repr: EnumRepr::String,
                uses: Uses {
                    decode: false,
                    encode: true,
                },
                evidence: self.prose.evidence.clone().unwrap_or_default(),
                derives: Vec::new(),
            }));
            name
        });
        (Type::Named(name), self.prose.evidence.clone())
    }
}

//! What a parameter or field is corrected to.

use crate::api::{Docs, Enum, EnumRepr, Ident, Presence, Type, TypeDef, Uses, Variant};
use crate::config::{Correction, ValueCorrection, foreign};
use crate::lower::names::{self, Scope};

use super::{Report, parse_type};

/// The parts of a correction that hold.
#[derive(Debug, Default)]
pub(super) struct Value {
    pub name: Option<Ident>,
    pub ty: Option<Type>,
    pub required: Option<bool>,
    pub nullable: Option<bool>,
    /// The enum that `ty` names, where it is new.
    pub def: Option<TypeDef>,
}

/// Reads a correction against the names in use: those of fields, and those of types.
pub(super) fn read(
    correction: &Correction<ValueCorrection>,
    (fields, types): (&mut Scope, &mut Scope),
    known_types: &[&str],
    report: &mut Report<'_>,
) -> Value {
    let (change, place) = (&correction.change, correction.place);
    let mut value = Value {
        required: change.required,
        nullable: change.nullable,
        ..Value::default()
    };
    if let Some(name) = &change.rename {
        value.name = report.name(name, names::field, fields, place);
    }
    if !change.values.is_empty() {
        let name = types.unique(&names::type_name(&correction.key));
        value.ty = Some(Type::Named(name.clone()));
        value.def = Some(TypeDef::Enum(new_enum(name, correction, report)));
    }
    if let Some(text) = &change.ty {
        match parse_type::parse(text, known_types) {
            Some(ty) => match foreign_in(&ty).and_then(foreign::problem) {
                None => value.ty = Some(ty),
                Some((message, help)) => {
                    let error = report.config.error("config-type", place, message);
                    report.push(error.help(help));
                }
            },
            None => report.unmatched("type", text, place, known_types.iter().copied()),
        }
    }
    value
}

/// The type of another crate that a type holds.
fn foreign_in(ty: &Type) -> Option<&str> {
    match ty {
        Type::External(path) => Some(path),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => foreign_in(inner),
        _ => None,
    }
}

fn new_enum(
    name: Ident,
    correction: &Correction<ValueCorrection>,
    report: &mut Report<'_>,
) -> Enum {
    let mut scope = Scope::new();
    let mut variants = Vec::new();
    for (value, name) in &correction.change.values {
        let named = name
            .as_ref()
            .and_then(|name| report.name(name, names::variant, &mut scope, correction.place));
        variants.push(Variant {
            name: named.unwrap_or_else(|| scope.unique(&names::variant(value))),
            value: value.clone(),
            docs: Docs::default(),
        });
    }
    Enum {
        name,
        docs: Docs::default(),
        variants,
        exact: correction.change.exact != Some(false),
        repr: EnumRepr::String,
        uses: Uses {
            decode: true,
            encode: true,
        },
        evidence: "codegen.toml".to_owned(),
        derives: Vec::new(),
    }
}

/// Makes a parameter required or not; a default that is sent anyway is kept.
pub(super) fn set_presence(presence: &mut Presence, required: bool) {
    if required {
        *presence = Presence::Required;
    } else if *presence == Presence::Required {
        *presence = Presence::Optional;
    }
}

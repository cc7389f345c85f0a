//! What a parameter or field is corrected to.

use crate::api::external;
use crate::api::{
    Docs, Enum, EnumRepr, Evidence, Fact, Ident, Location, Presence, Type, TypeDef, Uses, Variant,
};
use crate::config::{Correction, ValueCorrection};
use crate::diagnostic::Code;
use crate::names::{self, Scope};

use super::ConfigReport;
use super::parse_type::{self, KnownTypes};

/// The parts of a correction that hold.
#[derive(Debug, Default)]
pub(super) struct Value {
    pub name: Option<Ident>,
    pub ty: Option<Type>,
    pub required: Option<bool>,
    pub nullable: Option<bool>,
    /// The enum that `ty` names, where it is new.
    pub def: Option<TypeDef>,
    /// Whether the values that are known already are all there are.
    pub closed: Option<bool>,
}

/// What is corrected.
#[derive(Debug, Clone, Copy)]
pub(super) enum Slot<'t> {
    /// A parameter.
    Parameter(Location),
    /// A field in JSON of a type, which is read from responses or only sent.
    Field { ty: &'t Type, is_read: bool },
}

/// The names that are in use where a value is corrected.
pub(super) struct Names<'n> {
    /// Those of the fields or parameters next to it.
    pub fields: &'n mut Scope,
    /// Those that new types cannot have.
    pub types: &'n mut Scope,
    /// Those of types in other modules.
    pub types_elsewhere: Option<&'n Scope>,
    /// The types that it can have.
    pub known_types: &'n KnownTypes<'n>,
}

/// Reads a correction against the names in use.
pub(super) fn read(
    correction: &Correction<ValueCorrection>,
    slot: Slot<'_>,
    names: &mut Names<'_>,
    report: &mut ConfigReport<'_>,
) -> Value {
    let change = &correction.change;
    let mut value = Value {
        required: required(correction, slot, report),
        nullable: change.nullable,
        ..Value::default()
    };
    if let Some(name) = &change.rename {
        value.name = report.name(&name.key, names::field, names.fields, name.position);
    }
    if change.values.is_empty() {
        value.closed = change.closed;
    } else {
        let is_free = |name: &str| !names.types_elsewhere.is_some_and(|it| it.contains(name));
        let wanted = names::type_name(&correction.key);
        let name = names.types.unique_where(&wanted, &[], is_free);
        value.ty = Some(Type::Named(name.clone()));
        value.def = Some(TypeDef::Enum(new_enum(name, correction, slot, report)));
    }
    if let Some(Correction {
        key: text,
        position,
        ..
    }) = &change.ty
    {
        match parse_type::parse(text, names.known_types) {
            Some(ty) => match problem(&ty, slot) {
                None => value.ty = Some(ty),
                Some((message, help)) => {
                    report.error(Code::ConfigType, *position, message, help);
                }
            },
            None => {
                let known = names.known_types.iter().chain(parse_type::NAMES);
                report.unmatched("type", text, *position, known);
            }
        }
    }
    value
}

/// Whether a value is required, for a location that allows both.
fn required(
    correction: &Correction<ValueCorrection>,
    slot: Slot<'_>,
    report: &mut ConfigReport<'_>,
) -> Option<bool> {
    let is_part = matches!(slot, Slot::Parameter(Location::Path | Location::Variable));
    if is_part && correction.change.required == Some(false) {
        let message = format!(
            "`{}` is part of every URL, so it cannot be optional",
            correction.key
        );
        let help = "remove `required = false`";
        report.error(Code::ConfigRequired, correction.position, message, help);
        return None;
    }
    correction.change.required
}

/// The message and help if a value cannot have a type.
fn problem(ty: &Type, slot: Slot<'_>) -> Option<(String, String)> {
    if let Type::External(path) = ty.innermost() {
        return external::problem(path);
    }
    let takes_files = matches!(slot, Slot::Parameter(Location::FormData | Location::Body));
    if *ty.innermost() == Type::File && !takes_files {
        let message = "only a body or a `form-data` field can be a file".to_owned();
        return Some((message, "use `String` for any text".to_owned()));
    }
    if let (Type::Nullable(inner), Slot::Parameter(_)) = (ty, slot)
        && **inner != Type::File
    {
        let message = "a parameter cannot be an `Option`".to_owned();
        return Some((
            message,
            "set `required = false` to make it optional".to_owned(),
        ));
    }
    None
}

/// Says of the values of an enum whether they are all there are.
pub(super) fn set_closed(
    def: Option<&mut TypeDef>,
    closed: bool,
    correction: &Correction<ValueCorrection>,
    report: &mut ConfigReport<'_>,
) {
    let def = def.and_then(|def| match def {
        TypeDef::Enum(def) => Some(def),
        TypeDef::Struct(_) | TypeDef::Union(_) => None,
    });
    if let Some(def) = def {
        def.closed = closed;
        def.evidence = Evidence::of(Fact::Configured);
        return;
    }
    let message = format!(
        "`exact` needs an enum, and no values of `{}` are known",
        correction.key
    );
    let help = "list the values in `enum`";
    report.error(Code::ConfigExact, correction.position, message, help);
}

/// How the values of a field occur in JSON: as those of its previous type.
fn repr(
    correction: &Correction<ValueCorrection>,
    slot: Slot<'_>,
    report: &mut ConfigReport<'_>,
) -> EnumRepr {
    let Slot::Field { ty, .. } = slot else {
        return EnumRepr::String;
    };
    if !matches!(ty.innermost(), Type::I32 | Type::I64 | Type::U64) {
        return EnumRepr::String;
    }
    let values = correction.change.values.iter();
    let mut words = values.filter(|(value, _)| value.parse::<i64>().is_err());
    match words.next() {
        None => EnumRepr::Integer,
        Some((word, _)) => {
            let message = format!("`{}` is an integer, but `{word}` is not", correction.key);
            let help = "list only integers in `enum`";
            report.error(Code::ConfigEnum, correction.position, message, help);
            EnumRepr::String
        }
    }
}

fn new_enum(
    name: Ident,
    correction: &Correction<ValueCorrection>,
    slot: Slot<'_>,
    report: &mut ConfigReport<'_>,
) -> Enum {
    // A server can answer what nobody foresaw.
    let is_read = matches!(slot, Slot::Field { is_read: true, .. });
    let repr = repr(correction, slot, report);
    let closed = correction.change.closed.unwrap_or(!is_read);
    let mut scope = Scope::of_variants(closed);
    let mut variants = Vec::new();
    for (value, name) in &correction.change.values {
        let named = name
            .as_ref()
            .and_then(|name| report.name(name, names::variant, &mut scope, correction.position));
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
        closed,
        repr,
        uses: Uses {
            decode: true,
            encode: true,
        },
        evidence: Evidence::of(Fact::Configured),
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

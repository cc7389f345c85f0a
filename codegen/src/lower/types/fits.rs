//! Whether a JSON value can be read as a type, by the rules of the code that reads responses.

use serde_json::Value;

use crate::api::{EnumRepr, Type, TypeDef, Union};
use crate::pointer::below;

/// Where a value is not of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// JSON pointer into the value.
    pub pointer: String,
    /// What the type asks for there, such as `an integer`.
    pub expected: &'static str,
}

impl Misfit {
    fn new(pointer: &str, expected: &'static str) -> Self {
        Self {
            pointer: pointer.to_owned(),
            expected,
        }
    }
}

/// Whether a value can be read as a type, whose named parts are among `types`: unknown fields are passed over, null
/// is as good as missing for an optional field, `3.0` is an integer and `3` a float.
///
/// # Errors
///
/// The first place that does not fit.
pub fn fits(ty: &Type, types: &[TypeDef], value: &Value) -> Result<(), Misfit> {
    Reader { types }.read(ty, value, "")
}

struct Reader<'a> {
    types: &'a [TypeDef],
}

impl Reader<'_> {
    fn read(&self, ty: &Type, value: &Value, pointer: &str) -> Result<(), Misfit> {
        let holds = |fits: bool, expected| {
            if fits {
                Ok(())
            } else {
                Err(Misfit::new(pointer, expected))
            }
        };
        match ty {
            Type::Json => Ok(()),
            Type::String | Type::External(_) => holds(value.is_string(), "a string"),
            Type::Bool => holds(value.is_boolean(), "a boolean"),
            Type::I32 => holds(
                integer(value).is_some_and(|number| i32::try_from(number).is_ok()),
                "an integer of 32 bits",
            ),
            Type::I64 => holds(
                integer(value).is_some_and(|number| i64::try_from(number).is_ok()),
                "an integer",
            ),
            Type::U64 => holds(
                integer(value).is_some_and(|number| u64::try_from(number).is_ok()),
                "an unsigned integer",
            ),
            Type::F32 | Type::F64 => holds(value.is_number(), "a number"),
            Type::File => Err(Misfit::new(pointer, "a file")),
            Type::Nullable(_) if value.is_null() => Ok(()),
            Type::Nullable(inner) => self.read(inner, value, pointer),
            Type::List(inner) => {
                let items = value.as_array();
                let items = items.ok_or_else(|| Misfit::new(pointer, "an array"))?;
                items.iter().enumerate().try_for_each(|(index, item)| {
                    self.read(inner, item, &format!("{pointer}/{index}"))
                })
            }
            Type::Map(inner) => {
                let members = value.as_object();
                let members = members.ok_or_else(|| Misfit::new(pointer, "an object"))?;
                members
                    .iter()
                    .try_for_each(|(key, member)| self.read(inner, member, &below(pointer, key)))
            }
            Type::Named(name) => match self.types.iter().find(|def| def.name() == name) {
                Some(def) => self.read_named(def, value, pointer),
                None => Err(Misfit::new(pointer, "a type that does not exist")),
            },
        }
    }

    fn read_named(&self, def: &TypeDef, value: &Value, pointer: &str) -> Result<(), Misfit> {
        match def {
            TypeDef::Struct(def) => {
                if !value.is_object() {
                    return Err(Misfit::new(pointer, "an object"));
                }
                def.fields.iter().try_for_each(|field| {
                    let pointer = below(pointer, &field.wire_name);
                    match value.get(&field.wire_name) {
                        None | Some(Value::Null) if !field.required || field.nullable => Ok(()),
                        None => Err(Misfit::new(&pointer, "a field")),
                        Some(member) => self.read(&field.ty, member, &pointer),
                    }
                })
            }
            TypeDef::Enum(def) => {
                let text = match def.repr {
                    EnumRepr::String => value.as_str().map(str::to_owned),
                    EnumRepr::Integer => integer(value).map(|number| number.to_string()),
                };
                let known = |text: &String| {
                    !def.closed || def.variants.iter().any(|variant| variant.value == *text)
                };
                if text.as_ref().is_some_and(known) {
                    Ok(())
                } else {
                    Err(Misfit::new(pointer, "one of the documented values"))
                }
            }
            TypeDef::Union(def) if def.tag.is_some() => self.read_tagged(def, value, pointer),
            TypeDef::Union(def) => {
                let fits = |(_, ty): &(_, Type)| self.read(ty, value, pointer).is_ok();
                if def.variants.iter().any(fits) {
                    Ok(())
                } else {
                    Err(Misfit::new(pointer, "one of the documented shapes"))
                }
            }
        }
    }
}

impl Reader<'_> {
    /// A known tag decides; what has another goes where variants have none.
    fn read_tagged(&self, def: &Union, value: &Value, pointer: &str) -> Result<(), Misfit> {
        let Some(tag) = &def.tag else { return Ok(()) };
        let text = value.get(&tag.key).and_then(Value::as_str);
        let is_known =
            |values: &Vec<String>| values.iter().any(|known| Some(known.as_str()) == text);
        let at = tag.values.iter().position(is_known);
        match def.variants.get(at.unwrap_or(tag.values.len())) {
            Some((_, ty)) => self.read(ty, value, pointer),
            None => Err(Misfit::new(pointer, "one of the documented shapes")),
        }
    }
}

/// The integer that a number without fraction is.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "checked by converting back"
)]
fn integer(value: &Value) -> Option<i128> {
    let number = value.as_number()?;
    if let Some(number) = number.as_i64() {
        return Some(number.into());
    }
    if let Some(number) = number.as_u64() {
        return Some(number.into());
    }
    let float = number.as_f64()?;
    let whole = float as i128;
    (whole as f64 == float).then_some(whole)
}

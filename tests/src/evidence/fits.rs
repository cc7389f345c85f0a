//! Whether a JSON value can be decoded as a type of the model, by the rules of generated code.

use codegen::api::{EnumRepr, Type, TypeDef, Union};
use serde_json::Value;

/// The first part of a value that does not have its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// JSON pointer into the value.
    pub pointer: String,
    /// What is expected there, such as `an integer`.
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

/// Whether a value can be decoded as a type, whose named parts are among `types`.
///
/// Unknown fields are ignored, an optional field can be null, `3.0` is an integer and `3` a float.
///
/// # Errors
///
/// [`Misfit`] if it cannot.
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

    /// A known tag selects its variant. Any other value has the variant without tag values, if there is one.
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

/// The JSON pointer of a member.
fn below(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// The value of a number without fraction.
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

#[cfg(test)]
mod tests {
    use codegen::api::Payload;
    use codegen::{ApiInput, Options, Source, understand};
    use serde_json::json;

    use super::*;
    use crate::evidence::saved;

    /// The type of a response with these bodies as examples.
    fn types(bodies: &[&str]) -> (Type, Vec<TypeDef>) {
        let source = Source {
            path: "a.json".to_owned(),
            text: saved(bodies),
        };
        let mut apis = understand(&[ApiInput::of(source)], &Options::default()).apis;
        let operation = apis[0].operations.remove(0);
        match &operation.responses[0].payload {
            Payload::Json(ty) => (ty.clone(), operation.types),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn fields_can_be_missing_null_unknown_or_whole_numbers() {
        let (ty, types) = types(&[r#"{"a": 1, "b": {"c": "x"}}"#]);
        let reads = |value| fits(&ty, &types, &value);
        for value in [
            json!({}),
            json!({"a": null}),
            json!({"a": 2.0}),
            json!({"z": []}),
            json!({"b": {}}),
        ] {
            assert_eq!(reads(value.clone()), Ok(()), "{value}");
        }
        let misfit = reads(json!({"b": {"c": 1}})).unwrap_err();
        assert_eq!(
            (misfit.pointer.as_str(), misfit.expected),
            ("/b/c", "a string")
        );
        assert_eq!(reads(json!({"a": 2.5})).unwrap_err().expected, "an integer");
        assert_eq!(reads(json!([])).unwrap_err().expected, "an object");
    }

    #[test]
    fn a_tag_selects_the_variant() {
        let (ty, types) = types(&[
            r#"{"method": {"type": "card", "last4": "4242"}}"#,
            r#"{"method": {"type": "bank_transfer", "iban": "DE00"}}"#,
        ]);
        let reads = |value| fits(&ty, &types, &value);
        for value in [
            json!({"method": {"type": "card"}}),
            json!({"method": {"type": "voucher", "last4": 1}}),
            json!({"method": "none"}),
        ] {
            assert_eq!(reads(value.clone()), Ok(()), "{value}");
        }
        let misfit = reads(json!({"method": {"type": "card", "last4": 4242}})).unwrap_err();
        assert_eq!(misfit.pointer, "/method/last4");
    }
}

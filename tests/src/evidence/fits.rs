//! What is read of a JSON value as a type, by the rules of the code that reads responses (`json` of the client).

use codegen::api::{EnumRepr, Ident, Struct, Type, TypeDef, Union};
use codegen::internals::below;
use serde_json::Value;

/// Where a value is not of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// JSON pointer into the value.
    pub pointer: String,
    /// The expected type, such as `an integer`.
    pub expected: &'static str,
}

/// A value that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// JSON pointer to the optional field, item or member that is left out.
    pub pointer: String,
    /// The value that does not fit: the same one, or a required one inside it.
    pub misfit: Misfit,
}

/// What is not read of a value, or only after a conversion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// What is left out.
    pub losses: Vec<Loss>,
    /// Values of another type that mean the same, such as `"30"` for an integer.
    pub conversions: Vec<Misfit>,
}

/// The types that a name can mean.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope<'a> {
    /// Those of an operation, which take precedence.
    pub own: &'a [TypeDef],
    /// Those of the API. The types in them are shared too.
    pub shared: &'a [TypeDef],
}

impl<'a> Scope<'a> {
    /// The type of a name, and what names mean in it.
    fn find(self, name: &Ident) -> Option<(&'a TypeDef, Self)> {
        let of = |defs: &'a [TypeDef]| defs.iter().find(|def| def.name() == name);
        let shared = || Some((of(self.shared)?, Self { own: &[], ..self }));
        of(self.own).map(|def| (def, self)).or_else(shared)
    }
}

/// Reads a value as a type whose named parts are in scope.
///
/// # Errors
///
/// If the value as a whole has another type.
pub fn read(ty: &Type, scope: Scope<'_>, value: &Value) -> Result<Reading, Misfit> {
    let read = |fills| {
        let mut reader = Reader {
            scope,
            fills,
            reading: Reading::default(),
        };
        reader.read(ty, value, "")?;
        Ok(reader.reading)
    };
    read(false).or_else(|misfit| read(true).map_err(|_| misfit))
}

/// Whether a value is read as a type without loss.
#[must_use]
pub fn fits(ty: &Type, types: &[TypeDef], value: &Value) -> bool {
    let scope = Scope {
        own: types,
        shared: &[],
    };
    read(ty, scope, value).is_ok_and(|reading| reading.losses.is_empty())
}

struct Reader<'a> {
    scope: Scope<'a>,
    /// Whether required fields that do not fit are read as empty values.
    fills: bool,
    reading: Reading,
}

type Result<T = (), E = Misfit> = std::result::Result<T, E>;

impl Misfit {
    fn new(pointer: &str, expected: &'static str) -> Self {
        Self {
            pointer: pointer.to_owned(),
            expected,
        }
    }
}

impl Reader<'_> {
    fn read(&mut self, ty: &Type, value: &Value, pointer: &str) -> Result {
        let expected = expected(ty);
        match ty {
            Type::Json => Ok(()),
            Type::Nullable(_) if value.is_null() => Ok(()),
            Type::Nullable(inner) => self.read(inner, value, pointer),
            Type::List(_) | Type::Map(_) if value.is_null() => {
                self.convert(pointer, expected);
                Ok(())
            }
            Type::List(inner) => {
                let items = value.as_array();
                let items = items.ok_or_else(|| Misfit::new(pointer, expected))?;
                for (index, item) in items.iter().enumerate() {
                    self.read_or_lose(inner, item, &format!("{pointer}/{index}"));
                }
                Ok(())
            }
            Type::Map(inner) => {
                let members = value.as_object();
                let members = members.ok_or_else(|| Misfit::new(pointer, expected))?;
                for (key, member) in members {
                    self.read_or_lose(inner, member, &below(pointer, key));
                }
                Ok(())
            }
            Type::Named(name) => {
                let Some((def, inner)) = self.scope.find(name) else {
                    return Err(Misfit::new(pointer, expected));
                };
                let outer = std::mem::replace(&mut self.scope, inner);
                let result = self.read_named(def, value, pointer);
                self.scope = outer;
                result
            }
            scalar => self.scalar(scalar, value, pointer).map(drop),
        }
    }

    fn read_named(&mut self, def: &TypeDef, value: &Value, pointer: &str) -> Result {
        match def {
            TypeDef::Struct(def) => self.read_struct(def, value, pointer),
            TypeDef::Enum(def) => {
                let text = self.scalar(&repr(def.repr), value, pointer)?;
                let is_known = def.variants.iter().any(|variant| variant.value == text);
                if is_known || !def.closed {
                    Ok(())
                } else {
                    Err(Misfit::new(pointer, "a documented value"))
                }
            }
            TypeDef::Union(def) => self.read_union(def, value, pointer),
        }
    }

    /// Reads an optional part or an item.
    fn read_or_lose(&mut self, ty: &Type, value: &Value, pointer: &str) {
        if let Err(misfit) = self.read(ty, value, pointer) {
            let pointer = pointer.to_owned();
            self.reading.losses.push(Loss { pointer, misfit });
        }
    }

    fn convert(&mut self, pointer: &str, expected: &'static str) {
        self.reading
            .conversions
            .push(Misfit::new(pointer, expected));
    }

    /// Reads a scalar, and returns its text.
    fn scalar(&mut self, ty: &Type, value: &Value, pointer: &str) -> Result<String> {
        let misfit = || Misfit::new(pointer, expected(ty));
        if let Some(text) = plain(ty, value) {
            return Ok(text);
        }
        let text = match (ty, value) {
            (Type::String, Value::Bool(_) | Value::Number(_)) => value.to_string(),
            (Type::Bool, Value::String(text)) if matches!(text.as_str(), "true" | "false") => {
                text.clone()
            }
            (Type::String | Type::External(_) | Type::Bool, _) => return Err(misfit()),
            (_, Value::String(text)) => number(ty, text).ok_or_else(misfit)?,
            _ => return Err(misfit()),
        };
        self.convert(pointer, expected(ty));
        Ok(text)
    }

    fn read_struct(&mut self, def: &Struct, value: &Value, pointer: &str) -> Result {
        if !value.is_object() {
            return Err(Misfit::new(pointer, "an object"));
        }
        let is_known = def
            .fields
            .iter()
            .any(|field| value.get(&field.wire_name).is_some());
        for field in &def.fields {
            let pointer = below(pointer, &field.wire_name);
            let is_optional = !field.required || field.nullable;
            let is_filled = self.fills && is_known && can_be_empty(&field.ty, self.scope, 16);
            match value.get(&field.wire_name) {
                None | Some(Value::Null) if is_optional => {}
                Some(member) if is_optional || is_filled || has_empty(&field.ty) => {
                    self.read_or_lose(&field.ty, member, &pointer);
                }
                Some(member) => self.read(&field.ty, member, &pointer)?,
                None if has_empty(&field.ty) => self.convert(&pointer, "a field"),
                None if is_filled => {
                    let misfit = Misfit::new(&pointer, "a field");
                    self.reading.losses.push(Loss { pointer, misfit });
                }
                None => return Err(Misfit::new(&pointer, "a field")),
            }
        }
        Ok(())
    }

    fn read_union(&mut self, def: &Union, value: &Value, pointer: &str) -> Result {
        let Some(tag) = &def.tag else {
            return self.read_first(def, value, pointer);
        };
        let text = value.get(&tag.key).and_then(Value::as_str);
        let is_known =
            |values: &Vec<String>| values.iter().any(|known| Some(known.as_str()) == text);
        let at = tag.values.iter().position(is_known);
        // Other tags belong to the variant without one.
        match def.variants.get(at.unwrap_or(tag.values.len())) {
            Some((_, ty)) => self.read(ty, value, pointer),
            None => Err(Misfit::new(pointer, "one of several types")),
        }
    }

    /// Reads the first type that fits, or else the one that loses least.
    fn read_first(&mut self, def: &Union, value: &Value, pointer: &str) -> Result {
        let before = std::mem::take(&mut self.reading);
        let mut last = Misfit::new(pointer, "one of several types");
        let mut best: Option<Reading> = None;
        for (_, ty) in &def.variants {
            let result = self.read(ty, value, pointer);
            let reading = std::mem::take(&mut self.reading);
            match result {
                Ok(()) if best.as_ref().is_none_or(|it| reading.cost() < it.cost()) => {
                    best = Some(reading);
                }
                Ok(()) => {}
                Err(misfit) => last = misfit,
            }
            if best.as_ref().is_some_and(|best| best.cost() == (0, 0)) {
                break;
            }
        }
        self.reading = before;
        let best = best.ok_or(last)?;
        self.reading.losses.extend(best.losses);
        self.reading.conversions.extend(best.conversions);
        Ok(())
    }
}

impl Reading {
    fn cost(&self) -> (usize, usize) {
        (self.losses.len(), self.conversions.len())
    }
}

/// Whether a required field of this type is empty if it is missing or does not fit.
fn has_empty(ty: &Type) -> bool {
    matches!(
        ty,
        Type::List(_) | Type::Map(_) | Type::Json | Type::Nullable(_)
    )
}

/// Whether a type has an empty value; structs contain each other as deep as this.
fn can_be_empty(ty: &Type, scope: Scope<'_>, depth: usize) -> bool {
    match ty {
        Type::External(_) | Type::File => false,
        Type::Named(name) => match scope.find(name) {
            Some((TypeDef::Struct(def), scope)) if depth > 0 => {
                let mut required = def.fields.iter().filter(|it| it.required && !it.nullable);
                required.all(|field| can_be_empty(&field.ty, scope, depth - 1))
            }
            Some((TypeDef::Enum(def), _)) => !def.closed,
            Some((TypeDef::Union(_), _)) => true,
            _ => false,
        },
        _ => true,
    }
}

fn repr(repr: EnumRepr) -> Type {
    match repr {
        EnumRepr::String => Type::String,
        EnumRepr::Integer => Type::I64,
    }
}

/// The type in words.
fn expected(ty: &Type) -> &'static str {
    match ty {
        Type::String | Type::External(_) => "a string",
        Type::Bool => "a boolean",
        Type::I32 => "an integer of 32 bits",
        Type::I64 => "an integer",
        Type::U64 => "an unsigned integer",
        Type::F32 | Type::F64 => "a number",
        Type::File => "a file",
        Type::List(_) => "an array",
        Type::Map(_) => "an object",
        Type::Nullable(inner) => expected(inner),
        Type::Json => "a value",
        Type::Named(_) => "a type that does not exist",
    }
}

/// The text of a scalar that has exactly this type.
fn plain(ty: &Type, value: &Value) -> Option<String> {
    match ty {
        Type::String | Type::External(_) => value.as_str().map(str::to_owned),
        Type::Bool => value.as_bool().map(|value| value.to_string()),
        Type::F32 | Type::F64 => value.as_number().map(ToString::to_string),
        Type::I32 | Type::I64 | Type::U64 => in_range(ty, integer(value)?),
        _ => None,
    }
}

/// The text of a number that was sent as a string.
fn number(ty: &Type, text: &str) -> Option<String> {
    let float = || text.parse().ok().filter(|number: &f64| number.is_finite());
    match ty {
        Type::F32 | Type::F64 => float().map(|number| number.to_string()),
        _ => match text.parse() {
            Ok(number) => in_range(ty, number),
            Err(_) => in_range(ty, integer(&float()?.into())?),
        },
    }
}

fn in_range(ty: &Type, number: i128) -> Option<String> {
    let fits = match ty {
        Type::I32 => i32::try_from(number).is_ok(),
        Type::I64 => i64::try_from(number).is_ok(),
        Type::U64 => u64::try_from(number).is_ok(),
        _ => false,
    };
    fits.then(|| number.to_string())
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

//! The types that are in scope of some code.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{
    Definitions, Enum, EnumRepr, Field, Ident, Location, Parameter, Serialization, Struct, Type,
    TypeDef,
};

/// An operation's own types, and the types that operations share.
#[derive(Debug, Clone, Copy)]
pub(super) struct TypeScope<'a> {
    pub(super) definitions: &'a Definitions<'a>,
    /// Whether its types have serde's traits.
    pub(super) serde: bool,
}

impl<'a> TypeScope<'a> {
    pub(super) fn find(self, name: &Ident) -> Option<&'a TypeDef> {
        self.definitions.named(name)
    }

    /// Whether a named type is one of its own.
    pub(super) fn is_own(self, name: &Ident) -> bool {
        self.definitions.is_own(name)
    }

    /// The enum that a type is, if it is one.
    pub(super) fn values(self, ty: &Type) -> Option<&'a Enum> {
        match ty {
            Type::Named(name) => match self.find(name) {
                Some(TypeDef::Enum(def)) => Some(def),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a type is a set of values that accepts any text, so that callers can pass the text.
    pub(super) fn is_open(self, ty: &Type) -> bool {
        self.values(ty)
            .is_some_and(|def| !def.closed && def.repr == EnumRepr::String)
    }

    /// Whether values of a type are sent as JSON text in every location.
    pub(super) fn is_json(self, ty: &Type) -> bool {
        match ty {
            Type::Json | Type::Map(_) | Type::Nullable(_) => true,
            Type::Named(_) => self.values(ty).is_none(),
            _ => false,
        }
    }

    /// Whether a parameter as a whole is JSON: a body, or a field or entry that holds JSON text.
    pub(super) fn is_json_parameter(self, parameter: &Parameter) -> bool {
        let is_body = parameter.location == Location::Body
            && !matches!(parameter.ty, Type::String | Type::File);
        is_body || parameter.serialization == Serialization::Json || self.is_json(&parameter.ty)
    }

    /// The type of the values of a parameter that takes several, whether separately or with separators.
    pub(super) fn repeated(self, parameter: &Parameter) -> Option<&Type> {
        match &parameter.ty {
            Type::List(item) if !self.is_json_parameter(parameter) => Some(item),
            _ => None,
        }
    }

    /// Whether a struct would contain itself if a field of this type were not boxed.
    pub(super) fn holds(self, ty: &Type, holder: &Ident) -> bool {
        self.reaches(ty, holder, &mut BTreeSet::new())
    }

    fn reaches(self, ty: &Type, holder: &Ident, seen: &mut BTreeSet<&'a Ident>) -> bool {
        let name = match ty {
            Type::Named(name) => name,
            Type::Nullable(inner) => return self.reaches(inner, holder, seen),
            _ => return false,
        };
        if name == holder {
            return true;
        }
        match self.find(name) {
            Some(TypeDef::Struct(def)) if seen.insert(&def.name) => {
                let mut fields = def.fields.iter();
                fields.any(|field| self.reaches(&field.ty, holder, seen))
            }
            _ => false,
        }
    }

    /// Whether a type is a struct that can be read from any object: it has no required field, and no field at these pointers.
    pub(super) fn reads_any_object(self, ty: &Type, pointers: &[String]) -> bool {
        let Type::Named(name) = ty else { return false };
        let Some(TypeDef::Struct(def)) = self.find(name) else {
            return false;
        };
        let is_pointed_at = |field: &Field| {
            let mut steps = pointers
                .iter()
                .filter_map(|pointer| pointer.split('/').nth(1));
            steps.any(|step| step == field.wire_name)
        };
        let mut fields = def.fields.iter();
        !fields.any(|field| (field.required && !field.empty_if_missing) || is_pointed_at(field))
    }

    /// The approximate size of a value of a type, in bytes.
    pub(super) fn size_of(self, ty: &Type) -> usize {
        let sizes = &mut Sizes {
            scope: self,
            known: BTreeMap::new(),
        };
        sizes.of(ty)
    }
}

/// The sizes of values. That of a struct is computed once, since many fields can have the same type.
struct Sizes<'a> {
    scope: TypeScope<'a>,
    known: BTreeMap<&'a Ident, usize>,
}

impl<'a> Sizes<'a> {
    fn of(&mut self, ty: &Type) -> usize {
        match ty {
            Type::Bool => 2,
            Type::I32 | Type::F32 => 8,
            Type::I64 | Type::U64 | Type::F64 => 16,
            Type::String | Type::List(_) | Type::Map(_) => 24,
            Type::Json => 72,
            Type::External(_) => 32,
            Type::File => 96,
            Type::Nullable(inner) => self.of(inner) + 8,
            Type::Named(name) => match self.scope.find(name) {
                Some(TypeDef::Struct(def)) => self.of_struct(def),
                Some(TypeDef::Union(_)) => 16,
                Some(TypeDef::Enum(def)) if def.closed => 1,
                Some(TypeDef::Enum(_)) => 24,
                None => 0,
            },
        }
    }

    fn of_struct(&mut self, def: &'a Struct) -> usize {
        if let Some(size) = self.known.get(&def.name) {
            return *size;
        }
        let of_field = |field: &Field| {
            if self.scope.holds(&field.ty, &def.name) {
                8
            } else {
                self.of(&field.ty).saturating_add(8)
            }
        };
        let sizes = def.fields.iter().map(of_field);
        let size = sizes.fold(0, usize::saturating_add);
        self.known.insert(&def.name, size);
        size
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::field;
    use crate::api::{Docs, Evidence, Fact, Uses};

    /// A struct whose fields, `a` and `b`, have a type.
    fn pair(name: String, ty: &Type) -> TypeDef {
        TypeDef::Struct(Struct {
            name: Ident::new(name),
            docs: Docs::default(),
            fields: ["a", "b"].map(|name| field(name, ty.clone())).to_vec(),
            uses: Uses::default(),
            evidence: Evidence::of(Fact::DeclaredByQuery),
            derives: Vec::new(),
        })
    }

    #[test]
    fn the_size_of_a_type_that_many_fields_have_is_computed_once() {
        let named = |number: usize| Type::Named(Ident::new(format!("T{number}")));
        let mut types = vec![pair("T0".to_owned(), &Type::Bool)];
        for number in 1..=50 {
            types.push(pair(format!("T{number}"), &named(number - 1)));
        }
        let definitions = Definitions::shared(&types);
        let scope = TypeScope {
            definitions: &definitions,
            serde: false,
        };
        assert_eq!(scope.size_of(&named(0)), 20);
        assert_eq!(scope.size_of(&named(1)), 2 * (20 + 8));
        assert!(scope.size_of(&named(50)) > 1 << 50);
    }
}

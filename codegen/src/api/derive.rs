//! Additional derives of types, and which types support them.

use super::{Field, Ident, Type, TypeDef, external};

/// A derive of the standard library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the trait of its name")]
pub enum Derive {
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Copy,
}

impl Derive {
    /// All derives. Those that others need come first.
    pub const ALL: [Self; 7] = [
        Self::Copy,
        Self::Default,
        Self::PartialEq,
        Self::Eq,
        Self::PartialOrd,
        Self::Ord,
        Self::Hash,
    ];

    /// The trait's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PartialEq => "PartialEq",
            Self::Eq => "Eq",
            Self::PartialOrd => "PartialOrd",
            Self::Ord => "Ord",
            Self::Hash => "Hash",
            Self::Default => "Default",
            Self::Copy => "Copy",
        }
    }

    /// The derives that this one requires.
    #[must_use]
    pub const fn needs(self) -> &'static [Self] {
        match self {
            Self::Eq | Self::PartialOrd => &[Self::PartialEq],
            Self::Ord => &[Self::PartialEq, Self::Eq, Self::PartialOrd],
            Self::PartialEq | Self::Hash | Self::Default | Self::Copy => &[],
        }
    }

    /// Whether generated code implements the trait for a type anyway.
    #[must_use]
    pub fn is_given(self, def: &TypeDef) -> bool {
        match def {
            TypeDef::Enum(def) => match self {
                Self::PartialEq | Self::Eq | Self::Hash => true,
                Self::Copy => def.closed,
                _ => false,
            },
            TypeDef::Struct(def) => {
                let is_optional = def.fields.iter().all(|field| !field.required);
                self == Self::Default && def.uses.encode && is_optional
            }
            TypeDef::Union(_) => false,
        }
    }

    /// Whether a type implements the trait. `has_named` answers this for named types.
    ///
    /// `believes` is the result for unknown types of other crates.
    pub fn holds_for(self, ty: &Type, has_named: &dyn Fn(&Ident) -> bool, believes: bool) -> bool {
        let holds_inside = |inner| self.holds_for(inner, has_named, believes);
        match ty {
            Type::Bool | Type::I32 | Type::I64 | Type::U64 => true,
            Type::String => self != Self::Copy,
            Type::F32 | Type::F64 => !matches!(self, Self::Eq | Self::Ord | Self::Hash),
            Type::Json => matches!(
                self,
                Self::PartialEq | Self::Eq | Self::Hash | Self::Default
            ),
            Type::File => false,
            Type::External(path) => {
                let has_all = external::crates(path)
                    .all(|name| external::KNOWN.iter().any(|known| known.name == name));
                let is_time = path.starts_with("time::") && self == Self::Default;
                !is_time && (believes || (has_all && !path.starts_with("crate::")))
            }
            Type::List(inner) | Type::Map(inner) => {
                self == Self::Default || (self != Self::Copy && holds_inside(inner))
            }
            Type::Nullable(inner) => self == Self::Default || holds_inside(inner),
            Type::Named(name) => has_named(name),
        }
    }

    /// Why a type cannot derive the trait. `has` says whether a type in it implements the trait.
    pub fn obstacle<'t>(
        self,
        def: &'t TypeDef,
        has: &dyn Fn(&Type) -> bool,
    ) -> Option<Obstacle<'t>> {
        match def {
            TypeDef::Struct(def) => {
                let is_option = |field: &Field| !field.required || field.nullable;
                let is_empty_by_default = |field: &Field| self == Self::Default && is_option(field);
                let mut fields = def.fields.iter();
                let failing = fields.find(|field| !is_empty_by_default(field) && !has(&field.ty));
                failing.map(Obstacle::Field)
            }
            TypeDef::Enum(def) => match self {
                Self::Default => Some(Obstacle::NoDefaultValue),
                Self::Copy if !def.closed => Some(Obstacle::OpenValues),
                _ => None,
            },
            TypeDef::Union(_) if self == Self::Default => Some(Obstacle::NoDefaultVariant),
            TypeDef::Union(def) => {
                let is_boxed = |ty: &Type| self == Self::Copy && matches!(ty, Type::Named(_));
                let mut types = def.variants.iter().map(|(_, ty)| ty);
                let failing = types.find(|ty| is_boxed(ty) || !has(ty));
                failing.map(Obstacle::Variant)
            }
        }
    }
}

/// Why a type cannot derive a trait.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Obstacle<'t> {
    /// A field has a type without the trait.
    Field(&'t Field),
    /// A variant has a type without the trait.
    Variant(&'t Type),
    /// None of the values of an enum is its default.
    NoDefaultValue,
    /// None of the variants of a union is its default.
    NoDefaultVariant,
    /// Undocumented values of an open enum are strings, which are not `Copy`.
    OpenValues,
}

//! JSON of an example as an expression of its types that shows how to write it: what cannot be written is left out, or is
//! the name of its field.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value as Json;

use super::literal::{Content, literal};
use super::typed::{As, Typed};
use crate::api::{Enum, Field, Struct, Type, TypeDef};
use crate::emit::arguments::has_constructor;
use crate::emit::types::ident;

/// How many types are shown inside each other. A type can contain itself.
const DEEPEST: usize = 8;

/// A short form of a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sketch<'a> {
    pub(super) typed: Typed<'a>,
    /// How many optional fields of each struct are shown.
    pub(super) fields: usize,
    pub(super) depth: usize,
}

impl<'a> Sketch<'a> {
    pub(super) fn new(typed: Typed<'a>, fields: usize) -> Self {
        let depth = 0;
        Self {
            typed,
            fields,
            depth,
        }
    }

    /// A value as an expression of a type, with a name to use as text. Returns [`None`] if no value of the type is known.
    pub(super) fn value(
        self,
        ty: &Type,
        value: Option<&Json>,
        name: &str,
        used: As,
    ) -> Option<TokenStream> {
        match (ty, value) {
            (Type::Named(_), _) => match self.typed.scope.find(ty.named()?)? {
                TypeDef::Struct(def) => self.object(def, value),
                TypeDef::Enum(def) => self.exact(ty, value, used).or_else(|| self.first(ty, def)),
                TypeDef::Union(_) => self.exact(ty, value, used),
            },
            (Type::List(item), value) => {
                let first = value.and_then(Json::as_array).and_then(|it| it.first());
                if first.is_none() && **item == Type::Json {
                    return None;
                }
                Some(used.list(&[self.value(item, first, name, used.of_items())?]))
            }
            (Type::Nullable(_), None) => Some(quote!(None)),
            (ty, value) => self.exact(ty, value, used).or_else(|| match (ty, used) {
                (Type::String, As::Argument | As::Item) => Some(quote!(#name)),
                (Type::String, As::Itself) => Some(quote!(#name.to_owned())),
                (Type::Bool, _) => Some(quote!(true)),
                (Type::I32 | Type::I64 | Type::U64, _) => Some(used.number(quote!(1), ty)),
                (Type::F32 | Type::F64, _) => Some(used.number(quote!(1.0), ty)),
                (Type::Json, _) => match value {
                    None => Some(quote!(client::serde_json::json!(null))),
                    // It is placeholder data.
                    Some(Json::String(_)) => Some(quote!(client::serde_json::json!(#name))),
                    Some(_) => None,
                },
                _ => None,
            }),
        }
    }

    fn exact(self, ty: &Type, value: Option<&Json>, used: As) -> Option<TokenStream> {
        self.typed.value(ty, value?, used)
    }

    fn first(self, ty: &Type, def: &Enum) -> Option<TokenStream> {
        let (path, variant) = (self.typed.path(ty)?, ident(&def.variants.first()?.name));
        Some(quote!(#path::#variant))
    }

    fn object(self, def: &Struct, value: Option<&Json>) -> Option<TokenStream> {
        let inner = Self {
            depth: self.depth + 1,
            ..self
        };
        if self.depth == DEEPEST {
            return None;
        }
        let members = value.and_then(Json::as_object);
        let member = |field: &Field| members.and_then(|it| it.get(&field.wire_name));
        let path = self.typed.path(&Type::Named(def.name.clone()))?;
        if !has_constructor(def) {
            return literal(&path, def, self.typed.scope, |field| {
                Some(inner.content(field, member(field)))
                    .filter(|it| !field.required || !matches!(it, Content::Absent))
            });
        }
        let required = def.fields.iter().filter(|field| field.required);
        let arguments: Vec<TokenStream> = required
            .map(|field| inner.argument(field, member(field)))
            .collect::<Option<_>>()?;
        let start = if arguments.is_empty() {
            quote!(#path::default())
        } else {
            quote!(#path::new(#(#arguments),*))
        };
        let optional = def.fields.iter().filter(|field| !field.required);
        let setters = optional.filter_map(|field| inner.setter(field, member(field)?));
        let setters = setters.take(self.fields);
        Some(quote!(#start #(#setters)*))
    }

    /// What a field has in a struct literal.
    fn content(self, field: &Field, value: Option<&Json>) -> Content {
        if value.is_none() && !field.required {
            return Content::Absent;
        }
        if field.nullable && value.is_none_or(Json::is_null) {
            return Content::Null;
        }
        let value = self.value(&field.ty, value, field.name.as_str(), As::Itself);
        value.map_or(Content::Absent, Content::Value)
    }

    fn argument(self, field: &Field, value: Option<&Json>) -> Option<TokenStream> {
        let name = field.name.as_str();
        match (field.nullable, value) {
            (true, None | Some(Json::Null)) => Some(quote!(None)),
            (true, value) => {
                let value = self.value(&field.ty, value, name, As::Itself)?;
                Some(quote!(Some(#value)))
            }
            (false, value) => self.value(&field.ty, value, name, As::Argument),
        }
    }

    fn setter(self, field: &Field, value: &Json) -> Option<TokenStream> {
        let used = if field.nullable {
            As::Itself
        } else {
            As::Argument
        };
        let name = ident(&field.name);
        let value = if field.nullable && value.is_null() {
            quote!(client::json::Maybe::Null)
        } else {
            self.value(&field.ty, Some(value), field.name.as_str(), used)?
        };
        Some(quote!(.#name(#value)))
    }
}

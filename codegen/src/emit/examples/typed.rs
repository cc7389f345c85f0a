//! JSON of an example as an expression of its types, which documentation shows instead of the text.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value as Json;

use super::literal::{Content, literal};
use super::target::Paths;
use crate::api::{Field, Struct, Type, TypeDef};
use crate::emit::arguments::has_constructor;
use crate::emit::literals::{float, number};
use crate::emit::scope::TypeScope;
use crate::emit::types::ident;

/// The maximum length of JSON of any type, in bytes. The macro `json` expands to itself for each part of a value, which the
/// compiler limits.
const LONGEST_ANY: usize = 100;

/// What an expression is used as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum As {
    /// An argument of any type that converts to the type: `"text"`, `[1, 2]`.
    Argument,
    /// The type itself: `"text".to_owned()`, `vec![1, 2]`.
    Itself,
}

/// Where an expression finds its types.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typed<'a> {
    pub(super) scope: TypeScope<'a>,
    pub(super) paths: &'a Paths,
}

impl Typed<'_> {
    /// A value as an expression of a type. Returns [`None`] if the type cannot represent all of it, if it is placeholder data,
    /// or if JSON is clearer.
    pub(super) fn value(self, ty: &Type, value: &Json, used: As) -> Option<TokenStream> {
        match (ty, value) {
            (Type::String, Json::String(text)) if !is_filler(text) => Some(match used {
                As::Argument => quote!(#text),
                As::Itself => quote!(#text.to_owned()),
            }),
            (Type::Bool, Json::Bool(value)) => Some(quote!(#value)),
            (Type::I32 | Type::I64 | Type::U64, Json::Number(digits)) => {
                let is_whole = digits.is_i64() || digits.is_u64();
                is_whole.then(|| number(&digits.to_string()))
            }
            (Type::F32 | Type::F64, Json::Number(digits)) => {
                let text = digits.to_string();
                float(&text, &text)
            }
            // The type of an empty value cannot be inferred.
            (Type::List(_), Json::Array(items)) if items.is_empty() && used == As::Argument => None,
            (Type::List(item), Json::Array(items)) => {
                let items = items.iter().map(|value| self.value(item, value, used));
                let items: Vec<TokenStream> = items.collect::<Option<_>>()?;
                Some(match used {
                    As::Argument => quote!([#(#items),*]),
                    As::Itself => quote!(vec![#(#items),*]),
                })
            }
            (Type::Nullable(_), Json::Null) => Some(quote!(None)),
            (Type::Nullable(inner), value) => {
                let inner = self.value(inner, value, As::Itself)?;
                Some(quote!(Some(#inner)))
            }
            (Type::Json, value) if value.to_string().len() <= LONGEST_ANY => {
                let value = any(value)?;
                Some(quote!(client::serde_json::json!(#value)))
            }
            (Type::Named(name), value) => match (self.scope.find(name)?, value) {
                (TypeDef::Struct(def), Json::Object(members)) => self.object(def, members),
                (TypeDef::Enum(def), value) => {
                    let text = value
                        .as_str()
                        .map_or_else(|| value.to_string(), str::to_owned);
                    let mut variants = def.variants.iter();
                    let variant = variants.find(|variant| variant.value == text)?;
                    let (path, variant) = (self.path(ty)?, ident(&variant.name));
                    Some(quote!(#path::#variant))
                }
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn path(self, ty: &Type) -> Option<TokenStream> {
        let name = ty.named()?;
        let module = if self.scope.is_own(name) {
            &self.paths.operation
        } else {
            &self.paths.shared
        };
        let name = ident(name);
        Some(quote!(#module::#name))
    }

    fn object(self, def: &Struct, members: &serde_json::Map<String, Json>) -> Option<TokenStream> {
        let known: BTreeSet<&str> = def.fields.iter().map(|it| it.wire_name.as_str()).collect();
        let is_known = |key: &String| known.contains(key.as_str());
        if !members.keys().all(is_known) {
            return None;
        }
        let path = self.path(&Type::Named(def.name.clone()))?;
        if !has_constructor(def) {
            return literal(&path, def, self.scope, |field| {
                Some(match members.get(&field.wire_name) {
                    None => Content::Absent,
                    Some(Json::Null) if field.nullable => Content::Null,
                    Some(value) => Content::Value(self.value(&field.ty, value, As::Itself)?),
                })
            });
        }
        let mut required = def.fields.iter().filter(|field| field.required).peekable();
        let start = if required.peek().is_none() {
            quote!(#path::default())
        } else {
            let arguments: Vec<TokenStream> = required
                .map(|field| self.argument(field, members.get(&field.wire_name)?))
                .collect::<Option<_>>()?;
            quote!(#path::new(#(#arguments),*))
        };
        let optional = def.fields.iter().filter(|field| !field.required);
        let mut setters = TokenStream::new();
        for field in optional {
            let Some(value) = members.get(&field.wire_name) else {
                continue;
            };
            let (name, value) = (ident(&field.name), self.setter(field, value)?);
            setters.extend(quote!(.#name(#value)));
        }
        Some(quote!(#start #setters))
    }

    fn argument(self, field: &Field, value: &Json) -> Option<TokenStream> {
        match (field.nullable, value) {
            (true, Json::Null) => Some(quote!(None)),
            (true, value) => {
                let value = self.value(&field.ty, value, As::Itself)?;
                Some(quote!(Some(#value)))
            }
            (false, value) => self.value(&field.ty, value, As::Argument),
        }
    }

    fn setter(self, field: &Field, value: &Json) -> Option<TokenStream> {
        match (field.nullable, value) {
            (true, Json::Null) => Some(quote!(client::json::Maybe::Null)),
            (true, value) => self.value(&field.ty, value, As::Itself),
            (false, value) => self.value(&field.ty, value, As::Argument),
        }
    }
}

/// JSON of any type, as the macro `json` takes it.
fn any(value: &Json) -> Option<TokenStream> {
    Some(match value {
        Json::Null => quote!(null),
        Json::Bool(value) => quote!(#value),
        Json::Number(digits) if digits.is_i64() || digits.is_u64() => number(&digits.to_string()),
        Json::Number(digits) => float(&digits.to_string(), &digits.to_string())?,
        Json::String(text) if is_filler(text) => return None,
        Json::String(text) => quote!(#text),
        Json::Array(items) => {
            let items: Vec<TokenStream> = items.iter().map(any).collect::<Option<_>>()?;
            quote!([#(#items),*])
        }
        Json::Object(members) => {
            let (keys, values): (Vec<_>, Vec<_>) = members.iter().unzip();
            let values: Vec<TokenStream> = values.into_iter().map(any).collect::<Option<_>>()?;
            quote!({#(#keys: #values),*})
        }
    })
}

/// Whether a text is a placeholder: a variable, or the name of a type.
fn is_filler(text: &str) -> bool {
    let inner = text
        .strip_prefix('<')
        .and_then(|text| text.strip_suffix('>'));
    text.contains("{{") || inner.is_some_and(|inner| !inner.contains('<') && !inner.ends_with('/'))
}

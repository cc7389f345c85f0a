//! JSON of an example as an expression of its types, which documentation shows instead of the text.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value as Json;

use super::literal::{Content, literal};
use super::target::Paths;
use crate::api::{Field, Struct, Type, TypeDef};
use crate::emit::arguments::has_constructor;
use crate::emit::literals::{any_number, float, number, suffixed};
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
    /// An item of such a list, which converts to the type: `"text"`, `1_u64`, `vec![1, 2]`.
    Item,
    /// The type itself: `"text".to_owned()`, `vec![1, 2]`.
    Itself,
}

impl As {
    /// What the items of a list are used as.
    pub(super) fn of_items(self) -> Self {
        match self {
            Self::Argument => Self::Item,
            Self::Item | Self::Itself => Self::Itself,
        }
    }

    /// A list of items.
    pub(super) fn list(self, items: &[TokenStream]) -> TokenStream {
        match self {
            Self::Argument => quote!([#(#items),*]),
            Self::Item | Self::Itself => quote!(vec![#(#items),*]),
        }
    }

    /// A number of a type.
    pub(super) fn number(self, number: TokenStream, ty: &Type) -> TokenStream {
        match self {
            Self::Item => suffixed(number, ty),
            Self::Argument | Self::Itself => number,
        }
    }
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
                As::Argument | As::Item => quote!(#text),
                As::Itself => quote!(#text.to_owned()),
            }),
            (Type::Bool, Json::Bool(value)) => Some(quote!(#value)),
            (Type::I32 | Type::I64 | Type::U64, Json::Number(digits)) => {
                Some(used.number(number(ty, &digits.to_string())?, ty))
            }
            (Type::F32 | Type::F64, Json::Number(digits)) => {
                let text = digits.to_string();
                Some(used.number(float(&text, &text)?, ty))
            }
            // The type of an empty value cannot be inferred.
            (Type::List(_), Json::Array(items)) if items.is_empty() && used == As::Argument => None,
            (Type::List(item), Json::Array(items)) => {
                let items = items.iter();
                let items = items.map(|value| self.value(item, value, used.of_items()));
                let items: Vec<TokenStream> = items.collect::<Option<_>>()?;
                Some(used.list(&items))
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
        Json::Number(number) => any_number(number)?,
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::api::Definitions;
    use crate::emit::examples::shown::paths;
    use crate::emit::examples::target::JsonForm;

    fn written(ty: &Type, value: &Json, used: As) -> Option<String> {
        let definitions = Definitions::shared(&[]);
        let scope = TypeScope {
            definitions: &definitions,
            serde: false,
        };
        let paths = paths(JsonForm::Typed);
        let typed = Typed {
            scope,
            paths: &paths,
        };
        let tokens = typed.value(ty, value, used)?;
        Some(tokens.to_string().replace(' ', ""))
    }

    #[test]
    fn a_number_in_json_of_any_type_has_a_suffix_if_it_is_no_i32() {
        let any = |value: &Json| any(value).map(|it| it.to_string().replace(' ', ""));
        let known = [
            (json!({"id": 2_147_483_647}), r#"{"id":2_147_483_647}"#),
            (json!([12_345_678_901_i64]), "[12_345_678_901_i64]"),
            (json!(-2_147_483_649_i64), "-2_147_483_649_i64"),
            (json!(u64::MAX), "18_446_744_073_709_551_615_u64"),
            (json!(1.5), "1.5"),
        ];
        for (value, written) in known {
            assert_eq!(any(&value).as_deref(), Some(written));
        }
    }

    #[test]
    fn a_number_in_a_list_that_converts_its_items_has_a_suffix_if_its_type_is_not_inferred() {
        let list = |item: Type, value: &Json| {
            let list = Type::List(Box::new(item));
            written(&list, value, As::Argument)
        };
        let known = [
            (Type::I64, json!([1]), "[1]"),
            (
                Type::I64,
                json!([1, 12_345_678_901_i64]),
                "[1,12_345_678_901_i64]",
            ),
            (Type::U64, json!([1]), "[1_u64]"),
            (Type::F32, json!([1.5]), "[1.5_f32]"),
            (Type::F64, json!([1.5]), "[1.5]"),
        ];
        for (item, value, written) in known {
            assert_eq!(list(item, &value).as_deref(), Some(written));
        }
    }

    #[test]
    fn an_item_that_is_a_list_is_of_the_type_itself() {
        let texts = Type::List(Box::new(Type::List(Box::new(Type::String))));
        assert_eq!(
            written(&texts, &json!([["a"], []]), As::Argument).as_deref(),
            Some(r#"[vec!["a".to_owned()],vec![]]"#)
        );
    }

    #[test]
    fn a_number_that_its_type_does_not_have_is_not_written() {
        let wide = json!(12_345_678_901_i64);
        assert_eq!(written(&Type::I32, &wide, As::Itself), None);
        assert_eq!(written(&Type::U64, &json!(-1), As::Itself), None);
        assert_eq!(written(&Type::I64, &json!(u64::MAX), As::Itself), None);
        assert!(written(&Type::I64, &wide, As::Itself).is_some());
    }
}

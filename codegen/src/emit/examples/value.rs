//! A value of an example as an expression.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::sketch::Sketch;
use super::target::{JsonForm, Lacking, Paths};
use super::typed::{As, Typed};
use crate::api::{Enum, ExampleValue, Parameter, Serialization, TextFormat, Type};
use crate::emit::literals::{float, number};
use crate::emit::scope::TypeScope;
use crate::emit::types::ident;

/// The value of a parameter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value<'a> {
    pub(super) parameter: &'a Parameter,
    pub(super) scope: TypeScope<'a>,
    pub(super) paths: &'a Paths,
    /// How JSON is written.
    pub(super) json: JsonForm,
    /// Whether typed JSON is converted into the type of a member.
    pub(super) is_member: bool,
}

impl Value<'_> {
    /// As an expression that `new` and the setters take.
    pub(super) fn argument(self, example: &ExampleValue) -> Result<TokenStream, Lacking> {
        let used = if self.is_list() {
            As::Item
        } else {
            As::Argument
        };
        let items = self.items(example, used)?;
        Ok(match (self.is_list(), items.as_slice()) {
            (true, items) => quote!([#(#items),*]),
            (false, [item, ..]) => item.clone(),
            (false, []) => quote!(client::File::none()),
        })
    }

    /// As an expression of the field's type.
    pub(super) fn member(self, example: &ExampleValue) -> Result<TokenStream, Lacking> {
        let is_text = *self.item_type() == Type::String && !self.is_json();
        let items = self.items(example, As::Itself)?.into_iter().map(|item| {
            if !is_text {
                item
            } else if item.to_string() == "\"\"" {
                quote!(String::new())
            } else if item.to_string().starts_with('"') {
                quote!(#item.to_owned())
            } else {
                item
            }
        });
        let items: Vec<TokenStream> = items.collect();
        Ok(match (self.is_list(), items.as_slice()) {
            (true, items) => quote!(vec![#(#items),*]),
            (false, [item, ..]) => item.clone(),
            (false, []) => quote!(client::File::none()),
        })
    }

    fn is_json(self) -> bool {
        self.scope.is_json_parameter(self.parameter)
    }

    fn is_list(self) -> bool {
        self.scope.repeated(self.parameter).is_some()
    }

    fn item_type(&self) -> &Type {
        match &self.parameter.ty {
            Type::List(item) if self.is_list() => item,
            ty => ty,
        }
    }

    /// The values of a list. Any other value is a list of one.
    fn items(self, example: &ExampleValue, used: As) -> Result<Vec<TokenStream>, Lacking> {
        match (example, self.parameter.serialization) {
            (ExampleValue::Text(text), Serialization::Joined(separator)) if self.is_list() => text
                .split(separator)
                .map(|text| self.item(text, used))
                .collect(),
            (ExampleValue::Text(text), _) => Ok(vec![self.item(text, used)?]),
            (ExampleValue::Texts(texts), _) => {
                let ty = self.item_type();
                let is_mixed = self.scope.is_json(ty)
                    && texts.iter().any(|text| self.typed(ty, text).is_none());
                // All items of an array have one type.
                let of = if is_mixed {
                    Self {
                        json: JsonForm::Text,
                        ..self
                    }
                } else {
                    self
                };
                texts.iter().map(|text| of.item(text, used)).collect()
            }
            (ExampleValue::Json(value), _) => match value {
                serde_json::Value::Array(items) if self.is_list() => items
                    .iter()
                    .map(|item| self.item(&wire_text(item), used))
                    .collect(),
                value => Ok(vec![self.item(&wire_text(value), used)?]),
            },
            (ExampleValue::Files(paths), _) => {
                let open = |path: &String| {
                    let path = self.filled(path).unwrap_or_else(|| quote!(#path));
                    quote!(client::File::open(#path))
                };
                Ok(paths.iter().map(open).collect())
            }
            (ExampleValue::Bytes(bytes), _) => {
                let bytes = Literal::byte_string(bytes);
                Ok(vec![quote!(client::File::from(#bytes.to_vec()))])
            }
        }
    }

    /// A text as an expression of the type.
    fn item(self, text: &str, used: As) -> Result<TokenStream, Lacking> {
        let ty = self.item_type();
        if self.is_json() || self.scope.is_json(ty) {
            if let Some(typed) = self.typed(ty, text) {
                return Ok(if self.is_member {
                    quote!(#typed.into())
                } else {
                    typed
                });
            }
            let text = self.filled(text).unwrap_or_else(|| quote!(#text));
            return Ok(quote!(client::JsonBody::raw(#text)));
        }
        let value = match self.filled(text) {
            Some(filled) => Some(self.parsed(ty, text, &filled)),
            None => self.scalar(ty, text, used),
        };
        value.ok_or_else(|| Lacking::Value {
            name: self.parameter.wire_name.clone(),
            text: text.to_owned(),
        })
    }

    /// A text whose variables get their values when the example is sent; [`None`] if it has none.
    fn filled(self, text: &str) -> Option<TokenStream> {
        (self.paths.has_variables && text.contains("{{")).then(|| quote!(variables.fill(#text)?))
    }

    /// A text with variables as an expression of a type.
    fn parsed(self, ty: &Type, text: &str, filled: &TokenStream) -> TokenStream {
        let name = &self.parameter.wire_name;
        let ty = match ty {
            Type::String => return filled.clone(),
            Type::File => return quote!(client::File::open(#filled)),
            Type::Bool => quote!(bool),
            Type::I32 => quote!(i32),
            Type::I64 => quote!(i64),
            Type::U64 => quote!(u64),
            Type::F32 => quote!(f32),
            Type::F64 => quote!(f64),
            Type::Named(_) => match self.scope.values(ty) {
                Some(def) => self.path_of(def),
                None => return filled.clone(),
            },
            _ => {
                return quote! {
                    client::json::from_plain_text(&#filled).map_err(|_| client::BuildError::example(#name, #text))?
                };
            }
        };
        quote!(variables.parse::<#ty>(#name, #text)?)
    }

    fn typed(self, ty: &Type, text: &str) -> Option<TokenStream> {
        let (scope, paths) = (self.scope, self.paths);
        let typed = Typed { scope, paths };
        let name = self.parameter.name.as_str();
        let json = || serde_json::from_str(text).ok();
        let sketch = |json, fields| {
            let sketch = Sketch::new(typed, fields);
            sketch.value(ty, Some(json), name, As::Itself)
        };
        match self.json {
            // Text is clearer than a macro with the same text.
            _ if *ty == Type::Json => None,
            JsonForm::Text => None,
            JsonForm::Typed => {
                let json = json()?;
                let exact = typed.value(ty, &json, As::Itself);
                exact.or_else(|| sketch(&json, usize::MAX))
            }
            #[cfg(feature = "cli")]
            JsonForm::Exact => typed.value(ty, &json()?, As::Itself),
            JsonForm::Sketched(fields) => sketch(&json()?, fields),
        }
    }

    /// A text as an expression of a type. Returns [`None`] if it does not have that type, or would be sent differently.
    fn scalar(self, ty: &Type, text: &str, used: As) -> Option<TokenStream> {
        match ty {
            Type::Bool => text.parse::<bool>().ok().map(|value| quote!(#value)),
            Type::I32 | Type::I64 | Type::U64 => Some(used.number(number(ty, text)?, ty)),
            Type::F32 => {
                let number = float(text, &text.parse::<f32>().ok()?.to_string())?;
                Some(used.number(number, ty))
            }
            Type::F64 => float(text, &text.parse::<f64>().ok()?.to_string()),
            Type::Named(_) => self.value_of_set(ty, text),
            Type::External(_) if !TextFormat::is_canonical(text) => None,
            Type::External(_) => {
                let name = &self.parameter.wire_name;
                Some(quote! {
                    client::json::from_plain_text(#text).map_err(|_| client::BuildError::example(#name, #text))?
                })
            }
            _ => Some(quote!(#text)),
        }
    }

    /// A variant of an enum.
    fn value_of_set(self, ty: &Type, text: &str) -> Option<TokenStream> {
        let def = self.scope.values(ty)?;
        let path = self.path_of(def);
        let mut variants = def.variants.iter();
        match variants.find(|variant| variant.value == text) {
            Some(variant) => {
                let variant = ident(&variant.name);
                Some(quote!(#path::#variant))
            }
            None => (!def.closed).then(|| quote!(#path::from(#text))),
        }
    }

    fn path_of(self, def: &Enum) -> TokenStream {
        let module = if self.scope.is_own(&def.name) {
            &self.paths.operation
        } else {
            &self.paths.shared
        };
        let name = ident(&def.name);
        quote!(#module::#name)
    }
}

/// JSON as a form field or query entry: a string has no quotes.
fn wire_text(value: &serde_json::Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

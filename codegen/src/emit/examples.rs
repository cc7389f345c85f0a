//! The collection's own requests: the module `examples`, and the example in an operation's docs.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::context::Context;
use super::docs::Text;
use super::format;
use super::operation::is_json_body;
use super::types::{ident, integer};
use crate::api::{Api, ExampleValue, Folder, Ident, Operation, Parameter, Presence, Type, TypeDef};

/// The text of the module `examples`.
pub(super) fn emit(context: Context<'_>) -> String {
    let api = context.api;
    let mut examples = Vec::new();
    collect(
        &api.operations,
        &api.folders,
        &mut Vec::new(),
        &mut examples,
    );
    // In file order, whatever folder an item stands in.
    examples.sort_by_key(|(operation, _)| {
        (operation.source.clone(), pointer_order(&operation.pointer))
    });
    let entries = examples
        .iter()
        .map(|(operation, modules)| entry(operation, modules, context));
    let variable = variable(api);
    // Where no example can be built, nothing is turned into a request.
    let import = examples
        .iter()
        .any(|(operation, _)| build(operation, &quote!(m)).is_ok())
        .then(|| {
            quote!(
                use client::Operation as _;
            )
        });
    let items = quote! {
        #import

        const ALL: &[client::Example] = &[#(#entries),*];

        #[doc = " All requests, in file order."]
        #[must_use]
        pub fn all() -> Vec<client::Example> {
            ALL.to_vec()
        }

        #variable
    };
    let head = Text::new("The collection's own requests, as it would send them.");
    format!(
        "{}{}\n{}",
        super::generated_by(&api.source),
        head.inner(),
        format::items(&items)
    )
}

fn collect<'a>(
    operations: &'a [Operation],
    folders: &'a [Folder],
    modules: &mut Vec<&'a Ident>,
    examples: &mut Vec<(&'a Operation, Vec<&'a Ident>)>,
) {
    for operation in operations {
        let mut path = modules.clone();
        path.push(&operation.module);
        examples.push((operation, path));
    }
    for folder in folders {
        modules.push(&folder.module);
        collect(&folder.operations, &folder.folders, modules, examples);
        modules.pop();
    }
}

/// Steps of a pointer, indexes as numbers.
fn pointer_order(pointer: &str) -> Vec<(u64, String)> {
    pointer
        .split('/')
        .map(|step| match step.parse() {
            Ok(index) => (index, String::new()),
            Err(_) => (0, step.to_owned()),
        })
        .collect()
}

/// The default values of the API's settings.
fn variable(api: &Api) -> TokenStream {
    let defaults: Vec<_> = api
        .settings
        .iter()
        .filter_map(|setting| Some((&setting.variable, setting.default.as_ref()?)))
        .collect();
    if defaults.is_empty() {
        return quote! {
            fn variable(_: &str) -> Option<String> {
                None
            }
        };
    }
    let arms = defaults
        .iter()
        .map(|(variable, default)| quote!(#variable => #default));
    quote! {
        fn variable(name: &str) -> Option<String> {
            let value = match name {
                #(#arms,)*
                _ => return None,
            };
            Some(value.to_owned())
        }
    }
}

fn entry(operation: &Operation, modules: &[&Ident], context: Context<'_>) -> TokenStream {
    let (pointer, name) = (&operation.pointer, &operation.name);
    let scheme = match context.scheme(operation) {
        Some(scheme) => quote!(Some(#scheme)),
        None => quote!(None),
    };
    let modules: Vec<_> = modules.iter().map(|module| ident(module)).collect();
    let module = quote!(super::#(#modules)::*);
    let request = match build(operation, &module) {
        Ok(request) => quote!(Ok(#request.into_request())),
        Err(Lacking::Variable(variable)) => quote!(Err(client::BuildError::unresolved(#variable))),
        Err(Lacking::Value { name, text }) => {
            quote!(Err(client::BuildError::example(#name, #text)))
        }
    };
    quote!(client::Example::new(#pointer, #name, #scheme, variable, || #request))
}

/// Why there is no request.
enum Lacking {
    /// A variable has no value.
    Variable(String),
    /// A value is not of its parameter's type.
    Value { name: String, text: String },
}

/// The request as an expression.
fn build(operation: &Operation, module: &TokenStream) -> Result<TokenStream, Lacking> {
    let Some(example) = &operation.example else {
        return Err(Lacking::Variable(operation.name.clone()));
    };
    if let Some(variable) = &example.unresolved {
        return Err(Lacking::Variable(variable.clone()));
    }
    let value_of = |index: usize| {
        example
            .values
            .iter()
            .find(|(known, _)| *known == index)
            .map(|(_, value)| value)
    };
    let mut arguments = Vec::new();
    let mut setters = Vec::new();
    for (index, parameter) in operation.parameters.iter().enumerate() {
        let value = value_of(index)
            .map(|value| literal(operation, parameter, value, module))
            .transpose()?;
        let name = ident(&parameter.name);
        match (&parameter.presence, value) {
            (Presence::Required, Some(value)) => arguments.push((name, value, &parameter.ty)),
            (Presence::Required, None) => {
                return Err(Lacking::Variable(parameter.wire_name.clone()));
            }
            (_, Some(value)) => setters.push(quote!(.#name(#value))),
            (_, None) => {}
        }
    }
    let name = ident(&operation.type_name);
    let arguments = if arguments.len() > 7 {
        let struct_name = format_ident!("{}Arguments", operation.type_name.as_str());
        let fields = arguments.into_iter().map(|(name, value, ty)| {
            let value = field_value(ty, &value);
            quote!(#name: #value)
        });
        quote!(#module::#struct_name { #(#fields),* })
    } else {
        let values = arguments.into_iter().map(|(_, value, _)| value);
        quote!(#(#values),*)
    };
    Ok(quote!(#module::#name::new(#arguments) #(#setters)*))
}

/// A value as an expression of its field's type.
fn field_value(ty: &Type, value: &TokenStream) -> TokenStream {
    match ty {
        Type::String if value.to_string() == "\"\"" => quote!(String::new()),
        Type::String => quote!(#value.to_owned()),
        Type::List(_) => quote!(#value.into_iter().map(Into::into).collect()),
        _ => quote!(#value),
    }
}

/// A value as an expression that `new` and the setters take.
fn literal(
    operation: &Operation,
    parameter: &Parameter,
    value: &ExampleValue,
    module: &TokenStream,
) -> Result<TokenStream, Lacking> {
    let scalar = |ty: &Type, text: &str| {
        scalar(operation, ty, text, module).ok_or_else(|| Lacking::Value {
            name: parameter.wire_name.clone(),
            text: text.to_owned(),
        })
    };
    let item = match &parameter.ty {
        Type::List(item) => item,
        ty => ty,
    };
    Ok(match value {
        ExampleValue::Text(text) if is_json_body(parameter) && text.contains("{{$") => {
            quote!(client::JsonBody::raw(client::dynamic::filled(#text)))
        }
        ExampleValue::Text(text) if is_json_body(parameter) => quote!(client::JsonBody::raw(#text)),
        ExampleValue::Text(text) => {
            let value = scalar(item, text)?;
            if matches!(parameter.ty, Type::List(_)) {
                quote!([#value])
            } else {
                value
            }
        }
        ExampleValue::Texts(texts) => {
            let items = texts
                .iter()
                .map(|text| scalar(item, text))
                .collect::<Result<Vec<_>, _>>()?;
            quote!([#(#items),*])
        }
        ExampleValue::Json(value) => {
            let text = value.to_string();
            quote!(client::JsonBody::raw(#text))
        }
        ExampleValue::Files(paths) => match (&parameter.ty, paths.as_slice()) {
            (Type::List(_), paths) => quote!([#(client::File::open(#paths)),*]),
            (_, [path, ..]) => quote!(client::File::open(#path)),
            (_, []) => quote!(client::File::none()),
        },
    })
}

/// A text as an expression of a type; [`None`] where it is not of that type.
fn scalar(
    operation: &Operation,
    ty: &Type,
    text: &str,
    module: &TokenStream,
) -> Option<TokenStream> {
    let is_integer = |parsed: Option<String>| parsed.as_deref() == Some(text);
    match ty {
        Type::Bool => text.parse::<bool>().ok().map(|value| quote!(#value)),
        Type::I32 if is_integer(text.parse::<i32>().ok().map(|n| n.to_string())) => {
            Some(number(text))
        }
        Type::I64 if is_integer(text.parse::<i64>().ok().map(|n| n.to_string())) => {
            Some(number(text))
        }
        Type::U64 if is_integer(text.parse::<u64>().ok().map(|n| n.to_string())) => {
            Some(number(text))
        }
        Type::F32 | Type::F64 => {
            let value = text
                .parse::<f64>()
                .ok()
                .filter(|value| value.is_finite() && value.to_string() == text)?;
            format!("{value:?}").parse().ok()
        }
        Type::Named(name) => {
            let value = enum_value(operation, name, text)?;
            let name = ident(name);
            Some(match value {
                EnumValue::Variant(variant) => {
                    let variant = ident(variant);
                    quote!(#module::#name::#variant)
                }
                EnumValue::Other => quote!(#module::#name::from(#text)),
            })
        }
        Type::I32 | Type::I64 | Type::U64 | Type::External(_) => None,
        _ => Some(quote!(#text)),
    }
}

/// An integer, with its sign.
fn number(text: &str) -> TokenStream {
    match text.strip_prefix('-') {
        Some(digits) => {
            let digits = integer(digits);
            quote!(-#digits)
        }
        None => {
            let digits = integer(text);
            quote!(#digits)
        }
    }
}

enum EnumValue<'a> {
    Variant(&'a Ident),
    Other,
}

fn enum_value<'a>(operation: &'a Operation, name: &Ident, text: &str) -> Option<EnumValue<'a>> {
    let def = operation.types.iter().find_map(|def| match def {
        TypeDef::Enum(def) if def.name == *name => Some(def),
        _ => None,
    })?;
    let variant = def.variants.iter().find(|variant| variant.value == text);
    match variant {
        Some(variant) => Some(EnumValue::Variant(&variant.name)),
        None => (!def.exact).then_some(EnumValue::Other),
    }
}

/// The example in an operation's docs, where the collection gives the values.
///
/// It is not a doc test: one would have to name the crate that the module tree stands in, and the tree is the same in
/// every crate.
pub(super) fn documentation(operation: &Operation, context: Context<'_>) -> Option<Vec<String>> {
    let path: TokenStream = context.path_of(operation)?.parse().ok()?;
    let request = build(operation, &quote!(MODULE)).ok()?.to_string();
    if request.len() > 400 {
        return None;
    }
    let name = ident(&operation.type_name);
    let imports = quote!(use #path::{self as operation, #name};);
    let request: TokenStream = request
        .replace(
            &format!("MODULE :: {}", operation.type_name),
            operation.type_name.as_str(),
        )
        .replace("MODULE", "operation")
        .parse()
        .ok()?;
    let uses_module = request.to_string().contains("operation ::");
    let imports = if uses_module {
        imports
    } else {
        quote!(use #path::#name;)
    };
    let text = format::items(&quote!(fn main() { let operation = #request; }));
    let mut lines = vec!["```ignore".to_owned()];
    lines.extend(format::items(&imports).lines().map(str::to_owned));
    lines.push(String::new());
    let body: Vec<&str> = text.lines().collect();
    for line in body.get(1..body.len().saturating_sub(1))? {
        lines.push(line.strip_prefix("    ").unwrap_or(line).to_owned());
    }
    lines.push("```".to_owned());
    Some(lines)
}

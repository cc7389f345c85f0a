//! The request of an example as documentation shows it: short, and without the paths of what it uses.

use std::borrow::Cow;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::request::request;
use super::target::{JsonForm, Paths};
use crate::api::{ExampleValue, Location, Operation};
use crate::emit::comments;
use crate::emit::context::Context;
use crate::emit::paths::{import, shorten};
use crate::emit::scope::TypeScope;
use crate::emit::tree::Tree;
use crate::emit::types::text_ident;

/// The maximum length of a request in documentation, in characters of its tokens. Longer ones do not help readers.
const LONGEST: usize = 400;

/// The forms of JSON to try. JSON that is too long with its types can still be short as text.
const FORMS: [JsonForm; 4] = [
    JsonForm::Typed,
    JsonForm::Sketched(3),
    JsonForm::Sketched(1),
    JsonForm::Text,
];

/// The request of an example, with paths as [`imported`] expects them. [`None`] if it is long, or lacks a value.
pub(super) fn short(operation: &Operation, context: Context<'_>) -> Option<TokenStream> {
    let shown = without_filler(operation);
    shortest(&shown, context.scope(operation))
}

/// The request of an operation's example with as much JSON as is short. [`None`] if it is always long, or lacks a value.
pub(super) fn shortest(operation: &Operation, scope: TypeScope<'_>) -> Option<TokenStream> {
    FORMS.into_iter().find_map(|json| {
        let request = request(operation, scope, &paths(json)).ok()?;
        is_short(&request).then_some(request)
    })
}

/// Whether a request helps readers of documentation.
pub(super) fn is_short(request: &TokenStream) -> bool {
    let text = request.to_string();
    !text.contains("map_err") && text.len() <= LONGEST
}

/// Where an example that is shown finds types.
pub(super) fn paths(json: JsonForm) -> Paths {
    Paths {
        operation: quote!(MODULE),
        shared: quote!(SHARED),
        json,
        has_variables: false,
    }
}

/// Code without the paths of what it uses, and the imports of that. It has `MODULE` for the path of the operation's module,
/// and `SHARED` for that of shared types.
pub(in crate::emit) fn imported(
    operation: &Operation,
    context: Context<'_>,
    code: TokenStream,
) -> Option<(TokenStream, TokenStream)> {
    let crate_name = context.options.home.crate_name();
    let root = text_ident(crate_name.unwrap_or("crate"));
    let api = context.path_of_api(&quote!(#root));
    let module = context.index.path_of(operation)?;
    let below = module.strip_prefix(context.api.module.as_str())?;
    let below: TokenStream = below.parse().ok()?;
    let mut names = BTreeSet::new();
    let (code, own) = shortened(code, "MODULE", &quote!(#api #below), &mut names);
    let (code, shared) = shortened(code, "SHARED", &quote!(#api::types), &mut names);
    let (code, of_client) = shortened(code, "client", &quote!(#root::client), &mut names);
    Some((quote!(#of_client #own #shared), code))
}

/// An operation whose example has the names of parameters in place of placeholder data, of path variables without a value,
/// and of other empty texts that it needs: `Report::new("", "")` says nothing.
pub(super) fn without_filler(operation: &Operation) -> Cow<'_, Operation> {
    let Some(sent) = &operation.example else {
        return Cow::Borrowed(operation);
    };
    let example = sent.shown();
    let is_filler = |(index, value): &(usize, ExampleValue)| {
        let parameter = &operation.parameters[*index];
        let ExampleValue::Text(text) = value else {
            return example.filler.contains(index);
        };
        let is_needed = parameter.presence.needs_value() && parameter.location != Location::Body;
        let needs_text = parameter.location == Location::Path || is_needed;
        let is_empty = needs_text && text.is_empty();
        example.filler.contains(index) || is_empty || parameter.is_unfilled(text)
    };
    if sent.shown.is_none() && !example.values.iter().any(is_filler) {
        return Cow::Borrowed(operation);
    }
    let mut shown = example.clone();
    for entry in shown.values.iter_mut().filter(|entry| is_filler(entry)) {
        let (index, value) = entry;
        *value = ExampleValue::Text(operation.parameters[*index].name.to_string());
    }
    Cow::Owned(Operation {
        example: Some(shown),
        ..operation.clone()
    })
}

/// Code without the path of a module, and the `use` that this needs. `names` are those that are imported already: what has
/// the same name keeps the path from the module.
fn shortened(
    code: TokenStream,
    placeholder: &str,
    module: &TokenStream,
    names: &mut BTreeSet<String>,
) -> (TokenStream, TokenStream) {
    let mut imported = BTreeSet::new();
    let mut needs_module = false;
    let mut code = Tree::list(code);
    shorten(&mut code, &[&[placeholder]], &mut |_, step| {
        let is_known = names.contains(&step.name);
        needs_module |= step.is_importable() && is_known;
        let is_imported = step.is_importable() && !is_known;
        if is_imported {
            imported.insert(step.name.clone());
        }
        is_imported
    });
    let import = import(module, imported.iter().map(String::as_str));
    names.extend(imported);
    let of_module = needs_module.then(|| quote!(use #module;));
    let code = Tree::tokens(&code, &mut comments::attribute);
    (code, quote!(#of_module #import))
}

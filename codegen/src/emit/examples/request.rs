//! A request as an expression, with the values of the collection.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::target::{Lacking, Paths};
use super::value::Value;
use crate::api::{Operation, Presence};
use crate::emit::arguments::{struct_name, takes_struct};
use crate::emit::scope::TypeScope;
use crate::emit::types::ident;

/// The request as an expression.
pub(super) fn request(
    operation: &Operation,
    scope: TypeScope<'_>,
    paths: &Paths,
) -> Result<TokenStream, Lacking> {
    let Some(example) = &operation.example else {
        return Err(Lacking::Variable(operation.name.clone()));
    };
    if let Some(variable) = example.unresolved.as_ref().filter(|_| !paths.has_variables) {
        return Err(Lacking::Variable(variable.clone()));
    }
    let takes_struct = takes_struct(operation);
    let values: HashMap<_, _> = example
        .values
        .iter()
        .map(|(index, it)| (*index, it))
        .collect();
    let mut arguments = Vec::new();
    let mut setters = Vec::new();
    for (index, parameter) in operation.parameters.iter().enumerate() {
        let is_required = parameter.presence == Presence::Required;
        let Some(example) = values.get(&index) else {
            if is_required {
                return Err(Lacking::Variable(parameter.wire_name.clone()));
            }
            continue;
        };
        let value = Value {
            parameter,
            scope,
            paths,
            json: paths.json,
            // The fields of a struct of arguments take no conversion.
            is_member: is_required && takes_struct,
        };
        if is_required {
            arguments.push((value, example));
        } else {
            let (name, value) = (ident(&parameter.name), value.argument(example)?);
            setters.push(quote!(.#name(#value)));
        }
    }
    let (module, name) = (&paths.operation, ident(&operation.type_name));
    let arguments = if takes_struct {
        let members = arguments
            .iter()
            .map(|(value, example)| {
                let (name, value) = (ident(&value.parameter.name), value.member(example)?);
                Ok(quote!(#name: #value))
            })
            .collect::<Result<Vec<_>, Lacking>>()?;
        let name = struct_name(operation.type_name.as_str());
        quote!(#module::#name { #(#members),* })
    } else {
        let values = arguments
            .iter()
            .map(|(value, example)| value.argument(example))
            .collect::<Result<Vec<_>, Lacking>>()?;
        quote!(#(#values),*)
    };
    Ok(quote!(#module::#name::new(#arguments) #(#setters)*))
}

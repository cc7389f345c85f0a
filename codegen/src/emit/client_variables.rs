//! `ClientVariables`: the variables of an API that a client sets for all calls, and how operations take them.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::debug::{self, Debug, Member};
use super::docs::code;
use super::members::{docs_after, setter};
use super::types::ident;
use super::words;
use crate::api::{Api, ClientVariable, Operation, Presence};

/// The struct `ClientVariables` of an API; nothing if it has no such variables.
pub(super) fn emit(api: &Api) -> TokenStream {
    if api.client_variables.is_empty() {
        return quote!();
    }
    let variables = || api.client_variables.iter();
    let api_type = ident(&api.type_name);
    let fields = variables().map(|it| {
        let name = ident(&it.name);
        quote!(#name: Option<String>)
    });
    let setters = variables().map(|it| {
        let (name, docs) = (ident(&it.name), docs(it));
        setter(
            &it.name,
            &quote!(#docs #[must_use]),
            &quote!(impl Into<String>),
            &quote!(Some(#name.into())),
        )
    });
    let arms = variables().map(|it| {
        let (name, variable) = (ident(&it.name), &it.variable);
        quote!(#variable => self.#name.as_deref())
    });
    let members: Vec<Member> = variables()
        .map(|it| Member::new(ident(&it.name), it.is_secret))
        .collect();
    let Debug { derive, item } = debug::debug(&format_ident!("ClientVariables"), &members);
    quote! {
        #[doc = " Variables of the collection that a client sets once, with its method `variables`."]
        #[doc = ""]
        #[doc = " A call can replace each of them with the setter of its operation."]
        #[derive(#derive Clone, Default, PartialEq, Eq)]
        pub struct ClientVariables {
            #(#fields,)*
        }

        #item

        impl ClientVariables {
            #[doc = " Sets no variable: those with a default have it."]
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }

            #(#setters)*
        }

        impl client::ClientVariables<#api_type> for ClientVariables {
            fn variable(&self, name: &str) -> Option<&str> {
                match name { #(#arms,)* _ => None }
            }
        }
    }
}

/// The variable that most operations use; of several, the first.
pub(super) fn most_used(api: &Api) -> Option<&ClientVariable> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for operation in api.all_operations() {
        for variable in operation
            .parameters
            .iter()
            .filter_map(|it| it.variable.as_deref())
        {
            *counts.entry(variable).or_default() += 1;
        }
    }
    let variables = api.client_variables.iter().rev();
    variables.max_by_key(|it| counts.get(it.variable.as_str()))
}

fn docs(variable: &ClientVariable) -> TokenStream {
    let default = match &variable.default {
        Some(default) => format!(" (default: {})", code(default)),
        None => String::new(),
    };
    let head = format!(
        "Sets the variable {}{default}.",
        words::variable(&variable.variable)
    );
    docs_after(head, &variable.docs)
}

/// The method with which an operation takes the client's variables; nothing if it uses none.
pub(super) fn method(operation: &Operation) -> Option<TokenStream> {
    let statements: Vec<TokenStream> = operation
        .parameters
        .iter()
        .filter_map(|parameter| {
            let (field, variable) = (ident(&parameter.name), parameter.variable.as_ref()?);
            let setter = parameter.name.as_str();
            Some(if parameter.presence == Presence::Variable {
                quote!(client::require_variable(&mut self.#field, variables, #variable, #setter)?;)
            } else {
                quote!(client::set_variable(&mut self.#field, variables, #variable);)
            })
        })
        .collect();
    (!statements.is_empty()).then(|| {
        quote! {
            #[inline]
            fn set_variables(
                &mut self,
                variables: &client::VariableValues<'_, Self::Api>,
            ) -> Result<(), client::BuildError> {
                #(#statements)*
                Ok(())
            }
        }
    })
}

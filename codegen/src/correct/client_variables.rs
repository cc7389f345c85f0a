//! What corrections leave of the client-wide variables: a parameter that is required, omitted or no text has none.

use std::collections::BTreeSet;

use crate::api::{Api, Presence, Type};

/// Removes client-wide variables that no parameter takes anymore.
pub(super) fn remove_unused(api: &mut Api) {
    let mut used = BTreeSet::new();
    let (operations, _) = api.parts_mut();
    for operation in operations {
        for parameter in &mut operation.parameters {
            let is_taken = parameter.ty == Type::String
                && matches!(
                    parameter.presence,
                    Presence::Default(_) | Presence::Variable
                );
            match &parameter.variable {
                Some(variable) if is_taken => drop(used.insert(variable.clone())),
                _ => {
                    parameter.variable = None;
                    if parameter.presence == Presence::Variable {
                        parameter.presence = Presence::Required;
                    }
                }
            }
        }
    }
    api.client_variables
        .retain(|it| used.contains(&it.variable));
}

//! Whether a parameter must be given.

use crate::api::{Location, Presence, PresenceReason, Serialization, TextFormat, Type};
use crate::lower::client_variables::is_of_one_request;
use crate::lower::presentation;
use crate::lower::reading::Reading;
use crate::prose::Demand;
use crate::variables::{Lookup, secrets, template};

use super::variant::selects_variant;
use super::{Entry, Given, Parameters, Rule, first_text, saved_id};

impl Parameters<'_> {
    /// Whether a parameter must be given, and why.
    pub(super) fn presence_of(
        &self,
        entry: &Entry<'_>,
        reading: &Reading,
        ty: &Type,
        serialization: Serialization,
    ) -> (Presence, PresenceReason) {
        let text = first_text(&entry.given);
        let variable = text.and_then(template::only_variable);
        let found = match variable.map(|name| self.values().look_up(name)) {
            Some(Lookup::Text(value)) if self.fits(ty, &value) => Some(Presence::Default(value)),
            Some(Lookup::Dynamic(name)) => Some(Presence::Dynamic(name)),
            _ => None,
        };
        let is_separate = matches!(
            serialization,
            Serialization::Plain | Serialization::Indexed(_)
        );
        let is_repeated = matches!(ty, Type::List(_)) && is_separate;
        // A default is one text.
        let found = found.filter(|_| !is_repeated);
        let is_saved_id =
            matches!(&found, Some(Presence::Default(value)) if self.is_saved_id(entry, ty, value));
        let found = found.filter(|_| !is_saved_id);
        if is_repeated && entry.rule != Rule::Marked {
            return (Presence::Required, PresenceReason::SeveralValues);
        }
        match entry.rule {
            Rule::Always => (Presence::Required, PresenceReason::PartOfRequest),
            Rule::LiteralId => (Presence::Required, PresenceReason::LiteralId),
            Rule::Variable => match found {
                Some(presence) => (presence, PresenceReason::VariableWithValue),
                None if is_saved_id => (Presence::Required, PresenceReason::SavedValue),
                None => (Presence::Required, PresenceReason::VariableWithoutValue),
            },
            Rule::PathVariable => match found {
                Some(Presence::Default(value)) if !self.is_default_in_path(entry, ty, &value) => {
                    (Presence::Required, PresenceReason::SavedValue)
                }
                Some(presence) => (presence, PresenceReason::VariableWithValue),
                None => (Presence::Required, PresenceReason::VariableWithoutValue),
            },
            Rule::Key if reading.demand != Some(Demand::Marked) => {
                (Presence::Optional, PresenceReason::KeyWithoutValue)
            }
            Rule::Null => (
                Presence::Default("null".to_owned()),
                PresenceReason::LiteralValue,
            ),
            Rule::Unsent => (Presence::Optional, PresenceReason::NotInRequest),
            Rule::Key | Rule::Marked | Rule::Constant => {
                match self.marked_presence(entry, reading, ty, found) {
                    (Presence::Required, PresenceReason::Enabled) if is_saved_id => {
                        (Presence::Required, PresenceReason::SavedValue)
                    }
                    other => other,
                }
            }
        }
    }

    /// The client-wide variable that has the value of a parameter: one that half of the requests use, or that has a value.
    ///
    /// Other variables stay arguments, as do the variables of the path, which the request itself declares, and those of which
    /// each request has its own value.
    pub(super) fn client_variable(
        &self,
        entry: &Entry<'_>,
        ty: &Type,
        (presence, reason): (&Presence, PresenceReason),
    ) -> Option<String> {
        let is_text =
            *ty == Type::String && matches!(entry.given, Given::Text(_) | Given::Flattened(_));
        let is_sent = matches!(presence, Presence::Required | Presence::Default(_));
        if !is_text || !is_sent || !entry.enabled || entry.rule == Rule::Always {
            return None;
        }
        let name = first_text(&entry.given).and_then(template::only_variable)?;
        if is_of_one_request(name) {
            return None;
        }
        let has_value = matches!(self.values().look_up(name), Lookup::Text(_))
            && reason != PresenceReason::SavedValue;
        (has_value || self.file.shared_variables.contains(name)).then(|| name.to_owned())
    }

    /// Whether the value of a variable is a default in a path: the user of the generator gave it, it is one of the listed
    /// values, or it selects a variant of the API.
    fn is_default_in_path(&self, entry: &Entry<'_>, ty: &Type, value: &str) -> bool {
        !self.values().is_of_collection(entry.wire_name)
            || matches!(ty, Type::Bool | Type::Named(_))
            || selects_variant(entry.wire_name, value)
    }

    /// Whether the value of a variable outside of the path is an id that the collection saved, in a request that changes
    /// something.
    fn is_saved_id(&self, entry: &Entry<'_>, ty: &Type, value: &str) -> bool {
        let is_elsewhere = entry.rule != Rule::PathVariable && entry.location != Location::Header;
        let variable = first_text(&entry.given).and_then(template::only_variable);
        !self.is_safe
            && is_elsewhere
            && !matches!(ty, Type::Bool | Type::Named(_))
            && variable.is_some_and(|variable| {
                let names = [entry.wire_name, variable];
                self.values().is_of_collection(variable) && saved_id::is_id(names, value)
            })
    }

    fn marked_presence(
        &self,
        entry: &Entry<'_>,
        reading: &Reading,
        ty: &Type,
        found: Option<Presence>,
    ) -> (Presence, PresenceReason) {
        if reading.demand == Some(Demand::Marked) {
            return (Presence::Required, PresenceReason::MarkedRequired);
        }
        if !entry.enabled {
            return (Presence::Optional, PresenceReason::Disabled);
        }
        if let Some(presence) = found {
            return (presence, PresenceReason::VariableWithValue);
        }
        match reading.demand {
            Some(Demand::Always) => return (Presence::Required, PresenceReason::DescribedRequired),
            Some(Demand::Never) => {
                return (Presence::Optional, PresenceReason::DescribedOptional);
            }
            _ => {}
        }
        if let Some(text) = self.constant(entry)
            && self.fits(ty, text)
        {
            return (
                Presence::Default(text.to_owned()),
                PresenceReason::LiteralValue,
            );
        }
        if reading.demand == Some(Demand::Sometimes) {
            return (Presence::Optional, PresenceReason::DescribedCondition);
        }
        if self.file.marks_required {
            return (Presence::Optional, PresenceReason::NotMarked);
        }
        if reading.default.is_some() {
            return (Presence::Optional, PresenceReason::DescribedDefault);
        }
        if self.file.shows_types {
            return (Presence::Optional, PresenceReason::Converted);
        }
        if self.is_safe && self.is_open_presentation(entry) {
            return (Presence::Optional, PresenceReason::OpenPresentation);
        }
        if self.is_safe && self.is_empty_search(entry) {
            return (Presence::Optional, PresenceReason::EmptySearch);
        }
        if let Some(text) = self.presented(entry, ty) {
            return (Presence::Preset(text), PresenceReason::Presentation);
        }
        (Presence::Required, PresenceReason::Enabled)
    }

    /// The literal that is sent unless the caller gives another.
    fn constant<'e>(&self, entry: &'e Entry<'_>) -> Option<&'e str> {
        // A converter fills headers with examples.
        let is_header = entry.rule == Rule::Constant && !self.is_converted();
        let is_constant = is_header || selects_flow(entry.wire_name);
        let text = first_text(&entry.given).filter(|_| is_constant)?;
        let is_literal =
            !text.is_empty() && !template::has_variable(text) && !secrets::is_placeholder(text);
        // A placeholder is not the default of a secret.
        (is_literal && !secrets::names_secret(entry.wire_name)).then_some(text)
    }

    /// Whether a query parameter that pages, sorts or formats is one variable without a value.
    pub(super) fn is_open_presentation(&self, entry: &Entry<'_>) -> bool {
        let variable = first_text(&entry.given).and_then(template::only_variable);
        entry.location == Location::Query
            && variable.is_some_and(|name| self.values().look_up(name) == Lookup::Nothing)
            && presentation::is_presentation(entry.wire_name)
    }

    /// Whether a query parameter narrows a list to what contains a text, and the request has none. Where the path is a search,
    /// the text is what it is about.
    fn is_empty_search(&self, entry: &Entry<'_>) -> bool {
        entry.location == Location::Query
            && first_text(&entry.given) == Some("")
            && presentation::is_search(entry.wire_name)
            && !self
                .context
                .path_template
                .to_ascii_lowercase()
                .contains("search")
    }

    /// The literal value of a query parameter that pages, sorts or formats the result of a safe method: a number, a flag or
    /// one of the listed values.
    fn presented(&self, entry: &Entry<'_>, ty: &Type) -> Option<String> {
        if !self.is_safe || entry.location != Location::Query {
            return None;
        }
        let text = first_text(&entry.given)?;
        let is_listed = match ty {
            Type::Bool | Type::I32 | Type::I64 | Type::U64 => self.fits(ty, text),
            Type::Named(name) => {
                let def = self.types.enum_named(name);
                def.is_some_and(|def| def.variants.iter().any(|it| it.value == text))
            }
            _ => false,
        };
        (is_listed && presentation::is_presentation(entry.wire_name)).then(|| text.to_owned())
    }

    /// Whether a text can be a value of a type.
    fn fits(&self, ty: &Type, text: &str) -> bool {
        match ty {
            Type::String => true,
            Type::Bool => matches!(text, "true" | "false"),
            Type::I32 => text.parse::<i32>().is_ok(),
            Type::I64 => text.parse::<i64>().is_ok(),
            Type::U64 => text.parse::<u64>().is_ok(),
            Type::F32 | Type::F64 => text.parse::<f64>().is_ok(),
            Type::External(_) => TextFormat::of(text).is_some(),
            Type::List(item) => text.split(',').all(|text| self.fits(item, text.trim())),
            Type::Named(name) => {
                let def = self.types.enum_named(name);
                def.is_some_and(|it| !it.closed || it.variants.iter().any(|it| it.value == text))
            }
            _ => false,
        }
    }
}

/// Whether a parameter selects one of the flows of OAuth 2.0, such as a grant. A request for a token is of one flow.
fn selects_flow(name: &str) -> bool {
    matches!(
        name,
        "client_assertion_type" | "code_challenge_method" | "grant_type" | "response_type"
    )
}

//! The type of a parameter, from its value, its description and its name.

use crate::api::{Enum, Fact, Ident, Location, TextFormat, Type, TypeDef};
use crate::lower::presentation::{self, Length};
use crate::lower::reading::Reading;
use crate::names;
use crate::prose::{self, Demand};
use crate::variables::{Lookup, secrets, template};

use super::Parameters;
use super::entry::{Entry, Given, Indexed, first_text};

impl Parameters<'_> {
    /// The type of a parameter, with what it was read from.
    pub(super) fn type_of(&mut self, entry: &Entry<'_>, reading: &Reading) -> (Type, Vec<Fact>) {
        // A body that is not JSON as a whole is sent unchanged.
        if entry.location != Location::Body
            && reading.is_text()
            && let Some(of_format) = self.type_of_format(&entry.given)
        {
            return of_format;
        }
        match &entry.given {
            Given::Files(paths) if paths.len() > 1 => {
                (Type::List(Box::new(Type::File)), Vec::new())
            }
            Given::Files([_]) if self.is_list_key(entry.wire_name) => {
                (Type::List(Box::new(Type::File)), vec![Fact::ListKey])
            }
            Given::Files(_) | Given::Base64(_) => (Type::File, Vec::new()),
            Given::Binary(placeholder) => {
                let fact = Fact::Placeholder((*placeholder).to_owned());
                (Type::File, vec![fact])
            }
            Given::Json(_, ty, evidence) => (ty.clone(), evidence.facts.clone()),
            Given::Indexed(Indexed { item: Some(ty), .. }) => (
                Type::List(Box::new(ty.clone())),
                repeated(Vec::new(), &entry.given),
            ),
            Given::Texts(_) | Given::FlattenedList(_) | Given::Indexed(_) => {
                let (ty, facts) = self.value_type(entry.name(), reading);
                (Type::List(Box::new(ty)), repeated(facts, &entry.given))
            }
            _ => {
                let (ty, mut facts) = self.value_type(entry.name(), reading);
                if let Some((ty, fact)) = self.presented_type(entry, reading, &ty, &facts) {
                    return (ty, vec![fact]);
                }
                if reading.separator().is_none() {
                    return (ty, facts);
                }
                facts.push(Fact::CommaSeparated);
                (Type::List(Box::new(ty)), facts)
            }
        }
    }

    /// The type of a query parameter that pages, sorts or formats, from its literal value, if nothing else tells the type.
    fn presented_type(
        &self,
        entry: &Entry<'_>,
        reading: &Reading,
        ty: &Type,
        facts: &[Fact],
    ) -> Option<(Type, Fact)> {
        let is_known = *ty != Type::String || !facts.is_empty();
        if entry.location != Location::Query || is_known {
            return None;
        }
        if self.is_open_length(entry, reading) {
            return Some((Type::I64, Fact::Name));
        }
        let value = first_text(&entry.given)?;
        if self.is_open_presentation(entry) {
            return presentation::is_offset(entry.wire_name).then_some((Type::I64, Fact::Name));
        }
        let ty = if self.is_converted() {
            presentation::converted_type(entry.wire_name, value)?
        } else {
            presentation::literal_type(entry.wire_name, value)?
        };
        Some((ty, Fact::Value(value.to_owned())))
    }

    /// Whether a parameter has the length of a page, for which the collection has no value.
    fn is_open_length(&self, entry: &Entry<'_>, reading: &Reading) -> bool {
        let name = entry.wire_name;
        let is_open = match first_text(&entry.given) {
            None => matches!(entry.given, Given::Nothing) && reading.demand != Some(Demand::Marked),
            // An enabled one is sent empty.
            Some("") => !entry.enabled,
            Some(text) => {
                let variable = template::only_variable(text);
                let lacks_value = |name| self.values().look_up(name) == Lookup::Nothing;
                variable.map_or(secrets::is_placeholder(text), lacks_value)
            }
        };
        let is_number = |text: &String| text.parse::<i64>().is_ok();
        is_open
            && reading.default.as_ref().is_none_or(is_number)
            && !self.file.not_numbers.contains(name)
            && match Length::of(name) {
                Some(Length::Always) => true,
                Some(Length::AsCount) => self.counts_items(),
                None => false,
            }
    }

    fn counts_items(&self) -> bool {
        let keys = || presentation::counts_items(self.keys.iter().copied());
        *self.counts_items.get_or_init(keys)
    }

    /// The type of one value, with the words that it was read from.
    fn value_type(&mut self, wire_name: &str, reading: &Reading) -> (Type, Vec<Fact>) {
        let ty = match reading.listed_values(wire_name, self.about.as_deref()) {
            Some(def) => Type::Named(self.define(def, wire_name)),
            None => reading.simple_type(),
        };
        let facts = reading.type_facts();
        // A flag that has another value elsewhere is none.
        if matches!(facts[..], [Fact::StatedDefault(_)]) && self.file.not_flags.contains(wire_name)
        {
            return (Type::String, Vec::new());
        }
        (ty, facts)
    }

    /// Adds an enum to the operation's types, unless it has the same already; returns its name.
    pub(super) fn define(&mut self, mut def: Enum, wire_name: &str) -> Ident {
        let other_name = names::type_name(&format!("{wire_name} value"));
        for name in [&def.name, &other_name] {
            let known = self.types.enum_named(name);
            if known.is_some_and(|known| known.variants == def.variants) {
                return name.clone();
            }
        }
        def.name = self.type_names.unique_or(&def.name, &[other_name]);
        let name = def.name.clone();
        self.types.push(TypeDef::Enum(def));
        name
    }

    /// The type for the format that all values have.
    fn type_of_format(&self, given: &Given<'_>) -> Option<(Type, Vec<Fact>)> {
        let texts: Vec<&str> = match given {
            Given::Text(text) => vec![text],
            Given::Flattened(text) => vec![text],
            given => given.texts()?,
        };
        let formats = texts.iter().map(|text| {
            if let Some(placeholder) = prose::placeholder(text) {
                return Some((placeholder.format()?, Fact::Placeholder((*text).to_owned())));
            }
            let format = TextFormat::of(&self.values().resolve(text).ok()?)?;
            Some((format, Fact::Format(format)))
        });
        let formats: Vec<(TextFormat, Fact)> = formats.collect::<Option<_>>()?;
        let (format, fact) = formats.first()?;
        if formats.iter().any(|(other, _)| other != format) {
            return None;
        }
        let ty = self.file.format_types.get(format)?.clone();
        let facts = vec![fact.clone()];
        Some(match given.texts() {
            Some(_) => (Type::List(Box::new(ty)), repeated(facts, given)),
            None => (ty, facts),
        })
    }
}

/// The facts for the type of one value, if there can be several.
fn repeated(mut facts: Vec<Fact>, given: &Given<'_>) -> Vec<Fact> {
    let fact = match given {
        Given::Indexed(_) => Fact::IndexedKey,
        Given::Texts(texts) if texts.len() == 1 => Fact::ListKey,
        Given::FlattenedList(texts) if texts.len() == 1 => Fact::ListKey,
        _ => Fact::Repeated,
    };
    facts.insert(0, fact);
    facts
}

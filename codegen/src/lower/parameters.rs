//! Collects the parameters of one operation, in the order of its `new`.

mod declared;
mod known;
mod presence;
mod saved_id;
mod variant;

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::api::{
    Enum, Evidence, Fact, Ident, IndexedKeys, Location, Parameter, Presence, PresenceReason,
    Segment, Serialization, TextFormat, Type, TypeDef,
};
use crate::names::{self, Scope};
use crate::postman::Request;
use crate::prose::{self, Demand, Subject};
use crate::variables::secrets;
use crate::variables::template::{self, Part};
use crate::variables::{Lookup, Variables};

use super::example::ExampleSource;
use super::presentation::{self, Length};
use super::reading::{self, Reading};
use super::types::{ItemContext, noun};
use super::walk::File;
use known::{Known, TypeDefs};

/// What a collection says of one parameter.
#[derive(Debug, Clone)]
pub(super) struct Entry<'a> {
    pub location: Location,
    pub wire_name: &'a str,
    pub pointer: &'a str,
    pub description: Option<&'a str>,
    /// Whether Postman sends it.
    pub enabled: bool,
    pub given: Given<'a>,
    pub rule: Rule,
}

pub(super) use saved_id::has_form as has_form_of_id;

impl Entry<'_> {
    /// What the parameter is named after: its key, without the index of a list's value.
    fn name(&self) -> &str {
        match &self.given {
            Given::Indexed(list) => &list.name,
            _ => self.wire_name,
        }
    }
}

/// The value that the collection gives a parameter.
#[derive(Debug, Clone)]
pub(super) enum Given<'a> {
    /// None.
    Nothing,
    /// Text, with variables.
    Text(&'a str),
    /// JSON text, with variables; its type was inferred from it.
    Json(&'a str, Type, Evidence),
    /// Text, with variables, in the form that it has in a URL.
    Flattened(String),
    /// The values of a repeated key.
    Texts(Vec<&'a str>),
    /// See [`Flattened`](Self::Flattened).
    FlattenedList(Vec<String>),
    /// The values of a list whose keys have an index.
    Indexed(Indexed),
    /// Paths of files.
    Files(&'a [String]),
    /// The content of a file, in Base64.
    Base64(&'a str),
    /// A text field that a placeholder declares as the content of a file.
    Binary(&'a str),
}

/// The values of a list whose keys have an index.
#[derive(Debug, Clone)]
pub(super) struct Indexed {
    /// The key without index.
    pub name: String,
    pub keys: IndexedKeys,
    /// Texts, with variables; in a query, in the form that they have in a URL. JSON, if `item` is known.
    pub values: Vec<String>,
    /// The type of a value that is not plain text.
    pub item: Option<Type>,
}

impl Given<'_> {
    /// The texts of a list.
    fn texts(&self) -> Option<Vec<&str>> {
        match self {
            Self::Texts(texts) => Some(texts.clone()),
            Self::FlattenedList(texts) => Some(texts.iter().map(String::as_str).collect()),
            Self::Indexed(list) if list.item.is_none() => {
                Some(list.values.iter().map(String::as_str).collect())
            }
            _ => None,
        }
    }
}

/// What decides whether a parameter must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// It must: a variable of the path, a body.
    Always,
    /// It must: an id that the request has as text.
    LiteralId,
    /// It must, unless the variable in its place has a value.
    Variable,
    /// As [`Variable`](Self::Variable), in a path: the collection's value must also select a [`variant`] of the API.
    PathVariable,
    /// An enabled one must, unless the description says otherwise.
    Marked,
    /// Its key is sent without a value unless the caller gives one.
    Key,
    /// A literal is sent unless the caller gives another.
    Constant,
    /// JSON `null` is sent unless the caller gives a value.
    Null,
    /// It need not: the collection itself does without.
    Unsent,
}

/// The parameters of one operation in the making.
#[derive(Debug)]
pub(super) struct Parameters<'a> {
    file: &'a File<'a>,
    /// Whether the method of the request is safe (RFC 9110 §9.2.1).
    is_safe: bool,
    /// The keys of all parameters of the request.
    keys: BTreeSet<&'a str>,
    /// See [`presentation::counts_items`].
    counts_items: OnceCell<bool>,
    /// What the JSON of the request is lowered with.
    pub context: ItemContext<'a>,
    /// What the request's path is about, such as `user`.
    about: Option<String>,
    list: Vec<Parameter>,
    known: Known,
    sources: Vec<ExampleSource>,
    fields: Scope,
    /// The names of types that are in use in the operation's module.
    pub type_names: Scope,
    /// The types made so far.
    pub types: TypeDefs,
}

impl<'a> Parameters<'a> {
    /// No parameters yet.
    pub(super) fn new(
        file: &'a File<'a>,
        request: &'a Request,
        context: ItemContext<'a>,
        type_names: Scope,
    ) -> Self {
        Self {
            file,
            is_safe: matches!(request.method.as_str(), "GET" | "HEAD" | "OPTIONS"),
            keys: request.parameter_keys(),
            counts_items: OnceCell::new(),
            about: noun(context.path_template),
            context,
            list: Vec::new(),
            known: Known::default(),
            sources: Vec::new(),
            fields: Scope::new(),
            type_names,
            types: TypeDefs::default(),
        }
    }

    /// The values of the file's variables.
    pub(super) fn values(&self) -> &'a Variables {
        &self.file.values
    }

    /// Whether a variable in front of the path belongs to the server: at least half of the requests use it, or it has a value
    /// and is not named as an id.
    pub(super) fn is_of_server(&self, name: &str) -> bool {
        let has_value = self.values().template(name).is_some() || self.values().is_empty_text(name);
        !self.values().is_dynamic(name)
            && (self.file.requests == 1
                || self.file.shared_variables.contains(name)
                || has_value && !variant::is_id(name))
    }

    /// The parameters with what the collection would send for each.
    pub(super) fn finish(self) -> (Vec<Parameter>, Vec<ExampleSource>, Vec<TypeDef>) {
        (self.list, self.sources, self.types.into_list())
    }

    /// Adds a parameter of the path, which can occur there more than once.
    pub(super) fn path(&mut self, entry: &Entry<'_>) -> usize {
        let known = self.known.path(entry.wire_name, entry.rule);
        known.unwrap_or_else(|| self.add(entry))
    }

    /// Adds a parameter.
    pub(super) fn add(&mut self, entry: &Entry<'_>) -> usize {
        let subject = Subject {
            key: entry.name(),
            value: first_text(&entry.given).unwrap_or_default(),
            keys: &self.keys,
        };
        let reading = reading::read(entry.description, &subject);
        let declared = self.declared(entry);
        let declared_type = declared.as_ref().and_then(|it| it.ty.clone());
        let mut separator = reading.separator();
        let (ty, type_facts) = match declared_type {
            Some(ty) => {
                separator = separator.or_else(|| declared::separator_of(entry));
                (ty, vec![Fact::Schema])
            }
            None => self.type_of(entry, &reading),
        };
        // The values of a repeated key are separate already.
        let serialization = match (&entry.given, separator) {
            (Given::Json(..), _) => Serialization::Json,
            (Given::Indexed(list), _) => Serialization::Indexed(list.keys),
            (Given::Texts(_) | Given::FlattenedList(_), _) | (_, None) => Serialization::Plain,
            (_, Some(separator)) if matches!(ty, Type::List(_)) => Serialization::Joined(separator),
            (_, Some(_)) => Serialization::Plain,
        };
        let (mut presence, mut reason) = self.presence_of(entry, &reading, &ty, serialization);
        if let Some(declared) = &declared
            && entry.rule == Rule::Marked
        {
            (presence, reason) = declared.presence(presence);
        }
        let variable = self.client_variable(entry, &ty, (&presence, reason));
        if variable.is_some() && presence == Presence::Required {
            presence = Presence::Variable;
            if reason != PresenceReason::SavedValue {
                reason = PresenceReason::ClientVariable;
            }
        }
        let default = match &presence {
            Presence::Default(text) | Presence::Preset(text) => Some(text.clone()),
            _ => reading.default.clone(),
        };
        let mut facts = vec![Fact::Presence(reason)];
        facts.extend(type_facts);
        let source = source_of(entry, &presence);
        let name = self.name_of(entry.location, entry.name());
        self.push(
            Parameter {
                location: entry.location,
                wire_name: entry.wire_name.to_owned(),
                name,
                is_secret: is_secret(entry.location, entry.wire_name, &ty)
                    || is_secret_by_variable(entry),
                ty,
                serialization,
                presence,
                variable,
                default,
                docs: reading.docs,
                pointer: entry.pointer.to_owned(),
                evidence: facts.into(),
            },
            entry.rule,
            source,
        )
    }

    /// Adds the one parameter of the body, whose type was read from elsewhere.
    pub(super) fn body(
        &mut self,
        ty: Type,
        source: ExampleSource,
        pointer: &str,
        evidence: Evidence,
    ) -> usize {
        let name = self.name_of(Location::Body, "body");
        self.push(
            Parameter {
                location: Location::Body,
                wire_name: "body".to_owned(),
                name,
                is_secret: is_secret(Location::Body, "body", &ty),
                ty,
                serialization: Serialization::Plain,
                presence: Presence::Required,
                variable: None,
                default: None,
                docs: crate::api::Docs::default(),
                pointer: pointer.to_owned(),
                evidence,
            },
            Rule::Always,
            source,
        )
    }

    /// Splits a text into segments; its variables become parameters; `escape` changes what is literal.
    pub(super) fn segments(
        &mut self,
        text: &str,
        pointer: &str,
        escape: impl Fn(&str) -> String,
    ) -> Vec<Segment> {
        self.segments_by(Rule::Variable, text, pointer, escape)
    }

    /// Splits a text of the path into segments; its variables become parameters.
    pub(super) fn path_segments(&mut self, text: &str, pointer: &str) -> Vec<Segment> {
        self.segments_by(Rule::PathVariable, text, pointer, str::to_owned)
    }

    fn segments_by(
        &mut self,
        rule: Rule,
        text: &str,
        pointer: &str,
        escape: impl Fn(&str) -> String,
    ) -> Vec<Segment> {
        template::parts(text)
            .into_iter()
            .map(|part| match part {
                Part::Text(literal) => Segment::Literal(escape(literal)),
                Part::Variable(name) if self.values().is_dynamic(name) => {
                    Segment::Dynamic(name.to_owned())
                }
                Part::Variable(name) => Segment::Parameter(self.variable(name, rule, pointer)),
            })
            .collect()
    }

    /// The parameter for a variable inside of other text: one for each variable.
    fn variable(&mut self, name: &str, rule: Rule, pointer: &str) -> usize {
        if let Some(index) = self.known.variable(name) {
            return index;
        }
        let text = format!("{{{{{name}}}}}");
        self.add(&Entry {
            location: Location::Variable,
            wire_name: name,
            pointer,
            description: self.values().description(name),
            enabled: true,
            given: Given::Text(&text),
            rule,
        })
    }

    /// Whether a parameter can be left out, by its index.
    pub(super) fn is_optional(&self, index: usize) -> bool {
        self.list[index].presence == Presence::Optional
    }

    /// The type of a parameter by its index.
    pub(super) fn type_at(&self, index: usize) -> &Type {
        &self.list[index].ty
    }

    fn push(&mut self, parameter: Parameter, rule: Rule, source: ExampleSource) -> usize {
        self.known.add(self.list.len(), &parameter, rule);
        self.list.push(parameter);
        self.sources.push(source);
        self.list.len() - 1
    }

    fn name_of(&mut self, location: Location, wire_name: &str) -> Ident {
        let prefix = match location {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::FormData | Location::Urlencoded => "form",
            Location::Body => "request",
            Location::Variable => "variable",
        };
        let qualified = names::field(&format!("{prefix} {wire_name}"));
        self.fields
            .unique_or(&names::field(wire_name), &[qualified])
    }

    fn type_of(&mut self, entry: &Entry<'_>, reading: &Reading) -> (Type, Vec<Fact>) {
        if let Some(of_format) = self.type_of_format(&entry.given)
            && reading.is_text()
        {
            return of_format;
        }
        match &entry.given {
            Given::Files(paths) if paths.len() > 1 => {
                (Type::List(Box::new(Type::File)), Vec::new())
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

    /// The text next to a key. One that ends in `[]` is repeated for each value of a list. A converter repeats it itself, so a
    /// single text of it is a single value.
    pub(super) fn given<'t>(&self, key: &str, text: &'t str) -> Given<'t> {
        if key.ends_with("[]") && !self.is_converted() {
            Given::Texts(vec![text])
        } else {
            Given::Text(text)
        }
    }

    /// Whether a converter wrote the collection, so that its values are examples.
    pub(super) fn is_converted(&self) -> bool {
        self.file.marks_required || self.file.shows_types
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
    fn define(&mut self, mut def: Enum, wire_name: &str) -> Ident {
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

fn first_text<'a>(given: &'a Given<'_>) -> Option<&'a str> {
    match given {
        Given::Text(text) => Some(text),
        Given::Flattened(text) => Some(text),
        Given::Texts(_) | Given::FlattenedList(_) | Given::Indexed(_) => {
            given.texts()?.first().copied()
        }
        Given::Nothing
        | Given::Json(..)
        | Given::Files(_)
        | Given::Base64(_)
        | Given::Binary(_) => None,
    }
}

/// Whether `Debug` hides the value of a parameter: its name is that of a secret, or it is a body whose content is unknown.
fn is_secret(location: Location, wire_name: &str, ty: &Type) -> bool {
    let is_body = location == Location::Body && wire_name == "body";
    let is_unknown_body = is_body && matches!(ty.innermost(), Type::String | Type::Json);
    let is_for_auth = location == Location::Header && secrets::names_auth(wire_name);
    is_unknown_body || *ty != Type::Bool && (is_for_auth || secrets::names_secret(wire_name))
}

/// Whether the collection has the variable of a secret in place of a value.
fn is_secret_by_variable(entry: &Entry<'_>) -> bool {
    let variable = first_text(&entry.given).and_then(template::only_variable);
    variable.is_some_and(secrets::names_secret)
}

fn source_of(entry: &Entry<'_>, presence: &Presence) -> ExampleSource {
    if !entry.enabled || matches!(presence, Presence::Dynamic(_)) {
        return if *presence == Presence::Required {
            ExampleSource::Missing
        } else {
            ExampleSource::Unset
        };
    }
    match &entry.given {
        Given::Nothing if *presence == Presence::Required => ExampleSource::Text(String::new()),
        Given::Nothing => ExampleSource::Unset,
        Given::Text(_) | Given::Flattened(_) => match first_text(&entry.given) {
            Some(text) => ExampleSource::Text(text.to_owned()),
            None => ExampleSource::Missing,
        },
        Given::Texts(texts) => {
            ExampleSource::Texts(texts.iter().map(|&text| text.to_owned()).collect())
        }
        Given::FlattenedList(texts) => ExampleSource::Texts(texts.clone()),
        Given::Indexed(list) => ExampleSource::Texts(list.values.clone()),
        Given::Json(text, ..) => ExampleSource::Json((*text).to_owned()),
        Given::Files(paths) => ExampleSource::Files(paths.to_vec()),
        Given::Base64(content) => ExampleSource::Base64((*content).to_owned()),
        Given::Binary(_) => ExampleSource::Missing,
    }
}

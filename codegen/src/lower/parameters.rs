//! Collects the parameters of one operation, in the order of its `new`.

mod declared;
mod entry;
mod known;
mod presence;
mod saved_id;
mod value_type;
mod variant;

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::api::{
    Evidence, Fact, Ident, Location, Parameter, Presence, PresenceReason, Segment, Serialization,
    Type, TypeDef,
};
use crate::names::{self, Scope};
use crate::postman::Request;
use crate::prose::Subject;
use crate::variables::Variables;
use crate::variables::secrets;
use crate::variables::template::{self, Part};

use super::example::ExampleSource;
use super::reading;
use super::types::{ItemContext, noun};
use super::walk::File;
use entry::{first_text, source_of};
use known::{Known, TypeDefs};

pub(super) use entry::{Entry, Given, Indexed, Rule};
pub(super) use saved_id::has_form as has_form_of_id;

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

    /// The text next to a key.
    pub(super) fn given<'t>(&self, key: &str, text: &'t str) -> Given<'t> {
        if self.is_list_key(key) {
            Given::Texts(vec![text])
        } else {
            Given::Text(text)
        }
    }

    /// Whether a key is repeated for each value of a list: it ends in `[]`. A converter writes the key once
    /// for each value, so a single value is not a list.
    fn is_list_key(&self, key: &str) -> bool {
        key.ends_with("[]") && !self.is_converted()
    }

    /// Whether a converter wrote the collection, so that its values are examples.
    pub(super) fn is_converted(&self) -> bool {
        self.file.marks_required || self.file.shows_types
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

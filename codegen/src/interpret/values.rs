//! The values of parameters and variables as they are sent.

use std::fmt;

use crate::api::{
    Operation, Parameter, Presence, Segment, Serialization, Type, environment_variable,
};
use crate::cli::{Call, Given, Show, Variable};
use client::curl::placeholder;
use client::{BuildError, File, JsonBody, dynamic};

/// The variables of the server.
#[derive(Clone)]
pub(super) struct Variables {
    list: Vec<Variable>,
    /// In a curl command, the API: its variables without a value are those of the shell.
    shown: Option<String>,
}

impl Variables {
    pub(super) fn of(call: &Call) -> Self {
        let shows_curl = call.show == Show::Curl;
        let mut list = call.variables.clone();
        for variable in list.iter_mut().filter(|_| shows_curl) {
            let name = &variable.variable;
            variable.value.get_or_insert_with(|| placeholder(name));
        }
        Self {
            list,
            shown: shows_curl.then(|| call.api.clone()),
        }
    }

    /// Replaces the variables in a text of the collection.
    fn fill(&self, text: &str) -> Result<String, BuildError> {
        let mut text = text.to_owned();
        // Values can contain variables, and could contain themselves.
        for _ in 0..20 {
            let Some(end) = text.find("}}") else { break };
            let Some(start) = text[..end].rfind("{{") else {
                break;
            };
            let name = &text[start + 2..end];
            let value = client::Server::variable(self, name).map(str::to_owned);
            let value = value.or_else(|| Some(self.dynamic(name)).filter(|it| !it.is_empty()));
            let value = value.or_else(|| self.in_shell(name));
            let value = value.ok_or_else(|| BuildError::unresolved(name))?;
            text.replace_range(start..end + 2, &value);
        }
        Ok(text)
    }

    /// The value of a dynamic variable, such as `$guid`; empty for other names.
    pub(super) fn dynamic(&self, name: &str) -> String {
        let given = client::Server::variable(self, name).map(str::to_owned);
        let new = dynamic::value(name);
        let shown = self.in_shell(name).filter(|_| !new.is_empty());
        given.or(shown).unwrap_or(new)
    }

    /// The placeholder of a variable of the shell.
    fn in_shell(&self, name: &str) -> Option<String> {
        let api = self.shown.as_deref()?;
        let name = name.trim_start_matches('$');
        Some(placeholder(&environment_variable(api, name)))
    }
}

impl client::Server for Variables {
    fn variable(&self, name: &str) -> Option<&str> {
        let found = self.list.iter().find(|variable| variable.name == name);
        found.and_then(|variable| variable.value.as_deref())
    }
}

impl fmt::Debug for Variables {
    /// Omits the values, which can be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.list.iter().map(|variable| &variable.name))
            .finish()
    }
}

/// The parameters of an operation with their values.
///
/// Its methods do what the statements of generated code do (`codegen/src/emit/request/values.rs`).
pub(super) struct Values<'a> {
    call: &'a Call,
    variables: &'a Variables,
    /// The texts of each parameter; empty if it is not given.
    texts: Vec<Vec<String>>,
}

impl<'a> Values<'a> {
    pub(super) fn of(call: &'a Call, variables: &'a Variables) -> Result<Self, BuildError> {
        let text = |given: &Given| match given {
            Given::Text(text) => Ok(text.clone()),
            Given::Template(text) => variables.fill(text),
            Given::Variable(name) => Ok(placeholder(name)),
            // A file has no text.
            Given::File(_) | Given::Bytes(_) | Given::NoFile => Ok(String::new()),
        };
        let texts = call.values.iter();
        let texts = texts.map(|values| values.iter().map(text).collect());
        Ok(Self {
            call,
            variables,
            texts: texts.collect::<Result<_, _>>()?,
        })
    }

    pub(super) fn dynamic(&self, name: &str) -> String {
        self.variables.dynamic(name)
    }

    fn operation(&self) -> &'a Operation {
        &self.call.operation
    }

    pub(super) fn parameter(&self, index: usize) -> &'a Parameter {
        &self.operation().parameters[index]
    }

    /// The texts of a parameter: one for each item of a list, its default, or none.
    pub(super) fn each(&self, index: usize) -> Vec<String> {
        match self.given(index) {
            given if given.is_empty() => self
                .fallback(&self.parameter(index).presence)
                .into_iter()
                .collect(),
            given => given,
        }
    }

    /// The same without a default.
    pub(super) fn given(&self, index: usize) -> Vec<String> {
        let parameter = self.parameter(index);
        let texts = &self.texts[index];
        match (&parameter.ty, parameter.serialization) {
            (Type::List(_), Serialization::Joined(separator)) if !texts.is_empty() => {
                vec![texts.join(separator)]
            }
            _ if self.is_repeated(parameter) => texts.clone(),
            _ => texts.last().cloned().into_iter().collect(),
        }
    }

    /// Texts that are put together from segments; [`None`] if an optional parameter in them is not given.
    ///
    /// With one parameter, a list gives several.
    pub(super) fn all(&self, texts: &[&[Segment]]) -> Vec<Vec<String>> {
        let segments = texts.iter().flat_map(|segments| segments.iter());
        let parameters: Vec<usize> = segments
            .filter_map(|segment| match segment {
                Segment::Parameter(index) => Some(*index),
                _ => None,
            })
            .collect();
        if let [index] = parameters.as_slice()
            && texts.iter().all(|segments| segments.len() == 1)
        {
            let values = self.each(*index).into_iter();
            return values
                .map(|value| {
                    let of = |segments: &&[Segment]| match &segments[0] {
                        Segment::Parameter(_) => value.clone(),
                        segment => self.segment(segment),
                    };
                    texts.iter().map(of).collect()
                })
                .collect();
        }
        let is_missing = |index: &usize| {
            let parameter = self.parameter(*index);
            let is_option =
                parameter.presence == Presence::Optional && !self.is_repeated(parameter);
            is_option && self.texts[*index].is_empty()
        };
        if parameters.iter().any(is_missing) {
            return Vec::new();
        }
        let joined = |segments: &&[Segment]| -> String {
            segments
                .iter()
                .map(|segment| self.segment(segment))
                .collect()
        };
        vec![texts.iter().map(joined).collect()]
    }

    pub(super) fn segment(&self, segment: &Segment) -> String {
        match segment {
            Segment::Literal(text) | Segment::ServerVariable(text) => text.clone(),
            Segment::Dynamic(name) => self.dynamic(name),
            Segment::Parameter(index) => self.text(*index).unwrap_or_default(),
        }
    }

    /// The text of a parameter, or its default; a list as JSON, unless it is one text.
    pub(super) fn text(&self, index: usize) -> Option<String> {
        let parameter = self.parameter(index);
        let texts = &self.texts[index];
        match (&parameter.ty, parameter.serialization) {
            (Type::List(_), Serialization::Joined(separator)) if !texts.is_empty() => {
                Some(texts.join(separator))
            }
            (Type::List(_), Serialization::Plain | Serialization::Indexed(_))
                if self.is_repeated(parameter) =>
            {
                Some(self.json(index))
            }
            _ => texts
                .last()
                .cloned()
                .or_else(|| self.fallback(&parameter.presence)),
        }
    }

    /// A list whose keys have indexes.
    pub(super) fn list(&self, index: usize) -> JsonBody<String> {
        JsonBody::raw(self.json(index))
    }

    /// The values of a list as JSON.
    fn json(&self, index: usize) -> String {
        let item = match &self.parameter(index).ty {
            Type::List(item) => item,
            ty => ty,
        };
        let is_text = matches!(item, Type::String | Type::External(_))
            || item.values(&self.call.types).is_some();
        let texts = self.texts[index].iter().zip(&self.call.values[index]);
        let texts = texts.map(|(text, given)| {
            if is_text || matches!(given, Given::Variable(_)) {
                client::json::to_string(text)
            } else {
                text.clone()
            }
        });
        format!("[{}]", texts.collect::<Vec<_>>().join(","))
    }

    /// The files of a parameter.
    pub(super) fn files(&self, index: usize) -> Vec<File> {
        let values = self.call.values[index].iter();
        let file = |given: &Given| match given {
            Given::File(path) if self.call.show == Show::Curl => File::open_later(path),
            Given::File(path) => File::open(path),
            Given::Variable(name) => File::open_later(placeholder(name)),
            Given::Bytes(bytes) => File::from(bytes.clone()),
            Given::Text(_) | Given::Template(_) | Given::NoFile => File::none(),
        };
        values.map(file).collect()
    }

    fn is_repeated(&self, parameter: &Parameter) -> bool {
        matches!(parameter.ty, Type::List(_)) && !parameter.is_json(&self.call.types)
    }

    /// What is sent if a parameter is not given.
    fn fallback(&self, presence: &Presence) -> Option<String> {
        match presence {
            Presence::Default(text) | Presence::Preset(text) => Some(text.clone()),
            Presence::Dynamic(name) => Some(self.dynamic(name)),
            Presence::Required | Presence::Optional | Presence::Variable => None,
        }
    }
}

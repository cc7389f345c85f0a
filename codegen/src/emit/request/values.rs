//! Statements that add the values of parameters: omitted, repeated or defaulted as the parameter requires.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::api::{Operation, Parameter, Presence, Segment, Serialization, Type};
use crate::emit::literals::integer;
use crate::emit::scope::TypeScope;
use crate::emit::types::ident;

/// The parameters of an operation, whose values are written.
#[derive(Clone, Copy)]
pub(super) struct Values<'a> {
    pub(super) operation: &'a Operation,
    pub(super) scope: TypeScope<'a>,
}

/// One text as an expression, by the type that is needed.
#[derive(Debug, Clone)]
pub(super) struct TextExpr {
    /// Anything that coerces to `&str`.
    pub(super) borrowed: TokenStream,
    /// A `&str` and nothing else.
    pub(super) exact: TokenStream,
    /// A `String`.
    pub(super) owned: TokenStream,
}

impl TextExpr {
    fn literal(text: &str) -> Self {
        Self {
            borrowed: quote!(#text),
            exact: quote!(#text),
            owned: owned_literal(text),
        }
    }

    /// Converts an expression that is a `&str`.
    fn of_str(exact: &TokenStream) -> Self {
        Self {
            borrowed: exact.clone(),
            exact: exact.clone(),
            owned: quote!(#exact.to_owned()),
        }
    }

    /// Converts an expression that is a `String`.
    fn of_string(owned: TokenStream) -> Self {
        Self {
            borrowed: quote!(&#owned),
            exact: quote!(#owned.as_str()),
            owned,
        }
    }
}

fn owned_literal(text: &str) -> TokenStream {
    if text.is_empty() {
        quote!(String::new())
    } else {
        quote!(#text.to_owned())
    }
}

/// The location of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    /// In a field of `self`.
    Field,
    /// In a variable, which is a reference.
    Reference,
}

impl<'a> Values<'a> {
    pub(super) fn parameter(self, index: usize) -> &'a Parameter {
        &self.operation.parameters[index]
    }

    /// A statement with the text of one parameter, repeated for each item of a list.
    pub(super) fn each(
        self,
        index: usize,
        statement: &dyn Fn(&TextExpr) -> TokenStream,
    ) -> TokenStream {
        let parameter = self.parameter(index);
        let otherwise = fallback(parameter).map(|text| statement(&text));
        if let Some(repeated) = self.listed(parameter, otherwise.as_ref(), statement) {
            return repeated;
        }
        if is_omitted_if_unset(parameter) {
            let field = ident(&parameter.name);
            let statement = statement(&self.text(&parameter.ty, &quote!(value), Held::Reference));
            return quote!(if let Some(value) = &self.#field { #statement });
        }
        statement(&self.present(parameter))
    }

    /// Like [`each`](Self::each), with another statement for an optional parameter that is not set.
    pub(super) fn each_or(
        self,
        index: usize,
        otherwise: &TokenStream,
        statement: &dyn Fn(&TextExpr) -> TokenStream,
    ) -> TokenStream {
        let parameter = self.parameter(index);
        if let Some(repeated) = self.listed(parameter, Some(otherwise), statement) {
            return repeated;
        }
        let field = ident(&parameter.name);
        let statement = statement(&self.text(&parameter.ty, &quote!(value), Held::Reference));
        quote!(if let Some(value) = &self.#field { #statement } else { #otherwise })
    }

    /// The statements for the values of a list, and for an empty one; [`None`] if the parameter is not a list.
    fn listed(
        self,
        parameter: &Parameter,
        otherwise: Option<&TokenStream>,
        statement: &dyn Fn(&TextExpr) -> TokenStream,
    ) -> Option<TokenStream> {
        let field = ident(&parameter.name);
        if let Some(joined) = self.separated(parameter) {
            let joined = statement(&joined);
            return Some(match otherwise {
                Some(otherwise) => {
                    quote!(if self.#field.is_empty() { #otherwise } else { #joined })
                }
                None if parameter.presence == Presence::Required => joined,
                None => quote!(if !self.#field.is_empty() { #joined }),
            });
        }
        let item = self.scope.repeated(parameter)?;
        let repeated = statement(&self.text(item, &quote!(value), Held::Reference));
        let otherwise = otherwise.map(|otherwise| quote!(if self.#field.is_empty() { #otherwise }));
        Some(quote!(#otherwise for value in &self.#field { #repeated }))
    }

    /// A statement with texts that consist of segments. It is not executed if an optional parameter in them is not set.
    pub(super) fn all(
        self,
        texts: &[&[Segment]],
        statement: &dyn Fn(&[TextExpr]) -> TokenStream,
    ) -> TokenStream {
        let segments = texts.iter().flat_map(|segments| segments.iter());
        let parameters: Vec<usize> = segments
            .filter_map(|segment| match segment {
                Segment::Parameter(index) => Some(*index),
                _ => None,
            })
            .collect();
        // One parameter between literals: the common case, and the only one in which a list is repeated.
        if let [index] = parameters.as_slice()
            && texts.iter().all(|segments| segments.len() == 1)
        {
            return self.each(*index, &|value| {
                let texts: Vec<TextExpr> = texts
                    .iter()
                    .map(|segments| match &segments[0] {
                        Segment::Parameter(_) => value.clone(),
                        segment => self.segment(segment),
                    })
                    .collect();
                statement(&texts)
            });
        }
        let texts: Vec<TextExpr> = texts.iter().map(|segments| self.joined(segments)).collect();
        let statement = statement(&texts);
        let mut optional: Vec<&Parameter> = Vec::new();
        for parameter in parameters.into_iter().map(|index| self.parameter(index)) {
            let is_known = optional.iter().any(|known| known.name == parameter.name);
            if self.is_option(parameter) && !is_known {
                optional.push(parameter);
            }
        }
        let fields = optional.iter().map(|parameter| ident(&parameter.name));
        let locals = optional.iter().map(|parameter| self.local(parameter));
        match optional.len() {
            0 => statement,
            1 => quote!(#(if let Some(#locals) = &self.#fields)* { #statement }),
            _ => quote!(if let (#(Some(#locals)),*) = (#(&self.#fields),*) { #statement }),
        }
    }

    /// A statement with a reference to the value of a parameter, repeated for each item of a list of files.
    pub(super) fn whole(
        self,
        index: usize,
        statement: &dyn Fn(&TokenStream) -> TokenStream,
    ) -> TokenStream {
        let parameter = self.parameter(index);
        let field = ident(&parameter.name);
        let is_files = matches!(&parameter.ty, Type::List(item) if **item == Type::File);
        let with_value = statement(&quote!(value));
        match (is_files, &parameter.presence) {
            (true, _) => quote!(for value in &self.#field { #with_value }),
            (false, Presence::Required) => statement(&quote!(&self.#field)),
            (false, _) => quote!(if let Some(value) = &self.#field { #with_value }),
        }
    }

    /// The values of a list that is sent as one text; [`None`] for any other parameter.
    fn separated(self, parameter: &Parameter) -> Option<TextExpr> {
        let (Type::List(item), Serialization::Joined(separator)) =
            (&parameter.ty, parameter.serialization)
        else {
            return None;
        };
        let field = ident(&parameter.name);
        let texts = match self.scope.values(item) {
            Some(def) => {
                let name = ident(&def.name);
                let copied = def.closed.then(|| quote!(.copied()));
                quote!(.iter()#copied.map(#name::as_str).collect::<Vec<_>>())
            }
            None if **item == Type::String => quote!(),
            None => quote!(.iter().map(ToString::to_string).collect::<Vec<_>>()),
        };
        Some(TextExpr::of_string(
            quote!(self.#field #texts.join(#separator)),
        ))
    }

    /// The keys of a list that have indexes, and the list; [`None`] for any other parameter.
    pub(super) fn indexed(self, index: usize) -> Option<(TokenStream, TokenStream)> {
        let parameter = self.parameter(index);
        let (name, keys) = parameter.list_name()?;
        let (field, first) = (ident(&parameter.name), integer(&keys.first.to_string()));
        let dotted = keys.is_dotted.then(|| quote!(.dotted()));
        let keys = quote!(client::IndexedKeys::new(#name, #first) #dotted);
        // Such an enum has no traits of JSON.
        let is_enum = self
            .scope
            .repeated(parameter)
            .is_some_and(|it| self.scope.values(it).is_some());
        let texts = is_enum.then(|| quote!(.iter().map(ToString::to_string).collect::<Vec<_>>()));
        Some((keys, quote!(&self.#field #texts)))
    }

    /// Segments as one text.
    fn joined(self, segments: &[Segment]) -> TextExpr {
        match segments {
            [] => TextExpr::literal(""),
            [segment] => self.segment(segment),
            [first, rest @ ..] => {
                // All items of an array have the type of the first one.
                let first = self.segment(first).exact;
                let rest = rest.iter().map(|segment| self.segment(segment).borrowed);
                TextExpr::of_string(quote!([#first, #(#rest),*].concat()))
            }
        }
    }

    fn segment(self, segment: &Segment) -> TextExpr {
        match segment {
            Segment::Literal(text) | Segment::ServerVariable(text) => TextExpr::literal(text),
            Segment::Dynamic(name) => TextExpr::of_string(quote!(client::dynamic::value(#name))),
            Segment::Parameter(index) => {
                let parameter = self.parameter(*index);
                if self.is_option(parameter) {
                    let local = self.local(parameter);
                    self.text(&parameter.ty, &quote!(#local), Held::Reference)
                } else {
                    self.present(parameter)
                }
            }
        }
    }

    /// The text of a parameter that always has one.
    fn present(self, parameter: &Parameter) -> TextExpr {
        let field = ident(&parameter.name);
        if let Some(joined) = self.separated(parameter) {
            return joined;
        }
        let Some(fallback) = fallback(parameter) else {
            return self.text(&parameter.ty, &quote!(self.#field), Held::Field);
        };
        if self.scope.repeated(parameter).is_some() {
            return self.text(&parameter.ty, &quote!(self.#field), Held::Field);
        }
        let (text, otherwise) = (&fallback.exact, &fallback.owned);
        let is_text = matches!(
            parameter.presence,
            Presence::Default(_) | Presence::Variable
        );
        match (&parameter.ty, self.scope.values(&parameter.ty)) {
            (Type::String, _) if is_text => {
                TextExpr::of_str(&quote!(self.#field.as_deref().unwrap_or(#text)))
            }
            (Type::String, _) => {
                TextExpr::of_string(quote!(self.#field.clone().unwrap_or_else(|| #otherwise)))
            }
            (_, Some(def)) if is_text => {
                let name = ident(&def.name);
                let given = if def.closed {
                    quote!(self.#field)
                } else {
                    quote!(self.#field.as_ref())
                };
                TextExpr::of_str(&quote!(#given.map_or(#text, #name::as_str)))
            }
            (ty, _) => {
                let text = if self.scope.is_json_parameter(parameter) {
                    quote!(|value| client::json::to_string(value))
                } else if matches!(ty, Type::External(_)) {
                    quote!(|value| client::json::plain_text(value))
                } else {
                    quote!(ToString::to_string)
                };
                TextExpr::of_string(quote!(self.#field.as_ref().map_or_else(|| #otherwise, #text)))
            }
        }
    }

    /// The text of a value of a type.
    fn text(self, ty: &Type, value: &TokenStream, held: Held) -> TextExpr {
        let reference = match held {
            Held::Field => quote!(&#value),
            Held::Reference => quote!(#value),
        };
        match ty {
            Type::String => TextExpr {
                borrowed: reference,
                exact: quote!(#value.as_str()),
                owned: quote!(#value.clone()),
            },
            // A file has no text.
            Type::File => TextExpr::literal(""),
            ty if self.scope.values(ty).is_some() => TextExpr::of_str(&quote!(#value.as_str())),
            ty if self.scope.is_json(ty) || matches!(ty, Type::List(_)) => {
                TextExpr::of_string(quote!(client::json::to_string(#reference)))
            }
            Type::External(_) => TextExpr::of_string(quote!(client::json::plain_text(#reference))),
            _ => TextExpr::of_string(quote!(#value.to_string())),
        }
    }

    /// Whether the field of a parameter is an option that has to be matched.
    fn is_option(self, parameter: &Parameter) -> bool {
        is_omitted_if_unset(parameter) && self.scope.repeated(parameter).is_none()
    }

    /// A variable for a parameter's value that hides no other variable.
    fn local(self, parameter: &Parameter) -> Ident {
        let mut name = parameter.name.as_str().to_owned();
        while name == "request" || self.has(&name, parameter) {
            name.push('_');
        }
        format_ident!("{name}")
    }

    fn has(self, name: &str, but: &Parameter) -> bool {
        let mut others = self.operation.parameters.iter();
        others.any(|other| other.name.as_str() == name && other.name != but.name)
    }
}

/// What is sent if a parameter is not set.
fn fallback(parameter: &Parameter) -> Option<TextExpr> {
    match &parameter.presence {
        // `set_variables` has set it, or failed.
        Presence::Variable => {
            let variable = parameter.variable.as_deref().unwrap_or_default();
            Some(TextExpr::literal(&format!("{{{{{variable}}}}}")))
        }
        Presence::Default(text) => Some(TextExpr::literal(text)),
        Presence::Dynamic(name) => Some(TextExpr::of_string(quote!(client::dynamic::value(#name)))),
        Presence::Required | Presence::Optional | Presence::Preset(_) => None,
    }
}

/// Whether nothing is sent if the field is [`None`].
fn is_omitted_if_unset(parameter: &Parameter) -> bool {
    matches!(parameter.presence, Presence::Optional | Presence::Preset(_))
}

//! The request of an item as a curl command for POSIX shells, with the values of the Rust sample.
//!
//! What a user has to give is an environment variable, such as `$ZOOM_OAUTH2`.

mod body;
mod shell;

use std::collections::BTreeSet;

use crate::api::{
    Api, AuthUse, Body, ExampleValue, HeaderEntry, KeyLocation, Location, Operation, Presence,
    QueryEntry, Scheme, SchemeKind, Segment, Type, environment_variable,
};
use crate::emit::shown_values;
use crate::variables::template;

use shell::Word;

/// A command, and what there is to know about it.
pub(super) struct Command {
    pub(super) text: String,
    pub(super) note: Option<String>,
}

/// The command for an operation.
pub(super) fn command(api: &Api, operation: &Operation) -> Command {
    let builder = Builder {
        api,
        operation,
        values: shown_values(api, operation),
    };
    let mut options = Options::default();
    builder.auth(&mut options);
    let mut url = builder.url();
    builder.query(&mut url, options.query.take());
    for header in operation
        .headers
        .iter()
        .filter(|it| !builder.is_of_form(it))
    {
        if let Some(value) = builder.word(&header.value) {
            let name = builder.word(&header.name).unwrap_or_default();
            options.header(&name.text(": ").join(value));
        }
    }
    builder.body(&mut options);
    let mut lines = vec![format!(
        "curl --request {}",
        Word::of(&operation.method).quoted()
    )];
    lines.push(url.quoted());
    options.variables.extend(url.variables());
    lines.extend(options.lines);
    Command {
        text: lines.join(" \\\n  "),
        note: note(&options.variables, options.note),
    }
}

fn note(variables: &BTreeSet<String>, more: Option<String>) -> Option<String> {
    let names: Vec<&str> = variables.iter().map(String::as_str).collect();
    let set = (!names.is_empty()).then(|| {
        let plural = if names.len() == 1 { "" } else { "s" };
        format!(
            "Set the environment variable{plural} {} first.",
            names.join(", ")
        )
    });
    match (set, more) {
        (Some(set), Some(more)) => Some(format!("{set} {more}")),
        (set, more) => set.or(more),
    }
}

/// Options of a command.
#[derive(Default)]
struct Options {
    lines: Vec<String>,
    /// The environment variables that they use.
    variables: BTreeSet<String>,
    /// A credential in the query.
    query: Option<Word>,
    note: Option<String>,
}

impl Options {
    fn add(&mut self, option: &str, word: &Word) {
        self.variables.extend(word.variables());
        self.lines.push(format!("{option} {}", word.quoted()));
    }

    fn header(&mut self, word: &Word) {
        self.add("--header", word);
    }
}

struct Builder<'a> {
    api: &'a Api,
    operation: &'a Operation,
    values: Vec<(usize, ExampleValue)>,
}

impl Builder<'_> {
    /// Whether curl sends a header by itself, because of a form: a multipart one with its boundary.
    fn is_of_form(&self, header: &HeaderEntry) -> bool {
        let media_type = match self.operation.body {
            Body::FormData(_) => "multipart/form-data",
            Body::Urlencoded(_) => "application/x-www-form-urlencoded",
            _ => return false,
        };
        match (header.name.as_slice(), header.value.as_slice()) {
            ([Segment::Literal(name)], [Segment::Literal(value)]) => {
                name.eq_ignore_ascii_case("content-type") && value == media_type
            }
            _ => false,
        }
    }

    /// The environment variable that is named after the API.
    fn variable(&self, name: &str) -> Word {
        Word::variable(&environment_variable(self.api.module.as_str(), name))
    }

    fn auth(&self, options: &mut Options) {
        let AuthUse::Scheme(index) = self.operation.auth else {
            return;
        };
        let Some(scheme) = self.api.schemes.get(index) else {
            return;
        };
        let secret = self.variable(scheme.name.as_str());
        match &scheme.kind {
            SchemeKind::Bearer => options.header(&Word::of("Authorization: Bearer ").join(secret)),
            SchemeKind::OAuth2 {
                location: KeyLocation::Header,
                prefix,
            } => {
                let prefix = format!("Authorization: {prefix} ");
                options.header(&Word::of(&prefix).join(secret));
            }
            SchemeKind::OAuth2 { .. } => {
                options.query = Some(Word::of("access_token=").join(secret));
            }
            SchemeKind::ApiKey {
                name,
                location: KeyLocation::Header,
            } => options.header(&Word::of(&format!("{name}: ")).join(secret)),
            SchemeKind::ApiKey { name, .. } => {
                options.query = Some(Word::of(&format!("{}=", encoded(name))).join(secret));
            }
            SchemeKind::Header { name, prefix } => {
                options.header(&Word::of(&format!("{name}: {prefix}")).join(secret));
            }
            _ => self.own_auth(scheme, options),
        }
    }

    /// Auth types for which curl has an option, or none.
    fn own_auth(&self, scheme: &Scheme, options: &mut Options) {
        let pair = |first: &str, second: &str| {
            let variable = |suffix: &str| self.variable(&format!("{}_{suffix}", scheme.name));
            variable(first).text(":").join(variable(second))
        };
        let option = match scheme.kind {
            SchemeKind::Basic => "--user",
            SchemeKind::Digest => "--digest --user",
            SchemeKind::Ntlm => "--ntlm --user",
            SchemeKind::AwsV4 => {
                let scope = Word::of("aws:amz:").join(Word::variable("AWS_REGION"));
                let scope = scope.text(":").join(Word::variable("AWS_SERVICE"));
                options.add("--aws-sigv4", &scope);
                options.add("--user", &pair("access_key", "secret_key"));
                return;
            }
            _ => {
                let kind = scheme.kind.as_str();
                options.note = Some(format!(
                    "The request is signed with {kind} when it is sent, which curl cannot do."
                ));
                return;
            }
        };
        options.add(option, &pair("username", "password"));
    }

    /// Server and path.
    fn url(&self) -> Word {
        let mut url = Word::default();
        for part in template::parts(&self.operation.server) {
            url = match part {
                template::Part::Text(text) => url.text(text),
                template::Part::Variable(name) => url.join(self.server_variable(name)),
            };
        }
        for segment in &self.operation.path {
            url = match segment {
                Segment::Literal(text) => url.text(&without_spaces(text)),
                Segment::Parameter(index) => {
                    let value = self.value(*index).unwrap_or_default();
                    url.join(value.encoded())
                }
                other => url.join(self.segment(other)),
            };
        }
        url
    }

    fn query(&self, url: &mut Word, credential: Option<Word>) {
        let mut entries = Vec::new();
        for entry in &self.operation.query {
            match entry {
                QueryEntry::Literal(text) => entries.push(Word::of(&without_spaces(text))),
                QueryEntry::Parameter(index) | QueryEntry::Key(index) => {
                    let name = &self.operation.parameters[*index].wire_name;
                    let name = if name.is_empty() {
                        Word::default()
                    } else {
                        Word::of(&format!("{}=", encoded(name)))
                    };
                    let values = self.all_values(*index).into_iter();
                    entries.extend(values.map(|value| name.clone().join(value.encoded())));
                }
                QueryEntry::Composed { key, value } => {
                    let value = value.as_ref().map(|value| self.word(value));
                    entries.extend(match (self.word(key), value) {
                        (Some(key), Some(Some(value))) => {
                            Some(key.encoded().text("=").join(value.encoded()))
                        }
                        (Some(key), None) => Some(key.encoded()),
                        _ => None,
                    });
                }
            }
        }
        entries.extend(credential);
        for (index, entry) in entries.into_iter().enumerate() {
            let separator = if index == 0 { "?" } else { "&" };
            *url = std::mem::take(url).text(separator).join(entry);
        }
    }

    /// Segments as one word; [`None`] if an optional parameter in them is not sent.
    fn word(&self, segments: &[Segment]) -> Option<Word> {
        let mut word = Word::default();
        for segment in segments {
            word = match segment {
                Segment::Parameter(index) => word.join(self.value(*index)?),
                other => word.join(self.segment(other)),
            };
        }
        Some(word)
    }

    fn segment(&self, segment: &Segment) -> Word {
        match segment {
            Segment::Literal(text) => Word::of(text),
            Segment::ServerVariable(name) => self.server_variable(name),
            Segment::Dynamic(name) => self.variable(name.trim_start_matches('$')),
            Segment::Parameter(index) => self.value(*index).unwrap_or_default(),
        }
    }

    /// The default of a server variable, or an environment variable for it.
    fn server_variable(&self, name: &str) -> Word {
        let mut variables = self.api.server_variables.iter();
        match variables.find(|it| it.variable == name) {
            Some(variable) => match &variable.default {
                Some(default) if !template::has_variable(default) => Word::of(default),
                _ => self.variable(variable.name.as_str()),
            },
            None => self.variable(name),
        }
    }

    /// The last value of a parameter.
    fn value(&self, index: usize) -> Option<Word> {
        self.all_values(index).pop()
    }

    /// The values that are sent for a parameter: those of the example, or else what is sent without one.
    fn all_values(&self, index: usize) -> Vec<Word> {
        let parameter = &self.operation.parameters[index];
        let mut values = self.values.iter();
        let example = values.find(|(known, _)| *known == index);
        match (example, &parameter.presence) {
            // A credential is never a value of the collection.
            (Some(_), _) if parameter.is_secret && parameter.location == Location::Header => {
                vec![self.variable(parameter.name.as_str())]
            }
            (Some((_, value)), _) => texts(value, &parameter.ty),
            (None, Presence::Default(text) | Presence::Preset(text)) => vec![Word::of(text)],
            (None, Presence::Dynamic(name)) => {
                vec![self.variable(name.trim_start_matches('$'))]
            }
            (None, Presence::Required | Presence::Optional) => Vec::new(),
        }
    }
}

fn texts(value: &ExampleValue, ty: &Type) -> Vec<Word> {
    let text = |value: &serde_json::Value| match value.as_str() {
        Some(text) => Word::of(text),
        None => Word::of(&value.to_string()),
    };
    match value {
        ExampleValue::Text(text) => vec![Word::of(text)],
        ExampleValue::Texts(texts) | ExampleValue::Files(texts) => {
            texts.iter().map(|text| Word::of(text)).collect()
        }
        ExampleValue::Json(serde_json::Value::Array(items)) if matches!(ty, Type::List(_)) => {
            items.iter().map(text).collect()
        }
        ExampleValue::Json(value) => vec![text(value)],
        ExampleValue::Bytes(_) => vec![Word::of("file")],
    }
}

/// Text of a URL, in which only spaces cannot be.
fn without_spaces(text: &str) -> String {
    text.replace(' ', "%20")
}

/// A value in a URL.
fn encoded(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().fold(String::new(), |mut all, byte| {
        if is_plain(byte) {
            all.push(char::from(byte));
        } else {
            all.push_str(&format!("%{byte:02X}"));
        }
        all
    })
}

//! The part of a URL before its path, which belongs to the client.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::api::Ident;
use crate::names::{self, Scope};
use crate::postman::Url;

use crate::variables::template;

/// What a URL has before its path, without user info: `{{baseUrl}}`, `https://api.example.com`. A URL that has
/// nothing there is taken to be relative to a base URL.
#[must_use]
pub(super) fn origin(url: &Url) -> String {
    if url.host.is_empty() {
        return "{{baseUrl}}".to_owned();
    }
    let is_literal = !template::has_variable(&url.host);
    let protocol = match url
        .protocol
        .as_deref()
        .filter(|protocol| !protocol.is_empty())
    {
        Some(protocol) => format!("{}://", protocol.trim_end_matches("://")),
        // docs/postman-semantics.md §3.3: http where the URL has none. A variable can bring its own.
        None if is_literal => "http://".to_owned(),
        None => String::new(),
    };
    let port = match url.port.as_deref().filter(|port| !port.is_empty()) {
        Some(port) => format!(":{port}"),
        None => String::new(),
    };
    format!("{protocol}{}{port}", url.host)
}

/// The variables in place of literal origins, and which origin is the API's own.
#[derive(Debug, Default)]
pub(super) struct Servers {
    /// The variable of each literal origin.
    literals: HashMap<String, String>,
    /// The literal origin of each variable.
    origins: HashMap<String, String>,
    main: Option<String>,
}

impl Servers {
    /// Names the literal origins among those of all items: the most used is `baseUrl`, unless a variable is used
    /// more or has that name.
    #[must_use]
    pub(super) fn of(origins: &[String]) -> Self {
        let mut counts: HashMap<&str, (usize, Reverse<usize>)> = HashMap::new();
        for (index, origin) in origins.iter().enumerate() {
            counts.entry(origin).or_insert((0, Reverse(index))).0 += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        // Of those that are used equally often, the first in the files.
        counts.sort_unstable_by_key(|(_, count)| Reverse(*count));

        let variables = counts
            .iter()
            .flat_map(|(origin, _)| template::variables(origin));
        let mut fields = Scope::new();
        for variable in variables {
            fields.reserve(names::field(variable).as_str());
        }
        let mut literals = HashMap::new();
        let mut main = None;
        for (origin, _) in counts {
            let variable = match template::only_variable(origin) {
                Some(variable) => variable.to_owned(),
                None if template::has_variable(origin) => continue,
                None => {
                    let variable = literal_name(origin, &mut fields);
                    literals.insert(origin.to_owned(), variable.clone());
                    variable
                }
            };
            main.get_or_insert(variable);
        }
        let origins = literals.iter();
        let origins = origins
            .map(|(origin, variable): (&String, &String)| (variable.clone(), origin.clone()));
        Self {
            origins: origins.collect(),
            literals,
            main,
        }
    }

    /// The origin as a template: a literal one becomes a variable.
    #[must_use]
    pub(super) fn template(&self, origin: &str) -> String {
        match self.literals.get(origin) {
            Some(variable) => format!("{{{{{variable}}}}}"),
            None => origin.to_owned(),
        }
    }

    /// The literal origin that a variable replaces.
    #[must_use]
    pub(super) fn literal(&self, variable: &str) -> Option<&str> {
        self.origins.get(variable).map(String::as_str)
    }

    /// The variable that holds the most used origin.
    #[must_use]
    pub(super) fn main(&self) -> Option<&str> {
        self.main.as_deref()
    }
}

/// `baseUrl`, or where its field is taken, a name from the words of the host: `api_example_com_url`.
fn literal_name(origin: &str, fields: &mut Scope) -> String {
    let base = "baseUrl";
    if fields.reserve(names::field(base).as_str()) {
        return base.to_owned();
    }
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let of_words = |words: &str| Ident::new(format!("{}_url", names::field(words)));
    let (short, long) = (of_words(host), of_words(&origin.replace("://", " ")));
    fields.unique_or(&short, &[long]).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(protocol: Option<&str>, host: &str, port: Option<&str>) -> Url {
        Url {
            protocol: protocol.map(str::to_owned),
            host: host.to_owned(),
            port: port.map(str::to_owned),
            ..Url::default()
        }
    }

    #[test]
    fn an_origin_has_a_protocol_unless_a_variable_can_bring_it() {
        assert_eq!(
            origin(&url(None, "api.example.com", None)),
            "http://api.example.com"
        );
        assert_eq!(
            origin(&url(Some("https"), "api.example.com", Some("8443"))),
            "https://api.example.com:8443"
        );
        assert_eq!(origin(&url(None, "{{baseUrl}}", None)), "{{baseUrl}}");
        assert_eq!(
            origin(&url(Some("{{protocol}}"), "{{host}}", Some("{{port}}"))),
            "{{protocol}}://{{host}}:{{port}}"
        );
    }

    #[test]
    fn the_most_used_literal_origin_is_the_base_url() {
        let origins = [
            "https://files.example.com",
            "https://api.example.com",
            "https://api.example.com",
        ];
        let servers = Servers::of(&origins.map(str::to_owned));
        assert_eq!(servers.template("https://api.example.com"), "{{baseUrl}}");
        assert_eq!(
            servers.template("https://files.example.com"),
            "{{files_example_com_url}}"
        );
        assert_eq!(servers.literal("baseUrl"), Some("https://api.example.com"));
        assert_eq!(servers.main(), Some("baseUrl"));
    }

    #[test]
    fn a_variable_keeps_its_name() {
        let origins = ["{{base_url}}", "https://api.example.com"].map(str::to_owned);
        let servers = Servers::of(&origins);
        assert_eq!(
            servers.template("https://api.example.com"),
            "{{api_example_com_url}}"
        );
        assert_eq!(servers.main(), Some("base_url"));
    }
}

//! The part of a URL before its path, which belongs to the client.

use std::collections::BTreeMap;

use crate::names;
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
    literals: BTreeMap<String, String>,
    main: Option<String>,
}

impl Servers {
    /// Names the literal origins among those of all items: the most used is `baseUrl`, unless a variable is used
    /// more or has that name.
    #[must_use]
    pub(super) fn of(origins: &[String]) -> Self {
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for origin in origins {
            match counts.iter_mut().find(|(known, _)| known == origin) {
                Some((_, count)) => *count += 1,
                None => counts.push((origin, 1)),
            }
        }
        // Stable: of equally many, the first in the files.
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));

        let mut taken: Vec<String> = origins
            .iter()
            .flat_map(|origin| template::variables(origin))
            .map(str::to_owned)
            .collect();
        let mut literals = BTreeMap::new();
        let mut main = None;
        for (origin, _) in counts {
            let variable = match template::only_variable(origin) {
                Some(variable) => variable.to_owned(),
                None if template::has_variable(origin) => continue,
                None => {
                    let variable = literal_name(origin, &taken);
                    taken.push(variable.clone());
                    literals.insert(origin.to_owned(), variable.clone());
                    variable
                }
            };
            main.get_or_insert(variable);
        }
        Self { literals, main }
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
        let (origin, _) = self.literals.iter().find(|(_, name)| *name == variable)?;
        Some(origin)
    }

    /// The variable that holds the most used origin.
    #[must_use]
    pub(super) fn main(&self) -> Option<&str> {
        self.main.as_deref()
    }
}

/// `baseUrl`, or where that is taken, a name from the words of the host: `api_example_com_url`.
fn literal_name(origin: &str, taken: &[String]) -> String {
    let is_free = |name: &String| {
        !taken
            .iter()
            .any(|known| names::field(known) == names::field(name))
    };
    let base = "baseUrl".to_owned();
    if is_free(&base) {
        return base;
    }
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let short = format!("{}_url", names::field(host));
    let long = format!("{}_url", names::field(&origin.replace("://", " ")));
    [short.clone(), long]
        .into_iter()
        .chain((2..=taken.len() + 2).map(|number| format!("{short}_{number}")))
        .find(is_free)
        .unwrap_or(short)
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

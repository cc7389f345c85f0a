//! The variables of the API's URLs: what the generated `Server` holds.

use std::collections::{HashMap, HashSet};

use crate::api::{ServerVariable, UrlPart, shown_variable};
use crate::diagnostic::{Code, Diagnostic};
use crate::names::{self, Scope};
use crate::variables::template::{self, Part};
use crate::variables::{Variables, secrets};

use super::reading;
use super::report::Report;
use super::server::Servers;

/// Collects server variables in order of first use.
#[derive(Debug)]
pub(super) struct ServerVariables<'a> {
    servers: &'a Servers,
    base_url: Option<&'a str>,
    list: Vec<ServerVariable>,
    /// How often operations use each of them.
    uses: Vec<usize>,
    /// Those in the values of others.
    nested: HashSet<String>,
    /// How many operations there are.
    operations: usize,
    /// Where each variable is in the list.
    positions: HashMap<String, usize>,
    names: Scope,
}

impl<'a> ServerVariables<'a> {
    /// `base_url` is the default of the variable that holds the most used origin.
    pub(super) fn new(servers: &'a Servers, base_url: Option<&'a str>) -> Self {
        Self {
            servers,
            base_url,
            list: Vec::new(),
            uses: Vec::new(),
            nested: HashSet::new(),
            operations: 0,
            positions: HashMap::new(),
            names: Scope::new(),
        }
    }

    /// Makes a server variable of each variable in front of an operation's path. One that is the whole origin has to have a
    /// value; others can be empty.
    pub(super) fn use_all(
        &mut self,
        text: &str,
        values: &Variables,
        pointer: &str,
        report: &mut Report<'_>,
    ) {
        self.operations += 1;
        self.use_in(text, UrlPart::Url, values, pointer, report);
    }

    /// Makes a server variable of each variable of a text that is a part of URLs.
    fn use_in(
        &mut self,
        text: &str,
        whole: UrlPart,
        values: &Variables,
        pointer: &str,
        report: &mut Report<'_>,
    ) {
        let is_whole = template::only_variable(text).is_some();
        for (variable, part) in url_parts(text, whole) {
            let default = self.default_of(variable, values);
            let default = default.filter(|it| part != UrlPart::Url || !it.starts_with('/'));
            let default = match default {
                None if !is_whole && values.is_empty_text(variable) => Some(String::new()),
                default => default,
            };
            self.use_one(variable, part, default, values, pointer, report);
        }
    }

    /// Makes a server variable of one in front of the path, which can be empty.
    pub(super) fn use_in_path(
        &mut self,
        variable: &str,
        values: &Variables,
        pointer: &str,
        report: &mut Report<'_>,
    ) {
        let empty = values.is_empty_text(variable).then(String::new);
        let default = self.default_of(variable, values).or(empty);
        self.use_one(variable, UrlPart::Path, default, values, pointer, report);
    }

    fn use_one(
        &mut self,
        variable: &str,
        part: UrlPart,
        default: Option<String>,
        values: &Variables,
        pointer: &str,
        report: &mut Report<'_>,
    ) {
        if let Some(&index) = self.positions.get(variable) {
            self.uses[index] += 1;
            self.compare(index, default, pointer, report);
            return;
        }
        let name = self.names.unique(&names::field(variable));
        self.positions.insert(variable.to_owned(), self.list.len());
        self.list.push(ServerVariable {
            name,
            variable: variable.to_owned(),
            default: default.clone(),
            is_required: false,
            part,
            is_secret: secrets::names_secret(variable),
            docs: reading::docs_of(values.description(variable)),
        });
        self.uses.push(1);
        match default {
            Some(default) => {
                let nested = template::variables(&default).map(str::to_owned);
                self.nested.extend(nested);
                self.use_in(&default, part, values, pointer, report);
            }
            None => {
                let text = self.default_of(variable, values);
                report.push_once(Code::UnresolvedVariable, variable, || {
                    let problem = match text {
                        Some(text) => format!("is `{text}`, which has no host"),
                        None => "has no value".to_owned(),
                    };
                    let name = shown_variable(variable);
                    let message = format!("variable `{name}` {problem}, so callers have to pass one");
                    let help = "set it under `[variables]` in codegen.toml, or pass an environment that defines it";
                    Diagnostic::new(Code::UnresolvedVariable, pointer, message).help(help)
                });
            }
        }
    }

    /// A value of another file goes where there was none; one that differs is reported.
    fn compare(
        &mut self,
        index: usize,
        default: Option<String>,
        pointer: &str,
        report: &mut Report<'_>,
    ) {
        let server_variable = &mut self.list[index];
        match (&server_variable.default, default) {
            (None, Some(default)) => server_variable.default = Some(default),
            (Some(known), Some(default)) if *known != default => {
                let variable = &server_variable.variable;
                report.push_once(Code::SettingDiffers, variable, || {
                    let message = format!(
                        "variable `{variable}` is `{default}` here but `{known}` in another file; using `{known}`"
                    );
                    let help =
                        "use one value in all files, or set it under `[variables]` in codegen.toml";
                    Diagnostic::new(Code::SettingDiffers, pointer, message).help(help)
                });
            }
            _ => {}
        }
    }

    fn default_of(&self, variable: &str, values: &Variables) -> Option<String> {
        if self.servers.main() == Some(variable)
            && let Some(base_url) = self.base_url
        {
            return Some(base_url.to_owned());
        }
        if let Some(origin) = self.servers.literal(variable) {
            return Some(origin.to_owned());
        }
        let text = values.template(variable)?;
        let holds_user = text.split('/').any(|part| part.contains('@'));
        (!values.is_endless(variable) && !holds_user).then(|| text.trim().to_owned())
    }

    /// The variables. One without a value is required, unless only a few operations use it and others have another host.
    pub(super) fn finish(mut self) -> Vec<ServerVariable> {
        let is_main = |uses: usize| uses * 2 >= self.operations;
        let mut all = self.list.iter().zip(&self.uses);
        let has_main = all.any(|(it, uses)| it.part.names_host() && is_main(*uses));
        for (variable, uses) in self.list.iter_mut().zip(&self.uses) {
            let is_of_few =
                has_main && !is_main(*uses) && !self.nested.contains(&variable.variable);
            variable.is_required = variable.default.is_none() && !is_of_few;
        }
        self.list
    }
}

/// The variables of a text that is a part of URLs, with what each of them is there.
fn url_parts(text: &str, whole: UrlPart) -> Vec<(&str, UrlPart)> {
    let parts = template::parts(text);
    let mut found = Vec::new();
    let mut is_path = false;
    for (index, part) in parts.iter().enumerate() {
        match part {
            Part::Text(text) => {
                let (_, after_scheme) = text.split_once("://").unwrap_or(("", text));
                is_path |= after_scheme.contains('/');
            }
            Part::Variable(variable) => {
                let before = index.checked_sub(1).map(|index| parts[index]);
                let part = match whole {
                    whole if parts.len() == 1 => whole,
                    UrlPart::Url if is_path => UrlPart::Path,
                    UrlPart::Url => part_between(before, parts.get(index + 1).copied()),
                    UrlPart::Host => UrlPart::InHost,
                    whole => whole,
                };
                found.push((*variable, part));
            }
        }
    }
    found
}

/// What a variable is in front of the path of a URL, by what is before and after it.
fn part_between(before: Option<Part<'_>>, after: Option<Part<'_>>) -> UrlPart {
    let ends_host = match after {
        None => true,
        Some(Part::Text(text)) => text.starts_with([':', '/']),
        Some(Part::Variable(_)) => false,
    };
    match (before, after) {
        (None, Some(Part::Text(after))) if after.starts_with("://") => UrlPart::Scheme,
        (None, Some(Part::Text(after))) if after.starts_with('/') => UrlPart::Url,
        (None, Some(Part::Text(_))) if ends_host => UrlPart::Host,
        (Some(Part::Text(before)), _) if before.ends_with("://") && ends_host => UrlPart::Host,
        (Some(Part::Text(before)), _) if before.ends_with(':') => UrlPart::Port,
        (Some(Part::Text(before)), _) if before.ends_with(['.', '-', '/']) => UrlPart::InHost,
        (_, Some(Part::Text(after))) if after.starts_with(['.', '-']) => UrlPart::InHost,
        _ => UrlPart::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::testing::{api, api_with_codes, collection, item, variable};
    use crate::postman::Variable;

    #[test]
    fn a_base_url_without_a_host_is_no_default() {
        let items = vec![item("a", "/a")];
        let (api, codes) = api_with_codes(collection(items, vec![variable("baseUrl", "/")]));
        assert_eq!(api.server_variables[0].default, None);
        assert_eq!(codes, ["unresolved-variable"]);
    }

    #[test]
    fn a_server_variable_is_what_surrounds_it() {
        let of = |text| {
            let parts = url_parts(text, UrlPart::Url).into_iter();
            parts.map(|(_, part)| part).collect::<Vec<_>>()
        };
        assert_eq!(of("{{baseUrl}}"), [UrlPart::Url]);
        assert_eq!(of("{{baseUrl}}/v2"), [UrlPart::Url]);
        assert_eq!(
            of("{{protocol}}://{{host}}:{{port}}/{{base}}/a"),
            [UrlPart::Scheme, UrlPart::Host, UrlPart::Port, UrlPart::Path]
        );
        assert_eq!(of("{{host}}:8080"), [UrlPart::Host]);
        assert_eq!(of("https://{{region}}.example.com"), [UrlPart::InHost]);
        assert_eq!(of("https://api-{{stage}}.example.com"), [UrlPart::InHost]);
        assert_eq!(of("{{region}}.example.com"), [UrlPart::InHost]);
        assert_eq!(of("{{a}}{{b}}"), [UrlPart::Other, UrlPart::Other]);
        // The value of a variable that is a host itself.
        assert_eq!(
            url_parts("{{region}}.example.com", UrlPart::Host),
            [("region", UrlPart::InHost)]
        );
        assert_eq!(
            url_parts("{{name}}", UrlPart::Host),
            [("name", UrlPart::Host)]
        );
    }

    /// The defaults of the server variables.
    fn defaults(variables: Vec<Variable>) -> Vec<Option<String>> {
        let api = api(collection(vec![item("a", "/a")], variables));
        api.server_variables
            .into_iter()
            .map(|it| it.default)
            .collect()
    }

    #[test]
    fn a_host_of_few_operations_is_not_required() {
        let at = |host: &'static str, count: usize| {
            (0..count).map(move |n| {
                let mut item = item(&format!("{host} {n}"), &format!("/{n}"));
                item.request.url.as_mut().unwrap().host = host.to_owned();
                item
            })
        };
        let required = |items: Vec<crate::postman::Item>, variables: Vec<Variable>| {
            let api = api(collection(items, variables))
                .server_variables
                .into_iter();
            api.filter(|it| it.is_required)
                .map(|it| it.variable)
                .collect::<Vec<_>>()
        };
        let (base, login) = ("{{base}}", "{{login}}");
        let items: Vec<_> = at(base, 3).chain(at(login, 1)).collect();
        assert_eq!(required(items.clone(), vec![]), ["base"]);
        assert!(required(items, vec![variable("base", "https://h")]).is_empty());
        let thirds = at(base, 1).chain(at(login, 1)).chain(at("{{other}}", 1));
        assert_eq!(
            required(thirds.collect(), vec![]),
            ["base", "login", "other"]
        );
        let nested = at(base, 3).chain(at(login, 1)).collect();
        let variables = vec![
            variable("base", "https://h"),
            variable("login", "https://{{tenant}}.h"),
        ];
        assert_eq!(required(nested, variables), ["tenant"]);
    }

    #[test]
    fn variables_nested_at_the_front_of_a_url_take_no_exponential_time() {
        let mut variables = vec![variable("baseUrl", "https://h{{v0}}")];
        variables.extend((0..18).map(|n| {
            let next = format!("{{{{v{}}}}}", n + 1);
            variable(&format!("v{n}"), &next.repeat(10))
        }));
        variables.push(variable("v18", ""));
        assert_eq!(defaults(variables), [None]);
    }

    #[test]
    fn a_variable_that_leads_to_itself_has_no_default() {
        let variables = [
            ("baseUrl", "https://{{a}}.h"),
            ("a", "{{b}}"),
            ("b", "{{a}}"),
        ];
        let variables = variables.map(|(name, text)| variable(name, text));
        assert_eq!(defaults(variables.to_vec()), [None]);
    }
}

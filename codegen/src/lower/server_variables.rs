//! The variables of the API's URLs: what the generated `Server` holds.

use std::collections::HashMap;

use crate::api::ServerVariable;
use crate::diagnostic::{Code, Diagnostic};
use crate::names::{self, Scope};
use crate::variables::{Variables, secrets, template};

use super::reading;
use super::report::Report;
use super::server::Servers;

/// Collects server variables in order of first use.
#[derive(Debug)]
pub(super) struct ServerVariables<'a> {
    servers: &'a Servers,
    base_url: Option<&'a str>,
    list: Vec<ServerVariable>,
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
            positions: HashMap::new(),
            names: Scope::new(),
        }
    }

    /// Makes a server variable of each variable of a text. One that is the whole origin has to have a value; others can
    /// be empty.
    pub(super) fn use_all(
        &mut self,
        text: &str,
        values: &Variables,
        pointer: &str,
        report: &mut Report<'_>,
    ) {
        let is_whole = template::only_variable(text).is_some();
        for variable in template::variables(text) {
            let default = match self.default_of(variable, values) {
                None if !is_whole && values.is_empty_text(variable) => Some(String::new()),
                default => default,
            };
            self.use_one(variable, default, values, pointer, report);
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
        self.use_one(variable, default, values, pointer, report);
    }

    fn use_one(
        &mut self,
        variable: &str,
        default: Option<String>,
        values: &Variables,
        pointer: &str,
        report: &mut Report<'_>,
    ) {
        if let Some(&index) = self.positions.get(variable) {
            self.compare(index, default, pointer, report);
            return;
        }
        let name = self.names.unique(&names::field(variable));
        self.positions.insert(variable.to_owned(), self.list.len());
        self.list.push(ServerVariable {
            name,
            variable: variable.to_owned(),
            default: default.clone(),
            is_secret: secrets::names_secret(variable),
            docs: reading::docs_of(values.description(variable)),
        });
        match default {
            Some(default) => self.use_all(&default, values, pointer, report),
            None if report.is_first(Code::UnresolvedVariable, variable) => report.push(
                Diagnostic::new(
                    Code::UnresolvedVariable,
                    pointer,
                    format!("variable `{variable}` has no value, so callers have to pass one"),
                )
                .help("set it under `[variables]` in codegen.toml, or pass an environment that defines it"),
            ),
            None => {}
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
            (Some(known), Some(default))
                if *known != default
                    && report.is_first(Code::SettingDiffers, &server_variable.variable) =>
            {
                let message = format!(
                    "variable `{}` is `{default}` here but `{known}` in another file; using `{known}`",
                    server_variable.variable
                );
                let help =
                    "use one value in all files, or set it under `[variables]` in codegen.toml";
                report.push(Diagnostic::new(Code::SettingDiffers, pointer, message).help(help));
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

    pub(super) fn finish(self) -> Vec<ServerVariable> {
        self.list
    }
}

#[cfg(test)]
mod tests {
    use crate::lower::testing::{api, collection, item, variable};
    use crate::postman::Variable;

    /// The defaults of the server variables.
    fn defaults(variables: Vec<Variable>) -> Vec<Option<String>> {
        let api = api(collection(vec![item("a", "/a")], variables));
        api.server_variables
            .into_iter()
            .map(|it| it.default)
            .collect()
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

//! The environments of an API, each with its own values of server variables.
//!
//! Each named environment is read as if it was the only one. If it lacks a variable that has a value only in another one, it
//! has no constructor: requests for one environment must not be sent to the server of another.

use std::collections::HashSet;

use crate::api::{Environment, Ident, ServerVariable};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::names::{self, Scope};
use crate::variables::{Variables, template};

use super::{Input, LowerOptions, OneEnvironment};

/// The environments that have values of server variables. `base_url` is the variable with the most used origin.
pub(super) fn all(
    server_variables: &[ServerVariable],
    base_url: Option<&str>,
    options: &LowerOptions,
    inputs: &[Input],
    diagnostics: &mut Diagnostics,
) -> Vec<Environment> {
    let fields = server_variables.iter().map(|it| it.name.as_str());
    let mut constructors = Scope::holding(fields.chain(["default", "new", "variable"]));
    let collections = inputs.iter().flat_map(|it| &it.collection.variables);
    let collections: Vec<_> = collections.cloned().collect();
    let together = Variables::new(&options.variables, &collections);
    let mut all = Vec::new();
    for environment in &options.environments {
        let is_own = |it: &ServerVariable| environment.own.contains(&it.variable);
        if !server_variables.iter().any(is_own) {
            continue;
        }
        let alone = Variables::new(&environment.variables, &collections);
        match values(server_variables, base_url, &alone, &together) {
            Ok(values) => all.push(Environment {
                constructor: constructors.unique(&names::field(&environment.name)),
                name: environment.name.clone(),
                values,
            }),
            Err(variable) => diagnostics.push(incomplete(environment, variable)),
        }
    }
    all
}

/// The values that differ from the defaults.
///
/// # Errors
///
/// The name of a variable that has a value in all environments together, but not in this one.
fn values<'a>(
    server_variables: &'a [ServerVariable],
    base_url: Option<&str>,
    alone: &Variables,
    together: &Variables,
) -> Result<Vec<(Ident, String)>, &'a str> {
    let is_known = |values: &Variables, name: &str| {
        let can_be_empty = Some(name) != base_url && !values.is_secret(name);
        values.template(name).is_some() || (can_be_empty && values.is_empty_text(name))
    };
    let names: HashSet<&str> = server_variables
        .iter()
        .map(|it| it.variable.as_str())
        .collect();
    let mut found = Vec::new();
    for variable in server_variables {
        let (Some(default), name) = (&variable.default, variable.variable.as_str()) else {
            continue;
        };
        if !is_known(alone, name) {
            if is_known(together, name) {
                return Err(name);
            }
            // The default is not the value of a variable.
            continue;
        }
        let text = alone.template(name).unwrap_or_default().trim();
        let is_server_variable = |inner: &str| inner != name && names.contains(inner);
        let text = if template::variables(text).all(is_server_variable) {
            text.to_owned()
        } else {
            alone.partly(text)
        };
        let has_user = text.split('/').any(|part| part.contains('@'));
        if has_user || !template::variables(&text).all(is_server_variable) {
            return Err(name);
        }
        if text != *default {
            found.push((variable.name.clone(), text));
        }
    }
    Ok(found)
}

fn incomplete(environment: &OneEnvironment, variable: &str) -> Diagnostic {
    let message = format!(
        "variable `{variable}` has no value in the environment `{}`, so `Server` has no constructor for it",
        environment.name
    );
    Diagnostic::new(Code::UnresolvedVariable, "/values", message)
        .in_file(&environment.path)
        .help("add the variable to this environment, or to the collection")
}

#[cfg(test)]
mod tests {
    use crate::api::Environment;
    use crate::inputs::ApiInput;
    use crate::options::Options;
    use crate::source::Source;
    use crate::spine::understand;

    /// The environments of a collection with one item, and the problems with them.
    fn understood(url: &str, variables: &str, files: &[&str]) -> (Vec<Environment>, Vec<String>) {
        let source = |path: &str, text: &str| Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let collection = format!(
            r#"{{"item": [{{"name": "Get", "request": "{url}"}}], "variable": [{variables}]}}"#
        );
        let files = files.iter().enumerate();
        let environments = files.map(|(index, text)| source(&format!("{index}.json"), text));
        let options = Options {
            environments: environments.collect(),
            ..Options::default()
        };
        let mut found = understand(&[ApiInput::of(source("a.json", &collection))], &options);
        let problems = found.diagnostics.iter().map(|it| it.message.clone());
        (found.apis.remove(0).environments, problems.collect())
    }

    fn file(name: &str, values: &str) -> String {
        format!(r#"{{"name": "{name}", "values": [{values}]}}"#)
    }

    /// The constructor and the values of each environment.
    fn shown(environments: &[Environment]) -> Vec<(&str, Vec<(&str, &str)>)> {
        let shown = environments.iter().map(|it| {
            let values = it.values.iter();
            let values = values.map(|(name, value)| (name.as_str(), value.as_str()));
            (it.constructor.as_str(), values.collect())
        });
        shown.collect()
    }

    const HOST: &str = r#"{"key": "host", "value": "https://a.example"}"#;
    const STAGING: &str = r#"{"key": "host", "value": "https://staging.a.example"}"#;
    const LIVE: &str = r#"{"key": "host", "value": "https://live.a.example"}"#;

    #[test]
    fn each_environment_has_a_constructor_with_its_values() {
        let files = [file("Staging EU", STAGING), file("new", LIVE)];
        let files = files.each_ref().map(String::as_str);
        let (environments, problems) = understood("{{host}}/x", "", &files);
        assert_eq!(problems, Vec::<String>::new());
        // The last one has the values of `new`.
        assert_eq!(
            shown(&environments),
            [
                ("staging_eu", vec![("host", "https://staging.a.example")]),
                ("new_", vec![])
            ]
        );
        assert_eq!(environments[0].name, "Staging EU");
    }

    #[test]
    fn an_environment_has_values_of_the_collection_but_not_of_another_environment() {
        let version = r#"{"key": "version", "value": "v2"}"#;
        let files = [
            file("Staging", STAGING),
            file("Live", &format!("{LIVE}, {version}")),
        ];
        let files = files.each_ref().map(String::as_str);
        let url = "{{host}}/{{version}}/x";
        let of_collection = r#"{"key": "version", "value": "v1"}"#;
        let (environments, _) = understood(url, of_collection, &files);
        assert_eq!(
            shown(&environments)[0],
            (
                "staging",
                vec![("host", "https://staging.a.example"), ("version", "v1")]
            )
        );
        let (environments, problems) = understood("{{host}}{{version}}/x", "", &files);
        assert_eq!(shown(&environments), [("live", vec![])]);
        let problem = "variable `version` has no value in the environment `Staging`";
        assert!(
            problems.iter().any(|it| it.starts_with(problem)),
            "{problems:?}"
        );
    }

    #[test]
    fn variables_in_values_are_those_of_the_environment() {
        let values = r#"{"key": "host", "value": "https://{{area}}.example"}, {"key": "area", "value": "eu"}"#;
        let files = [file("Europe", values), file("Live", LIVE)];
        let files = files.each_ref().map(String::as_str);
        let (environments, _) = understood("{{host}}/x", "", &files);
        assert_eq!(
            shown(&environments)[0],
            ("europe", vec![("host", "https://eu.example")])
        );
    }

    #[test]
    fn an_environment_without_a_name_or_a_server_variable_has_no_constructor() {
        let token = r#"{"key": "token", "value": "t"}"#;
        let globals =
            file("Globals", HOST).replacen('{', r#"{"_postman_variable_scope": "globals", "#, 1);
        let files = [file("", STAGING), file("Tokens", token), globals];
        let files = files.each_ref().map(String::as_str);
        let (environments, problems) = understood("{{host}}/x", "", &files);
        assert_eq!(environments, []);
        assert_eq!(problems, Vec::<String>::new());
    }

    #[test]
    fn no_environment_has_a_secret() {
        let secret = r#"{"key": "host", "value": "https://a.example?key=s3cr3t-4f9a8b7c6d5e", "type": "secret"}"#;
        let files = [file("Staging", secret), file("Live", LIVE)];
        let files = files.each_ref().map(String::as_str);
        let (environments, problems) = understood("{{host}}/x", "", &files);
        assert_eq!(shown(&environments), [("live", vec![])]);
        assert!(!format!("{problems:?}").contains("s3cr3t"), "{problems:?}");
        let secret = r#"{"key": "version", "value": "s3cr3t-4f9a8b7c6d5e", "type": "secret"}"#;
        let version = r#"{"key": "version", "value": "v2"}"#;
        let files = [
            file("Staging", &format!("{STAGING}, {secret}")),
            file("Live", &format!("{LIVE}, {version}")),
        ];
        let files = files.each_ref().map(String::as_str);
        let (environments, _) = understood("{{host}}/{{version}}/x", "", &files);
        assert_eq!(shown(&environments), [("live", vec![])]);
    }
}

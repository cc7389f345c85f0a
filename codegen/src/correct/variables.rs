//! Values of `{{variables}}`.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostics};
use crate::postman::Variable;
use crate::suggest;
use crate::variables::template::{self, Part};

/// The values of variables, as an environment would give them.
pub(crate) fn variables(config: &Config) -> impl Iterator<Item = Variable> {
    config.variables.iter().map(|variable| Variable {
        key: variable.key.clone(),
        value: variable.change.clone(),
        ..Variable::default()
    })
}

/// Reports variables that neither a file nor the value of another variable uses.
pub(crate) fn check_variables<'t>(
    config: &Config,
    files: impl Iterator<Item = &'t str>,
    diagnostics: &mut Diagnostics,
) {
    if config.variables.is_empty() {
        return;
    }
    let values = config
        .variables
        .iter()
        .map(|variable| variable.change.as_str());
    let used: BTreeSet<&str> = files.flat_map(named).collect();
    let nested: BTreeSet<&str> = values.flat_map(named).collect();
    for variable in &config.variables {
        let key = variable.key.as_str();
        if used.contains(key) || nested.contains(key) {
            continue;
        }
        let message = format!("variable `{key}` is not used in the collection");
        let help = suggest::help(key, used.iter().copied())
            .unwrap_or_else(|| "delete the setting".to_owned());
        let error = config.error(Code::ConfigUnmatched, variable.position, message);
        diagnostics.push(error.help(help));
    }
}

/// The variables in a text.
fn named(text: &str) -> impl Iterator<Item = &str> {
    template::parts(text)
        .into_iter()
        .filter_map(|part| match part {
            Part::Variable(name) => Some(name.trim()),
            Part::Text(_) => None,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn a_variable_that_is_not_used_is_an_error() {
        let source = Source {
            path: "codegen.toml".to_owned(),
            text: "[variables]\nhost = \"{{zone}}.example\"\nzone = \"eu\"\ntennant = \"a\""
                .to_owned(),
        };
        let mut diagnostics = Diagnostics::default();
        let config = Config::read(Some(&source), &mut diagnostics);
        let file = r#"{"url": "https://{{host}}/{{ tenant }}"}"#;
        check_variables(&config, [file].into_iter(), &mut diagnostics);
        let diagnostics: Vec<_> = diagnostics
            .into_iter()
            .map(|diagnostic| {
                (
                    diagnostic.line,
                    diagnostic.message,
                    diagnostic.help.unwrap_or_default(),
                )
            })
            .collect();
        assert_eq!(
            diagnostics,
            [(
                4,
                "variable `tennant` is not used in the collection".to_owned(),
                "did you mean `tenant`?".to_owned()
            )]
        );
    }
}

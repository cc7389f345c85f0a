//! What scripts would do. A static generator cannot follow them, so they are reported and not guessed
//! (docs/postman-semantics.md §1.8).

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::names;
use crate::postman::{Collection, Node, Script};

use super::report::Report;

/// Says where scripts change requests, and which of the `used` variables they give values.
pub(super) fn report(collection: &Collection, used: &BTreeSet<String>, report: &mut Report<'_>) {
    report_all(&collection.scripts, "the collection", used, report);
    report_nodes(&collection.nodes, used, report);
}

fn report_nodes(nodes: &[Node], used: &BTreeSet<String>, report: &mut Report<'_>) {
    for node in nodes {
        match node {
            Node::Folder(folder) => {
                report_all(
                    &folder.scripts,
                    &format!("folder `{}`", names::one_line(&folder.name)),
                    used,
                    report,
                );
                report_nodes(&folder.nodes, used, report);
            }
            Node::Item(item) => {
                report_all(
                    &item.scripts,
                    &format!("`{}`", names::one_line(&item.name)),
                    used,
                    report,
                );
            }
        }
    }
}

fn report_all(scripts: &[Script], owner: &str, used: &BTreeSet<String>, report: &mut Report<'_>) {
    for script in scripts {
        // Exporters repeat one script in each request.
        if script.listen == "prerequest"
            && let Some(diagnostic) = of_request_script(script, owner)
        {
            report.push_once(Code::ScriptBeforeRequest, &script.text, || diagnostic);
        }
        for variable in stored_variables(&script.text) {
            if !used.contains(variable) {
                continue;
            }
            report.push_once(Code::ScriptStoresVariable, variable, || {
                let message =
                    format!("script of {owner} stores `{variable}`, which other requests use");
                let help = "pass the value to these requests yourself; scripts are not executed";
                Diagnostic::new(Code::ScriptStoresVariable, &script.pointer, message).help(help)
            });
        }
    }
}

/// What a script that runs before a request may do to it.
fn of_request_script(script: &Script, owner: &str) -> Option<Diagnostic> {
    const MARKS: &[&str] = &[
        "CryptoJS",
        "pm.request.",
        "crypto.",
        "request.headers",
        "jsrsasign",
        "signature",
        "Signature",
        "hmac",
        "HMAC",
    ];
    let lines = || {
        script
            .text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with("//"))
    };
    if lines().any(|line| MARKS.iter().any(|mark| line.contains(mark))) {
        let message =
            format!("script of {owner} changes or signs the request; scripts are not executed");
        let help = "make the same change in your own code before the request is sent";
        Some(Diagnostic::new(Code::ScriptChangesRequest, &script.pointer, message).help(help))
    } else if lines().next().is_some() {
        let message =
            format!("script of {owner} runs before the request; scripts are not executed");
        let help = "check that the request does not depend on the script, and delete it";
        Some(Diagnostic::new(Code::ScriptBeforeRequest, &script.pointer, message).help(help))
    } else {
        None
    }
}

/// The names of variables that a script gives values to.
fn stored_variables(text: &str) -> BTreeSet<&str> {
    const SETTERS: &[&str] = &[
        "pm.environment.set(",
        "pm.collectionVariables.set(",
        "pm.globals.set(",
        "pm.variables.set(",
        "postman.setEnvironmentVariable(",
        "postman.setGlobalVariable(",
    ];
    let mut names = BTreeSet::new();
    for setter in SETTERS {
        for (at, _) in text.match_indices(setter) {
            let argument = text[at + setter.len()..].trim_start();
            let Some(quote) = argument
                .chars()
                .next()
                .filter(|c| matches!(c, '"' | '\'' | '`'))
            else {
                continue;
            };
            if let Some(length) = argument[1..].find(quote) {
                names.insert(&argument[1..=length]);
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_variables_are_named() {
        let text = "pm.environment.set(\"id\", 1); postman.setGlobalVariable( 'token', x); pm.globals.set(name, 2)";
        assert_eq!(
            stored_variables(text).into_iter().collect::<Vec<_>>(),
            ["id", "token"]
        );
    }
}

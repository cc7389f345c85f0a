//! The file at the top of the output: one module for each API.

use std::fmt::Write as _;

use crate::api::Api;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::options::{Options, Root};
use crate::output::header;

/// The module that holds the examples of all APIs.
const EXAMPLES: &str = "examples";

/// The APIs but for those whose module an earlier one has already.
pub(crate) fn with_own_modules(apis: Vec<Api>, diagnostics: &mut Diagnostics) -> Vec<Api> {
    let mut kept: Vec<Api> = Vec::new();
    for api in apis {
        match kept.iter().find(|other| other.module == api.module) {
            None => kept.push(api),
            Some(other) => {
                let message = format!(
                    "module `{}` is already generated from `{}`",
                    api.module, other.source
                );
                let error = Diagnostic::new(Code::ModuleInUse, "", message);
                let help = "set another `name` in a codegen.toml next to this collection";
                diagnostics.push(error.in_file(&api.source).help(help));
            }
        }
    }
    kept
}

/// The path and the text of the root.
pub(crate) fn emit(apis: &[Api], options: &Options) -> (String, String) {
    let sources: Vec<&str> = apis.iter().map(|api| api.source.as_str()).collect();
    let mut text = format!("{}\n", header("//", &common_folder(&sources)));
    if options.root == Root::Crate {
        text.push_str(&crate_docs(apis));
        text.push('\n');
    }
    if options.examples {
        text.push_str(&examples(apis));
    }
    let mut modules: Vec<&str> = apis.iter().map(|api| api.module.as_str()).collect();
    modules.sort_unstable();
    for module in modules {
        if options.root == Root::Include {
            text.push_str(
                "#[allow(dead_code, unused_imports, reason = \"a program uses only a part of an API\")]\n\
                 #[allow(clippy::wrong_self_convention, reason = \"names are those of the API\")]\n",
            );
        }
        if options.root == Root::Crate {
            // What prettyplease writes is not in all what rustfmt would.
            text.push_str("#[rustfmt::skip]\n");
        }
        // Writing to a string does not fail.
        let _ = writeln!(text, "pub mod {module};");
    }
    (options.root.file_name().to_owned(), text)
}

fn crate_docs(apis: &[Api]) -> String {
    let mut docs = String::from(
        "//! Typed clients generated from Postman collections.\n//!\n//! | module | operations |\n//! |---|---|\n",
    );
    for api in apis {
        let count = count_operations(api);
        let _ = writeln!(docs, "//! | [`mod@{}`] | {count} |", api.module);
    }
    docs
}

/// The module that concatenates the examples of all APIs.
fn examples(apis: &[Api]) -> String {
    let lists: Vec<String> = apis
        .iter()
        .map(|api| format!("super::{}::examples::all()", api.module))
        .collect();
    let body = match lists.as_slice() {
        [] => "Vec::new()".to_owned(),
        [list] => list.clone(),
        lists => format!(
            "[\n            {},\n        ]\n        .concat()",
            lists.join(",\n            ")
        ),
    };
    let features = apis.iter().flat_map(Api::features);
    let condition = with_all(features).map_or_else(String::new, |condition| condition + "\n");
    format!(
        "{condition}/// What the collections themselves would send.\n\
         pub mod {EXAMPLES} {{\n    \
             /// The examples of all APIs, in order.\n    \
             #[must_use]\n    \
             pub fn all() -> Vec<client::Example> {{\n        \
                 {body}\n    \
             }}\n\
         }}\n\n"
    )
}

/// The attribute of what needs all of these features; [`None`] for none of them.
pub(crate) fn with_all(features: impl Iterator<Item = String>) -> Option<String> {
    let features: Vec<String> = features
        .map(|feature| format!("feature = \"{feature}\""))
        .collect();
    match features.as_slice() {
        [] => None,
        [feature] => Some(format!("#[cfg({feature})]")),
        all => Some(format!("#[cfg(all({}))]", all.join(", "))),
    }
}

/// How many operations an API has.
pub(crate) fn count_operations(api: &Api) -> usize {
    api.all_operations().len()
}

/// The deepest folder that holds all of the paths; the path itself for one.
fn common_folder(paths: &[&str]) -> String {
    match paths {
        [] => "nothing".to_owned(),
        [path] => (*path).to_owned(),
        [first, rest @ ..] => {
            let mut common: Vec<&str> = first.split('/').collect();
            for path in rest {
                let same = common
                    .iter()
                    .zip(path.split('/'))
                    .take_while(|(a, b)| **a == *b);
                let length = same.count();
                common.truncate(length);
            }
            if common.is_empty() {
                "several files".to_owned()
            } else {
                common.join("/")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_names_the_folder_of_all_apis() {
        assert_eq!(
            common_folder(&["collections/a", "collections/b.json"]),
            "collections"
        );
        assert_eq!(common_folder(&["a.json"]), "a.json");
        assert_eq!(common_folder(&["a.json", "b.json"]), "several files");
    }
}

//! `README.md` of a new crate: a quick start.

use std::fmt::Write as _;

use super::{Client, first_line};
use crate::api::Api;
use crate::emit::{Home, quick_start};
use crate::text::visible;

/// The text of the file: its sections in the order in which a newcomer needs them.
pub(super) fn text(name: &str, folder: &str, apis: &[Api], client: &Client) -> String {
    let runtime = if *client == Client::Included {
        RUNTIME
    } else {
        ""
    };
    [
        &*head(name, apis),
        &*start(name, folder, apis),
        CALLS,
        &*variables(apis),
        &*table(name, apis),
        &*environments(name, apis),
        &*features(apis),
        runtime,
    ]
    .concat()
}

fn head(name: &str, apis: &[Api]) -> String {
    format!(
        "{} -->\n\n# {name}\n\nA typed client, generated from a Postman collection. Delete the first line to make this text \
         yours.\n\n",
        first_line("<!--", apis)
    )
}

/// The dependencies, and a program that calls the first operation.
fn start(name: &str, folder: &str, apis: &[Api]) -> String {
    let home = Home::package(Some(crate_name(name)), apis);
    let program = apis.iter().find_map(|api| quick_start(api, &home));
    let program = program.map(|program| format!("```rust,no_run\n{program}```\n\n"));
    format!(
        "## Quick start\n\n```toml\n[dependencies]\n{name} = {{ path = {} }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n```\n\n{}",
        toml_edit::Value::from(format!("../{folder}")),
        program.unwrap_or_default()
    )
}

/// What a call returns.
const CALLS: &str = "\
`call` returns the success value: the payload, `()` if there is none, or the response enum if several successes are
documented. Every failure is an error, displayed with the server's own words. `send` returns the enum of all documented
responses instead, in which failures are variants with their error codes.

If the documentation of an operation says that its list comes in pages, `client.call(operation).all_items()` returns the items
of all pages. For other lists, `client.call(operation).pages(pagination)` takes how one page leads to the next, such as
`client::Pagination::cursor(\"page_token\", \"/next_page_token\")`.

";

/// The variables that a client sets once, of each API; nothing if there are none.
fn variables(apis: &[Api]) -> String {
    let with_variables = apis.iter().filter(|api| !api.client_variables.is_empty());
    let lists = with_variables.map(|api| {
        let names = api.client_variables.iter().map(|it| match &it.default {
            Some(_) => format!("`{}`", it.name),
            None => format!("`{}` (no default)", it.name),
        });
        let names = names.collect::<Vec<_>>().join(", ");
        format!("- {}: {names}\n", visible(&api.name))
    });
    let lists: String = lists.collect();
    if lists.is_empty() {
        return lists;
    }
    format!(
        "A client has the values of these variables of the collection for all calls: \
         `client.variables(ClientVariables::new().name(value))`.\nA setter of an operation replaces one for a call.\n\n{lists}\n"
    )
}

fn table(name: &str, apis: &[Api]) -> String {
    let crate_name = crate_name(name);
    let home = Home::package(Some(crate_name.clone()), apis);
    let mut text = "## APIs\n\n| API | module | operations |\n|---|---|---|\n".to_owned();
    for api in apis {
        let module = module(&home, &crate_name, api);
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "| {} | `{module}` | {} |",
            visible(&api.name).replace('|', "\\|"),
            api.all_operations().len()
        );
    }
    text + "\n`cargo doc --no-deps --open` shows all operations, with an example for each.\n\n"
}

/// The path of an API's module.
fn module(home: &Home, crate_name: &str, api: &Api) -> String {
    if home.has_api_at_root() {
        crate_name.to_owned()
    } else {
        format!("{crate_name}::{}", api.module)
    }
}

/// The servers of the collection's environments; empty if there are none.
fn environments(name: &str, apis: &[Api]) -> String {
    let crate_name = crate_name(name);
    let home = Home::package(Some(crate_name.clone()), apis);
    let mut text = String::new();
    for api in apis {
        let module = module(&home, &crate_name, api);
        for environment in &api.environments {
            // Writing to a string does not fail.
            let _ = writeln!(
                text,
                "- {}: `{module}::Server::{}`",
                visible(&environment.name),
                environment.constructor
            );
        }
    }
    if text.is_empty() {
        return text;
    }
    format!(
        "## Environments\n\n`Client::with_server(server, credentials)` sends to the server of an environment:\n\n{text}\n"
    )
}

/// The name of a package in code.
fn crate_name(package: &str) -> String {
    package.replace('-', "_")
}

fn features(apis: &[Api]) -> String {
    let mut text = String::from(
        "## Features\n\n\
         - `reqwest` (default): the asynchronous `Client`.\n\
         - `ureq`: the blocking client, `blocking::Client`.\n\
         - `reqwest-ring`, `reqwest-native-tls`, `ureq-aws-lc`, `ureq-native-tls`: the same with other TLS libraries, instead of \
         `reqwest` or `ureq`.\n\
         - `compression`: compressed responses. `cookies`: cookies that outlive a call. `login`: logins of \
         users.\n\
         - `stream`, `tower`, `tracing`: integrations with `futures`, `tower` and `tracing`.\n\
         - `mock`: saved responses that answer requests, for tests.\n",
    );
    if apis.iter().any(|api| api.serde) {
        text.push_str("- `serde`: serde's traits for types in JSON.\n");
    }
    if apis.iter().any(|api| api.features().next().is_some()) {
        text.push_str(
            "- `folders` (default): all folders of the collections. Each folder is a feature too. With \
             `default-features = false`, only the folders that you name are compiled.\n",
        );
    }
    text
}

/// What the folder `client` is for.
const RUNTIME: &str = "
## Runtime

The folder `client` contains the runtime, the package `codegen-client`. Two crates in one program must share it: generate
the second one with `--client PATH/TO/client`. To publish the crate, publish the runtime too, under a name of yours:
generate with `--client-package NAME`, remove `publish = false` from `Cargo.toml`, and use `cargo publish --workspace`.
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::ApiInput;
    use crate::options::Options;
    use crate::source::Source;
    use crate::spine::understand;

    #[test]
    fn environments_are_listed_with_their_constructors() {
        let source = |path: &str, text: &str| Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let collection = source(
            "shop.json",
            r#"{"item": [{"name": "Get", "request": "{{baseUrl}}/a"}]}"#,
        );
        let staging =
            r#"{"name": "Staging", "values": [{"key": "baseUrl", "value": "https://s.test"}]}"#;
        let text_with = |environments: Vec<Source>| {
            let options = Options {
                environments,
                ..Options::default()
            };
            let apis = understand(&[ApiInput::of(collection.clone())], &options).apis;
            text("shop", "shop", &apis, &Client::Included)
        };
        let text = text_with(vec![source("staging.json", staging)]);
        assert!(
            text.contains("\n- Staging: `shop::Server::staging`\n"),
            "{text}"
        );
        assert!(!text_with(Vec::new()).contains("Environments"));
    }
}

//! `README.md` of a new crate: a quick start.

use std::fmt::Write as _;

use super::{Client, first_line};
use crate::api::Api;
use crate::emit::quick_start;
use crate::text::visible;

/// The text of the file.
pub(super) fn text(name: &str, apis: &[Api], client: &Client) -> String {
    let crate_name = name.replace('-', "_");
    let mut text = format!("{} -->\n\n# {name}\n\n", first_line("<!--", apis));
    text.push_str("A typed client, generated from a Postman collection. Delete the first line to make this text yours.\n\n");
    text.push_str("## Quick start\n\n```toml\n[dependencies]\n");
    // Writing to a string does not fail.
    let _ = writeln!(text, "{name} = {{ path = \"../{name}\" }}");
    text.push_str("tokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n```\n\n");
    if let Some(program) = apis.iter().find_map(|api| quick_start(api, &crate_name)) {
        let _ = write!(text, "```rust,no_run\n{program}```\n\n");
    }
    text.push_str(CALLS);
    text.push_str("## APIs\n\n| API | module | operations |\n|---|---|---|\n");
    for api in apis {
        let _ = writeln!(
            text,
            "| {} | `{crate_name}::{}` | {} |",
            visible(&api.name).replace('|', "\\|"),
            api.module,
            api.all_operations().len()
        );
    }
    text.push_str(
        "\n`cargo doc --no-deps --open` shows all operations, with an example for each.\n\n",
    );
    text.push_str(&features(apis));
    if *client == Client::Included {
        text.push_str(RUNTIME);
    }
    text
}

/// What a call returns.
const CALLS: &str = "\
`send` returns the response as an enum with one variant per documented status. `error_for_status` turns failures into an
error with the server's own words. `send` itself fails if the request cannot be built, no response arrives, or the
response does not fit its type; this error keeps the raw response.

";

fn features(apis: &[Api]) -> String {
    let mut text = String::from(
        "## Features\n\n\
         - `reqwest` (default): the asynchronous `Client`.\n\
         - `ureq`: the blocking client, `blocking::Client`.\n",
    );
    if apis.iter().any(|api| api.serde) {
        text.push_str("- `serde`: serde's traits for types in JSON.\n");
    }
    if apis.iter().any(|api| api.features().next().is_some()) {
        text.push_str(
            "- One feature per folder of a collection, all on by default. With `default-features = false`, only the folders \
             that you name are compiled.\n",
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

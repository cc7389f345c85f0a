//! `README.md` of a new crate.

use std::fmt::Write as _;

use crate::api::Api;
use crate::output::mark::header;
use crate::text::visible;

/// The text of the file.
pub(super) fn text(name: &str, apis: &[Api]) -> String {
    let sources: Vec<&str> = apis.iter().map(|api| api.source.as_str()).collect();
    let crate_name = name.replace('-', "_");
    let mut text = format!(
        "{} -->\n\n# {name}\n\n",
        header("<!--", &sources.join(", "))
    );
    text.push_str("A typed client, generated from a Postman collection.\n\n");
    text.push_str("| API | module | operations |\n|---|---|---|\n");
    for api in apis {
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "| {} | `{crate_name}::{}` | {} |",
            visible(&api.name).replace('|', "\\|"),
            api.module,
            api.all_operations().len()
        );
    }
    text.push_str(
        "\nThe docs of each module list its operations: `cargo doc --no-deps --open`.\n\n\
         Feature `reqwest` (default) gives the asynchronous `Client`, feature `ureq` the one in `blocking`.\n",
    );
    if apis.iter().any(|api| api.features().next().is_some()) {
        text.push_str(
            "Each folder of a collection is a feature as well, all of them on by default: with `default-features = false`, \
             only those that are named are compiled.\n",
        );
    }
    if apis.iter().any(|api| api.serde) {
        text.push_str("Feature `serde` gives types in JSON the traits of serde.\n");
    }
    text
}

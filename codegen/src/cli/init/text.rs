//! The text of a new `codegen.toml`. All keys are comments; as they are written, they change nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::api::{
    Api, Fact, Location, Parameter, PresenceReason, TextFormat, Type, TypeDef, Unproven,
};
use crate::list::keys::{Keys, quoted, table};
use crate::list::{types, walk};
use crate::text::{toml_string, visible};

use crate::cli::report::counted;

/// How many parameters and types are listed: enough to show how, and few enough to read.
const MOST: usize = 40;

pub(super) fn of(api: &Api) -> String {
    let name = &api.name;
    let mut text = format!(
        "# Corrections of {}, which all are optional: remove `# ` from a line to change it.\n\
         # `codegen list --keys` shows the key of each thing.\n\n\
         # name = {}\n",
        visible(name),
        toml_string(name)
    );
    if let Some(url) = base_url(api) {
        let _ = writeln!(text, "# base-url = {}", toml_string(url));
    }
    if has_literal_ids(api) {
        text.push_str("# literal-ids = false    # `true`: ids in paths stay as they are, and are no parameters\n");
    }
    for section in [
        variables(api),
        formats(),
        parameters(api),
        pages(api),
        fields(api),
    ] {
        text.push_str(&section);
    }
    text
}

/// The default of the base URL, if it is one variable.
fn base_url(api: &Api) -> Option<&str> {
    match api.server_variables.as_slice() {
        [only] if !only.is_secret => only.default.as_deref(),
        _ => None,
    }
}

/// Whether ids in paths became parameters.
fn has_literal_ids(api: &Api) -> bool {
    let operations = api.all_operations().into_iter();
    let mut parameters = operations.flat_map(|operation| &operation.parameters);
    let literal = Fact::Presence(PresenceReason::LiteralId);
    parameters.any(|parameter| parameter.evidence.facts.contains(&literal))
}

/// The variables that have no value.
fn variables(api: &Api) -> String {
    let servers = api.server_variables.iter();
    let servers = servers.filter(|it| it.default.is_none());
    let mut names: Vec<&str> = servers.map(|it| it.variable.as_str()).collect();
    let operations = api.all_operations().into_iter();
    for parameter in operations.flat_map(|operation| &operation.parameters) {
        let is_variable = parameter.location == Location::Variable;
        if is_variable && parameter.presence.needs_value() && !parameter.is_secret {
            names.push(&parameter.wire_name);
        }
    }
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return String::new();
    }
    let mut text =
        "\n# Variables without a value. Callers have to pass one.\n# [variables]\n".to_owned();
    for name in names {
        let _ = writeln!(text, "# {} = \"…\"", quoted(name));
    }
    text
}

fn formats() -> String {
    let head = "\n# Types of strings that have a format, instead of `String`.\n# [types]\n";
    let lines = TextFormat::ALL.map(|it| format!("# {} = \"{}\"\n", it.key(), it.rust_type()));
    head.to_owned() + &lines.concat()
}

/// Parameters that are text because nothing shows another type, by how often they occur.
fn parameters(api: &Api) -> String {
    let mut found: BTreeMap<&str, (usize, &Parameter)> = BTreeMap::new();
    let operations = api.all_operations().into_iter();
    for parameter in operations.flat_map(|operation| &operation.parameters) {
        if is_doubtful(parameter) {
            found
                .entry(&parameter.wire_name)
                .or_insert((0, parameter))
                .0 += 1;
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(name, (count, _))| (std::cmp::Reverse(*count), *name));
    if found.is_empty() {
        return String::new();
    }
    let mut text =
        "\n# Parameters whose type and values nothing shows, in all items that have them.\n"
            .to_owned();
    let others = found.len().saturating_sub(MOST);
    for (name, (count, parameter)) in found.into_iter().take(MOST) {
        let _ = writeln!(
            text,
            "# [{}]    # in {}",
            table(&["parameter", name]),
            counted(count, "item")
        );
        let _ = writeln!(text, "# type = \"{}\"", types::text(&parameter.ty));
    }
    more(others, text)
}

/// Whether the type of a parameter is what is left if nothing says more.
fn is_doubtful(parameter: &Parameter) -> bool {
    let has_type = !matches!(
        parameter.location,
        Location::Path | Location::Variable | Location::Body
    );
    has_type
        && parameter.ty == Type::String
        && !parameter.is_secret
        && parameter.docs.is_empty()
        && !parameter.wire_name.is_empty()
}

/// Lists in pages by number, where nothing shows the number of the first page.
fn pages(api: &Api) -> String {
    let keys = Keys::of(api);
    let located = walk::operations(api).into_iter();
    let unknown = located.filter(|it| {
        let pagination = it.operation.pagination.as_ref();
        pagination.is_some_and(|it| !it.is_complete())
    });
    let tables: Vec<String> = unknown.map(|it| keys.item(&it)).collect();
    if tables.is_empty() {
        return String::new();
    }
    let mut text =
        "\n# Lists in pages by number: the number of the first page, which nothing shows.\n"
            .to_owned();
    let others = tables.len().saturating_sub(MOST);
    for table in tables.iter().take(MOST) {
        let _ = writeln!(text, "# [{table}.pages]\n# first = 1");
    }
    more(others, text)
}

/// Fields that may be missing because too few examples show them.
fn fields(api: &Api) -> String {
    let own = api.all_operations().into_iter().flat_map(|it| &it.types);
    let mut defs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for def in own.chain(&api.types) {
        if let TypeDef::Struct(def) = def
            && def.evidence.unproven != Unproven::None
        {
            let optional = def.fields.iter().filter(|field| !field.required);
            let fields = defs.entry(def.name.as_str()).or_default();
            fields.extend(optional.map(|field| field.wire_name.as_str()));
        }
    }
    defs.retain(|_, fields| !fields.is_empty());
    if defs.is_empty() {
        return String::new();
    }
    let mut text =
        "\n# Types that too few examples show: fields that are always present are `required`.\n"
            .to_owned();
    let others = defs.len().saturating_sub(MOST);
    for (name, mut fields) in defs.into_iter().take(MOST) {
        fields.sort_unstable();
        fields.dedup();
        let _ = writeln!(text, "# [{}]", table(&["type", name, "field"]));
        for field in fields {
            let _ = writeln!(text, "# {} = {{ required = false }}", quoted(field));
        }
    }
    more(others, text)
}

/// The text, and that there is more.
fn more(others: usize, mut text: String) -> String {
    if others > 0 {
        let _ = writeln!(text, "# … and {others} more: see `codegen list --keys`");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;
    use crate::{ApiInput, Options, understand};

    const SHOP: &str = r#"{ "info": { "name": "Shop \"1\"" }, "item": [{
        "name": "List", "request": "{{baseUrl}}/orders?owner_code=10&state",
        "response": [{ "code": 200, "body": "{\"total\": 1, \"first-id\": \"a\"}" }]
    }, {
        "name": "Pages", "request": "{{baseUrl}}/pages?page=&per_page=",
        "response": [{ "code": 200, "body": "{\"orders\": [{}], \"page_count\": 3}" }]
    }] }"#;

    fn understood(config: Option<String>) -> (Api, Vec<String>) {
        let input = ApiInput {
            config: config.map(|text| Source {
                path: "codegen.toml".to_owned(),
                text,
            }),
            ..ApiInput::of(Source {
                path: "shop.json".to_owned(),
                text: SHOP.to_owned(),
            })
        };
        let mut found = understand(&[input], &Options::default());
        let diagnostics = found.diagnostics.iter();
        let codes = diagnostics.map(|it| it.code.to_string()).collect();
        (found.apis.remove(0), codes)
    }

    #[test]
    fn all_keys_hold_and_change_nothing_else() {
        let (api, _) = understood(None);
        let text = of(&api);
        assert!(
            text.contains("# [parameter.owner_code]    # in 1 item\n"),
            "{text}"
        );
        assert!(text.contains("# baseUrl = \"…\"\n"), "{text}");
        assert!(
            text.contains("# first-id = { required = false }\n"),
            "{text}"
        );
        let keys = text.lines().filter_map(|line| {
            let key = line.strip_prefix("# ")?;
            (key.starts_with('[') || key.contains(" = ")).then_some(key)
        });
        let keys: Vec<&str> = keys.collect();
        assert!(
            text.contains("# [item.Pages.pages]\n# first = 1\n"),
            "{text}"
        );
        let (corrected, codes) = understood(Some(keys.join("\n")));
        assert_eq!(codes, Vec::<String>::new(), "{text}");
        let shapes = |api: &Api| {
            let operation = &api.operations[0];
            let types = operation.parameters.iter().map(|it| types::text(&it.ty));
            (api.name.clone(), types.collect::<Vec<_>>())
        };
        assert_eq!(shapes(&corrected), shapes(&api));
        assert_eq!(corrected.server_variables[0].default.as_deref(), Some("…"));
    }

    #[test]
    fn the_file_as_it_is_written_changes_nothing() {
        let (api, codes) = understood(None);
        assert_eq!(understood(Some(of(&api))), (api, codes));
    }
}

//! The list for people. Each line is one line, without control characters, whatever the collection contains.
//!
//! ```text
//! zoom, from collections/zoom/update-user-status.json: 1 operation
//!
//! PUT /users/:userId/status    zoom::update_user_status::UpdateUserStatus
//!   Update user status, oauth2
//!   path      userId: String
//!   formdata  action: Action = activate | deactivate    "can only be one of"
//!   200 Ok
//!   400 BadRequest: codes 200, 300
//! ```

mod definitions;

use std::fmt::Write as _;

use crate::api::{
    Api, AuthUse, Body, Evidence, Operation, Pagination, Parameter, Presence, Response,
};
use crate::text::visible;

use super::enums::{self, Enums};
use super::json::payload;
use super::keys::{self, Keys};
use super::types;
use super::walk::{self, Located};

/// The list as text.
#[must_use]
pub fn list(apis: &[Api]) -> String {
    let lists: Vec<String> = apis.iter().map(|api| of_api(api, None)).collect();
    lists.join("\n")
}

/// The list as text, with the tables of `codegen.toml` that change each thing, and with all types in JSON.
#[must_use]
pub fn list_with_keys(apis: &[Api]) -> String {
    let lists = apis.iter().map(|api| {
        let keys = Keys::of(api);
        of_api(api, Some(&keys)) + &definitions::list(api)
    });
    lists.collect::<Vec<_>>().join("\n")
}

fn of_api(api: &Api, keys: Option<&Keys>) -> String {
    let count = api.all_operations().len();
    let plural = if count == 1 { "" } else { "s" };
    let title = format!(
        "{}, from {}: {count} operation{plural}",
        api.name, api.source
    );
    let mut text = format!("{}\n", visible(&title));
    let shared = enums::by_name(&api.types);
    for located in walk::operations(api) {
        text.push('\n');
        let enums = Enums::of(located.operation, &shared);
        text.push_str(&operation(api, &located, &enums, keys));
    }
    text
}

fn operation(api: &Api, located: &Located<'_>, enums: &Enums<'_>, keys: Option<&Keys>) -> String {
    let it = located.operation;
    let item = keys.map(|keys| keys.item(located));
    let title = format!(
        "{} {}    {}::{}::{}",
        it.method,
        it.path_template,
        located.modules.join("::"),
        it.module,
        it.type_name
    );
    let mut text = format!("{}\n", visible(&title));
    let bracketed = |table: String| format!("    [{table}]");
    let mut lines = vec![about(api, it) + &item.clone().map(bracketed).unwrap_or_default()];
    lines.extend(it.parameters.iter().map(|one| {
        let table = item.as_ref();
        let table = table.map(|item| bracketed(keys::below(item, "parameter", &one.wire_name)));
        parameter(enums, one) + &table.unwrap_or_default()
    }));
    lines.extend(it.responses.iter().map(|one| response(it, one)));
    lines.extend(it.pagination.iter().map(|one| {
        let table = item.as_ref().map(|item| bracketed(format!("{item}.pages")));
        pages(one) + &table.unwrap_or_default()
    }));
    for line in lines {
        // Writing to a string does not fail.
        let _ = writeln!(text, "  {}", visible(&line));
    }
    text
}

fn response(operation: &Operation, response: &Response) -> String {
    let status = response
        .status
        .map_or_else(|| "any".to_owned(), |status| status.to_string());
    let holds = payload(&response.payload).map(|ty| format!(": {ty}"));
    let stream = response.stream.as_ref().map(|stream| {
        let ty = types::text(&stream.item);
        format!(", {} of {ty}", stream.format.as_str())
    });
    let codes: Vec<&str> = response
        .error_codes
        .iter()
        .filter_map(|index| operation.error_codes.get(*index))
        .map(|code| code.code.as_str())
        .collect();
    let codes = (!codes.is_empty()).then(|| format!(", error codes {}", codes.join(", ")));
    format!(
        "{status} {}{}{}{}{}",
        response.variant,
        holds.unwrap_or_default(),
        stream.unwrap_or_default(),
        codes.unwrap_or_default(),
        because(&response.evidence)
    )
}

fn pages(pagination: &Pagination) -> String {
    let items = match pagination.items.as_str() {
        "" => "the list".to_owned(),
        pointer => format!("`{pointer}`"),
    };
    let unknown = if pagination.is_complete() {
        ""
    } else {
        ", but the number of the first page is not known, so no code is generated"
    };
    format!(
        "pages of {items} by {}{unknown}{}",
        pagination.rule.as_str(),
        because(&pagination.evidence)
    )
}

fn about(api: &Api, operation: &Operation) -> String {
    let body = match &operation.body {
        Body::None => "",
        Body::Text { .. } => ", raw body",
        Body::Json { .. } => ", JSON body",
        Body::Urlencoded(_) => ", urlencoded form",
        Body::FormData(_) => ", multipart form",
        Body::File(_) => ", file as body",
        Body::GraphQl { .. } => ", GraphQL",
    };
    let auth = match operation.auth {
        AuthUse::None => None,
        AuthUse::Scheme(index) => api.schemes.get(index),
    };
    let auth = auth.map(|scheme| format!(", {}", scheme.kind.as_str()));
    format!("{}{body}{}", operation.name, auth.unwrap_or_default())
}

fn parameter(enums: &Enums<'_>, parameter: &Parameter) -> String {
    let optional = match &parameter.presence {
        Presence::Required => String::new(),
        Presence::Optional => ", optional".to_owned(),
        Presence::Variable => {
            let variable = parameter.variable.as_deref().unwrap_or_default();
            format!(", optional, else `{{{{{variable}}}}}` of the client is sent")
        }
        Presence::Default(text) | Presence::Preset(text) => {
            format!(", optional, else `{text}` is sent")
        }
        Presence::Dynamic(name) => format!(", optional, else `{{{{{name}}}}}` is sent"),
    };
    let default = parameter.default.as_ref();
    let is_sent = matches!(
        parameter.presence,
        Presence::Default(_) | Presence::Preset(_)
    );
    let default = default.filter(|_| !is_sent);
    let default = default.map(|text| format!(", default `{text}`"));
    let values = match enums.get(&parameter.ty) {
        Some(def) => {
            let values: Vec<&str> = def.variants.iter().map(|it| it.value.as_str()).collect();
            let more = if def.closed { "" } else { " | …" };
            format!(" = {}{more}", values.join(" | "))
        }
        None => String::new(),
    };
    let name = match parameter.wire_name.as_str() {
        name if name.trim().is_empty() => "\"\"",
        name => name,
    };
    format!(
        "{:<10} {name}: {}{values}{optional}{}{}",
        parameter.location.as_str(),
        types::text(&parameter.ty),
        default.unwrap_or_default(),
        because(&parameter.evidence)
    )
}

fn because(evidence: &Evidence) -> String {
    if evidence.is_empty() {
        String::new()
    } else {
        format!("    ({evidence})")
    }
}

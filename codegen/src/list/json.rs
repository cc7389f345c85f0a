//! The list as JSON. The shape is stable: members are added, never renamed.
//!
//! ```text
//! { "apis": [ { "name", "source", "module", "type",
//!     "client_variables": [ { "variable", "name", "default", "docs" } ],
//!     "operations": [ { "key", "pointer", "name", "module", "type", "method", "path", "source", "server",
//!       "parameters": [ { "key", "place", "wire_name", "name", "type", "required", "default", "docs", "pointer",
//!                         "client_variable",
//!                         "enum": null | { "exact": bool, "values": [ { "value", "name", "docs" } ] }, "evidence" } ],
//!       "body": null | { "kind", "type", "evidence", "language" }, "auth": null | { "scheme", "name" },
//!       "answers": [ { "status", "variant", "payload", "stream": null | { "format", "type", "end" }, "evidence", "docs" } ],
//!       "pages": null | { "key", "by", "parameter", "next", "items", "last", "first", "current", "more", "total",
//!                         "generated", "evidence" },
//!       "error_codes": [ { "key", "code", "status", "statuses", "name", "text" } ],
//!       "types": [ … ] } ],
//!     "types": [ { "kind": "struct", "key", "name", "docs", "evidence",
//!                  "fields": [ { "key", "wire_name", "name", "type", "required", "nullable", "docs" } ] }
//!              | { "kind": "enum", "key", "name", "docs", "evidence", "exact", "values": [ { "value", "name", "docs" } ] }
//!              | { "kind": "union", "key", "name", "docs", "evidence", "variants": [ { "name", "type" } ],
//!                  "tag": null | { "key", "values": [ [ … ] ] } } ] } ],
//!   "diagnostics": [ { "severity", "code", "message", "file", "line", "column", "pointer", "help" } ] }
//! ```
//!
//! Hidden characters are escaped, so that a terminal can show the text.
//!
//! * `key` is the table or key of `codegen.toml` that changes this, such as `item."Get a pet".parameter.id`.
//! * `pointer` is a JSON pointer (RFC 6901) into the file `source`; empty for the whole file.
//! * `module` of an operation is the path of its module from the API's on, such as `zoom::update_user_status`.
//! * `path` is the path with `:name` for its variables; `server` is what comes before it, with `{{variables}}`.
//! * `place` is one of `path`, `query`, `header`, `formdata`, `urlencoded`, `body` and `variable` (a `{{variable}}`
//!   inside of some text).
//! * `type` and `payload` are Rust types; `payload` is null where the response holds nothing, `Response` where the whole
//!   of it is kept.
//! * `stream` is null unless the body can be JSON values of a `type`, one after the other. Its `format` is `events` or
//!   `json-lines`. `end` is the text of the event after the last value, or null.
//! * `required` is whether it is an argument of `new`. `default` is the documented default, or else what is sent where
//!   nothing is given.
//! * `client_variable` is the variable whose value a client has for all calls, null if the parameter has none. `name` in
//!   `client_variables` is its setter of `ClientVariables`.
//! * `kind` of a body is one of `json`, `raw`, `urlencoded`, `formdata`, `file` and `graphql`; its `type` is null where
//!   several parameters make it.
//! * `scheme` is Postman's name of the auth type, or `header`; `name` is the field of the credentials.
//! * `values` of a tag are the texts of each variant, in their order; further variants take every other value.
//! * `status` is null for what no other response covers; of an error code, where the collection does not say.
//! * `by` of pages is one of `cursor`, `last-item`, `page`, `offset`, `url` and `link`; the others are as in `codegen.toml`, with
//!   fields as JSON pointers. `generated` is false if `first` is not known, so that no code is generated.
//! * `severity` is one of `error`, `warning` and `note`; `line` and `column` start at 1, null without a
//!   position.

mod definition;
mod pages;

use serde_json::{Value, json};

use crate::api::{
    Api, AuthUse, Body, ClientVariable, ErrorCode, GraphQlVariables, JsonStream, Operation,
    Parameter, Payload, Presence, Response, Segment, StreamFormat,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::text::escaped_in_json;

use super::enums::{self, Enums};
use super::keys::{self, Keys};
use super::types;
use super::walk::{self, Located};

/// The list as JSON, on several lines.
#[must_use]
pub fn list(apis: &[Api], diagnostics: &Diagnostics) -> String {
    let apis: Vec<Value> = apis.iter().map(api).collect();
    let diagnostics: Vec<Value> = diagnostics.iter().map(diagnostic).collect();
    let list = json!({ "apis": apis, "diagnostics": diagnostics });
    escaped_in_json(&format!("{list:#}")).into_owned()
}

fn api(api: &Api) -> Value {
    let keys = Keys::of(api);
    let shared = enums::by_name(&api.types);
    let operations = walk::operations(api);
    let operations: Vec<Value> = operations
        .iter()
        .map(|located| {
            let enums = Enums::of(located.operation, &shared);
            operation(api, located, &enums, &keys.item(located))
        })
        .collect();
    json!({
        "name": api.name,
        "source": api.source,
        "module": api.module.as_str(),
        "type": api.type_name.as_str(),
        "client_variables": api.client_variables.iter().map(client_variable).collect::<Vec<_>>(),
        "operations": operations,
        "types": definition::list(&api.types),
    })
}

fn client_variable(variable: &ClientVariable) -> Value {
    json!({
        "variable": variable.variable,
        "name": variable.name.as_str(),
        "default": variable.default,
        "docs": variable.docs.lines().join("\n"),
    })
}

fn operation(api: &Api, located: &Located<'_>, enums: &Enums<'_>, key: &str) -> Value {
    let operation = located.operation;
    let module = format!("{}::{}", located.modules.join("::"), operation.module);
    let parameters = operation.parameters.iter();
    let codes = operation.error_codes.iter();
    json!({
        "key": key,
        "pointer": operation.pointer,
        "name": operation.name,
        "module": module,
        "type": operation.type_name.as_str(),
        "method": operation.method,
        "path": operation.path_template,
        "source": operation.source,
        "server": operation.server,
        "parameters": parameters.map(|it| parameter(enums, it, key)).collect::<Vec<_>>(),
        "body": body(operation),
        "auth": auth(api, operation),
        "answers": operation.responses.iter().map(response).collect::<Vec<_>>(),
        "pages": operation.pagination.as_ref().map(|it| pages::pages(it, key)),
        "error_codes": codes.map(|code| error_code(code, key)).collect::<Vec<_>>(),
        "types": definition::list(&operation.types),
    })
}

fn parameter(enums: &Enums<'_>, parameter: &Parameter, item: &str) -> Value {
    let sent = match &parameter.presence {
        Presence::Default(text) | Presence::Preset(text) => Some(text.clone()),
        Presence::Dynamic(name) => Some(format!("{{{{{name}}}}}")),
        Presence::Required | Presence::Optional | Presence::Variable => None,
    };
    let values = match enums.get(&parameter.ty) {
        Some(def) => {
            json!({ "exact": def.closed, "values": definition::values(def) })
        }
        None => Value::Null,
    };
    json!({
        "key": keys::below(item, "parameter", &parameter.wire_name),
        "place": parameter.location.as_str(),
        "wire_name": parameter.wire_name,
        "name": parameter.name.as_str(),
        "type": types::text(&parameter.ty),
        "required": parameter.presence == Presence::Required,
        "default": parameter.default.clone().or(sent),
        "client_variable": parameter.variable,
        "enum": values,
        "evidence": parameter.evidence.to_string(),
        "docs": parameter.docs.lines().join("\n"),
        "pointer": parameter.pointer,
    })
}

fn body(operation: &Operation) -> Value {
    let of = |index: usize| operation.parameters.get(index);
    let (kind, parameter, language) = match &operation.body {
        Body::None => return Value::Null,
        Body::Text { segments, language } => match segments.as_slice() {
            [Segment::Parameter(index)] => ("raw", of(*index), language.as_deref()),
            _ => ("raw", None, language.as_deref()),
        },
        Body::Json {
            parameter,
            language,
        } => ("json", of(*parameter), language.as_deref()),
        Body::Urlencoded(_) => ("urlencoded", None, None),
        Body::FormData(_) => ("formdata", None, None),
        Body::File(index) => ("file", of(*index), None),
        Body::GraphQl { variables, .. } => match variables {
            Some(GraphQlVariables::Json(index)) => ("graphql", of(*index), None),
            _ => ("graphql", None, None),
        },
    };
    json!({
        "kind": kind,
        "type": parameter.map(|parameter| types::text(&parameter.ty)),
        "evidence": parameter.map(|parameter| parameter.evidence.to_string()),
        "language": language,
    })
}

fn auth(api: &Api, operation: &Operation) -> Value {
    let scheme = match operation.auth {
        AuthUse::None => None,
        AuthUse::Scheme(index) => api.schemes.get(index),
    };
    scheme.map_or(
        Value::Null,
        |scheme| json!({ "scheme": scheme.kind.as_str(), "name": scheme.name.as_str() }),
    )
}

fn response(response: &Response) -> Value {
    json!({
        "status": response.status,
        "variant": response.variant.as_str(),
        "payload": payload(&response.payload),
        "stream": response.stream.as_ref().map(stream),
        "evidence": response.evidence.to_string(),
        "docs": response.docs.lines().join("\n"),
    })
}

fn stream(stream: &JsonStream) -> Value {
    let end = match &stream.format {
        StreamFormat::Events { end } => end.as_deref(),
        StreamFormat::JsonLines => None,
    };
    json!({
        "format": stream.format.as_str(),
        "type": types::text(&stream.item),
        "end": end,
    })
}

/// What a response holds, as a Rust type.
pub(crate) fn payload(payload: &Payload) -> Option<String> {
    match payload {
        Payload::Empty => None,
        Payload::Text => Some("String".to_owned()),
        Payload::Bytes => Some("Bytes".to_owned()),
        Payload::Json(ty) => Some(types::text(ty)),
        Payload::Response => Some("Response".to_owned()),
    }
}

fn error_code(code: &ErrorCode, item: &str) -> Value {
    json!({
        "key": keys::below(item, "error-code", &code.code),
        "code": code.code,
        "status": code.statuses.first(),
        "statuses": code.statuses,
        "name": code.name.as_str(),
        "text": code.text,
    })
}

fn diagnostic(diagnostic: &Diagnostic) -> Value {
    let number = |number: u32| (number > 0).then_some(number);
    json!({
        "severity": diagnostic.severity.as_str(),
        "code": diagnostic.code.as_str(),
        "message": diagnostic.message,
        "file": diagnostic.file,
        "line": number(diagnostic.line),
        "column": number(diagnostic.column),
        "pointer": diagnostic.pointer,
        "help": diagnostic.help,
    })
}

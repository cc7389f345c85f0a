//! The request of an operation, as `into_request` of generated code builds it (`codegen/src/emit/request.rs`).

use crate::api::{
    Body, FormEntry, GraphQlVariables, Parameter, Presence, Profile, QueryEntry, Segment, Type,
};
use crate::cli::Call;
use client::{BuildError, IndexedKeys, JsonBody, QuerySegment, Request};

use super::values::{Values, Variables};

/// The characters that mean something in the text of a query, and nothing in the value of a parameter.
const IN_QUERY: &[char] = &['%', '&', '#', '+'];
/// The same for a path.
const IN_PATH: &[char] = &['%', '/', '\\', '?', '#'];

/// Text for the runtime, which expects that of generated code: it lives as long as the process.
fn lasting(text: &str) -> &'static str {
    text.to_owned().leak()
}

pub(super) fn of(call: &Call, variables: &Variables) -> Result<Request, BuildError> {
    let operation = &call.operation;
    let values = Values::of(call, variables)?;
    let mut request = Request::new(lasting(&operation.method), lasting(&operation.server));
    request.profile(profile(&operation.profile));
    for segment in &operation.path {
        path(&values, segment, &mut request);
    }
    for entry in &operation.query {
        query(&values, entry, &mut request);
    }
    for header in &operation.headers {
        for texts in values.all(&[&header.name, &header.value]) {
            if header.is_secret {
                request.secret_header(&texts[0], &texts[1]);
            } else {
                request.header(&texts[0], &texts[1]);
            }
        }
    }
    body(&values, &operation.body, &mut request);
    Ok(request)
}

fn profile(profile: &Profile) -> client::Profile {
    let default = client::Profile::DEFAULT;
    let names = profile.disabled_system_headers.iter();
    let names: Vec<&'static str> = names.map(|name| lasting(name)).collect();
    client::Profile {
        disable_url_encoding: profile.disable_url_encoding,
        follow_redirects: profile.follow_redirects.unwrap_or(default.follow_redirects),
        follow_original_method: profile.follow_original_method,
        follow_authorization: profile.follow_authorization,
        remove_referer: profile.remove_referer,
        disable_cookies: profile.disable_cookies,
        max_redirects: profile.max_redirects.unwrap_or(default.max_redirects),
        disabled_system_headers: names.leak(),
    }
}

fn path(values: &Values<'_>, segment: &Segment, request: &mut Request) {
    match segment {
        Segment::Literal(text) => request.path(text),
        Segment::ServerVariable(variable) => request.path_server_variable(lasting(variable)),
        Segment::Dynamic(name) => {
            request.path_parameter(lasting(name), &values.dynamic(name));
        }
        Segment::Parameter(index) => {
            let parameter = values.parameter(*index);
            match url_text(parameter, IN_PATH).filter(|_| values.given(*index).is_empty()) {
                Some(text) => request.path(text),
                None => {
                    for value in values.each(*index) {
                        request.path_parameter(lasting(&parameter.wire_name), &value);
                    }
                }
            }
        }
    }
}

fn query(values: &Values<'_>, entry: &QueryEntry, request: &mut Request) {
    match entry {
        QueryEntry::Literal(text) => request.query_literal(lasting(text)),
        QueryEntry::Parameter(index) => {
            let parameter = values.parameter(*index);
            let name = &parameter.wire_name;
            if let Some((keys, list)) = indexed(values, *index) {
                return request.query_list(keys, &list);
            }
            let text = url_text(parameter, IN_QUERY);
            match text.filter(|_| values.given(*index).is_empty() && !name.is_empty()) {
                Some(text) => request.query_literal(lasting(&format!("{name}={text}"))),
                None if name.is_empty() => {
                    for value in values.each(*index) {
                        request.query_key(&value);
                    }
                }
                None => {
                    for value in values.each(*index) {
                        request.query(name, &value);
                    }
                }
            }
        }
        QueryEntry::Key(index) => {
            let name = &values.parameter(*index).wire_name;
            let given = values.given(*index);
            if given.is_empty() {
                request.query_key(name);
            }
            for value in given {
                request.query(name, &value);
            }
        }
        QueryEntry::Composed { key, value } => composed(values, key, value.as_deref(), request),
    }
}

/// An entry of the query that is put together from segments.
fn composed(
    values: &Values<'_>,
    key: &[Segment],
    value: Option<&[Segment]>,
    request: &mut Request,
) {
    let mut segments = key.to_vec();
    if let Some(value) = value {
        segments.push(Segment::Literal("=".to_owned()));
        segments.extend_from_slice(value);
    }
    let chunks: Vec<&[Segment]> = segments.chunks(1).collect();
    for texts in values.all(&chunks) {
        let parts = segments.iter().zip(&texts);
        let parts = parts.map(|(segment, text)| match segment {
            Segment::Literal(_) => QuerySegment::Literal(lasting(text)),
            Segment::Parameter(index) => {
                let parameter = values.parameter(*index);
                let is_text = parameter.ty == Type::String && values.given(*index).is_empty();
                match url_text(parameter, IN_QUERY).filter(|_| is_text) {
                    Some(text) => QuerySegment::Literal(lasting(text)),
                    None => QuerySegment::Value(text),
                }
            }
            _ => QuerySegment::Value(text),
        });
        request.query_segments(&parts.collect::<Vec<_>>());
    }
}

/// The keys of a list that have indexes, and the list; [`None`] for any other parameter.
fn indexed(values: &Values<'_>, index: usize) -> Option<(IndexedKeys, JsonBody<String>)> {
    let (name, of) = values.parameter(index).list_name()?;
    let keys = IndexedKeys::new(lasting(name), of.first.into());
    let keys = if of.is_dotted { keys.dotted() } else { keys };
    Some((keys, values.list(index)))
}

/// The default of a parameter, if it is not the same as text of a URL and as a value.
fn url_text<'a>(parameter: &'a Parameter, special: &[char]) -> Option<&'a str> {
    match &parameter.presence {
        Presence::Default(text) if text.contains(special) => Some(text),
        _ => None,
    }
}

fn body(values: &Values<'_>, body: &Body, request: &mut Request) {
    let language = |language: &Option<String>| language.as_deref().map(lasting);
    match body {
        Body::None => {}
        Body::Text {
            segments,
            language: of,
        } => {
            for mut texts in values.all(&[segments]) {
                request.text(language(of), texts.remove(0));
            }
        }
        Body::Json {
            parameter,
            language: of,
        } => match (values.given(*parameter).pop(), values.text(*parameter)) {
            (Some(text), _) => request.json(language(of), &JsonBody::<String>::raw(text)),
            (None, Some(default)) => request.text(language(of), default),
            (None, None) => {}
        },
        Body::File(index) => {
            for file in values.files(*index) {
                request.file(file);
            }
        }
        Body::Urlencoded(fields) => {
            for field in fields {
                if let Some((keys, list)) = field.parameter().and_then(|it| indexed(values, it)) {
                    request.urlencoded_list(keys, &list);
                    continue;
                }
                for texts in values.all(&[&field.key, &field.value]) {
                    request.urlencoded(&texts[0], &texts[1]);
                }
            }
        }
        Body::FormData(fields) => {
            for field in fields {
                form_data(values, field, request);
            }
        }
        Body::GraphQl {
            query,
            operation_name,
            variables,
        } => graphql(
            values,
            query,
            operation_name.as_deref(),
            variables.as_ref(),
            request,
        ),
    }
}

fn form_data(values: &Values<'_>, field: &FormEntry, request: &mut Request) {
    let (content_type, file_name) = (field.content_type.as_deref(), field.file_name.as_deref());
    if let Some((keys, list)) = field.parameter().and_then(|it| indexed(values, it)) {
        return request.form_list(keys, &list);
    }
    if let Some(index) = field.parameter()
        && *values.parameter(index).ty.innermost() == Type::File
    {
        for texts in values.all(&[&field.key]) {
            for file in values.files(index) {
                request.form_file_as(&texts[0], file, content_type, file_name);
            }
        }
        return;
    }
    for texts in values.all(&[&field.key, &field.value]) {
        request.form_part(&texts[0], &texts[1], content_type, file_name);
    }
}

fn graphql(
    values: &Values<'_>,
    query: &[Segment],
    operation_name: Option<&[Segment]>,
    variables: Option<&GraphQlVariables>,
    request: &mut Request,
) {
    let mut texts = vec![query];
    texts.extend(operation_name);
    if let Some(GraphQlVariables::Text(segments)) = variables {
        texts.push(segments);
    }
    for texts in values.all(&texts) {
        let name = operation_name.map(|_| texts[1].as_str());
        let variables = match variables {
            None => None,
            Some(GraphQlVariables::Text(_)) => texts.last().cloned(),
            Some(GraphQlVariables::Json(index)) => values.text(*index),
        };
        request.graphql(&texts[0], name, variables.as_deref());
    }
}

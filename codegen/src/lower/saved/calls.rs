//! How operations send the requests of saved responses: the values of their parameters.
//!
//! The request of a saved response is lowered like that of its item, and its values are given to the parameters of the item
//! that have the same names.

use std::collections::BTreeMap;
use std::mem::discriminant;

use serde_json::{Map, Value};

use crate::api::{
    Body, ExampleValues, Location, Operation, Parameter, Presence, QueryEntry, Segment,
};
use crate::lower::example::{self, ExampleSource};
use crate::lower::parameters::Parameters;
use crate::lower::path;
use crate::lower::report::Report;
use crate::lower::types::ItemContext;
use crate::lower::walk::File;
use crate::lower::{body, headers, query};
use crate::names::Scope;
use crate::postman::{Item, QueryParam, Request, Url};

/// What the requests of an item's saved responses are lowered with.
pub(in crate::lower) struct Calls<'a> {
    pub(in crate::lower) item: &'a Item,
    pub(in crate::lower) file: &'a File<'a>,
    pub(in crate::lower) context: ItemContext<'a>,
    /// The item's `protocolProfileBehavior`.
    pub(in crate::lower) settings: &'a Map<String, Value>,
    /// The entries of the query that auth takes the place of.
    pub(in crate::lower) left_out: &'a [String],
    /// Where the values of the item's own parameters come from.
    pub(in crate::lower) sources: &'a [ExampleSource],
}

/// The values of a request, by location and name.
type Given = BTreeMap<(Location, String), ExampleSource>;

impl Calls<'_> {
    /// Adds the values to the operation's saved responses.
    pub(in crate::lower) fn add(&self, operation: &mut Operation) {
        let saved = self.item.responses.iter().filter(|it| it.code.is_some());
        let calls = saved.map(|response| {
            let request = response.original_request.as_ref();
            self.values(request.unwrap_or(&self.item.request), operation)
        });
        let calls: Vec<_> = calls.collect();
        for (saved, call) in operation.saved_responses.iter_mut().zip(calls) {
            saved.call = Some(call);
        }
    }

    /// The values with which the operation sends a request, or the reason why it cannot.
    fn values(&self, request: &Request, operation: &Operation) -> Result<ExampleValues, String> {
        let method = self.file.values.partly(&request.method);
        if !method.eq_ignore_ascii_case(&operation.method) {
            return Err(format!("its method is `{method}`"));
        }
        let own = self.item.request.url.as_ref();
        let (Some(url), Some(own)) = (&request.url, own) else {
            return Err("it has no URL".to_owned());
        };
        let in_path = in_path(own, url)?;
        let mut given = self.given(request, url, operation)?;
        let parameters = operation.parameters.iter().zip(self.sources);
        let sources = parameters.map(|(parameter, own)| {
            if parameter.location == Location::Path {
                let value = in_path.get(parameter.wire_name.as_str());
                let value = value.map(|text| ExampleSource::Text(text.clone()));
                return Ok(value.unwrap_or_else(|| own.clone()));
            }
            let given = given.remove(&key(parameter));
            given.map_or_else(|| without(parameter, own), Ok)
        });
        let sources = sources.collect::<Result<Vec<_>, String>>()?;
        // Headers are not compared.
        let mut others = given.keys();
        if let Some((_, name)) = others.find(|(location, _)| *location != Location::Header) {
            return Err(format!("it has `{name}`, which the item does not have"));
        }
        let (types, values) = (&operation.types, &self.file.values);
        Ok(example::lower(
            &operation.parameters,
            &sources,
            types,
            &operation.body,
            values,
        ))
    }

    /// The values of a request, without those in its path.
    fn given(&self, request: &Request, url: &Url, operation: &Operation) -> Result<Given, String> {
        // The diagnostics about the request of the item are enough.
        let mut report = Report::new(self.file.path);
        let mut parameters = Parameters::new(self.file, request, self.context, Scope::new());
        let query = query::lower(url, self.left_out, &mut parameters);
        let own = self.item.request.url.as_ref();
        let own = own.map_or(&[][..], |url| &url.query);
        let is_plain = is_plain(&query) && is_plain(&operation.query);
        if !is_plain && !has_same_entries(own, &url.query) {
            return Err("its query has another structure".to_owned());
        }
        headers::lower(&request.headers, &[], &mut parameters, &mut report);
        let item = Item {
            pointer: self.item.pointer.clone(),
            name: self.item.name.clone(),
            request: request.clone(),
            ..Item::default()
        };
        let method = &operation.method;
        let body = body::lower(&item, method, self.settings, &mut parameters, &mut report);
        if !is_same_mode(&body, &operation.body) {
            return Err("it has a body of another kind".to_owned());
        }
        let is_template = is_template(&body) || is_template(&operation.body);
        if is_template && !has_same_text(&self.item.request, request) {
            return Err("its body has other text around its variables".to_owned());
        }
        let (list, sources, _) = parameters.finish();
        let given = list.iter().map(key).zip(sources);
        let given = given.filter(|(_, source)| *source != ExampleSource::Unset);
        Ok(given.collect())
    }
}

fn key(parameter: &Parameter) -> (Location, String) {
    let name = match parameter.location {
        // Names of headers are the same in all spellings.
        Location::Header => parameter.wire_name.to_ascii_lowercase(),
        _ => parameter.wire_name.clone(),
    };
    (parameter.location, name)
}

/// The value of a parameter that the request does not have.
fn without(parameter: &Parameter, own: &ExampleSource) -> Result<ExampleSource, String> {
    match (parameter.location, &parameter.presence) {
        (_, Presence::Optional) => Ok(ExampleSource::Unset),
        // Headers are not compared.
        (Location::Header | Location::Variable, _) => Ok(own.clone()),
        _ => Err(format!(
            "it lacks `{}`, which the operation sends",
            parameter.wire_name
        )),
    }
}

/// Whether two bodies have the same mode. JSON can be sent as text.
fn is_same_mode(a: &Body, b: &Body) -> bool {
    let is_raw = |body: &Body| matches!(body, Body::Json { .. } | Body::Text { .. });
    discriminant(a) == discriminant(b) || is_raw(a) && is_raw(b)
}

/// Whether each entry of a query is a parameter.
fn is_plain(query: &[QueryEntry]) -> bool {
    let mut entries = query.iter();
    entries.all(|entry| matches!(entry, QueryEntry::Parameter(_)))
}

fn has_same_entries(a: &[QueryParam], b: &[QueryParam]) -> bool {
    let sent = |query: &[QueryParam]| {
        let entries = query.iter().filter(|entry| !entry.disabled);
        let entries = entries.map(|entry| (entry.key.clone(), entry.value.clone()));
        entries.collect::<Vec<_>>()
    };
    sent(a) == sent(b)
}

/// Whether a body has text that is no parameter.
fn is_template(body: &Body) -> bool {
    match body {
        Body::Text { segments, .. } => !matches!(segments.as_slice(), [Segment::Parameter(_)]),
        Body::GraphQl { .. } => true,
        _ => false,
    }
}

fn has_same_text(a: &Request, b: &Request) -> bool {
    use crate::postman::Body::{GraphQl, Raw};
    match (&a.body, &b.body) {
        (Some(Raw { text: a, .. }), Some(Raw { text: b, .. }))
        | (Some(GraphQl { query: a, .. }), Some(GraphQl { query: b, .. })) => a == b,
        _ => false,
    }
}

/// The values of the item's path variables in the path of another request.
fn in_path<'a>(own: &'a Url, other: &Url) -> Result<BTreeMap<&'a str, String>, String> {
    let template = if own.path.is_empty() { "/" } else { &own.path };
    let path = path::template_of(other);
    let is_other = || format!("its path is `{path}`");
    if template.split('/').count() != path.split('/').count() {
        return Err(is_other());
    }
    let mut values = BTreeMap::new();
    for (expected, found) in template.split('/').zip(path.split('/')) {
        let inner = path::variable_in(expected).and_then(|(before, name, after)| {
            let inner = found.strip_prefix(before)?.strip_suffix(after)?;
            Some((name, inner))
        });
        if let Some((name, found)) = inner {
            values.insert(name, value(found, other));
        } else if expected != found {
            return Err(is_other());
        }
    }
    Ok(values)
}

/// The value of a segment of a path.
fn value(segment: &str, url: &Url) -> String {
    let name = segment.strip_prefix(':');
    let declared = name.and_then(|name| {
        let mut variables = url.variables.iter();
        variables.find(|it| it.key == name)?.value.clone()
    });
    declared.unwrap_or_else(|| segment.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::api::{ExampleValue, Operation};
    use crate::diagnostic::Diagnostics;
    use crate::lower::{Input, LowerOptions, lower};
    use crate::postman::parse;

    /// The operation of an item whose saved response has another request.
    fn operation(request: &serde_json::Value) -> Operation {
        let item = json!({
            "name": "Get", "request": { "method": "PUT", "url": {
                "host": "https://h.example", "path": ["users", ":id"],
                "query": [{ "key": "page", "value": "1" }, { "key": "all", "value": "yes", "description": "Optional." }],
                "variable": [{ "key": "id", "value": "7" }],
            } },
            "response": [{ "name": "Found", "code": 200, "originalRequest": request }],
        });
        lowered(&item)
    }

    /// The operation of an item.
    fn lowered(item: &serde_json::Value) -> Operation {
        let text = json!({ "item": [item] }).to_string();
        let collection = parse(&text, &mut Diagnostics::default()).unwrap();
        let input = Input {
            source_path: "shop.json".to_owned(),
            collection,
        };
        let options = LowerOptions {
            tests: true,
            ..LowerOptions::default()
        };
        let api = lower(&[input], &options, &mut Diagnostics::default()).unwrap();
        api.all_operations()[0].clone()
    }

    fn call(request: &serde_json::Value) -> Result<Vec<(usize, ExampleValue)>, String> {
        let operation = operation(request);
        let call = operation.saved_responses[0].call.clone();
        call.unwrap().map(|example| example.values)
    }

    #[test]
    fn parameters_have_the_values_of_the_saved_request() {
        let saved = json!({ "method": "PUT", "url": "https://h.example/users/8?page=2" });
        let text = |text: &str| ExampleValue::Text(text.to_owned());
        assert_eq!(call(&saved), Ok(vec![(0, text("8")), (1, text("2"))]));
    }

    #[test]
    fn variables_in_a_part_of_a_segment_have_its_text() {
        for (item, saved) in [
            ("/items/:id.json", "/items/8.json"),
            ("/links/link={id}", "/links/link=8"),
            ("/users('{id}')", "/users('8')"),
        ] {
            let url = |path: &str| format!("https://h.example{path}");
            let request = json!({ "method": "GET", "url": url(saved) });
            let item = json!({
                "name": "Find", "request": { "method": "GET", "url": url(item) },
                "response": [{ "name": "Found", "code": 200, "originalRequest": request }],
            });
            let call = lowered(&item).saved_responses[0].call.clone();
            let text = ExampleValue::Text("8".to_owned());
            assert_eq!(call.unwrap().unwrap().values, [(0, text)], "{saved}");
        }
    }

    #[test]
    fn a_saved_list_can_be_longer_than_that_of_the_item() {
        let url = |query: &str| format!("https://h.example/users?{query}");
        let item = json!({
            "name": "Find", "request": { "method": "GET", "url": url("ids[0]=1&lines[0][a]=x") },
            "response": [{
                "name": "Found", "code": 200,
                "originalRequest": { "method": "GET", "url": url("ids[0]=1&ids[1]=2&lines[0][a]=y&lines[1][a]=z") },
            }],
        });
        let texts = |texts: [&str; 2]| ExampleValue::Texts(texts.map(str::to_owned).to_vec());
        let call = lowered(&item).saved_responses[0].call.clone();
        assert_eq!(
            call.unwrap().unwrap().values,
            [
                (0, texts(["1", "2"])),
                (1, texts([r#"{"a":"y"}"#, r#"{"a":"z"}"#]))
            ]
        );
    }

    #[test]
    fn a_request_that_the_operation_cannot_send_has_a_reason() {
        for (method, url, reason) in [
            ("GET", "/users/8?page=2", "its method is `GET`"),
            ("PUT", "/people/8?page=2", "its path is `/people/8`"),
            (
                "PUT",
                "/users/8",
                "it lacks `page`, which the operation sends",
            ),
            (
                "PUT",
                "/users/8?page=2&q=x",
                "it has `q`, which the item does not have",
            ),
        ] {
            let saved = json!({ "method": method, "url": format!("https://h.example{url}") });
            assert_eq!(call(&saved), Err(reason.to_owned()));
        }
        let body = json!({ "mode": "raw", "raw": "x" });
        let saved =
            json!({ "method": "PUT", "url": "https://h.example/users/8?page=2", "body": body });
        assert_eq!(
            call(&saved),
            Err("it has a body of another kind".to_owned())
        );
    }
}

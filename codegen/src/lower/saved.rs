//! Saved responses with the requests that they answer, for whoever answers requests with them.

mod calls;

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::api::{SavedRequest, SavedResponse};
use crate::names;
use crate::postman::{Body, FormValue, Header, Item, Request, Response};
use crate::prose;
use crate::variables::Variables;
use crate::variables::template::{self, Part};

use super::body;
use super::walk::File;

pub(super) use calls::Calls;

/// Headers of the connection that a response was saved from, and of how its body was encoded there.
const OF_CONNECTION: &[&str] = &[
    "alt-svc",
    "connection",
    "content-encoding",
    "content-length",
    "date",
    "keep-alive",
    "proxy-authenticate",
    "proxy-connection",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// The saved responses of an item that have a status. Known variables are replaced by their values. `settings` is the item's
/// `protocolProfileBehavior`.
pub(super) fn lower(
    item: &Item,
    file: &File<'_>,
    settings: &Map<String, Value>,
) -> Vec<SavedResponse> {
    let saved = item.responses.iter();
    saved
        .filter_map(|response| lower_one(item, response, file, settings))
        .collect()
}

fn lower_one(
    item: &Item,
    response: &Response,
    file: &File<'_>,
    settings: &Map<String, Value>,
) -> Option<SavedResponse> {
    let is_content_type = |it: &&Header| it.key.eq_ignore_ascii_case("content-type");
    let content_type = response.headers.iter().find(is_content_type);
    let body = response.body.as_deref().unwrap_or_default();
    let request = response.original_request.as_ref();
    Some(SavedResponse {
        name: names::one_line(&response.name),
        id: response.id.clone(),
        status: response.code?,
        content_type: content_type.map(|header| header.value.clone()),
        headers: headers(&response.headers, &file.values, |name| {
            name != "content-type" && !OF_CONNECTION.contains(&name)
        }),
        body: file.values.partly(body),
        request: request_of(request.unwrap_or(&item.request), file, settings),
        call: None,
    })
}

fn request_of(request: &Request, file: &File<'_>, settings: &Map<String, Value>) -> SavedRequest {
    let values = &file.values;
    let method = values.partly(&request.method).to_ascii_uppercase();
    let body = request.body.as_ref();
    let body = body.filter(|_| body::is_sent(&method, settings));
    let url = request.url.as_ref();
    let path = url.map(|url| open(&open_segments(&url.path), values));
    let path = path.unwrap_or_default();
    let variables = url.into_iter().flat_map(|url| &url.variables);
    let variables = variables.filter_map(|variable| {
        let value = variable.value.as_deref()?;
        (!prose::is_filler(value)).then(|| (variable.key.clone(), open(value, values)))
    });
    let query = url.into_iter().flat_map(|url| &url.query);
    let query = query.filter(|entry| !entry.disabled).filter_map(|entry| {
        let (key, value) = (entry.key.as_deref()?, entry.value.as_deref());
        Some((
            open(key, values),
            open_value(key, value.unwrap_or_default(), values),
        ))
    });
    SavedRequest {
        method,
        base_path: url.map_or_else(String::new, |url| {
            base_path(&values.partly(&file.origin(url)))
        }),
        path: if path.is_empty() {
            "/".to_owned()
        } else {
            path
        },
        variables: variables.collect(),
        query: query.collect(),
        headers: headers(&request.headers, values, |_| true),
        body: body.and_then(|it| text_of(it, &request.headers, values)),
    }
}

/// A path; a segment that is a placeholder of a converter, such as `<long>`, is a variable, since calls send a valid value.
fn open_segments(path: &str) -> String {
    let segments = path
        .split('/')
        .map(|segment| match prose::placeholder(segment) {
            Some(_) => Cow::Owned(format!("{{{{{}}}}}", segment.trim_matches(['<', '>']))),
            None => Cow::Borrowed(segment),
        });
    segments.collect::<Vec<_>>().join("/")
}

/// A value; a variable if it says nothing, such as `<integer>` or Latin.
fn open_value(name: &str, value: &str, values: &Variables) -> String {
    if !value.is_empty() && prose::is_filler(value) {
        format!("{{{{{name}}}}}")
    } else {
        open(value, values)
    }
}

/// A text with the values of its variables. Those without a value, or with an empty one, match anything.
fn open(text: &str, values: &Variables) -> String {
    let is_open = |name| values.is_empty_text(name);
    if template::variables(text).any(is_open) {
        let parts = template::parts(text).into_iter().map(|part| match part {
            Part::Variable(name) if !is_open(name) => values.partly(&format!("{{{{{name}}}}}")),
            Part::Variable(name) => format!("{{{{{name}}}}}"),
            Part::Text(text) => text.to_owned(),
        });
        return parts.collect();
    }
    values.partly(text)
}

/// The path of a server: `/v2` of `https://api.example.com/v2`.
fn base_path(server: &str) -> String {
    let after = server.split_once("://").map_or(server, |(_, after)| after);
    let start = after.find('/').unwrap_or(after.len());
    after[start..].trim_end_matches('/').to_owned()
}

fn headers(
    headers: &[Header],
    values: &Variables,
    is_kept: impl Fn(&str) -> bool,
) -> Vec<(String, String)> {
    let headers = headers.iter().filter(|header| !header.disabled);
    headers
        .filter(|header| is_kept(&header.key.to_ascii_lowercase()))
        .map(|header| {
            let Header { key, value, .. } = header;
            (key.clone(), open_value(key, value, values))
        })
        .collect()
}

/// What a file has in place of its content: a variable matches anything.
const ANY_FILE: &str = "{{file}}";

/// A body that can be compared as text.
fn text_of(body: &Body, headers: &[Header], values: &Variables) -> Option<String> {
    match body {
        Body::Raw { text, .. } if body::file_placeholder(text).is_some() => {
            Some(ANY_FILE.to_owned())
        }
        Body::Raw { text, language, .. }
            if body::are_comments_stripped(language.as_deref(), headers) =>
        {
            Some(open(&body::without_comments(text), values))
        }
        Body::Raw { text, .. } => Some(open(text, values)),
        Body::Urlencoded(fields) => {
            let fields = fields.iter().filter(|field| !field.disabled);
            let fields = fields.filter_map(|field| match &field.value {
                FormValue::Text(text) => Some(format!("{}={}", field.key, open(text, values))),
                _ => None,
            });
            Some(fields.collect::<Vec<_>>().join("&"))
        }
        Body::File { .. } => Some(ANY_FILE.to_owned()),
        Body::FormData(_) | Body::GraphQl { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lower::testing::{api, collection, variable};
    use crate::postman::{Node, parse};

    /// The saved responses of a collection with one item.
    fn saved(item: &serde_json::Value) -> Vec<SavedResponse> {
        let text = json!({ "item": [item] }).to_string();
        let mut parsed = parse(&text, &mut crate::diagnostic::Diagnostics::default()).unwrap();
        let variables = vec![
            variable("baseUrl", "https://api.example.com/v2/"),
            variable("team", "blue"),
            variable("open", ""),
        ];
        let Node::Item(item) = parsed.nodes.remove(0) else {
            panic!("an item")
        };
        let api = api(collection(vec![*item], variables));
        api.all_operations()[0].saved_responses.clone()
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn a_saved_response_has_the_request_that_it_answers() {
        let saved = saved(&json!({
            "name": "Get", "request": { "url": "{{baseUrl}}/users" },
            "response": [{
                "name": "Found", "id": "1d0c", "code": 200, "body": "{\"team\": \"{{team}}\", \"id\": \"{{id}}\"}",
                "header": [
                    { "key": "Content-Type", "value": "application/json" },
                    { "key": "X-Total", "value": "3" },
                    { "key": "Transfer-Encoding", "value": "chunked" },
                ],
                "originalRequest": {
                    "method": "post",
                    "header": [{ "key": "X-Team", "value": "{{team}}" }, { "key": "X-Off", "value": "", "disabled": true }],
                    "url": {
                        "host": ["{{baseUrl}}"], "path": ["users", ":id", "{{team}}"],
                        "query": [
                            { "key": "page", "value": "<integer>" }, { "key": "q", "value": "{{open}}" },
                            { "key": "off", "value": "1", "disabled": true },
                        ],
                        "variable": [{ "key": "id", "value": "17" }],
                    },
                    "body": { "mode": "urlencoded", "urlencoded": [{ "key": "a", "value": "{{team}}" }, { "key": "b", "value": "2" }] },
                },
            }],
        }));
        let [saved] = saved.as_slice() else {
            panic!("{saved:?}")
        };
        assert_eq!((saved.id.as_str(), saved.status), ("1d0c", 200));
        assert_eq!(saved.body, "{\"team\": \"blue\", \"id\": \"{{id}}\"}");
        assert_eq!(saved.headers, [pair("X-Total", "3")]);
        let request = &saved.request;
        assert_eq!(request.method, "POST");
        assert_eq!(
            (request.base_path.as_str(), request.path.as_str()),
            ("/v2", "/users/:id/blue")
        );
        assert_eq!(request.variables, [pair("id", "17")]);
        assert_eq!(
            request.query,
            [pair("page", "{{page}}"), pair("q", "{{open}}")]
        );
        assert_eq!(request.headers, [pair("X-Team", "blue")]);
        assert_eq!(request.body.as_deref(), Some("a=blue&b=2"));
    }

    #[test]
    fn a_placeholder_in_a_saved_path_stands_for_any_value() {
        let request =
            |path: &str| json!({ "method": "GET", "url": format!("https://h.example{path}") });
        let response = json!([{ "name": "Found", "code": 200, "originalRequest": request("/pets/<long>/<tag>") }]);
        let item = json!({ "name": "Get", "request": request("/pets/:id"), "response": response });
        assert_eq!(saved(&item)[0].request.path, "/pets/{{long}}/<tag>");
    }

    /// The body of the saved request of an item that sends a body.
    fn saved_body(body: &Value) -> Option<String> {
        let request = json!({ "method": "PUT", "url": "https://h.example", "body": body });
        let response = json!([{ "name": "Stored", "code": 200 }]);
        let item = json!({ "name": "Put", "request": request, "response": response });
        saved(&item)[0].request.body.clone()
    }

    #[test]
    fn comments_in_json_are_no_part_of_a_saved_request() {
        let body = |language: &str| {
            let options = json!({ "raw": { "language": language } });
            saved_body(&json!({ "mode": "raw", "raw": "{\"a\": 1} // one", "options": options }))
        };
        assert_eq!(body("json").as_deref(), Some("{\"a\": 1} "));
        assert_eq!(body("text").as_deref(), Some("{\"a\": 1} // one"));
    }

    #[test]
    fn any_file_has_the_body_of_a_placeholder_for_a_file() {
        let body = |raw: &str| saved_body(&json!({ "mode": "raw", "raw": raw }));
        assert_eq!(body("\"<binary>\"").as_deref(), Some("{{file}}"));
        assert_eq!(body("\"x\"").as_deref(), Some("\"x\""));
    }

    #[test]
    fn without_its_own_request_a_response_answers_that_of_its_item() {
        let saved = saved(&json!({
            "name": "Get", "request": { "url": "https://h.example" },
            "response": [{ "name": "Found", "code": 200 }, { "name": "No status" }],
        }));
        let [saved] = saved.as_slice() else {
            panic!("{saved:?}")
        };
        assert_eq!(
            (saved.request.method.as_str(), saved.request.path.as_str()),
            ("GET", "/")
        );
        assert_eq!(saved.request.base_path, "");
    }
}

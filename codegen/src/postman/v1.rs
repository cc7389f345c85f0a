//! v1.0.0: flat requests and folders, tied by ids, in the shape of v2.1 (docs/postman-semantics.md §1.11).

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::parse::{auth, code, header_line, headers, profile, scripts, variables};
use super::text::{description, string, text, truthy};
use super::{
    Auth, Body, Collection, Folder, FormParam, FormValue, Header, Item, Node, PathVariable,
    QueryParam, Request, Response, Script, body, url,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pointer::below;

/// Reads a collection of v1.0.0. Folders come before requests, as newman runs them.
pub(super) fn read(value: &Value, pointer: &str, diagnostics: &mut Diagnostics) -> Collection {
    let file = File::of(value, pointer);
    let mut nodes = file.nodes(value, &mut BTreeSet::new(), diagnostics, 0);
    let left = file.unordered(&nodes, diagnostics);
    if !left.is_empty() {
        let message = match left.len() {
            1 => "1 request is in no `order`, so Postman does not show it".to_owned(),
            count => format!("{count} requests are in no `order`, so Postman does not show them"),
        };
        diagnostics.push(
            Diagnostic::new(
                Code::UnorderedRequests,
                format!("{pointer}/requests"),
                message,
            )
            .help("export the collection as v2.1, or delete these requests"),
        );
    }
    nodes.extend(left);
    Collection {
        schemas: std::collections::BTreeMap::new(),
        name: string(value.get("name")).unwrap_or_default(),
        description: description(value.get("description")),
        nodes,
        variables: variables(value.get("variables"), &format!("{pointer}/variables")),
        auth: auth(value.get("auth"), &format!("{pointer}/auth")),
        scripts: scripts(value.get("events"), &format!("{pointer}/events")),
        profile: profile(value),
    }
}

/// How deep folders may be nested.
const DEPTH_LIMIT: usize = 64;

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The pointers of all items.
fn placed<'n>(nodes: &'n [Node], pointers: &mut BTreeSet<&'n str>) {
    for node in nodes {
        match node {
            Node::Folder(folder) => placed(&folder.nodes, pointers),
            Node::Item(item) => drop(pointers.insert(&item.pointer)),
        }
    }
}

struct File<'a> {
    folders: &'a [Value],
    requests: &'a [Value],
    /// The indices of the folders with an id.
    folders_by_id: HashMap<&'a Value, Vec<usize>>,
    /// The index of the first request with an id.
    requests_by_id: HashMap<&'a Value, usize>,
    pointer: &'a str,
}

impl<'a> File<'a> {
    fn of(value: &'a Value, pointer: &'a str) -> Self {
        let folders = list(value.get("folders"));
        let requests = list(value.get("requests"));
        let mut folders_by_id: HashMap<&Value, Vec<usize>> = HashMap::new();
        for (index, folder) in folders.iter().enumerate() {
            folders_by_id.entry(&folder["id"]).or_default().push(index);
        }
        let mut requests_by_id = HashMap::new();
        for (index, request) in requests.iter().enumerate() {
            requests_by_id.entry(&request["id"]).or_insert(index);
        }
        Self {
            folders,
            requests,
            folders_by_id,
            requests_by_id,
            pointer,
        }
    }

    /// What a collection or folder contains, by its `folders_order` and `order`.
    ///
    /// A folder is in the first place that lists it, and nowhere else: ids can form cycles.
    fn nodes(
        &self,
        owner: &Value,
        taken: &mut BTreeSet<usize>,
        diagnostics: &mut Diagnostics,
        depth: usize,
    ) -> Vec<Node> {
        if depth > DEPTH_LIMIT {
            return Vec::new();
        }
        let mut nodes = Vec::new();
        let folders: Vec<usize> = match owner.get("folders_order").and_then(Value::as_array) {
            Some(order) => {
                let listed = order.iter().filter_map(|id| self.folders_by_id.get(id));
                listed.flatten().copied().collect()
            }
            // Old files list no folders: all of them are at the top.
            None if depth == 0 => (0..self.folders.len()).collect(),
            None => Vec::new(),
        };
        for index in folders {
            if taken.insert(index) {
                nodes.push(self.folder(index, taken, diagnostics, depth));
            }
        }
        for id in list(owner.get("order")) {
            if let Some(&index) = self.requests_by_id.get(id) {
                let pointer = format!("{}/requests/{index}", self.pointer);
                let item = item(&self.requests[index], pointer, diagnostics);
                nodes.push(Node::Item(Box::new(item)));
            }
        }
        nodes
    }

    /// The requests that no `order` contains.
    fn unordered(&self, nodes: &[Node], diagnostics: &mut Diagnostics) -> Vec<Node> {
        let mut known = BTreeSet::new();
        placed(nodes, &mut known);
        let requests = self.requests.iter().enumerate();
        requests
            .map(|(index, request)| (format!("{}/requests/{index}", self.pointer), request))
            .filter(|(pointer, _)| !known.contains(pointer.as_str()))
            .map(|(pointer, request)| Node::Item(Box::new(item(request, pointer, diagnostics))))
            .collect()
    }

    fn folder(
        &self,
        index: usize,
        taken: &mut BTreeSet<usize>,
        diagnostics: &mut Diagnostics,
        depth: usize,
    ) -> Node {
        let folder = &self.folders[index];
        let pointer = format!("{}/folders/{index}", self.pointer);
        Node::Folder(Box::new(Folder {
            name: string(folder.get("name")).unwrap_or_default(),
            description: description(folder.get("description")),
            nodes: self.nodes(folder, taken, diagnostics, depth + 1),
            auth: auth(folder.get("auth"), &format!("{pointer}/auth")),
            scripts: scripts(folder.get("events"), &format!("{pointer}/events")),
            profile: profile(folder),
            pointer,
        }))
    }
}

fn item(value: &Value, pointer: String, diagnostics: &mut Diagnostics) -> Item {
    let at = |member: &str| format!("{pointer}/{member}");
    let mut all_scripts = scripts(value.get("events"), &at("events"));
    if all_scripts.is_empty() {
        let old = [("preRequestScript", "prerequest"), ("tests", "test")];
        all_scripts.extend(old.into_iter().filter_map(|(member, listen)| {
            let text = string(value.get(member)).filter(|text| !text.trim().is_empty())?;
            Some(Script {
                pointer: at(member),
                listen: listen.to_owned(),
                text,
            })
        }));
    }
    Item {
        name: string(value.get("name")).unwrap_or_default(),
        description: None,
        request: request(value, &pointer, diagnostics),
        responses: list(value.get("responses"))
            .iter()
            .enumerate()
            .map(|(index, response)| {
                saved(
                    response,
                    format!("{pointer}/responses/{index}"),
                    diagnostics,
                )
            })
            .collect(),
        scripts: all_scripts,
        profile: profile(value),
        pointer,
    }
}

fn request(value: &Value, pointer: &str, diagnostics: &mut Diagnostics) -> Request {
    let at = |member: &str| format!("{pointer}/{member}");
    let method = string(value.get("method")).filter(|method| !method.trim().is_empty());
    let mut url = value
        .get("url")
        .and_then(|url| url::read(url, &at("url"), diagnostics));
    if let Some(url) = &mut url {
        let query = list(value.get("queryParams"));
        if !query.is_empty() {
            url.query = query
                .iter()
                .enumerate()
                .map(|(index, entry)| query_param(entry, format!("{pointer}/queryParams/{index}")))
                .collect();
        }
        url.variables = path_variables(value, pointer);
        // Only a URL with neither stays a string.
        url.from_string = url.query.is_empty() && url.variables.is_empty();
    }
    Request {
        pointer: pointer.to_owned(),
        method: method.unwrap_or_else(|| "GET".to_owned()).to_uppercase(),
        url,
        has_raw_url_only: false,
        headers: merged_headers(value, pointer),
        body: request_body(value, pointer),
        auth: match auth(value.get("auth"), &at("auth")) {
            None => helper(value, &at("currentHelper")),
            auth => auth,
        },
        description: description(value.get("description")),
    }
}

fn is_disabled(entry: &Value) -> bool {
    entry
        .get("enabled")
        .is_some_and(|enabled| !truthy(Some(enabled)))
}

fn query_param(entry: &Value, pointer: String) -> QueryParam {
    let has_value = entry.get("equals") != Some(&Value::Bool(false));
    QueryParam {
        pointer,
        key: string(entry.get("key")),
        value: entry
            .get("value")
            .and_then(Value::as_str)
            .filter(|_| has_value)
            .map(str::to_owned),
        disabled: is_disabled(entry),
        description: description(entry.get("description")),
    }
}

fn path_variables(value: &Value, pointer: &str) -> Vec<PathVariable> {
    let entries = list(value.get("pathVariableData"));
    if !entries.is_empty() {
        let entries = entries.iter().enumerate().filter_map(|(index, entry)| {
            Some(PathVariable {
                pointer: format!("{pointer}/pathVariableData/{index}"),
                key: string(entry.get("key"))?,
                value: string(entry.get("value")).filter(|value| !value.is_empty()),
                description: description(entry.get("description")),
                is_literal: false,
            })
        });
        return entries.collect();
    }
    let map = value.get("pathVariables").and_then(Value::as_object);
    map.into_iter()
        .flatten()
        .map(|(key, value)| PathVariable {
            pointer: below(&format!("{pointer}/pathVariables"), key),
            key: key.clone(),
            value: string(Some(value)).filter(|value| !value.is_empty()),
            description: None,
            is_literal: false,
        })
        .collect()
}

/// `headerData` wins; lines of the string with a new key are appended.
fn merged_headers(value: &Value, pointer: &str) -> Vec<Header> {
    let mut all: Vec<Header> = headers(value.get("headerData"), &format!("{pointer}/headerData"));
    for (header, entry) in all.iter_mut().zip(list(value.get("headerData"))) {
        header.disabled |= is_disabled(entry);
    }
    let at = format!("{pointer}/headers");
    let mut known: HashSet<String> = all.iter().map(|header| header.key.clone()).collect();
    for line in string(value.get("headers")).unwrap_or_default().lines() {
        let (line, disabled) = match line.strip_prefix("//") {
            Some(line) => (line.trim_start(), true),
            None => (line, false),
        };
        if let Some(mut header) = header_line(line, &at)
            && known.insert(header.key.clone())
        {
            header.disabled = disabled;
            all.push(header);
        }
    }
    all.retain(|header| !header.key.is_empty());
    all
}

fn request_body(value: &Value, pointer: &str) -> Option<Body> {
    if truthy(value.get("dataDisabled")) {
        return None;
    }
    let fields = value
        .get("data")
        .and_then(Value::as_array)
        .filter(|fields| !fields.is_empty());
    let raw = match value.get("rawModeData") {
        Some(Value::Array(items)) => items.first().map(text),
        other => string(other),
    };
    let mode = match value.get("dataMode") {
        Some(Value::Null) => return None,
        Some(mode) => text(mode),
        // Without a mode: fields, else GraphQL, else text.
        None if fields.is_some() => "params".to_owned(),
        None if truthy(value.get("graphqlModeData")) => "graphql".to_owned(),
        None => "raw".to_owned(),
    };
    let at = |member: &str| format!("{pointer}/{member}");
    match mode.as_str() {
        "urlencoded" => Some(Body::Urlencoded(form(fields, &at("data")))),
        "params" => Some(Body::FormData(form(fields, &at("data")))),
        "binary" => Some(Body::File {
            pointer: at("rawModeData"),
            src: raw,
            content: None,
        }),
        "graphql" => body::read(
            &json!({"mode": "graphql", "graphql": value.get("graphqlModeData")}),
            &at("graphqlModeData"),
        ),
        _ => {
            // Some files keep the text in `data`.
            let text = raw.or_else(|| value.get("data").and_then(Value::as_str).map(str::to_owned));
            let language = value
                .pointer("/dataOptions/raw/language")
                .and_then(Value::as_str);
            Some(Body::Raw {
                pointer: at("rawModeData"),
                text: text.filter(|text| !text.is_empty())?,
                language: language.map(str::to_owned),
                redacted: 0,
            })
        }
    }
}

fn form(fields: Option<&Vec<Value>>, pointer: &str) -> Vec<FormParam> {
    let fields = fields.into_iter().flatten().enumerate();
    let fields = fields.filter_map(|(index, field)| {
        let key = string(field.get("key")).filter(|key| !key.is_empty())?;
        let filled = |member| string(field.get(member)).filter(|text| !text.is_empty());
        let value = match field.get("type").and_then(Value::as_str) {
            Some("file") => FormValue::Files(
                filled("src")
                    .or_else(|| filled("value"))
                    .into_iter()
                    .collect(),
            ),
            _ => FormValue::Text(string(field.get("value")).unwrap_or_default()),
        };
        Some(FormParam {
            pointer: format!("{pointer}/{index}"),
            key,
            value,
            content_type: filled("contentType"),
            file_name: filled("fileName"),
            disabled: is_disabled(field),
            description: description(field.get("description")),
        })
    });
    fields.collect()
}

/// Auth of old files: `currentHelper` names the type, `helperAttributes` holds the parameters.
fn helper(value: &Value, pointer: &str) -> Option<Auth> {
    let kind = match value.get("currentHelper")?.as_str()? {
        "apikeyAuth" => "apikey",
        "basicAuth" => "basic",
        "bearerAuth" => "bearer",
        "digestAuth" => "digest",
        "hawkAuth" => "hawk",
        "oAuth1" => "oauth1",
        "oAuth2" => "oauth2",
        "ntlmAuth" => "ntlm",
        "awsSigV4" => "awsv4",
        _ => return None,
    };
    let attributes = match value.get("helperAttributes") {
        Some(Value::String(text)) => serde_json::from_str(text).unwrap_or_default(),
        Some(Value::Object(map)) => map.clone(),
        _ => Map::new(),
    };
    let parameters = attributes
        .into_iter()
        .map(|(key, value)| (renamed(kind, &key).to_owned(), value));
    Some(Auth {
        pointer: pointer.to_owned(),
        kind: kind.to_owned(),
        parameters: parameters.collect(),
    })
}

fn renamed<'k>(kind: &str, key: &'k str) -> &'k str {
    match (kind, key) {
        ("hawk", "hawk_id") => "authId",
        ("hawk", "hawk_key") => "authKey",
        ("hawk", "ext") => "extraData",
        ("hawk", "app") => "appId",
        ("hawk", "dlg") => "delegation",
        ("oauth1", "header") => "addParamsToHeader",
        ("oauth1", "auto") => "autoAddParam",
        ("oauth1", "includeEmpty") => "addEmptyParamsToSign",
        _ => key,
    }
}

fn saved(value: &Value, pointer: String, diagnostics: &mut Diagnostics) -> Response {
    let original = match value.get("request") {
        Some(request @ Value::Object(_)) => Some(request.clone()),
        Some(Value::String(text)) => serde_json::from_str(text).ok().filter(Value::is_object),
        _ => None,
    };
    let responses = headers(value.get("headers"), &format!("{pointer}/headers"));
    let at = format!("{pointer}/request");
    Response {
        name: string(value.get("name")).unwrap_or_else(|| "response".to_owned()),
        id: string(value.get("id")).unwrap_or_default(),
        code: code(value.pointer("/responseCode/code")),
        status: string(value.pointer("/responseCode/name")),
        headers: responses,
        body: string(value.get("text")),
        preview_language: string(value.get("language")),
        original_request: original.map(|original| request(&original, &at, diagnostics)),
        pointer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of folders with what they contain, and of items.
    fn names(nodes: &[Node]) -> Vec<String> {
        let name = |node: &Node| match node {
            Node::Folder(folder) => format!("{}({})", folder.name, names(&folder.nodes).join(" ")),
            Node::Item(item) => item.name.clone(),
        };
        nodes.iter().map(name).collect()
    }

    /// The nodes of a collection whose folders list these, and one request each.
    fn nodes(top: Option<&[&str]>, folders: &[(&str, &[&str])]) -> Vec<String> {
        let requests = folders.iter();
        let requests = requests.map(|(id, _)| json!({ "id": id, "name": id, "url": "http://h" }));
        let folder = |(id, order): &(&str, &[&str])| json!({ "id": id, "name": format!("folder-{id}"), "folders_order": order, "order": [id] });
        let mut collection = json!({
            "folders": folders.iter().map(folder).collect::<Vec<_>>(),
            "requests": requests.collect::<Vec<_>>(),
        });
        if let Some(top) = top {
            collection["folders_order"] = json!(top);
        }
        names(&read(&collection, "", &mut Diagnostics::default()).nodes)
    }

    #[test]
    fn folders_are_in_the_order_of_their_list() {
        assert_eq!(
            nodes(Some(&["b", "a"]), &[("a", &[]), ("b", &["c"]), ("c", &[])]),
            ["folder-b(folder-c(c) b)", "folder-a(a)"]
        );
        assert_eq!(
            nodes(None, &[("a", &[]), ("b", &[])]),
            ["folder-a(a)", "folder-b(b)"]
        );
    }

    #[test]
    fn folders_that_list_each_other_are_read_once() {
        let ids: &[&str] = &["a", "b", "c"];
        assert_eq!(
            nodes(Some(ids), &[("a", ids), ("b", ids), ("c", ids)]),
            ["folder-a(folder-b(folder-c(c) b) a)"]
        );
    }
}

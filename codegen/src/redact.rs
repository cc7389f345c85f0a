//! Takes the secrets out of what was read, before any other stage sees it.
//!
//! All text of a collection passes through here, so nothing that is generated, listed or reported can contain a secret
//! that [`secrets`](crate::variables::secrets) knows. In what is sent, a secret becomes a variable; in what is received,
//! `***`; in prose, `…`. Each text that contained one is a note.
//!
//! Every struct is taken apart field by field, so that a new field does not compile until it is decided about.

mod body;
#[cfg(feature = "site")]
mod document;
mod url;

use rayon::prelude::*;
use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::postman::{
    Auth, Collection, Environment, Folder, Header, Item, Node, Request, Response, Script, Variable,
};
use crate::variables::secrets::{self, Kind, Replacement, Secret, names_secret};
use crate::variables::template;

#[cfg(feature = "site")]
pub(crate) use document::document;

/// A text that contained secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// JSON pointer of the text, or of the entry that it is in.
    pub pointer: String,
    /// The text as it was.
    pub text: String,
    /// Its secrets, in order; never empty.
    pub secrets: Vec<Secret>,
}

/// Takes the secrets out of a collection.
pub(crate) fn collection(collection: &mut Collection, diagnostics: &mut Diagnostics) {
    report(&of_collection(collection), diagnostics);
}

/// Takes the secrets out of an environment.
pub(crate) fn environment(environment: &mut Environment, diagnostics: &mut Diagnostics) {
    let mut redaction = Redaction::default();
    redaction.prose(&mut environment.name, "/name");
    redaction.variables(&mut environment.variables);
    report(&redaction.found, diagnostics);
}

/// Takes the secrets out of a collection, and returns the texts that contained some.
pub fn of_collection(collection: &mut Collection) -> Vec<Finding> {
    let mut redaction = Redaction::default();
    let Collection {
        name,
        description,
        nodes,
        variables,
        auth,
        scripts,
        profile: _,
        schemas,
    } = collection;
    redaction.prose(name, "/info/name");
    redaction.optional_prose(description.as_mut(), "/info/description");
    redaction.nodes(nodes);
    redaction.variables(variables);
    if let Some(auth) = auth {
        redaction.auth(auth);
    }
    redaction.scripts(scripts);
    for (pointer, schema) in schemas {
        redaction.schema("", schema, pointer);
    }
    redaction.found
}

fn report(found: &[Finding], diagnostics: &mut Diagnostics) {
    for Finding {
        pointer, secrets, ..
    } in found
    {
        let (message, help) = secrets::message(secrets);
        diagnostics.push(Diagnostic::new(Code::RedactedSecret, pointer, message).help(help));
    }
}

/// Makes each note about a secret an error.
pub(crate) fn deny(diagnostics: &mut Diagnostics) {
    for diagnostic in diagnostics {
        if diagnostic.code == Code::RedactedSecret {
            diagnostic.severity = Severity::Error;
        }
    }
}

/// Takes the secrets out of messages, which can quote names and values.
pub(crate) fn messages(diagnostics: &mut Diagnostics) {
    for diagnostic in diagnostics {
        diagnostic.message = secrets::redacted(&diagnostic.message);
        diagnostic.pointer = secrets::redacted(&diagnostic.pointer);
        let help = diagnostic.help.take();
        diagnostic.help = help.map(|help| secrets::redacted(&help));
    }
}

#[derive(Default)]
struct Redaction {
    found: Vec<Finding>,
}

impl Redaction {
    /// Searching all texts takes long, so nodes are searched in parallel.
    fn nodes(&mut self, nodes: &mut [Node]) {
        let found = nodes.par_iter_mut().map(|node| {
            let mut redaction = Self::default();
            match node {
                Node::Folder(folder) => redaction.folder(folder),
                Node::Item(item) => redaction.item(item),
            }
            redaction.found
        });
        let found: Vec<Vec<Finding>> = found.collect();
        self.found.extend(found.into_iter().flatten());
    }

    fn folder(&mut self, folder: &mut Folder) {
        let Folder {
            pointer,
            name,
            description,
            nodes,
            auth,
            scripts,
            profile: _,
        } = folder;
        self.prose(name, &format!("{pointer}/name"));
        self.optional_prose(description.as_mut(), &format!("{pointer}/description"));
        self.nodes(nodes);
        if let Some(auth) = auth {
            self.auth(auth);
        }
        self.scripts(scripts);
    }

    fn item(&mut self, item: &mut Item) {
        let Item {
            pointer,
            name,
            description,
            request,
            responses,
            scripts,
            profile: _,
        } = item;
        self.prose(name, &format!("{pointer}/name"));
        self.optional_prose(description.as_mut(), &format!("{pointer}/description"));
        self.request(request, Replacement::Variable);
        for response in responses {
            self.response(response);
        }
        self.scripts(scripts);
    }

    fn request(&mut self, request: &mut Request, replacement: Replacement) {
        let Request {
            pointer,
            method,
            url,
            has_raw_url_only: _,
            headers,
            body,
            auth,
            description,
        } = request;
        self.text(method, pointer, replacement);
        if let Some(url) = url {
            self.url(url);
        }
        self.headers(headers, replacement);
        if let Some(body) = body {
            self.body(body);
        }
        if let Some(auth) = auth {
            self.auth(auth);
        }
        self.optional_prose(description.as_mut(), &format!("{pointer}/description"));
    }

    fn headers(&mut self, headers: &mut [Header], replacement: Replacement) {
        for header in headers {
            let Header {
                pointer,
                key,
                value,
                disabled: _,
                is_redacted,
                description,
            } = header;
            *is_redacted = self.value(key, value, pointer, replacement);
            self.text(key, pointer, replacement);
            self.optional_prose(description.as_mut(), pointer);
        }
    }

    fn response(&mut self, response: &mut Response) {
        let Response {
            pointer,
            name,
            id,
            code: _,
            status,
            headers,
            body,
            preview_language: _,
            original_request,
        } = response;
        self.prose(name, &format!("{pointer}/name"));
        self.prose(id, pointer);
        self.optional_prose(status.as_mut(), &format!("{pointer}/status"));
        self.headers(headers, Replacement::Stars);
        if let Some(body) = body {
            self.text(body, &format!("{pointer}/body"), Replacement::Stars);
        }
        if let Some(request) = original_request {
            self.request(request, Replacement::Variable);
        }
    }

    /// A variable with a secret has no value, as if it were marked as one.
    fn variables(&mut self, variables: &mut [Variable]) {
        for variable in variables {
            let Variable {
                pointer,
                key,
                value,
                secret,
                is_global: _,
                description,
            } = variable;
            let mut found = secrets::find_in_value(key, value);
            if *secret && found.is_empty() && is_written_out(value) {
                found.push(Secret::whole(value, key));
            }
            if !found.is_empty() {
                *secret = true;
                self.note(std::mem::take(value), found, pointer);
            }
            self.text(key, pointer, Replacement::Variable);
            self.optional_prose(description.as_mut(), pointer);
        }
    }

    /// Credentials of auth blocks are never generated, so they are only reported.
    fn auth(&mut self, auth: &mut Auth) {
        let Auth {
            pointer,
            kind,
            parameters,
        } = auth;
        self.text(kind, pointer, Replacement::Variable);
        for (name, value) in parameters {
            self.auth_parameter(name, name == "value", value, pointer);
        }
    }

    /// A parameter of an auth block, or a member of one that is JSON.
    fn auth_parameter(
        &mut self,
        name: &str,
        is_credential: bool,
        value: &mut Value,
        pointer: &str,
    ) {
        match value {
            Value::String(value)
                if (is_credential || names_secret(name))
                    && is_written_out(value)
                    && !secrets::find_in_value("password", value).is_empty() =>
            {
                let secret = Secret::whole(value, name);
                let text = std::mem::replace(value, "***".to_owned());
                self.note(text, vec![secret], pointer);
            }
            Value::String(value) => {
                self.value(name, value, pointer, Replacement::Stars);
            }
            Value::Array(entries) => {
                for entry in entries {
                    self.auth_parameter(name, false, entry, pointer);
                }
            }
            Value::Object(members) => {
                // The entries of lists such as `tokenRequestParams` have a key and a value.
                let key = members.get("key").and_then(Value::as_str);
                let key = key.unwrap_or(name).to_owned();
                for (name, value) in members {
                    let name = if name == "value" { &key } else { name };
                    self.auth_parameter(name, false, value, pointer);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Of scripts, only names of variables are read. They are programs, in which names are followed by expressions.
    fn scripts(&mut self, scripts: &mut [Script]) {
        for script in scripts {
            let Script {
                pointer,
                listen: _,
                text,
            } = script;
            let mut found = secrets::find(text);
            found.retain(|secret| matches!(secret.kind, Kind::Token | Kind::PrivateKey));
            self.replace(text, found, pointer, Replacement::Stars);
        }
    }

    /// A JSON Schema, whose examples and defaults are values of the property that it is about.
    fn schema(&mut self, property: &str, value: &mut Value, pointer: &str) {
        const OF_VALUES: &[&str] = &["const", "default", "enum", "example", "examples"];
        match value {
            Value::String(text) => {
                self.value(property, text, pointer, Replacement::Ellipsis);
            }
            Value::Array(items) => {
                for item in items {
                    self.schema(property, item, pointer);
                }
            }
            Value::Object(members) => {
                for (mut key, mut member) in std::mem::take(members) {
                    let is_of_value = OF_VALUES.contains(&key.as_str());
                    let property = if is_of_value { property } else { &key };
                    self.schema(property, &mut member, pointer);
                    self.text(&mut key, pointer, Replacement::Ellipsis);
                    members.insert(key, member);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn optional_prose(&mut self, text: Option<&mut String>, pointer: &str) {
        if let Some(text) = text {
            self.prose(text, pointer);
        }
    }

    fn prose(&mut self, text: &mut String, pointer: &str) {
        self.text(text, pointer, Replacement::Ellipsis);
    }

    /// Any text; returns how many secrets were replaced with what `replacement` says.
    fn text(&mut self, text: &mut String, pointer: &str, replacement: Replacement) -> usize {
        let found = secrets::find(text);
        let count = found.iter().filter(|secret| !secret.is_number).count();
        self.replace(text, found, pointer, replacement);
        count
    }

    /// A value with a name; returns whether it contained a secret.
    fn value(
        &mut self,
        name: &str,
        value: &mut String,
        pointer: &str,
        replacement: Replacement,
    ) -> bool {
        let found = secrets::find_in_value(name, value);
        let is_secret = !found.is_empty();
        self.replace(value, found, pointer, replacement);
        is_secret
    }

    fn replace(
        &mut self,
        text: &mut String,
        found: Vec<Secret>,
        pointer: &str,
        replacement: Replacement,
    ) {
        if !found.is_empty() {
            let redacted = secrets::replaced(text, &found, replacement);
            self.note(std::mem::replace(text, redacted), found, pointer);
        }
    }

    fn note(&mut self, text: String, secrets: Vec<Secret>, pointer: &str) {
        self.found.push(Finding {
            pointer: pointer.to_owned(),
            text,
            secrets,
        });
    }
}

/// Whether a value is not only a variable or a placeholder.
fn is_written_out(value: &str) -> bool {
    !(value.is_empty() || secrets::is_placeholder(value) || template::is_all_variables(value))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::postman::parse;

    const TOKEN: &str = "ghp_0123456789abcdefghij";

    /// What is left of a collection, and the pointers of its secrets.
    fn redacted(collection: &Value) -> (Collection, Vec<String>) {
        let mut collection = parse(&collection.to_string(), &mut Diagnostics::default()).unwrap();
        let found = of_collection(&mut collection);
        let pointers = found.into_iter().map(|finding| finding.pointer);
        (collection, pointers.collect())
    }

    fn item(collection: &Collection) -> &Item {
        match &collection.nodes[0] {
            Node::Item(item) => item,
            Node::Folder(_) => panic!("an item"),
        }
    }

    #[test]
    fn a_secret_is_a_variable_where_it_is_sent_and_stars_where_it_is_received() {
        let (collection, pointers) = redacted(&json!({ "item": [{
            "name": format!("Use {TOKEN}"),
            "request": { "url": "https://h/a", "header": [{ "key": "X-Api-Key", "value": "k3y4k3y4" }] },
            "response": [{ "name": "ok", "code": 200, "body": "{\"password\": \"x1y2z3\"}" }],
        }] }));
        let item = item(&collection);
        assert_eq!(item.name, "Use …");
        assert_eq!(item.request.headers[0].value, "{{X-Api-Key}}");
        assert!(item.request.headers[0].is_redacted);
        let body = item.responses[0].body.as_deref();
        assert_eq!(body, Some("{\"password\": \"***\"}"));
        assert_eq!(
            pointers,
            [
                "/item/0/name",
                "/item/0/request/header/0",
                "/item/0/response/0/body"
            ]
        );
    }

    #[test]
    fn names_of_variables_and_members_are_texts_too() {
        let (collection, pointers) = redacted(&json!({
            "variable": [{ "key": TOKEN, "value": "1" }],
            "item": [{ "name": "a", "request": { "method": "POST", "url": "https://h/a", "body": {
                "mode": "graphql", "graphql": { "query": "query { a }", "variables": { (TOKEN): "1" } } } } }],
        }));
        assert!(!format!("{collection:?}").contains(TOKEN), "{collection:?}");
        assert_eq!(pointers.len(), 2, "{pointers:?}");
    }

    #[test]
    fn a_variable_with_a_secret_has_no_value() {
        let (collection, _) = redacted(&json!({ "item": [], "variable": [
            { "key": "api_token", "value": "k3y4k3y4" },
            { "key": "marked", "value": "any text", "type": "secret" },
            { "key": "plain", "value": "v1" },
        ] }));
        let variables = collection.variables.iter();
        let values = variables.map(|it| (it.value.as_str(), it.secret));
        let values: Vec<_> = values.collect();
        assert_eq!(values, [("", true), ("", true), ("v1", false)]);
    }

    #[test]
    fn what_is_no_secret_stays() {
        let text = json!({ "item": [{
            "name": "Change the password",
            "request": { "url": "https://h/a?token={{token}}&page_token=abc", "auth": {
                "type": "bearer", "bearer": [{ "key": "token", "value": "{{token}}" }] } },
        }] });
        let before = parse(&text.to_string(), &mut Diagnostics::default());
        let (after, pointers) = redacted(&text);
        assert_eq!(before, Some(after));
        assert!(pointers.is_empty(), "{pointers:?}");
    }
}

//! Secrets in names, and in files other than collections of version 2.1.

use serde_json::{Value, json};

use super::Garden;

/// A token, which is a secret in any text, so also as a name.
const TOKEN: &str = "ghp_@0123456789abcdef";

impl Garden {
    /// An item that has secrets as names of all that has one.
    pub(super) fn named(&mut self) -> Value {
        let mut name = |location: &str| self.text(&format!("name of {location}"), TOKEN);
        let variable = name("variable");
        let body = json!({ name("member"): 1, "list": [{ name("nested member"): "x" }] });
        let variables = json!({ name("GraphQL variable"): "x" });
        let fields = json!([
            { "key": name("form field"), "value": "1" },
            { "key": name("file"), "type": "file", "src": format!("/{}", name("path of a file")) },
        ]);
        let request =
            |body: Value| json!({ "method": "POST", "url": "https://h.example/n", "body": body });
        let item = |name: String, request: Value| json!({ "name": name, "request": request });
        let items = json!([
            {
                "name": name("item"),
                "request": {
                    "method": "GET",
                    "url": {
                        "host": ["h", "example"],
                        "path": ["n", format!("{{{{{variable}}}}}"), format!(":{}", name("path variable"))],
                        "query": [{ "key": name("query entry"), "value": "1", "description": "One of `a`, `b`." }],
                    },
                    "header": [{ "key": format!("X-{}", name("header")), "value": "1" }],
                },
                "response": [
                    { "name": name("response"), "code": 200, "body": body.to_string() },
                    { "name": format!("Error 12: {}", name("failure")), "code": 400, "body": format!("{{\"code\":\"{}\"}}", name("error code")) },
                ],
            },
            item(name("item with a form"), request(json!({ "mode": "formdata", "formdata": fields }))),
            item(name("item with GraphQL"), request(json!({ "mode": "graphql", "graphql": {
                "query": "query Q { a }", "operationName": name("GraphQL operation"), "variables": variables.to_string() } }))),
            item(name("item with JSON"), request(json!({ "mode": "raw", "raw": body.to_string(),
                "options": { "raw": { "language": "json" } } }))),
            item(name("item with an auth"), json!({ "url": "https://h.example/o", "auth": {
                "type": "apikey", "apikey": [{ "key": "key", "value": name("API key") }, { "key": "value", "value": "{{k}}" }] } })),
        ]);
        json!({
            "info": { "name": name("collection") },
            "variable": [{ "key": variable, "value": "v" }],
            "item": [{ "name": name("folder"), "item": items }],
        })
    }

    /// A folder of format 3.
    pub(super) fn format_3(&mut self) {
        let definition = format!(
            "$kind: collection\nname: {}\ndescription: \"{}\"\nvariables:\n  access_token: {}\n",
            self.text("name of a collection of format 3", TOKEN),
            self.text("description of format 3", "password: @"),
            self.plant("variable of format 3"),
        );
        let schema = json!({
            "type": "object",
            "description": self.text("schema", "send `Authorization: Bearer @`"),
            "properties": {
                "password": { "type": "string", "default": self.plant("default of a schema"),
                    "examples": [self.plant("example of a schema")] },
                "kind": { "enum": ["a", self.text("value of a schema", TOKEN)] },
                self.text("property of a schema", TOKEN): { "type": "string" },
            },
        });
        let request = format!(
            "$kind: http-request\nname: {}\ndescription: \"{}\"\nmethod: POST\nurl: \"https://me:{}@h.example/v3\"\n\
             headers:\n  X-Api-Key: {}\n  Cookie: \"sid={}\"\nqueryParams:\n- key: api_key\n  value: {}\n  description: \"{}\"\n\
             body:\n  type: json\n  content: |-\n    {{\"password\": \"{}\"}}\n  $type: '{schema}'\n\
             auth:\n  type: bearer\n  credentials:\n  - key: token\n    value: {}\n",
            self.text("name of a request of format 3", TOKEN),
            self.text("description of a request of format 3", "client_secret=@"),
            self.plant("URL of format 3"),
            self.plant("header of format 3"),
            self.plant("cookie of format 3"),
            self.plant("entry of format 3"),
            self.text(
                "description of an entry of format 3",
                "curl -u me:@ https://h.example"
            ),
            self.plant("body of format 3"),
            self.plant("auth of format 3"),
        );
        self.files
            .push(("apis/d/.resources/definition.yaml", definition));
        self.files.push(("apis/d/Ask.request.yaml", request));
    }

    /// Environments and globals in both formats.
    pub(super) fn environments(&mut self) {
        let environment = json!({ "name": self.text("name of an environment", TOKEN), "values": self.variables() });
        self.add("e.json", &environment);
        let name = self.text("name of a variable of globals", TOKEN);
        let globals = json!({
            "name": "G",
            "_postman_variable_scope": "globals",
            "values": [
                { "key": "globalToken", "value": self.plant("globals") },
                { "key": name, "value": "1" },
                { "key": "url", "value": self.text("URL in globals", "https://h.example/?token=@"), "type": "default" },
            ],
        });
        self.add("g.json", &globals);
        let yaml = format!(
            "name: Y\nvalues:\n- key: password\n  value: {}\n- key: plain\n  value: {}\n",
            self.plant("environment of format 3"),
            self.text("token in an environment of format 3", TOKEN),
        );
        self.files.push(("y.environment.yaml", yaml));
    }

    /// Corrections for the collection `apis/a`.
    pub(super) fn corrections(&mut self) {
        let config = format!(
            "base-url = \"https://me:{}@h.example\"\n[variables]\napi_token = \"{}\"\nurl = \"https://h/?token={}\"\n\
             [package]\ndescription = \"{}\"\nrepository = \"https://me:{}@h.example/r\"\n\
             [item.\"value 1 0\".parameter.id]\nenum = {{ a = \"A\", {} = \"B\" }}\n",
            self.plant("base-url"),
            self.plant("[variables]"),
            self.plant("a URL in [variables]"),
            self.text("description of a package", "password: @"),
            self.plant("repository of a package"),
            self.text("value of an enum in codegen.toml", TOKEN),
        );
        self.files.push(("apis/a/codegen.toml", config));
    }
}

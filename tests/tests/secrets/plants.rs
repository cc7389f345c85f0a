//! Files full of secrets.

#[path = "plants/files.rs"]
mod files;
#[path = "plants/notations.rs"]
mod notations;
#[path = "plants/places.rs"]
mod places;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

/// A secret, and where it is.
#[derive(Debug)]
pub struct Plant {
    pub secret: String,
    /// What kind of location it is in.
    pub location: String,
    /// The text that contains it.
    pub text: String,
}

/// Files with secrets.
#[derive(Debug, Default)]
pub struct Garden {
    pub plants: Vec<Plant>,
    /// Their texts, by path.
    pub files: Vec<(&'static str, String)>,
}

/// How prose contains secrets; `@` stands for one.
const PROSE: &[&str] = &[
    "password: @",
    "The password is @.",
    "**API key**: `@`",
    "Send `Authorization: Bearer @` with it",
    "Authorization: Token @",
    "use Bearer @ here",
    "run `curl -u me:@ https://h.example`",
    "run tool --api-key @ now",
    "see https://me:@@h.example/a",
    "see https://h.example/a?api_key=@&b=1",
    "like {\"password\": \"@\"}",
    "<password>@</password>",
    "client_secret=@",
    "Cookie: sid=@; theme=dark",
    "ghp_@0123456789abcdef",
    "https://hooks.slack.com/services/T0123ABCD/B0123ABCD/@0a1b2c3d4e5f",
    "https://discord.com/api/webhooks/123456789012345678/@-a1b2c3d4e5f6g7h8",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.@4b5N6m7",
    "-----BEGIN PRIVATE KEY-----\nMIIEpAIBAAKCAQEA0Z3VS5JJ@\n-----END PRIVATE KEY-----",
];

/// Names of secrets.
const NAMES: &[&str] = &[
    "X-Api-Key",
    "access_token",
    "clientSecret",
    "password",
    "X-User-Pass",
    "X-JWT",
    "DD-APPLICATION-KEY",
    "subscription-key",
    "refresh_token",
    "privateKey",
    "secret",
    "Session",
    "X-Session-Id",
    "sid",
];

/// Values that are secrets whatever their name.
const SHAPES: &[&str] = &[
    "sk_live_@0123456789",
    "xoxb-@-0123456789",
    "glpat-@0123456789",
];

/// The credentials of each type of auth.
const AUTHS: &[(&str, &[&str])] = &[
    ("basic", &["password"]),
    ("bearer", &["token"]),
    ("apikey", &["value"]),
    ("digest", &["password"]),
    ("hawk", &["authKey"]),
    ("oauth1", &["consumerSecret", "token", "tokenSecret"]),
    (
        "oauth2",
        &["accessToken", "clientSecret", "password", "refreshToken"],
    ),
    ("awsv4", &["secretKey", "sessionToken"]),
    ("ntlm", &["password"]),
    ("edgegrid", &["accessToken", "clientToken", "clientSecret"]),
    ("jwt", &["secret", "privateKey"]),
    ("asap", &["privateKey"]),
];

impl Garden {
    /// Secrets in every kind of location.
    pub fn of_every_location() -> Self {
        let mut garden = Self::default();
        let items = [garden.prose(), garden.values(), garden.auths()].concat();
        let used = json!({ "name": "uses variables", "request": "{{baseUrl}}/{{api_token}}?u={{url}}&h={{hook}}" });
        let mut collection = garden.around(&[items, vec![used]].concat());
        collection["variable"] = garden.variables();
        garden.add("apis/a/a.json", &collection);
        let v1 = garden.version_1();
        garden.add("apis/b.json", &v1);
        let items = garden.odd_items();
        garden.add(
            "apis/c.json",
            &json!({ "info": { "name": "C" }, "item": items }),
        );
        let named = garden.named();
        garden.add("apis/n.json", &named);
        let notations = garden.notations();
        garden.add("apis/m.json", &notations);
        let places = garden.places();
        garden.add("apis/p.json", &places);
        garden.format_3();
        garden.environments();
        garden.corrections();
        garden
    }

    /// Writes the files into a folder.
    pub fn write(&self, dir: &Path) {
        for (path, text) in &self.files {
            let path = dir.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("written");
            fs::write(path, text).expect("written");
        }
    }

    fn add(&mut self, path: &'static str, content: &Value) {
        let text = serde_json::to_string_pretty(content).expect("JSON");
        self.files.push((path, text));
    }

    /// A new secret.
    fn plant(&mut self, location: &str) -> String {
        let number = self.plants.len();
        let secret = format!("Zq{number:03}xK9v");
        self.plants.push(Plant {
            secret: secret.clone(),
            location: location.to_owned(),
            text: secret.clone(),
        });
        secret
    }

    /// A text with a new secret in place of `@`; `@@` is one followed by an `@`.
    fn text(&mut self, location: &str, template: &str) -> String {
        let secret = self.plant(&format!("{location}: {template}"));
        let text = template.replacen('@', &secret, 1);
        if let Some(plant) = self.plants.last_mut() {
            plant.text.clone_from(&text);
        }
        text
    }

    /// A collection with items, and secrets in all that is around them.
    fn around(&mut self, items: &[Value]) -> Value {
        json!({
            "info": {
                "name": self.text("collection name", "A ghp_@0123456789abcdef"),
                "description": self.text("collection description", PROSE[0]),
            },
            "auth": self.auth("bearer", &["token"]),
            "event": [{
                "listen": self.text("event name", "ghp_@0123456789abcdef"),
                "script": { "exec": [self.text("script", "pm.environment.set('x', 'ghp_@0123456789abcdef')")] },
            }],
            "item": [{
                "name": self.text("folder name", PROSE[8]),
                "description": { "content": self.text("folder description", PROSE[3]) },
                "auth": self.auth("basic", &["password"]),
                "item": items,
            }],
        })
    }

    /// An item for each notation, with it in all prose.
    fn prose(&mut self) -> Vec<Value> {
        let items = PROSE.iter().enumerate().map(|(index, notation)| {
            let mut text = |location: &str| self.text(location, notation);
            json!({
                "name": text("item name"),
                "description": text("item description"),
                "request": {
                    "method": "POST",
                    "description": text("request description"),
                    "url": {
                        "host": ["h", "example"],
                        "path": [format!("p{index}"), ":id"],
                        "query": [{ "key": "q", "value": "1", "description": text("query description") }],
                        "variable": [{ "key": "id", "value": "1", "description": text("path description") }],
                    },
                    "header": [{ "key": "X-A", "value": "1", "description": text("header description") }],
                    "body": { "mode": "urlencoded", "urlencoded": [
                        { "key": "f", "value": "1", "description": format!("One of `a`, `b`. {}", text("field description")) },
                        { "key": "g", "value": "1", "description": format!("Default: `{}`", text("default in prose")) },
                    ] },
                },
                "response": [{
                    "name": text("response name"),
                    "code": 400,
                    "status": text("response status"),
                    "body": json!({ "code": "E1", "message": text("text of an error code") }).to_string(),
                }],
            })
        });
        items.collect()
    }

    /// An item for each name of a secret, and each shape of one, with it in all values.
    fn values(&mut self) -> Vec<Value> {
        let named = NAMES.iter().map(|name| (*name, "@"));
        let shaped = SHAPES.iter().map(|shape| ("plain", *shape));
        let all: Vec<_> = named.chain(shaped).collect();
        let items = all.into_iter().enumerate().flat_map(|(index, (name, template))| {
            let mut text = |location: &str| self.text(&format!("{location} `{name}`"), template);
            let url = json!({
                "protocol": "https",
                "host": [format!("me:{}@h", text("host")), "example"],
                "path": [format!("v{index}"), "token", ":id"],
                "query": [{ "key": name, "value": text("query") }],
                "variable": [{ "key": name, "value": text("path variable") }, { "key": "id", "value": "1" }],
            });
            let member = |value: String| json!({ "user": "me", name: value, "list": [{ name: "{{x}}" }] }).to_string();
            let entry = |value: String| json!([{ "key": name, "value": value }]);
            let bodies = [
                json!({ "mode": "raw", "raw": member(text("JSON body")), "options": { "raw": { "language": "json" } } }),
                json!({ "mode": "raw", "raw": format!("<r><{name}>{}</{name}></r>", text("XML body")) }),
                json!({ "mode": "raw", "raw": format!("{name}={}&{{{{x}}}}", text("text body")) }),
                json!({ "mode": "urlencoded", "urlencoded": entry(text("urlencoded field")) }),
                json!({ "mode": "formdata", "formdata": entry(text("form field")) }),
                json!({ "mode": "graphql", "graphql": { "query": "query { a }", "variables": member(text("GraphQL variables")) } }),
                json!({ "mode": "graphql", "graphql": {
                    "query": format!("mutation {{ login({}: \"{}\") {{ a }} }}", name.replace('-', "_"), text("GraphQL query")) } }),
            ];
            let items: Vec<Value> = bodies.into_iter().enumerate().map(|(number, body)| {
                let header = entry(text("header"));
                let mut disabled = entry(text("disabled header"));
                disabled[0]["disabled"] = json!(true);
                json!({
                    "name": format!("value {index} {number}"),
                    "request": { "method": "POST", "url": url, "header": header, "body": body },
                    "response": [{
                        "name": "ok",
                        "code": 200,
                        "header": entry(text("response header")),
                        "cookie": [{ "name": name, "value": text("cookie") }],
                        "body": member(text("response body")),
                        "originalRequest": { "url": url, "header": disabled, "body": body },
                    }],
                })
            }).collect();
            items
        });
        items.collect()
    }

    fn auths(&mut self) -> Vec<Value> {
        let items = AUTHS.iter().map(|(kind, names)| {
            let request =
                json!({ "url": "https://h.example/auth", "auth": self.auth(kind, names) });
            json!({ "name": format!("auth {kind}"), "request": request })
        });
        items.collect()
    }

    fn auth(&mut self, kind: &str, names: &[&str]) -> Value {
        let parameters = names.iter().map(|name| {
            json!({ "key": name, "value": self.plant(&format!("{kind} auth `{name}`")), "type": "string" })
        });
        json!({ "type": kind, kind: parameters.collect::<Vec<_>>() })
    }

    fn variables(&mut self) -> Value {
        let mut variables = vec![
            json!({ "key": "marked", "value": self.plant("secret variable"), "type": "secret" }),
            json!({ "key": "baseUrl", "value": self.text("variable with a URL", "https://me:@@h.example") }),
            json!({ "key": "hook", "value": self.text("variable with a webhook", PROSE[15]) }),
            json!({ "key": "note", "value": "1", "description": self.text("variable description", PROSE[0]) }),
        ];
        for name in NAMES {
            variables
                .push(json!({ "key": name, "value": self.plant(&format!("variable `{name}`")) }));
        }
        json!(variables)
    }

    /// Items whose URLs and headers are texts, and secrets in names.
    fn odd_items(&mut self) -> Vec<Value> {
        let mut requests = Vec::new();
        for template in [
            "https://me:@@h.example/a",
            "https://h.example/a?api_key=@",
            "https://h.example/ghp_@0123456789abcdef/a",
            "https://hooks.slack.com/services/T0123ABCD/B0123ABCD/@0a1b2c3d4e5f",
            "https://discord.com/api/webhooks/123456789012345678/@-a1b2c3d4e5f6g7h8",
            "https://api.telegram.org/bot123456:@-a1b2c3d4e5f6g7h8/send",
            "https://h.example/reset/@aB3dE5gH7j/a",
            "https://h.example/a?ghp_@0123456789abcdef=1",
        ] {
            requests.push(json!(self.text("URL", template)));
            let raw =
                json!({ "raw": self.text("raw URL", template), "host": ["h"], "path": ["raw"] });
            requests.push(json!({ "url": raw }));
        }
        for template in [
            "Authorization: Bearer @\nX-Api-Key: abc",
            "Cookie: sid=@; theme=dark",
            "X-Password: @",
            "X-ghp_@0123456789abcdef: 1",
        ] {
            requests.push(json!({ "url": "https://h.example/h", "header": self.text("header text", template) }));
        }
        for header in ["Authorization", "Cookie", "Session", "X-Vault"] {
            let value = self.text("random header", "sid=@aB3dE5gH7jK9mN1pQ3sT5");
            let value = value.trim_start_matches(if header == "Cookie" { "" } else { "sid=" });
            requests.push(json!({ "url": "https://h.example/h", "header": [{ "key": header, "value": value }] }));
        }
        let requests = requests.into_iter().enumerate();
        let items = requests
            .map(|(index, request)| json!({ "name": format!("odd {index}"), "request": request }));
        items.collect()
    }

    /// A collection of version 1.
    fn version_1(&mut self) -> Value {
        json!({
            "id": "1", "name": "B", "order": ["r1", "r2"],
            "description": self.text("v1 description", PROSE[0]),
            "requests": [
                {
                    "id": "r1", "name": "one", "method": "POST", "dataMode": "raw",
                    "url": self.text("v1 URL", "https://me:@@h.example/a?api_key=1"),
                    "headers": self.text("v1 headers", "X-Api-Key: @\n"),
                    "rawModeData": self.text("v1 raw body", "{\"password\": \"@\"}"),
                    "helperAttributes": { "username": "me", "password": self.plant("v1 auth") },
                    "currentHelper": "basicAuth",
                    "preRequestScript": self.text("v1 script", "x = 'ghp_@0123456789abcdef'"),
                },
                {
                    "id": "r2", "name": self.text("v1 name", PROSE[0]), "method": "POST", "dataMode": "urlencoded",
                    "url": "https://h.example/b",
                    "data": [{ "key": "password", "value": self.plant("v1 field"), "enabled": true }],
                    "description": self.text("v1 request description", PROSE[3]),
                },
            ],
        })
    }
}

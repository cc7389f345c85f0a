//! Secrets in places that few collections have, and in those that no stage reads but that pages of the catalogue show.

use serde_json::{Value, json};

use super::Garden;

/// A token, which is a secret wherever it is.
const TOKEN: &str = "ghp_@0123456789abcdef";

/// What scripts do with a secret.
const STATEMENTS: &[&str] = &[
    "pm.environment.set('password', '@');",
    "pm.request.headers.add({ key: 'X-Api-Key', value: '@' });",
    "pm.sendRequest({ url: 'https://h.example', header: { Authorization: 'Bearer @0123' } });",
    "const password = \"@\";",
    "pm.variables.set(\"url\", \"https://me:@@h.example\");",
    "const key = `-----BEGIN PRIVATE KEY-----\\nMIIEpAIBAAKCAQEA0Z3VS5JJ@\\n-----END PRIVATE KEY-----`;",
];

impl Garden {
    /// A collection with these places.
    pub(super) fn places(&mut self) -> Value {
        let items = vec![
            self.form(),
            self.file(),
            self.scripted(),
            self.unread(),
            self.answered(),
            self.graphql(),
            self.fragments(),
            self.unusual_auths(),
        ];
        json!({
            "info": {
                "name": "P",
                "_postman_id": self.text("ID of a collection", TOKEN),
                "_exporter_id": self.text("ID of an exporter", TOKEN),
                "_collection_link": self.text("link to a collection", "https://h.example/c?access_key=@0123456789"),
                "version": self.text("version of a collection", TOKEN),
            },
            "variable": [
                { "key": "note", "name": self.text("other name of a variable", TOKEN), "value": "1" },
                { "id": "v", "key": "list", "value": self.text("JSON in a variable", "{\"password\": \"@\"}"), "type": "any" },
                { "key": "off", "value": self.text("variable that is off", TOKEN), "disabled": true },
            ],
            "item": [{
                "name": "places",
                "variable": [{ "key": "password", "value": self.plant("variable of a folder") }],
                "item": items,
            }],
        })
    }

    /// A form with files.
    fn form(&mut self) -> Value {
        let entry = |key: &str, more: Value| {
            let mut entry = json!({ "key": key });
            if let (Value::Object(entry), Value::Object(more)) = (&mut entry, more) {
                entry.extend(more);
            }
            entry
        };
        let curl = "for example `curl -u me:@ https://h.example`";
        let fields = json!([
            entry(
                "a",
                json!({ "type": "text", "value": "1", "description": self.text("description of a form field", curl) })
            ),
            entry(
                "b",
                json!({ "type": "text", "value": "1", "description": { "type": "text/markdown",
                "content": self.text("description object of a form field", curl) } })
            ),
            entry(
                "c",
                json!({ "type": "text", "value": self.text("private key in a form",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA0Z3VS5JJ@\n-----END RSA PRIVATE KEY-----") })
            ),
            entry(
                "d",
                json!({ "type": "text", "value": self.text("JSON in a form", "{\"client_secret\": \"@\"}"),
                "contentType": self.text("content type of a form field", "text/plain; token=@") })
            ),
            entry(
                "e",
                json!({ "type": "file", "src": [format!("/home/me/{}/a.png", self.text("one of the paths of files", TOKEN))] })
            ),
            entry(
                "f",
                json!({ "type": "file", "src": "/a.png", "fileName": self.text("name of a file", TOKEN) })
            ),
            entry(
                "g",
                json!({ "type": "text", "disabled": true, "value": self.text("form field that is off", TOKEN) })
            ),
            entry(
                "user%5Bpassword%5D",
                json!({ "type": "text", "value": self.plant("form field with an encoded name") })
            ),
        ]);
        json!({ "name": "form", "request": {
            "method": "POST",
            "url": { "host": ["h", "example"], "path": ["form"],
                "query": [{ "key": "user%5Bpassword%5D", "value": self.plant("query entry with an encoded name") }] },
            "body": { "mode": "formdata", "formdata": fields },
        } })
    }

    /// A body that is a file.
    fn file(&mut self) -> Value {
        let src = format!(
            "/home/me/{}.bin",
            self.text("path of the file of a body", TOKEN)
        );
        json!({ "name": "file", "request": {
            "method": "POST", "url": "https://h.example/file",
            "body": { "mode": "file", "file": { "src": src, "content": self.text("content of the file of a body", "password=@") } },
        } })
    }

    /// Scripts before and after a request.
    fn scripted(&mut self) -> Value {
        let mut lines = |when: &str| -> Vec<String> {
            let statements = STATEMENTS.iter();
            statements
                .map(|statement| self.text(&format!("script {when}"), statement))
                .collect()
        };
        json!({
            "name": "scripted",
            "event": [
                { "listen": "prerequest", "script": { "type": "text/javascript", "exec": lines("before") } },
                { "listen": "test", "script": { "exec": lines("after").join("\n") } },
            ],
            "request": "https://h.example/scripted",
        })
    }

    /// Members that no stage reads.
    fn unread(&mut self) -> Value {
        json!({
            "name": "unread",
            "id": self.text("ID of an item", TOKEN),
            "protocolProfileBehavior": { "note": self.text("setting", "password: @"), "password": self.plant("setting with a name") },
            "variable": [{ "key": "api_key", "value": self.plant("variable of an item") }],
            "request": {
                "method": "GET",
                "url": "https://h.example/unread",
                "proxy": { "host": "h", "password": self.plant("password of a proxy"),
                    "match": self.text("pattern of a proxy", "https://me:@@h.example/*") },
                "certificate": { "name": "c", "passphrase": self.plant("passphrase of a certificate"),
                    "key": { "src": self.text("key of a certificate", TOKEN) } },
                "note": self.text("unknown member", "Authorization: Bearer @0123"),
            },
        })
    }

    /// A saved response with all its members.
    fn answered(&mut self) -> Value {
        json!({
            "name": "answered",
            "request": "https://h.example/answered",
            "response": [{
                "id": self.text("ID of a response", TOKEN),
                "name": "ok",
                "code": 200,
                "status": "OK",
                "_postman_previewlanguage": self.text("preview language", TOKEN),
                "_postman_previewtype": self.text("preview type", TOKEN),
                "responseTime": self.text("response time", TOKEN),
                "timings": { "note": self.text("timings", "password: @") },
                "header": [{ "key": "X-A", "value": "1", "description": self.text("description of a saved header", "curl -u me:@ https://h") },
                    { "key": "WWW-Authenticate", "value": self.text("challenge", "Bearer realm=\"r\", access_token=\"@\"") }],
                "cookie": [
                    { "name": "sid", "value": self.plant("cookie by its name"), "domain": "h.example", "path": "/", "httpOnly": true },
                    { "key": "session", "value": self.plant("cookie by its key"), "domain": self.text("domain of a cookie", TOKEN) },
                ],
                "body": "{}",
                "originalRequest": {
                    "method": "POST",
                    "url": "https://h.example/answered",
                    "description": self.text("description of a saved request", "The password is @."),
                    "body": { "mode": "formdata", "formdata": [
                        { "key": "a", "value": "1", "description": self.text("description of a saved field", "password: @") },
                        { "key": "password", "value": self.plant("saved field") },
                    ] },
                },
            }],
        })
    }

    /// A GraphQL request whose variables are an object.
    fn graphql(&mut self) -> Value {
        let variables = json!({
            "password": self.plant("variable of GraphQL"),
            "input": { "apiKey": self.plant("variable of GraphQL in an object"), "tokens": [self.plant("variable of GraphQL in a list")] },
        });
        let query = format!(
            "# {}\nquery Q {{ a }}",
            self.text("comment of GraphQL", "password: @")
        );
        json!({ "name": "graphql", "request": { "method": "POST", "url": "https://h.example/graphql",
            "body": { "mode": "graphql", "graphql": { "query": query, "variables": variables } } } })
    }

    /// URLs with a fragment.
    fn fragments(&mut self) -> Value {
        let raw = self.text("fragment", "https://h.example/a#access_token=@&state=1");
        let url = json!({
            "raw": raw,
            "host": ["h", "example"],
            "path": ["a"],
            "hash": self.text("fragment as a member", "access_token=@"),
            "auth": { "user": "me", "password": self.plant("auth of a URL") },
        });
        json!({ "name": "fragments", "item": [
            { "name": "one", "request": { "url": url } },
            { "name": "two", "request": self.text("fragment of a text", "https://h.example/b#access_token=@") },
        ] })
    }

    /// Auth blocks that the generator does not know, or does not use.
    fn unusual_auths(&mut self) -> Value {
        let auths = json!([
            { "type": "custom", "custom": { "password": self.plant("auth of an unknown type") } },
            { "type": "custom2", "custom2": [{ "key": "token", "value": self.plant("list of an unknown type") }] },
            { "type": "basic", "basic": { "username": "me", "password": self.plant("auth as an object") } },
            { "type": "bearer", "bearer": self.plant("auth as a text") },
            { "type": "noauth", "basic": [{ "key": "password", "value": self.plant("auth that is off") }] },
            { "type": "bearer", "bearer": [{ "key": "token", "value": "{{t}}" }],
                "apikey": [{ "key": "value", "value": self.plant("auth of another type") }] },
            { "type": "akamai", "akamai": [{ "key": "clientToken", "value": self.plant("old name of a type") }] },
        ]);
        let folders = auths.as_array().into_iter().flatten().enumerate();
        let folders = folders.map(|(index, auth)| {
            let item =
                json!({ "name": "a", "request": format!("https://h.example/auths/{index}") });
            json!({ "name": format!("auth {index}"), "auth": auth, "item": [item] })
        });
        json!({ "name": "auths", "item": folders.collect::<Vec<_>>() })
    }
}

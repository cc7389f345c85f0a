//! The claims of an `OpenAPI` description.

use std::collections::{BTreeMap, BTreeSet};

use codegen::api::TextFormat;
use serde_json::{Map, Value};

use super::{Claim, Claims, Kind};

const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

/// All that an `OpenAPI` 3.0 description declares.
#[must_use]
pub fn declared(description: &Value) -> Claims {
    let reader = Reader { description };
    let mut claims = Claims::new();
    for (path, item) in members(&description["paths"]) {
        for (method, operation) in members(item) {
            if METHODS.contains(&method.as_str()) {
                let name = format!("{} {}", method.to_uppercase(), path);
                claims.insert(name, reader.operation(item, operation));
            }
        }
    }
    claims
}

struct Reader<'a> {
    description: &'a Value,
}

impl Reader<'_> {
    fn operation(&self, item: &Value, operation: &Value) -> BTreeMap<String, Claim> {
        let mut claims = BTreeMap::new();
        let parameters = [&item["parameters"], &operation["parameters"]];
        for parameter in parameters.into_iter().flat_map(items) {
            let place = format!("{} {}", text(&parameter["in"]), text(&parameter["name"]));
            let required = parameter["required"] == true;
            let schema = self.resolved(&parameter["schema"]);
            if parameter["style"] == "deepObject" {
                for (key, member) in members(&schema["properties"]) {
                    claims.insert(format!("{place}[{key}]"), self.claim(member, false));
                }
            } else {
                claims.insert(place, self.claim(schema, required));
            }
        }
        for (kind, content) in members(&operation["requestBody"]["content"]) {
            let schema = self.resolved(&content["schema"]);
            if kind == "application/json" {
                self.value("body", schema, true, &mut claims);
            } else {
                self.members(schema, "form ", &mut claims);
            }
        }
        for (status, response) in members(&operation["responses"]) {
            let status = status.replace('X', "0");
            match members(&response["content"]).next() {
                Some((kind, content)) if kind == "application/json" => {
                    self.value(&status, &content["schema"], true, &mut claims);
                }
                Some((_, content)) => {
                    let claim = self.claim(self.resolved(&content["schema"]), true);
                    claims.insert(status, claim);
                }
                None => {
                    claims.insert(status, Claim::of(Kind::Empty, true));
                }
            }
        }
        claims.insert("auth".to_owned(), self.auth(operation));
        claims
    }

    /// A value in JSON, and all that is in it.
    fn value(
        &self,
        place: &str,
        schema: &Value,
        required: bool,
        claims: &mut BTreeMap<String, Claim>,
    ) {
        let schema = self.resolved(schema);
        let claim = self.claim(schema, required);
        let kind = claim.kind;
        claims.insert(place.to_owned(), claim);
        match kind {
            Kind::List => self.value(&format!("{place}[]"), &schema["items"], true, claims),
            Kind::Map => {
                let values = &schema["additionalProperties"];
                self.value(&format!("{place}{{}}"), values, true, claims);
            }
            Kind::Object | Kind::Union => self.members(schema, &format!("{place}."), claims),
            _ => {}
        }
    }

    fn members(&self, schema: &Value, place: &str, claims: &mut BTreeMap<String, Claim>) {
        let required: BTreeSet<&str> = items(&schema["required"])
            .filter_map(Value::as_str)
            .collect();
        let parts = ["allOf", "oneOf", "anyOf"].map(|key| items(&schema[key]));
        let parts = parts.into_iter().flatten();
        let parts = parts.map(|part| &self.resolved(part)["properties"]);
        for properties in parts.chain([&schema["properties"]]) {
            for (key, member) in members(properties) {
                let is_required = required.contains(key.as_str());
                self.value(&format!("{place}{key}"), member, is_required, claims);
            }
        }
    }

    fn claim(&self, schema: &Value, required: bool) -> Claim {
        let schema = self.resolved(schema);
        let kind = match (text(&schema["type"]), text(&schema["format"])) {
            _ if schema.get("oneOf").is_some() || schema.get("anyOf").is_some() => Kind::Union,
            _ if schema.get("allOf").is_some() => Kind::Object,
            ("integer", _) => Kind::Integer,
            ("number", _) => Kind::Number,
            ("boolean", _) => Kind::Boolean,
            ("string", "binary") => Kind::File,
            ("string", _) => Kind::Text,
            ("array", _) => Kind::List,
            ("object", _) if schema.get("additionalProperties").is_some() => Kind::Map,
            ("object", _) => Kind::Object,
            _ => Kind::Any,
        };
        let values = schema.get("enum").map(|values| items(values).map(plain));
        Claim {
            format: format(schema).filter(|_| values.is_none()),
            closed: values.is_some(),
            values: values.map(Iterator::collect),
            default: schema.get("default").map(plain),
            ..Claim::of(kind, required)
        }
    }

    /// The scheme, as its type.
    fn auth(&self, operation: &Value) -> Claim {
        let security = operation
            .get("security")
            .unwrap_or(&self.description["security"]);
        let scheme = items(security).flat_map(members).next().map(|(name, _)| {
            let scheme = &self.description["components"]["securitySchemes"][name];
            match text(&scheme["type"]) {
                "http" => text(&scheme["scheme"]).to_owned(),
                kind => kind.to_lowercase(),
            }
        });
        Claim {
            values: Some([scheme.unwrap_or_else(|| "none".to_owned())].into()),
            closed: true,
            ..Claim::of(Kind::Text, true)
        }
    }

    fn resolved<'s>(&'s self, schema: &'s Value) -> &'s Value {
        match schema["$ref"].as_str() {
            Some(reference) => {
                let pointer = reference.trim_start_matches('#');
                self.description.pointer(pointer).unwrap_or(schema)
            }
            None => schema,
        }
    }
}

/// The members of an object; none if it is not an object.
pub(super) fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

/// The items of an array; none if it is not an array.
pub(super) fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A value as a parameter sends it.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// The formats that a Rust type represents.
fn format(schema: &Value) -> Option<&'static str> {
    ["int32", "int64", "float", "double"]
        .into_iter()
        .chain(TextFormat::ALL.map(TextFormat::key))
        .find(|known| text(&schema["format"]) == *known)
}

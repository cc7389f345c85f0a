//! Bodies of requests.

use super::item::Kind;
use super::schema::Schema;
use super::words::{self, CHOICES};
use super::{Random, Value, json, url};

const FIELDS: &[&str] = &[
    "count",
    "email",
    "enabled",
    "name",
    "notes",
    "settings[mode]",
    "type",
];

/// A body and the `Content-Type` that is declared for it.
pub(super) struct Body {
    pub(super) content_type: &'static str,
    pub(super) json: Value,
}

/// The body of a kind of operation.
pub(super) fn body(random: &mut Random, kind: Kind) -> Option<Body> {
    match kind {
        Kind::Create | Kind::Update | Kind::Replace if random.percent(80) => Some(raw(random, 2)),
        Kind::Create | Kind::Update | Kind::Replace => Some(urlencoded(random)),
        Kind::Search => Some(raw(random, 1)),
        Kind::Status | Kind::Upload => Some(form(random, kind)),
        Kind::List | Kind::Get | Kind::Delete | Kind::Settings => None,
    }
}

fn raw(random: &mut Random, depth: u32) -> Body {
    let text = Schema::object(random, depth).example(random);
    Body {
        content_type: "application/json",
        json: json!({ "mode": "raw", "raw": text, "options": { "raw": { "language": "json" } } }),
    }
}

fn urlencoded(random: &mut Random) -> Body {
    let count = random.between(2, 6);
    let names = random.sample(FIELDS, count);
    let fields: Vec<Value> = names
        .into_iter()
        .map(|name| url::parameter(random, name))
        .collect();
    Body {
        content_type: "application/x-www-form-urlencoded",
        json: json!({ "mode": "urlencoded", "urlencoded": fields }),
    }
}

fn form(random: &mut Random, kind: Kind) -> Body {
    let choices = random.pick(CHOICES);
    let values = words::enumeration(random, choices);
    let mut fields = vec![json!({
        "key": "action",
        "value": choices[0],
        "type": "text",
        "description": format!("(Required) The action types:{values}"),
    })];
    if kind == Kind::Upload {
        let description = format!("(Required) {}", words::text(random, 3, 9));
        fields.push(json!({ "key": "file", "type": "file", "src": "/path/to/file.bin", "description": description }));
        let value = words::text(random, 1, 5);
        fields.push(json!({ "key": "comment", "value": value, "type": "text" }));
    }
    Body {
        content_type: "multipart/form-data",
        json: json!({ "mode": "formdata", "formdata": fields }),
    }
}

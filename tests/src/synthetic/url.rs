//! URLs: path variables and query parameters.

use super::item::Kind;
use super::words::{self, CHOICES};
use super::{Map, Random, Value, json};

const QUERY: &[&str] = &[
    "from",
    "ids[]",
    "include_fields",
    "next_page_token",
    "occurrence_id",
    "page_size",
    "q",
    "sort-by",
    "status",
    "to",
    "type",
];

/// The URL of a kind of operation.
pub(super) fn url(random: &mut Random, area: &str, noun: &str, kind: Kind) -> Value {
    let mut path = vec![area.to_owned(), format!("{noun}s")];
    if !matches!(kind, Kind::List | Kind::Create | Kind::Search) {
        path.push(format!(":{noun}Id"));
    }
    let last = match kind {
        Kind::Status => Some("status"),
        Kind::Upload => Some("files"),
        Kind::Search => Some("search"),
        Kind::Settings => Some("settings"),
        _ => None,
    };
    path.extend(last.map(str::to_owned));
    let variables: Vec<Value> = path
        .iter()
        .filter_map(|segment| segment.strip_prefix(':'))
        .map(|name| variable(random, name))
        .collect();
    let query = query(random, kind);

    let mut raw = format!("{{{{baseUrl}}}}/{}", path.join("/"));
    let mut separator = '?';
    for entry in query.iter().filter(|entry| entry.get("disabled").is_none()) {
        let text = |key: &str| entry[key].as_str().unwrap_or_default();
        raw += &format!("{separator}{}={}", text("key"), text("value"));
        separator = '&';
    }
    let mut url = Map::new();
    url.insert("raw".to_owned(), raw.into());
    url.insert("host".to_owned(), json!(["{{baseUrl}}"]));
    url.insert("path".to_owned(), path.into());
    if !query.is_empty() {
        url.insert("query".to_owned(), query.into());
    }
    if !variables.is_empty() {
        url.insert("variable".to_owned(), variables.into());
    }
    url.into()
}

fn variable(random: &mut Random, name: &str) -> Value {
    let value = words::text(random, 1, 4);
    let meaning = words::text(random, 5, 12);
    json!({
        "key": name,
        "value": value,
        "description": format!("(Required) {meaning}. For user-level apps, pass `me`."),
    })
}

fn query(random: &mut Random, kind: Kind) -> Vec<Value> {
    let count = match kind.method() {
        "GET" => random.between(1, 5),
        _ => u64::from(random.percent(20)),
    };
    let names = random.sample(QUERY, count);
    let entries = names.into_iter().map(|name| {
        let mut entry = parameter(random, name);
        if random.percent(15) {
            entry["disabled"] = true.into();
        }
        entry
    });
    entries.collect()
}

/// A parameter of a query or form: its value and what the prose says of it.
pub(super) fn parameter(random: &mut Random, key: &str) -> Value {
    let required = if random.percent(40) {
        "(Required) "
    } else {
        ""
    };
    let (value, meaning) = match random.between(0, 99) {
        0..35 => {
            let choices = random.pick(CHOICES);
            let meaning = words::text(random, 3, 8);
            let values = words::enumeration(random, choices);
            (choices[0].to_owned(), format!("{meaning}:{values}"))
        }
        35..55 => (
            random.between(1, 300).to_string(),
            words::text(random, 4, 14),
        ),
        55..65 => (random.percent(50).to_string(), words::text(random, 4, 14)),
        _ => (words::text(random, 1, 4), words::text(random, 4, 14)),
    };
    json!({ "key": key, "value": value, "description": format!("{required}{meaning}") })
}

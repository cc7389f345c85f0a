//! One item: a request with its saved answers.

use super::{Map, Random, Value, answers, body, json, url, words};

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    List,
    Create,
    Get,
    Update,
    Delete,
    Replace,
    Status,
    Upload,
    Search,
    Settings,
}

impl Kind {
    pub(super) const ALL: [Self; 10] = [
        Self::List,
        Self::Create,
        Self::Get,
        Self::Update,
        Self::Delete,
        Self::Replace,
        Self::Status,
        Self::Upload,
        Self::Search,
        Self::Settings,
    ];

    pub(super) fn method(self) -> &'static str {
        match self {
            Self::List | Self::Get | Self::Settings => "GET",
            Self::Create | Self::Upload | Self::Search => "POST",
            Self::Update => "PATCH",
            Self::Replace | Self::Status => "PUT",
            Self::Delete => "DELETE",
        }
    }

    fn verb(self) -> &'static str {
        match self {
            Self::List => "List",
            Self::Create => "Create",
            Self::Get => "Get",
            Self::Update => "Update",
            Self::Delete => "Delete",
            Self::Replace => "Replace",
            Self::Status => "Update status of",
            Self::Upload => "Upload file for",
            Self::Search => "Search",
            Self::Settings => "Get settings of",
        }
    }

    /// The name of the item.
    fn name(self, noun: &str) -> String {
        let object = match (self, noun.starts_with(['a', 'e', 'i', 'o', 'u'])) {
            (Self::List | Self::Search, _) => format!("{noun}s"),
            (_, true) => format!("an {noun}"),
            (_, false) => format!("a {noun}"),
        };
        format!("{} {object}", self.verb())
    }
}

/// The item of a kind for one noun in one area.
pub(super) fn item(random: &mut Random, area: &str, noun: &str, kind: Kind) -> Value {
    let url = url::url(random, area, noun, kind);
    let mut headers = vec![json!({ "key": "Accept", "value": "application/json" })];
    if random.percent(10) {
        let description = words::text(random, 3, 8);
        headers.push(
            json!({ "key": "X-Request-Id", "value": "{{$guid}}", "description": description }),
        );
    }
    let body = body::body(random, kind);
    if let Some(body) = &body {
        headers.push(json!({ "key": "Content-Type", "value": body.content_type }));
    }

    let mut request = Map::new();
    request.insert("method".to_owned(), kind.method().into());
    request.insert("header".to_owned(), headers.into());
    if let Some(body) = body {
        request.insert("body".to_owned(), body.json);
    }
    request.insert("url".to_owned(), url);
    let answers = answers::answers(random, noun, kind, &request);

    if let Some(auth) = auth(random) {
        request.insert("auth".to_owned(), auth);
    }
    request.insert("description".to_owned(), description(random, noun).into());
    json!({ "name": kind.name(noun), "request": request, "response": answers })
}

/// The auth block: half of them `oauth2`, a quarter inherited.
fn auth(random: &mut Random) -> Option<Value> {
    match random.between(0, 12) {
        0..=5 => Some(json!({ "type": "oauth2" })),
        6..=8 => None,
        9 => Some(json!({ "type": "noauth" })),
        10..=11 => Some(json!({
            "type": "bearer",
            "bearer": [{ "key": "token", "value": "{{bearerToken}}", "type": "string" }],
        })),
        _ => Some(json!({
            "type": "apikey",
            "apikey": [
                { "key": "key", "value": "X-API-Key", "type": "string" },
                { "key": "value", "value": "{{apiKey}}", "type": "string" },
                { "key": "in", "value": "header", "type": "string" },
            ],
        })),
    }
}

fn description(random: &mut Random, noun: &str) -> String {
    format!(
        "{}\n\n{}\n\n**Scopes:** `{noun}:write:admin`, `{noun}:write`<br>\
         **[Rate Limit Label](https://example.com/docs#rate-limits):** `Light`",
        words::text(random, 15, 50),
        words::text(random, 10, 60)
    )
}

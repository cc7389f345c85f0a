//! Saved answers.

use super::item::Kind;
use super::schema::Schema;
use super::{Map, Random, Value, json, words};

const FAILURES: &[u16] = &[400, 401, 403, 404, 409, 422, 429, 500];

/// The saved answers of a request: one or two successes, and two or three failures.
pub(super) fn answers(
    random: &mut Random,
    noun: &str,
    kind: Kind,
    request: &Map<String, Value>,
) -> Vec<Value> {
    let mut answers = Vec::new();
    for (status, schema) in statuses(random, noun, kind) {
        // An answer in seven of those that failed was saved without its body.
        let schema = schema.filter(|_| status < 400 || !random.percent(15));
        let mut answer = answer(random, status, schema.as_ref(), request);
        let second = schema.filter(|_| status == 200 && random.percent(25));
        answers.push(answer.clone());
        if let Some(schema) = second {
            answer["name"] = "Another example".into();
            answer["body"] = schema.example(random).into();
            answers.push(answer);
        }
    }
    answers
}

fn statuses(random: &mut Random, noun: &str, kind: Kind) -> Vec<(u16, Option<Schema>)> {
    let object = Schema::object(random, 3);
    let mut all = match kind {
        Kind::List | Kind::Search => vec![(200, Some(page(noun, object)))],
        Kind::Create | Kind::Upload => vec![(201, Some(object))],
        Kind::Delete | Kind::Status | Kind::Update if random.percent(30) => {
            vec![(204, None), (200, Some(object))]
        }
        Kind::Delete | Kind::Status | Kind::Update => vec![(204, None)],
        Kind::Get | Kind::Replace | Kind::Settings => vec![(200, Some(object))],
    };
    let count = random.between(2, 3);
    let mut failures = random.sample(FAILURES, count);
    failures.sort_unstable();
    all.extend(failures.into_iter().map(|it| (it, Some(failure(it)))));
    all
}

fn page(noun: &str, item: Schema) -> Schema {
    let items = format!("{noun}s");
    Schema::object_of([
        ("page_size", Schema::Integer),
        ("next_page_token", Schema::Text),
        ("total_records", Schema::Integer),
        (&items, Schema::list_of(item)),
    ])
}

fn failure(status: u16) -> Schema {
    let (code, message) = (("code", Schema::Integer), ("message", Schema::Text));
    if !matches!(status, 400 | 422) {
        return Schema::object_of([code, message]);
    }
    let field = [("field", Schema::Text), ("message", Schema::Text)];
    let errors = Schema::list_of(Schema::object_of(field));
    Schema::object_of([code, message, ("errors", errors)])
}

fn answer(
    random: &mut Random,
    status: u16,
    schema: Option<&Schema>,
    request: &Map<String, Value>,
) -> Value {
    let reason = reason(status);
    let meaning = words::text(random, 3, 25);
    let (language, content_type) = match schema {
        Some(_) => ("json", "application/json"),
        None => ("text", "text/plain"),
    };
    let headers = match status {
        204 => json!([]),
        _ => json!([{ "key": "Content-Type", "value": content_type }]),
    };
    let body = schema.map(|schema| schema.example(random));
    json!({
        "name": format!("**HTTP Status Code:** `{status}` **{reason}**<br>\n{meaning}"),
        "originalRequest": original(request),
        "status": reason,
        "code": status,
        "_postman_previewlanguage": language,
        "header": headers,
        "cookie": [],
        "body": body.unwrap_or_default(),
    })
}

/// The request as it was saved with the answer: with a placeholder for the token.
fn original(request: &Map<String, Value>) -> Value {
    let mut request = request.clone();
    if let Some(Value::Array(headers)) = request.get_mut("header") {
        headers.push(json!({
            "description": "Added as a part of security scheme: oauth2",
            "key": "Authorization",
            "value": "<token>",
        }));
    }
    request.into()
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        409 => "Conflict",
        422 => "Unprocessable Entity (WebDAV) (RFC 4918)",
        429 => "Too Many Requests",
        _ => "Internal Server Error",
    }
}

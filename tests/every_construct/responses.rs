//! Responses and error codes.

use codegen::api::{JsonStream, Operation, Payload, Response, StreamFormat, Type};

use super::shorthand::{
    DECODE, docs, error_code, field, list, map, named, object, operation, response,
};

pub fn operations() -> Vec<Operation> {
    vec![
        each_payload(),
        failures(),
        words(),
        only_default(),
        only_success(),
        only_failure(),
        redirects(),
        moved(),
        many(),
        events(),
        events_or_json(),
        lines(),
    ]
}

fn each_payload() -> Operation {
    let mut it = operation("each_payload", "EachPayload", "GET", "/answers");
    it.responses = vec![
        response(Some(200), "Ok", "OK", Payload::Json(named("Large"))),
        response(
            Some(201),
            "Created",
            "Created",
            Payload::Json(list(named("User"))),
        ),
        response(Some(202), "Accepted", "Accepted", Payload::Text),
        response(
            Some(203),
            "NonAuthoritativeInformation",
            "Non-Authoritative Information",
            Payload::Bytes,
        ),
        response(Some(204), "NoContent", "No Content", Payload::Empty),
        response(
            Some(206),
            "PartialContent",
            "Partial Content",
            Payload::Response,
        ),
        response(Some(207), "MultiStatus", "", Payload::Json(Type::I64)),
    ];
    it.responses[0].docs = docs("All of it.");
    it.responses[1].docs = docs("First.\n\nSecond.");
    let fields = (0..20)
        .map(|n| field(&format!("field_{n}"), &format!("field_{n}"), Type::String))
        .collect();
    it.types = vec![object("Large", fields, DECODE)];
    it
}

fn failures() -> Operation {
    let mut it = operation("failures", "Failures", "GET", "/failures");
    it.responses = vec![
        response(Some(200), "Ok", "OK", Payload::Empty),
        Response {
            error_codes: vec![0, 1, 2],
            docs: docs("It was wrong."),
            ..response(Some(400), "BadRequest", "Bad Request", Payload::Empty)
        },
        Response {
            error_codes: vec![3],
            ..response(
                Some(404),
                "NotFound",
                "Not Found",
                Payload::Json(named("Problem")),
            )
        },
        response(Some(409), "Conflict", "Conflict", Payload::Text),
        response(Some(410), "Gone", "Gone", Payload::Bytes),
        response(
            Some(500),
            "InternalServerError",
            "Internal Server Error",
            Payload::Response,
        ),
        response(None, "Default", "", Payload::Json(named("Problem"))),
    ];
    it.error_codes = vec![
        error_code("200", "Code200", Some(400), "It's \"wrong\" {here}."),
        error_code(
            "300",
            "Code300",
            Some(400),
            "It was cut at a very long place so that the line does not fit any more, which is…",
        ),
        error_code("1000000", "Code1000000", Some(400), "Many"),
        error_code("1001", "Code1001", Some(404), "Not there"),
        error_code("1002", "Code1002", Some(404), ""),
    ];
    it.code_fields = vec!["/code".to_owned(), "/error/code".to_owned()];
    it.types = vec![object(
        "Problem",
        vec![field("code", "code", Type::I64)],
        DECODE,
    )];
    it
}

fn words() -> Operation {
    let mut it = operation("words", "Words", "GET", "/words");
    it.responses = vec![Response {
        error_codes: vec![0, 1],
        ..response(Some(401), "Unauthorized", "Unauthorized", Payload::Empty)
    }];
    it.error_codes = vec![
        error_code(
            "invalid_grant",
            "InvalidGrant",
            Some(401),
            "The grant is invalid.",
        ),
        error_code("007", "Code007", None, "Seven"),
    ];
    it.code_fields = vec!["/error".to_owned()];
    it
}

fn only_default() -> Operation {
    let mut it = operation("only_default", "OnlyDefault", "GET", "/default");
    it.responses = vec![response(None, "Default", "", Payload::Response)];
    it
}

fn only_success() -> Operation {
    let mut it = operation("only_success", "OnlySuccess", "GET", "/success");
    it.responses = vec![response(Some(200), "Ok", "OK", Payload::Json(Type::Json))];
    it
}

fn only_failure() -> Operation {
    let mut it = operation("only_failure", "OnlyFailure", "GET", "/failure");
    it.responses = vec![response(
        Some(500),
        "InternalServerError",
        "Internal Server Error",
        Payload::Json(map(Type::String)),
    )];
    it
}

/// Only the response at the end of a redirect has a payload.
fn moved() -> Operation {
    let mut it = operation("moved", "Moved", "GET", "/moved");
    it.responses = vec![
        response(Some(202), "Accepted", "Accepted", Payload::Empty),
        response(Some(302), "Found", "Found", Payload::Empty),
    ];
    it
}

fn redirects() -> Operation {
    let mut it = operation("redirects", "Redirects", "GET", "/redirects");
    it.responses = vec![
        response(
            Some(101),
            "SwitchingProtocols",
            "Switching Protocols",
            Payload::Empty,
        ),
        response(Some(302), "Found", "Found", Payload::Text),
        response(Some(999), "Status999", "", Payload::Empty),
    ];
    it.error_codes = vec![error_code("lost", "Lost", Some(999), "")];
    it.code_fields = vec!["/code".to_owned()];
    it
}

/// Events whose data are JSON.
fn events() -> Operation {
    let mut it = operation("events", "Events", "GET", "/events");
    it.responses = vec![Response {
        stream: Some(JsonStream {
            format: StreamFormat::Events { end: None },
            item: named("EventsEvent"),
        }),
        ..response(Some(200), "Ok", "OK", Payload::Text)
    }];
    let fields = vec![field("n", "n", Type::I64)];
    it.types = vec![object("EventsEvent", fields, DECODE)];
    it
}

/// JSON, or events with an end of their own.
fn events_or_json() -> Operation {
    let mut it = operation("events_or_json", "EventsOrJson", "POST", "/chat");
    it.responses = vec![Response {
        stream: Some(JsonStream {
            format: StreamFormat::Events {
                end: Some("[DONE]".to_owned()),
            },
            item: Type::I64,
        }),
        ..response(Some(200), "Ok", "OK", Payload::Json(named("User")))
    }];
    it
}

fn lines() -> Operation {
    let mut it = operation("lines", "Lines", "GET", "/lines");
    it.responses = vec![Response {
        stream: Some(JsonStream {
            format: StreamFormat::JsonLines,
            item: named("User"),
        }),
        ..response(Some(200), "Ok", "OK", Payload::Text)
    }];
    it
}

/// More statuses than a function may have lines.
fn many() -> Operation {
    let mut it = operation("many_statuses", "ManyStatuses", "GET", "/many");
    it.responses = (400..500)
        .map(|status| response(Some(status), &format!("Status{status}"), "", Payload::Empty))
        .collect();
    it.error_codes = (1..=120)
        .map(|code| {
            error_code(
                &code.to_string(),
                &format!("Code{code}"),
                Some(400),
                "A text",
            )
        })
        .collect();
    it.code_fields = vec!["/code".to_owned()];
    it
}

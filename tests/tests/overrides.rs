//! What `codegen.toml` says of a whole API, compiled: the types of UUIDs, dates and times of three crates, derives, the
//! field of error codes, and serde's traits.

use std::collections::HashSet;

use client::http::StatusCode;
use client::{ErrorCode as _, Operation, Response};

/// A body as the server would send it.
const PLACED: &str = r#"{
    "id": "b7f8a9ce-2a4f-4b8e-8d51-7a4b0f0f4c01", "placed_at": "2026-02-03T04:05:06Z", "due": null,
    "related": ["0b5e3a3c-7d1f-4c5e-9a57-3f0a3e0d7a11"], "reference": "by phone",
    "lines": [{ "sku": "A1", "count": 2, "added": "2026-02-01" }]
}"#;

fn answer(status: u16, body: &str) -> Response {
    Response {
        status: StatusCode::from_u16(status).unwrap(),
        body: body.to_owned().into(),
        ..Response::default()
    }
}

/// The same test over the types of one crate.
macro_rules! over {
    ($crate_name:ident, $date_time:ty, $date:ty) => {
        mod $crate_name {
            use serde::{Deserialize, Serialize};

            use super::*;

            #[allow(
                dead_code,
                unused_imports,
                reason = "a test uses only a part of an API"
            )]
            mod generated {
                include!(concat!(
                    env!("OUT_DIR"),
                    "/overrides/",
                    stringify!($crate_name),
                    "/mod.rs"
                ));
            }

            use generated::shop as api;

            use api::place_order::{ErrorCode, Line, Order, PlaceOrderBody, PlaceOrderResponse};

            fn placed() -> Order {
                match api::PlaceOrder::decode(answer(201, PLACED)).unwrap() {
                    PlaceOrderResponse::Created(placed) => *placed,
                    other => panic!("{other:?}"),
                }
            }

            #[test]
            fn values_of_a_format_are_read_as_the_types_that_stand_for_it() {
                let placed = placed();
                let id: Option<uuid::Uuid> = placed.id;
                assert_eq!(id, "b7f8a9ce-2a4f-4b8e-8d51-7a4b0f0f4c01".parse().ok());
                let at: Option<$date_time> = placed.placed_at;
                assert_eq!(client::json::plain_text(&at), "2026-02-03T04:05:06Z");
                let added: Option<$date> = placed.lines[0].added;
                assert_eq!(client::json::plain_text(&added), "2026-02-01");
                // One example has another format.
                let reference: Option<String> = placed.reference;
                assert_eq!(reference.as_deref(), Some("by phone"));
            }

            #[test]
            fn what_is_sent_is_the_text_that_the_collection_has() {
                let examples = api::examples::all();
                let request = examples[0].request(None).unwrap();
                assert_eq!(
                    request.uri().to_string(),
                    "https://shop.example/customers/67e55044-10b1-426f-9247-bb680e5fe0c8/orders\
                     ?since=2026-02-03&at=2026-02-03T04:05:06Z&label=2026"
                );
                let deliver_on: $date = client::json::from_plain_text("2026-03-01").unwrap();
                let basket = "0b5e3a3c-7d1f-4c5e-9a57-3f0a3e0d7a11".parse().unwrap();
                let body = PlaceOrderBody::default()
                    .basket(basket)
                    .deliver_on(deliver_on);
                assert_eq!(
                    client::json::to_string(&body),
                    r#"{"basket":"0b5e3a3c-7d1f-4c5e-9a57-3f0a3e0d7a11","deliver_on":"2026-03-01"}"#
                );
            }

            #[test]
            fn types_derive_what_was_asked_where_it_can_hold() {
                let lines: HashSet<Line> = placed().lines.into_iter().collect();
                assert_eq!(lines.len(), 1);
                assert!(Line::default() < lines.into_iter().next().unwrap());
                // With a fraction in it, it is comparable and no more.
                assert_eq!(placed(), placed());
            }

            #[test]
            fn the_field_that_was_told_carries_the_error_code() {
                assert_eq!(ErrorCode::FIELDS, ["/fault/number"]);
                let body = r#"{ "code": 1, "fault": { "number": 70 } }"#;
                let failure = match api::PlaceOrder::decode(answer(409, body)).unwrap() {
                    PlaceOrderResponse::Conflict(failure) => failure,
                    other => panic!("{other:?}"),
                };
                assert_eq!(failure.code, Some(ErrorCode::Code70));
            }

            #[test]
            fn an_enum_of_numbers_reads_numbers_that_nobody_foresaw() {
                let lines = placed().lines;
                assert_eq!(lines[0].count, Some(api::place_order::Count::Two));
                let line = r#"{ "lines": [{ "count": 7 }] }"#;
                let PlaceOrderResponse::Created(placed) =
                    api::PlaceOrder::decode(answer(201, line)).unwrap()
                else {
                    panic!("201 is documented");
                };
                let count = placed.lines[0].count.clone().unwrap();
                assert_eq!(count.as_str(), "7");
            }

            #[test]
            fn a_type_that_was_read_is_sent_where_it_was_put() {
                let order = api::PlaceOrder::new(
                    "67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap(),
                    client::json::from_plain_text("2026-02-03").unwrap(),
                    client::json::from_plain_text("2026-02-03T04:05:06Z").unwrap(),
                    PlaceOrderBody::default(),
                );
                let shop = api::blocking::Client::new(());
                let line = Line::default().sku("A1");
                let request = shop.endpoint().request(order.label(line)).unwrap();
                let uri = request.uri().to_string();
                assert!(uri.ends_with("label={%22sku%22:%22A1%22}"), "{uri}");
            }

            /// What a user of the crate keeps.
            #[derive(Debug, PartialEq, Serialize, Deserialize)]
            struct Kept {
                order: Order,
                sent: Vec<PlaceOrderBody>,
            }

            #[test]
            fn types_go_both_ways_through_serde() {
                let kept = Kept {
                    order: placed(),
                    sent: vec![PlaceOrderBody::default().note("now")],
                };
                let text = serde_json::to_string(&kept).unwrap();
                assert!(text.contains(r#""sent":[{"note":"now"}]"#), "{text}");
                assert_eq!(serde_json::from_str::<Kept>(&text).unwrap(), kept);
            }
        }
    };
}

over!(jiff, ::jiff::Timestamp, ::jiff::civil::Date);
over!(
    chrono,
    ::chrono::DateTime<::chrono::Utc>,
    ::chrono::NaiveDate
);
over!(time, ::time::OffsetDateTime, ::time::Date);

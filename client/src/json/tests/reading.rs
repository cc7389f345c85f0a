use std::collections::BTreeMap;
use std::fmt::Debug;
use std::net::Ipv4Addr;

use crate::json::{
    Document, FromJson, Maybe, Mismatch, ReadError, Value, decode, first_of, from_slice,
    parse_string,
};
use crate::response::Response;

#[derive(Debug, PartialEq)]
struct Order {
    id: i64,
    note: Option<String>,
    parent: Maybe<i64>,
    items: Option<Vec<Item>>,
}

#[derive(Debug, PartialEq)]
struct Item {
    price: Option<f64>,
}

impl FromJson for Order {
    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
        let mut fields = value.fields();
        let order = Self {
            id: fields.required("id")?,
            note: fields.optional("note"),
            parent: fields.maybe("parent"),
            items: fields.optional("items"),
        };
        fields.end(order)
    }
}

impl FromJson for Item {
    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
        let mut fields = value.fields();
        let item = Self {
            price: fields.optional("price"),
        };
        fields.end(item)
    }
}

fn read<T: FromJson>(text: &str) -> T {
    from_slice(text.as_bytes()).unwrap()
}

fn mismatch<T: FromJson + Debug>(text: &str) -> String {
    match from_slice::<T>(text.as_bytes()) {
        Err(ReadError::Mismatch(mismatch)) => mismatch.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn fields_can_be_missing_null_new_and_in_any_order() {
    let order = Order {
        id: 1,
        note: None,
        parent: Maybe::Absent,
        items: None,
    };
    assert_eq!(read::<Order>(r#"{"id":1}"#), order);
    assert_eq!(
        read::<Order>(r#"{"new":{"a":[1]},"items":null,"note":null,"id":1,"x":2}"#),
        order
    );
}

#[test]
fn absent_and_null_differ_if_the_type_keeps_the_difference() {
    let parent = |text: &str| read::<Order>(text).parent;
    assert_eq!(parent(r#"{"id":1}"#), Maybe::Absent);
    assert_eq!(parent(r#"{"id":1,"parent":null}"#), Maybe::Null);
    assert_eq!(parent(r#"{"id":1,"parent":7}"#), Maybe::Value(7));
}

#[test]
fn a_mismatch_has_location_and_types() {
    assert_eq!(
        mismatch::<Order>(r#"{"name":"n"}"#),
        "at `/id`: expected an integer of 64 bits, found nothing"
    );
    assert_eq!(
        mismatch::<Order>("3"),
        "at `/`: expected an object, found an integer"
    );
}

#[test]
fn the_last_of_repeated_keys_counts() {
    assert_eq!(read::<Order>(r#"{"id":1,"id":2,"note":"a","id":3}"#).id, 3);
    let many = (0..100).fold(String::new(), |text, n| text + &format!(r#""k{n}":{n},"#));
    assert_eq!(read::<Order>(&format!(r#"{{"id":1,{many}"id":2}}"#)).id, 2);
    let escaped = r#"{"id":1,"\u0069d":2}"#;
    assert_eq!(read::<Order>(escaped).id, 2);
    assert_eq!(read::<BTreeMap<String, i64>>(escaped)["id"], 2);
}

#[test]
fn a_number_without_fraction_is_an_integer() {
    assert_eq!(read::<i64>("3.0"), 3);
    assert_eq!(read::<u64>("1e3"), 1000);
    assert_eq!(read::<i32>("-2147483648"), i32::MIN);
    assert_eq!(
        mismatch::<i64>("3.5"),
        "at `/`: expected an integer of 64 bits, found a number"
    );
    for (text, fits) in [("2147483648", false), ("-1", true)] {
        assert_eq!(from_slice::<i32>(text.as_bytes()).is_ok(), fits, "{text}");
    }
    assert!(from_slice::<u64>(b"-1").is_err());
    assert!(from_slice::<i64>(b"9223372036854775808").is_err());
    assert!(from_slice::<i64>(b"1e300").is_err());
}

#[test]
fn integers_are_exact_to_their_last_digit() {
    assert_eq!(read::<i64>("9223372036854775807"), i64::MAX);
    assert_eq!(read::<u64>("18446744073709551615"), u64::MAX);
}

#[test]
#[expect(clippy::float_cmp, reason = "these floats are exact")]
fn an_integer_is_a_float() {
    assert_eq!(read::<f64>("3"), 3.0);
    assert_eq!(read::<f32>("2.5"), 2.5);
    assert_eq!(
        read::<f64>("18446744073709551615"),
        18_446_744_073_709_551_615.0
    );
}

#[test]
fn escapes_are_decoded_in_values_and_keys() {
    assert_eq!(read::<String>(r#""\ud83d\ude80\n\"""#), "🚀\n\"");
    assert_eq!(read::<Order>(r#"{"\u0069\u0064":5}"#).id, 5);
}

#[test]
fn strings_without_escapes_borrow_from_the_text() {
    let text = r#"["plain"]"#;
    let document = Document::parse(text.as_bytes()).unwrap();
    let item = document.root().items().unwrap().next().unwrap();
    assert!(std::ptr::eq(
        item.text().unwrap().as_ptr(),
        text[2..].as_ptr()
    ));
}

#[test]
fn a_byte_order_mark_is_ignored() {
    assert_eq!(read::<i64>("\u{feff}1"), 1);
}

#[test]
fn null_items_are_none() {
    assert_eq!(read::<Vec<Option<i64>>>("[1,null]"), [Some(1), None]);
    assert_eq!(*read::<Box<i64>>("1"), 1);
}

#[test]
fn other_types_are_parsed_from_strings() {
    struct Address(Ipv4Addr);
    impl FromJson for Address {
        fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
            parse_string(value, "an address").map(Self)
        }
    }
    assert_eq!(read::<Address>(r#""127.0.0.1""#).0, Ipv4Addr::LOCALHOST);
    let wrong = from_slice::<Address>(br#""home""#).err().unwrap();
    assert!(matches!(wrong, ReadError::Mismatch(it) if it.expected() == "an address"));
}

#[test]
fn the_first_type_that_fits_is_chosen() {
    #[derive(Debug, PartialEq)]
    enum Union {
        Order(Order),
        Item(Item),
    }
    impl FromJson for Union {
        fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
            first_of(
                value,
                &[
                    |value| Order::from_json(value).map(Self::Order),
                    |value| Item::from_json(value).map(Self::Item),
                ],
            )
        }
    }
    assert!(matches!(read(r#"{"id":1}"#), Union::Order(_)));
    assert!(matches!(read(r#"{"price":1}"#), Union::Item(_)));
    assert!(from_slice::<Union>(b"[]").is_err());
}

#[test]
fn a_response_of_another_type_is_kept() {
    let response = Response {
        status: http::StatusCode::CREATED,
        body: br#"{"code":"x"}"#.as_slice().into(),
        ..Response::default()
    };
    let error = decode::<Order>(response.clone(), &mut Vec::new()).unwrap_err();
    assert_eq!(error.response(), &response);
    assert_eq!(
        error.mismatched().map(Mismatch::pointer).as_deref(),
        Some("/id")
    );

    let cut = Response {
        body: br#"{"id":"#.as_slice().into(),
        ..response
    };
    let error = decode::<Order>(cut, &mut Vec::new()).unwrap_err();
    assert_eq!(error.mismatched(), None);
}

#[test]
fn depth_is_limited() {
    let deep = "[".repeat(100_000);
    assert!(Document::parse(deep.as_bytes()).is_err());
}

/// Reads what a parser of `serde_json` passes on.
fn read_by_serde<T: FromJson>(text: &str) -> T {
    let document: Document<'_> = serde_json::from_str(text).unwrap();
    document.read().unwrap()
}

#[test]
fn numbers_are_read_if_another_crate_turns_on_arbitrary_precision() {
    // What the parser then returns for `{"id":7}`.
    let text = r#"{"id":{"$serde_json::private::Number":"7"}}"#;
    assert_eq!(read_by_serde::<Order>(text).id, 7);
    let number = |digits: &str| format!(r#"{{"$serde_json::private::Number":"{digits}"}}"#);
    assert_eq!(
        read_by_serde::<u64>(&number("18446744073709551615")),
        u64::MAX
    );
    assert_eq!(read_by_serde::<i64>(&number("1e2")), 100);
}

#[test]
fn a_document_shows_its_values_for_debugging() {
    let document = Document::parse(br#"{"a":[1,"b",null]}"#).unwrap();
    assert_eq!(format!("{:?}", document.root()), r#"{"a": [1, "b", null]}"#);
}

//! Values that do not fit: what is converted, what is left out, and what is reported.

use std::collections::BTreeMap;
use std::fmt::Debug;

use crate::json::{FromJson, Mismatch, Value, first_of, read};

#[derive(Debug, Clone, PartialEq)]
struct Shop {
    name: Option<String>,
    owner: Option<Owner>,
    shelves: Vec<Shelf>,
    stock: BTreeMap<String, i64>,
}

#[derive(Debug, Clone, PartialEq)]
struct Owner {
    id: i64,
    email: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
struct Shelf {
    id: i64,
    open: Option<bool>,
}

impl FromJson for Shop {
    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
        let mut fields = value.fields();
        let shop = Self {
            name: fields.optional("name"),
            owner: fields.optional("owner"),
            shelves: fields.required("shelves")?,
            stock: fields.required("stock")?,
        };
        fields.end(shop)
    }
}

impl FromJson for Owner {
    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
        let mut fields = value.fields();
        let owner = Self {
            id: fields.required("id")?,
            email: fields.optional("email"),
        };
        fields.end(owner)
    }
}

impl FromJson for Shelf {
    fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
        let mut fields = value.fields();
        let shelf = Self {
            id: fields.required("id")?,
            open: fields.optional("open"),
        };
        fields.end(shelf)
    }
}

/// What is read, and the mismatches.
fn lossy<T: FromJson + Debug>(text: &str) -> (T, Vec<String>) {
    let mut mismatches = Vec::new();
    let read = read(text.as_bytes(), &mut mismatches).unwrap();
    (read, mismatches.iter().map(ToString::to_string).collect())
}

/// What is read without loss.
fn lossless<T: FromJson + Debug>(text: &str) -> T {
    let (read, mismatches) = lossy(text);
    assert_eq!(mismatches, [""; 0], "{text}");
    read
}

const SHOP: &str = r#"{
    "name": "Corner",
    "owner": {"id": 1, "email": "a@example.com"},
    "shelves": [{"id": 1, "open": true}, {"id": 2}],
    "stock": {"a/b": 1, "tea": 2}
}"#;

#[test]
#[expect(clippy::float_cmp, reason = "these floats are exact")]
fn numbers_and_booleans_are_read_from_strings_without_loss() {
    assert_eq!(lossless::<i64>(r#""30""#), 30);
    assert_eq!(lossless::<i64>(r#""-30.0""#), -30);
    assert_eq!(lossless::<u64>(r#""18446744073709551615""#), u64::MAX);
    assert_eq!(lossless::<f64>(r#""2.50""#), 2.5);
    assert!(lossless::<bool>(r#""true""#));
    for wrong in [r#""""#, r#""x""#, r#""1.5""#, r#""inf""#, "true", "[]"] {
        assert!(
            read::<i64>(wrong.as_bytes(), &mut Vec::new()).is_err(),
            "{wrong}"
        );
    }
    assert!(read::<f64>(br#""inf""#, &mut Vec::new()).is_err());
    assert!(read::<bool>(b"1", &mut Vec::new()).is_err());
}

#[test]
fn strings_are_read_from_numbers_and_booleans_without_loss() {
    assert_eq!(lossless::<String>("17"), "17");
    assert_eq!(lossless::<String>("-2.50"), "-2.5");
    assert_eq!(lossless::<String>("true"), "true");
    assert!(read::<String>(b"null", &mut Vec::new()).is_err());
}

#[test]
fn lists_and_maps_that_are_missing_or_null_are_empty() {
    for text in ["{}", r#"{"shelves": null, "stock": null}"#] {
        let shop: Shop = lossless(text);
        assert!(shop.shelves.is_empty() && shop.stock.is_empty());
    }
    let (shop, mismatches) = lossy::<Shop>(r#"{"shelves": 3}"#);
    assert_eq!(shop.shelves, []);
    assert_eq!(
        mismatches,
        ["at `/shelves`: expected an array, found an integer"]
    );
}

#[test]
fn an_optional_field_an_item_and_a_member_that_do_not_fit_are_left_out() {
    let whole: Shop = lossless(SHOP);
    for (from, to, expected) in [
        (
            r#""Corner""#,
            "[]",
            "at `/name`: expected a string, found an array",
        ),
        (
            r#""a@example.com""#,
            "{}",
            "at `/owner/email`: expected a string, found an object",
        ),
        (
            "true",
            "3",
            "at `/shelves/0/open`: expected a boolean, found an integer",
        ),
        (
            r#"{"id": 2}"#,
            "null",
            "at `/shelves/1`: expected an object, found null",
        ),
        (
            r#""a/b": 1"#,
            r#""a/b": "x""#,
            "at `/stock/a~1b`: expected an integer of 64 bits, found a string",
        ),
    ] {
        let (read, mismatches) = lossy::<Shop>(&SHOP.replace(from, to));
        assert_eq!(mismatches, [expected]);
        let mut rest = whole.clone();
        match to {
            "[]" => rest.name = None,
            "{}" => rest.owner.as_mut().unwrap().email = None,
            "3" => rest.shelves[0].open = None,
            "null" => drop(rest.shelves.pop()),
            _ => drop(rest.stock.remove("a/b")),
        }
        assert_eq!(read, rest);
    }
}

#[test]
fn a_required_field_that_does_not_fit_takes_its_struct_with_it() {
    let (shop, mismatches) = lossy::<Shop>(r#"{"owner": {"id": "x"}, "shelves": [{}, {"id": 2}]}"#);
    assert_eq!((shop.owner, shop.shelves.len()), (None, 1));
    assert_eq!(
        mismatches,
        [
            "at `/owner/id`: expected an integer of 64 bits, found a string",
            "at `/shelves/0/id`: expected an integer of 64 bits, found nothing",
        ]
    );
}

#[test]
fn of_several_types_the_one_that_loses_least_is_read() {
    #[derive(Debug, PartialEq)]
    enum Union {
        Number(i64),
        Text(String),
        Owner(Owner),
        Shelf(Shelf),
    }
    impl FromJson for Union {
        fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
            first_of(
                value,
                &[
                    |value| i64::from_json(value).map(Self::Number),
                    |value| String::from_json(value).map(Self::Text),
                    |value| Owner::from_json(value).map(Self::Owner),
                    |value| Shelf::from_json(value).map(Self::Shelf),
                ],
            )
        }
    }
    assert_eq!(lossless::<Union>(r#""30""#), Union::Text("30".to_owned()));
    assert_eq!(lossless::<Union>("true"), Union::Text("true".to_owned()));
    assert_eq!(lossless::<Union>("30"), Union::Number(30));
    let shelf = Shelf { id: 1, open: None };
    let (read, mismatches) = lossy::<Union>(r#"{"id": 1, "email": [], "open": null}"#);
    assert_eq!((read, mismatches.len()), (Union::Shelf(shelf), 0));
    let (read, mismatches) = lossy::<Union>(r#"{"id": 1, "email": [], "open": []}"#);
    assert!(matches!(read, Union::Owner(_)));
    assert_eq!(
        mismatches,
        ["at `/email`: expected a string, found an array"]
    );
}

#[test]
fn the_number_of_reported_mismatches_is_limited() {
    let text = format!("[{}null]", "null,".repeat(1000));
    let (list, mismatches) = lossy::<Vec<i64>>(&text);
    assert_eq!((list.len(), mismatches.len()), (0, 100));
}

#[test]
fn unions_in_unions_take_no_exponential_time() {
    struct Nested;
    impl FromJson for Nested {
        fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
            fn inner(value: &Value<'_>) -> Result<Nested, Mismatch> {
                let mut fields = value.fields();
                let _: Option<Box<Nested>> = fields.optional("in");
                let _: Option<bool> = fields.optional("flag");
                fields.end(Nested)
            }
            first_of(value, &[inner, inner, inner])
        }
    }
    let text = r#"{"flag":[],"in":"#.repeat(100) + "{}" + &"}".repeat(100);
    assert!(read::<Nested>(text.as_bytes(), &mut Vec::new()).is_ok());
}

#[test]
fn a_required_field_of_the_body_itself_is_empty_if_it_does_not_fit() {
    #[derive(Debug, PartialEq)]
    struct Order {
        id: i64,
        note: String,
        owner: Owner,
        paid: bool,
    }
    impl FromJson for Order {
        fn from_json(value: &Value<'_>) -> Result<Self, Mismatch> {
            let mut fields = value.fields();
            let order = Self {
                id: fields.required("id")?,
                note: fields.required("note")?,
                owner: fields.required("owner")?,
                paid: fields.required("paid")?,
            };
            fields.end(order)
        }
    }
    let (order, mismatches) = lossy::<Order>(r#"{"id": 7, "note": [], "paid": true}"#);
    let owner = Owner { id: 0, email: None };
    assert_eq!(
        order,
        Order {
            id: 7,
            note: String::new(),
            owner,
            paid: true
        }
    );
    assert_eq!(
        mismatches,
        [
            "at `/note`: expected a string, found an array",
            "at `/owner`: expected a value, found nothing"
        ]
    );
    for other in ["{}", r#"{"code": 200, "message": "no"}"#, "[]", "3"] {
        let result = read::<Order>(other.as_bytes(), &mut Vec::new());
        assert!(result.is_err(), "{other}");
    }
}

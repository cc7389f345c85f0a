//! The model of reading, which measures inferred types and proves what a changed value costs, is right about generated
//! code: on any document, both agree on whether it can be read, and on the values that are left out.

use client::http::StatusCode;
use client::json::Mismatch;
use client::{Operation, Response};
use codegen::api::{Api, Folder, Payload};
use serde_json::{Map, Value, json};
use tests::evidence::{Scope, read};

use crate::api::library::books::{AddBook, ChangeBook, FindBooks, GetBook};
use crate::api::library::members::{AddMember, FindLoans, ListPayments, LookUp};
use crate::{generation, saved};

/// How many variations of each saved answer are tried.
const VARIATIONS: usize = 400;

#[test]
fn generated_code_reads_what_the_model_says_it_reads() {
    let api = generation().apis.remove(0);
    let read = [
        compare::<FindBooks>(&api),
        compare::<GetBook>(&api),
        compare::<ChangeBook>(&api),
        compare::<AddBook>(&api),
        compare::<AddMember>(&api),
        compare::<ListPayments>(&api),
        compare::<FindLoans>(&api),
        compare::<LookUp>(&api),
    ];
    let (good, all) = read
        .iter()
        .fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
    // Both happen often enough for the comparison to mean something.
    assert!(good > all / 10 && good < all * 9 / 10, "{good} of {all}");
}

/// How many variations could be read, of how many.
fn compare<O: Operation>(api: &Api) -> (usize, usize) {
    let operation = operation(api, O::NAME);
    let scope = Scope {
        own: &operation.types,
        shared: &api.types,
    };
    let mut random = Random(1);
    let (mut good, mut all) = (0, 0);
    for (code, body) in saved(O::NAME) {
        let answer = operation
            .responses
            .iter()
            .find(|it| it.status == Some(code))
            .unwrap();
        let (Payload::Json(ty), 200..=299) = (&answer.payload, code) else {
            continue;
        };
        let document: Value = serde_json::from_str(&body).unwrap();
        // A failure with a success status is not read by its type.
        if document["code"].is_number() {
            continue;
        }
        for _ in 0..VARIATIONS {
            let mut varied = document.clone();
            for _ in 0..=random.below(2) {
                vary(&mut varied, &mut random);
            }
            let response = Response {
                status: StatusCode::from_u16(code).unwrap(),
                body: varied.to_string().into(),
                ..Response::default()
            };
            let by_model = match read(ty, scope, &varied) {
                Ok(reading) => Ok(reading.losses.into_iter().map(|loss| loss.misfit.pointer)),
                Err(misfit) => Err(misfit.pointer),
            };
            let by_model = by_model.map(Iterator::collect::<Vec<String>>);
            let mut mismatches = Vec::new();
            let by_code = match O::read(response, &mut mismatches) {
                Ok(_) => Ok(mismatches.iter().map(Mismatch::pointer).collect()),
                Err(error) => Err(error.mismatched().unwrap().pointer()),
            };
            assert_eq!(by_model, by_code, "{}: {varied}", O::NAME);
            good += usize::from(by_model.is_ok_and(|losses| losses.is_empty()));
            all += 1;
        }
    }
    (good, all)
}

fn operation<'a>(api: &'a Api, name: &str) -> &'a codegen::api::Operation {
    let all = api
        .folders
        .iter()
        .flat_map(|folder: &Folder| &folder.operations);
    all.into_iter().find(|it| it.name == name).unwrap()
}

/// Puts another value in some place, or takes a member out.
fn vary(value: &mut Value, random: &mut Random) {
    let inner = match value {
        Value::Array(items) if !items.is_empty() => {
            let index = random.below(items.len());
            items.get_mut(index)
        }
        Value::Object(members) if !members.is_empty() => {
            let key = members
                .keys()
                .nth(random.below(members.len()))
                .cloned()
                .unwrap();
            if random.below(6) == 0 {
                members.remove(&key);
                return;
            }
            members.get_mut(&key)
        }
        _ => None,
    };
    match inner {
        Some(inner) if random.below(8) > 0 => vary(inner, random),
        _ => *value = random.value(),
    }
}

/// A generator of pseudo-random numbers (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }

    fn value(&mut self) -> Value {
        let values = [
            Value::Null,
            json!(true),
            json!(3),
            json!(-3.0),
            json!(2.5),
            json!(u64::MAX),
            json!(1e300),
            json!("card"),
            json!("30"),
            json!("-2.0"),
            json!("true"),
            json!("transfer"),
            json!([]),
            json!([null]),
            json!([{"type": "card", "last4": 4}]),
            Value::Object(Map::new()),
            json!({"type": "card"}),
            json!({"name": "x", "title": "y", "pages": 1, "email": null}),
        ];
        values[self.below(values.len())].clone()
    }
}

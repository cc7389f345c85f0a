use std::collections::BTreeMap;

use serde_json::Value;

use super::random::Random;
use crate::json::{Document, from_slice, to_string};

#[test]
fn any_json_is_read_as_serde_json_reads_it() {
    let mut random = Random(1);
    for _ in 0..3000 {
        let value = random.value(4);
        for text in [value.to_string(), format!("{value:#}")] {
            assert_eq!(
                from_slice::<Value>(text.as_bytes()).unwrap(),
                value,
                "{text}"
            );
        }
    }
}

#[test]
fn any_json_is_written_so_that_serde_json_reads_it() {
    let mut random = Random(2);
    for _ in 0..3000 {
        let value = random.value(4);
        let text = to_string(&value);
        assert_eq!(
            serde_json::from_str::<Value>(&text).unwrap(),
            value,
            "{text}"
        );
    }
}

#[test]
fn maps_and_lists_are_read_back() {
    let mut random = Random(3);
    for _ in 0..1000 {
        let member = |n: u64| (format!("k{n}"), vec![Some(n), None]);
        let map: BTreeMap<String, Vec<Option<u64>>> = (0..random.below(9))
            .map(|_| member(random.below(u64::MAX)))
            .collect();
        assert_eq!(
            from_slice::<BTreeMap<_, _>>(to_string(&map).as_bytes()).unwrap(),
            map
        );
    }
}

#[test]
fn floats_are_read_back_exactly() {
    let mut random = Random(4);
    for _ in 0..20_000 {
        let float = f64::from_bits(random.below(u64::MAX));
        if float.is_finite() && float != 0.0 {
            let text = to_string(&float);
            let back = text.parse::<f64>().unwrap();
            assert_eq!(back.to_bits(), float.to_bits(), "{text}");
        }
    }
}

#[test]
fn invalid_text_is_an_error_and_does_not_panic() {
    let mut random = Random(5);
    for _ in 0..2000 {
        let text = random.value(4).to_string();
        for end in 0..text.len() {
            let _ = Document::parse(&text.as_bytes()[..end]);
        }
        assert!(Document::parse(format!("{text}]").as_bytes()).is_err());
    }
}

//! What is recovered of an `OpenAPI` description after a conversion to Postman.
//!
//! `tests/recovery/` holds the description, collections that `openapi-to-postmanv2` made of it in its variants, and the
//! script that made them.

use std::fs;
use std::path::Path;

use codegen::api::TextFormat;
use codegen::{ApiInput, Options, Source, understand};
use serde_json::Value;
use tests::recovery::{Kept, Line, Outcome, compare, declared, recovered};

const VARIANTS: [&str; 6] = [
    "v1-schema",
    "v1-example",
    "v2-schema",
    "v2-example",
    "v2-required-only",
    "v2-typed",
];

/// What a converted collection itself contradicts: the operation and the place, and what the converter does.
const CONTRADICTED: [(&str, &str, &str); 2] = [
    (
        "GET /depots/{number}/shelves/{side}",
        "auth",
        "it leaves `security: []` out, so that the item inherits what all others have",
    ),
    (
        "GET /parcels",
        "500",
        "its version 1 writes `default` as 500",
    ),
];

/// What the converter does to a false claim that is its own.
fn contradiction(line: &Line) -> Option<&'static str> {
    let known = CONTRADICTED.iter().find(|(operation, place, _)| {
        line.operation == *operation && line.place.starts_with(place)
    });
    known
        .filter(|_| line.outcome == Outcome::False)
        .map(|(_, _, does)| *does)
}

fn read(name: &str) -> String {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("recovery");
    fs::read_to_string(dir.join(name)).expect("a file of the test")
}

/// Each aspect of each claim of the description, and how it came through; and the collection.
fn lines(variant: &str) -> (Vec<Line>, Value) {
    let description: Value = serde_json::from_str(&read("parcels.openapi.json")).expect("JSON");
    let file = format!("{variant}.postman_collection.json");
    let text = read(&file);
    let collection = serde_json::from_str(&text).expect("JSON");
    let source = Source { path: file, text };
    let types = TextFormat::ALL.map(|it| format!("{} = \"{}\"\n", it.key(), it.rust_type()));
    let config = Source {
        path: "codegen.toml".to_owned(),
        text: format!("[types]\n{}", types.concat()),
    };
    let input = ApiInput {
        config: Some(config),
        ..ApiInput::of(source)
    };
    let understood = understand(&[input], &Options::default());
    let api = understood.apis.first().expect("an API");
    (
        compare(&declared(&description), &recovered(api)),
        collection,
    )
}

#[test]
fn nothing_is_claimed_that_was_not_declared() {
    let mut all = String::new();
    for variant in VARIANTS {
        let (lines, _) = lines(variant);
        let claims = lines
            .iter()
            .filter(|line| line.outcome == Outcome::False && contradiction(line).is_none())
            .map(ToString::to_string);
        for claim in claims {
            all += &format!("{variant}: {claim}\n");
        }
    }
    assert!(all.is_empty(), "{all}");
}

#[test]
fn what_a_conversion_keeps_is_recovered() {
    let mut all = String::new();
    for variant in VARIANTS {
        let (lines, collection) = lines(variant);
        let kept = Kept::of(&collection);
        let missed = lines
            .iter()
            .filter(|line| line.outcome != Outcome::Recovered && contradiction(line).is_none())
            .filter(|line| kept.says(line))
            .map(ToString::to_string);
        for line in missed {
            all += &format!("{variant}: {line}\n");
        }
    }
    assert!(all.is_empty(), "{all}");
}

/// The table in the README tells these by what is lost.
#[test]
fn what_a_conversion_loses_is_listed() {
    for variant in VARIANTS {
        let (lines, _) = lines(variant);
        let count = |outcome| lines.iter().filter(|line| line.outcome == outcome).count();
        let contradicted = lines.iter().filter_map(contradiction).count();
        let mut report = format!(
            "{} recovered, {} wider, {} lost, {} contradicted by the converter, {} false\n",
            count(Outcome::Recovered),
            count(Outcome::Wider),
            count(Outcome::Lost),
            contradicted,
            count(Outcome::False) - contradicted,
        );
        for line in lines
            .iter()
            .filter(|line| line.outcome != Outcome::Recovered)
        {
            match contradiction(line) {
                Some(does) => report += &format!("{line} ({does})\n"),
                None => report += &format!("{line}\n"),
            }
        }
        insta::with_settings!({omit_expression => true}, {
            insta::assert_snapshot!(format!("recovery_{variant}"), report);
        });
    }
}

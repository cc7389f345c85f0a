//! Generates a client without touching the disk, and prints it.
//!
//! `cargo run -p codegen --example in_memory`

use codegen::{ApiInput, Options, Source, generate};

const COLLECTION: &str = r#"{
  "info": { "name": "Pets", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
  "item": [{
    "name": "Get a pet",
    "request": { "method": "GET", "url": "https://example.com/pets/:id" },
    "response": [{ "name": "OK", "code": 200, "body": "{\"id\": 1, \"name\": \"Rex\"}" }]
  }]
}"#;

fn main() {
    let source = Source {
        path: "pets.json".to_owned(),
        text: COLLECTION.to_owned(),
    };
    let generation = generate(&[ApiInput::of(source)], &Options::default());
    for diagnostic in &generation.diagnostics {
        eprintln!("{}: {}", diagnostic.code, diagnostic.message);
    }
    for (path, text) in generation.output.iter() {
        println!("==> {path}\n{text}");
    }
}

//! The whole generator, from any text to Rust code that parses.

use codegen::{ApiInput, Options, Source, generate, list};

/// Generates from the bytes.
///
/// # Panics
///
/// If a generated file does not parse, or a second run differs.
pub fn run(data: &[u8]) {
    let input = ApiInput::of(Source {
        path: "fuzz.json".to_owned(),
        text: String::from_utf8_lossy(data).into_owned(),
    });
    let options = Options {
        examples: true,
        features: true,
        ..Options::default()
    };
    let inputs = [input];
    let generation = generate(&inputs, &options);
    for (path, text) in generation.output.iter() {
        if let Err(error) = syn::parse_file(text) {
            panic!("{path} does not parse: {error}\n{text}");
        }
    }
    let _ = list::text::list(&generation.apis);
    let _ = list::json::list(&generation.apis, &generation.diagnostics);
    assert_eq!(generation, generate(&inputs, &options));
}

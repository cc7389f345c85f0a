//! The types of strings of a format, for a whole API.

use crate::api::external;
use crate::api::{FormatTypes, TextFormat, Type};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostics};

use super::parse_type::{self, KnownTypes};

/// The types of strings of each format. A type that is not from another crate is an error.
pub(crate) fn format_types(config: &Config, diagnostics: &mut Diagnostics) -> FormatTypes {
    let mut types = FormatTypes::new();
    for wanted in &config.format_types {
        let format = TextFormat::ALL
            .into_iter()
            .find(|format| format.key() == wanted.key);
        let format = format.expect("only keys of formats are read");
        match parse_type::parse(&wanted.change, &KnownTypes::default()) {
            Some(Type::String) => {}
            Some(Type::External(path)) => match external::problem(&path) {
                None => drop(types.insert(format, Type::External(path))),
                Some((message, help)) => {
                    let error = config.error(Code::ConfigType, wanted.position, message);
                    diagnostics.push(error.help(help));
                }
            },
            _ => {
                let message = format!("`{}` is not a type path", wanted.change);
                let error = config.error(Code::ConfigType, wanted.position, message);
                diagnostics.push(error.help("write a path, such as `uuid::Uuid`"));
            }
        }
    }
    types
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Code, Diagnostic};
    use crate::source::Source;
    use crate::{ApiInput, Options, understand};

    /// Fields of the only response with their types, and the diagnostics.
    fn fields(config: &str, bodies: [&str; 2]) -> (Vec<String>, Vec<Diagnostic>) {
        let source = |path: &str, text: String| Source {
            path: path.to_owned(),
            text,
        };
        let bodies = bodies.map(|body| serde_json::json!({ "code": 200, "body": body }));
        let item = serde_json::json!({ "item": [{
            "name": "Get", "request": { "method": "GET", "url": "https://a.example" }, "response": bodies
        }]});
        let input = ApiInput {
            config: Some(source("codegen.toml", config.to_owned())),
            ..ApiInput::of(source("a.json", item.to_string()))
        };
        let understanding = understand(&[input], &Options::default());
        let types = &understanding.apis[0].operations[0].types;
        let crate::api::TypeDef::Struct(def) = &types[0] else {
            panic!("no struct in {types:?}");
        };
        let fields = def.fields.iter().map(|field| {
            let ty = crate::list::types::text(&field.ty);
            format!("{}: {ty}", field.wire_name)
        });
        (
            fields.collect(),
            understanding.diagnostics.into_iter().collect(),
        )
    }

    const ALL: &str = "[types]\nuuid = \"uuid::Uuid\"\ndate = \"jiff::civil::Date\"\ndate-time = \"jiff::Timestamp\"";

    #[test]
    fn a_text_has_the_type_of_its_format_if_all_examples_have_the_format() {
        let bodies = [
            r#"{ "id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "on": "2026-02-03", "at": ["2026-02-03T04:05:06Z"],
                 "declared": "<dateTime>", "mixed": "2026-02-03", "empty": "2026-02-03", "given": "{{x}}" }"#,
            r#"{ "id": "67e55044-10b1-426f-9247-bb680e5fe0c9", "on": null, "at": [],
                 "declared": "<dateTime>", "mixed": "soon", "empty": "", "given": "2026-02-03" }"#,
        ];
        let (found, _) = fields(ALL, bodies);
        assert_eq!(
            found,
            [
                "id: uuid::Uuid",
                "on: jiff::civil::Date",
                "at: Vec<jiff::Timestamp>",
                "declared: jiff::Timestamp",
                "mixed: String",
                "empty: String",
                "given: jiff::civil::Date",
            ]
        );
        let (found, _) = fields("", bodies);
        assert_eq!(found[0], "id: String");
    }

    #[test]
    fn a_format_that_another_place_of_the_key_has_not_is_none() {
        let (found, _) = fields(
            ALL,
            [
                r#"{ "id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "in": { "id": "me" } }"#,
                r#"{ "id": "67e55044-10b1-426f-9247-bb680e5fe0c9" }"#,
            ],
        );
        assert_eq!(found[0], "id: String");
    }

    #[test]
    fn what_is_not_a_type_path_is_an_error_with_a_position() {
        let config = "[types]\nuuid = \"Uuid\"\ndate-time = \"chrono::DateTime<chrono::Local>\"";
        let (_, diagnostics) = fields(config, ["{\"a\": 1}", "{\"a\": 2}"]);
        let diagnostics: Vec<String> = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.code == Code::ConfigType)
            .map(|diagnostic| {
                format!(
                    "{}:{} {}",
                    diagnostic.line, diagnostic.column, diagnostic.message
                )
            })
            .collect();
        assert_eq!(
            diagnostics,
            [
                "2:8 `Uuid` is not a type path",
                "3:13 `client` cannot read and write `chrono::DateTime<chrono::Local>`",
            ]
        );
    }
}

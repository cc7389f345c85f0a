//! From TOML to [`Config`].

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::api::external::is_absolute_path;
use crate::api::{AlwaysThere, TextFormat};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::Source;

use super::table::Reader;
use super::{
    Config, Correction, FolderCorrection, ItemCorrection, TypeCorrection, ValueCorrection,
};
use super::{added, keys, pages};

/// How many syntax errors of a file are reported one by one. Most of those behind the first follow from it.
const SYNTAX_ERRORS: usize = 20;

/// Reads a configuration. Reports syntax errors, unknown keys and wrong types, and keeps the rest.
pub(super) fn read(source: &Source, diagnostics: &mut Diagnostics) -> Config {
    let mut config = Config {
        path: source.path.clone(),
        ..Config::default()
    };
    let (document, errors) = DeTable::parse_recoverable(&source.text);
    let mut found = Diagnostics::default();
    let mut reader = Reader::new(source, &mut found);
    if errors.is_empty() {
        read_top(&mut reader, document.get_ref(), &mut config);
    }
    report_syntax(&mut reader, &errors);
    // Tables come sorted by key; people read from top to bottom.
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
    diagnostics.extend(found);
    config
}

fn report_syntax(reader: &mut Reader<'_, '_>, errors: &[toml::de::Error]) {
    let spans = errors.iter().map(|it| it.span().unwrap_or_default());
    let mut errors: Vec<_> = spans.zip(errors).collect();
    errors.sort_by_key(|(span, _)| span.start);
    let help = "correct the syntax; the TOML specification is at <https://toml.io>";
    let more = errors.split_off(errors.len().min(SYNTAX_ERRORS));
    for (span, error) in errors {
        let message = format!("invalid TOML: {}", error.message());
        reader.error(Code::ConfigSyntax, span, message, Some(help.to_owned()));
    }
    if let Some((span, _)) = more.first() {
        let message = format!("invalid TOML: {} more errors from here on", more.len());
        let help = "correct those before, from which most of these follow".to_owned();
        reader.error(Code::ConfigSyntax, span.clone(), message, Some(help));
    }
}

fn read_top<'a>(reader: &mut Reader<'a, '_>, table: &'a DeTable<'a>, config: &mut Config) {
    reader.entries(table, keys::FILE, |reader, key, (_, value)| {
        match key {
            "name" => config.name = reader.text(value),
            "base-url" => config.base_url = reader.text(value),
            "environment" => config.environments = reader.placed_texts(value),
            "error-code-field" => config.code_field = reader.placed_text(value),
            "features" => config.features = reader.flag(value),
            "client-path" => config.client_path = client_path(reader, value),
            "serde" => config.serde = reader.flag(value),
            "literal-ids" => config.literal_ids = reader.flag(value) == Some(true),
            "package" => read_package(reader, value, config),
            "types" => read_types(reader, value, config),
            "answers" => read_answers(reader, value, config),
            "auth" => config.auth = added::auth(reader, value),
            "variables" => config.variables = variables(reader, value),
            "folder" => config.folders = corrections(reader, value, read_folder),
            "item" => config.items = corrections(reader, value, read_item),
            "parameter" => config.parameters = corrections(reader, value, read_parameter),
            "type" => config.types = corrections(reader, value, read_type),
            _ => return false,
        }
        true
    });
}

/// Metadata of a new crate.
fn read_package<'a>(
    reader: &mut Reader<'a, '_>,
    value: &'a Spanned<DeValue<'a>>,
    config: &mut Config,
) {
    let Some(table) = reader.table(value) else {
        return;
    };
    let known = [keys::PACKAGE, keys::PACKAGE_LISTS].concat();
    reader.entries(table, &known, |reader, key, (_, value)| {
        let values = if keys::PACKAGE.contains(&key) {
            reader.text(value).into_iter().collect()
        } else if keys::PACKAGE_LISTS.contains(&key) {
            reader.texts(value)
        } else {
            return false;
        };
        if !values.is_empty() {
            config.package.push((key.to_owned(), values));
        }
        true
    });
}

/// The path of the runtime in code.
fn client_path<'a>(reader: &mut Reader<'a, '_>, value: &'a Spanned<DeValue<'a>>) -> Option<String> {
    let path = reader.text(value)?;
    if is_absolute_path(&path) {
        return Some(path);
    }
    let message = format!("`{path}` is not the path of a crate or module");
    let help =
        "write the name of a dependency, such as `my_client`, or a path such as `crate::client`";
    reader.error(
        Code::ConfigType,
        value.span(),
        message,
        Some(help.to_owned()),
    );
    None
}

fn read_types<'a>(
    reader: &mut Reader<'a, '_>,
    value: &'a Spanned<DeValue<'a>>,
    config: &mut Config,
) {
    let formats = TextFormat::ALL.map(TextFormat::key);
    let Some(table) = reader.table(value) else {
        return;
    };
    reader.entries(table, keys::TYPES, |reader, key, (_, value)| {
        match key {
            "derive" => config.derives = reader.placed_texts(value),
            _ if formats.contains(&key) => {
                let position = reader.position(&value.span());
                config
                    .format_types
                    .extend(reader.text(value).map(|change| Correction {
                        key: key.to_owned(),
                        position,
                        change,
                    }));
            }
            _ => return false,
        }
        true
    });
    let by_position = |wanted: &Correction<String>| (wanted.position.line, wanted.position.column);
    config.format_types.sort_by_key(by_position);
}

fn read_answers<'a>(
    reader: &mut Reader<'a, '_>,
    value: &'a Spanned<DeValue<'a>>,
    config: &mut Config,
) {
    let Some(table) = reader.table(value) else {
        return;
    };
    reader.entries(table, keys::ANSWERS, |reader, key, (_, value)| {
        match key {
            "always-there" => config.always_there = reader.choice(value, &AlwaysThere::ALL),
            "lists" => {
                let choices = [("empty", false), ("optional", true)];
                config.optional_lists = reader.choice(value, &choices).unwrap_or_default();
            }
            _ => return false,
        }
        true
    });
}

/// A table of corrections.
fn corrections<'a, T>(
    reader: &mut Reader<'a, '_>,
    value: &'a Spanned<DeValue<'a>>,
    read: fn(&mut Reader<'a, '_>, &'a DeTable<'a>) -> T,
) -> Vec<Correction<T>> {
    let mut all = Vec::new();
    reader.each_table(value, |reader, key, position, table| {
        all.push(Correction {
            key: key.to_owned(),
            position,
            change: read(reader, table),
        });
    });
    all
}

/// Values of variables.
fn variables<'a>(
    reader: &mut Reader<'a, '_>,
    value: &'a Spanned<DeValue<'a>>,
) -> Vec<Correction<String>> {
    let mut all = Vec::new();
    for (key, value) in reader.table(value).into_iter().flatten() {
        let position = reader.position(&key.span());
        let key = key.get_ref().to_string();
        all.extend(reader.value_of(&key, value).map(|change| Correction {
            key,
            position,
            change,
        }));
    }
    all
}

/// A table of texts.
fn named<'a>(
    reader: &mut Reader<'a, '_>,
    value: &'a Spanned<DeValue<'a>>,
) -> Vec<Correction<String>> {
    let mut all = Vec::new();
    for (key, value) in reader.table(value).into_iter().flatten() {
        let position = reader.position(&key.span());
        let name = reader.key(key);
        all.extend(reader.text(value).map(|change| Correction {
            key: name,
            position,
            change,
        }));
    }
    all
}

fn read_folder<'a>(reader: &mut Reader<'a, '_>, table: &'a DeTable<'a>) -> FolderCorrection {
    let mut folder = FolderCorrection::default();
    reader.entries(table, keys::FOLDER, |reader, key, (_, value)| {
        match key {
            "skip" => folder.skip = reader.flag(value) == Some(true),
            "rename" => folder.rename = reader.placed_text(value),
            _ => return false,
        }
        true
    });
    folder
}

fn read_item<'a>(reader: &mut Reader<'a, '_>, table: &'a DeTable<'a>) -> ItemCorrection {
    let mut item = ItemCorrection::default();
    reader.entries(table, keys::ITEM, |reader, key, (_, value)| {
        match key {
            "skip" => item.skip = reader.flag(value) == Some(true),
            "rename" => item.rename = reader.placed_text(value),
            "parameter" => item.parameters = corrections(reader, value, read_parameter),
            "error-code-field" => item.code_field = reader.placed_text(value),
            "error-code" => item.error_codes = named(reader, value),
            "auth" => item.without_auth = reader.flag(value) == Some(false),
            "pages" if value.get_ref().is_table() => item.pages = pages::read(reader, value),
            "pages" => item.without_pages = reader.flag(value) == Some(false),
            "response" => item.responses = added::responses(reader, value),
            _ => return false,
        }
        true
    });
    item
}

fn read_type<'a>(reader: &mut Reader<'a, '_>, table: &'a DeTable<'a>) -> TypeCorrection {
    let mut ty = TypeCorrection::default();
    reader.entries(table, keys::TYPE, |reader, key, (_, value)| {
        match key {
            "rename" => ty.rename = reader.placed_text(value),
            "field" => ty.fields = corrections(reader, value, read_field),
            "derive" => ty.derives = reader.placed_texts(value),
            "value" => ty.values = named(reader, value),
            _ => return false,
        }
        true
    });
    ty
}

fn read_parameter<'a>(reader: &mut Reader<'a, '_>, table: &'a DeTable<'a>) -> ValueCorrection {
    read_value(reader, table, keys::PARAMETER)
}

fn read_field<'a>(reader: &mut Reader<'a, '_>, table: &'a DeTable<'a>) -> ValueCorrection {
    read_value(reader, table, keys::FIELD)
}

fn read_value<'a>(
    reader: &mut Reader<'a, '_>,
    table: &'a DeTable<'a>,
    known: &[&str],
) -> ValueCorrection {
    let mut change = ValueCorrection::default();
    reader.entries(table, known, |reader, key, (_, value)| {
        if !known.contains(&key) {
            return false;
        }
        match key {
            "rename" => change.rename = reader.placed_text(value),
            "type" => change.ty = reader.placed_text(value),
            "required" => change.required = reader.flag(value),
            "nullable" => change.nullable = reader.flag(value),
            "exact" => change.closed = reader.flag(value),
            "enum" if value.get_ref().is_table() => {
                let names = named(reader, value).into_iter();
                change.values = names.map(|name| (name.key, Some(name.change))).collect();
            }
            "enum" => {
                let values = reader.texts(value).into_iter();
                change.values = values.map(|value| (value, None)).collect();
            }
            _ => return false,
        }
        true
    });
    change
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Config, Vec<String>) {
        let source = Source {
            path: "codegen.toml".to_owned(),
            text: text.to_owned(),
        };
        let mut diagnostics = Diagnostics::default();
        let config = read(&source, &mut diagnostics);
        let diagnostics = diagnostics.into_iter().map(|diagnostic| {
            let help = diagnostic
                .help
                .map(|help| format!(" ({help})"))
                .unwrap_or_default();
            format!(
                "{}:{}: {}{help}",
                diagnostic.line, diagnostic.column, diagnostic.message
            )
        });
        (config, diagnostics.collect())
    }

    #[test]
    fn the_documented_schema_is_read() {
        let (config, diagnostics) = read_text(&super::super::documented());
        assert_eq!(diagnostics, Vec::<String>::new());
        assert_eq!(config.name.as_deref(), Some("zoom"));
        assert_eq!(config.base_url.as_deref(), Some("https://api.zoom.us/v2"));
        assert_eq!(config.environments[0].key, "live.postman_environment.json");
        assert_eq!(config.variables[0].change, "acme");
        assert_eq!((config.features, config.serde), (Some(true), Some(false)));
        assert_eq!(config.code_field.unwrap().key, "error.code");
        let types = config.format_types.iter();
        let types: Vec<_> = types
            .map(|it| (it.key.as_str(), it.change.as_str()))
            .collect();
        assert_eq!(
            types,
            [
                ("uuid", "uuid::Uuid"),
                ("date", "jiff::civil::Date"),
                ("date-time", "jiff::Timestamp"),
            ]
        );
        assert_eq!(config.derives.len(), 3);
        assert!(config.folders[0].change.skip);
        let [users, status] = config.items.as_slice() else {
            panic!("{:?}", config.items);
        };
        let pages = users.change.pages.as_ref().unwrap();
        assert_eq!((pages.by, pages.values.len()), (Some("cursor"), 8));
        assert_eq!(status.change.parameters[0].key, "action");
        assert_eq!(status.change.error_codes[0].change, "UpcomingMeetings");
        assert_eq!(config.types.len(), 2);
    }

    #[test]
    fn an_unknown_key_leads_to_the_nearest() {
        let (config, diagnostics) =
            read_text("name = \"a\"\nbase_url = \"x\"\n[item.A]\nrenam = \"B\"");
        assert_eq!(
            diagnostics,
            [
                "2:1: unknown key `base_url` (did you mean `base-url`?)",
                "4:1: unknown key `renam` (did you mean `rename`?)",
            ]
        );
        assert_eq!(config.name.as_deref(), Some("a"));
    }

    #[test]
    fn a_value_of_the_wrong_type_is_an_error() {
        let (_, diagnostics) = read_text("name = 1\nenvironment = [\"a\", true]");
        assert_eq!(
            diagnostics,
            [
                "1:8: expected a string, found an integer (put the value in quotes)",
                "2:21: expected a string, found a boolean (put the value in quotes)",
            ]
        );
    }

    #[test]
    fn very_many_syntax_errors_are_counted() {
        let (_, diagnostics) = read_text(&"= 1\n".repeat(1000));
        assert_eq!(diagnostics.len(), SYNTAX_ERRORS + 1);
        // Each line has two, but the last.
        let last = &diagnostics[SYNTAX_ERRORS];
        assert!(
            last.contains(": invalid TOML: 1979 more errors from here on"),
            "{last}"
        );
    }

    #[test]
    fn a_syntax_error_has_its_place() {
        let (_, diagnostics) = read_text("name = \"a\"\nbase-url = ");
        assert!(diagnostics[0].starts_with("2:"), "{diagnostics:?}");
    }
}

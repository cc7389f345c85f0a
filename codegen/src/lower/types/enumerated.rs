//! Texts that examples show become open enums, where the key says that they are one of several: `status`, `type`.
//!
//! An example shows some values of a set, never all. So such an enum is open in requests, too, and what tells it from
//! free text has to be the key, not how few values there are. Where a converter wrote the example from a schema, any text
//! that is not a placeholder is a value that the schema lists.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Enum, Evidence, Fact, Field, Operation, Type, TypeDef, Uses};
use crate::names::{self, Scope};
use crate::shape::{Direction, Listed};

use super::define::enum_of;

/// Last words of keys whose texts are one of several. In 11 `OpenAPI` descriptions, most of the strings under them are
/// enums, and of the strings under other words few.
const WORDS: [&str; 22] = [
    "currency",
    "decision",
    "direction",
    "effect",
    "frequency",
    "gender",
    "kind",
    "level",
    "mode",
    "outcome",
    "phase",
    "priority",
    "protocol",
    "role",
    "severity",
    "stage",
    "state",
    "status",
    "tier",
    "type",
    "unit",
    "visibility",
];

/// Last words of keys whose texts are no set. In a converter's example, they show the default of a schema.
const FREE: [&str; 9] = [
    "doi", "email", "id", "link", "message", "title", "uri", "url", "username",
];

/// How many values of such a key make an enum; a schema's are one by one.
const ENOUGH: usize = 2;

/// How many words a value can have that names something, such as `In progress`.
const WORD_LIMIT: usize = 3;

/// Turns fields of all structs into open enums.
pub fn enums_from_examples(api: &mut Api) {
    let api_type = api.type_name.to_string();
    let (operations, shared) = api.parts_mut();
    let of_operations = operations.iter().flat_map(|operation| names_of(operation));
    let mut scope = Scope::holding([api_type.as_str()]);
    for name in of_operations.chain(names_of_types(shared)) {
        scope.reserve(&name);
    }
    add(shared, &mut scope, &Scope::new());
    let mut everywhere = Scope::holding([api_type.as_str()]);
    for name in names_of_types(shared) {
        everywhere.reserve(&name);
    }
    for operation in operations {
        let own = names_of(operation);
        let mut scope = Scope::holding(own.iter().map(String::as_str));
        add(&mut operation.types, &mut scope, &everywhere);
    }
}

fn names_of_types(types: &[TypeDef]) -> impl Iterator<Item = String> {
    types.iter().map(|def| def.name().to_string())
}

/// The names in an operation's module.
fn names_of(operation: &Operation) -> Vec<String> {
    names_of_types(&operation.types)
        .chain(Operation::own_names(operation.type_name.as_str()))
        .collect()
}

/// Adds the enums for the fields of some types. Equal values under equal keys are one enum.
///
/// Their names are new in `scope`, and are not in `outer`.
fn add(types: &mut Vec<TypeDef>, scope: &mut Scope, outer: &Scope) {
    let mut known: BTreeMap<(String, Vec<String>), usize> = BTreeMap::new();
    let mut enums: Vec<Enum> = Vec::new();
    for def in types.iter_mut() {
        let TypeDef::Struct(def) = def else { continue };
        for field in &mut def.fields {
            let Some(values) = enumerated(field) else {
                continue;
            };
            let mut sorted = values.clone();
            sorted.sort();
            let at = *known
                .entry((field.wire_name.clone(), sorted))
                .or_insert_with(|| {
                    let name = names::joined(
                        &names::words(def.name.as_str()),
                        &names::words(&field.wire_name),
                    );
                    let alternative = names::joined(&name, &["value".to_owned()]);
                    let alternatives = [names::type_of(&alternative)];
                    let is_free = |name: &str| !outer.contains(name);
                    let name = scope.unique_where(&names::type_of(&name), &alternatives, is_free);
                    let evidence = Evidence::of(Fact::ValuesOfExamples);
                    let listed = Listed::plain(values, false);
                    enums.push(Enum {
                        uses: Uses::default(),
                        ..enum_of(&listed, &name, Direction::Response, &evidence)
                    });
                    enums.len() - 1
                });
            let uses = &mut enums[at].uses;
            uses.decode |= def.uses.decode;
            uses.encode |= def.uses.encode;
            *innermost(&mut field.ty) = Type::Named(enums[at].name.clone());
        }
    }
    types.extend(enums.into_iter().map(TypeDef::Enum));
}

fn innermost(ty: &mut Type) -> &mut Type {
    match ty {
        Type::List(inner) => innermost(inner),
        ty => ty,
    }
}

/// The values of a field that are one of several.
fn enumerated(field: &Field) -> Option<Vec<String>> {
    if *field.ty.innermost() != Type::String || field.is_secret {
        return None;
    }
    let values = field.observed.all()?;
    let is_enough = if field.observed.is_declared() {
        !values.is_empty() && !names::ends_in(&field.wire_name, &FREE)
    } else {
        values.len() >= ENOUGH && names::ends_in(&field.wire_name, &WORDS)
    };
    let different: BTreeSet<String> = values.iter().map(|it| it.to_lowercase()).collect();
    let are_names = values.iter().all(|value| is_name(value)) && different.len() == values.len();
    // The states of a country, not of a thing.
    let are_regions = values.iter().all(|it| it.len() == 2);
    (is_enough && are_names && !are_regions).then(|| values.to_vec())
}

/// Whether a value names something: `IN_PROGRESS`, `card.created`, `In progress`. An id, a date or an address does not.
fn is_name(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | ' ');
    value.starts_with(|c: char| c.is_ascii_alphabetic())
        && value.ends_with(|c: char| c.is_ascii_alphanumeric())
        && value.chars().all(is_plain)
        && value.split(' ').count() <= WORD_LIMIT
        && digits <= 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::testing::{api, collection, item, with_response};

    /// The enums of two operations that show these objects, as `Name: values`.
    fn enums(bodies: [&str; 2]) -> Vec<String> {
        let [first, second] = bodies;
        let items = vec![
            with_response(item("Get order", "/orders/1"), 200, first),
            with_response(item("Get report", "/reports/1"), 200, second),
        ];
        let api = api(collection(items, vec![]));
        let own = api.all_operations().into_iter().flat_map(|it| &it.types);
        own.chain(&api.types)
            .filter_map(|def| match def {
                TypeDef::Enum(def) => {
                    let values: Vec<&str> = def.variants.iter().map(|it| &*it.value).collect();
                    assert!(!def.closed, "an example shows no closed set");
                    Some(format!("{}: {}", def.name, values.join(" ")))
                }
                _ => None,
            })
            .collect()
    }

    #[test]
    fn a_key_that_names_one_of_several_makes_an_open_enum_of_two_values() {
        let order =
            r#"{"status": "paid", "at": "x", "lines": [{"status": "sent"}, {"status": "lost"}]}"#;
        assert_eq!(
            enums([order, r#"{"title": "a", "state": "open"}"#]),
            ["LineStatus: sent lost"]
        );
    }

    #[test]
    fn equal_objects_of_several_operations_show_their_values_together() {
        let body = |status| format!(r#"{{"status": "{status}", "note": "x", "id": 1}}"#);
        assert_eq!(
            enums([&body("paid"), &body("refunded")]),
            ["OrderStatus: paid refunded"]
        );
    }

    #[test]
    fn what_is_no_name_makes_no_enum() {
        for [first, second] in [
            ["2026-01-02", "2026-01-03"],
            ["CA", "NY"],
            ["a1b2c3d4", "e5f6a7b8"],
            ["It was sent to the printer", "It was lost"],
            ["Sent", "sent"],
        ] {
            let body = |status| format!(r#"{{"status": "{status}", "note": "x", "id": 1}}"#);
            assert_eq!(enums([&body(first), &body(second)]), [""; 0], "{first}");
        }
    }

    #[test]
    fn a_text_next_to_placeholders_is_one_that_a_schema_lists() {
        let body = r#"{"shape": "round", "note": "<string>", "id": "<integer>", "title": "None"}"#;
        assert_eq!(enums([body, r#"{"shape": "flat"}"#]), ["OrderShape: round"]);
    }
}

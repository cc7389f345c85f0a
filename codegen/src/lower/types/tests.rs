//! What is inferred from examples, and what is not.

use crate::api::{AlwaysThere, Evidence, Fact, Field, Tag, Type, TypeDef};
use crate::lower::testing::{api_with_codes, collection, item, variable, with_body};
use crate::names;
use crate::names::Scope;
use crate::postman::{Body, Request, Response};
use crate::shape::{Direction, Inference, Json, Statistics, lenient};

use super::*;

fn json(text: &str) -> Json {
    lenient(text, &|_| None).unwrap()
}

/// The types of a value that some texts show, in an API that holds nothing else.
fn types_in(statistics: &Statistics, direction: Direction, texts: &[&str]) -> (Type, Vec<TypeDef>) {
    let samples: Vec<Json> = texts.iter().map(|text| json(text)).collect();
    let shape = Inference {
        statistics,
        direction,
    }
    .shape(&samples.iter().collect::<Vec<_>>());
    let mut scope = Scope::new();
    let mut types = Types::new(&mut scope);
    let wanted = Wanted {
        name: "Top",
        or: "Other",
        noun: None,
        direction,
        evidence: &Evidence::of(Fact::Operations(2)),
    };
    let ty = types.lower(&shape, &wanted);
    (ty, types.finish())
}

fn types(texts: &[&str]) -> (Type, Vec<TypeDef>) {
    types_in(&Statistics::new(), Direction::Response, texts)
}

fn fields(def: &TypeDef) -> &[Field] {
    match def {
        TypeDef::Struct(def) => &def.fields,
        other => panic!("{other:?}"),
    }
}

/// The type of the only field of an object.
fn field_type(texts: &[&str]) -> Type {
    fields(&types(texts).1[0])[0].ty.clone()
}

fn statistics(texts: &[&str]) -> Statistics {
    let mut statistics = Statistics::new();
    for text in texts {
        statistics.add(&json(text));
    }
    statistics
}

#[test]
fn a_format_is_claimed_where_all_texts_declare_it() {
    let docs = |texts: &[&str]| fields(&types(texts).1[0])[0].docs.lines().join(" ");
    assert_eq!(docs(&[r#"{"a": "<uuid>"}"#]), "A UUID.");
    assert_eq!(docs(&[r#"{"a": "<uuid>"}"#, r#"{"a": "abc"}"#]), "");
}

#[test]
fn integers_are_wide_and_widen_to_floats() {
    assert_eq!(
        field_type(&[r#"{"a": 16777217}"#, r#"{"a": "<float>"}"#]),
        Type::F64
    );
    assert_eq!(field_type(&[r#"{"a": 1}"#]), Type::I64);
    assert_eq!(field_type(&[r#"{"a": 1}"#, r#"{"a": 1.5}"#]), Type::F64);
    assert_eq!(field_type(&[r#"{"a": 18446744073709551615}"#]), Type::U64);
    assert_eq!(
        field_type(&[r#"{"a": "<integer>"}"#, r#"{"a": "<double>"}"#]),
        Type::F64
    );
}

#[test]
fn a_fraction_anywhere_under_a_key_makes_floats_of_its_numbers() {
    let statistics = statistics(&[r#"{"b": {"price": 9.5}}"#]);
    let (_, types) = types_in(&statistics, Direction::Response, &[r#"{"price": 10}"#]);
    assert_eq!(fields(&types[0])[0].ty, Type::F64);
}

#[test]
fn a_placeholder_of_numbers_makes_floats_of_those_under_its_key() {
    let statistics = statistics(&[r#"{"speed": "<number,null>", "gear": "<integer>"}"#]);
    let text = r#"{"speed": 0, "gear": 0, "name": "<string>"}"#;
    let (_, defs) = types_in(&statistics, Direction::Response, &[text]);
    let types: Vec<&Type> = fields(&defs[0]).iter().map(|field| &field.ty).collect();
    assert_eq!(types, [&Type::F64, &Type::I64, &Type::String]);
}

#[test]
fn a_quantity_that_was_seen_as_a_whole_number_can_have_a_fraction() {
    assert_eq!(field_type(&[r#"{"unit_price": 10}"#]), Type::F64);
    let copies = statistics(&[r#"{"window": 60}"#; 5]);
    let (_, types) = types_in(&copies, Direction::Response, &[r#"{"window": 60}"#]);
    assert_eq!(fields(&types[0])[0].ty, Type::F64);
    let whole =
        statistics(&[r#"[{"score": 1}, {"score": 2}, {"score": 3}, {"score": 4}, {"score": 5}]"#]);
    let (_, types) = types_in(&whole, Direction::Response, &[r#"{"score": 10}"#]);
    assert_eq!(fields(&types[0])[0].ty, Type::I64);
}

#[test]
fn samples_of_other_operations_do_not_change_the_type_of_a_field() {
    let elsewhere = statistics(&[r#"{"id": 1, "name": "a"}"#, r#"{"id": "p1", "name": "b"}"#]);
    let (_, types) = types_in(
        &elsewhere,
        Direction::Response,
        &[r#"{"id": 1, "name": "a"}"#],
    );
    assert_eq!(fields(&types[0])[0].ty, Type::I64);
}

#[test]
fn a_field_without_a_value_has_the_type_that_its_key_has_everywhere() {
    let of = |elsewhere: &[&str], text: &str| {
        let (_, types) = types_in(&statistics(elsewhere), Direction::Response, &[text]);
        fields(&types[0])[0].ty.clone()
    };
    let elsewhere = [r#"{"at": "x", "n": 1}"#, r#"{"b": {"at": "y", "n": 2.5}}"#];
    assert_eq!(of(&elsewhere, r#"{"at": null}"#), Type::String);
    assert_eq!(of(&elsewhere, r#"{"n": {{n}}}"#), Type::F64);
    assert_eq!(of(&[r#"{"at": "{{at}}"}"#], r#"{"at": null}"#), Type::Json);
    let mixed = [r#"{"at": "x"}"#, r#"{"at": "y"}"#, r#"{"at": {"c": 1}}"#];
    assert_eq!(of(&mixed, r#"{"at": null}"#), Type::Json);
    let declared = [r#"{"n": "<integer>"}"#, r#"{"n": "<number>"}"#];
    assert_eq!(of(&declared, r#"{"n": null}"#), Type::F64);
}

#[test]
fn what_a_converter_left_out_is_not_taken_from_elsewhere() {
    let elsewhere = [
        r#"{"of": [917, 7513], "by": {"name": "a"}}"#,
        r#"{"of": [8286], "by": {"name": "b"}}"#,
    ];
    let of = |text: &str| {
        let (_, types) = types_in(&statistics(&elsewhere), Direction::Response, &[text]);
        fields(&types[0])[0].ty.clone()
    };
    let list = |ty| Type::List(Box::new(ty));
    assert_eq!(of(r#"{"of": [], "id": "<long>"}"#), list(Type::I64));
    assert_eq!(of(r#"{"of": ["", ""], "id": "<long>"}"#), list(Type::Json));
    assert_eq!(of(r#"{"by": "", "id": "<long>"}"#), Type::Json);
}

#[test]
fn an_empty_list_or_object_has_the_type_that_its_key_has_everywhere() {
    let of = |elsewhere: &[&str], text: &str| {
        let all = [elsewhere, &[text]].concat();
        let (_, types) = types_in(&statistics(&all), Direction::Response, &[text]);
        fields(&types[0])[0].ty.clone()
    };
    let list = |ty| Type::List(Box::new(ty));
    let open = Type::Map(Box::new(Type::Json));
    let tags = [r#"{"a": {"tags": ["x", "y"]}}"#, r#"{"tags": ["z"]}"#];
    assert_eq!(of(&tags, r#"{"tags": []}"#), list(Type::String));
    assert_eq!(of(&tags, r#"{"tags": null}"#), list(Type::String));
    assert_eq!(of(&tags, r#"{"tags": {}}"#), open);

    let owner = Type::Named(names::type_name("Owner"));
    let owners = [
        r#"{"owner": {"id": 1, "name": "a"}}"#,
        r#"{"b": {"owner": {"id": 2}}}"#,
    ];
    assert_eq!(of(&owners, r#"{"owner": {}}"#), owner);
    assert_eq!(of(&owners, r#"{"owner": null}"#), owner);
    let lists = [
        r#"{"owner": [{"id": 1, "name": "a"}]}"#,
        r#"{"b": {"owner": [{"id": 2}, {}]}}"#,
    ];
    assert_eq!(of(&lists, r#"{"owner": []}"#), list(owner));

    // One example, and two that differ, show the type of no other element or object.
    assert_eq!(of(&tags[..1], r#"{"tags": []}"#), list(Type::Json));
    assert_eq!(of(&owners[..1], r#"{"owner": {}}"#), open);
    assert_eq!(of(&lists[..1], r#"{"owner": []}"#), list(Type::Json));
    let other = [owners[0], r#"{"owner": {"login": "a", "url": "b"}}"#];
    assert_eq!(of(&other, r#"{"owner": {}}"#), open);
}

#[test]
fn a_tree_ends_where_its_samples_do() {
    let tree = [
        r#"{"node": {"name": "a", "children": [{"name": "b", "children": []}]}}"#,
        r#"{"node": {"name": "c", "children": [{"name": "d", "children": []}]}}"#,
    ];
    let (_, types) = types_in(&statistics(&tree), Direction::Response, &tree);
    let children: Vec<&Type> = types
        .iter()
        .flat_map(fields)
        .filter(|field| field.wire_name == "children")
        .map(|field| &field.ty)
        .collect();
    let open = Type::List(Box::new(Type::Json));
    assert_eq!(children.len(), 2);
    assert_eq!(children.last(), Some(&&open));
}

#[test]
fn the_value_of_a_json_patch_is_any_json() {
    let text = r#"[{"op": "replace", "path": "/name", "value": "x"}]"#;
    let (_, types) = types_in(&Statistics::new(), Direction::Request, &[text]);
    assert_eq!(fields(&types[0])[2].ty, Type::Json);
    let (_, types) = types_in(
        &Statistics::new(),
        Direction::Request,
        &[r#"[{"op": "replace", "path": "name", "value": "x"}]"#],
    );
    assert_eq!(fields(&types[0])[2].ty, Type::String);
}

#[test]
fn mixed_scalars_nulls_and_empty_lists_stay_json() {
    assert_eq!(field_type(&[r#"{"a": 1}"#, r#"{"a": "x"}"#]), Type::Json);
    assert_eq!(field_type(&[r#"{"a": null}"#]), Type::Json);
    assert_eq!(
        field_type(&[r#"{"a": []}"#]),
        Type::List(Box::new(Type::Json))
    );
    assert_eq!(field_type(&[r#"{"a": {{x}}}"#]), Type::Json);
}

#[test]
fn null_in_a_list_makes_its_items_nullable() {
    assert_eq!(
        field_type(&[r#"{"a": ["x", null]}"#]),
        Type::List(Box::new(Type::Nullable(Box::new(Type::String))))
    );
}

#[test]
fn a_placeholder_can_permit_null() {
    let (_, defs) =
        types(&[r#"{"a": "<integer,null>", "b": "<string>", "c": ["<boolean,null>"]}"#]);
    let [a, b, c] = fields(&defs[0]) else {
        panic!("{defs:?}");
    };
    assert_eq!((&a.ty, a.nullable), (&Type::I64, true));
    assert_eq!((&b.ty, b.nullable), (&Type::String, false));
    assert_eq!(
        c.ty,
        Type::List(Box::new(Type::Nullable(Box::new(Type::Bool))))
    );
}

#[test]
fn texts_of_booleans_next_to_placeholders_are_booleans_of_responses() {
    let text = r#"{"a": "false", "b": "<string>"}"#;
    for (direction, expected) in [
        (Direction::Response, Type::Bool),
        (Direction::Request, Type::String),
    ] {
        let (_, defs) = types_in(&Statistics::new(), direction, &[text]);
        assert_eq!(fields(&defs[0])[0].ty, expected);
    }
    let (_, defs) = types(&[r#"{"a": "false", "b": "plain"}"#]);
    assert_eq!(fields(&defs[0])[0].ty, Type::String);
}

#[test]
fn the_names_of_a_schema_make_no_map() {
    let rule = r#"{"operation": "<string>", "value": "<string>"}"#;
    let members: Vec<String> = (b'a'..b'm')
        .map(|key| format!(r#""{}": {rule}"#, char::from(key)))
        .collect();
    let (_, defs) = types(&[&format!("{{{}}}", members.join(","))]);
    assert!(defs.iter().any(|def| def.name().as_str() == "Top"));
    let (ty, _) = types(&[&format!(r#"{{"key_0": {rule}, "key_1": {rule}}}"#)]);
    assert!(matches!(ty, Type::Map(_)), "{ty:?}");
}

#[test]
fn keys_that_are_data_make_a_map() {
    assert_eq!(
        types(&[r#"{"2024-01-01": 1, "2024-01-02": 2}"#]).0,
        Type::Map(Box::new(Type::I64))
    );
    assert_eq!(types(&["{}"]).0, Type::Map(Box::new(Type::Json)));
}

#[test]
fn one_example_does_not_make_a_field_required() {
    let (_, types) = types(&[r#"{"a": 1}"#]);
    assert!(!fields(&types[0])[0].required);
}

#[test]
fn what_all_of_a_large_family_has_is_required() {
    let family: Vec<String> = (0..5)
        .map(|id| format!(r#"{{"users": [{{"id": {id}, "name": "x", "mail": "y"}}]}}"#))
        .collect();
    let mut texts: Vec<&str> = family.iter().map(String::as_str).collect();
    let required = |texts: &[&str]| {
        let (_, types) = types_in(&statistics(texts), Direction::Response, &texts[..1]);
        fields(&types[1])
            .iter()
            .map(|field| field.required)
            .collect::<Vec<_>>()
    };
    assert_eq!(required(&texts[..4]), [false, false, false]);
    assert_eq!(required(&texts), [true, true, true]);
    // The same kind of object in another place, without a name.
    texts.push(r#"{"owner": {"id": 7, "mail": "z", "name": null}}"#);
    texts.push(r#"{"users": [{"id": 8, "mail": "z"}]}"#);
    assert_eq!(required(&texts), [true, false, true]);
}

#[test]
fn an_example_with_a_placeholder_proves_of_no_field_that_it_is_always_there() {
    let mut texts: Vec<String> = (0..9)
        .map(|id| format!(r#"{{"users": [{{"id": {id}, "name": "x"}}]}}"#))
        .collect();
    texts.push(r#"{"users": [{"id": 10, "name": "y"}], "next": "<string>"}"#.to_owned());
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let is_required = |statistics: &Statistics, text: &str| {
        let (_, types) = types_in(statistics, Direction::Response, &[text]);
        types.iter().flat_map(fields).any(|field| field.required)
    };
    let written = statistics(&texts);
    assert!(is_required(&written, texts[0]));
    assert!(!is_required(&written, texts[9]));
    let generated = texts[..9]
        .iter()
        .fold(Statistics::new().generated(true), |mut all, text| {
            all.add(&json(text));
            all
        });
    assert!(!is_required(&generated, texts[0]));
}

#[test]
fn placeholder_data_is_no_evidence() {
    let texts: Vec<String> = (0..9)
        .map(|id| format!(r#"{{"users": [{{"id": "<integer>", "n{id}": "<string>"}}]}}"#))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    assert_eq!(statistics(&texts).family("users", ["id"], 1).size, 0);
}

#[test]
fn an_object_is_compared_first_with_those_that_share_its_rarest_keys() {
    let others =
        (0..400).map(|i| format!(r#"{{"users": [{{"a": 1, "x{i}": 1, "y{i}": 1, "z{i}": 1}}]}}"#));
    let alike = [
        r#"{"users": [{"a": 1, "b": 1, "c": 1, "d": 1}]}"#,
        r#"{"users": [{"a": 1, "b": 1, "c": 1}]}"#,
    ];
    let texts: Vec<String> = others.chain(alike.map(str::to_owned)).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let family = statistics(&texts).family("users", ["a", "b", "c", "d"], 5);
    assert_eq!(family.size, 2);
    assert!(family.always_has("c") && !family.always_has("d"));
}

#[test]
fn absent_and_null_are_told_apart_in_requests() {
    let (_, types) = types_in(
        &Statistics::new(),
        Direction::Request,
        &[
            r#"{"a": null, "b": 1}"#,
            r#"{"b": 1}"#,
            r#"{"a": 2, "b": 1}"#,
        ],
    );
    let field = &fields(&types[0])[0];
    assert!(field.nullable && !field.required);
    assert_eq!(field.ty, Type::I64);
}

#[test]
fn equal_objects_are_one_type_and_others_go_by_where_they_stand() {
    let (_, types) = types(&[
        r#"{"home": {"address": {"a": 1}}, "work": {"address": {"a": 2}}, "old": {"address": {"b": ""}}}"#,
    ]);
    let names: Vec<&str> = types.iter().map(|def| def.name().as_str()).collect();
    assert_eq!(names, ["Top", "Home", "Address", "Old", "OldAddress"]);
}

#[test]
fn objects_and_texts_in_one_place_are_a_union() {
    let (_, types) = types(&[r#"{"error": "no"}"#, r#"{"error": {"code": 1}}"#]);
    let TypeDef::Union(union) = &types[1] else {
        panic!("{types:?}")
    };
    let names: Vec<&str> = union
        .variants
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(names, ["Object", "Text", "Other"]);
}

#[test]
fn objects_that_say_what_they_are_are_discriminated_by_it() {
    let (_, types) = types(&[
        r#"{"method": {"type": "card", "last4": "4242"}}"#,
        r#"{"method": {"type": "bank_transfer", "iban": "DE02"}}"#,
    ]);
    let TypeDef::Union(union) = &types[1] else {
        panic!("{types:?}")
    };
    let names: Vec<&str> = union
        .variants
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(names, ["Card", "BankTransfer", "Other"]);
    assert_eq!(
        union.tag,
        Some(Tag {
            key: "type".to_owned(),
            values: vec![vec!["card".to_owned()], vec!["bank_transfer".to_owned()]],
        })
    );
}

#[test]
fn evidence_says_where_there_is_too_little_of_it() {
    let (_, types) = types(&[r#"{"a": 1}"#]);
    let TypeDef::Struct(def) = &types[0] else {
        panic!("{types:?}")
    };
    assert_eq!(
        def.evidence.to_string(),
        "examples of 2 operations. Fields may be missing, so all are optional"
    );
}

#[test]
fn evidence_does_not_call_all_fields_optional_if_some_are_always_there() {
    let mut texts: Vec<String> = (0..6)
        .map(|id| format!(r#"{{"users": [{{"id": {id}, "name": "x"}}]}}"#))
        .collect();
    texts.push(r#"{"users": [{"id": 7, "mail": "y"}]}"#.to_owned());
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (_, types) = types_in(&statistics(&texts), Direction::Response, &texts[..1]);
    let TypeDef::Struct(def) = &types[1] else {
        panic!("{types:?}")
    };
    let required = def.fields.iter().map(|field| field.required);
    assert_eq!(required.collect::<Vec<_>>(), [true, false]);
    assert_eq!(
        def.evidence.to_string(),
        "examples of 2 operations. Some fields may be missing, so they are optional"
    );
}

fn raw(text: &str) -> Body {
    Body::Raw {
        pointer: "/body".to_owned(),
        text: text.to_owned(),
        language: Some("json".to_owned()),
        redacted: 0,
    }
}

/// What an example saved, of a request with this body to this path.
fn saved(path: &str, body: &str) -> Response {
    let sent = with_body(item("A", path), raw(body));
    Response {
        original_request: Some(Request { ..sent.request }),
        ..Response::default()
    }
}

#[test]
fn a_body_is_typed_from_the_item_and_from_its_examples() {
    let mut sent = with_body(
        item("A", "/a/:id"),
        raw(r#"{"a": 1 /* one */, "b": {{n}},}"#),
    );
    sent.responses = vec![
        saved("/a/1", r#"{"a": 2, "c": "x"}"#),
        saved("/other", r#"{"d": 1}"#),
    ];
    let variables = vec![variable("baseUrl", "x"), variable("n", "true")];
    let (api, codes) = api_with_codes(collection(vec![sent], variables));
    let operation = &api.operations[0];
    let shown: Vec<(&str, &Type)> = fields(&operation.types[0])
        .iter()
        .map(|field| (field.wire_name.as_str(), &field.ty))
        .collect();
    assert_eq!(
        shown,
        [("a", &Type::I64), ("b", &Type::Bool), ("c", &Type::String)]
    );
    assert_eq!(
        operation.parameters[1].evidence.to_string(),
        "the body of the request and of one example"
    );
    assert!(codes.is_empty(), "{codes:?}");
}

#[test]
fn a_body_that_is_no_json_stays_text_and_is_reported() {
    let sent = with_body(item("A", "/a"), raw(r#"{"a": oops}"#));
    let (api, codes) = api_with_codes(collection(vec![sent], vec![variable("baseUrl", "x")]));
    assert_eq!(codes, ["invalid-json"]);
    assert_eq!(api.operations[0].parameters[0].ty, Type::String);
}

#[test]
fn the_setting_decides_which_fields_are_always_there() {
    let required = |always_there, texts: &[&str]| {
        let statistics = statistics(texts).claiming(always_there);
        let (_, types) = types_in(&statistics, Direction::Response, texts);
        let all = fields(&types[0]).iter().filter(|field| field.required);
        all.map(|field| field.wire_name.clone()).collect::<Vec<_>>()
    };
    let texts = [r#"{"a": 1, "b": 2}"#, r#"{"a": 3, "c": null}"#];
    assert_eq!(required(AlwaysThere::Proven, &texts), Vec::<String>::new());
    assert_eq!(required(AlwaysThere::Shown, &texts), ["a"]);
    assert_eq!(
        required(AlwaysThere::Shown, &[r#"{"a": "<string>"}"#]),
        Vec::<String>::new()
    );
    let many: Vec<String> = (0..40)
        .map(|n| format!(r#"{{"a": {n}, "b": {n}}}"#))
        .collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(required(AlwaysThere::Proven, &many), ["a", "b"]);
    assert_eq!(required(AlwaysThere::Never, &many), Vec::<String>::new());
}

#[test]
fn lists_that_are_only_read_are_empty_if_they_are_missing() {
    let empty_if_missing = |encode| {
        let (_, types) = types(&[r#"{"list": ["x"], "map": {}, "text": "x"}"#]);
        let mut api = api_with_codes(collection(vec![item("A", "/a")], vec![])).0;
        api.types = types;
        for def in &mut api.types {
            def.uses_mut().encode = encode;
        }
        read_missing_lists_as_empty(&mut api);
        let all = fields(&api.types[0])
            .iter()
            .filter(|field| field.empty_if_missing);
        all.map(|field| field.wire_name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(empty_if_missing(false), ["list"]);
    assert_eq!(empty_if_missing(true), Vec::<String>::new());
}

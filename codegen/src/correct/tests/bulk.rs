//! Corrections of several things at once.

use super::*;

/// The types of the parameter `page`, for each operation.
fn pages(api: &Api) -> Vec<Type> {
    let operations = api.all_operations().into_iter();
    operations.map(|it| it.parameters[1].ty.clone()).collect()
}

#[test]
fn a_parameter_is_corrected_in_all_items_and_an_item_takes_precedence() {
    let (api, diagnostics) = corrected(
        "[parameter.page]\ntype = \"i64\"\n[item.\"List users\".parameter.page]\ntype = \"u64\"",
    );
    assert_eq!(diagnostics, Vec::<String>::new());
    assert_eq!(pages(&api), [Type::U64, Type::I64, Type::I64]);
}

#[test]
fn a_pattern_corrects_all_that_match() {
    let (api, diagnostics) = corrected("[item.\"Admin/*\".parameter.\"x|pag*\"]\ntype = \"i64\"");
    assert_eq!(diagnostics, Vec::<String>::new());
    assert_eq!(pages(&api), [Type::String, Type::String, Type::I64]);
    let (api, diagnostics) = corrected("[type.\"*\".field.\"*id\"]\ntype = \"i64\"");
    assert_eq!(diagnostics, Vec::<String>::new());
    for operation in api.all_operations() {
        let TypeDef::Struct(user) = &operation.types[1] else {
            panic!("{operation:?}");
        };
        assert_eq!(user.fields[0].ty, Type::I64);
    }
}

#[test]
fn a_pattern_that_matches_nothing_is_an_error() {
    let (_, diagnostics) = corrected(
        "[parameter.pag]\ntype = \"i64\"\n\
         [item.\"List userz*\"]\nskip = true\n\
         [type.\"Usr*\"]\nrename = \"A\"\n\
         [type.\"*\".field.\"*_at\"]\nrequired = true",
    );
    assert_eq!(
        diagnostics,
        [
            "1:12 cannot find parameter `pag` (did you mean `page`?)",
            "3:7 cannot find item `List userz*` (did you mean `List users`?)",
            "7:17 cannot find field `*_at` (expected one of `a`, `id`)",
            "5:7 cannot find type `Usr*` (did you mean `User`?)",
        ]
    );
}

#[test]
fn a_pattern_leaves_out_items_and_folders() {
    let (api, diagnostics) = corrected("[item.\"Get *\"]\nskip = true");
    assert_eq!(diagnostics, Vec::<String>::new());
    let names: Vec<_> = api.all_operations().iter().map(|it| &it.name).collect();
    assert_eq!(names, ["List users"]);
    assert_eq!(api.folders, []);
    let (api, _) = corrected("[folder.\"Adm*\"]\nskip = true");
    assert_eq!(api.folders, []);
}

#[test]
fn errors_of_items_that_a_pattern_skips_do_not_matter() {
    let skipped = |name: &str| Source {
        path: format!("{name}.json"),
        text: format!(
            r#"{{ "item": [{{ "name": "Old {name}", "request": {{}} }},
                {{ "name": "{name}", "request": "https://a.example/{name}" }}] }}"#
        ),
    };
    let input = crate::ApiInput {
        path: "api".to_owned(),
        sources: vec![skipped("a"), skipped("b")],
        config: Some(Source {
            path: "codegen.toml".to_owned(),
            text: "[item.\"Old *\"]\nskip = true".to_owned(),
        }),
        ..crate::ApiInput::default()
    };
    let understanding = crate::understand(&[input], &crate::Options::default());
    assert!(!understanding.diagnostics.has_errors());
    assert_eq!(understanding.apis[0].all_operations().len(), 2);
}

//! The whole pipeline on small collections.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::ThreadPoolBuilder;

use super::*;
use crate::api::TypeDef;

fn generated(text: &str) -> Generation {
    let source = Source {
        path: "x.json".to_owned(),
        text: text.to_owned(),
    };
    generate(&[ApiInput::of(source)], &Options::default())
}

fn item(name: &str, url: &str) -> String {
    format!(r#"{{"name":"{name}","request":{{"url":"{url}"}}}}"#)
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Each item that is printed without prettyplease is compared with what that prints.
#[test]
fn prettyplease_would_print_the_same() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = ["collections", "tests/collections", "tests/vectors/wire"];
    let files = folders.map(|folder| files(&project.join(folder))).concat();
    let texts = files.into_iter().filter_map(|file| {
        let text = fs::read_to_string(file).ok()?;
        let value: serde_json::Value = serde_json::from_str(&text).ok()?;
        let vector = value.get("collection");
        Some(vector.map_or(text, ToString::to_string))
    });
    let outputs = texts.map(|text| generated(&text).output);
    assert!(outputs.map(|output| output.len()).sum::<usize>() > 500);
}

#[test]
fn the_number_of_threads_changes_neither_files_nor_diagnostics() {
    let item = |index: usize| {
        format!(
            r#"{{"name":"item {index}","request":{{"method":"GET","auth":{{"type":"unknown{}"}},
            "url":"{{{{host{}}}}}/a/:id/{{b}}?q={{{{region{}}}}}","body":{{"mode":"raw","raw":"x"}}}},
            "response":[{{"code":200,"body":"{{\"key{index}\": 1}}"}}]}}"#,
            index / 8,
            index / 4,
            index % 4,
        )
    };
    let folder = |index: usize| {
        let items: Vec<String> = (index * 6..index * 6 + 6).map(item).collect();
        format!(
            r#"{{"name":"folder {index}","item":[{}]}}"#,
            items.join(",")
        )
    };
    let folders: Vec<String> = (0..6).map(folder).chain([item(99)]).collect();
    let text = format!(r#"{{"item":[{}]}}"#, folders.join(","));
    let on = |threads: usize| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build();
        pool.unwrap().install(|| generated(&text))
    };
    let single = on(1);
    let found = |code: Code| {
        single
            .diagnostics
            .iter()
            .filter(|it| it.code == code)
            .count()
    };
    assert_eq!(single.apis[0].all_operations().len(), 37);
    assert_eq!(found(Code::BodyNotSent), 1);
    assert_eq!(found(Code::UnsupportedAuth), 6);
    assert!(found(Code::UnresolvedVariable) > 4);
    for threads in 2..6 {
        assert_eq!(on(threads), single);
    }
}

#[test]
fn folders_can_be_nested_more_than_a_hundred_deep() {
    let folder = |inner: String| format!(r#"{{"name":"f","item":[{inner}]}}"#);
    let nested = (0..120).fold(item("deep", "http://h/deep"), |inner, _| folder(inner));
    let generation = generated(&format!(
        "{{\"item\":[{nested},{}]}}",
        item("a", "http://h/a")
    ));
    assert!(!generation.diagnostics.has_errors());
    assert_eq!(generation.apis[0].all_operations().len(), 2);
    let too_deep = (0..1000).fold(item("deep", "http://h/deep"), |inner, _| folder(inner));
    let generation = generated(&format!(
        "{{\"item\":[{too_deep},{}]}}",
        item("a", "http://h/a")
    ));
    assert_eq!(generation.apis[0].all_operations().len(), 1);
    let codes: Vec<_> = generation
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    assert!(codes.contains(&Code::NestedTooDeep), "{codes:?}");
}

#[test]
fn the_configuration_decides_how_fields_of_responses_are_read() {
    let text = r#"{"item": [{"name": "a", "request": {"url": "http://h"}, "response": [
        {"code": 200, "body": "{\"id\": 1, \"tags\": [\"x\"]}"}
    ]}]}"#;
    let fields = |config: &str| {
        let source = |path: &str, text: &str| Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let input = ApiInput {
            config: Some(source("codegen.toml", config)),
            ..ApiInput::of(source("x.json", text))
        };
        let found = understand(&[input], &Options::default());
        let messages = found.diagnostics.iter().map(|it| it.message.clone());
        let messages: Vec<String> = messages.collect();
        let TypeDef::Struct(def) = &found.apis[0].all_operations()[0].types[0] else {
            panic!("a struct")
        };
        let flags = def.fields.iter();
        let flags = flags.map(|it| (it.required, it.empty_if_missing));
        (flags.collect::<Vec<_>>(), messages)
    };
    let none = Vec::<String>::new();
    assert_eq!(
        fields(""),
        (vec![(false, false), (false, true)], none.clone())
    );
    assert_eq!(
        fields("[answers]\nlists = \"optional\""),
        (vec![(false, false), (false, false)], none.clone())
    );
    assert_eq!(
        fields("[answers]\nalways-there = \"shown\""),
        (vec![(true, false), (true, false)], none)
    );
    assert_eq!(
        fields("[answers]\nalways-there = \"often\"").1,
        ["`often` is not one of `proven`, `shown`, `never`"]
    );
}

#[test]
fn a_line_break_in_a_file_name_starts_no_line_of_code() {
    let source = Source {
        path: "x\nfn pwned() {}\rfn pwned() {}\u{202e}.json".to_owned(),
        text: format!("{{\"item\":[{}]}}", item("a", "http://h/a")),
    };
    let generation = generate(&[ApiInput::of(source)], &Options::default());
    assert!(generation.output.len() > 1);
    for (path, text) in generation.output.iter() {
        let is_code = |line: &str| line.trim_start().starts_with("fn pwned");
        assert!(!text.lines().any(is_code), "{path}: {text}");
        assert!(!text.contains(['\r', '\u{202e}']), "{path}: {text:?}");
    }
}

#[test]
fn methods_that_are_no_words_are_named() {
    let methods = ["M-SEARCH", "VERSION-CONTROL", "A.B", "%", "G+U", "G'T"];
    let items = methods.map(|method| {
        format!(r#"{{"name":"a","request":{{"url":"http://h","method":"{method}"}}}}"#)
    });
    let text = format!(
        "{{\"item\":[{},{}]}}",
        item("a", "http://h"),
        items.join(",")
    );
    let generation = generated(&text);
    let operations = generation.apis[0].all_operations();
    let modules = operations.iter().map(|it| it.module.as_str());
    assert_eq!(
        modules.collect::<Vec<_>>(),
        [
            "a",
            "m_search_a",
            "version_control_a",
            "a_b_a",
            "percent_a",
            "g_u_a",
            "gt_a"
        ]
    );
    let types = operations.iter().map(|it| it.type_name.as_str());
    assert_eq!(
        types.collect::<Vec<_>>(),
        [
            "A",
            "MSearchA",
            "VersionControlA",
            "ABA",
            "PercentA",
            "GUA",
            "GtA"
        ]
    );
}

#[test]
fn an_oversized_variable_is_reported_and_the_rest_is_generated() {
    let variables: Vec<String> = (0..8)
        .map(|n| {
            format!(
                r#"{{"key":"v{n}","value":"{}"}}"#,
                format!("{{{{v{}}}}}", n + 1).repeat(10)
            )
        })
        .collect();
    let text = format!(
        r#"{{"item":[{{"name":"a","request":{{"url":"http://h","header":[{{"key":"X","value":"{{{{v0}}}}"}}]}}}}],
          "variable":[{},{{"key":"v8","value":"lol"}}]}}"#,
        variables.join(",")
    );
    let generation = generated(&text);
    let diagnostics = generation.diagnostics.iter();
    let oversized = diagnostics.filter(|diagnostic| diagnostic.code == Code::VariableTooLong);
    let pointers: Vec<_> = oversized
        .map(|diagnostic| diagnostic.pointer.as_str())
        .collect();
    assert_eq!(
        pointers,
        ["/variable/0", "/variable/1", "/variable/2", "/variable/3"]
    );
    let size: usize = generation.output.iter().map(|(_, text)| text.len()).sum();
    assert!(size < 100_000, "{size}");
}

#[test]
fn messages_show_no_secret() {
    let input = ApiInput::of(Source {
        path: "a.json".to_owned(),
        text: r#"{ "item": [{ "name": "Use ghp_0123456789abcdefghij", "request": {} }] }"#
            .to_owned(),
    });
    let found = understand(&[input], &Options::default()).diagnostics;
    let messages: Vec<&str> = found.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "a token looks real, so it is left out",
            "`Use …` has no URL"
        ]
    );
}

#[test]
fn an_example_shows_how_json_is_written_and_sends_no_name_of_a_variable() {
    let body = r#"{\"user\":{\"name\":\"{{name}}\",\"roles\":[\"<string>\",\"<string>\"],\"x\":{}},\"age\":7}"#;
    let text = format!(
        r#"{{"item":[{{"name":"add","request":{{"method":"POST","url":"http://h/a","body":{{"mode":"raw","raw":"{body}"}}}}}}]}}"#
    );
    let docs = docs_of_add(text);
    assert!(
        docs.contains(r#"User::default().name("name").roles(["roles"])"#),
        "{docs}"
    );
    assert!(docs.contains(".age(7)"), "{docs}");
    assert!(!docs.contains("{{name}}"), "{docs}");
}

#[test]
fn an_example_with_many_values_shows_the_short_ones_of_the_collection() {
    let field = |index: usize| {
        let long = "x".repeat(50);
        let value = ["1.50", "{{price}}", &long][index % 3];
        format!(r#"{{"key":"price_of_part_{index}","value":"{value}"}}"#)
    };
    let fields: Vec<String> = (0..18).map(field).collect();
    let docs = docs_of_add(format!(
        r#"{{"item":[{{"name":"add","request":{{"method":"POST","url":"http://h/a","body":{{"mode":"formdata","formdata":[{}]}}}}}}]}}"#,
        fields.join(",")
    ));
    assert!(
        docs.contains(r#"price_of_part_0: "1.50".to_owned()"#),
        "{docs}"
    );
    for index in [1, 2] {
        let placeholder = format!(r#"price_of_part_{index}: "price_of_part_{index}".to_owned()"#);
        assert!(docs.contains(&placeholder), "{docs}");
    }
}

/// The docs of the operation `add` in a crate, without line breaks.
fn docs_of_add(text: String) -> String {
    let source = Source {
        path: "x.json".to_owned(),
        text,
    };
    let options = Options {
        crate_name: Some("apis".to_owned()),
        ..Options::default()
    };
    let generation = generate(&[ApiInput::of(source)], &options);
    let mut files = generation.output.iter();
    let (_, text) = files.find(|(path, _)| path.ends_with("add.rs")).unwrap();
    let lines = text.lines().filter_map(|line| line.strip_prefix("/// "));
    lines.map(str::trim).collect()
}

#[test]
fn credentials_of_one_kind_are_told_apart_by_their_operations() {
    let item = |name: &str, token: &str| {
        format!(
            r#"{{"name":"{name}","request":{{"url":"http://h/{name}","auth":{{"type":"bearer","bearer":[{{"key":"token","value":"{{{{{token}}}}}"}}]}}}}}}"#
        )
    };
    let items = [item("a", "t"), item("b", "u"), item("c", "u")].join(",");
    let generation = generated(&format!(r#"{{"item":[{{"name":"f","item":[{items}]}}]}}"#));
    let files: String = generation.output.iter().map(|(_, text)| text).collect();
    assert!(files.contains("/// Sets the bearer token for `A`.\n"));
    assert!(files.contains("/// Sets the bearer token for `B` and one other operation.\n"));
}

#[test]
fn lists_in_very_many_lists_are_any_json_further_in() {
    let lists = (0..60).fold("1".to_owned(), |inner, _| format!("[{inner}, null]"));
    let body = serde_json::to_string(&lists).unwrap();
    let generation = generated(&format!(
        r#"{{"item":[{{"name":"a","request":{{"method":"POST","url":"http://h/a","body":{{"mode":"raw","raw":{body}}}}},
          "response":[{{"code":200,"body":{body}}}]}}]}}"#
    ));
    let files: String = generation.output.iter().map(|(_, text)| text).collect();
    let files: String = files.split_whitespace().collect();
    assert!(files.contains(&"Vec<Option<".repeat(11)));
    assert!(!files.contains(&"Vec<Option<".repeat(13)));
}

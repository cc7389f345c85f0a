//! Pages that the configuration declares.

use crate::api::{PageRule, Pagination};
use crate::inputs::ApiInput;
use crate::options::Options;
use crate::source::Source;
use crate::spine::understand;

/// The pagination of an item, and what is wrong with the configuration.
fn declared(url: &str, body: &str, table: &str) -> (Option<Pagination>, Vec<String>) {
    let collection = serde_json::json!({"item": [
        {"name": "List", "request": url, "response": [{"code": 200, "body": body}]},
    ]});
    let input = ApiInput {
        config: Some(Source {
            path: "codegen.toml".to_owned(),
            text: format!("[item.List]\n{table}"),
        }),
        ..ApiInput::of(Source {
            path: "a.json".to_owned(),
            text: collection.to_string(),
        })
    };
    let mut found = understand(&[input], &Options::default());
    let errors = found.diagnostics.iter();
    let errors = errors.filter(|it| it.file == "codegen.toml");
    let errors = errors.map(|it| {
        let help = it.help.as_deref().unwrap_or_default();
        format!("{}:{} {} ({help})", it.line, it.column, it.message)
    });
    let errors = errors.collect();
    (found.apis.remove(0).operations.remove(0).pagination, errors)
}

const URL: &str = "https://a.example/x?token=&page=&skip=";
const BODY: &str = r#"{"found": {"rows": [{"nr": 1}], "then": "b", "many": 3}, "left": true}"#;

#[test]
fn each_rule_can_be_declared() {
    let text = |text: &str| text.to_owned();
    let cursor = PageRule::Cursor {
        parameter: text("token"),
        field: text("/found/then"),
    };
    let last = PageRule::LastItem {
        parameter: text("token"),
        key: text("nr"),
    };
    let page = PageRule::Page {
        parameter: text("page"),
        first: Some(0),
        current: Some(text("/found/many")),
    };
    let offset = PageRule::Offset {
        parameter: text("skip"),
    };
    let url = PageRule::Url {
        field: text("/found/then"),
    };
    for (table, rule, more, total) in [
        (
            "by = 'cursor', parameter = 'token', next = 'found.then'",
            cursor,
            None,
            None,
        ),
        (
            "by = 'last-item', parameter = 'token', last = 'nr', more = '/left'",
            last,
            Some("/left"),
            None,
        ),
        (
            "by = 'page', parameter = 'page', first = 0, current = 'found.many', total = 'found.many'",
            page,
            None,
            Some("/found/many"),
        ),
        (
            "by = 'offset', parameter = 'skip', total = 'found.many'",
            offset,
            None,
            Some("/found/many"),
        ),
        (
            "by = 'url', next = '/found/then', items = 'found.rows'",
            url,
            None,
            None,
        ),
        ("by = 'link'", PageRule::Link, None, None),
    ] {
        let (pagination, errors) = declared(URL, BODY, &format!("pages = {{ {table} }}"));
        assert_eq!(errors, Vec::<String>::new(), "{table}");
        let pagination = pagination.expect(table);
        assert_eq!(pagination.rule, rule, "{table}");
        assert_eq!(pagination.items, "/found/rows", "{table}");
        assert_eq!(pagination.more.as_deref(), more, "{table}");
        assert_eq!(pagination.total.as_deref(), total, "{table}");
        assert!(pagination.is_complete(), "{table}");
        assert_eq!(pagination.evidence.to_string(), "codegen.toml", "{table}");
    }
}

#[test]
fn a_bare_list_needs_no_items() {
    let table = "pages = { by = 'offset', parameter = 'skip' }";
    let (pagination, errors) = declared(URL, "[1]", table);
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(pagination.expect("pages").items, "");
}

#[test]
fn what_was_understood_is_completed() {
    let body = r#"{"users": [{}], "teams": [{}], "page_count": 3}"#;
    let url = "https://a.example/users?page=&per_page=";
    let (inferred, _) = declared(url, body, "");
    let inferred = inferred.expect("pages by number");
    assert!(!inferred.is_complete());
    let (completed, errors) = declared(url, body, "pages.first = 0");
    assert_eq!(errors, Vec::<String>::new());
    let completed = completed.expect("pages by number");
    assert!(completed.is_complete());
    assert_eq!(completed.items, inferred.items);
    assert_eq!(completed.total, inferred.total);
}

#[test]
fn what_does_not_exist_leads_to_the_nearest() {
    for (table, error) in [
        (
            "by = 'cursor', parameter = 'tokn', next = 'found.then'",
            "2:38 cannot find query parameter `tokn` (did you mean `token`?)",
        ),
        (
            "by = 'cursor', parameter = 'token', next = 'found.than'",
            "2:54 cannot find field `found.than` (did you mean `found.then`?)",
        ),
        (
            "by = 'link', items = '/found/row'",
            "2:32 cannot find list `/found/row` (did you mean `/found/rows`?)",
        ),
        (
            "by = 'links'",
            "2:16 `links` is not one of `cursor`, `page`, `offset`, `last-item`, `url`, `link` (did you mean `link`?)",
        ),
        (
            "by = 'link', itmes = 'found.rows'",
            "2:24 unknown key `itmes` (did you mean `items`?)",
        ),
    ] {
        let (_, errors) = declared(URL, BODY, &format!("pages = {{ {table} }}"));
        assert_eq!(errors.first().map(String::as_str), Some(error), "{table}");
    }
}

#[test]
fn what_is_missing_or_superfluous_is_an_error() {
    for (table, error) in [
        (
            "items = 'found.rows'",
            "2:9 nothing shows how `List` comes in pages",
        ),
        (
            "by = 'cursor', next = 'left'",
            "2:9 pages by `cursor` need `parameter`",
        ),
        (
            "by = 'cursor', parameter = 'token'",
            "2:9 pages by `cursor` need `next`",
        ),
        ("by = 'url'", "2:9 pages by `url` need `next`"),
        (
            "by = 'page', parameter = 'page'",
            "2:9 pages by `page` need `first`",
        ),
        (
            "by = 'last-item', parameter = 'token'",
            "2:9 pages by `last-item` need `more`",
        ),
        (
            "by = 'link', first = 1",
            "2:32 `first` does not apply to pages by `link`",
        ),
        (
            "by = 'page', parameter = 'page', first = -1",
            "2:52 expected a number from 0, found an integer",
        ),
    ] {
        let (pagination, errors) = declared(URL, BODY, &format!("pages = {{ {table} }}"));
        assert!(errors[0].starts_with(error), "{table}: {errors:?}");
        assert_eq!(pagination, None, "{table}");
    }
    let link = "pages = { by = 'link' }";
    let (_, errors) = declared(URL, "text", link);
    assert!(
        errors[0].contains("has no success that is JSON"),
        "{errors:?}"
    );
    for body in [r#"{"a": 1}"#, r#"{"a": [1], "b": [2]}"#] {
        let (_, errors) = declared(URL, body, link);
        assert!(errors[0].contains("several lists, or none"), "{errors:?}");
    }
}

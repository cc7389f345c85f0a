//! Request bodies (docs/postman-semantics.md §5).

mod comments;
mod form;
mod graphql;
mod raw;

use serde_json::{Map, Value};

use crate::api::{Body, Location, Type};
use crate::diagnostic::{Code, Diagnostic};
use crate::postman::{self, Item};

use super::parameters::{Entry, Given, Parameters, Rule};
use super::profile;
use super::report::Report;

pub(super) use comments::{are_stripped as are_comments_stripped, stripped as without_comments};
pub(super) use graphql::name as graphql_name;
pub(super) use raw::file_placeholder;

/// Methods whose body Postman drops, unless `disableBodyPruning` is set (docs/postman-semantics.md §5.1).
const WITHOUT_BODY: &[&str] = &["GET", "HEAD", "COPY", "PURGE", "UNLOCK"];

/// Lowers the body of an item's request; `settings` is its `protocolProfileBehavior`.
///
/// Whether a method has a body is decided here alone: clients send the body that a request has.
pub(super) fn lower(
    item: &Item,
    method: &str,
    settings: &Map<String, Value>,
    parameters: &mut Parameters<'_>,
    report: &mut Report<'_>,
) -> Body {
    let Some(body) = item.request.body.as_ref().filter(|body| !is_empty(body)) else {
        return Body::None;
    };
    if !is_sent(method, settings) {
        report.push_once(Code::BodyNotSent, method, || {
            let pointer = format!("{}/body", item.request.pointer);
            let message = format!("the body of a {method} request is not sent, as in Postman");
            let help = "delete the body, or set `disableBodyPruning` to send it";
            Diagnostic::new(Code::BodyNotSent, pointer, message).help(help)
        });
        return Body::None;
    }
    match body {
        postman::Body::Raw {
            pointer,
            text,
            language,
            redacted,
        } => {
            let raw = raw::Raw {
                redacted: *redacted,
                pointer,
                text,
                language: language.as_deref(),
            };
            raw::lower(item, &raw, parameters, report)
        }
        postman::Body::Urlencoded(fields) => Body::Urlencoded(form::lower(
            &form::in_wire_order(fields),
            Location::Urlencoded,
            parameters,
        )),
        postman::Body::FormData(fields) => Body::FormData(form::lower(
            &fields.iter().collect::<Vec<_>>(),
            Location::FormData,
            parameters,
        )),
        postman::Body::File {
            pointer,
            src,
            content,
        } => Body::File(lower_file(
            pointer,
            src.as_deref(),
            content.as_deref(),
            parameters,
        )),
        postman::Body::GraphQl {
            pointer,
            query,
            operation_name,
            variables,
        } => {
            let document = graphql::Document {
                pointer,
                query,
                operation_name: operation_name.as_deref(),
                variables: variables.as_ref(),
            };
            graphql::lower(&document, parameters)
        }
    }
}

/// Whether a request with this method is sent with its body.
pub(super) fn is_sent(method: &str, settings: &Map<String, Value>) -> bool {
    !WITHOUT_BODY.contains(&method) || profile::is_set(settings, "disableBodyPruning")
}

fn is_empty(body: &postman::Body) -> bool {
    match body {
        postman::Body::Raw { text, .. } => text.is_empty(),
        postman::Body::Urlencoded(fields) | postman::Body::FormData(fields) => fields.is_empty(),
        postman::Body::File { .. } | postman::Body::GraphQl { .. } => false,
    }
}

/// A body that is a file; without a file in the collection it can be left out, as Postman does.
fn lower_file(
    pointer: &str,
    src: Option<&str>,
    content: Option<&str>,
    parameters: &mut Parameters<'_>,
) -> usize {
    let files: Vec<String> = src.map(str::to_owned).into_iter().collect();
    let given = match content {
        Some(content) if files.is_empty() => Given::Base64(content),
        _ => Given::Files(&files),
    };
    let is_chosen = !files.is_empty() || content.is_some();
    let parameter = parameters.add(&Entry {
        location: Location::Body,
        wire_name: "body",
        pointer,
        description: None,
        enabled: is_chosen,
        given,
        rule: if is_chosen {
            Rule::Always
        } else {
            Rule::Marked
        },
    });
    debug_assert_eq!(parameters.type_at(parameter), &Type::File);
    parameter
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{ExampleValue, GraphQlVariables, Parameter, Serialization, Type};
    use crate::lower::testing::{
        api_with_codes, collection, field, item, operation, summary, variable, with_body,
    };
    use crate::postman::{FormParam, FormValue};

    fn raw(text: &str) -> postman::Body {
        postman::Body::Raw {
            pointer: "/body".to_owned(),
            text: text.to_owned(),
            language: Some("xml".to_owned()),
            redacted: 0,
        }
    }

    #[test]
    fn text_with_variables_is_a_template_and_other_text_an_argument() {
        let filled = operation(
            with_body(item("A", "/a"), raw("<a>{{x}}</a>")),
            vec![variable("x", "1")],
        );
        assert_eq!(summary(&filled), ["variable x = 1"]);
        let whole = operation(with_body(item("A", "/a"), raw("<a/>")), vec![]);
        assert_eq!(summary(&whole), ["body body required"]);
        let variable = operation(with_body(item("A", "/a"), raw("{{payload}}")), vec![]);
        assert_eq!(summary(&variable), ["body body required"]);
        assert_eq!(
            variable.example.unwrap().unresolved.as_deref(),
            Some("payload")
        );
    }

    #[test]
    fn literal_secrets_in_text_become_parameters() {
        let sent = operation(
            with_body(
                item("A", "/a"),
                raw("<x>{{y}}</x><Password>hunter</Password>"),
            ),
            vec![],
        );
        assert_eq!(
            summary(&sent),
            ["variable y required", "variable Password required"]
        );
        assert!(!format!("{sent:?}").contains("hunter"));
        let sent = operation(
            with_body(item("A", "/a"), raw("<Password>hunter</Password>")),
            vec![],
        );
        assert_eq!(summary(&sent), ["body body required"]);
        assert_eq!(
            sent.example.unwrap().unresolved.as_deref(),
            Some("Password")
        );
    }

    #[test]
    fn get_drops_its_body_unless_the_profile_keeps_it() {
        let mut sent = with_body(item("A", "/a"), raw("x"));
        sent.request.method = "GET".to_owned();
        let (api, codes) = api_with_codes(collection(
            vec![sent.clone()],
            vec![variable("baseUrl", "x")],
        ));
        assert_eq!(
            (&api.operations[0].body, codes.as_slice()),
            (&Body::None, ["body-not-sent"].as_slice())
        );
        sent.profile
            .insert("disableBodyPruning".to_owned(), true.into());
        assert_ne!(operation(sent, vec![]).body, Body::None);
    }

    #[test]
    fn forms_take_text_files_and_lists() {
        let file = |key: &str, paths: &[&str]| FormParam {
            key: key.to_owned(),
            value: FormValue::Files(paths.iter().map(|path| (*path).to_owned()).collect()),
            ..FormParam::default()
        };
        let fields = vec![
            field("a", "1"),
            field("a", "2"),
            file("f", &["x"]),
            file("g", &["x", "y"]),
            field("h", "<binary>"),
        ];
        let sent = operation(
            with_body(item("A", "/a"), postman::Body::FormData(fields)),
            vec![],
        );
        let types: Vec<&Type> = sent
            .parameters
            .iter()
            .map(|parameter| &parameter.ty)
            .collect();
        let list = |ty| Type::List(Box::new(ty));
        assert_eq!(
            types,
            [
                &list(Type::String),
                &Type::File,
                &list(Type::File),
                &Type::File
            ]
        );
        assert!(
            sent.parameters[3]
                .evidence
                .to_string()
                .ends_with("; the placeholder `<binary>`")
        );
    }

    #[test]
    fn one_file_of_a_list_key_is_a_list() {
        let file = FormParam {
            key: "files[]".to_owned(),
            value: FormValue::Files(vec!["x".to_owned()]),
            ..FormParam::default()
        };
        let body = postman::Body::FormData(vec![file]);
        let sent = operation(with_body(item("A", "/a"), body), vec![]);
        let files = &sent.parameters[0];
        assert_eq!(files.ty, Type::List(Box::new(Type::File)));
        assert!(files.evidence.to_string().ends_with("its key ends in `[]`"));
    }

    #[test]
    fn a_saved_id_in_a_form_is_an_argument() {
        let fields = ["customer_id", "client_id", "amount"]
            .map(|key| field(key, &format!("{{{{{key}}}}}")))
            .to_vec();
        let sent = operation(
            with_body(item("A", "/a"), postman::Body::Urlencoded(fields)),
            ["customer_id", "client_id", "amount"]
                .map(|key| variable(key, "7"))
                .to_vec(),
        );
        assert_eq!(
            summary(&sent),
            [
                "urlencoded customer_id required",
                "urlencoded client_id = 7",
                "urlencoded amount = 7"
            ]
        );
    }

    #[test]
    fn a_raw_body_that_is_declared_binary_takes_a_file() {
        for text in ["\"<binary>\"", "<binary>"] {
            let sent = operation(with_body(item("A", "/a"), raw(text)), vec![]);
            assert_eq!(sent.body, Body::File(0));
            assert_eq!(summary(&sent), ["body body required"]);
            assert_eq!(sent.parameters[0].ty, Type::File);
        }
        let sent = operation(with_body(item("A", "/a"), raw("\"<string>\"")), vec![]);
        assert_eq!(sent.parameters[0].ty, Type::String);
    }

    #[test]
    fn a_raw_body_that_is_declared_a_number_is_its_json() {
        for (text, ty) in [("<boolean>", Type::Bool), ("<integer,null>", Type::I64)] {
            let sent = operation(with_body(item("A", "/a"), raw(text)), vec![]);
            assert!(
                matches!(sent.body, Body::Json { parameter: 0, .. }),
                "{text}"
            );
            assert_eq!(sent.parameters[0].ty, ty);
        }
    }

    #[test]
    fn a_body_of_one_tag_of_markup_is_no_placeholder() {
        for text in ["<a/>", "<note>hi</note>", "<p>"] {
            let sent = operation(with_body(item("A", "/a"), raw(text)), vec![]);
            let example = sent.example.unwrap();
            assert!(example.filler.is_empty(), "{text}");
            assert_eq!(example.values, [(0, ExampleValue::Text(text.to_owned()))]);
        }
        let mut untyped = raw("<token>");
        if let postman::Body::Raw { language, .. } = &mut untyped {
            *language = None;
        }
        let sent = operation(with_body(item("A", "/a"), untyped), vec![]);
        assert_eq!(sent.example.unwrap().filler, [0]);
    }

    #[test]
    fn readers_see_variables_with_an_empty_value() {
        let form = |text: &str| postman::Body::FormData(vec![field("data", text)]);
        let text = r#"{"account": "{{account}}", "amount": "{{amount}}"}"#;
        let variables = vec![variable("account", ""), variable("amount", "5")];
        let sent = operation(with_body(item("A", "/a"), form(text)), variables);
        let example = sent.example.unwrap();
        let of = |text: &str| [(0, ExampleValue::Text(text.to_owned()))];
        assert_eq!(example.values, of(r#"{"account": "", "amount": "5"}"#));
        assert_eq!(example.unresolved, None);
        let shown = example.shown();
        assert_eq!(
            shown.values,
            of(r#"{"account": "{{account}}", "amount": "5"}"#)
        );
        assert_eq!(shown.unresolved.as_deref(), Some("account"));

        let other = with_body(item("A", "/a"), form(r#"{"a": ""}"#));
        let other = operation(other, vec![variable("x", "")]);
        assert_eq!(other.example.unwrap().shown, None);
    }

    #[test]
    fn form_fields_that_hold_json_are_typed() {
        let fields = vec![
            field("meta", r#"{"a": 1}"#),
            field("parts", r#"[{"b": 1}, {"b": 2}]"#),
            field("names", r#"["x", "y"]"#),
            field("mixed", r#"[1, "y", {}]"#),
            field("text", "{a}"),
            field("word", "[a]"),
            field("none", "[]"),
        ];
        let sent = operation(
            with_body(item("A", "/a"), postman::Body::FormData(fields)),
            vec![],
        );
        let names: Vec<String> = sent
            .parameters
            .iter()
            .map(|parameter| format!("{:?}", parameter.ty))
            .collect();
        assert_eq!(
            names,
            [
                "Named(Ident(\"Meta\"))",
                "List(Named(Ident(\"Part\")))",
                "List(String)",
                "List(Json)",
                "String",
                "String",
                "String"
            ]
        );
        let is_json = |parameter: &Parameter| parameter.serialization == Serialization::Json;
        assert!(sent.parameters[..4].iter().all(is_json));
    }

    #[test]
    fn urlencoded_fields_are_ordered_as_javascript_does() {
        let fields = ["a", "b", "a", "10", "2", "01"]
            .map(|key| field(key, ""))
            .to_vec();
        let keys: Vec<&str> = form::in_wire_order(&fields)
            .iter()
            .map(|field| field.key.as_str())
            .collect();
        assert_eq!(keys, ["2", "10", "a", "a", "b", "01"]);
    }

    #[test]
    fn a_graphql_query_is_constant_and_its_variables_an_argument() {
        let body = postman::Body::GraphQl {
            pointer: String::new(),
            query: "{ user(id: {{id}}) }".to_owned(),
            operation_name: None,
            variables: Some(serde_json::json!({"a": 1})),
        };
        let sent = operation(with_body(item("A", "/a"), body), vec![]);
        assert_eq!(
            summary(&sent),
            ["variable id required", "body variables required"]
        );
        let Body::GraphQl { variables, .. } = &sent.body else {
            panic!("{:?}", sent.body)
        };
        assert_eq!(*variables, Some(GraphQlVariables::Json(1)));
        assert_eq!(sent.types[0].name().as_str(), "Variables");
    }

    #[test]
    fn a_query_declares_what_its_variables_are() {
        let body = postman::Body::GraphQl {
            pointer: String::new(),
            query: "query Q($a: Int!, $b: Boolean, $c: [ID!]!) { q }".to_owned(),
            operation_name: None,
            variables: Some(serde_json::json!({"a": 1, "b": true})),
        };
        let sent = operation(with_body(item("A", "/a"), body), vec![]);
        let crate::api::TypeDef::Struct(def) = &sent.types[0] else {
            panic!("{:?}", sent.types)
        };
        let fields: Vec<(&str, &Type, bool)> = def
            .fields
            .iter()
            .map(|field| (field.wire_name.as_str(), &field.ty, field.required))
            .collect();
        let ids = Type::List(Box::new(Type::String));
        assert_eq!(
            fields,
            [
                ("a", &Type::I32, true),
                ("b", &Type::Bool, false),
                ("c", &ids, true)
            ]
        );
        assert_eq!(
            sent.parameters[0].evidence.to_string(),
            "part of every request; the JSON of `variables`; declared by the query"
        );
    }

    #[test]
    fn variables_that_only_the_query_knows_can_be_given() {
        let body = |query: &str| postman::Body::GraphQl {
            pointer: String::new(),
            query: query.to_owned(),
            operation_name: None,
            variables: Some("".into()),
        };
        let declared = body("query Q($a: Int!) { q }");
        let sent = operation(with_body(item("A", "/a"), declared), vec![]);
        assert_eq!(summary(&sent), ["body variables optional"]);
        assert_eq!(
            sent.parameters[0].evidence.to_string(),
            "not in the request; declared by the query"
        );
        for query in ["query Q { q }", "{ q }"] {
            let sent = operation(with_body(item("A", "/a"), body(query)), vec![]);
            assert!(sent.parameters.is_empty());
        }
    }

    #[test]
    fn variables_that_are_null_are_sent_as_null_unless_the_caller_gives_some() {
        let sent = |query: &str| {
            let body = postman::Body::GraphQl {
                pointer: String::new(),
                query: query.to_owned(),
                operation_name: None,
                variables: Some(Value::Null),
            };
            operation(with_body(item("A", "/a"), body), vec![])
        };
        let declared = sent("query Q($a: Int!) { q }");
        assert_eq!(summary(&declared), ["body variables = null"]);
        let Body::GraphQl { variables, .. } = sent("{ q }").body else {
            panic!("another body")
        };
        let null = crate::api::Segment::Literal("null".to_owned());
        assert_eq!(variables, Some(GraphQlVariables::Text(vec![null])));
    }
}

//! Schemes and responses that the configuration adds.

use crate::api::{AuthUse, Grant, KeyLocation, Payload, Provider, SchemeKind, Type};
use crate::inputs::ApiInput;
use crate::options::Options;
use crate::source::Source;
use crate::spine::understand;

use super::*;

const COLLECTION: &str = r#"{"item": [
    {"name": "Get user", "request": {"url": "http://h/users/1"}},
    {"name": "Log in", "request": {"url": "http://h/login"}, "response": [{"code": 200, "body": "{\"a\": 1}"}]},
    {"name": "Own", "request": {"url": "http://h/own", "auth": {"type": "basic"}}}
]}"#;

fn understood(config: &str) -> (Api, Vec<String>) {
    let source = |path: &str, text: &str| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let input = ApiInput {
        config: Some(source("codegen.toml", config)),
        ..ApiInput::of(source("x.json", COLLECTION))
    };
    let mut found = understand(&[input], &Options::default());
    let errors = found.diagnostics.iter();
    let errors = errors.filter(|it| it.file == "codegen.toml");
    let errors = errors.map(|it| it.message.clone()).collect();
    (found.apis.remove(0), errors)
}

#[test]
fn a_sample_declares_the_type_of_a_response() {
    let (api, errors) = understood(
        "[item.\"Get user\".response.200]\nsample = '''{\"id\": 1, \"name\": \"A\"}'''\n\
         [item.\"Log in\".response.200]\nsample = '[1]'\n\
         [item.\"Log in\".response.404]\nsample = '{}'",
    );
    assert_eq!(errors, Vec::<String>::new());
    let responses = &api.operations[0].responses;
    assert_eq!((responses.len(), responses[0].status), (1, Some(200)));
    let Payload::Json(Type::Named(name)) = &responses[0].payload else {
        panic!("{responses:?}");
    };
    assert_eq!(name.as_str(), "User");
    // A sample replaces what was saved.
    let responses = &api.operations[1].responses;
    let list = Payload::Json(Type::List(Box::new(Type::I64)));
    assert_eq!(responses[0].payload, list);
    assert_eq!(responses[1].status, Some(404));
}

#[test]
fn a_path_declares_the_type_of_a_response() {
    let (api, errors) = understood(
        "[item.\"Get user\".response.200]\ntype = \"Vec<crate::User>\"\n\
         [item.\"Log in\".response.200]\ntype = \"crate::Session\"",
    );
    assert_eq!(errors, Vec::<String>::new());
    let external = |path: &str| Type::External(path.to_owned());
    let payloads = api.operations.iter().take(2);
    let payloads: Vec<_> = payloads.map(|it| it.responses[0].payload.clone()).collect();
    let users = Type::List(Box::new(external("crate::User")));
    assert_eq!(
        payloads,
        [
            Payload::Json(users),
            Payload::Json(external("crate::Session"))
        ]
    );
    let session = &api.operations[1];
    assert_eq!(
        session.responses[0].evidence,
        Evidence::of(Fact::Configured)
    );
    assert!(
        session.types.is_empty(),
        "the type of the example is unused"
    );
}

#[test]
fn a_response_that_cannot_be_declared_is_an_error() {
    for (config, message) in [
        ("[item.\"Get user\".response.ok]", "`ok` is not a status"),
        ("[item.\"Get user\".response.20]", "`20` is not a status"),
        (
            "[item.\"Get user\".response.200]\ntype = \"Usr\"",
            "`Usr` is not a type",
        ),
        (
            "[item.GetUser.response.200]\ntype = \"json\"",
            "no item is called `GetUser` in the collection",
        ),
    ] {
        assert_eq!(understood(config).1, [message], "{config}");
    }
    let (_, errors) = understood("[item.\"Get user\".response.200]\nsample = '{'");
    assert!(
        errors[0].starts_with("the sample is not JSON"),
        "{errors:?}"
    );
}

#[test]
fn a_scheme_applies_to_operations_without_one() {
    let (api, errors) = understood(
        "[auth]\ntype = \"apikey\"\nname = \"key\"\nin = \"query\"\n[item.\"Log in\"]\nauth = false",
    );
    assert_eq!(errors, Vec::<String>::new());
    let uses: Vec<_> = api.operations.iter().map(|it| it.auth).collect();
    assert_eq!(
        uses,
        [AuthUse::Scheme(1), AuthUse::None, AuthUse::Scheme(0)]
    );
    let scheme = &api.schemes[1];
    let kind = SchemeKind::ApiKey {
        name: "key".to_owned(),
        location: KeyLocation::Query,
    };
    assert_eq!((scheme.name.as_str(), &scheme.kind), ("api_key", &kind));
}

#[test]
fn a_scheme_of_the_collection_is_used_again() {
    let (api, _) = understood("[auth]\ntype = \"basic\"");
    assert_eq!(api.schemes.len(), 1);
    let all = api.operations.iter();
    assert!(all.clone().all(|it| it.auth == AuthUse::Scheme(0)));
}

#[test]
fn a_scheme_has_the_authorization_server_of_the_configuration() {
    let (api, errors) = understood(
        "[auth]\ntype = \"oauth2\"\ntoken-url = \"https://a.example/token\"\nscopes = \"a b\"\n\
         client-id = \"id\"\ngrant = \"password\"",
    );
    assert_eq!(errors, Vec::<String>::new());
    let provider = Provider {
        token_url: Some("https://a.example/token".to_owned()),
        scope: Some("a b".to_owned()),
        client_id: Some("id".to_owned()),
        grants: vec![Grant::Password],
        ..Provider::default()
    };
    assert_eq!(api.schemes[1].provider, Some(provider));
}

#[test]
fn an_authorization_server_needs_oauth2_and_an_address() {
    assert_eq!(
        understood("[auth]\ntype = \"basic\"\nscopes = \"a\"").1,
        ["only `oauth2` has a token URL, scopes, a client and a grant"]
    );
    assert_eq!(
        understood("[auth]\ntype = \"oauth2\"\nscopes = \"a\"").1,
        ["the authorization server is not known"]
    );
}

#[test]
fn a_scheme_without_a_known_type_is_an_error() {
    assert_eq!(
        understood("[auth]\nname = \"k\"").1,
        ["`[auth]` has no `type`"]
    );
    assert_eq!(
        understood("[auth]\ntype = \"magic\"").1,
        ["unknown auth type `magic`"]
    );
}

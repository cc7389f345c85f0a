//! The API around the operations: server variables, schemes, folders, shared types.

use std::collections::BTreeMap;

use codegen::api::{
    Api, AuthUse, ClientVariable, EnumRepr, Environment, Evidence, Fact, Folder, Grant,
    KeyLocation, Provider, Scheme, SchemeKind, ServerVariable, TypeDef, Union, UrlPart,
};

use super::shorthand::{
    BOTH, closed, docs, field, id, list, named, object, open, operation, optional_field,
};
use super::{bodies, json, pages, parameters, responses};

pub fn api() -> Api {
    let mut minimal = operation("list_users", "ListUsers", "GET", "");
    minimal.path = Vec::new();
    "/item/0".clone_into(&mut minimal.pointer);
    minimal.auth = AuthUse::Scheme(0);
    Api {
        module: id("every_construct"),
        type_name: id("EveryConstruct"),
        name: "every *construct*".to_owned(),
        docs: docs("What the collection says of itself.\n\nIn two paragraphs."),
        source: "tests/every_construct.rs".to_owned(),
        server_variables: vec![
            server_variable("base_url", "baseUrl", Some("https://{{host}}/v1")),
            server_variable("host", "host", None),
            server_variable("version", "version", Some("")),
            server_variable("hosts", "hosts", None),
            server_variable("login", "login", None),
        ],
        environments: vec![
            Environment {
                constructor: id("staging"),
                name: "Staging | *beta*".to_owned(),
                values: vec![
                    (id("base_url"), "https://staging.example.test".to_owned()),
                    (id("version"), "v2".to_owned()),
                ],
            },
            Environment {
                constructor: id("live"),
                name: "Live".to_owned(),
                values: Vec::new(),
            },
            Environment {
                constructor: id("local"),
                name: "Local".to_owned(),
                values: vec![(id("base_url"), "http://{{host}}/local".to_owned())],
            },
        ],
        client_variables: vec![
            client_variable("tenant", "tenant", None),
            client_variable("region", "region", Some("eu%20west")),
            client_variable("self_", "self", None),
        ],
        schemes: schemes(),
        folder_features: false,
        client_path: "client".to_owned(),
        serde: true,
        types: shared_types(),
        operations: vec![minimal],
        folders: vec![
            folder("parameters", parameters::operations()),
            Folder {
                folders: vec![folder("deeper", vec![bodies::nested()])],
                ..folder("bodies", bodies::operations())
            },
            folder("json", json::operations()),
            folder("responses", responses::operations()),
            folder("pages", pages::operations()),
            folder("empty", Vec::new()),
        ],
    }
}

fn client_variable(name: &str, variable: &str, default: Option<&str>) -> ClientVariable {
    ClientVariable {
        name: id(name),
        variable: variable.to_owned(),
        default: default.map(str::to_owned),
        is_secret: variable == "self",
        docs: docs("Who it is."),
    }
}

fn server_variable(name: &str, variable: &str, default: Option<&str>) -> ServerVariable {
    ServerVariable {
        name: id(name),
        variable: variable.to_owned(),
        default: default.map(str::to_owned),
        is_required: default.is_none() && variable != "login",
        part: UrlPart::InHost,
        is_secret: variable == "hosts",
        docs: docs("Where it is."),
    }
}

fn folder(module: &str, operations: Vec<codegen::api::Operation>) -> Folder {
    Folder {
        module: id(module),
        name: format!("The {module} | folder"),
        pointer: String::new(),
        docs: codegen::api::Docs::default(),
        operations,
        folders: Vec::new(),
    }
}

fn schemes() -> Vec<Scheme> {
    let header = |name: &str, prefix: &str| SchemeKind::Header {
        name: name.to_owned(),
        prefix: prefix.to_owned(),
    };
    let key = |location| SchemeKind::ApiKey {
        name: "X-Key".to_owned(),
        location,
    };
    let oauth2 = |location, prefix: &str| SchemeKind::OAuth2 {
        location,
        prefix: prefix.to_owned(),
    };
    let kinds = [
        ("oauth2", oauth2(KeyLocation::Header, "Bearer")),
        ("oauth2_query", oauth2(KeyLocation::Query, "Token")),
        ("basic", SchemeKind::Basic),
        ("bearer", SchemeKind::Bearer),
        ("key_header", key(KeyLocation::Header)),
        ("key_query", key(KeyLocation::Query)),
        ("oauth1", SchemeKind::OAuth1),
        ("awsv4", SchemeKind::AwsV4),
        ("digest", SchemeKind::Digest),
        ("hawk", SchemeKind::Hawk),
        ("ntlm", SchemeKind::Ntlm),
        ("edgegrid", SchemeKind::EdgeGrid),
        ("jwt", SchemeKind::Jwt),
        ("asap", SchemeKind::Asap),
        ("authorization", header("Authorization", "Token token=")),
    ];
    kinds
        .into_iter()
        .map(|(name, kind)| Scheme {
            name: id(name),
            parameters: parameters(&kind),
            provider: provider(name),
            kind,
            docs: codegen::api::Docs::default(),
        })
        .collect()
}

fn parameters(kind: &SchemeKind) -> BTreeMap<String, String> {
    let pairs: &[(&str, &str)] = match kind {
        SchemeKind::AwsV4 => &[("region", "eu-west-1"), ("service", "iam")],
        SchemeKind::Jwt => &[("algorithm", "HS512"), ("payload", r#"{"sub": "1"}"#)],
        SchemeKind::Asap => &[("kid", "k"), ("iss", "i"), ("aud", "a")],
        _ => &[],
    };
    let pairs = pairs.iter();
    pairs
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

/// A server with everything for one scheme, and one with the least for another.
fn provider(scheme: &str) -> Option<Provider> {
    let url = |path: &str| Some(format!("https://auth.example.test/{path}"));
    let pair = |key: &str| vec![(key.to_owned(), "v".to_owned())];
    match scheme {
        "oauth2" => Some(Provider {
            token_url: url("token"),
            authorization_url: url("authorize"),
            refresh_url: url("refresh"),
            scope: Some("a b".to_owned()),
            client_id: None,
            client_in_body: true,
            grants: vec![Grant::ClientCredentials, Grant::Password],
            authorization_parameters: pair("a"),
            token_parameters: pair("t"),
            token_headers: pair("X-H"),
            refresh_parameters: pair("r"),
        }),
        "oauth2_query" => Some(Provider {
            token_url: url("token"),
            client_id: Some("id-1".to_owned()),
            grants: vec![Grant::Password],
            ..Provider::default()
        }),
        _ => None,
    }
}

fn shared_types() -> Vec<TypeDef> {
    let values = [("asc", "Asc"), ("desc", "Desc")];
    vec![
        object(
            "User",
            vec![
                field("id", "id", codegen::api::Type::I64),
                optional_field("order", "order", named("Order")),
                optional_field("friends", "friends", list(named("User"))),
                optional_field("owner", "owner", named("Owner")),
            ],
            BOTH,
        ),
        object(
            "UserPage",
            vec![field("users", "users", list(named("User")))],
            BOTH,
        ),
        closed("Order", &values, EnumRepr::String, BOTH),
        open("Color", &[("red", "Red")], EnumRepr::String, BOTH),
        TypeDef::Union(Union {
            name: id("Owner"),
            docs: docs("Who owns it."),
            variants: vec![
                (id("User"), named("User")),
                (id("Id"), codegen::api::Type::I64),
                (id("Names"), list(codegen::api::Type::String)),
            ],
            tag: None,
            uses: BOTH,
            evidence: Evidence::of(Fact::Operations(2)),
            derives: Vec::new(),
        }),
    ]
}

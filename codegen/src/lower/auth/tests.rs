//! What becomes of the parameters of auth blocks.

use serde_json::{Value, json};

use crate::api::{Grant, Scheme};
use crate::diagnostic::{Code, Diagnostics};
use crate::lower::{Input, LowerOptions, lower};
use crate::postman::parse;
use crate::redact;

/// The only scheme of a collection with these auth blocks, one for each item, and the messages about it.
fn scheme(blocks: &[Value]) -> (Scheme, Vec<String>) {
    let items = blocks.iter().enumerate().map(|(index, auth)| {
        let url = format!("https://h.example/{index}");
        json!({ "name": format!("i{index}"), "request": { "url": url, "auth": auth } })
    });
    let variables = json!([{ "key": "region", "value": "eu-west-1" }]);
    let text = json!({ "item": items.collect::<Vec<_>>(), "variable": variables }).to_string();
    let mut diagnostics = Diagnostics::default();
    let mut collection = parse(&text, &mut diagnostics).unwrap();
    redact::collection(&mut collection, &mut diagnostics);
    let input = Input {
        source_path: "a.json".to_owned(),
        collection,
    };
    let mut api = lower(&[input], &LowerOptions::default(), &mut diagnostics).unwrap();
    let known = [Code::AuthParameterUnused, Code::AuthParameterDiffers];
    let about = diagnostics.into_iter();
    let about = about.filter(|it| known.contains(&it.code));
    let about = about.map(|it| it.message.replace('`', "")).collect();
    assert_eq!(api.schemes.len(), 1);
    (api.schemes.remove(0), about)
}

fn block(kind: &str, parameters: &Value) -> Value {
    json!({ "type": kind, (kind): parameters })
}

/// The parameters of a block that are defaults, and those that are reported as unused, both as in the table.
fn used(kind: &str, parameters: &Value) -> (Vec<String>, Vec<String>) {
    let (scheme, messages) = scheme(&[block(kind, parameters)]);
    let unused = messages.iter().map(|message| {
        let words = message.split(' ').nth(1);
        words.unwrap().to_owned()
    });
    let mut unused: Vec<String> = unused.collect();
    unused.sort();
    (scheme.parameters.into_keys().collect(), unused)
}

/// Each auth type with all of its parameters. The keys of the first list are defaults of the credentials, those of the
/// second are reported. All others are given by the caller, or they are facts about OAuth 2.
#[test]
fn each_parameter_is_a_default_or_given_by_the_caller_or_reported() {
    for (kind, parameters, defaults, reported) in [
        (
            "apikey",
            json!({"key": "X", "value": "{{v}}", "in": "query"}),
            "",
            "",
        ),
        (
            "basic",
            json!({"username": "u", "password": "{{p}}", "showPassword": true}),
            "",
            "",
        ),
        ("bearer", json!({"token": "{{t}}"}), "", ""),
        (
            "oauth1",
            json!({"consumerKey": "k", "consumerSecret": "{{s}}", "token": "{{t}}", "tokenSecret": "{{s}}",
                "privateKey": "{{p}}", "signatureMethod": "HMAC-SHA256", "version": "1.0", "realm": "r", "callback": "c",
                "addParamsToHeader": true, "includeBodyHash": true, "addEmptyParamsToSign": true,
                "disableHeaderEncoding": true, "verifier": "v", "timestamp": "1", "nonce": "n"}),
            "addEmptyParamsToSign addParamsToHeader callback disableHeaderEncoding includeBodyHash realm signatureMethod version",
            "nonce timestamp verifier",
        ),
        (
            "awsv4",
            json!({"accessKey": "{{a}}", "secretKey": "{{s}}", "sessionToken": "{{t}}", "region": "{{region}}",
                "service": "iam", "addAuthDataToQuery": true}),
            "addAuthDataToQuery region service",
            "",
        ),
        (
            "digest",
            json!({"username": "u", "password": "{{p}}", "algorithm": "SHA-256", "qop": "auth-int", "realm": "r",
                "nonce": "n", "opaque": "o", "nonceCount": "1", "clientNonce": "c", "disableRetryRequest": true}),
            "algorithm qop",
            "clientNonce disableRetryRequest nonce nonceCount opaque realm",
        ),
        (
            "hawk",
            json!({"authId": "i", "authKey": "{{k}}", "algorithm": "sha1", "extraData": "e", "app": "a",
                "delegation": "d", "includePayloadHash": true, "user": "u", "timestamp": "1", "nonce": "n"}),
            "algorithm app delegation extraData includePayloadHash",
            "nonce timestamp user",
        ),
        (
            "edgegrid",
            json!({"accessToken": "{{a}}", "clientToken": "{{c}}", "clientSecret": "{{s}}", "headersToSign": ["A", "B"],
                "maxBodySize": 70, "baseURL": "https://h", "timestamp": "1", "nonce": "n"}),
            "headersToSign maxBodySize",
            "baseURL nonce timestamp",
        ),
        (
            "jwt",
            json!({"secret": "{{s}}", "privateKey": "{{p}}", "algorithm": "HS512", "payload": {"sub": "1"},
                "header": "{\"kid\": \"1\"}", "addTokenTo": "queryParam", "headerPrefix": "JWT",
                "queryParamKey": "jwt", "isSecretBase64Encoded": true}),
            "addTokenTo algorithm header headerPrefix isSecretBase64Encoded payload queryParamKey",
            "",
        ),
        (
            "asap",
            json!({"privateKey": "{{p}}", "alg": "ES256", "kid": "k", "iss": "i", "aud": "a", "sub": "s", "exp": "60",
                "claims": "{\"a\": 1}"}),
            "alg aud claims exp iss kid sub",
            "",
        ),
        (
            "ntlm",
            json!({"username": "u", "password": "{{p}}", "domain": "d", "workstation": "w", "disableRetryRequest": true}),
            "domain workstation",
            "disableRetryRequest",
        ),
    ] {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        assert_eq!(
            used(kind, &parameters),
            (words(defaults), words(reported)),
            "{kind}"
        );
    }
}

#[test]
fn values_that_cannot_be_used_are_reported_with_the_reason() {
    let parameters = json!({"region": "{{unknown}}", "service": "<service>", "addAuthDataToQuery": "yes", "x": 1});
    let (scheme, messages) = scheme(&[block("awsv4", &parameters)]);
    assert!(scheme.parameters.is_empty(), "{scheme:?}");
    assert_eq!(
        messages,
        [
            "parameter region of awsv4 auth is not used: variable unknown has no value",
            "parameter addAuthDataToQuery of awsv4 auth is not used: it is not true or false",
            "parameter x of awsv4 auth is not used: it is not a parameter of this type",
        ]
    );
    let (_, unused) = used("hawk", &json!({"algorithm": "md5"}));
    assert_eq!(unused, ["algorithm"]);
    let (_, unused) = used("jwt", &json!({"payload": "[1]"}));
    assert_eq!(unused, ["payload"]);
}

#[test]
fn the_first_item_decides_and_others_are_reported() {
    let aws = |region: &str| block("awsv4", &json!({"region": region, "service": "s3"}));
    let (scheme, messages) = scheme(&[aws("r1"), aws("r2"), block("awsv4", &json!([])), aws("r2")]);
    assert_eq!(scheme.parameters["region"], "r1");
    assert_eq!(
        messages,
        ["parameter region of awsv4 auth is r2 here but r1 in another item; using r1"]
    );
}

#[test]
fn facts_about_oauth2_are_read_and_scopes_are_collected() {
    let of_scope = |scope: &str| {
        block(
            "oauth2",
            &json!([
                {"key": "accessTokenUrl", "value": "https://a.example/token"},
                {"key": "authUrl", "value": "https://a.example/authorize"},
                {"key": "refreshTokenUrl", "value": "test"},
                {"key": "scope", "value": scope},
                {"key": "clientId", "value": "{{client_id}}"},
                {"key": "clientSecret", "value": "hush-hush-1"},
                {"key": "grant_type", "value": "authorization_code_with_pkce"},
                {"key": "client_authentication", "value": "body"},
                {"key": "audience", "value": {"5545d202": "https://api.example"}},
                {"key": "redirect_uri", "value": "https://oauth.pstmn.io/v1/callback"},
                {"key": "tokenRequestParams", "value": [
                    {"key": "t", "value": "1", "enabled": true, "send_as": "request_body"},
                    {"key": "X-T", "value": "2", "send_as": "request_header"},
                    {"key": "off", "value": "3", "enabled": false, "send_as": "request_body"},
                ]},
            ]),
        )
    };
    let (scheme, messages) = scheme(&[of_scope("read"), of_scope("write read")]);
    let provider = scheme.provider.unwrap();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    assert_eq!(text(&provider.token_url), "https://a.example/token");
    assert_eq!(
        text(&provider.authorization_url),
        "https://a.example/authorize"
    );
    assert_eq!(text(&provider.scope), "read write");
    assert_eq!(provider.grants, [Grant::AuthorizationCode]);
    assert!(provider.client_in_body && provider.client_id.is_none());
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let audience = pair("audience", "https://api.example");
    assert_eq!(
        provider.token_parameters,
        [audience.clone(), pair("t", "1")]
    );
    assert_eq!(provider.authorization_parameters, [audience]);
    assert_eq!(provider.token_headers, [pair("X-T", "2")]);
    assert_eq!(
        messages,
        [
            "parameter refreshTokenUrl of oauth2 auth is not used: it is not an HTTP URL",
            "parameter redirect_uri of oauth2 auth is not used: the program that logs in decides it",
        ]
    );
}

#[test]
fn items_can_obtain_tokens_in_several_ways() {
    let by = |grant: &str| {
        let url = "https://a.example/token";
        block(
            "oauth2",
            &json!({"accessTokenUrl": url, "grant_type": grant}),
        )
    };
    let blocks = [
        "password_credentials",
        "implicit",
        "client_credentials",
        "implicit",
    ];
    let (scheme, messages) = scheme(&blocks.map(by));
    let grants = [
        Grant::Password,
        Grant::AuthorizationCode,
        Grant::ClientCredentials,
    ];
    assert_eq!(scheme.provider.unwrap().grants, grants);
    assert!(messages.is_empty(), "{messages:?}");
}

#[test]
fn a_client_id_is_known_unless_it_is_a_placeholder_or_a_secret() {
    for (id, known) in [
        ("shop-desktop", true),
        ("your-client-id", false),
        ("ghp_0123456789abcdefghij", false),
    ] {
        let parameters = json!({"accessTokenUrl": "https://a.example/token", "clientId": id});
        let (scheme, _) = scheme(&[block("oauth2", &parameters)]);
        let provider = scheme.provider.unwrap();
        assert_eq!(provider.client_id.is_some(), known, "{id}");
    }
}

#[test]
fn secrets_in_lists_of_parameters_do_not_arrive() {
    let secret = "ghp_0123456789abcdefghij";
    let list = json!([{"key": "password", "value": "x1y2z3k4"}, {"key": "t", "value": secret}]);
    let parameters =
        json!({"accessTokenUrl": "https://a.example/token", "tokenRequestParams": list});
    let (scheme, _) = scheme(&[block("oauth2", &parameters)]);
    let provider = scheme.provider.unwrap();
    assert!(provider.token_parameters.is_empty(), "{provider:?}");
}

#[test]
fn what_is_not_a_url_of_http_is_reported() {
    for url in ["token", "ftp://a.example/token", "https://"] {
        let (scheme, messages) = scheme(&[block("oauth2", &json!({ "accessTokenUrl": url }))]);
        assert!(scheme.provider.is_none(), "{url}");
        let reported = "parameter accessTokenUrl of oauth2 auth is not used: it is not an HTTP URL";
        assert_eq!(messages, [reported], "{url}");
    }
}

use super::*;

fn found(text: &str) -> Vec<&str> {
    let secrets = find(text).into_iter();
    secrets.map(|secret| &text[secret.range]).collect()
}

#[test]
fn values_are_secret_by_their_name_or_their_shape() {
    assert!(looks_secret("access_token", "abc123"));
    assert!(looks_secret("X-Api-Key", "k3y4"));
    assert!(looks_secret("key", "0123456789abcdef0123456789abcdef"));
    assert!(looks_secret("x", "AKIAIOSFODNN7EXAMPLE"));
    assert!(looks_secret("note", "Bearer ghp_0123456789abcdefghij"));
    assert!(looks_secret("Cookie", "sid=abcdef"));
    assert!(!looks_secret("token", "<token>"));
    assert!(!looks_secret("token", "{{token}}"));
    assert!(!looks_secret("Authorization", "Bearer {{token}}"));
    assert!(!looks_secret("token", ""));
    assert!(!looks_secret("next_page_token", "abc123"));
    assert!(!looks_secret("key", "name"));
    assert!(!looks_secret("id", "0123456789abcdef0123456789abcdef"));
}

#[test]
fn the_scheme_of_a_credential_stays() {
    let replaced = |name: &str, value: &str| {
        super::replaced(value, &find_in_value(name, value), Replacement::Variable)
    };
    assert_eq!(
        replaced("Authorization", "Bearer abc123"),
        "Bearer {{Authorization}}"
    );
    assert_eq!(
        replaced("X-Vault", "aB3dE5gH7jK9mN1pQ3sT5vW7"),
        "{{X-Vault_secret}}"
    );
    assert_eq!(replaced("api_key", "abc123"), "{{api_key}}");
}

#[test]
fn secrets_are_found_in_every_notation() {
    for (text, secret) in [
        (
            r#"{"user": "me", "password": "x1y2", "token": "{{t}}"}"#,
            "x1y2",
        ),
        (r#"{\"password\": \"x1\\y2\"}"#, r"x1\\y2"),
        (r#"{"passwords": ["hunter"]}"#, "hunter"),
        (r#"{"password": 12345}"#, "12345"),
        ("<a:Password>hunter</a:Password>", "hunter"),
        ("user=me&client_secret=x1y2&a=b", "x1y2"),
        ("login(password: \"x1y2\")", "x1y2"),
        ("token = 'x1y2'", "x1y2"),
        ("password: P4ss-w0rd", "P4ss-w0rd"),
        ("**API key:** `K1234567`", "K1234567"),
        ("The password is Passw0rd1.", "Passw0rd1"),
        ("use the password `Passw0rd1`.", "Passw0rd1"),
        ("Authorization: Bearer zq080secret", "zq080secret"),
        ("\"Authorization\": \"Token zq080secret\"", "zq080secret"),
        (
            "Authorization: Basic YWRtaW46aHVudGVyMg==",
            "YWRtaW46aHVudGVyMg==",
        ),
        (
            "Send Bearer aB3dE5gH7jK9mN1pQ3sT5vW7 with it",
            "aB3dE5gH7jK9mN1pQ3sT5vW7",
        ),
        ("My API key is: K1234567", "K1234567"),
        ("connect with password \"Passw0rd1\"", "Passw0rd1"),
        ("password - Passw0rd1", "Passw0rd1"),
        (
            "| a | b |\n|---|---|\n| `password` | `Passw0rd1` |",
            "Passw0rd1",
        ),
        ("<td>password</td><td>hunter</td>", "hunter"),
        ("<b>Password</b>: <code>Passw0rd1</code>", "Passw0rd1"),
        ("<li>Password: <b>Passw0rd1</b></li>", "Passw0rd1"),
        (":password => 'hunter'", "hunter"),
        ("user%5Bpassword%5D=x1y2&a=1", "x1y2"),
        (
            "client-key-data: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1JSUVwQUlCQUFL",
            "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1JSUVwQUlCQUFL",
        ),
        ("Cookie: sid=abcdef; theme=dark", "sid=abcdef; theme=dark"),
        ("curl -u me:hunter2 https://h", "hunter2"),
        ("tool --api-key k3y4k3y4 run", "k3y4k3y4"),
        ("see https://me:hunter2@example.com/a", "hunter2"),
        (
            "https://hooks.slack.com/services/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",
            "a1b2c3d4e5f6g7h8i9j0k1l2",
        ),
        (
            "https://discord.com/api/webhooks/123456789012345678/a1b2c3d4e5f6g7h8i9j0_k1-l2",
            "a1b2c3d4e5f6g7h8i9j0_k1-l2",
        ),
        ("https://hooks.slack.com/services/T0/B0/x7Kq", "x7Kq"),
        ("see hooks.slack.com/services/T0/B0/kqv.", "kqv"),
        ("https://hooks.zapier.com/hooks/catch/123/a1b2c3/", "a1b2c3"),
        ("https://hook.eu1.make.com:443/abc123", "abc123"),
        (
            "https://acme.webhook.office.com/webhookb2/IncomingWebhook/a1b2/x",
            "a1b2",
        ),
        ("https://discord.com/api/webhooks/123/a1-b2", "a1-b2"),
        ("/verify/aB3dE5gH7jK9mN1p", "aB3dE5gH7jK9mN1p"),
        ("use `AKIAIOSFODNN7EXAMPLE`.", "AKIAIOSFODNN7EXAMPLE"),
        (
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLW9mLTEyMzQ",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLW9mLTEyMzQ",
        ),
        ("sshpass -p x1y2 ssh me@h -p 2222", "x1y2"),
        ("`sshpass -p'x1y2' ssh h`", "x1y2"),
        ("mysql -u me -px1y2 app", "x1y2"),
        ("/usr/bin/mysqldump -px1y2 app", "x1y2"),
        ("docker login -u me -p=x1y2 h", "x1y2"),
        ("redis-cli -a x1y2", "x1y2"),
        ("zip -P 123456 a.zip a", "123456"),
        ("machine h login me password x1y2", "x1y2"),
        ("default\tx default login me\n password x1y2\n", "x1y2"),
        ("password: |\n  x1y2z3\nb: 1", "x1y2z3"),
        ("  api_key: >-\r\n    x1y2z3", "x1y2z3"),
        ("token: |2 # note\n\n  a word\n  x1y2z3\n x9y9z9", "x1y2z3"),
        ("login me:Passw0rd1", "Passw0rd1"),
        ("The credentials are `me@h.example:Passw0rd1`.", "Passw0rd1"),
        ("Log in using 'me:Passw0rd1'", "Passw0rd1"),
        (
            "bot 123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw.",
            "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
        ),
    ] {
        assert_eq!(found(text), [secret], "{text}");
    }
}

#[test]
fn a_private_key_is_a_secret_up_to_its_end() {
    let body = "MIIEpAIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7\nMhgwMbRvI0MBZhpI";
    for end in ["-----END RSA PRIVATE KEY-----", ""] {
        let text = format!("key:\n-----BEGIN RSA PRIVATE KEY-----\n{body}\n{end}");
        assert!(!redacted(&text).contains("MIIE") && !redacted(&text).contains("ZhpI"));
    }
    let certificate = format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----");
    assert_eq!(redacted(&certificate), certificate);
    let putty = |body: &str| {
        format!("PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 2\n{body}\nPrivate-MAC: a1b2")
    };
    assert_eq!(
        redacted(&putty(body)),
        "PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines:…\nPrivate-MAC: a1b2"
    );
    assert_eq!(redacted(&putty("...")), putty("..."));
}

#[test]
fn prose_about_secrets_contains_none() {
    for text in [
        "no secrets: here",
        "password: required",
        "Password: The user's password, 8-20 characters",
        "Token: see OAuth2.0",
        "Authorization: Bearer <token>",
        "Authorization: Bearer token",
        "Authorization: Basic dXNlcm5hbWU6cGFzc3dvcmQ=",
        "uses Basic Authentication",
        "Bearer authentication is used",
        "curl -u user:password https://h",
        "https://user:password@example.com",
        "?token={{token}}&api_key=YOUR_API_KEY",
        "Cookie: a small file",
        "next page token: abc123",
        "sshpass -p password ssh h",
        "sshpass -p $PASSWORD ssh h",
        "sshpass -f file ssh me@h -p 2222",
        "mysql -u me -p app1",
        "mysql -u me -p$(cat file1) app",
        "docker run -p 8080:80 a1b2",
        "mkdir -p a1b2/c3d4",
        "aws sso login -profile a1b2",
        "redis-cli -p 63790",
        "zip -P -r a1b2.zip",
        "machine learning with login and password fields1",
        "machine h login me password <password>",
        "by default password rules2 apply",
        "password: |\n  Must have 8 characters\n  at least2\n",
        "password: |\nx1y2z3",
        "| password: |\n| x1y2z3 |",
        "login: 10:30am",
        "Log in with https://h.example/a1b2",
        "login at localhost:8080/a1 or h1:a1/b2",
        "login with user:password1",
        "login: {user:x1y2z3}",
        "re_generate_all_of_the_keys_of_a_user_v2",
        "test_that_the_answer_of_the_server_is_200_ok",
        "key-123e4567-e89b-12d3-a456-426614174000",
        "send the field \"password\" \"required\"",
        "- `password` - The user's password, with 8 to 20 characters",
        "| password | string | required | at least 8 characters |",
        "| token | OAuth2.0 | base64 |",
        "<td>password</td><td>string</td>",
        "<b>Password</b>: <code>your-password</code>",
        "certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUVwQUlCQUFL",
        "sk_test_xxxxxxxxxxxxxxxx",
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
        "\"passwordPolicy\": \"min8\", \"securityQuestion\": \"q1w2\"",
        "\"symbol\": \"USDT\", \"token\": \"BNB\"",
        "token=response.body.token",
        "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
        "https://hooks.slack.com/services/{{team}}/{{channel}}/{{token}}",
        "https://hooks.example.com/v1/orders/created",
        "https://api.example.com/webhooks/123/deliveries",
        "https://docs.example.com/hooks.html/a1b2c3",
        "\"token\": \"YOUR_DONATION_TOKEN\", \"secret\": \"sha1-secret-value\", \"password\": \"mypassword\"",
    ] {
        assert_eq!(found(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn a_number_stays_a_number() {
    let text = r#"{"password": 12345, "id": 1}"#;
    let replaced = replaced(text, &find(text), Replacement::Stars);
    assert_eq!(replaced, r#"{"password": 0, "id": 1}"#);
}

#[test]
fn every_text_is_searched_without_a_panic() {
    for text in [
        "é:password=é",
        "token=\u{1f600}",
        "://é@",
        "/é/é",
        "password:\\",
        "password:\"",
        "Authorization:é",
    ] {
        let _ = redacted(text);
        let _ = looks_secret(text, text);
    }
}

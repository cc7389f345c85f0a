//! Secrets in the notations of other tools, in saved responses and requests, and in URLs of webhooks that are short.

use serde_json::{Value, json};

use super::Garden;

/// Texts of other tools and formats, as bodies that are sent and received, and in prose.
const NOTATIONS: &[(&str, &str)] = &[
    ("URL of a database", "postgres://me:@@db.example/app"),
    (
        "URL of several hosts",
        "mongodb+srv://me:@@a.example,b.example/app",
    ),
    (
        "connection string",
        "Server=db;User Id=me;Password=@;Database=app",
    ),
    ("variable of a shell", "export API_TOKEN='@'"),
    ("file of variables", "HOST=h\nAWS_SECRET_ACCESS_KEY=@\n"),
    ("YAML", "user: me\npassword: \"@\"\n"),
    ("YAML without quotes", "user: me\nclient_secret: @\n"),
    ("TOML", "[db]\npassword = \"@\"\n"),
    ("attribute of XML", "<user name=\"me\" password=\"@\"/>"),
    (
        "element with an attribute",
        "<wsse:Password Type=\"plain\">@</wsse:Password>",
    ),
    (
        "JSON in JSON",
        r#"{"inner": "{\"user\": \"me\", \"password\": \"@\"}"}"#,
    ),
    ("lines of JSON", "{\"a\": 1}\n{\"password\": \"@\"}\n"),
    (
        "server-sent event",
        "event: login\ndata: {\"access_token\": \"@\"}\n\n",
    ),
    ("header of curl", "curl -H 'X-Api-Key: @' https://h.example"),
    ("bearer of curl", "curl --oauth2-bearer @ https://h.example"),
    (
        "option with an equals sign",
        "wget --user=me --password=@ https://h.example",
    ),
    ("proxy", "Proxy-Authorization: Bearer @0123456789"),
    ("fragment", "https://h.example/cb#access_token=@&state=1"),
    ("WebSocket", "wss://h.example/live?token=@"),
    (
        "short webhook of Slack",
        "https://hooks.slack.com/services/T0/B0/@",
    ),
    (
        "short webhook of Slack without a scheme",
        "post to hooks.slack.com/services/T0/B0/@ then",
    ),
    (
        "short webhook of Discord",
        "https://discord.com/api/webhooks/123/@",
    ),
    (
        "short webhook of Zapier",
        "https://hooks.zapier.com/hooks/catch/123/@/",
    ),
    ("short webhook of Make", "https://hook.eu1.make.com/@"),
    (
        "short webhook of Teams",
        "https://acme.webhook.office.com/webhookb2/a/IncomingWebhook/@/b",
    ),
    ("line of `.npmrc`", "//registry.example/:_authToken=@"),
    ("PowerShell", "$env:API_KEY = \"@\""),
    ("password of PostgreSQL", "export PGPASSWORD=@"),
    ("cookie of curl", "curl -b 'sid=@' https://h.example"),
    (
        "body of curl",
        "curl -d 'user=me&password=@' https://h.example",
    ),
    (
        "clone of a repository",
        "git clone https://oauth2:@@gitlab.example/a.git",
    ),
    (
        "row of a table in Markdown",
        "| name | value |\n|---|---|\n| `api_key` | `@` |",
    ),
    (
        "row of a table in HTML",
        "<table><tr><td>password</td><td>@</td></tr></table>",
    ),
    ("bold name in HTML", "<b>Password</b>: <code>@</code>"),
    ("bold value in HTML", "<ul><li>Password: <b>@</b></li></ul>"),
    (
        "field of a form in HTML",
        "<input type=\"password\" name=\"password\" value=\"@\">",
    ),
    ("entry of XML", "<add key=\"Password\" value=\"@\"/>"),
    (
        "entries of JSON",
        "[{\"key\": \"page\", \"value\": \"1\"}, {\"key\": \"api_key\", \"value\": \"@\"}]",
    ),
    (
        "entries of JSON, value first",
        "[{\"value\": \"@\", \"type\": \"text\", \"name\": \"password\"}]",
    ),
    ("encoded name of a field", "user%5Bpassword%5D=@&a=1"),
    ("hash of Ruby", ":password => '@'"),
    ("dash", "password - @"),
    ("sentence with a colon", "My API key is: @"),
    ("sentence with quotes", "connect with password \"@\""),
    (
        "key of a storage account",
        "AccountName=a;AccountKey=@aB3dE5gH7jK9==;Suffix=net",
    ),
    (
        "signed URL",
        "https://h.example/run?sp=x&sig=@aB3dE5gH7jK9mN1pQ3sT5",
    ),
    (
        "signature of AWS",
        "Authorization: AWS4-HMAC-SHA256 Credential=me/20240101/s3, Signature=@0123456789abcdef0123456789abcdef",
    ),
    ("key of Postman", "PMAK-@0123456789abcdef"),
    (
        "link to a collection",
        "https://api.postman.com/collections/1-a?access_key=PMAT-@0123456789ABCDEF",
    ),
    ("token of a browser session of Slack", "xoxc-@-0123456789"),
    ("key of Groq", "gsk_@0123456789abcdefghij"),
    ("token of a runner of GitLab", "glrt-@0123456789abcdef"),
    (
        "header of Azure functions",
        "x-functions-key: @aB3dE5gH7jK9",
    ),
    (
        "key of OpenSSH",
        "-----BEGIN OPENSSH PRIVATE KEY-----\\nb3BlbnNzaC1rZXktdjEAAA1B2C3@\\n-----END OPENSSH PRIVATE KEY-----",
    ),
    (
        "key of PGP",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOYBF1a2b3c4d5e6f@\n-----END PGP PRIVATE KEY BLOCK-----",
    ),
    (
        "key in Base64",
        "client-key-data: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCk1JSUVwQUlC@",
    ),
    (
        "webhook of Google Chat",
        "https://chat.googleapis.com/v1/spaces/AAAA/messages?key=k&token=@",
    ),
    (
        "webhook of DingTalk",
        "https://oapi.dingtalk.com/robot/send?access_token=@",
    ),
    (
        "webhook of Feishu",
        "https://open.feishu.cn/open-apis/bot/v2/hook/@aB3dE5gH7jK9",
    ),
    (
        "webhook of IFTTT",
        "https://maker.ifttt.com/trigger/door/with/key/@aB3dE5gH7jK9mN1pQ3sT5",
    ),
    ("login over SSH", "sshpass -p @ ssh me@h.example -p 2222"),
    (
        "login over SSH with quotes",
        "run `sshpass -p '@' ssh me@h.example`",
    ),
    ("variable of sshpass", "SSHPASS=@ sshpass -e ssh h.example"),
    ("client of MySQL", "mysql -p@ app"),
    (
        "client of MySQL with a user",
        "mysql -h db.example -u me -p@ app < dump.sql",
    ),
    (
        "backup of MySQL",
        "$ mysqldump --single-transaction -u me -p'@' app",
    ),
    ("variable of MySQL", "MYSQL_PWD=@ mysql app"),
    (
        "variable of PostgreSQL and a command",
        "PGPASSWORD=@ psql -U me app",
    ),
    ("line of `.pgpass`", "postgresql://me:@@db.example:5432/app"),
    ("client of Redis", "redis-cli -h db.example -a @ ping"),
    (
        "client of MongoDB",
        "mongosh -u me -p @ --authenticationDatabase admin",
    ),
    (
        "client of SQL Server",
        "sqlcmd -S db.example -U me -P @ -Q 'select 1'",
    ),
    ("client of MQTT", "mosquitto_pub -u me -P @ -t a -m b"),
    (
        "client of LDAP",
        "ldapsearch -x -D cn=me -w @ -b dc=example",
    ),
    (
        "login of Docker",
        "docker login -u me -p @ registry.example",
    ),
    ("login of PuTTY", "plink -ssh -l me -pw @ h.example"),
    ("line of `.netrc`", "machine h.example login me password @"),
    (
        "lines of `.netrc`",
        "machine h.example\n  login me\n  password @\nmachine b.example\n",
    ),
    ("default of `.netrc`", "default login anonymous password @"),
    ("block of YAML", "user: me\npassword: |\n  @\nhost: h\n"),
    (
        "folded block of YAML",
        "auth:\n  client_secret: >-\n    @\n  user: me\n",
    ),
    (
        "second line of a block of YAML",
        "api_key: |2+ # note\n\n  kZ8w2Qx1\n  @\nuser: me\n",
    ),
    (
        "key of PuTTY",
        "PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nComment: me\nPublic-Lines: 1\nAAAAB3NzaC1yc2E\n\
         Private-Lines: 2\nAAAAgQCk5Yz8Vb3\n@\nPrivate-MAC: 0a1b2c\n",
    ),
    ("login in prose", "login me:@"),
    ("logins in prose", "Test logins: `me:@`."),
    ("credentials in prose", "Use the credentials \"me:@\" here"),
    ("sentence about a login", "Log in with me:@ first"),
    (
        "user info without a password",
        "https://@0123456789abcdef0123456789abcdef@errors.example/1",
    ),
];

/// Tokens of well-known providers, with what makes them long enough.
const TOKENS: &[&str] = &[
    "123456789:AA@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "MTA0aB3dE5gH7jK9mN1pQ3sT.GaB3dE.@aB3dE5gH7jK9mN1pQ3sT5v",
    "aB3dE5gH7jK9mN.atlasv1.@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "aB38Q~@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "AGE-SECRET-KEY-1@0123456789ABCDEF",
    "ATBB@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "ATCTT3@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "CCIPAT_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "CLOJARS_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "FLWSECK_TEST-@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "HRKU-@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "NRAK-@ABCDEFGHIJ0123456789",
    "NRII-@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "PMAK-@0123456789abcdef",
    "bkua_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "dapi@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "dckr_oat_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "dckr_pat_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "doo_v1_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "dp.pt.@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "dp.st.dev.@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "dt0c01.@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "duffel_test_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "figd_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "fm2_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "glc_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "gloas-@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "glsa_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "hvb.@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "hvs.@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "key-@0123456789abcdef0123456789abcdef",
    "lin_api_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "lin_oauth_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "live_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "lsv2_pt_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "nfp_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "npm_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "ntn_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "nvapi-@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "ops_eyJ@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "patAb3dE5gH7jK9mN.@0123456789abcdef0123456789abcdef0123456789abcdef",
    "pcsk_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "phx_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "pplx-@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "pscale_pw_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "pscale_tkn_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "pul-@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "pypi-AgEIcHlwaS5vcmc@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "r8_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "re_@aB3d_E5gH7jK9mN1pQ3sT5vW7",
    "rdme_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "rnd_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "sb_secret_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "sbp_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "secret_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "shppa_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "sk_@aB3dE5gH7jK9mN1pQ3sT5vW7xY9zaB3dE5g",
    "sntrys_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "sq0atp-@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "sqp_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "tfp_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "tskey-auth-@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "tvly-@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "vcp_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "vercel_blob_rw_@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "xai-@aB3dE5gH7jK9mN1pQ3sT5vW7",
    "xkeysib-@aB3dE5gH7jK9mN1pQ3sT5vW7",
];

/// Headers of saved responses.
const HEADERS: &[(&str, &str)] = &[
    ("Location", "https://h.example/cb?code=1&access_token=@"),
    (
        "Link",
        "<https://h.example/n?api_key=@&page=2>; rel=\"next\"",
    ),
    ("Set-Cookie", "sid=@; Path=/; HttpOnly"),
    ("X-Amz-Security-Token", "@"),
    ("X-Callback", "https://hooks.slack.com/services/T0/B0/@"),
];

impl Garden {
    /// A collection of these.
    pub(super) fn notations(&mut self) -> Value {
        let items = NOTATIONS.iter().enumerate().map(|(index, (name, notation))| {
            let mut text = |location: &str| self.text(&format!("{location}, {name}"), notation);
            let raw = |text: String| json!({ "mode": "raw", "raw": text });
            json!({
                "name": format!("notation {index}"),
                "request": {
                    "method": "POST",
                    "url": format!("https://h.example/notation/{index}"),
                    "description": { "content": text("description"), "type": "text/markdown" },
                    "body": raw(text("body")),
                },
                "response": [{
                    "name": "ok", "code": 200, "body": text("saved response"),
                    "originalRequest": { "method": "POST", "url": "https://h.example/o", "body": raw(text("saved request")) },
                }],
            })
        });
        let mut items: Vec<Value> = items.collect();
        items.push(self.saved());
        items.push(self.tokens());
        items.push(self.hooks());
        items.push(self.settings());
        json!({
            "info": { "name": "M" },
            "auth": self.auth("oauth2", &["password", "clientSecret"]),
            "item": [{
                "name": "inner",
                "auth": { "type": "apikey", "apikey": [
                    { "key": "key", "value": "X-Key" },
                    { "key": "value", "value": self.plant("auth of a folder") },
                ] },
                "item": items,
            }],
        })
    }

    /// A saved response with secrets in its headers, and in all of its request.
    fn saved(&mut self) -> Value {
        let headers = HEADERS.iter().map(|(name, value)| {
            json!({ "key": name, "value": self.text(&format!("saved header `{name}`"), value) })
        });
        let headers: Vec<Value> = headers.collect();
        let lines = self.text("saved headers as text", "X-Api-Key: @\nX-B: 1\n");
        json!({
            "name": "saved",
            "request": "https://h.example/saved",
            "response": [
                {
                    "name": "ok", "code": 302, "header": headers,
                    "originalRequest": {
                        "method": "GET",
                        "url": self.text("URL of a saved request", "https://me:@@h.example/saved"),
                        "auth": self.auth("bearer", &["token"]),
                        "header": self.text("headers of a saved request", "X-Auth-Token: @\n"),
                    },
                },
                { "name": "text", "code": 200, "header": lines, "body": "{}" },
            ],
        })
    }

    /// A request with tokens in its headers, whose names say nothing, and in their descriptions.
    fn tokens(&mut self) -> Value {
        let headers = TOKENS.iter().enumerate().map(|(index, token)| {
            let description = format!("such as `{}`.", self.text("token in prose", token));
            json!({ "key": format!("X-{index}"), "value": self.text("token", token), "description": description })
        });
        let headers: Vec<Value> = headers.collect();
        json!({ "name": "tokens", "request": { "url": "https://h.example/tokens", "header": headers } })
    }

    /// A webhook as the parts of a URL.
    fn hooks(&mut self) -> Value {
        let segment = self.plant("short webhook as a list of segments");
        let disabled = self.plant("entry that is off");
        json!({ "name": "hook", "request": { "method": "POST", "url": {
            "protocol": "https",
            "host": ["hooks", "slack", "com"],
            "path": ["services", "T0", "B0", segment],
            "query": [{ "key": "access_token", "value": disabled, "disabled": true }],
        } } })
    }

    /// Secrets in the settings of auth types.
    fn settings(&mut self) -> Value {
        let parameters = json!([
            { "key": "client_secret", "value": self.plant("parameter of a token request"), "send_as": "request_body" },
        ]);
        let payload = self.text("payload of a token", "{\"password\": \"@\"}");
        json!({ "name": "settings", "item": [
            { "name": "oauth2", "request": { "url": "https://h.example/s", "auth": { "type": "oauth2", "oauth2": [
                { "key": "accessTokenUrl", "value": self.text("URL of tokens", "https://me:@@h.example/token") },
                { "key": "tokenRequestParams", "value": parameters },
            ] } } },
            { "name": "jwt", "request": { "url": "https://h.example/j", "auth": { "type": "jwt", "jwt": [
                { "key": "algorithm", "value": "HS256" },
                { "key": "payload", "value": payload },
                { "key": "secret", "value": "{{s}}" },
            ] } } },
        ] })
    }
}

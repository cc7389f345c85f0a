//! OAuth 1.0a (RFC 5849), computed like Postman's (docs/postman-semantics.md §6.2).

mod method;

use sha1::Sha1;
use sha2::{Sha256, Sha512};

use super::hmac::hmac;
use super::{AuthError, Authorize, Defaults, Parameters, Secret, quoted_string, rsa_key};
use crate::{Request, clock, encoding, random};

pub use method::OAuth1Method;

/// Where the parameters are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Placement {
    /// In an `Authorization` header.
    Header,
    /// In the body of POST and PUT requests that are urlencoded, else in the query.
    BodyOrQuery,
}

/// A consumer and its token: Postman's `oauth1`.
#[derive(Debug, Clone)]
pub struct OAuth1 {
    consumer_key: String,
    consumer_secret: Secret,
    token: Secret,
    token_secret: Secret,
    private_key: Secret,
    method: Option<OAuth1Method>,
    callback: Option<String>,
    verifier: Option<String>,
    timestamp: Option<String>,
    nonce: Option<String>,
    version: Option<String>,
    realm: Option<String>,
    options: Options,
}

/// Switches, which Postman keeps among the parameters.
#[derive(Debug, Clone, Default)]
struct Options {
    placement: Option<Placement>,
    body_hash: Option<bool>,
    sign_empty: Option<bool>,
    plain_header: Option<bool>,
    /// Signs with HMAC-SHA1, but does not send the method, like Postman without `signatureMethod`.
    omits_method: bool,
}

impl OAuth1 {
    /// Signs with HMAC-SHA1, in a header.
    pub fn new(consumer_key: impl Into<String>, consumer_secret: impl Into<Secret>) -> Self {
        Self {
            consumer_key: consumer_key.into(),
            consumer_secret: consumer_secret.into(),
            token: Secret::default(),
            token_secret: Secret::default(),
            private_key: Secret::default(),
            method: None,
            callback: None,
            verifier: None,
            timestamp: None,
            nonce: None,
            version: None,
            realm: None,
            options: Options::default(),
        }
    }

    /// Adds the user's token.
    #[must_use]
    pub fn token(mut self, token: impl Into<Secret>, secret: impl Into<Secret>) -> Self {
        self.token = token.into();
        self.token_secret = secret.into();
        self
    }

    /// Signs with another HMAC method, or sends the secrets as plain text.
    #[must_use]
    pub fn method(mut self, method: OAuth1Method) -> Self {
        self.method = Some(method);
        self
    }

    /// Signs with an RSA method and a private key (PEM, PKCS#1 or PKCS#8).
    #[must_use]
    pub fn private_key(mut self, method: OAuth1Method, pem: impl Into<Secret>) -> Self {
        self.method = Some(method);
        self.private_key = pem.into();
        self
    }

    /// Sets the realm.
    #[must_use]
    pub fn realm(mut self, realm: impl Into<String>) -> Self {
        self.realm = Some(realm.into());
        self
    }

    /// Sends the parameters in the body of POST and PUT requests that are urlencoded, else in the query.
    #[must_use]
    pub fn in_body_or_query(mut self) -> Self {
        self.options.placement = Some(Placement::BodyOrQuery);
        self
    }

    /// Sends the parameters in a header, even if the collection sends them elsewhere.
    #[must_use]
    pub fn in_header(mut self) -> Self {
        self.options.placement = Some(Placement::Header);
        self
    }

    /// Adds a hash of the body, unless it is urlencoded.
    #[must_use]
    pub fn with_body_hash(mut self) -> Self {
        self.options.body_hash = Some(true);
        self
    }

    /// Adds no hash of the body, even if the collection adds one.
    #[must_use]
    pub fn without_body_hash(mut self) -> Self {
        self.options.body_hash = Some(false);
        self
    }

    fn signing_method(&self) -> OAuth1Method {
        self.method.unwrap_or(OAuth1Method::HmacSha1)
    }

    /// The `oauth_*` parameters in Postman's order, including empty ones, without the signature.
    fn parameters(&self, request: &Request) -> Result<Vec<(&'static str, String)>, AuthError> {
        let timestamp = match &self.timestamp {
            None => clock::since_1970(clock::now()).as_secs().to_string(),
            Some(given) => given.clone(),
        };
        let nonce = match &self.nonce {
            None => random::alphanumeric(11)?,
            Some(given) => given.clone(),
        };
        let version = self.version.as_deref().unwrap_or("1.0").to_owned();
        let mut parameters = vec![
            ("oauth_consumer_key", self.consumer_key.clone()),
            ("oauth_token", self.token.expose().to_owned()),
            (
                "oauth_signature_method",
                self.signing_method().as_str().to_owned(),
            ),
            ("oauth_timestamp", timestamp),
            ("oauth_nonce", nonce),
            ("oauth_version", version),
        ];
        if self.options.body_hash == Some(true) && request.urlencoded_fields().is_none() {
            let body = request.body_bytes().unwrap_or_default();
            parameters.push((
                "oauth_body_hash",
                encoding::base64(self.signing_method().hash(&body)),
            ));
        }
        let given = [
            ("oauth_callback", &self.callback),
            ("oauth_verifier", &self.verifier),
        ];
        let given = given.into_iter();
        parameters.extend(given.filter_map(|(name, value)| Some((name, value.clone()?))));
        Ok(parameters)
    }

    /// The signature base string (RFC 5849 §3.4.1): method, URL without query, sorted parameters.
    fn base_string(
        &self,
        request: &Request,
        parameters: &[(&str, String)],
    ) -> Result<String, AuthError> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut add = |key: &str, value: &str| {
            pairs.push((
                encoding::unreserved(key).into_owned(),
                encoding::unreserved(value).into_owned(),
            ));
        };
        for (key, value) in request.decoded_query()? {
            add(&key, &value);
        }
        for (key, value) in request.urlencoded_fields().unwrap_or_default() {
            add(key, value);
        }
        for (key, value) in parameters
            .iter()
            .filter(|(_, value)| self.options.sign_empty == Some(true) || !value.is_empty())
        {
            add(key, value);
        }
        pairs.sort();
        let joined: Vec<String> = pairs
            .iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        let (scheme, host, port) = (request.scheme()?, request.host()?, request.port()?);
        let port = match (scheme, port) {
            ("http", 80) | ("https", 443) => String::new(),
            (_, port) => format!(":{port}"),
        };
        let url = format!("{scheme}://{host}{port}{}", request.encoded_path()?);
        Ok(format!(
            "{}&{}&{}",
            request.method(),
            encoding::unreserved(&url),
            encoding::unreserved(&joined.join("&"))
        ))
    }

    fn sign(&self, base_string: &str) -> Result<String, AuthError> {
        let key = format!(
            "{}&{}",
            encoding::unreserved(self.consumer_secret.expose()),
            encoding::unreserved(self.token_secret.expose())
        );
        let text = base_string.as_bytes();
        let pem = self.private_key.expose();
        Ok(match self.signing_method() {
            OAuth1Method::HmacSha1 => encoding::base64(hmac::<Sha1>(key.as_bytes(), text)),
            OAuth1Method::HmacSha256 => encoding::base64(hmac::<Sha256>(key.as_bytes(), text)),
            OAuth1Method::HmacSha512 => encoding::base64(hmac::<Sha512>(key.as_bytes(), text)),
            OAuth1Method::RsaSha1 => encoding::base64(rsa_key::sign_pkcs1::<Sha1>(pem, text)?),
            OAuth1Method::RsaSha256 => encoding::base64(rsa_key::sign_pkcs1::<Sha256>(pem, text)?),
            OAuth1Method::RsaSha512 => encoding::base64(rsa_key::sign_pkcs1::<Sha512>(pem, text)?),
            OAuth1Method::Plaintext => key,
        })
    }

    fn header(&self, parameters: &[(&str, String)]) -> String {
        let encode = |text: &str| {
            if self.options.plain_header == Some(true) {
                text.to_owned()
            } else {
                encoding::unreserved(text).into_owned()
            }
        };
        let mut pairs = Vec::new();
        if let Some(realm) = self.realm.as_deref().filter(|it| !it.trim().is_empty()) {
            pairs.push(format!("realm={}", quoted_string(&encode(realm))));
        }
        pairs.extend(
            parameters
                .iter()
                .map(|(key, value)| format!("{key}={}", quoted_string(&encode(value)))),
        );
        format!("OAuth {}", pairs.join(","))
    }
}

/// Reads Postman's parameters, which docs/postman-semantics.md §6.2 lists.
///
/// # Errors
///
/// If `signatureMethod` is not one of Postman's.
impl TryFrom<&Parameters> for OAuth1 {
    type Error = AuthError;

    fn try_from(parameters: &Parameters) -> Result<Self, AuthError> {
        let text = |key| parameters.text(key);
        let mut oauth1 = Self::new(text("consumerKey"), text("consumerSecret"))
            .token(text("token"), text("tokenSecret"))
            .complete(parameters)?;
        oauth1.private_key = text("privateKey").into();
        oauth1.options.omits_method = oauth1.method.is_none();
        oauth1.version = Some(text("version"));
        if oauth1.options.placement.is_none() {
            oauth1 = oauth1.in_body_or_query();
        }
        Ok(oauth1)
    }
}

/// Completes all parameters that are not credentials.
impl Defaults for OAuth1 {
    fn complete(mut self, parameters: &Parameters) -> Result<Self, AuthError> {
        let method = parameters.parsed("signatureMethod", OAuth1Method::parse)?;
        self.method = self.method.or(method);
        self.callback = self.callback.or_else(|| parameters.owned("callback"));
        self.verifier = self.verifier.or_else(|| parameters.owned("verifier"));
        self.timestamp = self.timestamp.or_else(|| parameters.owned("timestamp"));
        self.nonce = self.nonce.or_else(|| parameters.owned("nonce"));
        self.version = self.version.or_else(|| parameters.owned("version"));
        self.realm = self.realm.or_else(|| parameters.owned("realm"));
        let placement = match parameters.switch("addParamsToHeader") {
            Some(true) => Some(Placement::Header),
            Some(false) => Some(Placement::BodyOrQuery),
            None => None,
        };
        let options = &mut self.options;
        options.placement = options.placement.or(placement);
        options.body_hash = options.body_hash.or(parameters.switch("includeBodyHash"));
        options.sign_empty = options
            .sign_empty
            .or(parameters.switch("addEmptyParamsToSign"));
        let plain = parameters.switch("disableHeaderEncoding");
        options.plain_header = options.plain_header.or(plain);
        Ok(self)
    }
}

impl Authorize for OAuth1 {
    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        let lacks_secret = if self.signing_method().is_rsa() {
            self.private_key.expose().is_empty()
        } else {
            self.consumer_secret.expose().is_empty()
        };
        if self.consumer_key.is_empty() || lacks_secret {
            return Ok(());
        }
        let mut parameters = self.parameters(request)?;
        for name in parameters
            .iter()
            .map(|(name, _)| *name)
            .chain(["oauth_signature"])
        {
            request.remove_query(name);
            request.remove_urlencoded(name);
        }
        let signature = self.sign(&self.base_string(request, &parameters)?)?;
        parameters.push(("oauth_signature", signature));
        // An assumed method is signed, but not sent.
        let is_omitted = |name| self.options.omits_method && name == "oauth_signature_method";
        parameters.retain(|(name, value)| !value.is_empty() && !is_omitted(*name));
        request.reencode_query()?;

        if self.options.placement != Some(Placement::BodyOrQuery) {
            request.set_secret_header("Authorization", &self.header(&parameters));
            return Ok(());
        }
        request.remove_header("Authorization");
        let in_body =
            matches!(request.method(), "POST" | "PUT") && request.urlencoded_fields().is_some();
        for (name, value) in &parameters {
            if in_body {
                request.urlencoded(name, value);
            } else {
                request.add_query(name, &encoding::unreserved(value));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::Challenge;

    #[test]
    fn values_without_encoding_cannot_end_their_quotes() {
        let parameters = Parameters::from_iter([
            ("consumerKey", r#"a", oauth_token="b"#),
            ("realm", r#"the "inner" realm\"#),
            ("disableHeaderEncoding", "true"),
        ]);
        let oauth1 = OAuth1::try_from(&parameters).expect("a scheme");
        let key = ("oauth_consumer_key", oauth1.consumer_key.clone());
        let sent = Challenge::parse(&oauth1.header(&[key])).remove(0);
        assert_eq!(
            sent.parameters,
            [
                ("realm".to_owned(), r#"the "inner" realm\"#.to_owned()),
                (
                    "oauth_consumer_key".to_owned(),
                    r#"a", oauth_token="b"#.to_owned()
                ),
            ]
        );
    }
}

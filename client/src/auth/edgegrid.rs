//! Akamai `EdgeGrid`, computed like Postman's (docs/postman-semantics.md §6.6).

use sha2::{Digest as _, Sha256};

use super::hmac::hmac;
use super::{AuthError, Authorize, Defaults, Parameters, Secret};
use crate::clock::{self, Utc};
use crate::{Request, encoding, random};

/// The default for how many bytes of a body are hashed.
const MAX_BODY_SIZE: usize = 131_072;

/// The tokens of an Akamai API client: Postman's `edgegrid`.
#[derive(Debug, Clone)]
pub struct EdgeGrid {
    access_token: Secret,
    client_token: Secret,
    client_secret: Secret,
    host: Option<String>,
    nonce: Option<String>,
    timestamp: Option<String>,
    headers_to_sign: Option<Vec<String>>,
    max_body_size: Option<usize>,
}

impl EdgeGrid {
    /// Signs for the host that the request is sent to.
    pub fn new(
        access_token: impl Into<Secret>,
        client_token: impl Into<Secret>,
        client_secret: impl Into<Secret>,
    ) -> Self {
        Self {
            access_token: access_token.into(),
            client_token: client_token.into(),
            client_secret: client_secret.into(),
            host: None,
            nonce: None,
            timestamp: None,
            headers_to_sign: None,
            max_body_size: None,
        }
    }

    /// Signs for another host, such as the real one if requests are sent to a proxy.
    #[must_use]
    pub fn host(mut self, host: impl Into<String>) -> Self {
        self.host = Some(host.into());
        self
    }

    /// Also signs these headers.
    #[must_use]
    pub fn headers_to_sign(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.headers_to_sign = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Hashes at most this many bytes of a body; by default 131,072.
    #[must_use]
    pub fn max_body_size(mut self, bytes: usize) -> Self {
        self.max_body_size = Some(bytes);
        self
    }

    fn canonical_headers(&self, request: &Request) -> String {
        let names = self.headers_to_sign.iter().flatten();
        let signed = names.filter_map(|name| {
            let value = request.header_value(name)?;
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            Some(format!("{}:{value}", name.to_ascii_lowercase()))
        });
        signed.collect::<Vec<_>>().join("\t")
    }

    fn body_hash(&self, request: &Request) -> String {
        if request.method() != "POST" {
            return String::new();
        }
        let body = request.body_bytes().unwrap_or_default();
        if body.is_empty() {
            return String::new();
        }
        let size = body.len().min(self.max_body_size.unwrap_or(MAX_BODY_SIZE));
        encoding::base64(Sha256::digest(&body[..size]))
    }
}

/// Reads Postman's parameters: `accessToken`, `clientToken`, `clientSecret`, `baseURL`, `nonce`, `timestamp`,
/// `headersToSign`, `maxBodySize`.
impl From<&Parameters> for EdgeGrid {
    fn from(parameters: &Parameters) -> Self {
        let text = |key| parameters.text(key);
        let tokens = Self::new(
            text("accessToken"),
            text("clientToken"),
            text("clientSecret"),
        );
        tokens.completed(parameters)
    }
}

impl EdgeGrid {
    fn completed(mut self, parameters: &Parameters) -> Self {
        if self.host.is_none() {
            self.host = parameters.get("baseURL").map(|url| {
                let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
                rest.split('/').next().unwrap_or_default().to_owned()
            });
        }
        self.nonce = self.nonce.or_else(|| parameters.owned("nonce"));
        self.timestamp = self.timestamp.or_else(|| parameters.owned("timestamp"));
        let size = || parameters.get("maxBodySize")?.parse().ok();
        self.max_body_size = self.max_body_size.or_else(size);
        if let (None, Some(names)) = (&self.headers_to_sign, parameters.get("headersToSign")) {
            let names = names.split(',').map(str::trim);
            return self.headers_to_sign(names.filter(|name| !name.is_empty()));
        }
        self
    }
}

/// Completes `baseURL`, `headersToSign`, `maxBodySize`, `nonce`, `timestamp`.
impl Defaults for EdgeGrid {
    fn complete(self, parameters: &Parameters) -> Result<Self, AuthError> {
        Ok(self.completed(parameters))
    }
}

impl Authorize for EdgeGrid {
    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        let tokens = [&self.access_token, &self.client_token, &self.client_secret];
        if tokens.iter().any(|token| token.expose().is_empty()) {
            return Ok(());
        }
        let timestamp = self.timestamp.clone().unwrap_or_else(|| {
            let utc = Utc::new(clock::since_1970(clock::now()));
            format!(
                "{:04}{:02}{:02}T{:02}:{:02}:{:02}+0000",
                utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second
            )
        });
        let nonce = match &self.nonce {
            Some(nonce) => nonce.clone(),
            None => random::uuid()?,
        };
        let header = format!(
            "EG1-HMAC-SHA256 client_token={};access_token={};timestamp={timestamp};nonce={nonce};",
            self.client_token.expose(),
            self.access_token.expose()
        );
        let host = match &self.host {
            Some(host) => host.clone(),
            None => request.authority()?,
        };
        let data = [
            request.method(),
            request.scheme()?,
            &host,
            &request.target()?,
            &self.canonical_headers(request),
            &self.body_hash(request),
            &header,
        ]
        .join("\t");
        let key = encoding::base64(hmac::<Sha256>(
            self.client_secret.expose().as_bytes(),
            timestamp.as_bytes(),
        ));
        let signature = encoding::base64(hmac::<Sha256>(key.as_bytes(), data.as_bytes()));
        request.set_secret_header("Authorization", &format!("{header}signature={signature}"));
        Ok(())
    }
}

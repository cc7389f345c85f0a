//! AWS Signature Version 4, computed like Postman's (docs/postman-semantics.md §6.4).

use std::time::SystemTime;

use base16ct::lower::encode_string;
use sha2::{Digest as _, Sha256};

use super::hmac::hmac;
use super::{AuthError, Authorize, Defaults, KeyLocation, Login, LoginScheme, Parameters, Secret};
use crate::clock::{self, Utc};
use crate::{Request, encoding};

/// Headers that are never signed.
const UNSIGNED: [&str; 7] = [
    "authorization",
    "connection",
    "x-amzn-trace-id",
    "user-agent",
    "expect",
    "presigned-expires",
    "range",
];

/// Headers and query parameters that signing replaces.
const REPLACED_HEADERS: [&str; 4] = [
    "Authorization",
    "X-Amz-Date",
    "X-Amz-Security-Token",
    "X-Amz-Content-Sha256",
];
const REPLACED_QUERY: [&str; 6] = [
    "X-Amz-Security-Token",
    "X-Amz-Date",
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-SignedHeaders",
    "X-Amz-Signature",
];

/// AWS access keys: Postman's `awsv4`.
#[derive(Debug, Clone)]
pub struct AwsV4 {
    access_key: String,
    secret_key: Secret,
    session_token: Option<Secret>,
    region: Option<String>,
    service: Option<String>,
    location: Option<KeyLocation>,
    time: Option<SystemTime>,
}

impl AwsV4 {
    /// Signs for region `us-east-1` and service `execute-api`, in headers.
    pub fn new(access_key: impl Into<String>, secret_key: impl Into<Secret>) -> Self {
        Self {
            access_key: access_key.into(),
            secret_key: secret_key.into(),
            session_token: None,
            region: None,
            service: None,
            location: None,
            time: None,
        }
    }

    /// Signs for another region.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Signs for another service, such as `s3`.
    #[must_use]
    pub fn service(mut self, service: impl Into<String>) -> Self {
        self.service = Some(service.into());
        self
    }

    /// Adds the token of temporary credentials.
    #[must_use]
    pub fn session_token(mut self, token: impl Into<Secret>) -> Self {
        self.session_token = Some(token.into());
        self
    }

    /// Sends the signature in the query instead of in headers.
    #[must_use]
    pub fn in_query(mut self) -> Self {
        self.location = Some(KeyLocation::Query);
        self
    }

    /// Sends the signature in headers, even if the collection sends it in the query.
    #[must_use]
    pub fn in_headers(mut self) -> Self {
        self.location = Some(KeyLocation::Header);
        self
    }

    /// Signs with this time instead of the current one. A `Date` header of the request takes precedence.
    #[must_use]
    pub fn at(mut self, time: SystemTime) -> Self {
        self.time = Some(time);
        self
    }

    fn region_name(&self) -> &str {
        self.region.as_deref().unwrap_or("us-east-1")
    }

    fn service_name(&self) -> &str {
        self.service.as_deref().unwrap_or("execute-api")
    }

    fn is_in_query(&self) -> bool {
        self.location == Some(KeyLocation::Query)
    }

    fn scope(&self, date: &str) -> String {
        let (region, service) = (self.region_name(), self.service_name());
        format!("{date}/{region}/{service}/aws4_request")
    }

    fn signature(&self, date: &str, text_to_sign: &str) -> String {
        let start = format!("AWS4{}", self.secret_key.expose());
        let key = [
            date,
            self.region_name(),
            self.service_name(),
            "aws4_request",
        ]
        .iter()
        .fold(start.into_bytes(), |key, part| {
            hmac::<Sha256>(&key, part.as_bytes())
        });
        encode_string(&hmac::<Sha256>(&key, text_to_sign.as_bytes()))
    }

    /// The canonical path. S3 encodes the decoded path once; all other services normalize the path and encode it a
    /// second time.
    fn canonical_path(&self, path: &str) -> String {
        if self.service_name() == "s3" {
            return path
                .split('/')
                .map(|s| encoding::unreserved(&encoding::decode(s)).into_owned())
                .collect::<Vec<_>>()
                .join("/");
        }
        let mut segments: Vec<&str> = Vec::new();
        for segment in path.split('/').skip(1) {
            match segment {
                ".." => drop(segments.pop()),
                "." | "" => {}
                _ => segments.push(segment),
            }
        }
        let trailing = if path.len() > 1 && path.ends_with('/') && !segments.is_empty() {
            "/"
        } else {
            ""
        };
        let encoded: Vec<_> = segments.into_iter().map(encoding::unreserved).collect();
        format!("/{}{trailing}", encoded.join("/"))
    }

    fn clock(&self, request: &Request) -> SystemTime {
        let header = request
            .header_value("Date")
            .and_then(|date| httpdate::parse_http_date(date).ok());
        header.or(self.time).unwrap_or_else(clock::now)
    }
}

/// The canonical query: entries `key=value`, encoded, sorted and joined by `&`.
fn canonical_query(entries: &[(String, String)]) -> String {
    let mut pairs: Vec<String> = entries
        .iter()
        .map(|(key, value)| {
            format!(
                "{}={}",
                encoding::unreserved(key),
                encoding::unreserved(value)
            )
        })
        .collect();
    pairs.sort();
    pairs.join("&")
}

/// The canonical headers, sorted by their lower-case names. Whitespace in values is collapsed; the values of repeated
/// headers are joined with commas.
fn canonical_headers(headers: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut canonical: Vec<(String, String)> = Vec::new();
    for (name, value) in headers {
        let name = name.to_ascii_lowercase();
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if UNSIGNED.contains(&name.as_str()) {
            continue;
        }
        match canonical.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => {
                known.push(',');
                known.push_str(&value);
            }
            None => canonical.push((name, value)),
        }
    }
    canonical.sort();
    canonical
}

/// Reads Postman's parameters: `accessKey`, `secretKey`, `sessionToken`, `region`, `service`,
/// `addAuthDataToQuery`.
impl From<&Parameters> for AwsV4 {
    fn from(parameters: &Parameters) -> Self {
        let aws = Self::new(parameters.text("accessKey"), parameters.text("secretKey"));
        let aws = match parameters.get("sessionToken") {
            Some(token) => aws.session_token(token),
            None => aws,
        };
        aws.completed(parameters)
    }
}

impl AwsV4 {
    fn completed(mut self, parameters: &Parameters) -> Self {
        self.region = self.region.or_else(|| parameters.owned("region"));
        self.service = self.service.or_else(|| parameters.owned("service"));
        if self.location.is_none() && parameters.flag("addAuthDataToQuery") {
            self.location = Some(KeyLocation::Query);
        }
        self
    }
}

/// Completes `region`, `service`, `addAuthDataToQuery`.
impl Defaults for AwsV4 {
    fn complete(self, parameters: &Parameters) -> Result<Self, AuthError> {
        Ok(self.completed(parameters))
    }
}

impl Authorize for AwsV4 {
    /// [`None`] for a signature in the query: curl signs in headers.
    fn login(&self) -> Option<Login> {
        (!self.is_in_query()).then(|| Login {
            scheme: LoginScheme::AwsV4 {
                region: self.region_name().to_owned(),
                service: self.service_name().to_owned(),
            },
            user: self.access_key.clone(),
            password: self.secret_key.clone(),
        })
    }

    fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
        if self.access_key.is_empty() || self.secret_key.expose().is_empty() {
            return Ok(());
        }
        for name in REPLACED_HEADERS {
            request.remove_header(name);
        }
        for name in REPLACED_QUERY {
            request.remove_query(name);
        }
        let utc = Utc::new(clock::since_1970(self.clock(request)));
        let date = format!("{:04}{:02}{:02}", utc.year, utc.month, utc.day);
        let date_time = format!("{date}T{:02}{:02}{:02}Z", utc.hour, utc.minute, utc.second);
        let scope = self.scope(&date);
        let body = request.body_bytes().unwrap_or_default();
        let (body_hash, has_body) = (encode_string(&Sha256::digest(&body)), !body.is_empty());

        if self.is_in_query() {
            return self.sign_query(request, &date_time, &scope, &body_hash, &date);
        }
        if has_body {
            request.set_header("X-Amz-Content-Sha256", &body_hash);
        }
        let host = request.authority()?;
        request.set_header("Host", &host);
        if !has_body && self.service_name() == "s3" {
            request.set_header("X-Amz-Content-Sha256", &body_hash);
        }
        if let Some(token) = &self.session_token {
            request.set_secret_header("X-Amz-Security-Token", token.expose());
        }
        request.set_header("X-Amz-Date", &date_time);
        let (signed, signature) = self.sign(request, &date_time, &scope, &body_hash, &date)?;
        let value = format!(
            "AWS4-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={signed}, Signature={signature}",
            self.access_key
        );
        request.set_secret_header("Authorization", &value);
        Ok(())
    }
}

impl AwsV4 {
    fn sign_query(
        &self,
        request: &mut Request,
        date_time: &str,
        scope: &str,
        body_hash: &str,
        date: &str,
    ) -> Result<(), AuthError> {
        let host = request.authority()?;
        request.set_header("Host", &host);
        let signed = canonical_headers(&request.header_list());
        let names: Vec<&str> = signed.iter().map(|(name, _)| name.as_str()).collect();
        if let Some(token) = &self.session_token {
            request.add_query("X-Amz-Security-Token", token.expose());
        }
        request.add_query("X-Amz-Date", date_time);
        request.add_query("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
        request.add_query(
            "X-Amz-Credential",
            &encoding::unreserved(&format!("{}/{scope}", self.access_key)),
        );
        request.add_query(
            "X-Amz-SignedHeaders",
            &encoding::unreserved(&names.join(";")),
        );
        // S3 does not hash the body of a presigned URL.
        let body_hash = if self.service_name() == "s3" {
            "UNSIGNED-PAYLOAD"
        } else {
            body_hash
        };
        let (_, signature) = self.sign(request, date_time, scope, body_hash, date)?;
        request.add_query("X-Amz-Signature", &signature);
        Ok(())
    }

    /// Returns the names of the signed headers and the signature.
    fn sign(
        &self,
        request: &Request,
        date_time: &str,
        scope: &str,
        body_hash: &str,
        date: &str,
    ) -> Result<(String, String), AuthError> {
        let headers = canonical_headers(&request.header_list());
        let names: Vec<&str> = headers.iter().map(|(name, _)| name.as_str()).collect();
        let signed = names.join(";");
        let lines = headers.iter().fold(String::new(), |text, (name, value)| {
            text + name + ":" + value + "\n"
        });
        let canonical = format!(
            "{}\n{}\n{}\n{lines}\n{signed}\n{body_hash}",
            request.method(),
            self.canonical_path(&request.encoded_path()?),
            canonical_query(&request.decoded_query()?),
        );
        let hash = encode_string(&Sha256::digest(canonical.as_bytes()));
        let text = format!("AWS4-HMAC-SHA256\n{date_time}\n{scope}\n{hash}");
        Ok((signed, self.signature(date, &text)))
    }
}

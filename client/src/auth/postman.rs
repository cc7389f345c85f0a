//! From an auth block's type and parameters to credentials.

use super::{ApiKey, AuthError, Authorize, Basic, BearerToken, OAuth2, Parameters};

/// The credentials of an auth block, by Postman's names of types and parameters (docs/postman-semantics.md §6).
///
/// [`None`] for `noauth` and for blocks that add nothing to a request, such as an OAuth 2 block without a token.
///
/// # Errors
///
/// Where the type is unknown, its feature is not enabled, or a parameter has no valid value.
pub fn from_parameters(
    kind: &str,
    parameters: &Parameters,
) -> Result<Option<Box<dyn Authorize>>, AuthError> {
    let text = |key| parameters.text(key);
    let scheme: Box<dyn Authorize> = match kind {
        "noauth" => return Ok(None),
        "basic" => Box::new(Basic::new(text("username"), text("password"))),
        "bearer" => Box::new(BearerToken::new(text("token"))),
        "apikey" if parameters.get("in") == Some("query") => {
            Box::new(ApiKey::query(text("key"), text("value")))
        }
        "apikey" => Box::new(ApiKey::header(text("key"), text("value"))),
        "oauth2" if parameters.get("tokenType") == Some("mac") => return Ok(None),
        "oauth2" => Box::new(oauth2(parameters)),
        #[cfg(feature = "asap")]
        "asap" => Box::new(super::Asap::from_parameters(parameters)?),
        #[cfg(feature = "awsv4")]
        "awsv4" => Box::new(super::AwsV4::from_parameters(parameters)),
        #[cfg(feature = "digest")]
        "digest" => Box::new(super::Digest::from_parameters(parameters)?),
        #[cfg(feature = "edgegrid")]
        "edgegrid" => Box::new(super::EdgeGrid::from_parameters(parameters)),
        #[cfg(feature = "hawk")]
        "hawk" => Box::new(super::Hawk::from_parameters(parameters)?),
        #[cfg(feature = "jwt")]
        "jwt" => Box::new(super::Jwt::from_parameters(parameters)?),
        #[cfg(feature = "ntlm")]
        "ntlm" => Box::new(super::Ntlm::from_parameters(parameters)),
        #[cfg(feature = "oauth1")]
        "oauth1" => Box::new(super::OAuth1::from_parameters(parameters)?),
        _ => {
            return Err(AuthError::new(format!(
                "auth type `{kind}` is unknown, or its feature is not enabled"
            )));
        }
    };
    Ok(Some(scheme))
}

fn oauth2(parameters: &Parameters) -> OAuth2 {
    let mut oauth2 = OAuth2::new(parameters.text("accessToken"));
    if parameters.has("headerPrefix") {
        oauth2 = oauth2.prefix(parameters.text("headerPrefix"));
    }
    if parameters.get("addTokenTo") == Some("queryParams") {
        oauth2 = oauth2.in_query();
    }
    oauth2
}

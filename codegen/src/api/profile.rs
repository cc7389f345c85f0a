//! Settings of an item.

/// The settings in `protocolProfileBehavior` that change what is sent (docs/postman-semantics.md §7.1).
#[expect(
    clippy::struct_excessive_bools,
    reason = "one for each switch of the format"
)]
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// `disableUrlEncoding`.
    pub disable_url_encoding: bool,
    /// `disableCookies`.
    pub disable_cookies: bool,
    /// `followRedirects`; the default is true.
    pub follow_redirects: Option<bool>,
    /// `followOriginalHttpMethod`.
    pub follow_original_method: bool,
    /// `followAuthorizationHeader`.
    pub follow_authorization: bool,
    /// `removeRefererHeaderOnRedirect`.
    pub remove_referer: bool,
    /// `maxRedirects`; the default is 10.
    pub max_redirects: Option<u32>,
    /// `disabledSystemHeaders`: those set to true, lower-case.
    pub disabled_system_headers: Vec<String>,
}

//! `protocolProfileBehavior`: how a collection changes the sending of requests (docs/postman-semantics.md §7.1).

/// The settings of one operation; [`Profile::DEFAULT`] unless the collection changes them.
#[expect(
    clippy::struct_excessive_bools,
    reason = "one for each switch of the format"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    /// Percent-encodes in path and query only what no URL can contain. Values of parameters are encoded nevertheless.
    pub disable_url_encoding: bool,
    /// Forgets the cookies that redirects and challenges set.
    pub disable_cookies: bool,
    /// Follows redirects.
    pub follow_redirects: bool,
    /// Keeps method and body after a redirect with status 301, 302 or 303.
    pub follow_original_method: bool,
    /// Postman keeps `Authorization` for another host then. This client never does: a credential stays with its origin.
    pub follow_authorization: bool,
    /// Does not send `Referer` after a redirect.
    pub remove_referer: bool,
    /// The number of redirects that are followed. One more is an error.
    pub max_redirects: u32,
    /// Names of automatic headers that are not added, in lower case. `content-type` also keeps a declared type unchanged
    /// that does not fit the body.
    pub disabled_system_headers: &'static [&'static str],
}

impl Profile {
    /// Postman's defaults.
    pub const DEFAULT: Self = Self {
        disable_url_encoding: false,
        disable_cookies: false,
        follow_redirects: true,
        follow_original_method: false,
        follow_authorization: false,
        remove_referer: false,
        max_redirects: crate::defaults::MAX_REDIRECTS,
        disabled_system_headers: &[],
    };

    /// Whether an automatic header is off, by its name in lower case.
    pub(crate) fn disables(&self, name: &str) -> bool {
        self.disabled_system_headers.contains(&name)
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self::DEFAULT
    }
}

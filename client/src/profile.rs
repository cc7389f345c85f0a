//! `protocolProfileBehavior`: what a collection changes about how requests are sent (docs/postman-semantics.md §7.1).

/// Settings of one operation; [`Profile::DEFAULT`] unless the collection says otherwise.
#[expect(
    clippy::struct_excessive_bools,
    reason = "one for each switch of the format"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    /// Sends path and query as the collection has them. Values of parameters are encoded all the same.
    pub disable_url_encoding: bool,
    /// Follows redirects.
    pub follow_redirects: bool,
    /// Keeps method and body on 301, 302 and 303.
    pub follow_original_method: bool,
    /// Postman keeps `Authorization` for another host then. This client never does: a credential stays with its origin.
    pub follow_authorization: bool,
    /// Sends no `Referer` after a redirect.
    pub remove_referer: bool,
    /// How many redirects are followed before it is an error.
    pub max_redirects: u32,
    /// System headers that are not added, lower-case; `content-type` also leaves declared types unrepaired.
    pub disabled_system_headers: &'static [&'static str],
}

impl Profile {
    /// What Postman does unless told otherwise.
    pub const DEFAULT: Self = Self {
        disable_url_encoding: false,
        follow_redirects: true,
        follow_original_method: false,
        follow_authorization: false,
        remove_referer: false,
        max_redirects: crate::defaults::MAX_REDIRECTS,
        disabled_system_headers: &[],
    };

    /// Whether the system header of this lower-case name is switched off.
    pub(crate) fn disables(&self, name: &str) -> bool {
        self.disabled_system_headers.contains(&name)
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self::DEFAULT
    }
}

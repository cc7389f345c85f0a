//! Links and ids: both are made of names, so they stay when other items are added.

use maud::{Markup, html};

use crate::api::{Api, Definitions, Type};
use crate::list::types;

/// The link to a page from another one; both are paths from the root of the site.
pub(super) fn relative(from: &str, to: &str) -> String {
    "../".repeat(from.matches('/').count()) + to
}

/// The page of an API, from the root of the site.
pub(super) fn chapter_path(api: &Api) -> String {
    format!("api/{}.html", api.module)
}

/// The id of a part of a page, which can be a fragment of a URL as it is. Different names have different ids.
pub(super) fn id(kind: &str, name: &str) -> String {
    let mut id = format!("{kind}-");
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || "-_.:/".contains(c) {
            id.push(c);
        } else {
            id.push_str(&format!("~{:x}~", u32::from(c)));
        }
    }
    id
}

/// The id of the response with a status.
pub(super) fn response_id(status: Option<u16>) -> String {
    let status = status.map(|status| status.to_string());
    id("response", status.as_deref().unwrap_or("default"))
}

/// Where links start: a page, and what it can name.
#[derive(Clone, Copy)]
pub(super) struct From<'a> {
    pub(super) path: &'a str,
    /// The page with shared definitions.
    pub(super) shared: &'a str,
    pub(super) types: &'a Definitions<'a>,
}

impl From<'_> {
    /// The link to the definition that a type names.
    pub(super) fn definition(self, ty: &Type) -> Option<String> {
        let name = self.types.find(ty)?.name();
        let id = id("type", name.as_str());
        Some(if self.types.is_own(name) || self.shared == self.path {
            format!("#{id}")
        } else {
            format!("{}#{id}", relative(self.path, self.shared))
        })
    }

    /// A type, as a link to its definition if it has one.
    pub(super) fn ty(self, ty: &Type) -> Markup {
        let text = types::text(ty);
        html! {
            @match self.definition(ty) {
                Some(link) => { a href=(link) { code { (text) } } },
                None => code { (text) },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_from_any_folder_to_any_page() {
        assert_eq!(relative("index.html", "api/a.html"), "api/a.html");
        assert_eq!(relative("api/a/b.html", "api/a.html"), "../../api/a.html");
    }

    #[test]
    fn different_names_have_different_ids() {
        assert_eq!(id("code", "1001"), "code-1001");
        assert_eq!(id("code", "a b"), "code-a~20~b");
        assert_ne!(id("code", "a~20~b"), id("code", "a b"));
    }
}

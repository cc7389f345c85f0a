//! What the pages of an item are made from.

use crate::emit::{Sample, sample};

use super::catalogue::{Catalogue, Chapter, Item};
use super::documents::{Documents, ItemSource};
use super::links::id;
use super::{Command, SiteOptions};

/// What a page is made from.
pub(super) struct Page<'a> {
    pub(super) catalogue: &'a Catalogue<'a>,
    pub(super) chapter: &'a Chapter<'a>,
    pub(super) item: &'a Item<'a>,
    /// The item in its file, if it could be read again.
    pub(super) source: Option<&'a ItemSource<'a>>,
    pub(super) previous: Option<&'a Item<'a>>,
    pub(super) next: Option<&'a Item<'a>>,
}

/// The pages of all items.
pub(super) fn all<'a>(catalogue: &'a Catalogue<'a>, documents: &'a Documents<'a>) -> Vec<Page<'a>> {
    let pages = catalogue.chapters.iter().flat_map(|chapter| {
        let items = chapter.items.iter().enumerate();
        items.map(move |(index, item)| Page {
            catalogue,
            chapter,
            item,
            source: documents.find(item.operation()),
            previous: index.checked_sub(1).and_then(|it| chapter.items.get(it)),
            next: chapter.items.get(index + 1),
        })
    });
    pages.collect()
}

/// What sends the request of an operation.
pub(super) struct Programs {
    /// [`None`] if a value has a type of another crate, and no text of it is known.
    pub(super) rust: Option<Sample>,
    /// The curl command, or why there is none. [`None`] if the site has no commands.
    pub(super) curl: Option<Result<Command, String>>,
}

impl Page<'_> {
    /// The programs for the operation.
    pub(super) fn programs(&self) -> Programs {
        let (api, operation) = (self.chapter.api, self.item.operation());
        let SiteOptions {
            crate_name, curl, ..
        } = self.catalogue.options;
        Programs {
            rust: sample(&self.chapter.index, operation, crate_name),
            curl: curl.map(|curl| curl(api, operation, &self.item.types)),
        }
    }

    /// The item in the list of all items, from the root of the site.
    pub(super) fn in_list(&self) -> String {
        let id = id("item", &self.item.rust_path);
        format!("{}#{id}", self.chapter.path())
    }
}

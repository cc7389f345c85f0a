//! What has a page: APIs as chapters, and their items in file order.

use std::collections::BTreeSet;

use crate::api::{Api, Definitions, Operation, TypeDef};
use crate::emit::Index;
use crate::list::keys::Keys;
use crate::list::walk::{self, Located};

use super::SiteOptions;
use super::links::chapter_path;

/// Everything that has pages.
pub(super) struct Catalogue<'a> {
    pub(super) chapters: Vec<Chapter<'a>>,
    pub(super) options: SiteOptions<'a>,
}

/// An API with its items.
pub(super) struct Chapter<'a> {
    pub(super) api: &'a Api,
    /// What is looked up in it.
    pub(super) index: Index<'a>,
    /// The path of the API's module, such as `generated::zoom`.
    pub(super) rust_path: String,
    pub(super) items: Vec<Item<'a>>,
    /// The definitions that they share.
    pub(super) types: Definitions<'a>,
}

/// An item.
pub(super) struct Item<'a> {
    pub(super) located: Located<'a>,
    /// The path of the operation's module, such as `generated::zoom::update_user_status`.
    pub(super) rust_path: String,
    /// The definitions that it can name.
    pub(super) types: Definitions<'a>,
    /// The table of `codegen.toml` that corrects the item.
    pub(super) key: String,
}

/// Where the pages of an item are, from the root of the site.
pub(super) struct PagePath(String);

impl PagePath {
    pub(super) fn html(&self) -> String {
        format!("{}.html", self.0)
    }

    pub(super) fn markdown(&self) -> String {
        format!("{}.md", self.0)
    }
}

impl<'a> Catalogue<'a> {
    pub(super) fn of(apis: &'a [Api], options: SiteOptions<'a>) -> Self {
        let mut seen = BTreeSet::new();
        let apis = apis.iter().filter(|api| seen.insert(&api.module));
        let chapters = apis
            .map(|api| Chapter::of(api, options.crate_name))
            .collect();
        Self { chapters, options }
    }

    /// What the pages are made from, for the first line of files that are about all of it.
    pub(super) fn source(&self) -> String {
        match self.chapters.as_slice() {
            [chapter] => chapter.api.source.clone(),
            chapters => format!("{} collections", chapters.len()),
        }
    }
}

impl<'a> Chapter<'a> {
    fn of(api: &'a Api, crate_name: &str) -> Self {
        let keys = Keys::of(api);
        let types = Definitions::shared(&api.types);
        let items = walk::operations(api).into_iter().map(|located| Item {
            key: keys.item(&located),
            types: types.with_own(&located.operation.types),
            rust_path: format!(
                "{crate_name}::{}::{}",
                located.modules.join("::"),
                located.operation.module
            ),
            located,
        });
        Self {
            api,
            index: Index::of(api),
            rust_path: format!("{crate_name}::{}", api.module),
            items: items.collect(),
            types,
        }
    }

    /// The page, from the root of the site.
    pub(super) fn path(&self) -> String {
        chapter_path(self.api)
    }
}

impl<'a> Item<'a> {
    pub(super) fn operation(&self) -> &'a Operation {
        self.located.operation
    }

    pub(super) fn path(&self) -> PagePath {
        let modules = self.located.modules.join("/");
        PagePath(format!("api/{modules}/{}", self.operation().module))
    }

    /// The path of something in the operation's module.
    pub(super) fn rust(&self, name: &str) -> String {
        format!("{}::{name}", self.rust_path)
    }

    /// Its own definitions, and those that its parameters name.
    pub(super) fn definitions(&self) -> Vec<&'a TypeDef> {
        let operation = self.operation();
        let mut all: Vec<&TypeDef> = operation.types.iter().collect();
        let mut seen = BTreeSet::new();
        for parameter in &operation.parameters {
            if let Some(def) = self.types.find(&parameter.ty)
                && !self.types.is_own(def.name())
                && seen.insert(def.name())
            {
                all.push(def);
            }
        }
        all
    }
}

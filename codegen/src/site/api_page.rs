//! The page of an API: its client, its items in their folders, its shared types.

use maud::{Markup, html};

use crate::api::{Api, Folder, Operation};

use super::catalogue::{Catalogue, Chapter};
use super::item::words;
use super::layout::Layout;
use super::links::{From, id};
use super::{definitions, prose};

/// The text of the page.
pub(super) fn page(chapter: &Chapter<'_>, catalogue: &Catalogue<'_>) -> String {
    let api = chapter.api;
    let path = chapter.path();
    let from = From {
        path: &path,
        shared: &path,
        types: &chapter.types,
    };
    let level = Level {
        page: format!("../api/{}", api.module),
        rust_path: format!("{}::{}", catalogue.options.crate_name, api.module),
        modules: api.module.to_string(),
    };
    let content = html! {
        p { a href="../index.html" { "← All APIs" } }
        h1 { (api.name) }
        p { "Rust: " code { (chapter.rust_path) "::Client" } ", " code { (chapter.rust_path) "::blocking::Client" }
            " · from " code { (api.source) } }
        section.prose aria-label="Description" { (prose::blocks(&api.docs)) }
        section id="items" {
            h2 { "Items" }
            (tree(&api.operations, &api.folders, &level))
        }
        (credentials(api))
        (variables(api))
        @if !api.types.is_empty() {
            section id="types" {
                h2 { "Shared types" }
                @for def in &api.types { (definitions::definition(def, from, true)) }
            }
        }
    };
    let layout = Layout {
        path: &path,
        title: &api.name,
        source: &api.source,
        above: &[("Catalogue", "index.html".to_owned())],
        markdown: None,
        script: None,
    };
    layout.page(&content)
}

/// A level of folders.
struct Level {
    /// The folder of its pages, from this page.
    page: String,
    rust_path: String,
    /// The path of its module, from the API's on.
    modules: String,
}

impl Level {
    fn below(&self, folder: &Folder) -> Self {
        Self {
            page: format!("{}/{}", self.page, folder.module),
            rust_path: format!("{}::{}", self.rust_path, folder.module),
            modules: format!("{}::{}", self.modules, folder.module),
        }
    }
}

fn tree(operations: &[Operation], folders: &[Folder], level: &Level) -> Markup {
    html! {
        ul.tree {
            @for operation in operations {
                li id=(id("item", &format!("{}::{}", level.rust_path, operation.module))) {
                    a href={ (level.page) "/" (operation.module) ".html" } { (operation.name) }
                    " " span.method { (operation.method) } " " code { (operation.path_template) }
                }
            }
            @for folder in folders {
                @let inner = level.below(folder);
                li id=(id("folder", &inner.modules)) {
                    details open {
                        summary { (folder.name) }
                        (prose::blocks(&folder.docs))
                        (tree(&folder.operations, &folder.folders, &inner))
                    }
                }
            }
        }
    }
}

fn credentials(api: &Api) -> Markup {
    html! {
        @if !api.schemes.is_empty() {
            section id="credentials" {
                h2 { "Credentials" }
                ul {
                    @for scheme in &api.schemes {
                        li id=(id("auth", scheme.name.as_str())) {
                            code { "Credentials::" (scheme.name) } ": " (words(scheme))
                            (prose::blocks(&scheme.docs))
                        }
                    }
                }
            }
        }
    }
}

fn variables(api: &Api) -> Markup {
    html! {
        @if !api.server_variables.is_empty() {
            section id="server" {
                h2 { "Server" }
                ul {
                    @for variable in &api.server_variables {
                        li id=(id("variable", variable.name.as_str())) {
                            code { (variable.variable) } " as " code { "Server::" (variable.name) }
                            @match &variable.default {
                                Some(default) => { ", default " code { (default) } },
                                None => ", without a default",
                            }
                            (prose::blocks(&variable.docs))
                        }
                    }
                }
            }
        }
    }
}

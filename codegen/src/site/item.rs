//! The page of an item.

mod example;
mod indexed;
mod parts;
mod reference;
mod try_it;

pub(super) use example::shown;
pub(super) use reference::words;

use maud::{Markup, PreEscaped, html};

use super::catalogue::Item;
use super::json::{self, Notes};
use super::layout::Layout;
use super::links::{From, id, relative};
use super::page::{Page, Programs};
use super::prose;
use super::text::text;
use crate::emit::Sample;

/// The path of the script that sends requests, from the root of the site.
pub(super) const TRY_IT: &str = "try-it.js";

/// The text of the page.
pub(super) fn page(page: &Page<'_>, programs: &Programs) -> String {
    let (item, api) = (page.item, page.chapter.api);
    let shared = page.chapter.path();
    let operation = item.operation();
    let path = item.path();
    let html_path = path.html();
    let from = From {
        path: &html_path,
        shared: &shared,
        types: &item.types,
    };
    let is_tried = page.catalogue.options.is_served && !operation.saved_responses.is_empty();
    let content = html! {
        p { a href=(relative(&html_path, &page.in_list())) { "← All items of " (api.name) } }
        h1 { (operation.name) }
        p.request { span.method { (operation.method) } " " code { (operation.server) (operation.path_template) } }
        p { "Rust: " code { (item.rust(operation.type_name.as_str())) }
            " · " a href=(relative(&html_path, &path.markdown())) { "this page as Markdown" } }
        p.evidence { "Table in " code { "codegen.toml" } ": " code { "[" (item.key) "]" } }
        @if !operation.docs.is_empty() {
            section.prose id="description" aria-label="Description" { (prose::blocks(&operation.docs)) }
        }
        (samples(programs.rust.as_ref()))
        (command(programs))
        @if is_tried { (try_it::form(page)) }
        (reference::sections(page, from))
        (source(page, from))
        (neighbours(page, &html_path))
    };
    let layout = Layout {
        path: &html_path,
        title: &operation.name,
        source: &operation.source,
        above: &above(page),
        markdown: Some(path.markdown()),
        script: is_tried.then_some(TRY_IT),
    };
    layout.page(&content)
}

fn above<'a>(page: &Page<'a>) -> Vec<(&'a str, String)> {
    let mut above = vec![
        ("Catalogue", "index.html".to_owned()),
        (page.chapter.api.name.as_str(), page.chapter.path()),
    ];
    let folders = &page.item.located.folders;
    let modules = &page.item.located.modules;
    for (depth, folder) in folders.iter().enumerate() {
        let id = id("folder", &modules[..depth + 2].join("::"));
        above.push((folder, format!("{}#{id}", page.chapter.path())));
    }
    above
}

/// A text with a button that copies it.
fn copied(id: &str, label: &str, text: &Markup) -> Markup {
    html! {
        div.copied {
            button.copy type="button" hidden data-copy=(id) aria-label={ "Copy " (label) } { "Copy" }
            pre id=(id) tabindex="0" role="region" aria-label=(label) { code { (text) } }
        }
    }
}

fn samples(sample: Option<&Sample>) -> Markup {
    html! {
        section id="rust" {
            h2 { "Rust" }
            @match sample {
                Some(sample) => {
                    (copied("rust-async", "the asynchronous program", &text(&sample.asynchronous)))
                    details {
                        summary { "Without an async runtime" }
                        p { "With the feature " code { "ureq" } "." }
                        (copied("rust-blocking", "the blocking program", &text(&sample.blocking)))
                    }
                },
                None => p { "There is no program: a value has a type of another crate, and no text of it is known." },
            }
        }
    }
}

fn command(programs: &Programs) -> Markup {
    html! {
        @if let Some(command) = &programs.curl {
            section id="curl" {
                h2 { "curl" }
                @match command {
                    Ok(command) => {
                        (copied("curl-command", "the curl command", &text(&command.text)))
                        @for note in &command.notes { p { (note) } }
                    },
                    Err(problem) => p { "No command can be shown: " (problem) "." },
                }
            }
        }
    }
}

/// The JSON of the item.
fn source(page: &Page<'_>, from: From<'_>) -> Markup {
    let Some(source) = page.source else {
        return PreEscaped(String::new());
    };
    let notes = Notes {
        became: parts::became(page, source, from),
        diagnostics: &source.diagnostics,
    };
    let lines = json::lines(&source.json, &source.pointer, &notes);
    html! {
        section id="json" {
            h2 { "Item" }
            p { "From " code { (source.file) ":" (source.line) }
                @if !source.pointer.is_empty() { ", at " code { (source.pointer) } }
                ". Arrows lead to what a part became." }
            (copied("item-json", "the JSON of the item", &lines))
        }
    }
}

fn neighbours(page: &Page<'_>, from: &str) -> Markup {
    let link = |item: &Item<'_>| relative(from, &item.path().html());
    html! {
        nav.neighbours aria-label="Previous and next item" {
            @if let Some(item) = page.previous {
                a rel="prev" href=(link(item)) { "← " (item.operation().name) }
            }
            a href=(relative(from, &page.in_list())) { "All items" }
            @if let Some(item) = page.next {
                a rel="next" href=(link(item)) { (item.operation().name) " →" }
            }
        }
    }
}

//! Checks of the catalogue: valid HTML, links that lead somewhere, nothing that is loaded from elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use codegen::api::{Api, Definitions, Operation};
use codegen::cli::{Shell, example_call};
use codegen::site::{Command, SiteOptions};
use codegen::{Output, interpret};
use html5ever::tendril::TendrilSink as _;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// A page as a browser reads it.
#[derive(Debug, Default)]
pub struct Page {
    /// What the parser complains about.
    pub errors: Vec<String>,
    /// The ids, in order.
    pub ids: Vec<String>,
    /// Links to click.
    pub links: Vec<String>,
    /// What is loaded with the page.
    pub loaded: Vec<String>,
    /// The texts of `pre` elements by their ids.
    pub texts: BTreeMap<String, String>,
}

impl Page {
    /// Reads a page.
    ///
    /// # Panics
    ///
    /// Never: text in memory can be read.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let options = ParseOpts {
            tokenizer: TokenizerOpts {
                exact_errors: true,
                ..TokenizerOpts::default()
            },
            ..ParseOpts::default()
        };
        let dom = parse_document(RcDom::default(), options)
            .from_utf8()
            .read_from(&mut text.as_bytes())
            .expect("memory can be read");
        let mut page = Self::default();
        let errors = dom.errors.borrow();
        page.errors = errors.iter().map(ToString::to_string).collect();
        // A tree can be deeper than the stack.
        let mut nodes = vec![dom.document.clone()];
        while let Some(node) = nodes.pop() {
            page.element(&node);
            nodes.extend(node.children.borrow().iter().rev().cloned());
        }
        page
    }

    fn element(&mut self, node: &Handle) {
        let NodeData::Element { name, attrs, .. } = &node.data else {
            return;
        };
        for attribute in attrs.borrow().iter() {
            let value = attribute.value.to_string();
            match (&*name.local, &*attribute.name.local) {
                ("pre", "id") => {
                    self.texts.insert(value.clone(), text_of(node));
                    self.ids.push(value);
                }
                (_, "id") => self.ids.push(value),
                ("a", "href") => self.links.push(value),
                (_, "href" | "src" | "srcset" | "action" | "style") => self.loaded.push(value),
                _ => {}
            }
        }
    }
}

fn text_of(node: &Handle) -> String {
    let mut text = String::new();
    let mut nodes = vec![node.clone()];
    while let Some(node) = nodes.pop() {
        if let NodeData::Text { contents } = &node.data {
            text.push_str(&contents.borrow());
        }
        nodes.extend(node.children.borrow().iter().rev().cloned());
    }
    text
}

/// How the pages are written that are tested: with curl commands.
#[must_use]
pub fn options(crate_name: &str) -> SiteOptions<'_> {
    SiteOptions {
        crate_name,
        curl: Some(&curl),
        is_served: false,
    }
}

fn curl(api: &Api, operation: &Operation, types: &Definitions<'_>) -> Result<Command, String> {
    let call = example_call(api, operation, types, None);
    interpret::curl(&call, Shell::Posix).map(Command::from)
}

/// The pages of a site that are HTML, by path.
pub fn html(site: &Output) -> impl Iterator<Item = (&str, &str)> {
    let is_html = |path: &str| Path::new(path).extension().is_some_and(|it| it == "html");
    site.iter().filter(move |(path, _)| is_html(path))
}

/// Everything that is wrong with the files of a site.
#[must_use]
pub fn problems(site: &Output) -> Vec<String> {
    let pages: BTreeMap<&str, Page> = html(site)
        .map(|(path, text)| (path, Page::read(text)))
        .collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(path, page)| (*path, page.ids.iter().map(String::as_str).collect()))
        .collect();
    let mut found = Vec::new();
    for (path, page) in &pages {
        found.extend(page.errors.iter().map(|error| format!("{path}: {error}")));
        if ids[path].len() != page.ids.len() {
            found.push(format!("{path}: an id is used twice"));
        }
        let is_elsewhere = |link: &str| {
            let schemes = ["http://", "https://", "mailto:"];
            schemes.iter().any(|scheme| link.starts_with(scheme))
        };
        let links = page.links.iter().filter(|link| !is_elsewhere(link));
        // An empty icon is not loaded.
        let loaded = page.loaded.iter().filter(|it| *it != "data:,");
        for link in links.chain(loaded) {
            if !leads(site, &ids, path, link) {
                found.push(format!("{path}: `{link}` leads nowhere"));
            }
        }
    }
    found
}

/// Whether a link leads to a file of the site, and to an id in it.
fn leads(site: &Output, ids: &BTreeMap<&str, BTreeSet<&str>>, from: &str, link: &str) -> bool {
    let (file, id) = link.split_once('#').unwrap_or((link, ""));
    let Some(target) = resolved(from, file) else {
        return false;
    };
    let exists = site.get(&target).is_some();
    exists && (id.is_empty() || ids.get(target.as_str()).is_some_and(|ids| ids.contains(id)))
}

/// The file that a relative link leads to.
fn resolved(from: &str, link: &str) -> Option<String> {
    if link.is_empty() {
        return Some(from.to_owned());
    }
    let mut steps: Vec<&str> = from.split('/').collect();
    steps.pop();
    for step in link.split('/') {
        match step {
            ".." => drop(steps.pop()?),
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let page = format!("<!DOCTYPE html><title>t</title>{text}");
        let files = [
            ("a/b.html".to_owned(), page),
            ("c.css".to_owned(), String::new()),
        ];
        problems(&files.into_iter().collect())
    }

    #[test]
    fn a_page_without_problems_has_none() {
        let page = "<link rel=stylesheet href=../c.css><p id=x><a href=#x>x</a>\
                    <a href=https://a.example>y</a><a href=../a/b.html#x>z</a>";
        assert_eq!(found(page), Vec::<String>::new());
    }

    #[test]
    fn each_kind_of_problem_is_found() {
        for (page, problem) in [
            ("<p id=x></b>", "closing generic tag"),
            ("<p id=x><p id=x>", "twice"),
            ("<a href=#y>x</a>", "`#y` leads nowhere"),
            ("<a href=d.html>x</a>", "`d.html` leads nowhere"),
            ("<a href=../../c.css>x</a>", "leads nowhere"),
            ("<img src=https://a.example/x.png>", "leads nowhere"),
        ] {
            let found = found(page);
            assert_eq!(found.len(), 1, "{page}: {found:?}");
            assert!(found[0].contains(problem), "{page}: {found:?}");
        }
    }

    #[test]
    fn the_text_of_a_program_is_found() {
        let page = Page::read("<!DOCTYPE html><pre id=rust-async><code>fn <b>a</b>()</code></pre>");
        assert_eq!(page.texts["rust-async"], "fn a()");
    }
}

//! What all pages have: head, search, and the way back.

use maud::{DOCTYPE, Markup, html};

use crate::output::mark::header;
use crate::text::is_hidden;

use super::links::relative;

/// A page.
pub(super) struct Layout<'a> {
    /// The path from the root of the site.
    pub(super) path: &'a str,
    pub(super) title: &'a str,
    /// What the page is made from.
    pub(super) source: &'a str,
    /// The way to the page: names and paths of the pages above it.
    pub(super) above: &'a [(&'a str, String)],
    /// The path of the same page as Markdown.
    pub(super) markdown: Option<String>,
    /// The path of a script of the page itself.
    pub(super) script: Option<&'static str>,
}

impl Layout<'_> {
    /// The text of the page with this content.
    pub(super) fn page(&self, content: &Markup) -> String {
        let link = |to: &str| relative(self.path, to);
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) }
                    // Otherwise, browsers ask the server for one.
                    link rel="icon" href="data:,";
                    link rel="stylesheet" href=(link("style.css"));
                    @if let Some(markdown) = &self.markdown {
                        link rel="alternate" type="text/markdown" href=(link(markdown));
                    }
                    script src=(link("search-index.js")) defer {}
                    script src=(link("search.js")) defer data-root=(link("")) {}
                    @if let Some(script) = self.script {
                        script src=(link(script)) defer {}
                    }
                }
                body {
                    a.skip href="#main" { "Skip to the content" }
                    header.site {
                        (self.way(&link))
                        (search())
                    }
                    main id="main" tabindex="-1" { (content) }
                }
            }
        };
        let comment = format!("{} -->\n", header("<!--", self.source));
        comment + &without_hidden(page.into_string())
    }

    fn way(&self, link: &dyn Fn(&str) -> String) -> Markup {
        html! {
            nav aria-label="Breadcrumb" {
                ol.way {
                    @for (name, path) in self.above {
                        li { a href=(link(path)) { (name) } }
                    }
                    li aria-current="page" { (self.title) }
                }
            }
        }
    }
}

/// The search, which scripts show.
fn search() -> Markup {
    html! {
        form.search id="search-form" role="search" hidden {
            label for="search" { "Search" }
            input id="search" type="search" autocomplete="off" spellcheck="false"
                placeholder="name, path, parameter, value or error code ( / )"
                role="combobox" aria-expanded="false" aria-controls="results" aria-autocomplete="list";
            ul id="results" role="listbox" aria-label="Results" hidden {}
            p.count id="count" role="status" {}
        }
    }
}

/// Text without characters that HTML does not allow, and without those that hide text from its reader.
fn without_hidden(text: String) -> String {
    let is_bad = |c: char| {
        let is_noncharacter =
            matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe;
        is_hidden(c) || is_noncharacter
    };
    if text.contains(is_bad) {
        text.replace(is_bad, "\u{fffd}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_html_does_not_allow_are_replaced() {
        assert_eq!(
            without_hidden("a\u{0}b\u{202e}c\u{1fffe}d\n".to_owned()),
            "a\u{fffd}b\u{fffd}c\u{fffd}d\n"
        );
    }
}

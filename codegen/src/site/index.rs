//! The first page: all APIs.

use maud::html;

use super::catalogue::Catalogue;
use super::layout::Layout;
use super::prose;

/// The text of the page.
pub(super) fn page(catalogue: &Catalogue<'_>) -> String {
    let count = |count: usize| format!("{count} item{}", if count == 1 { "" } else { "s" });
    let content = html! {
        h1 { "Catalogue" }
        p { "Typed Rust clients, generated from Postman collections." }
        ul.apis {
            @for chapter in &catalogue.chapters {
                li.card {
                    h2 { a href=(chapter.path()) { (chapter.api.name) } }
                    p.facts { (count(chapter.items.len())) " · " code { (chapter.rust_path) }
                        " · " code { (chapter.api.source) } }
                    (prose::markdown(&chapter.api.docs.summary()))
                }
            }
        }
        p { "For other programs: " a href="llms.txt" { "llms.txt" } ", "
            a href="catalogue.json" { "catalogue.json" } "." }
    };
    let layout = Layout {
        path: "index.html",
        title: "Catalogue",
        source: &catalogue.source(),
        above: &[],
        markdown: Some("llms.txt".to_owned()),
        script: None,
    };
    layout.page(&content)
}

//! Documentation as HTML, without anything that could run or load something.

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::Builder;
use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::api::{Docs, Evidence};

/// Footnotes and tasks are left out: their ids and input elements would be removed below.
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// What may remain: no images, which are loaded, and no ids, which are ours.
static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .rm_tags(["img", "map", "area"])
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(Some("noopener noreferrer"));
    builder
});

/// Documentation as blocks.
pub(super) fn blocks(docs: &Docs) -> Markup {
    markdown(&docs.lines().join("\n"))
}

/// Markdown as blocks.
pub(super) fn markdown(text: &str) -> Markup {
    let events = Parser::new_ext(text, OPTIONS).map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Event::Start(Tag::Heading {
            level: below(level),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(below(level))),
        other => other,
    });
    let mut written = String::new();
    pulldown_cmark::html::push_html(&mut written, events);
    PreEscaped(SANITIZER.clean(&written).to_string())
}

/// The level of a heading in a section of a page.
fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H4,
        HeadingLevel::H2 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

/// What something was inferred from.
pub(super) fn evidence(evidence: &Evidence) -> Markup {
    html! {
        @if !evidence.is_empty() {
            p.evidence { "Evidence: " (with_code(&evidence.to_string())) }
        }
    }
}

/// Plain text in which backticks mark code.
pub(super) fn with_code(text: &str) -> Markup {
    html! {
        @for (index, part) in text.split('`').enumerate() {
            @if index % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_prose_can_run_or_load() {
        let text = "a ![x](https://a.example/x.png) <script>1</script> <b onclick=1>b</b> \
                    [c](javascript:1) [d](https://d.example)";
        assert_eq!(
            markdown(text).into_string(),
            "<p>a   <b>b</b> <a rel=\"noopener noreferrer\">c</a> \
             <a href=\"https://d.example\" rel=\"noopener noreferrer\">d</a></p>\n"
        );
    }

    #[test]
    fn headings_are_below_those_of_the_page() {
        assert_eq!(markdown("# a").into_string(), "<h4>a</h4>\n");
    }
}

//! HTML in Markdown: tags that have a counterpart become that, all others are shown as code.

use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};

use super::builder::{Builder, Kind};
use super::links::web_url;
use super::read;

/// Reads a block of HTML, or a single tag in a line.
pub(super) fn read(html: &str, builder: &mut Builder) {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // What looks like a tag in a script is none.
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => {
                let source = html.get(tag.span.start..tag.span.end).unwrap_or_default();
                start(&tag, source, builder);
            }
            Token::EndTag(tag) => {
                let source = html.get(tag.span.start..tag.span.end).unwrap_or_default();
                end(&tag, source, builder);
            }
            Token::String(text) => {
                if builder.is_open(&Kind::Preformatted) || builder.is_open(&Kind::Hidden) {
                    builder.text(&String::from_utf8_lossy(&text.value));
                } else if let Some(source) = html.get(text.span.start..text.span.end) {
                    read::between_tags(source, builder);
                }
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
}

fn start(tag: &StartTag<usize>, source: &str, builder: &mut Builder) {
    let attribute = |name: &str| {
        let value = tag.attributes.get(name.as_bytes())?;
        Some(String::from_utf8_lossy(&value.value.0).into_owned())
    };
    let name = String::from_utf8_lossy(&tag.name);
    if builder.is_open(&Kind::Preformatted) {
        if &*name == "br" {
            builder.line_break();
        }
        return;
    }
    match &*name {
        "br" => builder.line_break(),
        "hr" => builder.rule(),
        "ul" => builder.start_tag(Kind::list(None)),
        "ol" => {
            let start = attribute("start").and_then(|start| start.parse().ok());
            builder.start_tag(Kind::list(start.or(Some(1))));
        }
        "table" => builder.start_tag(Kind::table(Vec::new())),
        "tr" => {
            builder.end_tag(&Kind::Cell);
            builder.row();
        }
        "td" | "th" => {
            builder.end_tag(&Kind::Cell);
            builder.start_tag(Kind::Cell);
        }
        "a" => {
            if let Some(url) = attribute("href").and_then(|url| web_url(&url)) {
                builder.start_tag(Kind::Link(url));
            }
        }
        "img" | "video" | "iframe" | "embed" => {
            if let Some(url) = attribute("src").and_then(|url| web_url(&url)) {
                builder.start_tag(Kind::Link(url.clone()));
                let alt = attribute("alt").filter(|alt| !alt.trim().is_empty());
                builder.text(&alt.unwrap_or(url));
                builder.end_tag(&Kind::Link(String::new()));
            }
        }
        "sup" => builder.text("^"),
        "dt" | "summary" => {
            builder.boundary();
            builder.start_tag(Kind::Strong);
        }
        name if is_section(name) => builder.boundary(),
        name if has_no_counterpart(name) => {}
        name => match kind(name) {
            Some(kind) => builder.start_tag(kind),
            None => unknown(source, builder),
        },
    }
}

fn end(tag: &EndTag<usize>, source: &str, builder: &mut Builder) {
    let name = String::from_utf8_lossy(&tag.name);
    if builder.is_open(&Kind::Preformatted) && &*name != "pre" {
        return;
    }
    match &*name {
        "br" => builder.line_break(),
        "ul" | "ol" => builder.end_tag(&Kind::list(None)),
        "table" => builder.end_tag(&Kind::table(Vec::new())),
        "tr" | "td" | "th" => builder.end_tag(&Kind::Cell),
        "a" => builder.end_tag(&Kind::Link(String::new())),
        "dt" | "summary" => builder.boundary(),
        "hr" | "img" | "video" | "iframe" | "embed" | "sup" => {}
        name if is_section(name) => builder.boundary(),
        name if has_no_counterpart(name) => {}
        name => match kind(name) {
            Some(kind) => builder.end_tag(&kind),
            None => unknown(source, builder),
        },
    }
}

/// A tag that HTML does not have, such as `<user-id>` for a value to fill in.
fn unknown(source: &str, builder: &mut Builder) {
    if source.starts_with("<http") {
        return builder.text(source.trim_matches(['<', '>']));
    }
    builder.code(source);
}

/// What a tag opens.
fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "b" | "strong" => Kind::Strong,
        "i" | "em" => Kind::Emphasis,
        "s" | "del" | "strike" => Kind::Strikethrough,
        "code" | "tt" | "kbd" | "samp" => Kind::Code,
        "pre" => Kind::Preformatted,
        "blockquote" => Kind::Quote,
        "li" => Kind::Item,
        "script" | "style" => Kind::Hidden,
        "h1" => Kind::Heading(1),
        "h2" => Kind::Heading(2),
        "h3" => Kind::Heading(3),
        "h4" => Kind::Heading(4),
        "h5" => Kind::Heading(5),
        "h6" => Kind::Heading(6),
        _ => return None,
    })
}

/// Tags that only part paragraphs.
fn is_section(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "aside"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "figure"
            | "figcaption"
            | "center"
            | "form"
            | "details"
            | "dl"
            | "dd"
            | "html"
            | "body"
            | "head"
            | "thead"
            | "tbody"
            | "tfoot"
            | "caption"
    )
}

/// Tags for looks that Markdown does not have.
fn has_no_counterpart(name: &str) -> bool {
    matches!(
        name,
        "span"
            | "font"
            | "u"
            | "ins"
            | "mark"
            | "small"
            | "big"
            | "sub"
            | "abbr"
            | "cite"
            | "q"
            | "wbr"
            | "nobr"
            | "col"
            | "colgroup"
    )
}

//! HTML in prose, as Markdown.

/// Replaces the tags and entities that people use; unknown tags become code.
pub(super) fn to_markdown(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    let mut rest = text;
    let mut link: Option<String> = None;
    let mut in_fence = false;
    while let Some(at) = rest.find(['<', '`']) {
        markdown.push_str(&entities(&rest[..at]));
        rest = &rest[at..];
        if rest.starts_with("```") {
            in_fence = !in_fence;
            markdown.push_str("```");
            rest = &rest[3..];
            continue;
        }
        if rest.starts_with('`') {
            // Code spans are left alone.
            let end = rest[1..].find(['`', '\n']).map_or(1, |end| end + 2);
            markdown.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        match tag(rest).filter(|_| !in_fence) {
            Some((name, attributes, length)) => {
                replace(name, attributes, &rest[..length], &mut link, &mut markdown);
                rest = &rest[length..];
            }
            None => {
                markdown.push('<');
                rest = &rest[1..];
            }
        }
    }
    markdown.push_str(&entities(rest));
    markdown
}

/// A tag at the start of a text: its name with the slash of an end tag, its attributes, its length.
fn tag(text: &str) -> Option<(&str, &str, usize)> {
    let end = text.find('>')?;
    let inner = &text[1..end];
    let name_end = inner
        .find(|c: char| c.is_whitespace())
        .unwrap_or(inner.len());
    let name = inner[..name_end].trim_end_matches('/');
    let letters = name.strip_prefix('/').unwrap_or(name);
    let is_name = !letters.is_empty()
        && letters
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    (is_name && inner.len() < 500).then_some((name, &inner[name_end..], end + 1))
}

fn replace(
    name: &str,
    attributes: &str,
    whole: &str,
    link: &mut Option<String>,
    markdown: &mut String,
) {
    let is_end = name.starts_with('/');
    let known = name.trim_start_matches('/').to_ascii_lowercase();
    match known.as_str() {
        "br" | "p" | "div" | "table" | "ul" | "ol" | "blockquote" | "section" | "hr" | "tbody"
        | "thead" => {
            markdown.push_str("\n\n");
        }
        "li" | "tr" if !is_end => markdown.push_str("\n- "),
        "li" | "tr" => markdown.push('\n'),
        "td" | "th" => markdown.push(' '),
        "b" | "strong" => markdown.push_str("**"),
        "i" | "em" => markdown.push('*'),
        "code" | "tt" | "kbd" | "samp" => markdown.push('`'),
        "pre" => markdown.push_str("\n```\n"),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            markdown.push_str(if is_end { "**\n\n" } else { "\n\n**" });
        }
        "a" if is_end => {
            if let Some(url) = link.take() {
                markdown.push_str("](");
                markdown.push_str(&url);
                markdown.push(')');
            }
        }
        "a" => {
            if let Some(url) = href(attributes) {
                markdown.push('[');
                *link = Some(url);
            }
        }
        "span" | "font" | "u" | "small" | "sup" | "sub" | "img" | "center" | "s" | "del"
        | "style" | "script" => {}
        _ => {
            markdown.push('`');
            markdown.push_str(&whole.replace(['`', '\n'], " "));
            markdown.push('`');
        }
    }
}

fn href(attributes: &str) -> Option<String> {
    let (_, value) = attributes.split_once("href")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let url = match quote {
        Some(quote) => value[1..].split(quote).next()?,
        None => value.split_whitespace().next()?,
    };
    Some(url.to_owned())
}

fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

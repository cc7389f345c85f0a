//! What leads to the web.

/// A URL that a link may have in documentation: one that leads to the web or to somebody's mail, whatever crate it
/// stands in. All others, such as anchors and paths, lead nowhere.
pub(super) fn web_url(url: &str) -> Option<String> {
    let url = url.trim();
    let leads = match url.split_once(':')? {
        ("http" | "https", rest) => rest.starts_with("//") && rest.len() > "//".len(),
        // rustdoc takes an address without a dot for a path of Rust.
        ("mailto", rest) => rest.contains('@') && rest.contains('.'),
        _ => false,
    };
    leads.then(|| url.chars().map(encoded).collect())
}

/// What would end the URL in Markdown or be read there, percent-encoded.
fn encoded(character: char) -> String {
    match character {
        '(' | ')' | '<' | '>' | '\\' | '`' | '|' | '"' => format!("%{:02X}", u32::from(character)),
        c if c.is_whitespace() => "%20".to_owned(),
        c => c.to_string(),
    }
}

/// Splits a text at its first bare URL: the text before it, the URL, and the text after it.
pub(super) fn bare_url(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find("http")?;
        let url = url_at(&text[start..]);
        if let Some(url) = url {
            return Some((&text[..start], url, &text[start + url.len()..]));
        }
        from = start + "http".len();
    }
}

/// The URL at the start of a text, without the punctuation after it.
fn url_at(text: &str) -> Option<&str> {
    let scheme = ["https://", "http://"]
        .iter()
        .find(|it| text.starts_with(**it))?;
    let ends = |c: char| c.is_whitespace() || "<>\"`[]{}|\\^*".contains(c);
    let end = text.find(ends).unwrap_or(text.len());
    let url = text[..end].trim_end_matches(['.', ',', ';', ':', ')', '!', '?', '\'']);
    (url.len() > scheme.len()).then_some(url)
}

//! Inline Markdown: code, links, URLs, and what would be read as one of them.

/// Cleans the text of one paragraph.
pub(crate) fn clean(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Only single backticks count; one without a partner closes nothing.
    let mut text = text;
    while text.contains("``") {
        text = text.replace("``", "`");
    }
    if text.matches('`').count() % 2 == 1
        && let Some(at) = text.rfind('`')
    {
        text.replace_range(at..=at, "'");
    }
    let cleaned = spans(&unescaped(&text));
    let cleaned = cleaned.trim().trim_end_matches('\\').trim_end();
    // A paragraph must not start like a heading, a list or a quote.
    if cleaned.starts_with(['#', '>', '+', '=', '~', '|'])
        || cleaned.starts_with("- ")
        || cleaned.starts_with("* ")
    {
        return format!("\\{cleaned}");
    }
    cleaned.to_owned()
}

/// Text without the backslashes of a writer who escaped some of it: all is escaped again.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let escapes =
            character == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation);
        if !escapes {
            plain.push(character);
        } else if characters.peek() == Some(&'\\') {
            plain.extend(characters.next());
        }
    }
    plain
}

/// Code, links and URLs, and the words between them.
fn spans(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut plain = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let image = rest.strip_prefix('!').filter(|rest| link(rest).is_some());
        let (span, length) = if let Some((code, length)) = code(rest) {
            (format!("`{code}`"), length)
        } else if let Some((words, url, length)) = link(image.unwrap_or(rest)) {
            let words = spans(words);
            let span = match url {
                Some(url) => format!("[{words}]({url})"),
                None => words,
            };
            (span, length + usize::from(image.is_some()))
        } else if let Some((url, length)) = url(rest) {
            (format!("<{url}>"), length)
        } else {
            let length = rest.chars().next().map_or(1, char::len_utf8);
            plain.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        };
        cleaned.push_str(&words(&std::mem::take(&mut plain)));
        cleaned.push_str(&span);
        rest = &rest[length..];
    }
    cleaned.push_str(&words(&plain));
    cleaned
}

/// A code span at the start of a text: the code, and its length.
fn code(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('`')?;
    let end = inner.find('`')?;
    let code = inner[..end].trim();
    (!code.is_empty()).then_some((code, end + 2))
}

/// A link at the start of a text: its words, its URL where that leads anywhere, its length.
fn link(text: &str) -> Option<(&str, Option<&str>, usize)> {
    let inner = text.strip_prefix('[')?;
    let close = inner.find(']')?;
    let target = inner[close + 1..].strip_prefix('(')?;
    let end = target.find(')')?;
    let words = &inner[..close];
    let url = target[..end].split_whitespace().next().unwrap_or_default();
    if words.contains('[') || words.trim().is_empty() {
        return None;
    }
    let is_web = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| url.starts_with(scheme));
    let leads = is_web && !url.contains(['<', '>', '`', '(', '{', '[', '\\']);
    Some((words, leads.then_some(url), close + end + 4))
}

/// A bare URL at the start of a text, in angle brackets or not, without the punctuation after it; and its length.
fn url(text: &str) -> Option<(&str, usize)> {
    if let Some((url, length)) = text.strip_prefix('<').and_then(url) {
        let closes = text[length + 1..].starts_with('>');
        return Some((url, length + 1 + usize::from(closes)));
    }
    let after = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    let ends = |c: char| c.is_whitespace() || "<>\"`[]{}|\\^*".contains(c);
    let end = after.find(ends).unwrap_or(after.len());
    let whole = &text[..text.len() - after.len() + end];
    let url = whole.trim_end_matches(['.', ',', ';', ':', ')', '!', '?', '\'']);
    (url.len() > "https://".len()).then_some((url, url.len()))
}

/// Escapes what Markdown would read, and puts names of code in backticks, as clippy's `doc_markdown` wants them.
fn words(text: &str) -> String {
    text.split_inclusive([' ', '[', ']']).map(word).collect()
}

fn word(word: &str) -> String {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let core = core.strip_suffix("'s").unwrap_or(core);
    let call = format!("{core}()");
    let core = if !core.is_empty() && word.contains(&call) {
        &call
    } else {
        core
    };
    match word.find(core) {
        Some(at) if is_code(core) => {
            let (before, after) = (&word[..at], &word[at + core.len()..]);
            format!("{}`{core}`{}", escaped(before), escaped(after))
        }
        _ => escaped(word),
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '[' | ']' | '<' | '>' | '_' | '`') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    // rustdoc takes quotes in brackets for a link.
    escaped.replace("[\"", "[ \"").replace("['", "[ '")
}

/// What clippy takes for code: paths, calls, `snake_case` and `CamelCase`.
fn is_code(word: &str) -> bool {
    let plural = word.strip_suffix('s').unwrap_or(word);
    let camel = word.starts_with(|c: char| !c.is_ascii_digit() && !c.is_ascii_lowercase())
        && plural.chars().all(char::is_alphanumeric)
        && plural.chars().filter(|c| c.is_uppercase()).count() > 1
        && plural.chars().any(char::is_lowercase);
    camel || word.contains('_') || word.contains("::") || word.ends_with("()")
}

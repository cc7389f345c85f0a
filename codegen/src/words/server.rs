//! The server in front of a path.

/// The server and the path of a URL: `https://api.example.com` and `/users`, `{{host}}:{{port}}` and `/users`. Returns [`None`]
/// for a text that begins with neither a scheme nor a variable.
pub(crate) fn split_server(url: &str) -> Option<(&str, &str)> {
    let scheme = url.find("://").filter(|&end| is_scheme(&url[..end]));
    let start = match scheme {
        Some(end) => end + "://".len(),
        None if url.starts_with("{{") => 0,
        None => return None,
    };
    let rest = &url[start..];
    let front = variables(rest);
    // `{{base}}users` is a path after a server.
    let goes_on = scheme.is_some() || rest[front..].starts_with([':', '.']);
    let length = if goes_on {
        front + length_of_host(&rest[front..])
    } else {
        front
    };
    Some(url.split_at(start + length))
}

/// The length of a text up to its path, query or fragment. Variables can contain anything.
fn length_of_host(text: &str) -> usize {
    let mut is_variable = false;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => is_variable |= text[index..].starts_with("{{"),
            b'}' => is_variable &= !text[index..].starts_with("}}"),
            b'/' | b'?' | b'#' if !is_variable => return index,
            _ => {}
        }
    }
    text.len()
}

/// The host and the path of a URL without scheme, such as `localhost:8080/users` and `api.example.com/users`.
pub(crate) fn split_host(url: &str) -> Option<(&str, &str)> {
    let (server, path) = url.split_at(url.find('/')?);
    let (host, port) = server.split_once(':').unwrap_or((server, "1"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b'-')
    };
    let is_address = labels.len() == 4 && labels.iter().all(|label| is_number(label));
    let is_domain = labels.len() > 1
        && labels.iter().all(is_label)
        && labels.iter().all(|label| !is_number(label))
        && labels[labels.len() - 1].len() > 1;
    let is_host = host == "localhost" || is_address || is_domain;
    (is_host && is_number(port)).then_some((server, path))
}

fn is_scheme(text: &str) -> bool {
    let is_name = text.bytes().all(|it| it.is_ascii_alphanumeric());
    !text.is_empty() && (is_name || variables(text) == text.len())
}

/// The length of the variables at the start of a text.
fn variables(text: &str) -> usize {
    let mut rest = text;
    while let Some(inner) = rest.strip_prefix("{{")
        && let Some(end) = inner.find("}}")
    {
        rest = &inner[end + 2..];
    }
    text.len() - rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_ends_where_the_path_begins() {
        for (server, path) in [
            ("https://api.example.com", "/v1/users?q=a"),
            ("https://api.example.com", "?q=a"),
            ("https://{{tenant}}.example.com", "/{{path}}"),
            ("{{protocol}}://{{host}}", "/users"),
            ("{{host}}:{{port}}", "/users"),
            ("{{host}}:8080", ""),
            ("{{base}}", "/users?redirect=https://example.com/a"),
            ("{{base}}", "users"),
            ("{{base}}", ""),
            ("https://", "/users"),
            ("http://{host}", "/users"),
        ] {
            let url = format!("{server}{path}");
            assert_eq!(split_server(&url), Some((server, path)), "{url}");
        }
        for text in ["/users", "users://", "a b://c", "", "see {{base}}"] {
            let server = split_server(text).map(|(server, _)| server);
            assert!(server.is_none() || text == "users://", "{text}");
        }
    }

    #[test]
    fn a_host_without_scheme_is_an_address_or_has_a_domain() {
        for (server, path) in [
            ("localhost", "/users"),
            ("localhost:8080", "/users"),
            ("127.0.0.1:8080", "/users"),
            ("api.example-1.com", "/users"),
        ] {
            let url = format!("{server}{path}");
            assert_eq!(split_host(&url), Some((server, path)), "{url}");
        }
        for text in [
            "users/list",
            "v1.0/users",
            "api.example.com",
            "/users",
            "a:b/c",
            "x.y/z",
        ] {
            assert_eq!(split_host(text), None, "{text}");
        }
    }
}

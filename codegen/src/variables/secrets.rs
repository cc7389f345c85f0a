//! The one detector of secrets: in values with a name, and in any text.
//!
//! ```text
//! names        what a name says of its value        placeholder  values that are not secret
//! shapes       tokens and keys with a known shape   pairs        `name: value` in any notation
//! urls         user info, webhooks, path segments   headers      `Authorization`, `Cookie`, `curl -u`
//! random       how random a text looks              entries      names and values in entries of lists
//! logins       options of commands, `.netrc`, users    scan         where marks occur, and parts of texts
//! message      how a secret is reported
//! ```
//!
//! A value is a secret if its own shape says so, or if its name does and nothing says that it is a placeholder. In
//! prose, a value after a name must also look like a credential: `password: required` is not one.

mod entries;
mod headers;
mod logins;
mod message;
mod names;
mod pairs;
mod placeholder;
mod random;
mod scan;
mod shapes;
mod urls;

use std::ops::Range;

use super::template;
use scan::Marks;

pub use message::message;
pub use names::{names_auth, names_secret};
pub use placeholder::{is_placeholder, stands_for_a_value};

/// A secret in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// The name that the text gives it, such as `password`.
    pub name: Option<String>,
    /// Whether it is a number of JSON, without quotes.
    pub is_number: bool,
}

/// How a secret was recognized.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Its name, such as `password`.
    Named,
    /// Its name, such as `key`, and that it looks random.
    Random,
    /// The shape of a provider's tokens, of a JSON web token or of an access key.
    Token,
    /// A private key (PEM).
    PrivateKey,
    /// An `Authorization` header, or a credential that is written like one.
    Authorization,
    /// A `Cookie` or `Set-Cookie` header.
    Cookie,
    /// User info of a URL, or of an option of curl.
    UserInfo,
    /// The path of a webhook, or a segment of a path.
    Path,
}

/// What is written in place of a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replacement {
    /// A variable: in what is sent.
    Variable,
    /// `***`: in what is received.
    Stars,
    /// `…`: in prose, in which stars would be Markdown.
    Ellipsis,
}

impl Secret {
    fn new(range: Range<usize>, kind: Kind, name: Option<&str>) -> Self {
        Self {
            range,
            kind,
            name: name.map(str::to_owned),
            is_number: false,
        }
    }

    /// A value that is a secret as a whole, by its name.
    #[must_use]
    pub fn whole(value: &str, name: &str) -> Self {
        Self::new(0..value.len(), Kind::Named, Some(name))
    }

    /// The name of the variable that replaces it.
    #[must_use]
    pub fn variable(&self) -> String {
        match &self.name {
            Some(name) if names_secret(name) => name.clone(),
            Some(name) => format!("{name}_secret"),
            None => "secret".to_owned(),
        }
    }
}

/// The secrets in a text, in order and without overlaps.
#[must_use]
pub fn find(text: &str) -> Vec<Secret> {
    let marks = Marks::of(text);
    let mut found = Vec::new();
    shapes::find(text, &marks, &mut found);
    if !marks.are_none() {
        headers::find(text, &marks, &mut found);
        logins::find_in_commands(text, &marks, &mut found);
        urls::find(text, &marks, &mut found);
        pairs::find(text, &marks, &mut found);
        entries::find(text, &marks, &mut found);
        logins::find_in_prose(text, &marks, &mut found);
        if marks.has_space {
            pairs::find_in_prose(text, &marks, &mut found);
            entries::find_arguments(text, &marks, &mut found);
        }
    }
    found.retain(|secret| !template::has_variable(&text[secret.range.clone()]));
    without_overlaps(found)
}

/// The secrets in a value that has a name: the value as a whole, or parts of it.
#[must_use]
pub fn find_in_value(name: &str, value: &str) -> Vec<Secret> {
    if let Some((range, kind)) = named_value(name, value) {
        return vec![Secret::new(range, kind, Some(name))];
    }
    let mut found = find(value);
    for secret in &mut found {
        // A value that is a secret as a whole is called what its entry is.
        if secret.name.is_none() {
            secret.name = Some(name.to_owned()).filter(|name| is_plain_name(name));
        }
    }
    found
}

/// The secret part of a value, if its name says that it is one: `abc` of `Bearer abc`.
fn named_value(name: &str, value: &str) -> Option<(Range<usize>, Kind)> {
    if template::has_variable(value) {
        return None;
    }
    let trimmed = value.trim();
    let start = value.len() - value.trim_start().len();
    let is_cookie = headers::is_cookie(name);
    if is_cookie && headers::has_cookie(trimmed) {
        return Some((start..start + trimmed.len(), Kind::Cookie));
    }
    let scheme = headers::scheme_length(trimmed);
    let credential = &trimmed[scheme..];
    if headers::is_list_of_placeholders(&trimmed[..scheme], credential) {
        return None;
    }
    let kind = placeholder::credential_kind(name, credential)?;
    let kind = match scheme {
        0 => kind,
        _ => Kind::Authorization,
    };
    Some((start + scheme..start + trimmed.len(), kind))
}

fn is_plain_name(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    !name.is_empty() && name.chars().all(is_plain)
}

/// Whether the value with this name is or contains a secret.
#[must_use]
pub fn looks_secret(name: &str, value: &str) -> bool {
    !find_in_value(name, value).is_empty()
}

/// A text in which secrets are replaced.
#[must_use]
pub fn replaced(text: &str, secrets: &[Secret], replacement: Replacement) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for secret in secrets {
        out.push_str(&text[from..secret.range.start]);
        match replacement {
            _ if secret.is_number => out.push('0'),
            Replacement::Variable => out.push_str(&format!("{{{{{}}}}}", secret.variable())),
            Replacement::Stars => out.push_str("***"),
            Replacement::Ellipsis => out.push('…'),
        }
        from = secret.range.end;
    }
    out.push_str(&text[from..]);
    out
}

/// A text for people without its secrets.
#[must_use]
pub fn redacted(text: &str) -> String {
    replaced(text, &find(text), Replacement::Ellipsis)
}

/// Of secrets that overlap, the one that begins first stays, extended to the end of the last.
fn without_overlaps(mut found: Vec<Secret>) -> Vec<Secret> {
    found.sort_by_key(|secret| (secret.range.start, std::cmp::Reverse(secret.range.end)));
    let mut kept: Vec<Secret> = Vec::new();
    for secret in found {
        match kept.last_mut() {
            Some(last) if secret.range.start < last.range.end => {
                last.range.end = last.range.end.max(secret.range.end);
                if last.name.is_none() {
                    last.name = secret.name;
                }
            }
            _ => kept.push(secret),
        }
    }
    kept
}

#[cfg(test)]
mod tests;

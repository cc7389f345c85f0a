//! Which text in a segment of a path stands for some data, by its form and by what is around it.

use std::net::Ipv4Addr;
use std::ops::Range;

use heck::{ToLowerCamelCase as _, ToSnakeCase as _};

use crate::api::TextFormat;
use crate::lower::parameters::has_form_of_id;
use crate::lower::types::singular;
use crate::words::words;

/// Numbers with fewer digits are ids only behind a plural or what a request creates, as names of files, or in items that are named
/// after an id.
const LONG: usize = 5;

/// The longest ending of a file, such as `json`.
const LONGEST_ENDING: usize = 4;

/// Top-level domains that are reserved, or used in private networks.
const PRIVATE_DOMAINS: [&str; 10] = [
    "corp",
    "example",
    "home",
    "internal",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localhost",
    "test",
];

/// A segment of a path, which has no variables.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment<'a> {
    pub(super) text: &'a str,
    /// The segment before it, if that is text as well.
    pub(super) before: Option<&'a str>,
    /// Whether a segment next to it is a number.
    pub(super) is_next_to_number: bool,
    /// Whether it is the end of the path of an item that is named after an id, such as `Read by id`.
    pub(super) is_by_id: bool,
    /// Whether a POST request to the path before it creates what has such an id.
    pub(super) is_created: bool,
    /// The last word of a key whose value in the body of another request is this text.
    pub(super) created_as: Option<&'a str>,
}

/// Text in place of a variable.
#[derive(Debug)]
pub(super) struct Literal {
    /// Where it is in the segment.
    pub(super) range: Range<usize>,
    /// The name of the variable.
    pub(super) name: String,
}

impl Segment<'_> {
    /// The text that stands for some data.
    pub(super) fn literal(self) -> Option<Literal> {
        let whole = self.name_for(self.text, false);
        let whole = whole.or_else(|| self.created_as.map(|word| self.named(word)));
        if let Some(name) = whole {
            let range = 0..self.text.len();
            return Some(Literal { range, name });
        }
        if let Some(stem) = stem(self.text)
            && let Some(name) = self.name_for(stem, true)
        {
            let range = 0..stem.len();
            return Some(Literal { range, name });
        }
        key_behind(self.text).map(|(list, range)| {
            let one = singular(&words(list)).join(" ");
            let last = if self.text.ends_with(')') { "id" } else { "" };
            Literal {
                range,
                name: format!("{one} {last}").to_lower_camel_case(),
            }
        })
    }

    /// The name of the variable for a text, which can be the name of a file; [`None`] if it does not stand for data.
    fn name_for(self, text: &str, is_file: bool) -> Option<String> {
        let is_id = if is_number(text) {
            self.is_id(text, is_file)
        } else {
            has_form_of_id(text) || has_number_behind_word(text) || holds_encoded_signs(text)
        };
        if is_id {
            return Some(self.named("id"));
        }
        let name = if is_email(text) {
            "email"
        } else if text.parse::<Ipv4Addr>().is_ok() {
            "ip"
        } else if is_private_host(text) {
            "host"
        } else if is_position(text) {
            "position"
        } else if TextFormat::of(text) == Some(TextFormat::Date) && self.before.is_some() {
            // At the start of a path, a date is the version of the API.
            "date"
        } else {
            return None;
        };
        Some(name.to_owned())
    }

    fn is_id(self, number: &str, is_file: bool) -> bool {
        // Numbers next to each other are coordinates, as those of a tile of a map.
        let Some(before) = self.before.filter(|_| !self.is_next_to_number) else {
            return false;
        };
        let what = words(before);
        let one = singular(&what);
        let is_version = one.last().is_some_and(|word| word == "version");
        let is_short_id =
            (is_file || one != what || self.is_created) && !is_version && !is_year(number);
        number.len() >= LONG || is_short_id || self.is_by_id
    }

    /// `orderId` behind `orders`, or only the last word.
    fn named(self, last: &str) -> String {
        let before = self.before.unwrap_or_default();
        let what = words(before);
        let one = singular(&what);
        let name = format!("{} {last}", one.join(" "));
        match name {
            _ if one == what => last.to_owned(),
            name if before.contains('_') => name.to_snake_case(),
            name => name.to_lower_camel_case(),
        }
    }
}

pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A segment without the ending of a file: `4711` of `4711.json`.
pub(super) fn stem(segment: &str) -> Option<&str> {
    let (stem, ending) = segment.rsplit_once('.')?;
    let is_ending = (2..=LONGEST_ENDING).contains(&ending.len())
        && ending.starts_with(|c: char| c.is_ascii_lowercase())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_ending.then_some(stem)
}

fn is_year(digits: &str) -> bool {
    digits
        .parse()
        .is_ok_and(|year: u16| (1900..=2100).contains(&year))
}

/// `enterprise_78089`
fn has_number_behind_word(text: &str) -> bool {
    text.rsplit_once(['_', '-']).is_some_and(|(word, number)| {
        let is_word = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        is_word && is_number(number) && number.len() >= LONG
    })
}

/// Whether a segment has signs that a URL would take for its own: names of routes have none.
fn holds_encoded_signs(segment: &str) -> bool {
    let encoded = ["%20", "%2B", "%2F", "%3A", "%40"];
    let is_encoded = |three: &[u8]| {
        let mut all = encoded.iter();
        all.any(|sign| three.eq_ignore_ascii_case(sign.as_bytes()))
    };
    segment.as_bytes().windows(3).any(is_encoded)
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(user, host)| {
        let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        !user.is_empty() && host.contains('.') && host.chars().all(is_host)
    })
}

/// Whether a text names a computer under a domain that is nobody's in public (RFC 2606, RFC 6762 appendix G): `db1.lab.local`.
fn is_private_host(text: &str) -> bool {
    let is_label = |label: &str| {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !label.is_empty() && label.bytes().all(is_part)
    };
    // A name of two labels can be that of a file: `settings.local`.
    let labels: Vec<&str> = text.split('.').collect();
    let [before @ .., domain, top] = labels.as_slice() else {
        return false;
    };
    let is_private = PRIVATE_DOMAINS.contains(top)
        || *domain == "example" && matches!(*top, "com" | "net" | "org");
    is_private && !before.is_empty() && before.iter().chain([domain]).all(|it| is_label(it))
}

/// Latitude and longitude: `39.7096116,-105.1045942`.
fn is_position(text: &str) -> bool {
    let is_degrees = |text: &str| text.contains('.') && text.parse::<f64>().is_ok();
    text.split_once(',')
        .is_some_and(|(latitude, longitude)| is_degrees(latitude) && is_degrees(longitude))
}

/// The list and the range of a key that its segment holds: `interface=eth0` of RESTCONF (RFC 8040 §3.5.3), `Orders(4711)` and
/// `Orders('A-1')` of `OData` (URL Conventions §4.3.1).
fn key_behind(segment: &str) -> Option<(&str, Range<usize>)> {
    let is_name = |name: &str| {
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_part)
    };
    let (list, range) = if let Some(inner) = segment.strip_suffix(')') {
        let (list, key) = inner.split_once('(')?;
        let quoted = key
            .strip_prefix('\'')
            .and_then(|key| key.strip_suffix('\''));
        let is_key = is_number(key) || has_form_of_id(key);
        let start = list.len() + 1;
        match quoted {
            Some(key) if !key.contains('\'') => (list, start + 1..start + 1 + key.len()),
            None if is_key => (list, start..start + key.len()),
            _ => return None,
        }
    } else {
        let (list, key) = segment.split_once('=')?;
        if key.contains(['=', '&', ';']) {
            return None;
        }
        (list, list.len() + 1..segment.len())
    };
    (is_name(list) && !range.is_empty()).then_some((list, range))
}

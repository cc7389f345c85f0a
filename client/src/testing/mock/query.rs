//! How much of a query matches that of a saved request.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};

use super::wildcard::{self, Captured, Case};
use crate::encoding::{decode_form, decoded_entry};

/// What an entry counts with the same value, and with another one.
const SAME: usize = 2;
const OTHER_VALUE: usize = 1;

/// How much of a query is the same, in percent. The order of entries does not matter.
pub(super) fn compare(
    expected: &[(Cow<'static, str>, Cow<'static, str>)],
    query: &str,
    captured: &mut Captured,
) -> u32 {
    let mut found: HashMap<String, VecDeque<String>> = HashMap::new();
    let mut count = 0;
    for entry in query.split('&').filter(|entry| !entry.is_empty()) {
        let (name, value) = decoded_entry(entry);
        found.entry(name).or_default().push_back(value);
        count += 1;
    }
    let all = count.max(expected.len()) * SAME;
    let mut same = 0;
    for (name, template) in expected {
        let value = found
            .get_mut(&decode_form(name))
            .and_then(VecDeque::pop_front);
        same += match value {
            Some(value) if is_match(&decode_form(template), &value, captured) => SAME,
            Some(_) => OTHER_VALUE,
            None => 0,
        };
    }
    if all == 0 {
        return 100;
    }
    u32::try_from(same * 100 / all).unwrap_or(100)
}

fn is_match(template: &str, value: &str, captured: &mut Captured) -> bool {
    wildcard::matches(template, value, Case::Sensitive, captured)
}

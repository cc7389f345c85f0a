//! How the list of an item comes in pages.

use toml::Spanned;
use toml::de::DeValue;

use super::table::Reader;
use super::{Correction, PagesCorrection, PagesValue, keys};

/// The rules, as [`PageRule::as_str`](crate::api::PageRule::as_str) names them.
const RULES: &[&str] = &["cursor", "page", "offset", "last-item", "url", "link"];

/// Reads a table.
pub(super) fn read<'a>(
    reader: &mut Reader<'a, '_>,
    value: &'a Spanned<DeValue<'a>>,
) -> Option<PagesCorrection> {
    let table = reader.table(value)?;
    let mut pages = PagesCorrection {
        position: reader.position(&value.span()),
        ..PagesCorrection::default()
    };
    reader.entries(table, keys::PAGES, |reader, key, (_, value)| {
        let read = match key {
            "by" => {
                let rules: Vec<_> = RULES.iter().map(|rule| (*rule, *rule)).collect();
                pages.by = reader.choice(value, &rules);
                return true;
            }
            "first" => reader.number(value).map(PagesValue::Number),
            _ if keys::PAGES.contains(&key) => reader.text(value).map(PagesValue::Text),
            _ => return false,
        };
        let position = reader.position(&value.span());
        pages.values.extend(read.map(|change| Correction {
            key: key.to_owned(),
            position,
            change,
        }));
        true
    });
    Some(pages)
}

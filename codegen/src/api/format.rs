//! Formats of text that types of other crates can represent.

use std::collections::BTreeMap;

use super::Type;

/// The types of strings of each format. Without one, such a string is a `String`.
pub type FormatTypes = BTreeMap<TextFormat, Type>;

/// A format that text can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextFormat {
    /// A UUID (RFC 9562 §4) with its dashes, in letters of one case.
    Uuid,
    /// A date, `2026-02-03` (RFC 3339 `full-date`).
    Date,
    /// A date and time with an offset, `2026-02-03T04:05:06Z` (RFC 3339 `date-time`).
    DateTime,
}

/// What is known of a format: one row of the table in [`TextFormat::row`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Row {
    /// Its name in JSON Schema, and its key of `[types]` in `codegen.toml`.
    key: &'static str,
    /// A type that represents it, from a crate that `client` has a feature for.
    rust_type: &'static str,
    /// A text of the format, in the middle of a sentence.
    noun: &'static str,
    /// What documentation says if the format is declared.
    declared: &'static str,
    /// What documentation says if all examples have the format.
    shown: &'static str,
}

impl TextFormat {
    /// Each format.
    pub const ALL: [Self; 3] = [Self::Uuid, Self::Date, Self::DateTime];

    const fn row(self) -> Row {
        match self {
            Self::Uuid => Row {
                key: "uuid",
                rust_type: "uuid::Uuid",
                noun: "a UUID",
                declared: "A UUID.",
                shown: "A UUID in every example.",
            },
            Self::Date => Row {
                key: "date",
                rust_type: "jiff::civil::Date",
                noun: "a date",
                declared: "A date.",
                shown: "A date in every example.",
            },
            Self::DateTime => Row {
                key: "date-time",
                rust_type: "jiff::Timestamp",
                noun: "a date and time",
                declared: "A date and time.",
                shown: "A date and time in every example.",
            },
        }
    }

    /// The format with this name in JSON Schema.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.key() == name)
    }

    /// The format that a text has.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        if is_uuid(text) {
            return Some(Self::Uuid);
        }
        if is_date(text) {
            return Some(Self::Date);
        }
        let (date, time) = text.split_once('T')?;
        (is_date(date) && is_time(time)).then_some(Self::DateTime)
    }

    /// Whether every type that reads a string of a format writes it the same again.
    ///
    /// One that has no format is left to its own type.
    #[must_use]
    pub fn is_canonical(text: &str) -> bool {
        match Self::of(text) {
            Some(Self::Uuid) => !text.contains(|c: char| c.is_ascii_uppercase()),
            Some(Self::DateTime) => text.ends_with('Z') && !text.contains('.'),
            Some(Self::Date) | None => true,
        }
    }

    /// A text of the format, in the middle of a sentence: `a UUID`.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        self.row().noun
    }

    /// The format as a sentence, for documentation, if it is declared.
    #[must_use]
    pub const fn declared(self) -> &'static str {
        self.row().declared
    }

    /// The format as a sentence, for documentation, if all examples have it.
    #[must_use]
    pub const fn shown(self) -> &'static str {
        self.row().shown
    }

    /// Its name in JSON Schema, and its key of `[types]` in `codegen.toml`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        self.row().key
    }

    /// A type that represents it, from a crate that `client` has a feature for.
    #[must_use]
    pub const fn rust_type(self) -> &'static str {
        self.row().rust_type
    }
}

fn is_uuid(text: &str) -> bool {
    let groups = [8, 4, 4, 4, 12];
    let mut found = text.split('-');
    groups.iter().all(|length| {
        let group = found.next().unwrap_or_default();
        group.len() == *length && group.bytes().all(|byte| byte.is_ascii_hexdigit())
    }) && found.next().is_none()
}

fn is_date(text: &str) -> bool {
    let Some([year, month, day]) = numbers(text, '-', [4, 2, 2]) else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}

fn is_time(text: &str) -> bool {
    let Some(zone) = text.find(['Z', '+', '-']) else {
        return false;
    };
    let (clock, zone) = text.split_at(zone);
    let (clock, fraction) = match clock.split_once('.') {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (clock, None),
    };
    let is_fraction = |digits: &str| {
        (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_offset = |zone: &str| {
        numbers(&zone[1..], ':', [2, 2]).is_some_and(|[hours, minutes]| hours < 24 && minutes < 60)
    };
    numbers(clock, ':', [2, 2, 2])
        .is_some_and(|[hours, minutes, seconds]| hours < 24 && minutes < 60 && seconds < 60)
        && fraction.is_none_or(is_fraction)
        && (zone == "Z" || is_offset(zone))
}

/// Numbers with the given counts of digits, between separators.
fn numbers<const N: usize>(text: &str, separator: char, digits: [usize; N]) -> Option<[u32; N]> {
    let mut parts = text.split(separator);
    let mut numbers = [0; N];
    for (number, digits) in numbers.iter_mut().zip(digits) {
        let part = parts.next()?;
        let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        *number = part.parse().ok().filter(|_| is_number)?;
    }
    parts.next().is_none().then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_what_each_type_can_read() {
        for (text, format) in [
            (
                "67e55044-10b1-426f-9247-bb680e5fe0c8",
                Some(TextFormat::Uuid),
            ),
            (
                "67E55044-10B1-426F-9247-BB680E5FE0C8",
                Some(TextFormat::Uuid),
            ),
            ("67e55044-10b1-426f-9247-bb680e5fe0c8-1", None),
            ("67e5504410b1426f9247bb680e5fe0c8", None),
            ("2024-02-29", Some(TextFormat::Date)),
            ("2023-02-29", None),
            ("2023-13-01", None),
            ("02/03/2024", None),
            ("2024-02-03T04:05:06Z", Some(TextFormat::DateTime)),
            ("2024-02-03T04:05:06.789+02:00", Some(TextFormat::DateTime)),
            ("2024-02-03T04:05:06", None),
            ("2024-02-03 04:05:06Z", None),
            ("2024-02-03T24:05:06Z", None),
            ("2024-02-03T04:05:06+0200", None),
            ("", None),
        ] {
            assert_eq!(TextFormat::of(text), format, "{text}");
        }
    }

    #[test]
    fn a_text_that_types_would_write_otherwise_is_not_canonical() {
        assert!(TextFormat::is_canonical("2024-02-03T04:05:06Z"));
        assert!(!TextFormat::is_canonical("2024-02-03T04:05:06.700Z"));
        assert!(!TextFormat::is_canonical("2024-02-03T04:05:06+02:00"));
        assert!(!TextFormat::is_canonical(
            "67E55044-10B1-426F-9247-BB680E5FE0C8"
        ));
    }
}

//! Types of other crates for string formats. Each crate is a feature: `uuid`, `jiff`, `time`, `chrono`.
//!
//! Times are written as in RFC 3339, whatever their `Display` writes.

/// Implements [`FromJson`](crate::FromJson) with `$parse` and [`ToJson`](crate::ToJson) with `$write`.
macro_rules! string_format {
    ($($type:ty: $expected:literal, $parse:expr, $write:expr;)+) => {$(
        impl $crate::FromJson for $type {
            fn from_json(value: &$crate::json::Value<'_>) -> Result<Self, $crate::json::Mismatch> {
                let parse: fn(&str) -> Option<Self> = $parse;
                parse(value.text()?).ok_or_else(|| $crate::json::Mismatch::new($expected, value))
            }
        }

        impl $crate::ToJson for $type {
            fn to_json(&self, out: &mut $crate::json::Writer) {
                let write: fn(&Self) -> String = $write;
                out.string(&write(self));
            }
        }
    )+};
}

#[cfg(feature = "uuid")]
string_format! {
    uuid::Uuid: "a UUID", |text| text.parse().ok(), ToString::to_string;
}

#[cfg(feature = "jiff")]
string_format! {
    jiff::Timestamp: "a date and time", |text| text.parse().ok(), ToString::to_string;
    jiff::civil::Date: "a date", |text| text.parse().ok(), ToString::to_string;
}

#[cfg(feature = "chrono")]
string_format! {
    chrono::DateTime<chrono::Utc>: "a date and time",
        |text| chrono::DateTime::parse_from_rfc3339(text).ok().map(|time| time.to_utc()),
        |time| time.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
    chrono::DateTime<chrono::FixedOffset>: "a date and time",
        |text| chrono::DateTime::parse_from_rfc3339(text).ok(),
        |time| time.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
    chrono::NaiveDate: "a date", |text| text.parse().ok(), ToString::to_string;
}

#[cfg(feature = "time")]
string_format! {
    time::OffsetDateTime: "a date and time",
        |text| Self::parse(text, &time::format_description::well_known::Rfc3339).ok(),
        // Fails for years with more than four digits only.
        |time| time.format(&time::format_description::well_known::Rfc3339).unwrap_or_else(|_| time.to_string());
    time::Date: "a date",
        |text| Self::parse(text, &time::format_description::well_known::Iso8601::DATE).ok(),
        ToString::to_string;
}

#[cfg(test)]
mod tests {
    use crate::json::{from_plain_text, plain_text};
    use crate::{FromJson, ToJson};

    fn round_trip<T: FromJson + ToJson>(texts: &[&str]) {
        for written in texts {
            let value: T = from_plain_text(written).expect(written);
            assert_eq!(plain_text(&value), *written);
        }
        assert!(from_plain_text::<T>("other").is_err());
    }

    #[cfg(feature = "uuid")]
    #[test]
    fn a_uuid_keeps_its_text() {
        round_trip::<uuid::Uuid>(&["67e55044-10b1-426f-9247-bb680e5fe0c8"]);
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn times_of_jiff_keep_their_text() {
        round_trip::<jiff::Timestamp>(&["0001-01-01T00:00:00Z", "2026-02-03T04:05:06.789Z"]);
        round_trip::<jiff::civil::Date>(&["0001-01-01", "2024-02-29"]);
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn times_of_chrono_keep_their_text() {
        round_trip::<chrono::DateTime<chrono::Utc>>(&[
            "0001-01-01T00:00:00Z",
            "2026-02-03T04:05:06.789Z",
        ]);
        round_trip::<chrono::DateTime<chrono::FixedOffset>>(&[
            "2026-02-03T04:05:06+02:00",
            "2026-02-03T04:05:06.789Z",
        ]);
        round_trip::<chrono::NaiveDate>(&["0001-01-01", "2024-02-29"]);
    }

    #[cfg(feature = "time")]
    #[test]
    fn times_of_time_keep_their_text() {
        round_trip::<time::OffsetDateTime>(&[
            "2026-02-03T04:05:06+02:00",
            "2026-02-03T04:05:06.789Z",
        ]);
        round_trip::<time::Date>(&["0001-01-01", "2024-02-29"]);
    }
}

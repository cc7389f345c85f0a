//! Decoding responses, and the same with `serde_json` and `derive(Deserialize)`.

use client::{FromJson, json, serde_json};
use serde::de::DeserializeOwned;

/// A struct as it is generated, and as it would be with derives.
macro_rules! object {
    ($name:ident { $($field:ident $(= $key:literal)?: $ty:ty,)* }) => {
        #[doc = stringify!($name)]
        #[derive(Debug, Clone, PartialEq, serde::Deserialize)]
        #[allow(clippy::struct_field_names, reason = "the names are those of an API")]
        pub struct $name {
            $($(#[serde(rename = $key)])? $field: Option<$ty>,)*
        }

        impl FromJson for $name {
            fn from_json(value: &client::json::Value<'_>) -> Result<Self, client::json::Mismatch> {
                let mut fields = value.fields();
                let this = Self { $($field: fields.optional(object!(key $field $($key)?)),)* };
                fields.end(this)
            }
        }
    };
    (key $field:ident) => { stringify!($field) };
    (key $field:ident $key:literal) => { $key };
}

object!(Page {
    page_size: i64,
    next_page_token: String,
    total_records: i64,
    users: Vec<User>,
});
object!(User {
    id: String,
    first_name: String,
    last_name: String,
    email: String,
    kind = "type": i64,
    status: String,
    pmi: i64,
    timezone: String,
    verified: bool,
    dept: String,
    created_at: String,
    last_login_time: String,
    group_ids: Vec<String>,
    score: f64,
    address: Address,
    custom_attributes: Vec<Attribute>,
});
object!(Address {
    street: String,
    city: String,
    zip: String,
    latitude: f64,
    longitude: f64,
});
object!(Attribute {
    key: String,
    name: String,
    value: String,
});
object!(Failure {
    code: i64,
    message: String,
    errors: Vec<FieldError>,
});
object!(FieldError {
    field: String,
    message: String,
});
object!(Report {
    from: String,
    to: String,
    points: Vec<Vec<f64>>,
    counts: Vec<i64>,
});

/// What the first user's keys are sorted by.
#[derive(Clone, Copy)]
pub enum Keys {
    /// As documented.
    InOrder,
    /// Another order, as servers in other languages send them.
    Reversed,
}

/// A page of users.
#[must_use]
pub fn page(users: usize, keys: Keys) -> String {
    let user = |index: usize| {
        let mut members = vec![
            format!(r#""id":"KDcuGIm1QgePTO8WbO{index:04}""#),
            r#""first_name":"Jillian""#.to_owned(),
            r#""last_name":"Müller-Çelik""#.to_owned(),
            format!(r#""email":"jill.{index}@example.com""#),
            r#""type":2"#.to_owned(),
            r#""status":"active""#.to_owned(),
            format!(r#""pmi":{}"#, 6_543_210_000 + index),
            r#""timezone":"Asia/Shanghai""#.to_owned(),
            r#""verified":true"#.to_owned(),
            r#""dept":"Research \"and\" development""#.to_owned(),
            r#""created_at":"2018-11-15T01:10:08Z""#.to_owned(),
            r#""last_login_time":"2019-09-13T21:08:52Z""#.to_owned(),
            r#""group_ids":["RSMaSp8sTEGK0_oamiA2_w","t-_-d56CSWG-7BF15LLrOw"]"#.to_owned(),
            format!(r#""score":{index}.25"#),
            r#""address":{"street":"1 Main Street","city":"Springfield","zip":"49007","latitude":42.2917,"longitude":-85.5872}"#.to_owned(),
            r#""custom_attributes":[{"key":"cbf_cywdkexrtqc73f97gd4w6g","name":"A1","value":"1"},{"key":"cbf_2","name":"A2","value":"2"}]"#.to_owned(),
            r#""added_since":{"this":"was","written":[1,2,3]}"#.to_owned(),
        ];
        if matches!(keys, Keys::Reversed) {
            members.reverse();
        }
        format!("{{{}}}", members.join(","))
    };
    let users: Vec<String> = (0..users).map(user).collect();
    format!(
        r#"{{"page_size":{0},"next_page_token":"","total_records":{0},"users":[{1}]}}"#,
        users.len(),
        users.join(",")
    )
}

/// Numbers.
#[must_use]
pub fn report() -> String {
    let points: Vec<String> = (0..500).map(|n| format!("[{n}.5,{}e-3]", n * 7)).collect();
    let counts: Vec<String> = (0..2000).map(|n| (n * n).to_string()).collect();
    format!(
        r#"{{"from":"2026-01-01","to":"2026-02-01","points":[{}],"counts":[{}]}}"#,
        points.join(","),
        counts.join(",")
    )
}

/// A small response with an error.
#[must_use]
pub fn failure() -> String {
    r#"{"code":300,"message":"Validation Failed.","errors":[{"field":"email","message":"Invalid field."}]}"#.to_owned()
}

/// Decodes as generated code does.
///
/// # Panics
///
/// If the text does not fit.
#[must_use]
pub fn generated<T: FromJson>(text: &str) -> T {
    json::from_slice(text.as_bytes()).expect("it fits")
}

/// Decodes with derived code.
///
/// # Panics
///
/// If the text does not fit.
#[must_use]
pub fn by_serde<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_slice(text.as_bytes()).expect("it fits")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_decode_the_same() {
        for keys in [Keys::InOrder, Keys::Reversed] {
            let page = page(3, keys);
            assert_eq!(generated::<Page>(&page), by_serde(&page));
        }
        assert_eq!(generated::<Report>(&report()), by_serde(&report()));
        assert_eq!(generated::<Failure>(&failure()), by_serde(&failure()));
    }
}

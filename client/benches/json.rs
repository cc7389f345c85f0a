//! How fast responses are decoded, compared with `serde_json` and `derive(Deserialize)` on the same bytes in one run.
//!
//! ```text
//! cargo bench -p codegen-client --no-default-features --bench json
//! ```
//!
//! Both take turns in short rounds, so that whatever else the machine does hits both, and medians are printed.

use std::hint::black_box;
use std::time::{Duration, Instant};

use client::json::from_slice;
use client::{FromJson, serde_json};
use serde::de::DeserializeOwned;

/// How long a round decodes for, at least.
const ROUND: Duration = Duration::from_millis(3);
const ROUNDS: usize = 201;

/// A struct as it is generated, and as it would be with derives.
macro_rules! object {
    ($name:ident { $($field:ident $(= $key:literal)?: $ty:ty,)* }) => {
        #[derive(Debug, Clone, PartialEq, serde::Deserialize)]
        #[allow(clippy::struct_field_names, reason = "the names are those of an API")]
        struct $name {
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
enum Keys {
    /// As documented.
    InOrder,
    /// Another order, as servers in other languages send them.
    Reversed,
}

fn page(users: usize, keys: Keys) -> String {
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

fn report() -> String {
    let points: Vec<String> = (0..500).map(|n| format!("[{n}.5,{}e-3]", n * 7)).collect();
    let counts: Vec<String> = (0..2000).map(|n| (n * n).to_string()).collect();
    format!(
        r#"{{"from":"2026-01-01","to":"2026-02-01","points":[{}],"counts":[{}]}}"#,
        points.join(","),
        counts.join(",")
    )
}

fn failure() -> String {
    r#"{"code":300,"message":"Validation Failed.","errors":[{"field":"email","message":"Invalid field."}]}"#.to_owned()
}

fn main() {
    println!("| response | bytes | ours MB/s | serde MB/s | ours / serde time |");
    println!("|---|---|---|---|---|");
    let pretty = |text: &str| -> String {
        let value: serde_json::Value = serde_json::from_str(text).expect("it is JSON");
        serde_json::to_string_pretty(&value).expect("a value can be written")
    };
    compare::<Failure>("a failure", &failure());
    compare::<Page>("a page of 1 user", &page(1, Keys::InOrder));
    compare::<Page>("a page of 100 users", &page(100, Keys::InOrder));
    compare::<Page>("the same, other order", &page(100, Keys::Reversed));
    compare::<Page>("the same, indented", &pretty(&page(100, Keys::InOrder)));
    compare::<Report>("numbers", &report());
}

fn compare<T: FromJson + DeserializeOwned + PartialEq>(name: &str, text: &str) {
    let bytes = text.as_bytes();
    let ours = || from_slice::<T>(bytes).expect("it fits");
    let serde = || serde_json::from_slice::<T>(bytes).expect("it fits");
    assert!(ours() == serde(), "{name}: both read the same");
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        let (ours, serde) = (seconds(&ours), seconds(&serde));
        times[0].push(ours);
        times[1].push(serde);
        times[2].push(ours / serde);
    }
    let [ours, serde, ratio] = times.map(median);
    let speed =
        |seconds: f64| f64::from(u32::try_from(bytes.len()).expect("small")) / seconds / 1e6;
    println!(
        "| {name} | {} | {:.0} | {:.0} | {:.2} |",
        bytes.len(),
        speed(ours),
        speed(serde),
        ratio
    );
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// Seconds that one call takes.
fn seconds<T>(decode: &impl Fn() -> T) -> f64 {
    let start = Instant::now();
    let mut calls = 0_u32;
    while start.elapsed() < ROUND {
        black_box(decode());
        calls += 1;
    }
    start.elapsed().as_secs_f64() / f64::from(calls)
}

//! The JSON reader of generated clients: a value that was read and written is read as the same value.

use std::collections::BTreeMap;

use client::json;
use client::serde_json::Value;

/// Reads the bytes as several types.
///
/// # Panics
///
/// If what was written differs from what was read.
pub fn run(data: &[u8]) {
    // Other types only must not panic.
    let _ = json::from_slice::<Vec<Option<i64>>>(data);
    let _ = json::from_slice::<BTreeMap<String, Vec<f64>>>(data);
    let _ = json::from_slice::<BTreeMap<String, Option<String>>>(data);
    let _ = json::from_slice::<Vec<bool>>(data);
    let Ok(value) = json::from_slice::<Value>(data) else {
        return;
    };
    let written = json::to_string(&value);
    let again = json::from_slice::<Value>(written.as_bytes());
    assert_eq!(again.ok().as_ref(), Some(&value), "{written}");
}

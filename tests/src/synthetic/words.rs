//! The vocabulary.

use super::{Random, Serialize, Value};

/// What an API is about.
pub(super) const NOUNS: &[&str] = &[
    "account",
    "agent",
    "artifact",
    "asset",
    "board",
    "build",
    "campaign",
    "carrier",
    "channel",
    "comment",
    "contract",
    "coupon",
    "device",
    "file",
    "folder",
    "group",
    "invoice",
    "label",
    "lead",
    "meeting",
    "message",
    "milestone",
    "order",
    "payment",
    "pipeline",
    "policy",
    "poll",
    "price",
    "product",
    "project",
    "queue",
    "recording",
    "refund",
    "release",
    "report",
    "role",
    "room",
    "session",
    "shipment",
    "skill",
    "sprint",
    "survey",
    "task",
    "team",
    "ticket",
    "user",
    "warehouse",
    "webinar",
];

/// The parts of a company.
pub(super) const AREAS: &[&str] = &[
    "admin", "audit", "billing", "calendar", "chat", "cloud", "core", "crm", "data", "docs",
    "drive", "edge", "events", "finance", "fleet", "health", "hr", "iam", "insights", "internal",
    "iot", "it", "labs", "legal", "mail", "market", "media", "mobile", "ops", "partner", "phone",
    "portal", "public", "risk", "sales", "search", "store", "support", "tax", "travel",
];

/// Values that prose enumerates.
pub(super) const CHOICES: &[&[&str]] = &[
    &["active", "inactive", "pending"],
    &["activate", "deactivate"],
    &["low", "medium", "high", "urgent"],
    &["asc", "desc"],
    &["email", "sms", "push", "in_app"],
    &["1", "2", "3"],
    &["read-only", "read-write", "admin"],
];

const WORDS: &[&str] = &[
    "ad",
    "adipiscing",
    "aliqua",
    "aliquip",
    "amet",
    "aute",
    "commodo",
    "consectetur",
    "consequat",
    "dolor",
    "dolore",
    "duis",
    "ea",
    "eiusmod",
    "elit",
    "enim",
    "esse",
    "et",
    "ex",
    "exercitation",
    "fugiat",
    "in",
    "incididunt",
    "ipsum",
    "irure",
    "labore",
    "laboris",
    "lorem",
    "magna",
    "minim",
    "nisi",
    "nostrud",
    "nulla",
    "officia",
    "pariatur",
    "quis",
    "reprehenderit",
    "sed",
    "sit",
    "tempor",
    "ullamco",
    "ut",
    "velit",
    "veniam",
    "voluptate",
];

/// So many words at least and at most.
pub(super) fn text(random: &mut Random, least: u64, most: u64) -> String {
    let count = random.between(least, most);
    let words: Vec<&str> = (0..count).map(|_| random.pick(WORDS)).collect();
    words.join(" ")
}

/// The values of an enumeration with a text each, as converters write them.
pub(super) fn enumeration(random: &mut Random, values: &[&str]) -> String {
    let lines: Vec<String> = values
        .iter()
        .map(|value| format!("`{value}` - {}.", text(random, 2, 6)))
        .collect();
    format!(
        "<br>{} (This can only be one of {})",
        lines.join("<br>"),
        values.join(",")
    )
}

pub(super) fn capitalized(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

/// JSON text over several lines.
pub(super) fn indented(value: &Value, indent: &[u8]) -> String {
    let mut text = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(indent);
    value
        .serialize(&mut serde_json::Serializer::with_formatter(
            &mut text, formatter,
        ))
        .expect("a value can be written to memory");
    String::from_utf8(text).expect("JSON text is UTF-8")
}

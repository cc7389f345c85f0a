//! What objects look like, and example values of it.

use super::words::{self, CHOICES};
use super::{Map, Random, Value};

/// Field names, with what makes them hard: keywords, other cases, and non-identifiers.
const FIELDS: &[&str] = &[
    "@type",
    "address",
    "agenda",
    "amount",
    "async",
    "children",
    "count",
    "created_at",
    "currency",
    "custom_attributes",
    "dept",
    "description",
    "display-name",
    "duration",
    "email",
    "enabled",
    "first_name",
    "group_ids",
    "host_id",
    "id",
    "im_groups",
    "is_default",
    "items",
    "labels",
    "language",
    "last_name",
    "match",
    "meta",
    "name",
    "notes",
    "owner",
    "parent",
    "password",
    "phone",
    "plan_type",
    "pmi",
    "ratio",
    "score",
    "self",
    "settings",
    "start_time",
    "status",
    "tags",
    "timezone",
    "topic",
    "total",
    "type",
    "updatedAt",
    "url",
    "vendorCode",
    "verified",
    "version",
];

/// What values look like.
pub(super) enum Schema {
    Text,
    Integer,
    Float,
    Boolean,
    Choice(&'static [&'static str]),
    Time,
    Uuid,
    List(Box<Schema>),
    Nullable(Box<Schema>),
    Object(Vec<(String, Schema)>),
}

impl Schema {
    /// An object of named fields.
    pub(super) fn object_of<const N: usize>(fields: [(&str, Self); N]) -> Self {
        Self::Object(
            fields
                .into_iter()
                .map(|(name, schema)| (name.to_owned(), schema))
                .collect(),
        )
    }

    pub(super) fn list_of(items: Self) -> Self {
        Self::List(Box::new(items))
    }

    /// An object of any fields, with objects nested to the given depth.
    pub(super) fn object(random: &mut Random, depth: u32) -> Self {
        let count = random.between(5, 11);
        Self::fields(random, depth, count)
    }

    fn part(random: &mut Random, depth: u32) -> Self {
        let count = random.between(3, 6);
        Self::fields(random, depth - 1, count)
    }

    fn fields(random: &mut Random, depth: u32, count: u64) -> Self {
        let names = random.sample(FIELDS, count);
        let fields = names.into_iter().map(|name| {
            let schema = Self::field(random, depth, name);
            let schema = if random.percent(8) {
                Self::Nullable(Box::new(schema))
            } else {
                schema
            };
            (name.to_owned(), schema)
        });
        Self::Object(fields.collect())
    }

    fn field(random: &mut Random, depth: u32, name: &str) -> Self {
        match name {
            "items" | "children" | "custom_attributes" if depth > 0 => {
                Self::list_of(Self::part(random, depth))
            }
            "address" | "settings" | "meta" | "parent" | "owner" if depth > 0 => {
                Self::part(random, depth)
            }
            "tags" | "labels" | "im_groups" | "group_ids" if random.percent(80) => {
                Self::list_of(Self::Text)
            }
            "tags" | "labels" | "im_groups" | "group_ids" => Self::list_of(Self::Integer),
            "created_at" | "updatedAt" | "start_time" => Self::Time,
            "id" if random.percent(50) => Self::Uuid,
            "id" | "count" | "total" | "duration" | "version" | "pmi" => Self::Integer,
            "amount" | "score" | "ratio" => Self::Float,
            "enabled" | "is_default" | "verified" | "async" => Self::Boolean,
            "status" | "type" | "plan_type" => Self::Choice(random.pick(CHOICES)),
            _ => Self::Text,
        }
    }

    /// JSON text of a value, as examples in collections are laid out.
    pub(super) fn example(&self, random: &mut Random) -> String {
        words::indented(&self.value(random), b"  ")
    }

    fn value(&self, random: &mut Random) -> Value {
        match self {
            Self::Text => words::text(random, 1, 6).into(),
            Self::Integer => integer(random).into(),
            Self::Float => float(random),
            Self::Boolean => random.percent(50).into(),
            Self::Choice(values) => random.pick(values).into(),
            Self::Time => time(random).into(),
            Self::Uuid => uuid(random).into(),
            Self::List(_) if random.percent(5) => Value::Array(Vec::new()),
            Self::List(items) => {
                let count = random.between(1, 3);
                (0..count).map(|_| items.value(random)).collect()
            }
            Self::Nullable(_) if random.percent(50) => Value::Null,
            Self::Nullable(schema) => schema.value(random),
            Self::Object(fields) => {
                let mut object = Map::new();
                for (name, schema) in fields {
                    // What an example leaves out shows that it is optional.
                    if !random.percent(5) {
                        object.insert(name.clone(), schema.value(random));
                    }
                }
                object.into()
            }
        }
    }
}

/// As many digits as any other.
fn integer(random: &mut Random) -> u64 {
    let most = (0..random.between(1, 11)).fold(1, |power, _| power * 10);
    random.between(0, most)
}

/// Of three decimals; in every fifth case without, as examples have it.
fn float(random: &mut Random) -> Value {
    if random.percent(20) {
        return random.between(0, 100).into();
    }
    let thousandths = u32::try_from(random.between(1, 999_999)).expect("less than a million");
    (f64::from(thousandths) / 1000.0).into()
}

fn time(random: &mut Random) -> String {
    format!(
        "20{:02}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        random.between(15, 26),
        random.between(1, 12),
        random.between(1, 28),
        random.between(0, 23),
        random.between(0, 59),
        random.between(0, 59)
    )
}

/// A UUID of version 4.
fn uuid(random: &mut Random) -> String {
    let (high, low) = (random.bits(), random.bits());
    format!(
        "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xfff,
        low >> 52,
        low & 0xffff_ffff_ffff
    )
}

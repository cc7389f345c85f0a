//! From samples of one value to its shape.

use std::collections::{HashMap, HashSet};

use crate::api::{AlwaysThere, Docs, Observed, Type, is_success};
use crate::prose;
use crate::variables::template;

use super::declared::{self, Declared};
use super::generated;
use super::groups::grouped;
use super::partition::Partition;
use super::statistics::Statistics;
use super::{Json, Member, Members, Object, Shape, Tagged, keys, tags};

/// Stands for the keys of a map, which are no names.
const UNDER_DATA: &str = "*";

/// More kinds of objects than this in one place are not discriminated.
const UNION_LIMIT: usize = 6;

/// In how many examples objects of a family must occur before a field that all of them have counts as always present.
const EVIDENCE: usize = 5;

/// How many responses of an operation that are no failures must show a field at their top, in addition to [`EVIDENCE`]: one
/// alone does not tell a page from what it pages through.
const EVIDENCE_AT_TOP: usize = 2;

/// Whether values are read or sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// They are read from responses: a field that is not always there must be optional.
    Response,
    /// They are read from failures, which look alike throughout an API.
    Failure,
    /// They are sent in requests: a field that can be left out should be optional.
    Request,
}

impl Direction {
    /// The direction of responses with a status.
    #[must_use]
    pub fn of_status(status: Option<u16>) -> Self {
        if is_success(status) {
            Self::Response
        } else {
            Self::Failure
        }
    }

    /// How many tenths of their keys objects under one key share if what one of them lacks, the others can lack too.
    /// A false claim about a response costs the response; one about a request costs a value that the server has no need
    /// of, where too few claims let callers forget what it needs.
    fn alike_in_place(self) -> usize {
        match self {
            Self::Response | Self::Failure => 1,
            Self::Request => 5,
        }
    }
}

/// Infers shapes with what the examples of the whole API show.
#[derive(Debug, Clone, Copy)]
pub struct Inference<'a> {
    /// What all examples show.
    pub statistics: &'a Statistics,
    /// Which way values go.
    pub direction: Direction,
}

impl Inference<'_> {
    /// The shape of a value that is shown by these samples.
    #[must_use]
    pub fn shape(&self, samples: &[&Json]) -> Shape {
        let normalized: Vec<_> = samples
            .iter()
            .map(|sample| self.statistics.normalized(sample))
            .collect();
        let proves_presence = self.statistics.proves_presence(samples);
        let walk = Walk {
            statistics: self.statistics,
            direction: self.direction,
            proves_presence,
            // Samples that prove presence have no placeholder.
            is_declared: !proves_presence
                && samples.iter().any(|it| generated::has_declaration(it)),
            is_filled: false,
        };
        walk.of(
            &normalized.iter().map(AsRef::as_ref).collect::<Vec<_>>(),
            "",
        )
    }
}

/// The samples of one value, on the way down.
struct Walk<'a> {
    statistics: &'a Statistics,
    direction: Direction,
    /// Whether the samples can prove that a field is always there.
    proves_presence: bool,
    /// Whether a converter wrote the samples, so that a text without placeholder is one that a schema lists.
    is_declared: bool,
    /// Whether the samples are of other fields, because those of a field show nothing.
    is_filled: bool,
}

impl Walk<'_> {
    /// The shape of the values under a key.
    fn of(&self, samples: &[&Json], key: &str) -> Shape {
        let partition = Partition::of(samples);
        let composite =
            usize::from(!partition.objects.is_empty()) + usize::from(partition.has_array);
        if let Some(tagged) = self.tagged(&partition, key) {
            return Shape::Tagged(tagged);
        }
        let mut shapes: Vec<Shape> = Vec::new();
        if !partition.objects.is_empty() {
            shapes.extend(self.objects(&partition.objects, key));
        }
        if partition.has_array {
            shapes.push(Shape::List(Box::new(self.nested(&partition.items, key))));
        }
        if let Some(scalar) = partition.scalar(self.statistics.can_have_fraction(key)) {
            let is_text = scalar == Shape::Scalar(Type::String);
            let scalar = match self.statistics.format_type(key, samples) {
                Some((_, ty)) if is_text => Shape::Scalar(ty.clone()),
                _ if is_text && self.are_flags(samples) => Shape::Scalar(Type::Bool),
                _ => scalar,
            };
            if composite == 0 {
                return scalar;
            }
            if scalar == Shape::Any {
                return Shape::Any;
            }
            shapes.push(scalar);
        }
        match shapes.len() {
            0 => Shape::Unknown,
            1 => shapes.remove(0),
            _ if shapes.contains(&Shape::Any) || shapes.contains(&Shape::Unknown) => Shape::Any,
            2..=UNION_LIMIT => Shape::Union(shapes),
            _ => Shape::Any,
        }
    }

    /// Whether the texts of a converter's example of a response are defaults of booleans, which a schema wrote as texts. A
    /// response is read correctly whether they are texts or not; a request is sent as it is shown.
    fn are_flags(&self, samples: &[&Json]) -> bool {
        let mut texts = samples.iter().filter(|sample| ***sample != Json::Null);
        self.is_declared
            && self.direction != Direction::Request
            && texts
                .all(|it| matches!(it, Json::String(text) if matches!(&**text, "true" | "false")))
    }

    /// Objects that name their own variant, if no other value occurs in their place.
    fn tagged(&self, partition: &Partition<'_>, under: &str) -> Option<Tagged> {
        if !partition.are_objects() || keys::are_data(&partition.objects, self.is_declared) {
            return None;
        }
        let tags = tags::of(&partition.objects, UNION_LIMIT)?;
        let variants = tags.groups.into_iter();
        Some(Tagged {
            key: tags.key.to_owned(),
            variants: variants
                .map(|(values, objects)| (values, self.object(&objects, under)))
                .collect(),
        })
    }

    /// Objects are one shape, or several where they have little in common.
    fn objects(&self, objects: &[&Members], under: &str) -> Vec<Shape> {
        if keys::are_data(objects, self.is_declared) {
            let values: Vec<&Json> = objects
                .iter()
                .flat_map(|members| members.iter().map(|(_, value)| value))
                .collect();
            return vec![Shape::Map(Box::new(self.nested(&values, UNDER_DATA)))];
        }
        let groups = grouped(objects);
        if groups.len() > 1 && groups.len() < UNION_LIMIT {
            let variants: Option<Vec<Shape>> = (0..groups.len())
                .map(|own| self.variant(&groups, own, under))
                .collect();
            if let Some(variants) = variants {
                return variants;
            }
        }
        vec![Shape::Object(self.object(objects, under))]
    }

    /// One of several groups of objects, with the fields required that no other has; [`None`] if there are none.
    fn variant(&self, groups: &[Vec<&Members>], own: usize, under: &str) -> Option<Shape> {
        let mut object = self.object(&groups[own], under);
        let others = groups.iter().enumerate().filter(|(group, _)| *group != own);
        let members = others.flat_map(|(_, all)| all.iter().copied().flatten());
        let elsewhere: HashSet<&str> = members.map(|(key, _)| key.as_str()).collect();
        let mut is_discriminated = false;
        for field in &mut object.fields {
            if field.in_all && !elsewhere.contains(field.key.as_str()) {
                field.required = true;
                is_discriminated = true;
            }
        }
        is_discriminated.then_some(Shape::Object(object))
    }

    /// The shape of the elements of a list or map, which can be null.
    fn nested(&self, samples: &[&Json], key: &str) -> Shape {
        let shape = self.of(samples, key);
        if samples.iter().any(|it| can_be_null(it))
            && shape != Shape::Unknown
            && shape != Shape::Any
        {
            return Shape::Nullable(Box::new(shape));
        }
        shape
    }

    fn object(&self, objects: &[&Members], under: &str) -> Object {
        let mut order: Vec<&str> = Vec::new();
        let mut values: HashMap<&str, Vec<&Json>> = HashMap::new();
        for (key, value) in objects.iter().copied().flatten() {
            let values = values.entry(key).or_default();
            if values.is_empty() {
                order.push(key);
            }
            values.push(value);
        }
        let tenths = self.direction.alike_in_place();
        let family = self.statistics.family(under, order.iter().copied(), tenths);
        let is_success = under.is_empty() && self.direction == Direction::Response;
        let is_patch = objects.iter().all(|members| is_patch_operation(members));
        let fields = order
            .iter()
            .map(|&key| {
                let samples = values.remove(key).unwrap_or_default();
                let nulls = samples.iter().filter(|json| can_be_null(json)).count();
                let is_in_all = samples.len() == objects.len();
                let is_seen_enough =
                    family.size >= EVIDENCE && (!is_success || objects.len() >= EVIDENCE_AT_TOP);
                Member {
                    key: key.to_owned(),
                    shape: if is_patch && key == "value" {
                        Shape::Any
                    } else {
                        self.field(&samples, key, under)
                    },
                    required: self.proves_presence
                        && is_in_all
                        && nulls == 0
                        && match self.statistics.always_there() {
                            AlwaysThere::Proven => is_seen_enough && family.always_has(key),
                            AlwaysThere::Shown => true,
                            AlwaysThere::Never => false,
                        },
                    in_all: is_in_all && nulls == 0,
                    nullable: nulls > 0,
                    docs: Docs::default(),
                    observed: self.observed(&samples),
                    format: format(&samples)
                        .or_else(|| Some(self.statistics.format_type(key, &samples)?.0.shown())),
                }
            })
            .collect();
        Object {
            fields,
            samples: objects.len(),
        }
    }

    /// The shape of a field. Where its samples show nothing, those under the same key elsewhere in the API do, if they have
    /// one type. What these leave open stays open, so that the time is linear; so does a tree where its samples end.
    fn field(&self, samples: &[&Json], key: &str, under: &str) -> Shape {
        let own = self.of(samples, key);
        if self.is_filled || key == under || !own.shows_nothing() {
            return own;
        }
        let Some(elsewhere) = self.statistics.elsewhere(key) else {
            return own;
        };
        // A converter leaves out any object that is deep: others under its key can be of another schema.
        if self.is_declared && samples.iter().any(|sample| sample.has_hole()) {
            return own;
        }
        let filled = Walk {
            is_filled: true,
            // A few samples do not show what all have.
            proves_presence: self.proves_presence
                && self.statistics.always_there() == AlwaysThere::Proven,
            ..*self
        };
        let all: Vec<&Json> = samples.iter().copied().chain(&elsewhere).collect();
        match filled.of(&all, key) {
            Shape::Any | Shape::Union(_) | Shape::Tagged(_) => own,
            shape => shape,
        }
    }

    /// The texts and numbers of some samples, and of the arrays among them.
    fn observed(&self, samples: &[&Json]) -> Observed {
        let mut observed = Observed::new(self.is_declared);
        for sample in samples {
            let items = match sample {
                Json::Array(items) => items.as_slice(),
                sample => std::slice::from_ref(*sample),
            };
            for item in items {
                if observed.is_full() {
                    return observed;
                }
                match item {
                    Json::Number(number) => observed.add(&number.to_string()),
                    Json::String(text) if !observed.holds(text) && is_data(text) => {
                        observed.add(text);
                    }
                    _ => {}
                }
            }
        }
        observed
    }
}

/// Whether a value is null, or a placeholder of one that can be.
fn can_be_null(json: &Json) -> bool {
    match json {
        Json::Null => true,
        Json::String(text) => prose::permits_null(text),
        _ => false,
    }
}

/// Whether a text is a value and not a template, filler, or what is left of a secret.
fn is_data(text: &str) -> bool {
    !text.trim().is_empty()
        && !declared::is_synthetic(text)
        && !template::has_variable(text)
        && !text.contains("***")
        // What generators write for a string, cut to the length that a schema permits.
        && !"string".starts_with(text)
}

/// Whether an object is an operation of a JSON Patch, whose `value` is any JSON (RFC 6902 §4).
fn is_patch_operation(members: &Members) -> bool {
    let text = |name: &str| {
        members.iter().find_map(|(key, value)| match value {
            Json::String(text) if key == name => Some(text.as_str()),
            _ => None,
        })
    };
    let has_operation = text("op")
        .is_some_and(|op| matches!(op, "add" | "remove" | "replace" | "move" | "copy" | "test"));
    has_operation && text("path").is_some_and(|path| path.is_empty() || path.starts_with('/'))
}

/// What the placeholders say about the format of a string, where all say the same.
fn format(samples: &[&Json]) -> Option<&'static str> {
    let mut formats = samples.iter().filter_map(|sample| match sample {
        Json::String(text) => Some(match declared::declared(text) {
            Some(Declared::As(_, format)) => format,
            _ => None,
        }),
        _ => None,
    });
    let format = formats.next()??;
    formats.all(|other| other == Some(format)).then_some(format)
}

//! What a conversion from `OpenAPI` leaves of an API, and what of that is understood.
//!
//! An `OpenAPI` description declares; a collection that is made of it shows examples and prose. Both are flattened to
//! claims about places, such as `GET /parcels`, `query page`: an integer, not required. Then each claim that was made
//! is one of these:
//!
//! * recovered: what is understood is what was declared;
//! * wider: what is understood holds all that was declared, and more, such as a text in place of a date;
//! * lost: nothing is understood;
//! * false: what is understood contradicts what was declared. There must be none.
//!
//! ```text
//! declared    the claims of an `OpenAPI` description
//! recovered   the claims of the generator's model
//! kept        whether the collection still says what was declared
//! ```

mod declared;
mod kept;
mod recovered;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

pub use declared::declared;
pub use kept::Kept;
pub use recovered::recovered;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing is known.
    Any,
    /// No payload.
    Empty,
    /// A truth value.
    Boolean,
    /// A number without fraction.
    Integer,
    /// A number.
    Number,
    /// A text, of whatever format.
    Text,
    /// A file, or bytes.
    File,
    /// A list; its items are a separate place.
    List,
    /// An object whose keys are data.
    Map,
    /// An object of known members.
    Object,
    /// One of several shapes.
    Union,
}

impl Kind {
    /// Whether all values of the other kind are of this, too, where all of them are written as text.
    fn holds(self, other: Self) -> bool {
        self == other
            || self == Self::Any
            || self == Self::Text && !matches!(other, Self::File | Self::Empty)
            || self == Self::Number && other == Self::Integer
    }
}

/// What is claimed of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What it is.
    pub kind: Kind,
    /// How wide it is, or of what format, in `OpenAPI`'s words.
    pub format: Option<&'static str>,
    /// Whether it must be there.
    pub required: bool,
    /// The values that it can have, if they are listed; sorted.
    pub values: Option<BTreeSet<String>>,
    /// Whether it can have no others.
    pub closed: bool,
    /// Its default.
    pub default: Option<String>,
}

impl Claim {
    /// A value of a kind, of which nothing else is known.
    #[must_use]
    pub fn of(kind: Kind, required: bool) -> Self {
        Self {
            kind,
            format: None,
            required,
            values: None,
            closed: false,
            default: None,
        }
    }
}

/// Claims by operation (`GET /parcels`) and by place in it (`query page`, `body.sender.name`, `200[].id`).
pub type Claims = BTreeMap<String, BTreeMap<String, Claim>>;

/// How a claim came through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// As it was declared.
    Recovered,
    /// Wider than it was declared.
    Wider,
    /// Not at all.
    Lost,
    /// As what was not declared.
    False,
}

/// An aspect of a claim that is compared by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// That there is such a value.
    Place,
    /// What it is.
    Kind,
    /// How wide a number is, or of what format a text.
    Format,
    /// Whether it must be there.
    Required,
    /// The values that it can have.
    Values,
    /// Its default.
    Default,
}

/// One aspect of one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The operation.
    pub operation: String,
    /// The place in it.
    pub place: String,
    /// What is compared.
    pub aspect: Aspect,
    /// How it came through.
    pub outcome: Outcome,
    /// What was declared, and what was understood.
    pub detail: String,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            operation,
            place,
            aspect,
            outcome,
            detail,
        } = self;
        write!(f, "{outcome:?} {aspect:?}: {operation}, {place}: {detail}")
    }
}

/// Compares what was declared with what was understood, aspect by aspect.
#[must_use]
pub fn compare(declared: &Claims, recovered: &Claims) -> Vec<Line> {
    let mut lines = Vec::new();
    let none = BTreeMap::new();
    let operations: BTreeSet<&String> = declared.keys().chain(recovered.keys()).collect();
    for operation in operations {
        let (was, is) = (
            declared.get(operation).unwrap_or(&none),
            recovered.get(operation).unwrap_or(&none),
        );
        let places: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        for place in places {
            for (aspect, outcome, detail) in aspects(was.get(place), is.get(place)) {
                lines.push(Line {
                    operation: operation.clone(),
                    place: place.clone(),
                    aspect,
                    outcome,
                    detail,
                });
            }
        }
    }
    lines
}

fn aspects(was: Option<&Claim>, is: Option<&Claim>) -> Vec<(Aspect, Outcome, String)> {
    let (was, is) = match (was, is) {
        (Some(was), Some(is)) => (was, is),
        (Some(was), None) => {
            return vec![(Aspect::Place, Outcome::Lost, format!("{:?}", was.kind))];
        }
        (None, Some(is)) => {
            return vec![(Aspect::Place, Outcome::False, format!("{:?}", is.kind))];
        }
        (None, None) => return Vec::new(),
    };
    let mut aspects = vec![(
        Aspect::Kind,
        kind(was, is),
        format!("{:?} is {:?}", was.kind, is.kind),
    )];
    let format = format(was, is).filter(|_| was.kind == is.kind);
    aspects.extend(format.map(|outcome| {
        let detail = format!("{:?} is {:?}", was.format, is.format);
        (Aspect::Format, outcome, detail)
    }));
    let required = match (was.required, is.required) {
        (true, true) => Some(Outcome::Recovered),
        (true, false) => Some(Outcome::Lost),
        (false, true) => Some(Outcome::False),
        (false, false) => None,
    };
    aspects.extend(required.map(|outcome| (Aspect::Required, outcome, String::new())));
    let listed = match (&was.values, &is.values) {
        (Some(was), Some(is_values)) if was == is_values && is.closed => Some(Outcome::Recovered),
        (Some(was), Some(is_values)) if is_values.is_subset(was) && !is.closed => {
            Some(Outcome::Wider)
        }
        (_, Some(_)) => Some(Outcome::False),
        (Some(_), None) => Some(Outcome::Lost),
        (None, None) => None,
    };
    aspects.extend(listed.map(|outcome| (Aspect::Values, outcome, format!("{:?}", was.values))));
    let default = match (&was.default, &is.default) {
        (Some(was), Some(is)) if was == is => Some(Outcome::Recovered),
        (_, Some(_)) => Some(Outcome::False),
        (Some(_), None) => Some(Outcome::Lost),
        (None, None) => None,
    };
    aspects.extend(default.map(|outcome| (Aspect::Default, outcome, format!("{:?}", was.default))));
    aspects
}

/// A number of 64 bits claims nothing: numbers are, unless something narrower is known.
fn format(was: &Claim, is: &Claim) -> Option<Outcome> {
    match (was.format, is.format) {
        (None, None | Some("int64" | "double")) => None,
        (Some(was), Some(is)) if was == is => Some(Outcome::Recovered),
        (Some("int32"), Some("int64")) | (Some("float"), Some("double")) => Some(Outcome::Wider),
        (Some(_), None) => Some(Outcome::Lost),
        (_, Some(_)) => Some(Outcome::False),
    }
}

/// Values that are listed say what the kind would.
fn kind(was: &Claim, is: &Claim) -> Outcome {
    if was.kind == is.kind || was.values.is_some() && was.values == is.values {
        Outcome::Recovered
    } else if is.kind.holds(was.kind) {
        Outcome::Wider
    } else if was.kind == Kind::Union && is.kind == Kind::Object {
        // One of the shapes: its members are separate places.
        Outcome::Lost
    } else {
        Outcome::False
    }
}

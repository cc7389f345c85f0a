//! Evidence: what the parts of the model were inferred from.

use std::fmt;

use super::TextFormat;

/// What a type, a parameter or a response was inferred from. It becomes text only when it is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The facts: what was seen, where, and how often.
    pub facts: Vec<Fact>,
    /// The fields that are optional since too few examples show them, although no example lacks one.
    pub unproven: Unproven,
}

/// Which fields of a type are optional for want of examples.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Unproven {
    /// None.
    #[default]
    None,
    /// Some: others are always present.
    Some,
    /// All, or all that no example lacks.
    All,
}

/// A fact about the collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// `codegen.toml` decides.
    Configured,
    /// Why a parameter is required or optional.
    Presence(PresenceReason),
    /// The key is repeated, so it has several values.
    Repeated,
    /// The key ends in `[]`, so it can be repeated.
    ListKey,
    /// The keys contain the index of a value, so there can be others.
    IndexedKey,
    /// Several values are separated by commas.
    CommaSeparated,
    /// A phrase of the description that lists values.
    ListedValues(String),
    /// A phrase of the description that lists `true` and `false`.
    ListedBooleans(String),
    /// The default that the description states: `true` or `false`.
    StatedDefault(String),
    /// A placeholder, such as `<integer>`, instead of a value.
    Placeholder(String),
    /// Several placeholders, separated by commas.
    Placeholders(String),
    /// The name of a parameter, such as `limit`.
    Name,
    /// The literal value of a parameter.
    Value(String),
    /// The value has a format, such as a UUID.
    Format(TextFormat),
    /// The body of the request, and the bodies of this many saved examples.
    RequestBody {
        /// The number of examples whose body differs from that of the request.
        examples: usize,
    },
    /// The JSON in a part of the request, by the part's name.
    JsonOf(String),
    /// The GraphQL query declares it.
    DeclaredByQuery,
    /// A JSON Schema declares it.
    Schema,
    /// Saved examples of one status.
    Examples {
        /// The status; [`None`] if the examples have none.
        status: Option<u16>,
        /// The kinds of content with the number of examples, in the order of the collection.
        contents: Vec<(Content, usize)>,
    },
    /// Values in examples.
    ValuesOfExamples,
    /// Examples of this many operations.
    Operations(usize),
    /// A query parameter, by the name that is sent.
    QueryParameter(String),
    /// A field of the response, by its JSON pointer.
    Field(String),
    /// Saved responses with a `Link` header whose relation is `next`.
    LinkHeader,
    /// The first page has this number.
    FirstPage(u64, FirstPageReason),
}

/// How the number of the first page is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstPageReason {
    /// It is the documented default of the parameter.
    Default,
    /// The description says so.
    Described,
    /// A saved response shows that it is the first page.
    Saved,
    /// Each request of the collection asks for this page.
    Asked,
}

/// The kind of content in the body of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// None.
    Empty,
    /// Text other than JSON.
    Text,
    /// Incomplete JSON.
    BrokenJson,
    /// Bytes, which a collection cannot show.
    Bytes,
    /// JSON.
    Json,
    /// Server-sent events with JSON as data.
    Events,
    /// One JSON text per line.
    JsonLines,
}

/// Why a parameter is required or optional.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PresenceReason {
    /// The request cannot be sent without it.
    PartOfRequest,
    /// The request contains several values.
    SeveralValues,
    /// A variable that has a value.
    VariableWithValue,
    /// A variable without a value.
    VariableWithoutValue,
    /// A variable of the path, or of a request that changes something, whose value in the collection selects data, such as an
    /// id.
    SavedValue,
    /// The request has an id in its path.
    LiteralId,
    /// A variable without a value that half of the requests or more use.
    ClientVariable,
    /// The request contains its key without a value.
    KeyWithoutValue,
    /// The request does not contain it.
    NotInRequest,
    /// The converter's `(Required)` mark.
    MarkedRequired,
    /// Other parameters of the collection have that mark.
    NotMarked,
    /// It is disabled in the request.
    Disabled,
    /// It is enabled in the request.
    Enabled,
    /// The request contains a literal value.
    LiteralValue,
    /// It only selects the page, the order or the format of the result, and the request contains a literal value.
    Presentation,
    /// It only selects the page, the order or the format of the result, and the request contains a variable without a value.
    OpenPresentation,
    /// It is a text to search for, and empty in the request.
    EmptySearch,
    /// The description says that it is required.
    DescribedRequired,
    /// The description says that it is optional.
    DescribedOptional,
    /// The description says when it is required.
    DescribedCondition,
    /// The description names a default.
    DescribedDefault,
    /// A JSON Schema says whether it is required.
    Schema,
    /// A converter wrote the request, and nothing says that it is required.
    Converted,
}

impl Evidence {
    /// One fact.
    #[must_use]
    pub fn of(fact: Fact) -> Self {
        vec![fact].into()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }
}

impl From<Vec<Fact>> for Evidence {
    fn from(facts: Vec<Fact>) -> Self {
        Self {
            facts,
            unproven: Unproven::None,
        }
    }
}

impl fmt::Display for Evidence {
    /// The facts, separated by semicolons.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fact) in self.facts.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            fact.fmt(f)?;
        }
        match self.unproven {
            _ if self.is_empty() => Ok(()),
            Unproven::None => Ok(()),
            Unproven::Some => f.write_str(". Some fields may be missing, so they are optional"),
            Unproven::All => f.write_str(". Fields may be missing, so all are optional"),
        }
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Configured => f.write_str("codegen.toml"),
            Self::Presence(reason) => f.write_str(reason.as_str()),
            Self::Repeated => f.write_str("the key is repeated"),
            Self::ListKey => f.write_str("its key ends in `[]`"),
            Self::IndexedKey => f.write_str("keys with an index"),
            Self::CommaSeparated => f.write_str("separated by commas"),
            Self::ListedValues(phrase) => f.write_str(phrase),
            Self::ListedBooleans(phrase) => {
                write!(f, "the values `true` and `false` in `{phrase}`")
            }
            Self::StatedDefault(text) => write!(f, "the default `{text}`"),
            Self::Placeholder(text) => write!(f, "the placeholder `{text}`"),
            Self::Placeholders(text) => write!(f, "the placeholders `{text}`"),
            Self::Name => f.write_str("its name"),
            Self::Value(text) => write!(f, "its value `{text}`"),
            Self::Format(format) => write!(f, "the format of its value, {}", format.key()),
            Self::RequestBody { examples: 0 } => f.write_str("the body of the request"),
            Self::RequestBody { examples: 1 } => {
                f.write_str("the body of the request and of one example")
            }
            Self::RequestBody { examples } => {
                write!(f, "the body of the request and of {examples} examples")
            }
            Self::JsonOf(name) => write!(f, "the JSON of `{name}`"),
            Self::DeclaredByQuery => f.write_str("declared by the query"),
            Self::Schema => f.write_str("declared by a JSON Schema"),
            Self::Examples { status, contents } => examples(f, *status, contents),
            Self::ValuesOfExamples => f.write_str("values in examples"),
            Self::Operations(count) => write!(f, "examples of {count} operations"),
            Self::QueryParameter(name) => write!(f, "the query parameter `{name}`"),
            Self::Field(pointer) => write!(f, "the field `{pointer}`"),
            Self::LinkHeader => f.write_str("the header `Link` of a saved response"),
            Self::FirstPage(number, reason) => {
                write!(f, "the first page is {number}: {}", reason.as_str())
            }
        }
    }
}

/// The contents are named unless all are JSON.
fn examples(
    f: &mut fmt::Formatter<'_>,
    status: Option<u16>,
    contents: &[(Content, usize)],
) -> fmt::Result {
    match contents.iter().map(|(_, count)| count).sum::<usize>() {
        1 => f.write_str("one example")?,
        count => write!(f, "{count} examples")?,
    }
    match status {
        Some(status) => write!(f, " of a `{status}` response")?,
        None => f.write_str(" of a response without status")?,
    }
    match contents {
        [(Content::Json, _)] => Ok(()),
        [(content, _)] => write!(f, ": {}", content.as_str()),
        several => {
            for (index, (content, count)) in several.iter().enumerate() {
                let before = if index == 0 { ": " } else { ", " };
                write!(f, "{before}{count} {}", content.as_str())?;
            }
            Ok(())
        }
    }
}

impl FirstPageReason {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Default => "the documented default",
            Self::Described => "the description says so",
            Self::Saved => "a saved response shows it",
            Self::Asked => "each request asks for it",
        }
    }
}

impl Content {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Text => "text",
            Self::BrokenJson => "broken JSON",
            Self::Bytes => "bytes",
            Self::Json => "JSON",
            Self::Events => "events with JSON",
            Self::JsonLines => "lines of JSON",
        }
    }
}

impl PresenceReason {
    const fn as_str(self) -> &'static str {
        match self {
            Self::PartOfRequest => "part of every request",
            Self::SeveralValues => "several values are given",
            Self::VariableWithValue => "a variable that has a value",
            Self::VariableWithoutValue => "a variable without a value",
            Self::SavedValue => "its value in the collection selects data of whoever saved it",
            Self::LiteralId => "the request has an id of data in its path",
            Self::ClientVariable => "a variable without a value, in half of the requests or more",
            Self::KeyWithoutValue => "the request has the key without a value",
            Self::NotInRequest => "not in the request",
            Self::MarkedRequired => "marked `(Required)`",
            Self::NotMarked => "no `(Required)` mark, in a collection that uses it",
            Self::Disabled => "disabled in the request",
            Self::Enabled => "enabled in the request",
            Self::Schema => "a JSON Schema says whether it is required",
            Self::LiteralValue => "the request gives a value",
            Self::Presentation => "the request gives a value for the page, order or format",
            Self::OpenPresentation => {
                "only the page, order or format, from a variable without a value"
            }
            Self::EmptySearch => "a text to search for, which is empty in the request",
            Self::DescribedRequired => "the description says so",
            Self::DescribedOptional => "the description says it is optional",
            Self::DescribedCondition => "the description names a condition for it",
            Self::DescribedDefault => "the description names a default",
            Self::Converted => {
                "nothing says that it is required, in a collection that a converter made"
            }
        }
    }
}

//! From YAML text to nodes.
//!
//! Scalars keep their source text: `2026-04-03`, `on` and `0x1F` are values of parameters, not dates, booleans or
//! numbers. Aliases are refused, since Postman does not write them and they can multiply a small text.

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::below;
use crate::source::{Origin, Source};

/// How deep nodes can be nested.
const DEPTH: usize = 64;

/// The longest text that is read, in bytes. A file has one request, and its nodes take several times the memory of the text.
const SIZE: usize = 64 << 20;

/// A YAML node with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub origin: Origin,
    pub content: Content,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    /// Its text, and whether it has no quotes.
    Scalar(String, bool),
    List(Vec<Node>),
    /// Entries in the order of the text; keys can repeat.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// The member of a map; [`None`] also where it is null.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.entries()
            .iter()
            .rev()
            .find(|(known, _)| known == key)
            .map(|(_, node)| node)
            .filter(|node| !node.is_null())
    }

    /// The entries of a map, and none of anything else.
    pub(super) fn entries(&self) -> &[(String, Self)] {
        match &self.content {
            Content::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list, and none of anything else.
    pub(super) fn items(&self) -> &[Self] {
        match &self.content {
            Content::List(items) => items,
            _ => &[],
        }
    }

    /// The text of a scalar that is not null.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar(text, _) if !self.is_null() => Some(text),
            _ => None,
        }
    }

    /// Whether this is nothing, `~` or `null` without quotes.
    pub(super) fn is_null(&self) -> bool {
        matches!(&self.content, Content::Scalar(text, true)
            if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// Whether this is `true`.
    pub(super) fn is_true(&self) -> bool {
        self.text()
            .is_some_and(|text| text.eq_ignore_ascii_case("true"))
    }

    /// Whether this is `false`.
    pub(super) fn is_false(&self) -> bool {
        self.text()
            .is_some_and(|text| text.eq_ignore_ascii_case("false"))
    }

    /// The text of a member.
    pub(super) fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Self::text)
    }
}

/// Reads a file: its first document.
///
/// # Errors
///
/// A diagnostic with its position, if the text is not YAML, is too long or is nested too deep.
pub(super) fn read(source: &Source) -> Result<Node, Box<Diagnostic>> {
    let mut reader = Reader {
        path: &source.path,
        open: Vec::new(),
    };
    if source.text.len() > SIZE {
        let diagnostic =
            Diagnostic::new(Code::NotYaml, "", format!("larger than {} MiB", SIZE >> 20));
        let help = "move the large content to a file that the request sends";
        let origin = reader.origin_at(1, 0);
        return Err(Box::new(located(diagnostic.help(help), &origin)));
    }
    let mut parser = Parser::new_from_str(source.text.trim_start_matches('\u{feff}'));
    while let Some(event) = parser.next_event() {
        let (event, span) = event.or_else(|error| {
            let origin = reader.origin_at(error.marker().line(), error.marker().col());
            refuse(&origin, error.info())
        })?;
        if let Some(node) = reader.take(event, span)? {
            return Ok(node);
        }
    }
    let origin = reader.origin_at(1, 0);
    Ok(Node {
        origin,
        content: Content::Map(Vec::new()),
    })
}

fn refuse<T>(origin: &Origin, problem: &str) -> Result<T, Box<Diagnostic>> {
    let help =
        "put text that contains `{{`, `: ` or ` #` in quotes, such as `url: \"{{baseUrl}}/users\"`";
    let message = format!("invalid YAML: {problem}");
    let diagnostic = Diagnostic::new(Code::NotYaml, &origin.pointer, message);
    Err(Box::new(located(diagnostic.help(help), origin)))
}

/// A diagnostic about a node.
pub(super) fn located(diagnostic: Diagnostic, origin: &Origin) -> Diagnostic {
    let mut diagnostic = diagnostic.in_file(&origin.file);
    diagnostic.pointer.clone_from(&origin.pointer);
    (diagnostic.line, diagnostic.column) = (origin.line, origin.column);
    diagnostic
}

/// A list or a map that has begun.
struct Open {
    origin: Origin,
    is_map: bool,
    items: Vec<Node>,
    entries: Vec<(String, Node)>,
    /// The key whose value comes next.
    key: Option<String>,
}

struct Reader<'a> {
    path: &'a str,
    open: Vec<Open>,
}

impl Reader<'_> {
    fn origin_at(&self, line: usize, column: usize) -> Origin {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Origin {
            file: self.path.to_owned(),
            pointer: self.pointer(),
            line: number(line),
            column: number(column.saturating_add(1)),
        }
    }

    /// The pointer of the node that begins.
    fn pointer(&self) -> String {
        match self.open.last() {
            None => String::new(),
            Some(open) => match &open.key {
                Some(key) => below(&open.origin.pointer, key),
                None if open.is_map => open.origin.pointer.clone(),
                None => format!("{}/{}", open.origin.pointer, open.items.len()),
            },
        }
    }

    /// Takes an event; the last one of the document gives the whole.
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<Option<Node>, Box<Diagnostic>> {
        let origin = self.origin_at(span.start.line(), span.start.col());
        match event {
            Event::Scalar(text, style, _, _) => {
                let content = Content::Scalar(text.into_owned(), style == ScalarStyle::Plain);
                self.add(Node { origin, content })
            }
            Event::SequenceStart(..) => self.begin(origin, false),
            Event::MappingStart(..) => self.begin(origin, true),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(open) => {
                    let content = if open.is_map {
                        Content::Map(open.entries)
                    } else {
                        Content::List(open.items)
                    };
                    self.add(Node {
                        origin: open.origin,
                        content,
                    })
                }
                None => Ok(None),
            },
            Event::Alias(_) => refuse(&origin, "aliases are not supported"),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(None),
        }
    }

    fn begin(&mut self, origin: Origin, is_map: bool) -> Result<Option<Node>, Box<Diagnostic>> {
        if self.expects_key() {
            return refuse(&origin, "this key is a map or a list");
        }
        if self.open.len() >= DEPTH {
            let problem = format!("more than {DEPTH} levels of nesting");
            return refuse(&origin, &problem);
        }
        self.open.push(Open {
            origin,
            is_map,
            items: Vec::new(),
            entries: Vec::new(),
            key: None,
        });
        Ok(None)
    }

    fn expects_key(&self) -> bool {
        let open = self.open.last();
        open.is_some_and(|open| open.is_map && open.key.is_none())
    }

    fn add(&mut self, node: Node) -> Result<Option<Node>, Box<Diagnostic>> {
        let Some(open) = self.open.last_mut() else {
            return Ok(Some(node));
        };
        if !open.is_map {
            open.items.push(node);
        } else if let Some(key) = open.key.take() {
            open.entries.push((key, node));
        } else if let Content::Scalar(key, _) = node.content {
            open.key = Some(key);
        } else {
            return refuse(&node.origin, "this key is a map or a list");
        }
        Ok(None)
    }
}

//! Reads TOML tables, and reports unknown keys and values of the wrong type.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Source;
use crate::suggest;
use crate::variables::secrets::{self, Replacement, Secret};

use super::{Correction, Position};

/// What a value has to be, and how to write it.
#[derive(Debug, Clone, Copy)]
struct Expected {
    kind: &'static str,
    help: &'static str,
}

const TABLE: Expected = Expected {
    kind: "a table",
    help: "write a table, such as `{ key = \"value\" }`",
};
const STRING: Expected = Expected {
    kind: "a string",
    help: "put the value in quotes",
};
const FLAG: Expected = Expected {
    kind: "a boolean",
    help: "write `true` or `false`, without quotes",
};
const NUMBER: Expected = Expected {
    kind: "a number from 0",
    help: "write digits, without quotes",
};
const LIST: Expected = Expected {
    kind: "a list of strings",
    help: "write a list, such as `[\"a\", \"b\"]`",
};

/// A key with its value.
type Entry<'a> = (&'a Spanned<Cow<'a, str>>, &'a Spanned<DeValue<'a>>);

/// Reads tables of one file.
pub(super) struct Reader<'a, 'd> {
    source: &'a Source,
    /// The bytes where each line starts.
    lines: Vec<usize>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a, 'd> Reader<'a, 'd> {
    pub(super) fn new(source: &'a Source, diagnostics: &'d mut Diagnostics) -> Self {
        let ends = source.text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            source,
            lines: std::iter::once(0).chain(ends).collect(),
            diagnostics,
        }
    }

    /// Calls `read` for each entry. It returns false for unknown keys.
    pub(super) fn entries(
        &mut self,
        table: &'a DeTable<'a>,
        known: &[&str],
        mut read: impl FnMut(&mut Self, &str, Entry<'a>) -> bool,
    ) {
        for (key, value) in table {
            if !read(self, key.get_ref(), (key, value)) {
                let message = format!("unknown key `{}`", key.get_ref());
                let help = suggest::help(key.get_ref(), known.iter().copied());
                self.error(Code::ConfigUnknownKey, key.span(), message, help);
            }
        }
    }

    /// Reads each entry of a table of tables.
    pub(super) fn each_table(
        &mut self,
        value: &'a Spanned<DeValue<'a>>,
        mut read: impl FnMut(&mut Self, &str, Position, &'a DeTable<'a>),
    ) {
        for (key, value) in self.table(value).into_iter().flatten() {
            let position = self.position(&key.span());
            if let Some(table) = self.table(value) {
                read(self, key.get_ref(), position, table);
            }
        }
    }

    pub(super) fn table(&mut self, value: &'a Spanned<DeValue<'a>>) -> Option<&'a DeTable<'a>> {
        let table = value.get_ref().as_table();
        self.expect(table, TABLE, value)
    }

    pub(super) fn text(&mut self, value: &'a Spanned<DeValue<'a>>) -> Option<String> {
        let text = value.get_ref().as_str();
        let text = self.expect(text, STRING, value)?;
        Some(self.without_secrets(text, value.span()))
    }

    /// A key that becomes a part of what is generated.
    pub(super) fn key(&mut self, key: &'a Spanned<Cow<'a, str>>) -> String {
        self.without_secrets(key.get_ref(), key.span())
    }

    fn without_secrets(&mut self, text: &str, span: Range<usize>) -> String {
        let found = secrets::find(text);
        self.report_secrets(&found, span);
        secrets::replaced(text, &found, Replacement::Variable)
    }

    /// The value of a variable; [`None`] if it is a secret, as if it was not set.
    pub(super) fn value_of(
        &mut self,
        name: &str,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Option<String> {
        let text = value.get_ref().as_str();
        let text = self.expect(text, STRING, value)?;
        let found = secrets::find_in_value(name, text);
        self.report_secrets(&found, value.span());
        found.is_empty().then(|| text.to_owned())
    }

    fn report_secrets(&mut self, found: &[Secret], span: Range<usize>) {
        if !found.is_empty() {
            let (message, help) = secrets::message(found);
            self.error(Code::RedactedSecret, span, message, Some(help));
        }
    }

    /// One of several words.
    pub(super) fn choice<T: Copy>(
        &mut self,
        value: &'a Spanned<DeValue<'a>>,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let text = self.text(value)?;
        let chosen = choices.iter().find(|(word, _)| *word == text);
        if chosen.is_none() {
            let words: Vec<String> = choices
                .iter()
                .map(|(word, _)| format!("`{word}`"))
                .collect();
            let message = format!("`{text}` is not one of {}", words.join(", "));
            let help = suggest::help(&text, choices.iter().map(|(word, _)| *word));
            self.error(Code::ConfigType, value.span(), message, help);
        }
        chosen.map(|(_, choice)| *choice)
    }

    pub(super) fn flag(&mut self, value: &'a Spanned<DeValue<'a>>) -> Option<bool> {
        let flag = value.get_ref().as_bool();
        self.expect(flag, FLAG, value)
    }

    pub(super) fn number(&mut self, value: &'a Spanned<DeValue<'a>>) -> Option<u64> {
        let number = value.get_ref().as_integer();
        let number = number.and_then(|it| u64::from_str_radix(it.as_str(), it.radix()).ok());
        self.expect(number, NUMBER, value)
    }

    pub(super) fn texts(&mut self, value: &'a Spanned<DeValue<'a>>) -> Vec<String> {
        let array = value.get_ref().as_array();
        let array = self.expect(array, LIST, value);
        let items = array.into_iter().flat_map(|array| array.iter());
        items.filter_map(|item| self.text(item)).collect()
    }

    /// A string and its position.
    pub(super) fn placed_text(
        &mut self,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Option<Correction<()>> {
        let position = self.position(&value.span());
        let key = self.text(value)?;
        Some(Correction {
            key,
            position,
            change: (),
        })
    }

    /// Strings and their positions.
    pub(super) fn placed_texts(&mut self, value: &'a Spanned<DeValue<'a>>) -> Vec<Correction<()>> {
        let array = value.get_ref().as_array();
        let array = self.expect(array, LIST, value);
        let items = array.into_iter().flat_map(|array| array.iter());
        items.filter_map(|item| self.placed_text(item)).collect()
    }

    fn expect<T>(
        &mut self,
        found: Option<T>,
        expected: Expected,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Option<T> {
        if found.is_none() {
            let Expected { kind, help } = expected;
            let message = format!("expected {kind}, found {}", kind_of(value.get_ref()));
            self.error(
                Code::ConfigType,
                value.span(),
                message,
                Some(help.to_owned()),
            );
        }
        found
    }

    pub(super) fn error(
        &mut self,
        code: Code,
        span: Range<usize>,
        message: String,
        help: Option<String>,
    ) {
        let position = self.position(&span);
        let mut error = Diagnostic::new(code, "", message).in_file(&self.source.path);
        (error.line, error.column) = (position.line, position.column);
        error.help = help;
        self.diagnostics.push(error);
    }

    /// Line and column of where a span begins.
    pub(super) fn position(&self, span: &Range<usize>) -> Position {
        let line = self.lines.partition_point(|start| *start <= span.start);
        let start = self.lines[line.saturating_sub(1)];
        let before = self.source.text.get(start..span.start).unwrap_or_default();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Position {
            line: number(line),
            column: number(before.chars().count() + 1),
        }
    }
}

fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

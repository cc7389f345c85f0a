//! The JSON of an item, in which each part links to what it became, with diagnostics at their line.

use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};
use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::pointer::below;
use crate::text::escaped_in_json;

use super::links::id;
use super::prose::with_code;
use super::text::text;

/// What a part of an item became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Became {
    pub(super) link: String,
    /// The name of it.
    pub(super) name: String,
}

/// What is shown next to the lines of an item, by JSON pointer.
pub(super) struct Notes<'a> {
    pub(super) became: BTreeMap<String, Vec<Became>>,
    pub(super) diagnostics: &'a BTreeMap<String, Vec<&'a Diagnostic>>,
}

/// The id of the line at a pointer.
pub(super) fn line_id(pointer: &str) -> String {
    id("json", pointer)
}

/// The lines of a value at a pointer.
pub(super) fn lines(value: &Value, pointer: &str, notes: &Notes<'_>) -> Markup {
    let mut writer = Writer {
        notes,
        text: String::new(),
    };
    writer.value(&Line::first(pointer), value);
    PreEscaped(writer.text)
}

struct Writer<'a> {
    notes: &'a Notes<'a>,
    text: String,
}

/// Where a value is.
struct Line<'a> {
    pointer: &'a str,
    key: Option<&'a str>,
    depth: usize,
    is_last: bool,
}

impl<'a> Line<'a> {
    fn first(pointer: &'a str) -> Self {
        Self {
            pointer,
            key: None,
            depth: 0,
            is_last: true,
        }
    }

    /// The end of the value.
    fn comma(&self) -> &'static str {
        if self.is_last { "" } else { "," }
    }
}

impl Writer<'_> {
    /// Recursion is as deep as the document, whose depth is limited when it is read.
    fn value(&mut self, line: &Line<'_>, value: &Value) {
        match value {
            Value::Array(items) if !items.is_empty() => {
                self.line(line, "[");
                for (index, item) in items.iter().enumerate() {
                    let inner = Line {
                        pointer: &format!("{}/{index}", line.pointer),
                        key: None,
                        depth: line.depth + 1,
                        is_last: index + 1 == items.len(),
                    };
                    self.value(&inner, item);
                }
                self.end(line, "]");
            }
            Value::Object(members) if !members.is_empty() => {
                self.line(line, "{");
                for (index, (key, member)) in members.iter().enumerate() {
                    let inner = Line {
                        pointer: &below(line.pointer, key),
                        key: Some(key),
                        depth: line.depth + 1,
                        is_last: index + 1 == members.len(),
                    };
                    self.value(&inner, member);
                }
                self.end(line, "}");
            }
            value => {
                let text = value.to_string();
                self.line(line, &(escaped_in_json(&text) + line.comma()));
            }
        }
    }

    /// A line with its notes.
    fn line(&mut self, line: &Line<'_>, value: &str) {
        let became = self.notes.became.get(line.pointer);
        let diagnostics = self.notes.diagnostics.get(line.pointer);
        let indent = "  ".repeat(line.depth);
        let key = line.key.map(|key| {
            let key = Value::from(key).to_string();
            escaped_in_json(&key).into_owned()
        });
        let markup = html! {
            (indent)
            @if let Some(key) = &key { b { (text(key)) } ": " }
            (text(value))
            @for became in became.into_iter().flatten() {
                a.became href=(became.link) { "→ " (became.name) }
            }
            "\n"
            @for diagnostic in diagnostics.into_iter().flatten() { (note(diagnostic)) }
        };
        // Only lines that something links to have an id.
        match became {
            Some(_) => {
                let id = line_id(line.pointer);
                self.text += &html! { span id=(id) { (markup) } }.into_string();
            }
            None => self.text += &markup.into_string(),
        }
    }

    fn end(&mut self, line: &Line<'_>, bracket: &str) {
        self.text += &"  ".repeat(line.depth);
        self.text += bracket;
        self.text += line.comma();
        self.text.push('\n');
    }
}

/// A diagnostic, on a line of its own.
fn note(diagnostic: &Diagnostic) -> Markup {
    let Diagnostic {
        severity,
        code,
        message,
        line,
        column,
        help,
        ..
    } = diagnostic;
    html! {
        span.note.(severity.as_str()) role="note" {
            b { (severity) "[" (code) "]" } ": " (with_code(message))
            @if *line > 0 { " (line " (line) ", column " (column) ")" }
            @if let Some(help) = help { "; help: " (with_code(help)) }
            "\n"
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::diagnostic::Code;

    #[test]
    fn lines_have_links_and_diagnostics() {
        let diagnostic = Diagnostic::new(Code::NoUrl, "/item/0/a", "no <URL>");
        let notes = Notes {
            became: BTreeMap::from([(
                "/item/0/a".to_owned(),
                vec![Became {
                    link: "#parameter-a".to_owned(),
                    name: "a: i64".to_owned(),
                }],
            )]),
            diagnostics: &BTreeMap::from([("/item/0/a".to_owned(), vec![&diagnostic])]),
        };
        let shown = lines(&json!({ "a": [1, "<"], "b": {} }), "/item/0", &notes);
        assert_eq!(
            shown.into_string(),
            "{\n\
             <span id=\"json-/item/0/a\">  <b>\"a\"</b>: [\
             <a class=\"became\" href=\"#parameter-a\">→ a: i64</a>\n\
             <span class=\"note error\" role=\"note\"><b>error[no-url]</b>: no &lt;URL&gt;\n</span></span>    \
             1,\n    \"&lt;\"\n  ],\n  \
             <b>\"b\"</b>: {}\n}\n"
        );
    }
}

//! Encoding of bodies: compact text, like that of `JSON.stringify`.

use std::fmt::Write as _;

use super::{Maybe, ToJson};

/// Writes JSON text.
#[derive(Debug, Clone, Default)]
pub struct Writer {
    text: String,
}

/// Encodes a value as JSON text.
#[must_use]
pub fn to_string(value: &dyn ToJson) -> String {
    let mut out = Writer::default();
    value.to_json(&mut out);
    out.text
}

impl Writer {
    /// Writes `null`.
    pub fn null(&mut self) {
        self.text.push_str("null");
    }

    /// Writes a boolean.
    pub fn bool(&mut self, value: bool) {
        self.text.push_str(if value { "true" } else { "false" });
    }

    /// Writes an integer.
    pub fn integer(&mut self, value: i128) {
        let _ = write!(self.text, "{value}");
    }

    /// Writes a number like JavaScript, with the fewest digits that identify it: `1` for `1.0`, and `1e+21`.
    ///
    /// Writes `null` if it is not finite, as JSON has no such numbers.
    pub fn float(&mut self, value: f64) {
        if !value.is_finite() {
            self.null();
        } else if value == 0.0 {
            // Includes -0.0.
            self.text.push('0');
        } else if (1e-6..1e21).contains(&value.abs()) {
            let _ = write!(self.text, "{value}");
        } else {
            let text = format!("{value:e}");
            let sign = if value.abs() < 1.0 { "e" } else { "e+" };
            self.text.push_str(&text.replace('e', sign));
        }
    }

    /// Writes a string.
    pub fn string(&mut self, text: &str) {
        self.text.push('"');
        let mut rest = text;
        while let Some(at) =
            rest.find(|character: char| character < ' ' || matches!(character, '"' | '\\'))
        {
            self.text.push_str(&rest[..at]);
            match rest.as_bytes()[at] {
                b'"' => self.text.push_str("\\\""),
                b'\\' => self.text.push_str("\\\\"),
                b'\n' => self.text.push_str("\\n"),
                b'\r' => self.text.push_str("\\r"),
                b'\t' => self.text.push_str("\\t"),
                0x08 => self.text.push_str("\\b"),
                0x0c => self.text.push_str("\\f"),
                control => {
                    let _ = write!(self.text, "\\u{control:04x}");
                }
            }
            rest = &rest[at + 1..];
        }
        self.text.push_str(rest);
        self.text.push('"');
    }

    /// Writes text unchanged.
    pub(super) fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Writes any JSON.
    pub fn value(&mut self, value: &serde_json::Value) {
        let _ = write!(self.text, "{value}");
    }

    /// Writes an array.
    pub fn array<'v>(&mut self, items: impl IntoIterator<Item = &'v dyn ToJson>) {
        self.text.push('[');
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            item.to_json(self);
        }
        self.text.push(']');
    }

    /// Starts an object.
    pub fn object(&mut self) -> ObjectWriter<'_> {
        self.text.push('{');
        ObjectWriter {
            out: self,
            members: 0,
        }
    }
}

/// Writes the members of an object. Call [`end`](Self::end) after the last one.
#[derive(Debug)]
#[must_use = "`end` closes the object"]
pub struct ObjectWriter<'w> {
    out: &'w mut Writer,
    members: usize,
}

impl ObjectWriter<'_> {
    /// Writes a member.
    pub fn field(&mut self, key: &str, value: &dyn ToJson) {
        if self.members > 0 {
            self.out.text.push(',');
        }
        self.members += 1;
        self.out.string(key);
        self.out.text.push(':');
        value.to_json(self.out);
    }

    /// Writes a member if there is a value.
    pub fn optional<T: ToJson>(&mut self, key: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.field(key, value);
        }
    }

    /// Writes a member unless it is absent.
    pub fn maybe<T: ToJson>(&mut self, key: &str, value: &Maybe<T>) {
        match value {
            Maybe::Absent => {}
            Maybe::Null => self.field(key, &None::<bool>),
            Maybe::Value(value) => self.field(key, value),
        }
    }

    /// Closes the object.
    pub fn end(self) {
        self.out.text.push('}');
    }
}

//! The texts of a request in one buffer, so that names and values need no allocation each.

use std::fmt::{self, Write as _};

/// What most requests have room in, in bytes.
const CAPACITY: usize = 256;

/// A buffer of texts. Texts are only added: one that is replaced stays until the request is dropped.
#[derive(Clone)]
pub(crate) struct Texts(String);

/// The range of a text in its buffer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text {
    start: usize,
    end: usize,
}

impl Texts {
    pub(crate) fn new() -> Self {
        Self(String::with_capacity(CAPACITY))
    }

    pub(crate) fn add(&mut self, text: &str) -> Text {
        let start = self.0.len();
        self.0.push_str(text);
        self.since(start)
    }

    /// Adds a text without building it first.
    pub(crate) fn add_formatted(&mut self, text: fmt::Arguments<'_>) -> Text {
        let start = self.0.len();
        // Writing to a string only fails if a value cannot be displayed.
        let _ = self.0.write_fmt(text);
        self.since(start)
    }

    pub(crate) fn get(&self, text: Text) -> &str {
        &self.0[text.start..text.end]
    }

    /// The length of all texts in bytes.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    fn since(&self, start: usize) -> Text {
        Text {
            start,
            end: self.0.len(),
        }
    }
}

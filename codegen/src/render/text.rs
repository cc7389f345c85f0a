//! A file as excerpts show it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::mask;
use crate::text;

/// What is shown in place of a secret.
const MASK: &str = "***";
/// The distance, in characters, between offsets that are remembered.
const STEP: usize = 1024;

/// The text of a file, with its lines and secrets.
#[derive(Debug)]
pub(super) struct Text<'a> {
    content: &'a str,
    line_starts: Vec<usize>,
    /// The offset of each [`STEP`]-th character: a large file can be one line with thousands of diagnostics.
    steps: Vec<usize>,
    /// Those in the lines that are shown.
    secrets: Vec<Range<usize>>,
}

impl<'a> Text<'a> {
    /// Reads a text of which some lines are shown.
    pub(super) fn new(text: &'a str, shown: &BTreeSet<u32>) -> Self {
        let newlines = text.match_indices('\n').map(|(offset, _)| offset + 1);
        let offsets = text.char_indices().map(|(offset, _)| offset);
        let steps = offsets.step_by(STEP).skip(1);
        let mut this = Self {
            content: text,
            line_starts: std::iter::once(0).chain(newlines).collect(),
            steps: std::iter::once(0).chain(steps).collect(),
            secrets: Vec::new(),
        };
        let lines = shown.iter().filter_map(|number| this.line(*number));
        this.secrets = mask::secrets(text, &lines.collect::<Vec<_>>());
        this
    }

    /// The bytes of a line, which counts from 1, without its end.
    pub(super) fn line(&self, number: u32) -> Option<Range<usize>> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        let start = *self.line_starts.get(index)?;
        let next = self.line_starts.get(index + 1);
        let end = next.copied().unwrap_or(self.content.len());
        let content = self.content[start..end].trim_end_matches(['\r', '\n']);
        Some(start..start + content.len())
    }

    /// The offset of the character that is `count` characters after the one at `offset`, or the end of the text.
    pub(super) fn offset_after(&self, offset: usize, count: usize) -> usize {
        let step = self.steps.partition_point(|it| *it <= offset) - 1;
        let into_step = self.content[self.steps[step]..offset].chars().count();
        let index = step * STEP + into_step + count;
        let Some(&start) = self.steps.get(index / STEP) else {
            return self.content.len();
        };
        let found = self.content[start..].char_indices().nth(index % STEP);
        found.map_or(self.content.len(), |(offset, _)| start + offset)
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        &self.content[range]
    }

    /// Appends a part of the text. `masked` is the secret that was masked last, which is not repeated.
    pub(super) fn show(&self, range: Range<usize>, masked: &mut Option<usize>, to: &mut String) {
        let offsets = self.content[range.clone()].char_indices();
        for (offset, c) in offsets.map(|(offset, c)| (range.start + offset, c)) {
            let secret = self.secrets.partition_point(|it| it.end <= offset);
            let is_secret = self
                .secrets
                .get(secret)
                .is_some_and(|it| it.start <= offset);
            if !is_secret {
                push_visible(c, to);
            } else if *masked != Some(secret) {
                *masked = Some(secret);
                to.push_str(MASK);
            }
        }
    }
}

/// Appends a character, escaped if it cannot be seen. Tabs are left to the renderer.
fn push_visible(c: char, to: &mut String) {
    if text::is_hidden(c) || c == '\r' {
        to.extend(c.escape_default());
    } else {
        to.push(c);
    }
}

//! Lines of a text that arrives in chunks.

use std::io;

/// Splits bytes into lines, each of which is looked at once.
#[derive(Debug)]
pub(super) struct Lines {
    buffer: Vec<u8>,
    /// Where the next line starts.
    start: usize,
    /// How much of the buffer was searched for the end of a line.
    scanned: usize,
    limit: usize,
    ends: Ends,
    /// Whether the last line ended with a carriage return, so that a line feed after it belongs to that end.
    after_return: bool,
}

/// What ends a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// A line feed, with or without a carriage return before it.
    LineFeed,
    /// A line feed, a carriage return, or both.
    Any,
}

impl Lines {
    /// Creates a splitter of lines up to a length in bytes.
    pub(super) fn new(ends: Ends, limit: usize) -> Self {
        Self {
            buffer: Vec::new(),
            start: 0,
            scanned: 0,
            limit,
            ends,
            after_return: false,
        }
    }

    /// Appends bytes.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.buffer.drain(..self.start);
        self.scanned -= self.start;
        self.start = 0;
        self.buffer.extend_from_slice(bytes);
    }

    /// The next complete line, without its end.
    pub(super) fn next(&mut self) -> io::Result<Option<&[u8]>> {
        if self.after_return && self.start < self.buffer.len() {
            self.after_return = false;
            if self.buffer[self.start] == b'\n' {
                self.start += 1;
                self.scanned = self.scanned.max(self.start);
            }
        }
        let is_end = |byte: &u8| *byte == b'\n' || (*byte == b'\r' && self.ends == Ends::Any);
        let end = self.buffer[self.scanned..].iter().position(is_end);
        let end = end.map(|at| self.scanned + at);
        let length = end.unwrap_or(self.buffer.len()) - self.start;
        if length > self.limit {
            return Err(super::too_large(self.limit as u64));
        }
        let Some(end) = end else {
            self.scanned = self.buffer.len();
            return Ok(None);
        };
        self.after_return = self.buffer[end] == b'\r';
        let line = self.start..end;
        self.start = end + 1;
        self.scanned = self.start;
        Ok(Some(self.trimmed(&self.buffer[line])))
    }

    /// What is left after the last line end.
    pub(super) fn rest(&mut self) -> &[u8] {
        let rest = self.start..self.buffer.len();
        self.start = rest.end;
        self.scanned = rest.end;
        self.trimmed(&self.buffer[rest])
    }

    fn trimmed<'l>(&self, line: &'l [u8]) -> &'l [u8] {
        match (self.ends, line) {
            (Ends::LineFeed, [line @ .., b'\r']) => line,
            _ => line,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(ends: Ends, chunks: &[&str]) -> Vec<String> {
        let mut lines = Lines::new(ends, 5);
        let mut split = Vec::new();
        for chunk in chunks {
            lines.push(chunk.as_bytes());
            while let Some(line) = lines.next().expect("short lines") {
                split.push(String::from_utf8_lossy(line).into_owned());
            }
        }
        split.push(String::from_utf8_lossy(lines.rest()).into_owned());
        split
    }

    #[test]
    fn lines_are_the_same_wherever_a_chunk_ends() {
        for (ends, text, expected) in [
            (
                Ends::Any,
                "a\r\n\r\nb\rc\n\nd",
                vec!["a", "", "b", "c", "", "d"],
            ),
            (
                Ends::LineFeed,
                "a\r\nb\rc\n\nd\r",
                vec!["a", "b\rc", "", "d"],
            ),
        ] {
            assert_eq!(split(ends, &[text]), expected);
            for at in 0..text.len() {
                let (start, end) = text.split_at(at);
                assert_eq!(split(ends, &[start, end]), expected, "{at}");
            }
            let bytes: Vec<&str> = text.split("").collect();
            assert_eq!(split(ends, &bytes), expected);
        }
    }

    #[test]
    fn a_line_beyond_the_limit_is_an_error_before_its_end_arrives() {
        let mut lines = Lines::new(Ends::Any, 5);
        lines.push(b"12345");
        assert!(lines.next().is_ok());
        lines.push(b"6");
        let error = lines.next().expect_err("too long");
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    }
}

//! From a file to its text: only ordinary files of a bounded size, in any Unicode encoding that editors write.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The largest file that is read, in bytes.
const SIZE: u64 = 1 << 30;

/// A text, and the first place where it was no Unicode text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Text {
    pub text: String,
    /// Line and column, both from 1 and in characters, of the first byte that could not be read.
    pub broken: Option<(u32, u32)>,
}

/// Reads a file; the error names anything that is not a file, such as a pipe.
pub(super) fn read_file(path: &Path) -> io::Result<Text> {
    let data = fs::metadata(path)?;
    if !data.is_file() && !data.is_dir() {
        let message = "this is a pipe, a device or a socket, not a file";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    }
    read(File::open(path)?)
}

/// Reads all of a stream.
pub(super) fn read(stream: impl Read) -> io::Result<Text> {
    let mut bytes = Vec::new();
    stream.take(SIZE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > SIZE {
        let message = format!("the file is larger than {} MiB", SIZE >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    decode(bytes)
}

/// JSON starts with two ASCII characters, so zeros show the encoding even without a byte order mark.
fn decode(bytes: Vec<u8>) -> io::Result<Text> {
    let text = match *bytes.as_slice() {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] | [_, 0, 0, 0, ..] | [0, 0, 0, _, ..] => {
            let message = "the text is UTF-32, which is not supported; save it as UTF-8";
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        [0xff, 0xfe, ..] | [1..=255, 0, 1..=255, 0, ..] => utf_16(&bytes, u16::from_le_bytes),
        [0xfe, 0xff, ..] | [0, 1..=255, 0, 1..=255, ..] => utf_16(&bytes, u16::from_be_bytes),
        _ => return Ok(utf_8(bytes)),
    };
    let broken = text
        .find(char::REPLACEMENT_CHARACTER)
        .map(|at| position(&text[..at]));
    Ok(Text { text, broken })
}

fn utf_8(bytes: Vec<u8>) -> Text {
    match String::from_utf8(bytes) {
        Ok(text) => Text { text, broken: None },
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            Text {
                broken: Some(position(&text[..valid])),
                text,
            }
        }
    }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (units, rest) = bytes.as_chunks();
    let units = units.iter().map(|bytes| unit(*bytes));
    let chars = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    let half = rest.first().map(|_| char::REPLACEMENT_CHARACTER);
    chars.chain(half).collect()
}

/// The line and the column that follow a text.
fn position(before: &str) -> (u32, u32) {
    let before = before.trim_start_matches('\u{feff}');
    let line = before.matches('\n').count() + 1;
    let last = before.rsplit('\n').next().unwrap_or_default();
    let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
    (number(line), number(last.chars().count() + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = "{\n\"é\": \"😀\"}";

    fn encoded(units: impl Iterator<Item = u16>, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        units.flat_map(bytes).collect()
    }

    #[test]
    fn unicode_encodings_are_read_with_and_without_a_byte_order_mark() {
        let with_mark = format!("\u{feff}{JSON}");
        for text in [JSON, &with_mark] {
            for bytes in [
                text.as_bytes().to_vec(),
                encoded(text.encode_utf16(), u16::to_le_bytes),
                encoded(text.encode_utf16(), u16::to_be_bytes),
            ] {
                let expected = Text {
                    text: text.to_owned(),
                    broken: None,
                };
                assert_eq!(decode(bytes).unwrap(), expected);
            }
        }
    }

    #[test]
    fn utf_32_is_named() {
        let bytes: Vec<u8> = JSON
            .chars()
            .flat_map(|c| u32::from(c).to_le_bytes())
            .collect();
        let marked = [&[0xff, 0xfe, 0, 0], bytes.as_slice()].concat();
        for bytes in [bytes, marked] {
            assert!(decode(bytes).unwrap_err().to_string().contains("UTF-32"));
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced_and_located() {
        let read = decode(b"{\n\"caf\xe9\": 1, \"\xff\": 2}".to_vec()).unwrap();
        assert_eq!(read.text, "{\n\"caf\u{fffd}\": 1, \"\u{fffd}\": 2}");
        assert_eq!(read.broken, Some((2, 5)));
        let half = [0xff, 0xfe, b'{', 0, 0, 0xd8, b'}', 0, 1];
        assert_eq!(decode(half.to_vec()).unwrap().broken, Some((1, 2)));
    }

    #[test]
    fn endless_streams_are_refused() {
        let start = b"{".as_slice().chain(io::repeat(b' ').take(8));
        assert!(read(start).is_ok());
        #[cfg(unix)]
        for special in ["/dev/null", "/dev/zero"] {
            let error = read_file(Path::new(special)).unwrap_err();
            assert!(error.to_string().contains("not a file"), "{error}");
        }
    }

    /// A pipe that nobody writes to would be waited for without end.
    #[cfg(unix)]
    #[test]
    fn pipes_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("pipe.json");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let error = read_file(&pipe).unwrap_err();
        assert!(error.to_string().contains("not a file"), "{error}");
    }
}

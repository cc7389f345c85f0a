//! Saved bodies that consist of JSON values: server-sent events (WHATWG HTML §9.2) and lines of JSON.

use crate::api::StreamFormat;
use crate::lower::types::examples;
use crate::shape::Json;
use crate::variables::Variables;

/// The values of a body.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stream {
    pub(super) format: StreamFormat,
    /// At least one.
    pub(super) values: Vec<Json>,
}

/// The format of all streams; [`None`] if they differ, or if there are none.
pub(super) fn common_format<'s>(streams: impl Iterator<Item = &'s Stream>) -> Option<StreamFormat> {
    let formats = streams.map(|stream| stream.format.clone());
    let mut common = None;
    for format in formats {
        common = Some(match (common, format) {
            (None, format) => format,
            // An example can be cut before the end.
            (Some(StreamFormat::Events { end: None }), StreamFormat::Events { end })
            | (Some(StreamFormat::Events { end }), StreamFormat::Events { end: None }) => {
                StreamFormat::Events { end }
            }
            (Some(known), format) if known == format => known,
            _ => return None,
        });
    }
    common
}

/// Reads server-sent events. All data must be JSON, except those of the last event, which can mark the end of the stream.
///
/// [`None`] if it does not consist of such events.
pub(super) fn events(text: &str, values: &Variables) -> Option<Stream> {
    let mut data = data(text)?;
    let read = |text: &String| value(text, values);
    let mut read_values: Vec<Option<Json>> = data.iter().map(read).collect();
    let mut end = None;
    if let Some(None) = read_values.last() {
        read_values.pop();
        end = data.pop();
    }
    let values: Vec<Json> = read_values.into_iter().collect::<Option<_>>()?;
    (!values.is_empty()).then_some(Stream {
        format: StreamFormat::Events { end },
        values,
    })
}

/// The data of events, without those that are blank. [`None`] if a line is not one of an event.
fn data(text: &str) -> Option<Vec<String>> {
    let mut events = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        match field {
            "data" => lines.push(value.strip_prefix(' ').unwrap_or(value)),
            // A name that is empty is a comment.
            "event" | "id" | "retry" => {}
            "" if !line.is_empty() => {}
            "" => events.push(std::mem::take(&mut lines).join("\n").trim().to_owned()),
            _ => return None,
        }
    }
    events.retain(|data| !data.is_empty());
    Some(events)
}

/// Reads one JSON text per line. All of them must be objects or arrays; the last one can be incomplete.
pub(super) fn lines(text: &str, values: &Variables) -> Option<Stream> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut read: Vec<Option<Json>> = lines.map(|line| value(line, values)).collect();
    if read.len() > 1 && read.last() == Some(&None) {
        read.pop();
    }
    let values: Vec<Json> = read.into_iter().collect::<Option<_>>()?;
    let is_structured = |it: &Json| matches!(it, Json::Object(_) | Json::Array(_));
    (!values.is_empty() && values.iter().all(is_structured)).then_some(Stream {
        format: StreamFormat::JsonLines,
        values,
    })
}

fn value(text: &str, values: &Variables) -> Option<Json> {
    let json = examples::read(text, values).ok()?;
    (!matches!(json, Json::Hole(_))).then_some(json)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values as JSON texts, and the text of the end.
    fn read(text: &str) -> Option<(Vec<String>, Option<String>)> {
        let Stream { format, values } = events(text, &Variables::default())?;
        let StreamFormat::Events { end } = format else {
            panic!("events");
        };
        let values = values.iter().map(|value| value.to_value().to_string());
        Some((values.collect(), end))
    }

    #[test]
    fn the_data_of_events_are_values() {
        let text = ": hello\n\nevent: m\nid: 1\nretry: 5\ndata: {\"a\":\ndata: 1}\n\ndata:2\n\n";
        let expected = vec!["{\"a\":1}".to_owned(), "2".to_owned()];
        assert_eq!(read(text), Some((expected.clone(), None)));
        assert_eq!(read(&text.replace('\n', "\r\n")), Some((expected, None)));
    }

    #[test]
    fn the_last_event_can_be_an_end_that_is_not_json() {
        let (values, end) = read("data: 1\n\ndata: [DONE]\n\n").unwrap();
        assert_eq!(
            (values, end.as_deref()),
            (vec!["1".to_owned()], Some("[DONE]"))
        );
        assert_eq!(read("data: hello\n\ndata: 1\n\n"), None);
        assert_eq!(read("data: [DONE]\n\n"), None);
    }

    #[test]
    fn events_without_data_show_no_value() {
        assert_eq!(read("event: ping\ndata:\n\n"), None);
        let (values, _) = read("event: ping\ndata:\n\ndata: 1\n\n").unwrap();
        assert_eq!(values, ["1"]);
    }

    #[test]
    fn text_that_is_not_an_event_is_none() {
        for text in [
            "",
            "1",
            "data: 1\n\nx\n",
            "{\"data\": 1}",
            "data: {{x}}\n\n",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn each_line_is_a_structure_and_the_last_one_can_be_cut() {
        let count = |text: &str| lines(text, &Variables::default()).map(|it| it.values.len());
        assert_eq!(count("{}\n\n[1]\r\n{\"a\": 1}"), Some(3));
        assert_eq!(count("{}\n{\"a\": "), Some(1));
        for text in ["", "1\n2", "{}\nx\n{}", "{\n}", "{{x}}\n{{y}}"] {
            assert_eq!(count(text), None, "{text}");
        }
    }

    #[test]
    fn streams_with_different_ends_have_no_format() {
        let format = |texts: &[&str]| {
            let streams: Vec<Stream> = texts
                .iter()
                .map(|text| {
                    let values = Variables::default();
                    events(text, &values).or_else(|| lines(text, &values))
                })
                .collect::<Option<_>>()
                .unwrap();
            common_format(streams.iter())
        };
        let (cut, done) = ("data: 1\n\n", "data: 1\n\ndata: [DONE]\n\n");
        let end = Some("[DONE]".to_owned());
        for texts in [[cut, done], [done, cut], [done, done]] {
            assert_eq!(
                format(&texts),
                Some(StreamFormat::Events { end: end.clone() })
            );
        }
        assert_eq!(format(&[done, "data: 1\n\ndata: END\n\n"]), None);
        assert_eq!(format(&[cut, "{}\n{}"]), None);
        assert_eq!(format(&[]), None);
    }
}

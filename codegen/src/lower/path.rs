//! The path of a URL: literal text, server variables and path variables (docs/postman-semantics.md §2.5).

use std::collections::HashMap;
use std::iter;
use std::ops::Range;

use crate::api::{Location, Segment};
use crate::diagnostic::{Code, Diagnostic};
use crate::postman::{PathVariable, Url};
use crate::variables::template::{self, Part};

use super::parameters::{Entry, Given, Parameters, Rule};
use super::report::Report;

/// How many characters a placeholder has at most, with its brackets.
const LONGEST_NAME: usize = 100;

/// Splits a path into segments. Server variables are named only: the caller makes them known.
pub(super) fn lower(
    url: &Url,
    parameters: &mut Parameters<'_>,
    report: &mut Report<'_>,
) -> Vec<Segment> {
    let path = parameters.values().without_nesting(&url.path);
    // Of equal names, the first.
    let declared = url.variables.iter().rev();
    let source = Source {
        url,
        declared: declared.map(|it| (it.key.as_str(), it)).collect(),
    };
    let mut built = Segments::default();
    let mut in_server = true;
    for (index, segment) in segments(&path).into_iter().enumerate() {
        if index > 0 {
            built.literal("/");
        }
        in_server = in_server
            && (segment.is_empty() && index == 0 || is_server_variable(segment, parameters));
        if in_server {
            for variable in template::variables(segment) {
                built.0.push(Segment::ServerVariable(variable.to_owned()));
            }
        } else {
            lower_segment(segment, &source, parameters, &mut built, report);
        }
    }
    built.0
}

/// The path for people.
#[must_use]
pub(super) fn template_of(url: &Url) -> String {
    if url.path.is_empty() {
        "/".to_owned()
    } else {
        url.path.clone()
    }
}

/// Whether a segment before the first literal one belongs to the server.
fn is_server_variable(segment: &str, parameters: &Parameters<'_>) -> bool {
    template::is_all_variables(segment)
        && template::variables(segment).all(|variable| parameters.is_of_server(variable))
}

/// Splits at slashes outside of variables.
pub(super) fn segments(path: &str) -> Vec<&str> {
    let mut segments = Vec::new();
    let (mut start, mut position) = (0, 0);
    for part in template::parts(path) {
        match part {
            Part::Variable(name) => position += name.len() + 4,
            Part::Text(text) => {
                for (offset, _) in text.match_indices('/') {
                    segments.push(&path[start..position + offset]);
                    start = position + offset + 1;
                }
                position += text.len();
            }
        }
    }
    segments.push(&path[start..]);
    segments
}

fn lower_segment(
    segment: &str,
    source: &Source<'_>,
    parameters: &mut Parameters<'_>,
    built: &mut Segments,
    report: &mut Report<'_>,
) {
    let url = source.url;
    if let Some((name, suffix)) = colon_variable(segment) {
        let parameter = parameters.path(&source.entry(name, &format!(":{name}")));
        if !source.report_literal(name, report) && url.from_string {
            report.push_once(Code::ColonAsParameter, "", || {
                let message = format!(
                    "Postman sends `:{name}` literally because this URL is a string; treating it as a path parameter"
                );
                let help =
                    "open and save the request in Postman, which then treats it as a path variable";
                Diagnostic::new(Code::ColonAsParameter, &url.pointer, message).help(help)
            });
        }
        built.0.push(Segment::Parameter(parameter));
        built.text(suffix, url, parameters);
    } else if let Some(variable) = template::only_variable(segment) {
        let parameter = parameters.path(&Entry {
            location: Location::Path,
            wire_name: variable,
            pointer: &url.pointer,
            description: parameters
                .values()
                .description(variable)
                .map(str::to_owned)
                .as_deref(),
            enabled: true,
            given: Given::Text(segment),
            rule: Rule::PathVariable,
        });
        built.0.push(Segment::Parameter(parameter));
    } else {
        built.placeholders(segment, source, parameters, report);
    }
}

/// `:id.json` is the variable `id` and the literal `.json`. A name made of variables is none.
pub(super) fn colon_variable(segment: &str) -> Option<(&str, &str)> {
    let rest = segment.strip_prefix(':')?;
    let (name, suffix) = rest.split_at(rest.find('.').unwrap_or(rest.len()));
    (!name.is_empty() && !name.contains(['{', '}'])).then_some((name, suffix))
}

/// The names of the parameters in a segment.
pub(super) fn names_in(segment: &str) -> impl Iterator<Item = &str> {
    let placeholders = placeholders_in(segment).into_iter();
    let placeholders = placeholders.map(|it| &segment[it.start + 1..it.end - 1]);
    let colon = colon_variable(segment).map(|(name, _)| name);
    template::variables(segment)
        .chain(colon)
        .chain(placeholders)
}

/// The only variable of a segment, with the text before and after it.
pub(super) fn variable_in(segment: &str) -> Option<(&str, &str, &str)> {
    if let Some((name, after)) = colon_variable(segment) {
        return Some(("", name, after));
    }
    if let Some(name) = template::only_variable(segment) {
        return Some(("", name, ""));
    }
    let found = placeholders_in(segment).into_iter().next()?;
    let (before, after) = (&segment[..found.start], &segment[found.end..]);
    Some((before, &segment[found.start + 1..found.end - 1], after))
}

/// A URL, and its path variables by name.
struct Source<'a> {
    url: &'a Url,
    declared: HashMap<&'a str, &'a PathVariable>,
}

impl Source<'_> {
    /// Reports a variable in whose place the path has text; whether it is one.
    fn report_literal(&self, name: &str, report: &mut Report<'_>) -> bool {
        let declared = self.declared.get(name).filter(|it| it.is_literal);
        let Some(text) = declared.and_then(|it| it.value.as_deref()) else {
            return false;
        };
        report.push_once(Code::IdAsParameter, "", || {
            let message =
                format!("treating the id `{text}` in a path as the path parameter `{name}`");
            let help = "use a path variable in Postman, and choose its name; \
                        `literal-ids = true` in codegen.toml keeps ids in paths as text";
            Diagnostic::new(Code::IdAsParameter, &self.url.pointer, message).help(help)
        });
        true
    }

    /// The parameter for a variable that the path writes as `literal`.
    fn entry<'a>(&'a self, name: &'a str, literal: &'a str) -> Entry<'a> {
        let declared = self.declared.get(name);
        let value = declared.and_then(|variable| variable.value.as_deref());
        Entry {
            location: Location::Path,
            wire_name: name,
            pointer: declared.map_or(&self.url.pointer, |variable| &variable.pointer),
            description: declared.and_then(|variable| variable.description.as_deref()),
            enabled: true,
            // docs/postman-semantics.md §2.5: without a value the segment stays as it is written.
            given: Given::Text(value.filter(|value| !value.is_empty()).unwrap_or(literal)),
            rule: if declared.is_some_and(|variable| variable.is_literal) {
                Rule::LiteralId
            } else {
                Rule::Always
            },
        }
    }
}

#[derive(Debug, Default)]
struct Segments(Vec<Segment>);

impl Segments {
    /// Adds literal text to the last segment, where that is literal too.
    fn literal(&mut self, text: &str) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(Segment::Literal(literal)) => literal.push_str(text),
            _ => self.0.push(Segment::Literal(text.to_owned())),
        }
    }

    /// Adds text with the variables in it.
    fn text(&mut self, text: &str, url: &Url, parameters: &mut Parameters<'_>) {
        for part in parameters.path_segments(text, &url.pointer) {
            match part {
                Segment::Literal(literal) => self.literal(&literal),
                part => self.0.push(part),
            }
        }
    }

    /// Adds a segment in which `{name}`, `<name>` and `[name]` are parameters too: Postman would send the brackets.
    fn placeholders(
        &mut self,
        segment: &str,
        source: &Source<'_>,
        parameters: &mut Parameters<'_>,
        report: &mut Report<'_>,
    ) {
        let url = source.url;
        let mut end = 0;
        for found in placeholders_in(segment) {
            self.text(&segment[end..found.start], url, parameters);
            end = found.end;
            let literal = &segment[found];
            let name = &literal[1..literal.len() - 1];
            let parameter = parameters.path(&source.entry(name, literal));
            if !source.report_literal(name, report) {
                report.push_once(Code::BracesAsParameter, "", || {
                    let message = format!(
                        "Postman sends `{literal}` literally; treating it as a path parameter"
                    );
                    let help = format!("write `:{name}`, which is a path variable in Postman");
                    Diagnostic::new(Code::BracesAsParameter, &url.pointer, message).help(help)
                });
            }
            self.0.push(Segment::Parameter(parameter));
        }
        self.text(&segment[end..], url, parameters);
    }
}

/// The placeholders outside of `{{variables}}`: `{name}` and `<name>`, or a whole `[name]`.
fn placeholders_in(text: &str) -> Vec<Range<usize>> {
    if is_enclosed(text, '[', ']') {
        return iter::once(0..text.len()).collect();
    }
    let mut found = Vec::new();
    let mut position = 0;
    for part in template::parts(text) {
        match part {
            Part::Variable(name) => position += name.len() + 4,
            Part::Text(literal) => {
                for (start, open) in literal.match_indices(['{', '<']) {
                    let is_doubled = literal[..start].ends_with(open);
                    if let Some(length) = placeholder_at(&literal[start..]).filter(|_| !is_doubled)
                    {
                        let start = position + start;
                        found.push(start..start + length);
                    }
                }
                position += literal.len();
            }
        }
    }
    found
}

/// The length of the placeholder with which a text begins.
fn placeholder_at(text: &str) -> Option<usize> {
    let open = text.chars().next()?;
    let close = if open == '{' { '}' } else { '>' };
    let mut characters = text.char_indices().take(LONGEST_NAME);
    let length = characters.find(|(_, c)| *c == close)?.0 + 1;
    let is_doubled = text[length..].starts_with(close);
    (!is_doubled && is_enclosed(&text[..length], open, close)).then_some(length)
}

/// Whether a text is a name between these two.
fn is_enclosed(text: &str, open: char, close: char) -> bool {
    let name = text
        .strip_prefix(open)
        .and_then(|text| text.strip_suffix(close));
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
    // `[0]` is an index; `{0}` is a parameter of a format string.
    let is_start = |c: char| c.is_ascii_alphabetic() || c == '_' || open == '{';
    name.is_some_and(|name| name.starts_with(is_start) && name.chars().all(is_part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{ExampleValue, Operation};
    use crate::lower::testing::{api_with_codes, collection, item, operation, summary, variable};

    fn path(operation: &Operation) -> String {
        operation
            .path
            .iter()
            .map(|part| match part {
                Segment::Literal(text) => text.clone(),
                Segment::Parameter(index) => format!("<{index}>"),
                Segment::ServerVariable(name) | Segment::Dynamic(name) => format!("<{name}>"),
            })
            .collect()
    }

    #[test]
    fn a_path_variable_without_value_is_its_name_even_where_that_looks_secret() {
        let operation = operation(item("A", "/keys/:accessToken"), vec![]);
        let example = operation.example.unwrap();
        assert_eq!(
            example.values,
            [(0, ExampleValue::Text(":accessToken".to_owned()))]
        );
    }

    #[test]
    fn a_path_variable_ends_at_the_first_dot() {
        let operation = operation(item("A", "/u/:id.tar.gz/x-:no/:id/"), vec![]);
        assert_eq!(path(&operation), "/u/<0>.tar.gz/x-:no/<0>/");
        assert_eq!(summary(&operation), ["path id required"]);
    }

    #[test]
    fn templates_in_a_path_are_parameters_behind_the_first_literal_segment() {
        let variables = vec![variable("version", "2")];
        let operation = operation(
            item("A", "/{{tenant}}/v{{version}}/{{id}}/{{$guid}}"),
            variables,
        );
        assert_eq!(path(&operation), "/<tenant>/v<0>/<1>/<2>");
        assert_eq!(
            summary(&operation),
            [
                "variable version = 2",
                "path id required",
                "path $guid = $guid"
            ]
        );
    }

    #[test]
    fn a_saved_id_in_a_path_is_the_example_of_an_argument_and_no_default() {
        let mut delete = item("A", "/{{version}}/orders/{{orderId}}/a-{{itemId}}");
        delete.request.method = "DELETE".to_owned();
        let variables = vec![
            variable("version", "v2"),
            variable("orderId", "4711"),
            variable("itemId", "7"),
        ];
        let operation = operation(delete, variables);
        assert_eq!(
            summary(&operation),
            ["path orderId required", "variable itemId required"]
        );
        assert_eq!(
            operation.parameters[0].evidence.to_string(),
            "its value in the collection selects data of whoever saved it"
        );
        let example = operation.example.unwrap();
        let text = |text: &str| ExampleValue::Text(text.to_owned());
        assert_eq!(example.values, [(0, text("4711")), (1, text("7"))]);
    }

    #[test]
    fn a_variable_in_front_of_the_path_of_few_requests_is_their_argument() {
        let others = (0..3).map(|n| item(&format!("other {n}"), "/{{base}}/b"));
        let login = item("login", "/{{tenant}}/{{folder}}/login");
        let items = [login].into_iter().chain(others).collect();
        let variables = vec![variable("folder", "oauth2")];
        let (api, _) = api_with_codes(collection(items, variables));
        assert_eq!(path(&api.operations[0]), "/<0>/<1>/login");
        assert_eq!(path(&api.operations[1]), "/<base>/b");
        assert_eq!(
            summary(&api.operations[0]),
            ["path tenant required", "path folder required"]
        );
    }

    #[test]
    fn braces_are_parameters_with_a_note() {
        let (api, codes) =
            api_with_codes(collection(vec![item("A", "/users({id})/{name}")], vec![]));
        assert_eq!(path(&api.operations[0]), "/users(<0>)/<1>");
        assert_eq!(
            codes
                .iter()
                .filter(|code| **code == "braces-as-parameter")
                .count(),
            1
        );
    }

    #[test]
    fn names_in_other_brackets_are_parameters_too() {
        for (written, expected, names) in [
            (
                "/quotes/<quoteId>/fees",
                "/quotes/<0>/fees",
                vec!["quoteId"],
            ),
            ("/users/[user_id]", "/users/<0>", vec!["user_id"]),
            ("/users/<user id>.json", "/users/<0>.json", vec!["user id"]),
            ("/a-{b}<c>", "/a-<0><1>", vec!["b", "c"]),
            ("/{{b}/{c}}/<<d>", "/{{b}/{c}}/<<d>", vec![]),
            ("/a[b]/[0]/<>/<1>/{}", "/a[b]/[0]/<>/<1>/{}", vec![]),
        ] {
            let operation = operation(item("A", written), vec![]);
            assert_eq!(path(&operation), expected);
            let expected: Vec<String> = names
                .iter()
                .map(|name| format!("path {name} required"))
                .collect();
            assert_eq!(summary(&operation), expected, "{written}");
        }
    }

    #[test]
    fn a_path_variable_without_value_is_sent_as_it_is_written() {
        let operation = operation(item("A", "/u/:id"), vec![]);
        let example = operation.example.unwrap();
        assert_eq!(
            example.values,
            [(0, crate::api::ExampleValue::Text(":id".to_owned()))]
        );
    }
}

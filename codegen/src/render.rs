//! Diagnostics as people read them, in the style of rustc:
//!
//! ```text
//! warning[cut-name]: the name of the example is cut at 255 characters
//!   --> collections/zoom/update-user-status.json:204:14
//!     |
//! 204 |     "name": "Error Code: `300` ...
//!     |             ^^^^^^^^^^^^^^^^^^^^^^
//!     |
//!     = note: at `/response/2/name`
//!     = help: give the whole text in its body
//! ```

mod mask;
mod text;
mod window;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::inputs::ApiInput;
use crate::options::Options;
use crate::source::Source;
use crate::text::visible;

use text::Text;
use window::Window;

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As plain text.
    Plain,
    /// With colours.
    Coloured,
}

/// How many diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// All.
    None,
    /// All errors, and of each kind of warning and note this many; of the rest only how many there are.
    OfEachKind(usize),
}

/// The texts that diagnostics point into, by path.
#[derive(Debug, Clone, Default)]
pub struct Sources<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Sources<'a> {
    /// All texts of one run.
    #[must_use]
    pub fn of(inputs: &'a [ApiInput], options: &'a Options) -> Self {
        let sources = inputs.iter().flat_map(|input| {
            let environments = input.environments.iter();
            input
                .sources
                .iter()
                .chain(&input.config)
                .chain(&input.texts)
                .chain(environments)
        });
        let all = sources.chain(&options.environments);
        Self(
            all.map(|Source { path, text }| (path.as_str(), text.trim_start_matches('\u{feff}')))
                .collect(),
        )
    }
}

/// Shows diagnostics, one below the other.
///
/// Excerpts of files show no secrets, and nothing that is shown can command a terminal.
#[must_use]
pub fn diagnostics(
    diagnostics: &Diagnostics,
    sources: &Sources<'_>,
    style: Style,
    limit: Limit,
) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    let mut shown: Vec<&Diagnostic> = Vec::new();
    let mut lines: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for diagnostic in diagnostics {
        let count = counts.entry(diagnostic.code).or_default();
        *count += 1;
        let fits = match limit {
            Limit::None => true,
            Limit::OfEachKind(limit) => *count <= limit,
        };
        if fits || diagnostic.severity == Severity::Error {
            shown.push(diagnostic);
            let lines = lines.entry(&diagnostic.file).or_default();
            lines.insert(diagnostic.line);
        }
    }
    let texts = lines.iter().filter_map(|(file, lines)| {
        let text = sources.0.get(file)?;
        Some((*file, Text::new(text, lines)))
    });
    let texts: BTreeMap<&str, Text<'_>> = texts.collect();
    let mut rendered = String::new();
    for diagnostic in shown {
        let text = texts.get(diagnostic.file.as_str());
        rendered.push_str(&render(diagnostic, text, &renderer));
        rendered.push_str("\n\n");
    }
    if let Limit::OfEachKind(limit) = limit {
        rendered.push_str(&rest(diagnostics, &counts, limit));
    }
    rendered
}

/// How many of each kind are not shown.
fn rest(diagnostics: &Diagnostics, counts: &BTreeMap<Code, usize>, limit: usize) -> String {
    let mut text = String::new();
    let milder = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity != Severity::Error);
    let kinds: BTreeSet<(Reverse<Severity>, Code)> = milder
        .map(|diagnostic| (Reverse(diagnostic.severity), diagnostic.code))
        .collect();
    for (Reverse(severity), code) in kinds {
        let more = counts[&code].saturating_sub(limit);
        if more > 0 {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{severity}[{code}]: and {more} more of this kind");
        }
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

fn render(diagnostic: &Diagnostic, text: Option<&Text<'_>>, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(visible(&diagnostic.message));
    let mut group = Group::with_title(title.id(diagnostic.code.as_str()));
    let file = visible(&diagnostic.file).into_owned();
    let window = text.and_then(|text| Window::of(text, diagnostic.line, diagnostic.column));
    let shown_column = window.as_ref().map(|window| window.column);
    if let Some(window) = window {
        let snippet = Snippet::source(window.text)
            .line_start(diagnostic.line as usize)
            .annotation(AnnotationKind::Primary.span(window.span));
        group = group.element(snippet.path(file.clone()));
    } else if !file.is_empty() {
        group = group.element(origin(diagnostic, file.clone()));
    }
    if !diagnostic.pointer.is_empty() {
        let pointer = visible(&diagnostic.pointer);
        group = group.element(Level::NOTE.message(format!("at `{pointer}`")));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    let rendered = renderer.render(&[group]);
    if let Some(shown_column) = shown_column {
        // The renderer gives the column in the excerpt, which can differ from the one in the file.
        let position = |column| format!("{file}:{}:{column}", diagnostic.line);
        let in_file = position(diagnostic.column as usize);
        return rendered.replacen(&position(shown_column), &in_file, 1);
    }
    // Without a line number, the lines are indented as for a number of one digit.
    rendered
        .replacen("--> ", " --> ", 1)
        .replace("\n = ", "\n  = ")
}

fn origin(diagnostic: &Diagnostic, file: String) -> Origin<'_> {
    let origin = Origin::path(file);
    if diagnostic.line == 0 {
        return origin;
    }
    origin
        .line(diagnostic.line as usize)
        .char_column(diagnostic.column as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate;

    fn shown(limit: Limit) -> String {
        let input = ApiInput::of(Source {
            path: "a.json".to_owned(),
            text: "{\n  \"item\": [ { \"name\": \"A\" } ]\n}".to_owned(),
        });
        let mut all = Diagnostics::default();
        for (line, help) in [(2, Some("give it a URL")), (0, None), (2, None)] {
            let mut diagnostic = Diagnostic::new(Code::UrlWithoutHost, "/item/0", "this is odd");
            diagnostic = diagnostic.in_file("a.json");
            (diagnostic.line, diagnostic.column) = (line, 13);
            diagnostic.help = help.map(str::to_owned);
            all.push(diagnostic);
        }
        let options = Options::default();
        let inputs = [input];
        let sources = Sources::of(&inputs, &options);
        diagnostics(&all, &sources, Style::Plain, limit)
    }

    #[test]
    fn a_diagnostic_shows_its_place_and_what_to_do() {
        insta::assert_snapshot!(shown(Limit::OfEachKind(2)), @r#"
        warning[url-without-host]: this is odd
         --> a.json:2:13
          |
        2 |   "item": [ { "name": "A" } ]
          |             ^
          |
          = note: at `/item/0`
          = help: give it a URL

        warning[url-without-host]: this is odd
         --> a.json
          = note: at `/item/0`

        warning[url-without-host]: and 1 more of this kind
        "#);
    }

    #[test]
    fn an_excerpt_shows_no_secret_and_no_control_character() {
        let text = "{\"auth\":{\"token\":\"t0ps3cret\"},\"a\u{9b}31m\":1,\"item\":[}";
        let inputs = [ApiInput::of(Source {
            path: "a\u{1b}.json".to_owned(),
            text: text.to_owned(),
        })];
        let options = Options::default();
        let found = generate(&inputs, &options).diagnostics;
        let sources = Sources::of(&inputs, &options);
        insta::assert_snapshot!(diagnostics(&found, &sources, Style::Plain, Limit::None), @r#"
        error[not-json]: invalid JSON: expected value
         --> a\u{1b}.json:1:49
          |
        1 | {"auth":{"token":"***"},"a\u{9b}31m":1,"item":[}
          |                                                ^
          |
          = help: correct the syntax here, or export the collection from Postman again
        "#);
    }
}

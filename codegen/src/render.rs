//! Diagnostics as people read them, in the look of rustc:
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

mod window;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::inputs::ApiInput;
use crate::options::Options;
use crate::source::Source;

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
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rendered = String::new();
    for said in diagnostics {
        let count = shown.entry(said.code.as_str()).or_default();
        *count += 1;
        let fits = match limit {
            Limit::None => true,
            Limit::OfEachKind(limit) => *count <= limit,
        };
        if fits || said.severity == Severity::Error {
            rendered.push_str(&render(said, sources, &renderer));
            rendered.push_str("\n\n");
        }
    }
    if let Limit::OfEachKind(limit) = limit {
        rendered.push_str(&rest(diagnostics, &shown, limit));
    }
    rendered
}

/// How many of each kind are not shown.
fn rest(diagnostics: &Diagnostics, shown: &BTreeMap<&str, usize>, limit: usize) -> String {
    let mut text = String::new();
    let milder = diagnostics
        .iter()
        .filter(|said| said.severity != Severity::Error);
    let kinds: BTreeSet<(Severity, &str)> = milder
        .map(|said| (said.severity, said.code.as_str()))
        .collect();
    for (severity, code) in kinds.into_iter().rev() {
        let more = shown[code].saturating_sub(limit);
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

/// How many diagnostics of each severity there are, such as `1 error, 2 warnings`; empty for none.
#[must_use]
pub fn count(diagnostics: &Diagnostics) -> String {
    let counts = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| {
        let all = diagnostics.iter();
        let count = all.filter(|said| said.severity == severity).count();
        (count > 0).then(|| format!("{count} {severity}{}", if count == 1 { "" } else { "s" }))
    });
    counts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn render(said: &Diagnostic, sources: &Sources<'_>, renderer: &Renderer) -> String {
    let level = match said.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(&said.message).id(said.code.as_str()));
    let text = sources.0.get(said.file.as_str());
    let window = text.and_then(|text| Window::of(text, said.line, said.column));
    let is_shown = window.is_some();
    if let Some(window) = window {
        let snippet = Snippet::source(window.text)
            .line_start(said.line as usize)
            .annotation(AnnotationKind::Primary.span(window.span));
        group = if window.is_cut {
            // The column in the window is not the one in the file.
            group.element(origin(said)).element(snippet)
        } else {
            group.element(snippet.path(&said.file))
        };
    } else if !said.file.is_empty() {
        group = group.element(origin(said));
    }
    if !said.pointer.is_empty() {
        group = group.element(Level::NOTE.message(format!("at `{}`", said.pointer)));
    }
    if let Some(help) = &said.help {
        group = group.element(Level::HELP.message(help));
    }
    let text = renderer.render(&[group]);
    if is_shown {
        return text;
    }
    // Without a line number, the marks stand where they would for one of one digit.
    text.replacen("--> ", " --> ", 1).replace("\n = ", "\n  = ")
}

fn origin(said: &Diagnostic) -> Origin<'_> {
    let origin = Origin::path(&said.file);
    if said.line == 0 {
        return origin;
    }
    origin
        .line(said.line as usize)
        .char_column(said.column as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn shown(limit: Limit) -> String {
        let input = ApiInput::of(Source {
            path: "a.json".to_owned(),
            text: "{\n  \"item\": [ { \"name\": \"A\" } ]\n}".to_owned(),
        });
        let mut all = Diagnostics::default();
        for (line, help) in [(2, Some("give it a URL")), (0, None), (2, None)] {
            let mut said = Diagnostic::new(Code::UrlWithoutHost, "/item/0", "this is odd");
            said = said.in_file("a.json");
            (said.line, said.column) = (line, 13);
            said.help = help.map(str::to_owned);
            all.push(said);
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
    fn counts_are_of_each_severity() {
        let mut all = Diagnostics::default();
        all.push(Diagnostic::new(Code::NoUrl, "", "x"));
        all.push(Diagnostic::new(Code::EmptyFolder, "", "x"));
        all.push(Diagnostic::new(Code::EmptyFolder, "", "x"));
        assert_eq!(count(&all), "1 error, 2 notes");
    }
}

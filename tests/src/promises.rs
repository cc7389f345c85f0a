//! What the generator promises for any input, as one check.

use std::collections::BTreeSet;
use std::fs;
use std::panic;
use std::path::Path;

use codegen::inputs::Inputs;
use codegen::internals::{Client, Limit, Package, Sources, Style, render};
use codegen::{Generation, Options, Output, generate, list};
use rayon::ThreadPoolBuilder;

/// Generates from a file of these bytes, and checks all that holds for any bytes:
///
/// * nothing panics, and a second run on another number of threads gives the same bytes;
/// * each Rust file parses, and the list is JSON;
/// * each path stays in its folder, exists on Windows, and differs from the others by more than case;
/// * no output, list or message contains a hidden character.
///
/// # Errors
///
/// The first promise that is broken, in words.
///
/// # Panics
///
/// If the file cannot be written to `dir`.
pub fn check(bytes: &[u8], dir: &Path) -> Result<Generation, String> {
    let path = dir.join("mutant.json");
    fs::write(&path, bytes).expect("the folder can be written to");
    let ran = panic::catch_unwind(|| {
        let made = Made::of(&path);
        let single = ThreadPoolBuilder::new().num_threads(1).build();
        let again = single.expect("one thread").install(|| Made::of(&path));
        (made, again)
    });
    let (made, again) = ran.map_err(|payload| {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
        format!("it panics: {}", text.unwrap_or("?"))
    })?;
    if made != again {
        return Err("a second run differs".to_owned());
    }
    check_paths(&made.package)?;
    for (path, text) in made.package.iter() {
        check_visible(path, text)?;
        if Path::new(path).extension().is_some_and(|it| it == "rs") {
            syn::parse_file(text).map_err(|error| format!("{path} does not parse: {error}"))?;
        }
    }
    check_visible("the list", &made.list)?;
    check_visible("the list as JSON", &made.json)?;
    check_visible("the messages", &made.messages)?;
    serde_json::from_str::<serde_json::Value>(&made.json)
        .map_err(|error| format!("the list is not JSON: {error}"))?;
    Ok(made.generation)
}

/// All that is ever shown or written for one file.
#[derive(PartialEq)]
struct Made {
    generation: Generation,
    package: Output,
    list: String,
    json: String,
    messages: String,
}

impl Made {
    fn of(path: &Path) -> Self {
        let mut inputs = Inputs::default();
        inputs.add(path);
        let options = Options {
            examples: true,
            features: true,
            ..Options::default()
        };
        let generation = generate(&inputs.apis, &options);
        let package = Package {
            name: None,
            client: Client::Path("client".to_owned()),
            has_own_workspace: true,
            ..Package::default()
        };
        let mut diagnostics = inputs.diagnostics;
        diagnostics.extend(generation.diagnostics.clone());
        let sources = Sources::of(&inputs.apis, &options);
        Self {
            package: package
                .output(&generation.apis, generation.output.clone())
                .expect("there is no old manifest"),
            list: list::text::list(&generation.apis),
            json: list::json::list(&generation.apis, &diagnostics),
            messages: render(&diagnostics, &sources, Style::Plain, Limit::None),
            generation,
        }
    }
}

fn check_paths(output: &Output) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for (path, _) in output.iter() {
        if !path.split('/').all(is_file_name) {
            return Err(format!("`{}` is no path", path.escape_debug()));
        }
        if !seen.insert(path.to_lowercase()) {
            return Err(format!("`{path}` differs from another path in case only"));
        }
    }
    Ok(())
}

/// Whether every system accepts a name for a file ("Naming Files, Paths, and Namespaces" of Windows).
fn is_file_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let is_numbered = |device| {
        let number = stem.strip_prefix(device);
        number.is_some_and(|it| {
            matches!(it.chars().next(), Some('0'..='9' | '¹' | '²' | '³'))
                && it.chars().count() == 1
        })
    };
    let is_device = matches!(
        stem.as_str(),
        "aux" | "con" | "nul" | "prn" | "conin$" | "conout$"
    ) || is_numbered("com")
        || is_numbered("lpt");
    let is_allowed = |c: char| !c.is_control() && !"<>:\"/\\|?*".contains(c);
    let ends_well = !name.ends_with(['.', ' ']);
    !name.is_empty() && name.len() < 200 && ends_well && !is_device && name.chars().all(is_allowed)
}

fn check_visible(what: &str, text: &str) -> Result<(), String> {
    match text.find(is_hidden) {
        None => Ok(()),
        Some(at) => {
            let line = text[..at].lines().count();
            let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
            Err(format!("{what} hides a character: {}", line.escape_debug()))
        }
    }
}

/// Control characters, marks of direction and zero-width characters, by the tables of Unicode.
fn is_hidden(c: char) -> bool {
    let is_format = matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
    is_format || (c.is_control() && !matches!(c, '\n' | '\t'))
}

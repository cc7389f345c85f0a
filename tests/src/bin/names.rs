//! Counts names of generated types that read badly, and fields that are optional or untyped.
//!
//! ```text
//! cargo run -p tests --bin names -- DIR          counts over all collections below a folder
//! cargo run -p tests --bin names -- DIR --list   and each type and field that is counted
//! cargo run -p tests --bin names -- DIR --publishers reporting   half of the publishers: see `publishers`
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;

use ::tests::program::Folder;
use clap::Parser;
use codegen::api::{Api, Struct, Type, TypeDef};
use codegen::{ApiInput, Options, Source, understand};

/// More characters than this are many for a name.
const LONG: usize = 40;

/// What is counted, in the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Count {
    Types,
    EndInDigit,
    RepeatWord,
    Long,
    /// Structs of two or more fields that another struct of the API has too.
    Duplicate,
    Fields,
    Optional,
    Untyped,
}

const LABELS: [(Count, &str); 8] = [
    (Count::Types, "types, with request types"),
    (Count::EndInDigit, "end in a digit"),
    (Count::RepeatWord, "have a word twice in a row"),
    (Count::Long, "are longer than 40 characters"),
    (
        Count::Duplicate,
        "have the shape of another struct of the API",
    ),
    (Count::Fields, "fields"),
    (Count::Optional, "are optional or nullable"),
    (Count::Untyped, "are untyped"),
];

#[derive(Debug, Default)]
struct Tally {
    counts: BTreeMap<Count, usize>,
    /// What is counted, where it is listed.
    listed: Vec<(Count, String)>,
}

/// Counts names of generated types that read badly, and fields that are optional or untyped.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    folder: Folder,
    /// Print each type and field that is counted.
    #[arg(long)]
    list: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut tally = Tally::default();
    for file in arguments.folder.files() {
        let Ok(text) = std::fs::read_to_string(&file) else {
            continue;
        };
        let path = file.display().to_string();
        let input = ApiInput::of(Source { path, text });
        for api in understand(&[input], &Options::default()).apis {
            tally.add(&api, &file);
        }
    }
    for (count, label) in LABELS {
        println!("| {label} | {} |", tally.counts.get(&count).unwrap_or(&0));
    }
    if arguments.list {
        for (count, found) in tally.listed {
            println!("{count:?}: {found}");
        }
    }
    ExitCode::SUCCESS
}

impl Tally {
    fn add(&mut self, api: &Api, file: &Path) {
        let operations = api.all_operations();
        let mut seen = BTreeSet::new();
        for operation in &operations {
            self.name(operation.type_name.as_str(), file, "request");
        }
        let own = operations.iter().flat_map(|it| {
            let module = it.type_name.to_string();
            it.types.iter().map(move |def| (module.clone(), def))
        });
        let shared = api.types.iter().map(|def| ("shared".to_owned(), def));
        for (module, def) in shared.chain(own) {
            self.name(def.name().as_str(), file, &module);
            if let TypeDef::Struct(def) = def {
                if def.fields.len() > 1 && !seen.insert(shape(def)) {
                    self.list(
                        Count::Duplicate,
                        format!("{} {module} {}: {}", file.display(), def.name, shape(def)),
                    );
                }
                self.fields(def, file, &module);
            }
        }
    }

    fn name(&mut self, name: &str, file: &Path, module: &str) {
        let words = words(name);
        self.count(Count::Types);
        let findings = [
            (
                Count::EndInDigit,
                name.ends_with(|c: char| c.is_ascii_digit()),
            ),
            (
                Count::RepeatWord,
                words.windows(2).any(|pair| pair[0] == pair[1]),
            ),
            (Count::Long, name.chars().count() > LONG),
        ];
        for (count, is_found) in findings {
            if is_found {
                self.list(count, format!("{} {module} {name}", file.display()));
            }
        }
    }

    fn fields(&mut self, def: &Struct, file: &Path, module: &str) {
        for field in &def.fields {
            self.count(Count::Fields);
            if !field.required || field.nullable {
                self.count(Count::Optional);
            }
            if *field.ty.innermost() == Type::Json {
                let at = format!("{} {module} {}", file.display(), def.name);
                self.list(
                    Count::Untyped,
                    format!("{at}.{}: {:?}", field.wire_name, field.ty),
                );
            }
        }
    }

    fn count(&mut self, count: Count) {
        *self.counts.entry(count).or_default() += 1;
    }

    fn list(&mut self, count: Count, found: String) {
        self.count(count);
        self.listed.push((count, found));
    }
}

/// What a struct is in Rust, but for its name: keys, and types that are optional or not.
fn shape(def: &Struct) -> String {
    let fields = def.fields.iter();
    let fields = fields.map(|it| {
        let optional = if it.required && !it.nullable { "" } else { "?" };
        format!("{}{optional}: {:?}", it.wire_name, it.ty)
    });
    fields.collect::<Vec<_>>().join(", ")
}

/// The words of a name in camel case.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        match words.last_mut() {
            Some(word) if !c.is_uppercase() => word.push(c),
            _ => words.push(c.to_string()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_are_split_at_capitals() {
        assert_eq!(words("UserTypeType2"), ["User", "Type", "Type2"]);
    }
}

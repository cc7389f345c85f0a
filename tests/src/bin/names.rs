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
use codegen::api::{Api, Definitions, Struct, Type, TypeDef};
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
        let mut shapes = Shapes::default();
        for operation in &operations {
            self.name(operation.type_name.as_str(), file, "request");
        }
        let of_shared = Definitions::shared(&api.types);
        let own = operations.iter().map(|it| {
            let definitions = of_shared.with_own(&it.types);
            (it.type_name.to_string(), &it.types, definitions)
        });
        let shared = ("shared".to_owned(), &api.types, of_shared.clone());
        for (module, types, definitions) in std::iter::once(shared).chain(own) {
            for def in types {
                self.name(def.name().as_str(), file, &module);
                let shape = shapes.number(def, &definitions);
                if let TypeDef::Struct(def) = def {
                    if def.fields.len() > 1 && !seen.insert(shape) {
                        let fields = fields_text(def, &mut |ty| format!("{ty:?}"));
                        self.list(
                            Count::Duplicate,
                            format!("{} {module} {}: {fields}", file.display(), def.name),
                        );
                    }
                    self.fields(def, file, &module);
                }
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

/// Numbers the definitions of an API: equal ones have the same number, whatever they and the types in them are called.
#[derive(Debug, Default)]
struct Shapes {
    known: BTreeMap<String, usize>,
    /// By the address of the definition; [`None`] while its number is being found.
    numbers: BTreeMap<usize, Option<usize>>,
}

impl Shapes {
    fn number(&mut self, def: &TypeDef, definitions: &Definitions<'_>) -> usize {
        let address = std::ptr::from_ref(def).addr();
        if let Some(known) = self.numbers.get(&address) {
            return known.unwrap_or(usize::MAX);
        }
        self.numbers.insert(address, None);
        let mut text_of = |ty: &Type| self.text(ty, definitions);
        let text = match def {
            TypeDef::Struct(def) => fields_text(def, &mut text_of),
            TypeDef::Union(def) => {
                let variants = def.variants.iter();
                let variants = variants.map(|(name, ty)| format!("{name}({})", text_of(ty)));
                variants.collect::<Vec<_>>().join(" | ")
            }
            TypeDef::Enum(def) => {
                let values = def.variants.iter().map(|it| format!("{:?}", it.value));
                values.collect::<Vec<_>>().join(" | ")
            }
        };
        let next = self.known.len();
        let number = *self.known.entry(text).or_insert(next);
        self.numbers.insert(address, Some(number));
        number
    }

    fn text(&mut self, ty: &Type, definitions: &Definitions<'_>) -> String {
        match ty {
            Type::List(inner) => format!("[{}]", self.text(inner, definitions)),
            Type::Map(inner) => format!("{{{}}}", self.text(inner, definitions)),
            Type::Nullable(inner) => format!("{}?", self.text(inner, definitions)),
            Type::Named(name) => match definitions.named(name) {
                Some(def) => self.number(def, definitions).to_string(),
                None => name.to_string(),
            },
            other => format!("{other:?}"),
        }
    }
}

/// The fields of a struct: keys, and types that are optional or not.
fn fields_text(def: &Struct, text_of: &mut dyn FnMut(&Type) -> String) -> String {
    let fields = def.fields.iter().map(|it| {
        let optional = if it.required && !it.nullable { "" } else { "?" };
        format!("{}{optional}: {}", it.wire_name, text_of(&it.ty))
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

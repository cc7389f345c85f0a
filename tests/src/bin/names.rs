//! Counts names of generated types that read badly, over all collections below a folder.
//!
//! ```text
//! cargo run -p tests --bin names -- DIR
//! ```

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use codegen::api::{Api, Struct, TypeDef};
use codegen::{ApiInput, Options, Source, understand};

/// More characters than this are many for a name.
const LONG: usize = 40;

/// Counts over the types of all APIs.
#[derive(Debug, Default)]
struct Names {
    types: usize,
    end_in_digit: usize,
    repeat_word: usize,
    long: usize,
    /// Structs of two or more fields that another struct of the API has too.
    duplicates: usize,
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(dir), None) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: names DIR");
        return ExitCode::from(2);
    };
    let mut names = Names::default();
    for file in ::tests::corpus::files(Path::new(&dir)) {
        let Ok(text) = std::fs::read_to_string(&file) else {
            continue;
        };
        let path = file.display().to_string();
        let input = ApiInput::of(Source { path, text });
        for api in understand(&[input], &Options::default()).apis {
            names.add(&api);
        }
    }
    println!("types                          {}", names.types);
    println!("end in a digit                 {}", names.end_in_digit);
    println!("have a word twice in a row     {}", names.repeat_word);
    println!("longer than {LONG} characters     {}", names.long);
    println!("have the shape of another type {}", names.duplicates);
    ExitCode::SUCCESS
}

impl Names {
    fn add(&mut self, api: &Api) {
        let operations = api.all_operations();
        let own = operations.iter().flat_map(|it| &it.types);
        let defs: Vec<&TypeDef> = api.types.iter().chain(own).collect();
        let requests = operations.iter().map(|it| it.type_name.as_str());
        for name in requests.chain(defs.iter().map(|def| def.name().as_str())) {
            self.types += 1;
            self.end_in_digit += usize::from(name.ends_with(|c: char| c.is_ascii_digit()));
            self.repeat_word += usize::from(words(name).windows(2).any(|pair| pair[0] == pair[1]));
            self.long += usize::from(name.chars().count() > LONG);
        }
        let mut seen = BTreeSet::new();
        for def in &defs {
            if let TypeDef::Struct(def) = def
                && def.fields.len() > 1
            {
                self.duplicates += usize::from(!seen.insert(shape(def)));
            }
        }
    }
}

fn shape(def: &Struct) -> String {
    let fields = def.fields.iter();
    let fields = fields.map(|it| format!("{}: {:?}", it.wire_name, it.ty));
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

//! Compiles what is generated from mutants, many mutants to a crate.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use codegen::inputs::Inputs;
use codegen::{Options, generate};

use crate::corpus::{self, Compiled, End, Lint, Run, Sample};

use super::{Checked, Mutants};

/// How many APIs a crate has at most.
const APIS: usize = 25;

impl Mutants {
    /// Writes the mutants from which an API was generated to a folder, and compiles what is generated from them there.
    ///
    /// # Errors
    ///
    /// If a file cannot be written, or Cargo cannot be run.
    pub fn compile(&self, checked: &Checked, dir: &Path, lint: Lint) -> io::Result<Compiled> {
        let crates = crates(&checked.modules);
        let runs: io::Result<Vec<Run>> = crates
            .into_iter()
            .enumerate()
            .map(|(index, seeds)| Ok(run(index, &self.write(seeds, dir)?)))
            .collect();
        corpus::compile(&runs?, Sample::All, lint)
    }
}

/// The seeds of each crate. No module occurs twice in a crate.
fn crates(modules: &BTreeMap<u64, String>) -> Vec<Vec<u64>> {
    let mut crates: Vec<BTreeMap<&str, u64>> = Vec::new();
    for (seed, module) in modules {
        let has_room =
            |it: &BTreeMap<&str, u64>| it.len() < APIS && !it.contains_key(module.as_str());
        match crates.iter_mut().find(|it| has_room(it)) {
            Some(apis) => drop(apis.insert(module, *seed)),
            None => crates.push(BTreeMap::from([(module.as_str(), *seed)])),
        }
    }
    let seeds = crates.into_iter().map(BTreeMap::into_values);
    seeds.map(BTreeSet::from_iter).map(Vec::from_iter).collect()
}

/// What is generated from all mutants of a crate.
fn run(index: usize, mutants: &[PathBuf]) -> Run {
    let mut inputs = Inputs::default();
    for mutant in mutants {
        inputs.add(mutant);
    }
    let options = Options {
        examples: true,
        features: true,
        ..Options::default()
    };
    let generation = Box::new(generate(&inputs.apis, &options));
    Run {
        path: PathBuf::from(format!("crate {index}")),
        end: End::Done {
            items: mutants.len(),
            operations: 0,
            generation,
        },
        time: Duration::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_module_occurs_twice_in_a_crate() {
        let modules = [(1, "a"), (2, "a"), (3, "b"), (4, "c"), (5, "a")];
        let modules = modules.map(|(seed, module)| (seed, module.to_owned()));
        let crates = crates(&BTreeMap::from(modules));
        assert_eq!(crates, [vec![1, 3, 4], vec![2], vec![5]]);
    }
}

//! What the generator takes for secrets in a folder of collections, to be judged by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use codegen::diagnostic::Diagnostics;
use codegen::internals::{SecretKind, parse, redact};

use crate::corpus;

/// How much of the text around a secret is shown, in characters.
const CONTEXT: usize = 60;

/// A secret that the generator would leave out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Redaction {
    /// How it was recognized.
    pub kind: SecretKind,
    /// The name that it has in the collection.
    pub name: String,
    /// The secret.
    pub value: String,
    /// The text before and after it.
    pub context: (String, String),
    /// The file, and the JSON pointer in it.
    pub location: String,
}

/// All secrets in the collections of a folder, in the order of their files.
#[must_use]
pub fn of_folder(dir: &Path) -> Vec<Redaction> {
    let mut redactions = Vec::new();
    for path in corpus::files(dir) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let Some(mut collection) = parse(&text, &mut Diagnostics::default()) else {
            continue;
        };
        for finding in redact(&mut collection) {
            for secret in finding.secrets {
                let (before, after) = (
                    &finding.text[..secret.range.start],
                    &finding.text[secret.range.end..],
                );
                let before: Vec<char> = before.chars().rev().take(CONTEXT).collect();
                redactions.push(Redaction {
                    kind: secret.kind,
                    name: secret.name.unwrap_or_default(),
                    value: finding.text[secret.range].to_owned(),
                    context: (
                        before.into_iter().rev().collect(),
                        after.chars().take(CONTEXT).collect(),
                    ),
                    location: format!("{}#{}", path.display(), finding.pointer),
                });
            }
        }
    }
    redactions
}

/// The redactions of each kind: all, and those with different names or values.
#[must_use]
pub fn table(redactions: &[Redaction]) -> String {
    let mut counts: BTreeMap<SecretKind, usize> = BTreeMap::new();
    for redaction in redactions {
        *counts.entry(redaction.kind).or_default() += 1;
    }
    let key = |it: &Redaction| (it.kind, it.name.clone(), it.value.clone());
    let distinct: BTreeSet<_> = redactions.iter().map(key).collect();
    let mut table = format!("{:<16}{:>8}{:>10}\n", "kind", "all", "distinct");
    for (kind, count) in counts {
        let distinct = distinct.iter().filter(|it| it.0 == kind).count();
        let kind = format!("{kind:?}");
        let _ = writeln!(table, "{kind:<16}{count:>8}{distinct:>10}");
    }
    let (all, distinct) = (redactions.len(), distinct.len());
    let _ = writeln!(table, "{:<16}{all:>8}{distinct:>10}", "total");
    table
}

/// Every n-th of the different redactions, so that there are about `count`.
#[must_use]
pub fn sample(redactions: &[Redaction], count: usize) -> Vec<&Redaction> {
    let mut seen = BTreeSet::new();
    let mut distinct: Vec<&Redaction> = redactions
        .iter()
        .filter(|it| seen.insert((it.kind, &it.name, &it.value)))
        .collect();
    distinct.sort();
    let step = distinct.len().div_ceil(count.max(1)).max(1);
    distinct.into_iter().step_by(step).collect()
}

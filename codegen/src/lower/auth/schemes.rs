//! The schemes of the API: which claims are the same, and what each is called.

use std::collections::{HashMap, HashSet};

use crate::api::{Docs, Ident, Scheme, SchemeKind};
use crate::markdown;
use crate::names::{self, Scope};

use super::Claim;

/// The schemes that all items together claim, in order of first use.
#[derive(Debug, Default)]
pub(in crate::lower) struct Schemes {
    entries: Vec<Entry>,
    /// The index of each entry.
    indices: HashMap<Key, usize>,
    kinds: Kinds,
}

/// A scheme, with the variable that tells it from others of its kind.
#[derive(Debug)]
struct Entry {
    key: Key,
    docs: Vec<String>,
}

/// What makes claims equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    kind: SchemeKind,
    variable: Option<String>,
}

impl Schemes {
    /// Settles which of the claims of all items are the same.
    ///
    /// They are where they have the same kind, unless a kind gets its credential from several variables: then each
    /// variable is one. A block without parameters joins the only scheme of its type.
    pub(in crate::lower) fn of(claims: &[Claim]) -> Self {
        let mut schemes = Self {
            kinds: Kinds::of(claims),
            ..Self::default()
        };
        for claim in claims {
            let key = schemes.kinds.key(claim);
            let next = schemes.entries.len();
            let index = *schemes.indices.entry(key.clone()).or_insert(next);
            if index == next {
                schemes.entries.push(Entry {
                    key,
                    docs: Vec::new(),
                });
            }
            let docs = &mut schemes.entries[index].docs;
            if docs.is_empty() {
                docs.clone_from(&claim.docs);
            }
        }
        schemes
    }

    /// The index of the scheme that a claim is for.
    pub(in crate::lower) fn index(&self, claim: &Claim) -> Option<usize> {
        self.indices.get(&self.kinds.key(claim)).copied()
    }

    /// The schemes with their names.
    pub(in crate::lower) fn lower(&self) -> Vec<Scheme> {
        let mut scope = Scope::new();
        let mut alike: HashMap<String, usize> = HashMap::new();
        for entry in &self.entries {
            *alike.entry(base_name(&entry.key.kind)).or_default() += 1;
        }
        let name_of = |Key { kind, variable }: &Key| -> (Ident, Vec<Ident>) {
            let base = base_name(kind);
            let alike = alike[&base];
            let base = names::field(&base);
            let by_variable = variable.as_deref().map(names::field);
            match (alike, kind, by_variable) {
                (2.., SchemeKind::ApiKey { name, .. }, None) => (names::field(name), vec![base]),
                (2.., SchemeKind::Header { prefix, .. }, None)
                    if names::module(prefix).is_some() =>
                {
                    (
                        names::field(prefix),
                        vec![names::field(&format!("{base}_{prefix}"))],
                    )
                }
                (2.., _, Some(name)) => (name, vec![base]),
                _ => (base, Vec::new()),
            }
        };
        self.entries
            .iter()
            .map(|entry| {
                let (name, alternatives) = name_of(&entry.key);
                Scheme {
                    name: scope.unique_or(&name, &alternatives),
                    kind: entry.key.kind.clone(),
                    docs: docs_of(&entry.docs),
                }
            })
            .collect()
    }
}

fn docs_of(lines: &[String]) -> Docs {
    if lines.is_empty() {
        Docs::default()
    } else {
        markdown::clean(&lines.join("\n\n"))
    }
}

/// What is known of the kinds that items claim.
#[derive(Debug, Default)]
struct Kinds {
    /// Those that get their credential from several variables.
    with_variables: HashSet<SchemeKind>,
    /// By type: the only kind that has parameters; [`None`] if there are several.
    only: HashMap<&'static str, Option<SchemeKind>>,
}

impl Kinds {
    fn of(claims: &[Claim]) -> Self {
        let mut kinds = Self::default();
        let mut variables: HashMap<&SchemeKind, &str> = HashMap::new();
        for claim in claims {
            if let Some(variable) = &claim.variable
                && *variables.entry(&claim.kind).or_insert(variable) != variable
            {
                kinds.with_variables.insert(claim.kind.clone());
            }
            if !claim.is_bare {
                let only = kinds.only.entry(claim.kind.as_str());
                let only = only.or_insert_with(|| Some(claim.kind.clone()));
                if only.as_ref().is_some_and(|only| *only != claim.kind) {
                    *only = None;
                }
            }
        }
        kinds
    }

    fn key(&self, claim: &Claim) -> Key {
        let only = self.only.get(claim.kind.as_str()).and_then(Option::as_ref);
        let kind = only.filter(|_| claim.is_bare).unwrap_or(&claim.kind);
        let has_variables = self.with_variables.contains(kind);
        Key {
            kind: kind.clone(),
            variable: claim.variable.clone().filter(|_| has_variables),
        }
    }
}

fn base_name(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::ApiKey { .. } => "api_key".to_owned(),
        SchemeKind::Header { name, .. } => name.clone(),
        kind => kind.as_str().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bearer(variable: Option<&str>, is_bare: bool) -> Claim {
        Claim {
            kind: SchemeKind::Bearer,
            is_bare,
            variable: variable.map(str::to_owned),
            docs: Vec::new(),
        }
    }

    fn names(claims: &[Claim]) -> Vec<String> {
        Schemes::of(claims)
            .lower()
            .iter()
            .map(|scheme| scheme.name.to_string())
            .collect()
    }

    #[test]
    fn one_variable_or_none_is_one_scheme() {
        assert_eq!(
            names(&[bearer(Some("token"), false), bearer(None, true)]),
            ["bearer"]
        );
    }

    #[test]
    fn headers_of_one_name_go_by_what_is_before_the_secret() {
        let header = |prefix: &str| Claim {
            kind: SchemeKind::Header {
                name: "Authorization".to_owned(),
                prefix: prefix.to_owned(),
            },
            is_bare: false,
            variable: None,
            docs: Vec::new(),
        };
        assert_eq!(
            names(&[header("Basic "), header("Bearer "), header("")]),
            ["basic", "bearer", "authorization"]
        );
        assert_eq!(names(&[header("Bearer ")]), ["authorization"]);
    }

    #[test]
    fn several_variables_are_several_schemes() {
        let claims = [
            bearer(Some("adminToken"), false),
            bearer(Some("userToken"), false),
        ];
        assert_eq!(names(&claims), ["admin_token", "user_token"]);
        assert_eq!(Schemes::of(&claims).index(&claims[1]), Some(1));
    }
}

//! The schemes of the API: which claims are the same, and what each is called.

use crate::api::{Docs, Ident, Scheme, SchemeKind};
use crate::markdown;
use crate::names::{self, Scope};

use super::Claim;

/// The schemes that all items together claim, in order of first use.
#[derive(Debug, Default)]
pub(in crate::lower) struct Schemes {
    entries: Vec<Entry>,
}

/// A scheme, with the variable that tells it from others of its kind.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    kind: SchemeKind,
    variable: Option<String>,
    docs: Vec<String>,
}

impl Schemes {
    /// Settles which of the claims of all items are the same.
    ///
    /// They are where they have the same kind, unless a kind gets its credential from several variables: then each
    /// variable is one. A block without parameters joins the only scheme of its type.
    pub(in crate::lower) fn of(claims: &[Claim]) -> Self {
        let mut schemes = Self::default();
        for claim in claims {
            let (kind, variable) = key(claim, claims);
            match schemes
                .entries
                .iter_mut()
                .find(|entry| entry.kind == *kind && entry.variable.as_deref() == variable)
            {
                Some(entry) => {
                    if entry.docs.is_empty() {
                        entry.docs.clone_from(&claim.docs);
                    }
                }
                None => schemes.entries.push(Entry {
                    kind: kind.clone(),
                    variable: variable.map(str::to_owned),
                    docs: claim.docs.clone(),
                }),
            }
        }
        schemes
    }

    /// The index of the scheme that a claim is for; `claims` are those that were surveyed.
    pub(in crate::lower) fn index(&self, claim: &Claim, claims: &[Claim]) -> Option<usize> {
        let (kind, variable) = key(claim, claims);
        self.entries
            .iter()
            .position(|entry| entry.kind == *kind && entry.variable.as_deref() == variable)
    }

    /// The schemes with their names.
    pub(in crate::lower) fn lower(&self) -> Vec<Scheme> {
        let mut scope = Scope::new();
        let name_of = |entry: &Entry| -> (Ident, Vec<Ident>) {
            let alike = self
                .entries
                .iter()
                .filter(|other| base_name(&other.kind) == base_name(&entry.kind))
                .count();
            let base = names::field(&base_name(&entry.kind));
            let by_variable = entry.variable.as_deref().map(names::field);
            match (alike, &entry.kind, by_variable) {
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
                let (name, alternatives) = name_of(entry);
                Scheme {
                    name: scope.unique_or(&name, &alternatives),
                    kind: entry.kind.clone(),
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

/// What makes claims equal.
fn key<'a>(claim: &'a Claim, claims: &'a [Claim]) -> (&'a SchemeKind, Option<&'a str>) {
    let kind = if claim.is_bare {
        only_kind(claim, claims).unwrap_or(&claim.kind)
    } else {
        &claim.kind
    };
    let mut variables = claims
        .iter()
        .filter(|other| other.kind == *kind)
        .filter_map(|other| other.variable.as_deref());
    let first = variables.next();
    let differ = variables.any(|variable| Some(variable) != first);
    (
        kind,
        if differ {
            claim.variable.as_deref()
        } else {
            None
        },
    )
}

/// The only kind of its type that has parameters.
fn only_kind<'a>(claim: &Claim, claims: &'a [Claim]) -> Option<&'a SchemeKind> {
    let mut kinds = claims
        .iter()
        .filter(|other| !other.is_bare && other.kind.as_str() == claim.kind.as_str())
        .map(|other| &other.kind);
    let first = kinds.next()?;
    kinds.all(|kind| kind == first).then_some(first)
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
        assert_eq!(Schemes::of(&claims).index(&claims[1], &claims), Some(1));
    }
}

//! The schemes of the API: which claims are the same, and what each is called.

use std::collections::{HashMap, HashSet};

use crate::api::{Docs, Ident, Provider, Scheme, SchemeKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::lower::report::Report;
use crate::markdown;
use crate::names::{self, Scope};

use super::Claim;
use super::parameters::Parameters;

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
    /// The first value of each parameter.
    parameters: Parameters,
    /// The first value of each fact, and all scopes.
    provider: Provider,
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
                    parameters: Parameters::new(),
                    provider: Provider::default(),
                });
            }
            schemes.entries[index].add(claim);
        }
        schemes
    }

    /// The index of the scheme that a claim is for.
    pub(in crate::lower) fn index(&self, claim: &Claim) -> Option<usize> {
        self.indices.get(&self.kinds.key(claim)).copied()
    }

    /// Reports the parameters of a claim whose values are not those of its scheme.
    pub(in crate::lower) fn report_differences(
        &self,
        claim: &Claim,
        pointer: &str,
        report: &mut Report<'_>,
    ) {
        let Some(entry) = self.index(claim).map(|index| &self.entries[index]) else {
            return;
        };
        let kind = claim.kind.as_str();
        for (name, here) in facts(&claim.parameters, &claim.provider) {
            let mut known = facts(&entry.parameters, &entry.provider);
            let used = known.find(|(known, _)| *known == name);
            let Some((_, used)) = used.filter(|(_, used)| *used != here) else {
                continue;
            };
            let subject = format!("{kind}/{name}/{here}");
            report.push_once(Code::AuthParameterDiffers, &subject, || {
                let message = format!(
                    "parameter `{name}` of `{kind}` auth is `{here}` here but `{used}` in another item; using `{used}`"
                );
                let help = "use the same value in all items, or give the credentials of this call in the program";
                Diagnostic::new(Code::AuthParameterDiffers, pointer, message).help(help)
            });
        }
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
                    docs: entry.docs(),
                    parameters: entry.parameters.clone(),
                    provider: Some(entry.provider.clone()).filter(Provider::is_known),
                }
            })
            .collect()
    }
}

impl Entry {
    /// Adds what a claim knows and the scheme does not.
    fn add(&mut self, claim: &Claim) {
        for (key, value) in &claim.parameters {
            let entry = self.parameters.entry(key.clone());
            entry.or_insert_with(|| value.clone());
        }
        merge(&mut self.provider, &claim.provider);
    }

    /// What the collection says of the scheme, as far as it is short.
    fn docs(&self) -> Docs {
        const LONGEST: usize = 400;
        let is_short = |text: &str| text.len() <= LONGEST && !text.contains(['`', '\n', '@']);
        let provider = &self.provider;
        let facts = [
            ("Authorization URL", &provider.authorization_url),
            ("Token URL", &provider.token_url),
            ("Scopes", &provider.scope),
        ];
        let facts = facts.into_iter().filter_map(|(label, text)| {
            let text = text.as_deref().filter(|text| is_short(text))?;
            Some(format!("{label}: `{text}`"))
        });
        let mut lines: Vec<String> = facts.collect();
        let defaults = self.parameters.iter();
        let defaults = defaults.filter(|(_, value)| !value.is_empty() && is_short(value));
        let defaults: Vec<String> = defaults
            .map(|(key, value)| format!("`{key}` is `{value}`"))
            .collect();
        if !defaults.is_empty() {
            lines.push(format!("In the collection, {}.", defaults.join(", ")));
        }
        if lines.is_empty() {
            return Docs::default();
        }
        markdown::clean(&lines.join("\n\n"))
    }
}

/// Adds facts of another item: each that is not known, and all scopes.
///
/// Facts of another server are not mixed with those of the first.
fn merge(known: &mut Provider, other: &Provider) {
    if let (Some(known), Some(other)) = (&known.token_url, &other.token_url)
        && known != other
    {
        return;
    }
    let scopes = other.scope.iter().flat_map(|scope| scope.split(' '));
    for scope in scopes {
        let all = known.scope.get_or_insert_default();
        if !all.split(' ').any(|known| known == scope) {
            if !all.is_empty() {
                all.push(' ');
            }
            all.push_str(scope);
        }
    }
    for (known, other) in [
        (&mut known.token_url, &other.token_url),
        (&mut known.authorization_url, &other.authorization_url),
        (&mut known.refresh_url, &other.refresh_url),
        (&mut known.client_id, &other.client_id),
    ] {
        if known.is_none() {
            known.clone_from(other);
        }
    }
    known.client_in_body |= other.client_in_body;
    for grant in &other.grants {
        if !known.grants.contains(grant) {
            known.grants.push(*grant);
        }
    }
    for (known, other) in [
        (
            &mut known.authorization_parameters,
            &other.authorization_parameters,
        ),
        (&mut known.token_parameters, &other.token_parameters),
        (&mut known.token_headers, &other.token_headers),
        (&mut known.refresh_parameters, &other.refresh_parameters),
    ] {
        if known.is_empty() {
            known.clone_from(other);
        }
    }
}

/// The parameters and facts that have one value, by Postman's names.
fn facts<'a>(
    parameters: &'a Parameters,
    provider: &'a Provider,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    let provider = [
        ("accessTokenUrl", &provider.token_url),
        ("authUrl", &provider.authorization_url),
        ("refreshTokenUrl", &provider.refresh_url),
        ("clientId", &provider.client_id),
    ];
    let provider = provider.into_iter();
    let provider = provider.filter_map(|(name, value)| Some((name, value.as_deref()?)));
    let parameters = parameters.iter();
    parameters
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .chain(provider)
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
            is_bare,
            ..Claim::of(SchemeKind::Bearer, variable)
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
        let header = |prefix: &str| {
            let kind = SchemeKind::Header {
                name: "Authorization".to_owned(),
                prefix: prefix.to_owned(),
            };
            Claim::of(kind, None)
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

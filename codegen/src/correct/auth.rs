//! The scheme that the configuration gives to operations without one.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, AuthUse, Docs, Scheme, SchemeKind};
use crate::config::{Config, DeclaredAuth};
use crate::names::{self, Scope};

use super::find;

/// Adds the configured scheme to the API, and to its operations without one.
pub(super) fn apply(api: &mut Api, config: &Config) {
    let Some(DeclaredAuth { kind, provider }) = &config.auth else {
        return;
    };
    let left_out = left_out(api, config);
    let known = api.schemes.iter().position(|scheme| scheme.kind == *kind);
    let index = known.unwrap_or(api.schemes.len());
    if let (Some(known), Some(_)) = (known, provider) {
        api.schemes[known].provider.clone_from(provider);
    }
    let mut is_used = false;
    for operation in api.parts_mut().0 {
        let place = (operation.source.clone(), operation.pointer.clone());
        if operation.auth == AuthUse::None && !left_out.contains(&place) {
            operation.auth = AuthUse::Scheme(index);
            is_used = true;
        }
    }
    if is_used && known.is_none() {
        let taken = api.schemes.iter().map(|scheme| scheme.name.as_str());
        let name = match kind {
            SchemeKind::ApiKey { .. } => names::field("api_key"),
            kind => names::field(kind.as_str()),
        };
        let name = Scope::holding(taken).unique(&name);
        api.schemes.push(Scheme {
            name,
            kind: kind.clone(),
            docs: Docs::default(),
            parameters: BTreeMap::new(),
            provider: provider.clone(),
        });
    }
}

/// The operations that the scheme does not apply to, by source and pointer.
fn left_out(api: &Api, config: &Config) -> BTreeSet<(String, String)> {
    let items = config.items.iter();
    let mut items = items.filter(|it| it.change.without_auth).peekable();
    let mut left_out = BTreeSet::new();
    if items.peek().is_none() {
        return left_out;
    }
    let index = find::operations(api);
    for item in items {
        let found = index.matches(&item.key).matching;
        let operations = index
            .places(&found)
            .map(|place| find::operation(api, place));
        left_out.extend(operations.map(|it| (it.source.clone(), it.pointer.clone())));
    }
    left_out
}

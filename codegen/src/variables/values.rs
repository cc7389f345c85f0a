//! The values of `{{variables}}`: those of an environment take precedence over those of the collection, and these over
//! globals (docs/postman-semantics.md §2.2).

use std::collections::BTreeMap;

use crate::postman;

use super::dynamic::is_dynamic;
use super::nested::{self, GROWTH, PASSES};
use super::secrets;
use super::template::{self, Part};

/// The values of the variables of one file.
#[derive(Debug, Clone, Default)]
pub struct Variables(BTreeMap<String, Definition>);

#[derive(Debug, Clone)]
struct Definition {
    text: String,
    is_secret: bool,
    /// Whether the value is longer than [`GROWTH`] with the variables in it replaced. It is treated as if it had none.
    is_oversized: bool,
    /// Whether the value still has variables in it after all passes.
    is_endless: bool,
    source: Source,
    description: Option<String>,
}

/// Who gave the value of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// The collection itself.
    Collection,
    /// An environment, globals or the configuration.
    User,
}

/// What a variable contributes to the text around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// Text that may be shown, not empty.
    Text(String),
    /// A dynamic variable, such as `$guid`.
    Dynamic(String),
    /// Nothing that may be written down: no value, an empty or a secret one.
    Nothing,
}

/// The variable that a text cannot do without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unresolved(pub String);

impl Variables {
    /// The variables of a collection, and of environments and globals.
    #[must_use]
    pub fn new(environments: &[postman::Variable], collection: &[postman::Variable]) -> Self {
        let globals = environments.iter().filter(|variable| variable.is_global);
        let environments = environments.iter().filter(|variable| !variable.is_global);
        let given = |variable| (variable, Source::User);
        let own = |variable| (variable, Source::Collection);
        let by_precedence = globals
            .map(given)
            .chain(collection.iter().map(own))
            .chain(environments.map(given));
        let by_name: BTreeMap<&str, (&postman::Variable, Source)> = by_precedence
            .map(|known| (known.0.key.as_str(), known))
            .collect();
        let texts = || {
            by_name
                .iter()
                .map(|(name, it)| (*name, it.0.value.as_str()))
        };
        let (oversized, endless) = (nested::oversized(texts()), nested::endless(texts()));
        let known = by_name.iter().map(|(name, (variable, source))| {
            let known = Definition {
                text: variable.value.clone(),
                // Also a placeholder is not the value of a secret.
                is_secret: variable.secret || secrets::names_secret(name),
                is_oversized: oversized.contains(name),
                is_endless: endless.contains(name),
                source: *source,
                description: variable.description.clone(),
            };
            ((*name).to_owned(), known)
        });
        Self(known.collect())
    }

    /// Whether the value of a variable is longer than [`GROWTH`] bytes with the variables in it replaced. It is treated
    /// as if it had none.
    #[must_use]
    pub fn is_oversized(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|known| known.is_oversized)
    }

    /// Whether the value of a variable still has variables in it after all passes.
    #[must_use]
    pub fn is_endless(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|known| known.is_endless)
    }

    /// The description of a variable.
    #[must_use]
    pub fn description(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.description.as_deref()
    }

    /// The text of a variable as it is written, with the variables in it; [`None`] where it is secret or empty.
    #[must_use]
    pub fn template(&self, name: &str) -> Option<&str> {
        let known = self.0.get(name)?;
        let is_public = !known.is_secret
            && !known.is_oversized
            && !known.text.is_empty()
            && !secrets::is_placeholder(&known.text);
        is_public.then_some(known.text.as_str())
    }

    /// Whether a variable has an empty value, which is not the same as none.
    #[must_use]
    pub fn is_empty_text(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|known| known.text.is_empty())
    }

    /// Whether a variable has a value that must not be written down.
    #[must_use]
    pub fn is_secret(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|known| known.is_secret)
    }

    /// Whether the value of a variable is that of the collection, and not of an environment, globals or the configuration.
    #[must_use]
    pub fn is_of_collection(&self, name: &str) -> bool {
        self.0
            .get(name)
            .is_some_and(|known| known.source == Source::Collection)
    }

    /// Whether a variable is filled in when the request is sent. A variable of the user takes precedence.
    #[must_use]
    pub fn is_dynamic(&self, name: &str) -> bool {
        !self.0.contains_key(name) && is_dynamic(name)
    }

    /// The value of a variable, with all variables in it replaced.
    #[must_use]
    pub fn look_up(&self, name: &str) -> Lookup {
        if self.is_dynamic(name) {
            return Lookup::Dynamic(name.to_owned());
        }
        match self.resolve(&format!("{{{{{name}}}}}")) {
            Ok(text) if !text.is_empty() && !secrets::is_placeholder(&text) => Lookup::Text(text),
            Err(Unresolved(rest))
                if self.is_dynamic(&rest)
                    && self.template(name) == Some(&format!("{{{{{rest}}}}}")) =>
            {
                Lookup::Dynamic(rest)
            }
            _ => Lookup::Nothing,
        }
    }

    /// Replaces all variables of a text.
    ///
    /// # Errors
    ///
    /// Names the first variable that has no value, or one that must not be written down.
    pub fn resolve(&self, text: &str) -> Result<String, Unresolved> {
        let text = self.partly(text);
        let unresolved = template::variables(&text).next().map(str::to_owned);
        unresolved.map_or(Ok(text), |name| Err(Unresolved(name)))
    }

    /// Replaces all variables of a text but for dynamic ones.
    ///
    /// # Errors
    ///
    /// As for [`resolve`](Self::resolve).
    pub fn resolve_known(&self, text: &str) -> Result<String, Unresolved> {
        let text = self.partly(text);
        let unresolved = template::variables(&text)
            .find(|name| !self.is_dynamic(name))
            .map(str::to_owned);
        unresolved.map_or(Ok(text), |name| Err(Unresolved(name)))
    }

    /// Replaces the variables of a text whose values may be written down, and leaves the others,
    /// and those that would make it longer by more than [`GROWTH`].
    #[must_use]
    pub fn partly(&self, text: &str) -> String {
        self.replaced(text, |_| true)
    }

    /// As [`partly`](Self::partly), but leaves variables with an empty value too.
    #[must_use]
    pub fn shown(&self, text: &str) -> String {
        self.replaced(text, |value| !value.is_empty())
    }

    /// Whether a variable has an empty value.
    #[must_use]
    pub fn has_empty(&self) -> bool {
        self.0.values().any(|known| known.text.is_empty())
    }

    fn replaced(&self, text: &str, is_replaced: impl Fn(&str) -> bool) -> String {
        let limit = text.len().saturating_add(GROWTH);
        let mut text = text.to_owned();
        for _ in 0..PASSES {
            let mut replaced = false;
            let mut next = String::with_capacity(text.len());
            for part in template::parts(&text) {
                match part {
                    Part::Text(literal) => next.push_str(literal),
                    Part::Variable(name) => match self.0.get(name) {
                        Some(known)
                            if !known.is_secret
                                && !known.is_oversized
                                && next.len() <= limit
                                && is_replaced(&known.text) =>
                        {
                            replaced = true;
                            next.push_str(&known.text);
                        }
                        _ => {
                            next.push_str("{{");
                            next.push_str(name);
                            next.push_str("}}");
                        }
                    },
                }
            }
            text = next;
            if !replaced {
                break;
            }
        }
        text
    }

    /// Replaces the variables that make up names of variables: `{{x{{n}}}}` (docs/postman-semantics.md §2.1).
    #[must_use]
    pub fn without_nesting(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for _ in 0..PASSES {
            let Some((start, end)) = nested(&text) else {
                break;
            };
            let Some(value) = self.template(&text[start + 2..end - 2]) else {
                break;
            };
            text = format!("{}{value}{}", &text[..start], &text[end..]);
        }
        text
    }
}

/// The first variable within the braces of another.
fn nested(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some((start, end)) = template::next(&text[from..]) {
        let (start, end) = (from + start, from + end);
        let opens = text[from..start]
            .rfind("{{")
            .is_some_and(|open| !text[from + open..start].contains('}'));
        let closes = text[end..]
            .find(['{', '}'])
            .is_some_and(|at| text[end + at..].starts_with("}}"));
        if opens && closes {
            return Some((start, end));
        }
        from = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variable(key: &str, value: &str) -> postman::Variable {
        postman::Variable {
            key: key.into(),
            value: value.into(),
            ..Default::default()
        }
    }

    #[test]
    fn the_environment_goes_before_the_collection() {
        let values = Variables::new(
            &[variable("a", "env")],
            &[variable("a", "coll"), variable("b", "{{a}}!")],
        );
        assert_eq!(values.resolve("{{b}}"), Ok("env!".to_owned()));
        assert_eq!(values.resolve("{{c}}"), Err(Unresolved("c".to_owned())));
    }

    #[test]
    fn the_collection_takes_precedence_over_globals() {
        let global = |key: &str, value: &str| postman::Variable {
            is_global: true,
            ..variable(key, value)
        };
        let environments = [
            variable("a", "env"),
            global("a", "g"),
            global("b", "g"),
            global("c", "g"),
        ];
        let values = Variables::new(
            &environments,
            &[variable("a", "coll"), variable("b", "coll")],
        );
        assert_eq!(
            values.resolve("{{a}} {{b}} {{c}}"),
            Ok("env coll g".to_owned())
        );
    }

    #[test]
    fn a_variable_that_holds_itself_is_unresolved() {
        let values = Variables::new(&[], &[variable("loop", "z{{loop}}")]);
        assert_eq!(
            values.resolve("{{loop}}"),
            Err(Unresolved("loop".to_owned()))
        );
    }

    #[test]
    fn expansion_is_bounded() {
        let mut variables: Vec<_> = (0..30)
            .map(|n| variable(&format!("v{n}"), &format!("{{{{v{}}}}}", n + 1).repeat(10)))
            .collect();
        variables.push(variable("v30", "lol"));
        let values = Variables::new(&[], &variables);
        let is_oversized = |variable: &&postman::Variable| values.is_oversized(&variable.key);
        assert_eq!(variables.iter().filter(is_oversized).count(), 27);
        assert_eq!(values.resolve("{{v0}}"), Err(Unresolved("v0".to_owned())));
        assert_eq!(values.look_up("v0"), Lookup::Nothing);
        assert_eq!(values.resolve("{{v27}}").unwrap().len(), 3000);
    }

    #[test]
    fn secrets_are_never_told() {
        let secret = postman::Variable {
            secret: true,
            ..variable("api_token", "abc")
        };
        let values = Variables::new(&[], &[secret]);
        assert_eq!(values.look_up("api_token"), Lookup::Nothing);
        assert_eq!(
            values.resolve("x{{api_token}}"),
            Err(Unresolved("api_token".to_owned()))
        );
    }

    #[test]
    fn names_made_of_variables_are_resolved() {
        let values = Variables::new(&[], &[variable("n", "1")]);
        assert_eq!(values.without_nesting("{{x{{n}}}}/{{n}}"), "{{x1}}/{{n}}");
        assert_eq!(values.without_nesting("{{x{{m}}}}"), "{{x{{m}}}}");
    }

    #[test]
    fn dynamic_variables_are_looked_through() {
        let values = Variables::new(
            &[],
            &[variable("id", "{{$guid}}"), variable("$timestamp", "1")],
        );
        assert_eq!(values.look_up("$guid"), Lookup::Dynamic("$guid".into()));
        assert_eq!(values.look_up("id"), Lookup::Dynamic("$guid".into()));
        assert_eq!(values.look_up("$timestamp"), Lookup::Text("1".into()));
    }
}

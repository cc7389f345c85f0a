//! What one wrong value costs: each value of saved responses is replaced or removed, and read as the inferred type.

use codegen::api::{Api, Operation, Payload};
use codegen::internals::{Collection, Item, Variables, below, each_item, responses};
use serde_json::{Value, json};

use super::fits::{Scope, read};

/// How many values of one example are changed; of larger ones, values are skipped evenly.
const LIMIT: usize = 200;

/// Counts over all changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mutations {
    /// Saved responses whose values were changed.
    pub examples: usize,
    /// Changes: one value each.
    pub changes: usize,
    /// Those that were read without loss.
    pub whole: usize,
    /// Those that cost the value, or an optional field, item or map value that contains it.
    pub lossy: usize,
    /// Those that cost more than that, with their locations.
    pub excessive: Vec<String>,
    /// Those whose body could not be read, with their locations.
    pub unread: Vec<String>,
}

/// A step towards a value.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(String),
    Index(usize),
}

impl Mutations {
    /// Adds another.
    pub fn add(&mut self, other: Self) {
        self.examples += other.examples;
        self.changes += other.changes;
        self.whole += other.whole;
        self.lossy += other.lossy;
        self.excessive.extend(other.excessive);
        self.unread.extend(other.unread);
    }

    /// Changes the values of all successful responses of an API.
    #[must_use]
    pub fn of(api: &Api, collection: &Collection) -> Self {
        let values = Variables::new(&[], &collection.variables);
        let operations = api.all_operations();
        let mut all = Self::default();
        each_item(&collection.nodes, &mut |item| {
            let operation = operations.iter().find(|it| it.pointer == item.pointer);
            if let Some(operation) = operation {
                all.item(item, &values, api, operation);
            }
        });
        all
    }

    fn item(&mut self, item: &Item, values: &Variables, api: &Api, operation: &Operation) {
        let scope = Scope {
            own: &operation.types,
            shared: &api.types,
        };
        for (status, examples) in responses(item, values) {
            let is_success = status.is_none_or(|status| (200..300).contains(&status));
            let responses = operation.responses.iter();
            let response = responses
                .filter(|_| is_success)
                .find(|it| it.status == status);
            let Some(Payload::Json(ty)) = response.map(|it| &it.payload) else {
                continue;
            };
            for example in examples {
                let document = super::leave_one_out::data(&example.json);
                // What an example itself loses is not the cost of a change.
                let Ok(own) = read(ty, scope, &document) else {
                    continue;
                };
                self.examples += 1;
                for change in changes(&document) {
                    self.changes += 1;
                    let at = || format!("{}{}", example.pointer, change.pointer);
                    match read(ty, scope, &change.document) {
                        Err(_) => self.unread.push(at()),
                        Ok(reading) if reading == own || reading.losses.is_empty() => {
                            self.whole += 1;
                        }
                        Ok(reading) => {
                            let new = reading.losses.iter();
                            let mut new = new.filter(|it| !own.losses.contains(it));
                            if new.all(|loss| change.pointer.starts_with(&loss.pointer)) {
                                self.lossy += 1;
                            } else {
                                self.excessive.push(at());
                            }
                        }
                    }
                }
            }
        }
    }
}

struct Change {
    pointer: String,
    document: Value,
}

/// A document with one value changed, for each value but the whole.
fn changes(document: &Value) -> impl Iterator<Item = Change> + '_ {
    let mut paths = Vec::new();
    collect(document, &mut Vec::new(), &mut paths);
    let step = paths.len().div_ceil(LIMIT).max(1);
    paths.into_iter().step_by(step).flat_map(move |path| {
        let others = others(at(document, &path).unwrap_or(&Value::Null));
        let others = others.into_iter().map(Some).chain([None]);
        let changed: Vec<Change> = others
            .filter_map(|other| {
                let mut document = document.clone();
                replace(&mut document, &path, other)?;
                let pointer = pointer(&path);
                Some(Change { pointer, document })
            })
            .collect();
        changed
    })
}

/// Null, other scalars, and a wider number.
fn others(value: &Value) -> Vec<Value> {
    let all = [json!(null), json!("x"), json!(17), json!(true)];
    let mut others: Vec<Value> = all.into_iter().filter(|it| it != value).collect();
    if value.is_number() {
        others.extend([json!(0.5), json!(i64::MAX), json!(u64::MAX)]);
    }
    others
}

fn collect(value: &Value, path: &mut Vec<Step>, paths: &mut Vec<Vec<Step>>) {
    let members: Vec<(Step, &Value)> = match value {
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items
                .map(|(index, item)| (Step::Index(index), item))
                .collect()
        }
        Value::Object(members) => {
            let members = members.iter();
            members
                .map(|(key, value)| (Step::Key(key.clone()), value))
                .collect()
        }
        _ => return,
    };
    for (step, member) in members {
        path.push(step);
        paths.push(path.clone());
        collect(member, path, paths);
        path.pop();
    }
}

fn at<'v>(document: &'v Value, path: &[Step]) -> Option<&'v Value> {
    path.iter().try_fold(document, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(index),
    })
}

/// Replaces a value, or removes a member; [`None`] if there is nothing to remove.
fn replace(document: &mut Value, path: &[Step], other: Option<Value>) -> Option<()> {
    let (last, parents) = path.split_last()?;
    let parent = parents
        .iter()
        .try_fold(document, |value, step| match step {
            Step::Key(key) => value.get_mut(key),
            Step::Index(index) => value.get_mut(index),
        })?;
    match (last, other) {
        (Step::Key(key), None) => drop(parent.as_object_mut()?.remove(key)?),
        (Step::Key(key), Some(other)) => *parent.get_mut(key)? = other,
        (Step::Index(index), Some(other)) => *parent.get_mut(*index)? = other,
        (Step::Index(_), None) => return None,
    }
    Some(())
}

fn pointer(path: &[Step]) -> String {
    path.iter().fold(String::new(), |parent, step| match step {
        Step::Key(key) => below(&parent, key),
        Step::Index(index) => format!("{parent}/{index}"),
    })
}

#[cfg(test)]
mod tests {
    use codegen::{ApiInput, Options, Source, understand};

    use super::*;
    use crate::evidence::{parse, saved};

    fn mutations(bodies: &[&str]) -> Mutations {
        let text = saved(bodies);
        let collection = parse(&text).unwrap();
        let path = "a.json".to_owned();
        let input = ApiInput::of(Source { path, text });
        let apis = understand(&[input], &Options::default()).apis;
        Mutations::of(&apis[0], &collection)
    }

    #[test]
    fn a_wrong_value_costs_itself_or_what_contains_it() {
        let all = mutations(&[
            r#"{"id": 1, "name": "a", "tags": ["x"], "owner": {"id": 2, "score": 1.5}}"#,
            r#"{"id": 3, "name": "b", "tags": [], "owner": null}"#,
        ]);
        assert_eq!(all.examples, 2);
        assert_eq!(all.changes, all.whole + all.lossy);
        // Text is read from all scalars but null; 17, numbers beyond their type and so on are lost.
        assert!(all.whole > 20 && all.lossy > 20, "{all:?}");
    }

    #[test]
    fn every_value_is_changed_in_every_way() {
        let document = json!({"a": [1, "x"], "b/c": null});
        let all: Vec<String> = changes(&document)
            .map(|change| format!("{} {}", change.pointer, change.document))
            .collect();
        // Four scalars for each value, less the one it has; removal of members; wider numbers.
        assert_eq!(all.len(), 5 + 7 + 3 + 4);
        assert!(all.contains(&r#"/a/0 {"a":[9223372036854775807,"x"],"b/c":null}"#.to_owned()));
        assert!(all.contains(&r#"/b~1c {"a":[1,"x"]}"#.to_owned()));
    }
}

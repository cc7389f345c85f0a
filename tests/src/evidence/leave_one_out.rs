//! Leaves out each example once, and decodes it with the types that the others give.

use codegen::api::{AlwaysThere, Evidence, Type, TypeDef};
use codegen::internals::{
    Collection, Declared, Direction, Example, Inference, Json, Scope, Statistics, Types, Variables,
    Wanted, bodies, declared, distinct, each_item, responses,
};
use serde_json::Value;

use super::{Tally, fits};

/// The result for one collection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    /// What was counted.
    pub tally: Tally,
    /// The examples that could not be decoded: the JSON pointer of the response or body, and the reason.
    pub misfits: Vec<(String, String)>,
}

/// How equal examples of one kind are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Equal {
    /// Each counts. Saved requests mostly repeat the body of their item.
    Each,
    /// Only the first counts, so the types are never inferred from an example equal to the one that is left out.
    Once,
}

/// Examples of one kind: of one status, or of one request body.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Responses and failures are inferred by different rules.
    pub direction: Direction,
    /// The examples, in file order.
    pub examples: Vec<Example>,
}

/// Leaves out each example of every group that has two or more.
#[must_use]
pub fn leave_one_out(
    collection: &Collection,
    direction: Direction,
    equal: Equal,
    always_there: AlwaysThere,
) -> Score {
    let groups = groups(collection, direction, equal);
    let (several, single): (Vec<&Group>, Vec<&Group>) =
        groups.iter().partition(|group| group.examples.len() > 1);
    let mut statistics = match direction {
        Direction::Request => Statistics::new(),
        Direction::Response | Direction::Failure => Statistics::new().claiming(always_there),
    };
    for example in single.iter().flat_map(|group| &group.examples) {
        statistics.add(&example.json);
    }
    let all: Vec<LeftOut<'_>> = several
        .iter()
        .flat_map(|group| (0..group.examples.len()).map(|index| LeftOut { group, index }))
        .collect();
    let mut score = Score::default();
    for_each_left_out(&all, &statistics, &mut |left_out, statistics| {
        score.add(left_out, statistics);
    });
    score
}

/// The examples of each item.
#[must_use]
pub fn groups(collection: &Collection, direction: Direction, equal: Equal) -> Vec<Group> {
    let values = Variables::new(&[], &collection.variables);
    let mut groups = Vec::new();
    each_item(&collection.nodes, &mut |item| match direction {
        Direction::Request => groups.push(Group {
            direction,
            examples: bodies(item, &values),
        }),
        Direction::Response | Direction::Failure => {
            let by_status = responses(item, &values).into_iter();
            groups.extend(by_status.map(|(status, examples)| Group {
                direction: Direction::of_status(status),
                examples,
            }));
        }
    });
    if equal == Equal::Once {
        for group in &mut groups {
            group.examples = distinct(std::mem::take(&mut group.examples));
        }
    }
    groups
}

/// One example of a group.
#[derive(Debug, Clone, Copy)]
struct LeftOut<'a> {
    group: &'a Group,
    index: usize,
}

impl<'a> LeftOut<'a> {
    fn example(self) -> &'a Example {
        &self.group.examples[self.index]
    }

    /// The other examples of the group.
    fn others(self) -> Vec<&'a Json> {
        let all = self.group.examples.iter().enumerate();
        all.filter(|(index, _)| *index != self.index)
            .map(|(_, example)| &example.json)
            .collect()
    }
}

/// Visits each example, with statistics over `rest` and all other examples.
///
/// Each half of the examples is visited with the other half added, so n examples take n log n additions.
fn for_each_left_out<'a>(
    examples: &[LeftOut<'a>],
    rest: &Statistics,
    visit: &mut impl FnMut(LeftOut<'a>, &Statistics),
) {
    if let [example] = examples {
        return visit(*example, rest);
    }
    let (left, right) = examples.split_at(examples.len() / 2);
    for (half, other) in [(left, right), (right, left)] {
        if half.is_empty() {
            continue;
        }
        let mut rest = rest.clone();
        for example in other {
            rest.add(&example.example().json);
        }
        for_each_left_out(half, &rest, visit);
    }
}

impl Score {
    fn add(&mut self, left_out: LeftOut<'_>, statistics: &Statistics) {
        let (ty, types) = infer(&left_out.others(), statistics, left_out.group.direction);
        let example = left_out.example();
        let data = data(&example.json);
        self.tally.left_out += 1;
        let scope = fits::Scope {
            own: &types,
            shared: &[],
        };
        let reading =
            fits::read(&ty, scope, &data).and_then(|reading| match reading.losses.first() {
                Some(loss) => Err(loss.misfit.clone()),
                None => Ok(reading),
            });
        match reading {
            Ok(reading) => {
                let is_typed = !is_untyped(&ty) && fits::fits(&ty, &without_untyped(&types), &data);
                self.tally.read += 1;
                self.tally.converted += usize::from(!reading.conversions.is_empty());
                self.tally.read_as_any += usize::from(!is_typed);
            }
            Err(misfit) => self.misfits.push((
                example.pointer.clone(),
                format!("expected {} at `{}`", misfit.expected, misfit.pointer),
            )),
        }
        for def in &types {
            if let TypeDef::Struct(def) = def {
                for field in &def.fields {
                    self.tally.fields += 1;
                    self.tally.optional += usize::from(!field.required || field.nullable);
                    self.tally.untyped += usize::from(is_untyped(&field.ty));
                }
            }
        }
    }
}

/// The type of some samples, and the named types in it.
fn infer(samples: &[&Json], statistics: &Statistics, direction: Direction) -> (Type, Vec<TypeDef>) {
    let inference = Inference {
        statistics,
        direction,
    };
    let mut scope = Scope::new();
    let mut types = Types::new(&mut scope);
    let wanted = Wanted {
        name: "example",
        or: "example",
        noun: None,
        direction,
        evidence: &Evidence::default(),
    };
    let ty = types.lower(&inference.shape(samples), &wanted);
    (ty, types.finish())
}

/// The types without the variants of unions that accept any JSON.
fn without_untyped(types: &[TypeDef]) -> Vec<TypeDef> {
    let mut types = types.to_vec();
    for def in &mut types {
        if let TypeDef::Union(def) = def {
            def.variants.retain(|(_, ty)| !is_untyped(ty));
        }
    }
    types
}

/// What a server would send for an example. A placeholder such as `<integer>` becomes a value of its type.
pub(super) fn data(example: &Json) -> Value {
    match example {
        Json::String(text) => match declared(text) {
            Some(Declared::As(Type::Bool, _)) => true.into(),
            Some(Declared::As(ty, _)) if ty != Type::String => 1.into(),
            _ => text.as_str().into(),
        },
        Json::Array(items) => items.iter().map(data).collect(),
        Json::Object(members) => members
            .iter()
            .map(|(key, value)| (key.clone(), data(value)))
            .collect(),
        other => other.to_value(),
    }
}

fn is_untyped(ty: &Type) -> bool {
    *ty.innermost() == Type::Json
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{parse, saved};

    fn score(bodies: &[&str], equal: Equal) -> Score {
        leave_one_out(
            &parse(&saved(bodies)).unwrap(),
            Direction::Response,
            equal,
            AlwaysThere::Proven,
        )
    }

    #[test]
    fn each_example_is_left_out_once() {
        let score = score(
            &[r#"{"a": 1}"#, r#"{"a": "x"}"#, r#"{"a": 2}"#],
            Equal::Each,
        );
        assert_eq!((score.tally.left_out, score.tally.read), (3, 2));
        let misfit = ("/item/0/response/1", "expected an integer at `/a`");
        assert_eq!(score.misfits, [(misfit.0.to_owned(), misfit.1.to_owned())]);
    }

    #[test]
    fn statistics_cover_all_examples_but_the_one_that_is_left_out() {
        // A key has a type if a value shows it.
        let texts =
            ["a", "b", "c", "d", "e"].map(|key| format!(r#"[{{"{key}":1}},{{"{key}":1}}]"#));
        let collection = parse(&saved(&texts.each_ref().map(String::as_str))).unwrap();
        let groups = groups(&collection, Direction::Response, Equal::Each);
        let group = &groups[0];
        let all: Vec<LeftOut<'_>> = (0..texts.len())
            .map(|index| LeftOut { group, index })
            .collect();
        let mut visited = Vec::new();
        for_each_left_out(&all, &Statistics::new(), &mut |left_out, statistics| {
            let is_known = |key: &&str| statistics.elsewhere(key).is_some();
            let unknown: Vec<&str> = ["a", "b", "c", "d", "e"]
                .into_iter()
                .filter(|key| !is_known(key))
                .collect();
            visited.push((left_out.index, unknown));
        });
        let each = [
            (0, vec!["a"]),
            (1, vec!["b"]),
            (2, vec!["c"]),
            (3, vec!["d"]),
            (4, vec!["e"]),
        ];
        assert_eq!(visited, each);
    }

    #[test]
    fn examples_that_only_an_untyped_variant_accepts_are_counted() {
        let bodies = [r#"{"a": 1}"#, r#"[{"b": 1}]"#, r#"["x"]"#, r#"[["x"]]"#];
        let tally = score(&bodies, Equal::Each).tally;
        assert_eq!((tally.left_out, tally.read, tally.read_as_any), (4, 3, 3));
    }

    #[test]
    fn placeholders_are_decoded_as_values_of_their_types() {
        let bodies = [
            r#"{"a": "<integer>"}"#,
            r#"{"a": "<integer>"}"#,
            r#"{"a": "x"}"#,
        ];
        // Integers and strings together are untyped, so only the string that is left out does not fit.
        let all = score(&bodies, Equal::Each).tally;
        assert_eq!((all.left_out, all.read), (3, 2));
        let same = score(&bodies[..2], Equal::Each).tally;
        assert_eq!((same.left_out, same.read), (2, 2));
        assert_eq!(score(&bodies[..2], Equal::Once).tally.left_out, 0);
    }
}

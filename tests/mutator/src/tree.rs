//! Changes to a tree: texts replaced, nodes removed, repeated, exchanged, wrapped and given other types.

use serde_json::{Map, Value, json};

use crate::random::Random;

use super::hostile;

/// Members of the format, which a node can have in the wrong place or with a value of another type.
const KEYS: &[&str] = &[
    "$ref",
    "auth",
    "body",
    "code",
    "description",
    "disabled",
    "event",
    "formdata",
    "graphql",
    "header",
    "host",
    "id",
    "info",
    "item",
    "key",
    "method",
    "mode",
    "name",
    "options",
    "originalRequest",
    "path",
    "protocolProfileBehavior",
    "query",
    "raw",
    "request",
    "response",
    "type",
    "url",
    "urlencoded",
    "value",
    "variable",
];

/// How deep the change wraps a node at most. JSON within 128 levels is read by everything.
const WRAPS: u64 = 40;

/// Makes one change somewhere.
pub(super) fn mutate(tree: &mut Value, random: &mut Random) {
    if random.percent(55) {
        change_text(tree, random);
    } else {
        change_node(tree, random);
    }
}

/// Replaces or extends a string, or changes the JSON in it.
fn change_text(tree: &mut Value, random: &mut Random) {
    let count = count(tree, &Value::is_string);
    if count == 0 {
        return change_node(tree, random);
    }
    let target = nth(tree, &Value::is_string, random.index(count));
    let Some(Value::String(text)) = target else {
        return;
    };
    let nested = serde_json::from_str::<Value>(text).ok();
    if let Some(mut nested) = nested.filter(|it| it.is_array() || it.is_object())
        && random.percent(80)
    {
        mutate(&mut nested, random);
        *text = nested.to_string();
        return;
    }
    let hostile = hostile::text(random);
    *text = match random.index(6) {
        0 => format!("{text}{hostile}"),
        1 => format!("{hostile}{text}"),
        _ => hostile,
    };
}

fn change_node(tree: &mut Value, random: &mut Random) {
    let any = |_: &Value| true;
    let all = count(tree, &any);
    let copy = nth(tree, &any, random.index(all)).cloned();
    let Some(target) = nth(tree, &any, random.index(all)) else {
        return;
    };
    match random.index(7) {
        0 | 1 => change_members(target, random),
        2 => *target = value(random),
        // A copy of the root inside of itself would grow without limit.
        3 => {
            *target = copy
                .filter(|copy| count(copy, &any) < 200)
                .unwrap_or_default();
        }
        4 => {
            let most = if random.percent(10) { WRAPS } else { 2 };
            for _ in 0..random.between(1, most) {
                *target = wrapped(target, random);
            }
        }
        _ => change_elements(target, random),
    }
}

/// A value of any type.
fn value(random: &mut Random) -> Value {
    match random.index(14) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(0),
        3 => json!(-1),
        4 => json!(u64::MAX),
        5 => json!(0.1),
        6 => json!([]),
        7 => json!({}),
        8 => json!([[]]),
        9 => Value::String(hostile::number()),
        10 => json!([hostile::text(random), hostile::text(random)]),
        11 => json!({ "key": hostile::text(random), "value": hostile::text(random) }),
        12 => json!({ hostile::text(random): hostile::text(random) }),
        _ => Value::String(hostile::text(random)),
    }
}

fn wrapped(value: &Value, random: &mut Random) -> Value {
    match random.index(3) {
        0 => json!([value]),
        1 => json!({ "item": [value], "name": hostile::text(random) }),
        _ => json!({ hostile::text(random): value }),
    }
}

/// Renames, removes or adds a member of an object.
fn change_members(target: &mut Value, random: &mut Random) {
    let Value::Object(members) = target else {
        return change_elements(target, random);
    };
    let mut list: Vec<(String, Value)> = std::mem::take(members).into_iter().collect();
    if !list.is_empty() {
        let at = random.index(list.len());
        match random.index(4) {
            0 => list[at].0 = key(random),
            1 => drop(list.remove(at)),
            2 => list.push((key(random), list[at].1.clone())),
            _ => {
                let other = random.index(list.len());
                let value = list[other].1.take();
                list[other].1 = std::mem::replace(&mut list[at].1, value);
            }
        }
    }
    *members = Map::from_iter(list);
}

fn key(random: &mut Random) -> String {
    if random.percent(40) {
        random.pick(KEYS).to_owned()
    } else {
        hostile::text(random)
    }
}

/// Repeats, removes or exchanges elements of an array.
fn change_elements(target: &mut Value, random: &mut Random) {
    let Value::Array(elements) = target else {
        return;
    };
    if elements.is_empty() {
        return elements.push(value(random));
    }
    let (at, other) = (random.index(elements.len()), random.index(elements.len()));
    match random.index(4) {
        0 => drop(elements.remove(at)),
        1 => elements.swap(at, other),
        2 => elements.insert(other, elements[at].clone()),
        _ => elements[at] = value(random),
    }
}

/// How many nodes of a kind a tree has.
fn count(tree: &Value, kind: &impl Fn(&Value) -> bool) -> usize {
    let below: usize = match tree {
        Value::Array(elements) => elements.iter().map(|it| count(it, kind)).sum(),
        Value::Object(members) => members.values().map(|it| count(it, kind)).sum(),
        _ => 0,
    };
    below + usize::from(kind(tree))
}

/// The node of a kind that has a number, counted from 0 in depth-first order.
fn nth<'a>(
    tree: &'a mut Value,
    kind: &impl Fn(&Value) -> bool,
    number: usize,
) -> Option<&'a mut Value> {
    fn find<'a>(
        tree: &'a mut Value,
        kind: &impl Fn(&Value) -> bool,
        rest: &mut usize,
    ) -> Option<&'a mut Value> {
        if kind(tree) {
            if *rest == 0 {
                return Some(tree);
            }
            *rest -= 1;
        }
        match tree {
            Value::Array(elements) => elements.iter_mut().find_map(|it| find(it, kind, rest)),
            Value::Object(members) => members.values_mut().find_map(|it| find(it, kind, rest)),
            _ => None,
        }
    }
    find(tree, kind, &mut { number })
}

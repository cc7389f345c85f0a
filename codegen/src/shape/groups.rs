//! Groups objects by what they have in common.

use std::collections::BTreeSet;

use super::Members;

/// Objects of one kind, and all their keys.
#[derive(Debug)]
struct Group<'a> {
    members: Vec<&'a Members>,
    keys: BTreeSet<&'a str>,
}

/// Groups objects so that those of different groups share less than half of the smaller one's keys. Empty objects
/// tell nothing, and go with the first.
pub(super) fn grouped<'a>(objects: &[&'a Members]) -> Vec<Vec<&'a Members>> {
    grouped_but_for(objects, None)
}

/// Groups objects as [`grouped`] does, by their other members than a key.
pub(super) fn grouped_but_for<'a>(
    objects: &[&'a Members],
    aside: Option<&str>,
) -> Vec<Vec<&'a Members>> {
    let keys = |members: &'a Members| {
        let keys = members.iter().map(|(key, _)| key.as_str());
        keys.filter(|key| Some(*key) != aside).collect::<Vec<_>>()
    };
    let mut groups: Vec<Group<'a>> = Vec::new();
    for members in objects.iter().filter(|members| !keys(members).is_empty()) {
        let own = keys(members);
        let near: Vec<usize> = (0..groups.len())
            .filter(|&group| are_near(&groups[group].keys, &own))
            .collect();
        let Some((&first, others)) = near.split_first() else {
            groups.push(Group {
                members: vec![members],
                keys: own.into_iter().collect(),
            });
            continue;
        };
        let others: Vec<Group<'a>> = others.iter().rev().map(|&it| groups.remove(it)).collect();
        let group = &mut groups[first];
        for other in others.into_iter().rev() {
            group.members.extend(other.members);
            group.keys.extend(other.keys);
        }
        group.members.push(members);
        group.keys.extend(own);
    }
    let mut groups: Vec<Vec<&Members>> = groups.into_iter().map(|group| group.members).collect();
    let empty = objects.iter().filter(|members| keys(members).is_empty());
    match groups.first_mut() {
        Some(first) => first.extend(empty),
        None => groups.push(empty.copied().collect()),
    }
    groups
}

fn are_near(group: &BTreeSet<&str>, own: &[&str]) -> bool {
    let shared = own.iter().filter(|key| group.contains(*key)).count();
    let smaller = group.len().min(own.len());
    shared * 2 >= smaller
}

#[cfg(test)]
mod tests {
    use super::super::{Json, lenient};
    use super::*;

    #[test]
    fn objects_that_share_half_of_their_keys_are_of_one_group() {
        let texts = [
            r#"{"a": 1, "b": 1}"#,
            r#"{"x": 1, "y": 1}"#,
            r#"{"b": 1, "c": 1, "d": 1}"#,
            "{}",
        ];
        let objects: Vec<Vec<(String, Json)>> = texts
            .iter()
            .map(|text| match lenient(text, &|_| None) {
                Ok(Json::Object(members)) => members,
                other => panic!("{other:?}"),
            })
            .collect();
        let groups = grouped(&objects.iter().map(Vec::as_slice).collect::<Vec<_>>());
        assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), [3, 1]);
    }
}

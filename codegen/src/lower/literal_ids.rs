//! Ids of data that requests have as text in their paths: `/orders/4711`.
//!
//! Whoever saves such a request has one order in mind, and whoever calls it another one. So the id becomes a path variable,
//! as if the request had `/orders/:orderId` with the value `4711`. This is a guess, so a note reports it.

mod created;

use std::collections::HashSet;
use std::iter;

use heck::{ToLowerCamelCase as _, ToSnakeCase as _};

use crate::postman::{Collection, Item, Node, PathVariable, Url};
use crate::variables::template;
use crate::words::words;

use super::parameters::has_form_of_id;
use super::path::{colon_variable, segments};
use super::types::singular;
use created::Created;

/// Numbers with fewer digits are ids only behind a plural.
const LONG: usize = 5;

/// Segments behind this one are no names of created data.
const DEEP: usize = 24;

/// Makes the ids in the paths of all requests path variables.
pub fn name_literal_ids(collection: &mut Collection) {
    let mut items = Vec::new();
    items_in(&collection.nodes, &mut items);
    let created = Created::by(&items);
    name_in(&mut collection.nodes, &created);
}

fn items_in<'a>(nodes: &'a [Node], items: &mut Vec<&'a Item>) {
    for node in nodes {
        match node {
            Node::Folder(folder) => items_in(&folder.nodes, items),
            Node::Item(item) => items.push(item),
        }
    }
}

fn name_in(nodes: &mut [Node], created: &Created) {
    for node in nodes {
        match node {
            Node::Folder(folder) => name_in(&mut folder.nodes, created),
            Node::Item(item) => {
                if let Some(url) = &mut item.request.url {
                    name(url, created);
                }
            }
        }
    }
}

/// Each segment of a path, with the path before it.
fn parents(path: &str) -> impl Iterator<Item = (&str, &str)> {
    let segments = segments(path).into_iter();
    let starts = segments.scan(0, |next, segment| {
        let start = *next;
        *next += segment.len() + 1;
        Some((start, segment))
    });
    let behind = starts.take(DEEP).skip(1);
    behind.map(|(start, segment)| (&path[..start - 1], segment))
}

fn name(url: &mut Url, created: &Created) {
    let parts = segments(&url.path);
    let of_created: Vec<Option<&str>> = iter::once(None)
        .chain(parents(&url.path).map(|(path, text)| created.key_word(path, text)))
        .collect();
    let mut found = Vec::new();
    for (position, &segment) in parts.iter().enumerate() {
        let before = position.checked_sub(1).map(|at| parts[at]);
        let after = parts.get(position + 1).copied();
        // Numbers next to each other are coordinates, as those of a tile of a map.
        let is_coordinate =
            is_number(segment) && [before, after].into_iter().flatten().any(is_number);
        if is_coordinate {
            continue;
        }
        let created = of_created.get(position).copied().flatten();
        if let Some(name) = name_of(segment, before, created) {
            found.push((position, name));
        }
    }
    if found.is_empty() {
        return;
    }
    let declared = url.variables.iter().map(|it| it.key.clone());
    let in_path = parts.iter().flat_map(|part| names_in(part));
    let mut taken: HashSet<String> = declared.chain(in_path).collect();
    let mut parts: Vec<String> = parts.into_iter().map(str::to_owned).collect();
    for (position, name) in found {
        let others = (2..).map(|number| format!("{name}{number}"));
        let mut keys = iter::once(name.clone()).chain(others);
        let free = keys.find(|key| taken.insert(key.clone()));
        let key = free.unwrap_or(name);
        let value = std::mem::replace(&mut parts[position], format!(":{key}"));
        url.variables.push(PathVariable {
            pointer: url.pointer.clone(),
            key,
            value: Some(value),
            description: None,
            is_literal: true,
        });
    }
    url.path = parts.join("/");
}

/// The names of the parameters that a segment has already.
fn names_in(segment: &str) -> Vec<String> {
    let variables = template::variables(segment);
    let colon = colon_variable(segment).map(|(name, _)| name);
    variables.chain(colon).map(str::to_owned).collect()
}

/// The name of the variable for a segment that is an id: `orderId` behind `orders`. `created` is the last word of a key whose
/// value in the body of another request is this segment.
fn name_of(segment: &str, previous: Option<&str>, created: Option<&str>) -> Option<String> {
    let previous = previous.filter(|it| !it.is_empty() && names_in(it).is_empty());
    let what = previous.map(words).unwrap_or_default();
    let one = singular(&what);
    let is_plural = one != what;
    let is_id = if is_number(segment) {
        let is_version = one.last().is_some_and(|word| word == "version");
        let is_short_id = is_plural && !is_version && !is_year(segment);
        previous.is_some() && (segment.len() >= LONG || is_short_id)
    } else {
        has_form_of_id(segment) || holds_encoded_signs(segment)
    };
    let kind = if is_id { "id" } else { created? };
    let is_snake = previous.is_some_and(|it| it.contains('_'));
    let name = format!("{} {kind}", one.join(" "));
    Some(match name {
        _ if !is_plural => kind.to_owned(),
        name if is_snake => name.to_snake_case(),
        name => name.to_lower_camel_case(),
    })
}

/// Whether a segment has signs that a URL would take for its own: names of routes have none.
fn holds_encoded_signs(segment: &str) -> bool {
    let encoded = ["%20", "%2B", "%2F", "%3A", "%40"];
    let is_encoded = |three: &[u8]| {
        let mut all = encoded.iter();
        all.any(|sign| three.eq_ignore_ascii_case(sign.as_bytes()))
    };
    names_in(segment).is_empty() && segment.as_bytes().windows(3).any(is_encoded)
}

fn is_number(segment: &str) -> bool {
    !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_year(digits: &str) -> bool {
    digits
        .parse()
        .is_ok_and(|year: u16| (1900..=2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::testing::{collection, item, with_body};
    use crate::postman::Body;

    fn url(path: &str) -> Url {
        let mut url = Url {
            path: path.to_owned(),
            ..Url::default()
        };
        name(&mut url, &Created::default());
        url
    }

    fn named(path: &str) -> (String, Vec<(String, String)>) {
        let url = url(path);
        let variables = url.variables.into_iter();
        let values = variables.map(|it| (it.key, it.value.unwrap_or_default()));
        (url.path, values.collect())
    }

    #[test]
    fn an_id_in_a_path_is_a_variable_named_after_what_is_before_it() {
        for (path, template, key, value) in [
            ("/orders/1", "/orders/:orderId", "orderId", "1"),
            (
                "/orders/1/payments",
                "/orders/:orderId/payments",
                "orderId",
                "1",
            ),
            (
                "/order_items/7",
                "/order_items/:order_item_id",
                "order_item_id",
                "7",
            ),
            (
                "/order-items/7",
                "/order-items/:orderItemId",
                "orderItemId",
                "7",
            ),
            (
                "/v2/companies/15",
                "/v2/companies/:companyId",
                "companyId",
                "15",
            ),
            ("/bill/300065354", "/bill/:id", "id", "300065354"),
            (
                "/files/versions/672259576",
                "/files/versions/:versionId",
                "versionId",
                "672259576",
            ),
            (
                "/customers/6878e7eddec5e339b644bab8",
                "/customers/:customerId",
                "customerId",
                "6878e7eddec5e339b644bab8",
            ),
            (
                "/fhir/Patient/86419a11-7955-4a53-b75f-1fdf13b372dd",
                "/fhir/Patient/:id",
                "id",
                "86419a11-7955-4a53-b75f-1fdf13b372dd",
            ),
            (
                "/projects/group%2fname/issues",
                "/projects/:projectId/issues",
                "projectId",
                "group%2fname",
            ),
        ] {
            let expected = vec![(key.to_owned(), value.to_owned())];
            assert_eq!(named(path), (template.to_owned(), expected), "{path}");
        }
    }

    #[test]
    fn the_name_of_what_another_request_creates_is_a_variable() {
        let requests = [
            (
                "POST",
                "/device_groups/",
                r#"{"name": "Demo", "comment": "Test", "key": {"id": "all"}}"#,
            ),
            ("PUT", "/users", r#"{"name": "me"}"#),
            ("GET", "/device_groups/Demo/members", ""),
            ("GET", "/device_groups/Test", ""),
            ("GET", "/device_groups/all", ""),
            ("GET", "/archive/Demo", ""),
            ("GET", "/users/me", ""),
        ];
        let mut collection = collection(
            requests
                .map(|(method, path, body)| {
                    let body = Body::Raw {
                        pointer: String::new(),
                        text: body.to_owned(),
                        language: None,
                        redacted: 0,
                    };
                    let mut item = with_body(item(path, path), body);
                    item.request.method = method.to_owned();
                    item
                })
                .into(),
            vec![],
        );
        name_literal_ids(&mut collection);
        let mut items = Vec::new();
        items_in(&collection.nodes, &mut items);
        let urls = items.iter().filter_map(|item| item.request.url.as_ref());
        let paths: Vec<&str> = urls.map(|url| url.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "/device_groups/",
                "/users",
                "/device_groups/:device_group_name/members",
                "/device_groups/Test",
                "/device_groups/all",
                "/archive/Demo",
                "/users/me",
            ]
        );
    }

    #[test]
    fn other_text_stays() {
        for path in [
            "",
            "/",
            "/1",
            "/2.0/files/me",
            "/rest/api/2/issue",
            "/api/versions/2/users",
            "/status/404",
            "/redirect/302/1",
            "/delay/3",
            "/reports/2024",
            "/tiles/15/17600/10752/256",
            "/users/:id/{{x}}",
            "/{{users}}/1",
            "/users/1.json",
            "/%E4%BD%A0",
            "/a/x-{{y}}%2F",
            "/users/all",
        ] {
            assert_eq!(named(path), (path.to_owned(), Vec::new()), "{path}");
        }
    }

    #[test]
    fn names_that_the_path_has_already_are_not_used_again() {
        let (path, values) = named("/users/1/users/2/posts/:postId/posts/3");
        assert_eq!(
            path,
            "/users/:userId/users/:userId2/posts/:postId/posts/:postId2"
        );
        let values: Vec<String> = values.into_iter().map(|it| it.1).collect();
        assert_eq!(values, ["1", "2", "3"]);
    }
}

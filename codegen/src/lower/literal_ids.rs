//! Ids of data that requests have as text in their paths: `/orders/4711`.
//!
//! Whoever saves such a request has one order in mind, and whoever calls it another one. So the id becomes a path variable,
//! as if the request had `/orders/:orderId` with the value `4711`. This is a guess, so a note reports it.

mod created;
mod form;

use std::collections::{HashMap, HashSet};
use std::iter;

use crate::postman::{Collection, Item, Node, PathVariable, Url};
use crate::words::words;

use super::path::{names_in, segments};
use created::Created;
use form::{Literal, Segment, is_number, stem};

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
                    name(url, &item.name, created);
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

fn name(url: &mut Url, item: &str, created: &Created) {
    let parts = segments(&url.path);
    let found = literals(&url.path, &parts, item, created);
    if found.is_empty() {
        return;
    }
    let declared = url.variables.iter().map(|it| it.key.clone());
    let in_path = parts.iter().flat_map(|part| names_in(part));
    let mut taken: HashSet<String> = declared.chain(in_path.map(str::to_owned)).collect();
    let mut parts: Vec<String> = parts.into_iter().map(str::to_owned).collect();
    // How often each name was given; more than once is rare.
    let mut given: HashMap<String, usize> = HashMap::new();
    for (position, Literal { range, name }) in found {
        let given = given.entry(name.clone()).or_default();
        let key = loop {
            *given += 1;
            let key = match *given {
                1 => name.clone(),
                number => format!("{name}{number}"),
            };
            if taken.insert(key.clone()) {
                break key;
            }
        };
        let part = &mut parts[position];
        let value = part[range.clone()].to_owned();
        let variable = if range.start == 0 {
            format!(":{key}")
        } else {
            format!("{{{key}}}")
        };
        part.replace_range(range, &variable);
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

/// What stands for some data in a path, with the number of its segment.
fn literals(path: &str, parts: &[&str], item: &str, created: &Created) -> Vec<(usize, Literal)> {
    let is_plain = |part: &&str| !part.is_empty() && names_in(part).next().is_none();
    let is_numeric = |part: &str| is_number(stem(part).unwrap_or(part));
    let last = parts.iter().rposition(|part| !part.is_empty());
    let of_created: Vec<(bool, Option<&str>)> = iter::once((false, None))
        .chain(
            parents(path)
                .map(|(path, text)| (created.is_created_by(path), created.key_word(path, text))),
        )
        .collect();
    let mut found = Vec::new();
    for (position, &text) in parts.iter().enumerate().filter(|(_, part)| is_plain(part)) {
        let previous = position.checked_sub(1).map(|at| parts[at]);
        let next = parts.get(position + 1).copied();
        let (is_created, created_as) = of_created.get(position).copied().unwrap_or_default();
        let segment = Segment {
            text,
            before: previous.filter(is_plain),
            is_next_to_number: [previous, next].into_iter().flatten().any(is_numeric),
            is_by_id: Some(position) == last && is_number(text) && asks_by_id(item),
            is_created,
            created_as,
        };
        found.extend(segment.literal().map(|literal| (position, literal)));
    }
    found
}

/// Whether a name of an item has `by id` in it.
fn asks_by_id(name: &str) -> bool {
    words(name).windows(2).any(|words| words == ["by", "id"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::testing::{collection, item, with_body};
    use crate::postman::Body;

    fn named_in(item: &str, path: &str) -> (String, Vec<(String, String)>) {
        let mut url = Url {
            path: path.to_owned(),
            ..Url::default()
        };
        name(&mut url, item, &Created::default());
        let variables = url.variables.into_iter();
        let values = variables.map(|it| (it.key, it.value.unwrap_or_default()));
        (url.path, values.collect())
    }

    fn named(path: &str) -> (String, Vec<(String, String)>) {
        named_in("", path)
    }

    /// The path, and the values of its variables without their names.
    fn named_values(path: &str) -> (String, Vec<String>) {
        let (path, variables) = named(path);
        (path, variables.into_iter().map(|it| it.1).collect())
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
            ("/v0/item/8863.json", "/v0/item/:id.json", "id", "8863"),
            ("/users/1.json", "/users/:userId.json", "userId", "1"),
            (
                "/templates/enterprise_78089/schema",
                "/templates/:templateId/schema",
                "templateId",
                "enterprise_78089",
            ),
            (
                "/users/ann@shop.example/orders",
                "/users/:email/orders",
                "email",
                "ann@shop.example",
            ),
            (
                "/weather/39.7096,-105.1045",
                "/weather/:position",
                "position",
                "39.7096,-105.1045",
            ),
            ("/rates/2015-06-01", "/rates/:date", "date", "2015-06-01"),
            (
                "/if:interfaces/interface=eth0/mtu",
                "/if:interfaces/interface={interface}/mtu",
                "interface",
                "eth0",
            ),
            (
                "/Orders(4711)/Lines",
                "/Orders({orderId})/Lines",
                "orderId",
                "4711",
            ),
            ("/Users('ANN')", "/Users('{userId}')", "userId", "ANN"),
        ] {
            let expected = vec![(key.to_owned(), value.to_owned())];
            assert_eq!(named(path), (template.to_owned(), expected), "{path}");
        }
    }

    #[test]
    fn a_computer_in_a_path_is_a_variable() {
        for (path, template) in [
            ("/hosts/db1.lab.local/disks", "/hosts/:host/disks"),
            ("/servers/web-1.example.com", "/servers/:host"),
            ("/devices/10.10.20.48/ports", "/devices/:ip/ports"),
        ] {
            assert_eq!(named(path).0, template);
        }
    }

    #[test]
    fn a_number_at_the_end_of_an_item_that_asks_by_id_is_a_variable() {
        let paths =
            |item| ["/invoice/147", "/invoice/147/lines"].map(|path| named_in(item, path).0);
        assert_eq!(
            paths("Invoice-ReadById"),
            ["/invoice/:id", "/invoice/147/lines"]
        );
        assert_eq!(paths("Invoice"), ["/invoice/147", "/invoice/147/lines"]);
    }

    #[test]
    fn the_name_or_number_of_what_another_request_creates_is_a_variable() {
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
            ("POST", "/leave", ""),
            ("POST", "/leave/1/approve", ""),
            ("GET", "/leave/2026", ""),
            ("GET", "/delay/1", ""),
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
                "/leave",
                "/leave/:id/approve",
                "/leave/2026",
                "/delay/1",
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
            "/redirect/302/1",
            "/status/404",
            "/delay/3",
            "/reports/2024",
            "/tiles/normal.day.grey/1/2",
            "/config/settings.local",
            "/scripts/jquery.min.js",
            "/apps/1.2.3",
            "/tiles/15/17600/10752/256",
            "/users/:id/{{x}}",
            "/{{users}}/1",
            "/users/all.json",
            "/reports/2024.csv",
            "/2010-04-01/Accounts",
            "/releases/v1.2.3.json",
            "/search(q='finance')",
            "/a/b=c&d=e",
            "/%E4%BD%A0",
            "/a/x-{{y}}%2F",
            "/users/all",
        ] {
            assert_eq!(named(path), (path.to_owned(), Vec::new()), "{path}");
        }
    }

    #[test]
    fn a_placeholder_is_a_variable_whose_name_is_not_used_again() {
        let (path, values) = named_values("/users/{userId}/users/7/<id>/bill/300065354/{groups}/1");
        assert_eq!(
            path,
            "/users/{userId}/users/:userId2/<id>/bill/:id2/{groups}/1"
        );
        assert_eq!(values, ["7", "300065354"]);
    }

    #[test]
    fn names_that_the_path_has_already_are_not_used_again() {
        let (path, values) = named_values("/users/1/users/2/posts/:postId/posts/3");
        assert_eq!(
            path,
            "/users/:userId/users/:userId2/posts/:postId/posts/:postId2"
        );
        assert_eq!(values, ["1", "2", "3"]);
    }
}

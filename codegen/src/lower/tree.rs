//! Folders and items: modules, with names that stay (see [`names`](crate::names)).

mod item_name;

use rayon::prelude::*;

use crate::api::{Folder, Operation};
use crate::diagnostic::{Code, Diagnostic};
use crate::names::{self, Candidate, Scope, Settled, settle};
use crate::postman::{self, Node, Url};
use crate::words::of_symbols;

use super::operation::{self, Lowered, Sendable, Shared, UsedVariables};
use super::report::Report;
use super::walk::{File, Inherited};
use super::{body, path, reading};
use item_name::ItemName;

/// What one level of the tree gives.
#[derive(Debug, Default)]
pub(super) struct Level {
    pub operations: Vec<Operation>,
    pub folders: Vec<Folder>,
}

/// A node that has a place in the output.
enum Usable<'a> {
    Folder(&'a postman::Folder),
    Item(Sendable<'a>),
}

/// A node whose names are settled.
enum Planned {
    /// A folder without its content, and its nodes.
    Folder(Box<Folder>, Vec<Planned>),
    /// The next item.
    Item,
}

/// An item whose names are settled.
struct Item<'a> {
    sendable: Sendable<'a>,
    names: Settled,
    inherited: Inherited<'a>,
    /// What was found since the item before.
    report: Report<'a>,
}

/// Lowers the nodes of a file, whose names go into `scope`.
///
/// Names are settled one level after the other. Items are then lowered at the same time, and what they found and use is put
/// together in their order.
pub(super) fn lower<'a>(
    nodes: &'a [Node],
    file: &'a File<'a>,
    scope: &mut Scope,
    shared: &'a Shared<'_>,
    used: &mut UsedVariables<'_>,
    report: &mut Report<'a>,
) -> Level {
    let mut plan = Plan {
        file,
        api_type: &shared.api_type,
        items: Vec::new(),
        report: Report::new(file.path),
    };
    let planned = plan.level(nodes, &Inherited::of(file.collection), scope);
    let urls: Vec<&Url> = plan.items.iter().map(|item| item.sendable.url).collect();
    let lowered: Vec<Lowered<'_>> = plan
        .items
        .into_par_iter()
        .map(|item| {
            let Item {
                sendable,
                names,
                inherited,
                report,
            } = item;
            operation::lower(&sendable, &names, file, &inherited, shared, report)
        })
        .collect();
    let mut operations = Vec::with_capacity(lowered.len());
    for (lowered, url) in lowered.into_iter().zip(urls) {
        report.append(lowered.before);
        used.add(&lowered.operation, url, file, report);
        report.append(lowered.after);
        operations.push(lowered.operation);
    }
    report.append(plan.report);
    assembled(planned, &mut operations.into_iter())
}

/// The folders and items of a file, before items are lowered.
struct Plan<'a> {
    file: &'a File<'a>,
    /// The name of the API's type, which each module imports.
    api_type: &'a str,
    items: Vec<Item<'a>>,
    /// What was found since the last item.
    report: Report<'a>,
}

impl<'a> Plan<'a> {
    fn level(
        &mut self,
        nodes: &'a [Node],
        inherited: &Inherited<'a>,
        scope: &mut Scope,
    ) -> Vec<Planned> {
        let usable: Vec<Usable<'a>> = nodes
            .iter()
            .filter_map(|node| usable(node, self.file, &mut self.report))
            .collect();
        let candidates: Vec<Candidate> = usable.iter().map(candidate).collect();
        let mut types = Scope::holding([self.api_type]);
        let settled = settle(&candidates, scope, &mut types);
        report_clashes(&usable, &settled, &mut self.report);
        let nodes = usable.into_iter().zip(settled);
        nodes
            .map(|(node, names)| match node {
                Usable::Folder(folder) => self.folder(folder, names, inherited),
                Usable::Item(sendable) => {
                    self.items.push(Item {
                        inherited: inherited.of_item(sendable.item),
                        sendable,
                        names,
                        report: self.report.take(),
                    });
                    Planned::Item
                }
            })
            .collect()
    }

    fn folder(
        &mut self,
        folder: &'a postman::Folder,
        names: Settled,
        inherited: &Inherited<'a>,
    ) -> Planned {
        // A module in one of the same name reads badly (`clippy::module_inception`).
        let mut scope = Scope::holding([names.module.as_str()]);
        let inner = self.level(&folder.nodes, &inherited.of_folder(folder), &mut scope);
        let folder = Folder {
            module: names.module,
            name: names::one_line(&folder.name),
            pointer: folder.pointer.clone(),
            docs: reading::docs_of(folder.description.as_deref()),
            operations: Vec::new(),
            folders: Vec::new(),
        };
        Planned::Folder(Box::new(folder), inner)
    }
}

/// Puts operations into their folders.
fn assembled(planned: Vec<Planned>, operations: &mut impl Iterator<Item = Operation>) -> Level {
    let mut level = Level::default();
    for node in planned {
        match node {
            Planned::Item => level.operations.extend(operations.next()),
            Planned::Folder(folder, inner) => {
                let inner = assembled(inner, operations);
                level.folders.push(Folder {
                    operations: inner.operations,
                    folders: inner.folders,
                    ..*folder
                });
            }
        }
    }
    level
}

/// Leaves out items that cannot be sent, and folders without any that can.
fn usable<'a>(node: &'a Node, file: &File<'_>, report: &mut Report<'_>) -> Option<Usable<'a>> {
    match node {
        Node::Folder(folder) if holds_item(&folder.nodes) => Some(Usable::Folder(folder)),
        Node::Folder(folder) => {
            let message = format!(
                "folder `{}` contains no requests",
                names::one_line(&folder.name)
            );
            let help = "delete the folder, or set `skip = true` for it in codegen.toml";
            report.push(Diagnostic::new(Code::EmptyFolder, &folder.pointer, message).help(help));
            None
        }
        Node::Item(item) => {
            let url = operation::url(item, report)?;
            let method = operation::method(item, file, report)?;
            Some(Usable::Item(Sendable { item, method, url }))
        }
    }
}

fn holds_item(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Folder(folder) => holds_item(&folder.nodes),
        Node::Item(_) => true,
    })
}

/// What a node would be called.
fn candidate(node: &Usable<'_>) -> Candidate {
    match node {
        Usable::Folder(folder) => {
            let mut words = names::words(&folder.name);
            if words.is_empty() {
                words.push("folder".to_owned());
            }
            Candidate {
                words,
                method: only_method(&folder.nodes).unwrap_or_default(),
                path: Vec::new(),
                sentence: Vec::new(),
                is_folder: true,
            }
        }
        Usable::Item(Sendable { item, method, url }) => {
            let method = method_words(method);
            let template = path::template_of(url);
            let path = names::words(&template);
            let query = match &item.request.body {
                Some(postman::Body::GraphQl { query, .. }) => body::graphql_name(query),
                _ => None,
            };
            let named = ItemName::of(&item.name, &method, &template);
            let ItemName {
                words, sentence, ..
            } = named.or_by_query(query);
            Candidate {
                words,
                method,
                path,
                sentence,
                is_folder: false,
            }
        }
    }
}

/// The method, in lower case, that all items of a folder have.
fn only_method(nodes: &[Node]) -> Option<String> {
    let mut methods = nodes.iter().map(|node| match node {
        Node::Folder(folder) => only_method(&folder.nodes),
        Node::Item(item) => Some(method_words(&item.request.method)),
    });
    let first = methods.next()??;
    methods
        .all(|method| method.as_ref() == Some(&first))
        .then_some(first)
}

/// A method as a part of a name: `GET` → `get`, `M-SEARCH` → `m_search`, `!` → `not`.
fn method_words(method: &str) -> String {
    match names::words(method) {
        words if words.is_empty() => of_symbols(method).join("_"),
        words => words.join("_"),
    }
}

fn report_clashes(nodes: &[Usable<'_>], settled: &[Settled], report: &mut Report<'_>) {
    for (node, names) in nodes.iter().zip(settled).filter(|(_, names)| names.clashes) {
        let (pointer, name) = match node {
            Usable::Folder(folder) => (&folder.pointer, &folder.name),
            Usable::Item(Sendable { item, .. }) => (&item.pointer, &item.name),
        };
        let how = if names.numbered {
            "numbered by position"
        } else {
            "from its method, path or folder"
        };
        let message = format!(
            "`{}` is already taken; using `{}` ({how})",
            names::one_line(name),
            names.module
        );
        let help = "use different names in Postman, or set `rename` in codegen.toml";
        report.push(Diagnostic::new(Code::NameClash, pointer, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::testing::{api_with_codes, collection, item, variable};
    use crate::postman::Item;

    fn folder(name: &str, items: Vec<Item>) -> Node {
        Node::Folder(Box::new(postman::Folder {
            name: name.to_owned(),
            nodes: items
                .into_iter()
                .map(|item| Node::Item(Box::new(item)))
                .collect(),
            ..postman::Folder::default()
        }))
    }

    #[test]
    fn items_are_named_by_name_or_by_method_and_path() {
        let items = vec![
            item("Get user", "/users/:id"),
            item("/users/{id}", "/users/{id}"),
            item("🚀", "/launch"),
            item("", "/nameless"),
            item("2FA login", "/login"),
            item("GET /x", "/x"),
            item("{{baseUrl}}/v2/shops/{{shop}}/orders", "/orders"),
        ];
        let (api, _) = api_with_codes(collection(items, vec![]));
        let names: Vec<&str> = api
            .operations
            .iter()
            .map(|operation| operation.module.as_str())
            .collect();
        assert_eq!(
            names,
            [
                "get_user",
                "get_users_id",
                "get_launch",
                "get_nameless",
                "get_2fa_login",
                "get_x",
                "get_shops_orders"
            ]
        );
        assert_eq!(api.operations[3].name, "GET /nameless");
    }

    #[test]
    fn a_graphql_request_is_named_by_its_query_in_place_of_its_path() {
        let name = "Gets the runs of all tests and of all executions.";
        let mut items = [item(name, "/graphql"), item("Get runs", "/graphql")];
        for item in &mut items {
            item.request.body = Some(postman::Body::GraphQl {
                pointer: String::new(),
                query: "{ getTestRuns { id } }".to_owned(),
                operation_name: None,
                variables: None,
            });
        }
        let (api, _) = api_with_codes(collection(items.into(), vec![]));
        let modules = api.operations.iter().map(|it| it.module.as_str());
        assert_eq!(modules.collect::<Vec<_>>(), ["get_test_runs", "get_runs"]);
    }

    #[test]
    fn methods_of_signs_are_named_as_parts_of_names() {
        let mut item = item("18446744073709551615", "/backup");
        item.request.method = "!".to_owned();
        let (api, _) = api_with_codes(collection(vec![item], vec![]));
        let module = api.operations[0].module.as_str();
        assert_eq!(module, "not_18446744073709551615");
    }

    #[test]
    fn items_whose_name_is_a_sentence_are_named_by_method_and_path() {
        let items = vec![
            item(
                "Gets the custom fields of the specified user.",
                "/users/:id/fields",
            ),
            item(
                "Gets one of the custom fields of the specified user.",
                "/v2.1/users/:id/fields/:fieldId",
            ),
            item(
                "Get an image that a user has at any time of a day",
                "/images",
            ),
            item("Put one branding logo.", "/logo"),
            item(
                "Log out from all connections except the current one",
                "/out",
            ),
            item("This is a sentence about a request without any path.", ""),
        ];
        let (api, _) = api_with_codes(collection(items, vec![]));
        let names = api.operations.iter().map(|it| it.module.as_str());
        assert_eq!(
            names.collect::<Vec<_>>(),
            [
                "get_users_fields",
                "get_users_fields_field_id",
                "get_images",
                "put_one_branding_logo",
                "log_out_from_all_connections_except_the_current_one",
                "this_is_a_sentence_about_a_request_without_any_path",
            ]
        );
        assert_eq!(
            api.operations[0].name,
            "Gets the custom fields of the specified user."
        );
    }

    #[test]
    fn a_module_is_not_called_like_the_one_around_it() {
        let mut collection = collection(vec![], vec![variable("baseUrl", "x")]);
        collection.nodes = vec![
            folder("Users", vec![item("Users", "/users")]),
            folder("Empty", vec![]),
        ];
        let (api, codes) = api_with_codes(collection);
        assert_eq!(api.folders.len(), 1);
        assert_eq!(api.folders[0].module.as_str(), "users");
        assert_eq!(api.folders[0].operations[0].module.as_str(), "get_users");
        assert_eq!(codes, ["empty-folder", "name-clash"]);
    }

    #[test]
    fn folders_of_one_name_go_by_the_method_of_their_items() {
        let mut post = item("Create", "/users");
        post.request.method = "POST".to_owned();
        let mut collection = collection(vec![], vec![]);
        collection.nodes = vec![
            folder("/users", vec![item("List", "/users")]),
            folder("/users", vec![post]),
        ];
        let (api, _) = api_with_codes(collection);
        let names: Vec<&str> = api
            .folders
            .iter()
            .map(|folder| folder.module.as_str())
            .collect();
        assert_eq!(names, ["users", "post_users"]);
    }
}

//! How lists come in pages, as the configuration declares it.

use std::collections::BTreeMap;

use crate::api::{
    Api, Definitions, Evidence, Fact, Location, Operation, PageRule, Pagination, Type, TypeDef,
};
use crate::config::{Correction, ItemCorrection, PagesCorrection, PagesValue, Position};
use crate::diagnostic::Code;
use crate::pointer::{self, below};

use super::find::{self, Place};
use super::{ConfigReport, code_fields};

/// The member of the last item, unless the configuration names another one.
const LAST: &str = "id";

/// How many objects can be in each other on the way to a field that is suggested, or to the only list.
const DEPTH: usize = 4;

/// How many fields are looked at on each level of objects.
const MOST_FIELDS: usize = 500;

/// Declares the pages of items: what corrections say, each of the items at some places.
pub(super) fn apply(
    api: &mut Api,
    corrections: &[(&Correction<ItemCorrection>, Vec<Place>)],
    report: &mut ConfigReport<'_>,
) {
    let shared = Definitions::shared(&api.types);
    let mut declared: BTreeMap<&Place, Pagination> = BTreeMap::new();
    for (correction, places) in corrections {
        let change = &correction.change;
        let Some(change) = change.pages.as_ref().filter(|_| !change.skip) else {
            continue;
        };
        for place in places {
            let operation = find::operation(api, place);
            let mut reader = Reader {
                operation,
                definitions: shared.with_own(&operation.types),
                change,
                report,
            };
            declared.extend(reader.pagination().map(|it| (place, it)));
        }
    }
    for (place, pagination) in declared {
        let (index, parents) = find::in_parent(place);
        let (_, operations, _) = find::level(api, parents);
        operations[index].pagination = Some(pagination);
    }
}

/// Reads what is declared of one operation.
struct Reader<'a, 'r, 'c> {
    operation: &'a Operation,
    definitions: Definitions<'a>,
    change: &'a PagesCorrection,
    report: &'r mut ConfigReport<'c>,
}

impl<'a> Reader<'a, '_, '_> {
    fn pagination(&mut self) -> Option<Pagination> {
        let inferred = self.operation.pagination.as_ref();
        let inferred = inferred.filter(|it| self.change.by.is_none_or(|by| by == it.rule.as_str()));
        let by = self
            .change
            .by
            .or_else(|| inferred.map(|it| it.rule.as_str()));
        let Some(by) = by else {
            let message = format!("nothing shows how `{}` comes in pages", self.operation.name);
            let help =
                "add `by`, such as `by = \"cursor\"`, `\"page\"`, `\"offset\"` or `\"link\"`";
            return self.error(self.change.position, &message, help);
        };
        self.check_keys(by)?;
        let Some(success) = self.operation.success_type() else {
            let message = format!("`{}` has no success that is JSON", self.operation.name);
            let help = "declare it in the table of the item, as in `response.200.sample = '[…]'`";
            return self.error(self.change.position, &message, help);
        };
        let parameter = self.parameter(inferred);
        let rule = match by {
            "cursor" => PageRule::Cursor {
                parameter: parameter?,
                field: self.next(by, inferred)?,
            },
            "last-item" => PageRule::LastItem {
                parameter: parameter?,
                key: self.last(inferred),
            },
            "page" => PageRule::Page {
                parameter: parameter?,
                first: Some(self.first(inferred)?),
                current: self.field("current", || match &inferred?.rule {
                    PageRule::Page { current, .. } => current.clone(),
                    _ => None,
                })?,
            },
            "offset" => PageRule::Offset {
                parameter: parameter?,
            },
            "url" => PageRule::Url {
                field: self.next(by, inferred)?,
            },
            _ => PageRule::Link,
        };
        let mut pagination = Pagination {
            rule,
            items: self.items(success, inferred)?,
            more: self.field("more", || inferred?.more.clone())?,
            total: self.field("total", || inferred?.total.clone())?,
            evidence: Evidence::of(Fact::Configured),
        };
        if by == "last-item" && pagination.more.is_none() {
            let help = "name the field that is false on the last page";
            return self.missing(by, "more", help);
        }
        pagination.items = self.checked_list(pagination.clone())?;
        Some(pagination)
    }

    fn value(&self, key: &str) -> Option<&'a Correction<PagesValue>> {
        self.change.values.iter().find(|value| value.key == key)
    }

    fn text(&self, key: &str) -> Option<(&'a str, Position)> {
        let value = self.value(key)?;
        match &value.change {
            PagesValue::Text(text) => Some((text, value.position)),
            PagesValue::Number(_) => None,
        }
    }

    /// Reports keys that the rule does not have.
    fn check_keys(&mut self, by: &str) -> Option<()> {
        let keys: &[&str] = match by {
            "cursor" => &["parameter", "next", "items", "more"],
            "last-item" => &["parameter", "last", "items", "more"],
            "page" => &["parameter", "first", "current", "items", "more", "total"],
            "offset" => &["parameter", "items", "more", "total"],
            "url" => &["next", "items", "more"],
            _ => &["items"],
        };
        let values = self.change.values.iter();
        let other = values
            .filter(|it| !keys.contains(&it.key.as_str()))
            .min_by_key(|it| (it.position.line, it.position.column));
        let Some(other) = other else { return Some(()) };
        let message = format!("`{}` does not apply to pages by `{by}`", other.key);
        let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
        let help = format!("remove it; pages by `{by}` have {}", keys.join(", "));
        self.error(other.position, &message, &help)
    }

    /// The query parameter, if the rule has one.
    fn parameter(&mut self, inferred: Option<&Pagination>) -> Option<String> {
        let Some((name, position)) = self.text("parameter") else {
            return match &inferred.map(|it| &it.rule) {
                Some(
                    PageRule::Cursor { parameter, .. }
                    | PageRule::LastItem { parameter, .. }
                    | PageRule::Page { parameter, .. }
                    | PageRule::Offset { parameter },
                ) => Some(parameter.clone()),
                _ => match self.change.by {
                    Some("url" | "link") | None => None,
                    Some(by) => self.missing(by, "parameter", "name the query parameter"),
                },
            };
        };
        let parameters = self.operation.parameters.iter();
        let parameters = parameters.filter(|it| it.location == Location::Query);
        let known: Vec<&str> = parameters.map(|it| it.wire_name.as_str()).collect();
        if known.contains(&name) {
            return Some(name.to_owned());
        }
        let known = known.into_iter();
        self.report
            .unmatched("query parameter", name, position, known);
        None
    }

    /// The field that leads to the next page.
    fn next(&mut self, by: &str, inferred: Option<&Pagination>) -> Option<String> {
        let field = self.field("next", || match &inferred?.rule {
            PageRule::Cursor { field, .. } | PageRule::Url { field } => Some(field.clone()),
            _ => None,
        })?;
        let help = "name the field of a page that leads to the next one";
        field.or_else(|| self.missing(by, "next", help))
    }

    /// The member of the last item.
    fn last(&self, inferred: Option<&Pagination>) -> String {
        let inferred = inferred.and_then(|it| match &it.rule {
            PageRule::LastItem { key, .. } => Some(key.as_str()),
            _ => None,
        });
        let declared = self.text("last").map(|(key, _)| key);
        declared.or(inferred).unwrap_or(LAST).to_owned()
    }

    /// The number of the first page. There is no default: a wrong one would lose a page.
    fn first(&mut self, inferred: Option<&Pagination>) -> Option<u64> {
        let inferred = inferred.and_then(|it| match it.rule {
            PageRule::Page { first, .. } => first,
            _ => None,
        });
        let declared = self.value("first").and_then(|it| match it.change {
            PagesValue::Number(number) => Some(number),
            PagesValue::Text(_) => None,
        });
        let help = "write the number of the first page, `first = 1` or `first = 0`";
        declared
            .or(inferred)
            .or_else(|| self.missing("page", "first", help))
    }

    /// A field, if it is declared or inferred; [`None`] if it does not exist.
    #[expect(
        clippy::option_option,
        reason = "an error, or a field that may be absent"
    )]
    fn field(
        &mut self,
        key: &str,
        inferred: impl FnOnce() -> Option<String>,
    ) -> Option<Option<String>> {
        let Some((text, position)) = self.text(key) else {
            return Some(inferred());
        };
        let pointer = code_fields::pointer(text);
        let success = self.operation.success_type()?;
        if self.is_possible(success, &pointer) {
            return Some(Some(pointer));
        }
        let known = self.fields(success);
        let known = known.iter().map(|(known, _)| spelled(known, text));
        let known: Vec<String> = known.collect();
        let known = known.iter().map(String::as_str);
        self.report.unmatched("field", text, position, known);
        None
    }

    /// The list: what is declared or inferred, or else the only one.
    fn items(&mut self, success: &'a Type, inferred: Option<&Pagination>) -> Option<String> {
        if let Some((text, _)) = self.text("items") {
            return Some(code_fields::pointer(text));
        }
        if let Some(inferred) = inferred {
            return Some(inferred.items.clone());
        }
        if matches!(success, Type::List(_)) {
            return Some(String::new());
        }
        let lists = self.lists(success);
        if let [only] = lists.as_slice() {
            return Some(only.clone());
        }
        let message = format!(
            "a page of `{}` has several lists, or none",
            self.operation.name
        );
        let lists: Vec<String> = lists.iter().map(|it| format!("`{it}`")).collect();
        let help = match lists.as_slice() {
            [] => "declare a response with a list in the table of the item".to_owned(),
            lists => format!("add `items`, which is one of {}", lists.join(", ")),
        };
        self.error(self.change.position, &message, &help)
    }

    /// The list of a pagination, if it is one.
    fn checked_list(&mut self, pagination: Pagination) -> Option<String> {
        if pagination.list(self.operation, &self.definitions).is_some() {
            return Some(pagination.items);
        }
        let (text, position) = self
            .text("items")
            .unwrap_or((&pagination.items, self.change.position));
        let success = self.operation.success_type()?;
        let lists = self.lists(success);
        let lists: Vec<String> = lists.iter().map(|it| spelled(it, text)).collect();
        let lists = lists.iter().map(String::as_str);
        self.report.unmatched("list", text, position, lists);
        None
    }

    /// Whether a type can have a field: it has, or its members are not known.
    fn is_possible(&self, ty: &'a Type, field: &str) -> bool {
        let mut ty = ty;
        for key in pointer::keys(field) {
            while let Type::Nullable(inner) = ty {
                ty = inner;
            }
            match ty {
                Type::Named(name) => match self.definitions.named(name) {
                    Some(TypeDef::Struct(def)) => {
                        match def.fields.iter().find(|it| it.wire_name == key) {
                            Some(field) => ty = &field.ty,
                            None => return false,
                        }
                    }
                    Some(TypeDef::Union(_)) | None => return true,
                    Some(TypeDef::Enum(_)) => return false,
                },
                Type::Json | Type::External(_) | Type::Map(_) => return true,
                _ => return false,
            }
        }
        true
    }

    /// The fields of a type and of the objects in it, as JSON pointers.
    fn fields(&self, ty: &'a Type) -> Vec<(String, &'a Type)> {
        let mut found = Vec::new();
        let mut level = vec![(String::new(), ty)];
        for _ in 0..DEPTH {
            let structs = level.iter().filter_map(|(pointer, ty)| {
                let mut ty = *ty;
                while let Type::Nullable(inner) = ty {
                    ty = inner;
                }
                let Type::Named(name) = ty else { return None };
                match self.definitions.named(name)? {
                    TypeDef::Struct(def) => Some((pointer, def)),
                    _ => None,
                }
            });
            let fields = structs.flat_map(|(pointer, def)| {
                let fields = def.fields.iter();
                fields.map(move |it| (below(pointer, &it.wire_name), &it.ty))
            });
            level = fields.take(MOST_FIELDS).collect();
            found.extend(level.iter().cloned());
        }
        found
    }

    /// The lists in a type, as JSON pointers.
    fn lists(&self, ty: &'a Type) -> Vec<String> {
        let fields = self.fields(ty).into_iter();
        let lists = fields.filter(|(_, ty)| matches!(ty, Type::List(_)));
        lists.map(|(pointer, _)| pointer).collect()
    }

    fn missing<T>(&mut self, by: &str, key: &str, help: &str) -> Option<T> {
        let message = format!("pages by `{by}` need `{key}`");
        self.error(self.change.position, &message, help)
    }

    fn error<T>(&mut self, position: Position, message: &str, help: &str) -> Option<T> {
        self.report.error(Code::ConfigType, position, message, help);
        None
    }
}

/// A field as the user spells fields: a JSON pointer, or keys separated by dots.
fn spelled(pointer: &str, as_in: &str) -> String {
    if as_in.starts_with('/') {
        return pointer.to_owned();
    }
    pointer::keys(pointer).collect::<Vec<_>>().join(".")
}

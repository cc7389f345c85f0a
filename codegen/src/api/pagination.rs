//! Lists that come in pages.

use crate::pointer;

use super::{Definitions, Evidence, Field, Operation, Type, TypeDef};

/// How an operation returns a list in pages.
///
/// Parameters are the names of query parameters that are sent. Fields are JSON pointers (RFC 6901) into the body of the
/// only documented success.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagination {
    /// How one page leads to the next.
    pub rule: PageRule,
    /// The list; empty if the body itself is the list.
    pub items: String,
    /// The field that is `false` on the last page.
    pub more: Option<String>,
    /// The field with the number of pages, or of all items for [`PageRule::Offset`].
    pub total: Option<String>,
    /// What it was inferred from.
    pub evidence: Evidence,
}

/// How one page of a list leads to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageRule {
    /// The value of a field is the parameter of the next page.
    Cursor {
        /// The parameter.
        parameter: String,
        /// The field.
        field: String,
    },
    /// A member of the last item is the parameter of the next page.
    LastItem {
        /// The parameter.
        parameter: String,
        /// The JSON key of the member.
        key: String,
    },
    /// The parameter is the number of the page.
    Page {
        /// The parameter.
        parameter: String,
        /// The number of the first page. [`None`] if the collection does not prove it; then no code is generated.
        first: Option<u64>,
        /// The field with the number of the page.
        current: Option<String>,
    },
    /// The parameter is the number of items before the page.
    Offset {
        /// The parameter.
        parameter: String,
    },
    /// A field is the URL of the next page.
    Url {
        /// The field.
        field: String,
    },
    /// The header `Link` with `rel=next` is the URL of the next page (RFC 8288).
    Link,
}

impl Pagination {
    /// Whether enough is known to generate code.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        !matches!(self.rule, PageRule::Page { first: None, .. })
    }

    /// Where the list is in the success value of an operation; [`None`] if that is not a list of an operation with a single
    /// success.
    #[must_use]
    pub fn list<'a>(
        &self,
        operation: &'a Operation,
        definitions: &Definitions<'a>,
    ) -> Option<List<'a>> {
        let mut ty = operation.success_type()?;
        let mut fields = Vec::new();
        for key in pointer::keys(&self.items) {
            let Type::Named(name) = ty else { return None };
            let TypeDef::Struct(def) = definitions.named(name)? else {
                return None;
            };
            let field = def.fields.iter().find(|field| field.wire_name == key)?;
            fields.push(field);
            ty = &field.ty;
        }
        match ty {
            Type::List(item) => Some(List { fields, item }),
            _ => None,
        }
    }
}

impl PageRule {
    /// The rule as `codegen.toml` and `list --format json` name it.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Cursor { .. } => "cursor",
            Self::LastItem { .. } => "last-item",
            Self::Page { .. } => "page",
            Self::Offset { .. } => "offset",
            Self::Url { .. } => "url",
            Self::Link => "link",
        }
    }
}

/// A list in the success value of an operation.
#[derive(Debug, Clone)]
pub struct List<'a> {
    /// The fields that lead to it, the outermost one first.
    pub fields: Vec<&'a Field>,
    /// The type of its items.
    pub item: &'a Type,
}

impl Operation {
    /// The list that comes in pages, if enough is known to generate code for it.
    #[must_use]
    pub fn paged_list<'a>(&'a self, definitions: &Definitions<'a>) -> Option<List<'a>> {
        let pagination = self.pagination.as_ref()?;
        let list = pagination.list(self, definitions)?;
        pagination.is_complete().then_some(list)
    }

    /// The type of the success value, if a single success is documented, with JSON.
    #[must_use]
    pub fn success_type(&self) -> Option<&Type> {
        let mut successes = self.responses.iter().filter(|it| it.is_success());
        match (successes.next(), successes.next()) {
            (Some(only), None) => only.payload.json(),
            _ => None,
        }
    }
}

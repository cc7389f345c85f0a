//! Lists in pages, by each rule.

use codegen::api::{
    Evidence, Fact, Location, Operation, PageRule, Pagination, Payload, QueryEntry, Type, TypeDef,
};

use super::shorthand::{
    DECODE, field, list, named, nullable_field, object, operation, optional, optional_field,
    response,
};

pub fn operations() -> Vec<Operation> {
    vec![
        by_cursor(),
        by_last_item(),
        by_page(),
        by_offset(),
        by_url(),
        by_link(),
        of_shared_types(),
        unproven(),
    ]
}

/// A list of operations whose pages are `ty`.
fn paged(
    (module, name, path): (&str, &str, &str),
    ty: Type,
    types: Vec<TypeDef>,
    pagination: Pagination,
) -> Operation {
    let mut it = operation(module, name, "GET", path);
    let parameter = match &pagination.rule {
        PageRule::Cursor { parameter, .. }
        | PageRule::LastItem { parameter, .. }
        | PageRule::Page { parameter, .. }
        | PageRule::Offset { parameter } => parameter.as_str(),
        PageRule::Url { .. } | PageRule::Link => "state",
    };
    it.parameters = vec![
        optional(Location::Query, parameter, parameter, Type::String),
        optional(Location::Query, "limit", "limit", Type::I64),
    ];
    it.query = (0..2).map(QueryEntry::Parameter).collect();
    it.responses = vec![response(Some(200), "Ok", "OK", Payload::Json(ty))];
    it.types = types;
    it.pagination = Some(pagination);
    it
}

fn pagination(rule: PageRule, items: &str) -> Pagination {
    Pagination {
        rule,
        items: items.to_owned(),
        more: None,
        total: None,
        evidence: Evidence::of(Fact::Field(items.to_owned())),
    }
}

/// Only the shared type of the page names the type of its items.
fn of_shared_types() -> Operation {
    paged(
        ("of_shared_types", "OfSharedTypes", "/shared"),
        named("UserPage"),
        Vec::new(),
        pagination(PageRule::Link, "/users"),
    )
}

fn by_cursor() -> Operation {
    let rule = PageRule::Cursor {
        parameter: "cursor".to_owned(),
        field: "/next".to_owned(),
    };
    let page = object(
        "CursorPage",
        vec![
            field("items", "items", list(Type::I64)),
            nullable_field(field("next", "next", Type::String)),
        ],
        DECODE,
    );
    let names = ("by_cursor", "ByCursor", "/cursor");
    paged(
        names,
        named("CursorPage"),
        vec![page],
        pagination(rule, "/items"),
    )
}

fn by_last_item() -> Operation {
    let rule = PageRule::LastItem {
        parameter: "starting_after".to_owned(),
        key: "id".to_owned(),
    };
    let page = object(
        "UserPage",
        vec![
            optional_field("data", "data", list(named("User"))),
            optional_field("has_more", "has_more", Type::Bool),
        ],
        DECODE,
    );
    let names = ("by_last_item", "ByLastItem", "/last");
    let pagination = Pagination {
        more: Some("/has_more".to_owned()),
        ..pagination(rule, "/data")
    };
    paged(names, named("UserPage"), vec![page], pagination)
}

/// The list is in objects, the outer one of which can be missing, and the inner one null.
fn by_page() -> Operation {
    let rule = PageRule::Page {
        parameter: "page".to_owned(),
        first: Some(1),
        current: Some("/result/meta/page".to_owned()),
    };
    let types = vec![
        object(
            "NumberedPage",
            vec![optional_field("result", "result", named("Outer"))],
            DECODE,
        ),
        object(
            "Outer",
            vec![
                nullable_field(field("rows", "rows", list(Type::String))),
                optional_field("meta", "meta", named("Meta")),
            ],
            DECODE,
        ),
        object(
            "Meta",
            vec![
                optional_field("page", "page", Type::I64),
                optional_field("pages", "pages", Type::I64),
            ],
            DECODE,
        ),
    ];
    let pagination = Pagination {
        total: Some("/result/meta/pages".to_owned()),
        ..pagination(rule, "/result/rows")
    };
    let names = ("by_page", "ByPage", "/page");
    paged(names, named("NumberedPage"), types, pagination)
}

/// A page is a bare list.
fn by_offset() -> Operation {
    let rule = PageRule::Offset {
        parameter: "offset".to_owned(),
    };
    let names = ("by_offset", "ByOffset", "/offset");
    paged(names, list(Type::I64), Vec::new(), pagination(rule, ""))
}

fn by_url() -> Operation {
    let rule = PageRule::Url {
        field: "/links/next".to_owned(),
    };
    let types = vec![
        object(
            "LinkedPage",
            vec![
                field("values", "values", list(Type::I64)),
                optional_field("links", "links", named("Links")),
            ],
            DECODE,
        ),
        object(
            "Links",
            vec![optional_field("next", "next", Type::String)],
            DECODE,
        ),
    ];
    let names = ("by_url", "ByUrl", "/url");
    paged(
        names,
        named("LinkedPage"),
        types,
        pagination(rule, "/values"),
    )
}

fn by_link() -> Operation {
    let names = ("by_link", "ByLink", "/link");
    let pagination = pagination(PageRule::Link, "");
    paged(names, list(Type::I64), Vec::new(), pagination)
}

/// Nothing proves the number of the first page, so no code is generated.
fn unproven() -> Operation {
    let rule = PageRule::Page {
        parameter: "page".to_owned(),
        first: None,
        current: None,
    };
    let names = ("unproven", "Unproven", "/unproven");
    paged(names, list(Type::I64), Vec::new(), pagination(rule, ""))
}

//! Corrections, one by one.

use crate::api::testing::field;
use crate::api::{
    AuthUse, Body, Docs, Enum, EnumRepr, Evidence, Fact, Folder, IndexedKeys, Location, Parameter,
    Payload, Presence, Profile, Response, Serialization, Struct, Type, TypeDef, Uses, Variant,
};
use crate::source::Source;

use super::*;

mod bulk;
mod declared;
mod pages;

fn operation(name: &str, pointer: &str) -> Operation {
    Operation {
        name: name.to_owned(),
        source: "a.json".to_owned(),
        pointer: pointer.to_owned(),
        module: names::module(name).unwrap(),
        type_name: names::type_name(name),
        docs: Docs::default(),
        method: "GET".to_owned(),
        server: String::new(),
        path: Vec::new(),
        path_template: "/".to_owned(),
        query: Vec::new(),
        headers: Vec::new(),
        body: Body::None,
        parameters: vec![parameter("kind", "Kind"), parameter("page", "")],
        auth: AuthUse::None,
        profile: Profile::default(),
        responses: vec![Response {
            status: Some(200),
            variant: Ident::new("Ok"),
            reason: "OK".to_owned(),
            docs: Docs::default(),
            payload: Payload::Json(Type::List(Box::new(Type::Named(Ident::new("User"))))),
            stream: None,
            error_codes: Vec::new(),
            evidence: Evidence::default(),
        }],
        error_codes: Vec::new(),
        code_fields: Vec::new(),
        types: vec![kind(), user()],
        example: None,
        pagination: None,
        saved_responses: Vec::new(),
    }
}

fn parameter(wire_name: &str, ty: &str) -> Parameter {
    Parameter {
        location: Location::Query,
        wire_name: wire_name.to_owned(),
        name: names::field(wire_name),
        ty: match ty {
            "" => Type::String,
            name => Type::Named(Ident::new(name)),
        },
        serialization: Serialization::Plain,
        is_secret: false,
        presence: Presence::Optional,
        variable: None,
        default: None,
        docs: Docs::default(),
        pointer: String::new(),
        evidence: Evidence::default(),
    }
}

fn kind() -> TypeDef {
    TypeDef::Enum(Enum {
        name: Ident::new("Kind"),
        docs: Docs::default(),
        variants: vec![Variant {
            name: Ident::new("A"),
            value: "a".to_owned(),
            docs: Docs::default(),
        }],
        closed: true,
        repr: EnumRepr::String,
        uses: Uses::default(),
        evidence: Evidence::default(),
        derives: Vec::new(),
    })
}

fn user() -> TypeDef {
    TypeDef::Struct(Struct {
        name: Ident::new("User"),
        docs: Docs::default(),
        fields: vec![field("id", Type::String)],
        uses: Uses::default(),
        evidence: Evidence::default(),
        derives: Vec::new(),
    })
}

fn api() -> Api {
    Api {
        module: Ident::new("api"),
        type_name: Ident::new("Api1"),
        name: "api".to_owned(),
        docs: Docs::default(),
        source: "a.json".to_owned(),
        server_variables: Vec::new(),
        client_variables: Vec::new(),
        schemes: Vec::new(),
        environments: Vec::new(),
        folder_features: false,
        client_path: "client".to_owned(),
        serde: false,
        types: Vec::new(),
        operations: vec![
            operation("List users", "/item/0"),
            operation("Get user", "/item/1"),
        ],
        folders: vec![Folder {
            module: Ident::new("admin"),
            name: "Admin".to_owned(),
            pointer: "/item/2".to_owned(),
            docs: Docs::default(),
            operations: vec![operation("Get user", "/item/2/item/0")],
            folders: Vec::new(),
        }],
    }
}

/// The corrected API, and the diagnostics.
fn corrected(config: &str) -> (Api, Vec<String>) {
    corrected_api(api(), config)
}

fn corrected_api(mut api: Api, config: &str) -> (Api, Vec<String>) {
    let source = Source {
        path: "codegen.toml".to_owned(),
        text: config.to_owned(),
    };
    let mut diagnostics = Diagnostics::default();
    let config = Config::read(Some(&source), &mut diagnostics);
    correct(&mut api, &config, false, &mut diagnostics);
    let diagnostics = diagnostics.into_iter().map(|diagnostic| {
        let help = diagnostic.help.map(|help| format!(" ({help})"));
        format!(
            "{}:{} {}{}",
            diagnostic.line,
            diagnostic.column,
            diagnostic.message,
            help.unwrap_or_default()
        )
    });
    (api, diagnostics.collect())
}

#[test]
fn an_item_is_renamed_with_its_module() {
    let (api, diagnostics) = corrected("[item.\"List users\"]\nrename = \"AllUsers\"");
    assert_eq!(diagnostics, Vec::<String>::new());
    assert_eq!(api.operations[0].type_name.as_str(), "AllUsers");
    assert_eq!(api.operations[0].module.as_str(), "all_users");
}

#[test]
fn types_named_after_an_item_follow_its_name() {
    let mut api = api();
    let operation = &mut api.operations[0];
    *operation.types[1].name_mut() = Ident::new("ListUsersOk");
    operation.responses[0].payload = Payload::Json(Type::Named(Ident::new("ListUsersOk")));
    let config = "[item.\"List users\"]\nrename = \"All\"\n[type.AllOk.field.id]\nrequired = false";
    let (api, diagnostics) = corrected_api(api, config);
    assert_eq!(diagnostics, Vec::<String>::new());
    let operation = &api.operations[0];
    assert_eq!(operation.types[1].name().as_str(), "AllOk");
    let payload = Type::Named(Ident::new("AllOk"));
    assert_eq!(operation.responses[0].payload, Payload::Json(payload));
}

#[test]
fn an_ambiguous_name_is_an_error_that_says_how_to_be_exact() {
    let (_, diagnostics) = corrected("[item.\"Get user\"]\nskip = true");
    assert_eq!(
        diagnostics,
        ["1:7 `Get user` matches 2 items (use one of `/item/1`, `Admin/Get user`)"]
    );
    let (api, diagnostics) =
        corrected("[item.\"/item/1\"]\nskip = true\n[item.\"Admin/Get user\"]\nskip = true");
    assert_eq!(diagnostics, Vec::<String>::new());
    assert_eq!((api.operations.len(), api.folders.len()), (1, 0));
}

#[test]
fn a_name_in_use_or_of_another_style_changes_nothing() {
    let (api, diagnostics) = corrected("[item.\"List users\"]\nrename = \"GetUser\"");
    assert_eq!(api.operations[0].type_name.as_str(), "ListUsers");
    assert_eq!(
        diagnostics[0],
        "2:10 `GetUser` is already taken (choose another name)"
    );
    let (_, diagnostics) = corrected("[item.\"List users\"]\nrename = \"all users\"");
    assert_eq!(
        diagnostics[0],
        "2:10 `all users` is not a valid name here (use `AllUsers`)"
    );
    for code in ["X {} fn pwned() {}", "X;", "../X", "X\\n#", "\\u202eX"] {
        let (api, diagnostics) = corrected(&format!("[item.\"List users\"]\nrename = \"{code}\""));
        assert_eq!(api.operations[0].type_name.as_str(), "ListUsers", "{code}");
        assert_eq!(diagnostics.len(), 1, "{code}: {diagnostics:?}");
    }
}

#[test]
fn a_folder_is_renamed_or_left_out() {
    let (api, _) = corrected("[folder.Admin]\nrename = \"internal\"");
    assert_eq!(api.folders[0].module.as_str(), "internal");
    let (api, _) = corrected("[folder.Admin]\nskip = true");
    assert!(api.folders.is_empty());
    let (_, diagnostics) = corrected("[folder.Adnim]\nskip = true");
    assert_eq!(
        diagnostics,
        ["1:9 cannot find folder `Adnim` (did you mean `Admin`?)"]
    );
}

#[test]
fn a_parameter_gets_another_type_and_its_enum_goes() {
    let config = "[item.\"List users\".parameter.kind]\n\
                  type = \"Vec<uuid::Uuid>\"\nrequired = true\nrename = \"kinds\"";
    let (api, diagnostics) = corrected(config);
    assert_eq!(diagnostics, Vec::<String>::new());
    let operation = &api.operations[0];
    let parameter = &operation.parameters[0];
    assert_eq!(
        parameter.ty,
        Type::List(Box::new(Type::External("uuid::Uuid".to_owned())))
    );
    assert_eq!(parameter.presence, Presence::Required);
    assert_eq!(parameter.name.as_str(), "kinds");
    assert_eq!(parameter.evidence, Evidence::of(Fact::Configured));
    assert_eq!(operation.types.len(), 1);
    let (_, diagnostics) = corrected("[item.\"List users\".parameter.kindd]\nrequired = true");
    assert_eq!(
        diagnostics,
        ["1:30 cannot find parameter `kindd` (did you mean `kind`?)"]
    );
    let (_, diagnostics) = corrected("[item.\"List users\".parameter.page]\ntype = \"Usr\"");
    assert_eq!(
        diagnostics,
        ["2:8 cannot find type `Usr` (did you mean `User`?)"]
    );
}

#[test]
fn values_make_an_enum() {
    let config = "[item.\"List users\".parameter.page]\nenum = { 1 = \"First\", 2 = \"Second\" }\nexact = false";
    let (api, diagnostics) = corrected(config);
    assert_eq!(diagnostics, Vec::<String>::new());
    let Some(TypeDef::Enum(def)) = api.operations[0].types.last() else {
        panic!("no enum");
    };
    assert_eq!((def.name.as_str(), def.closed), ("Page", false));
    assert_eq!(def.variants[1].name.as_str(), "Second");
}

#[test]
fn a_type_is_renamed_wherever_it_stands() {
    let config = "[type.User]\nrename = \"Account\"\n[type.User.field.id]\ntype = \"i64\"\nrequired = false\n\
                  [type.Kind.value]\na = \"First\"";
    let (api, diagnostics) = corrected(config);
    assert_eq!(diagnostics, Vec::<String>::new());
    for operation in &api.operations {
        assert_eq!(
            operation.responses[0].payload,
            Payload::Json(Type::List(Box::new(Type::Named(Ident::new("Account")))))
        );
        let [TypeDef::Enum(kind), TypeDef::Struct(account)] = operation.types.as_slice() else {
            panic!("the types are {:?}", operation.types);
        };
        assert_eq!(kind.variants[0].name.as_str(), "First");
        assert_eq!(account.name.as_str(), "Account");
        assert_eq!(
            (&account.fields[0].ty, account.fields[0].required),
            (&Type::I64, false)
        );
    }
    let (_, diagnostics) = corrected("[type.Usr]\nrename = \"Account\"");
    assert_eq!(
        diagnostics,
        ["1:7 cannot find type `Usr` (did you mean `User`?)"]
    );
}

#[test]
fn a_shared_configuration_need_not_match() {
    let source = Source {
        path: "codegen.toml".to_owned(),
        text: "[item.Other]\nskip = true".to_owned(),
    };
    let mut diagnostics = Diagnostics::default();
    let config = Config::read(Some(&source), &mut diagnostics);
    correct(&mut api(), &config, true, &mut diagnostics);
    assert!(diagnostics.is_empty());
}

/// `User` with a second field of a type.
fn derived(field: &Type, config: &str) -> (Vec<String>, Vec<String>) {
    let mut api = api();
    for operation in &mut api.operations {
        let TypeDef::Struct(user) = &mut operation.types[1] else {
            panic!("the second type is `User`");
        };
        let mut more = user.fields[0].clone();
        (more.wire_name, more.ty) = ("more".to_owned(), field.clone());
        user.fields.push(more);
    }
    let (api, diagnostics) = corrected_api(api, config);
    let TypeDef::Struct(user) = &api.operations[0].types[1] else {
        panic!("the second type is `User`");
    };
    (user.derives.clone(), diagnostics)
}

#[test]
fn derives_for_all_types_go_where_they_can_hold() {
    let config = "[types]\nderive = [\"Debug\", \"Eq\", \"a::Trait\"]";
    let (derives, diagnostics) = derived(&Type::I64, config);
    assert_eq!(derives, ["PartialEq", "Eq", "a::Trait"]);
    assert_eq!(diagnostics, Vec::<String>::new());
    let (derives, diagnostics) = derived(&Type::F64, config);
    assert_eq!(derives, ["PartialEq", "a::Trait"]);
    assert_eq!(
        diagnostics,
        [
            "2:20 `User` and 1 more cannot derive `Eq`: field `more` has type `f64` (all other types derive it)"
        ]
    );
    let nowhere = Type::External("semver::Version".to_owned());
    assert_eq!(derived(&nowhere, config).0, ["a::Trait"]);
}

#[test]
fn a_derive_for_one_type_reaches_what_is_in_it_or_is_an_error() {
    let config = "[type.User]\nderive = [\"Ord\"]";
    let kind = Type::List(Box::new(Type::Named(Ident::new("Kind"))));
    let (derives, diagnostics) = derived(&kind, config);
    assert_eq!(derives, ["PartialEq", "Eq", "PartialOrd", "Ord"]);
    assert_eq!(diagnostics, Vec::<String>::new());
    let (derives, diagnostics) = derived(&Type::Json, config);
    assert_eq!(derives, ["PartialEq", "Eq"]);
    assert_eq!(
        diagnostics,
        [
            "2:11 `User` cannot derive `Ord`: field `more` has type `serde_json::Value` (remove `Ord`, or use other types)"
        ]
    );
    let (_, diagnostics) = derived(&kind, "[type.User]\nderive = [\"Copy\"]");
    assert_eq!(
        diagnostics,
        [
            "2:11 `User` cannot derive `Copy`: field `id` has type `String` (remove `Copy`, or use other types)"
        ]
    );
    // What is not known of a type of another crate is believed of it here.
    let foreign = Type::External("semver::Version".to_owned());
    assert_eq!(derived(&foreign, config).1, Vec::<String>::new());
}

#[test]
fn a_derive_that_is_none_leads_to_the_nearest() {
    let (_, diagnostics) = corrected("[types]\nderive = [\"Hsh\", \"Serialize\"]");
    assert_eq!(
        diagnostics,
        [
            "2:11 unknown derive `Hsh` (did you mean `Hash`?)",
            "2:18 unknown derive `Serialize` (enable feature `serde` of `client`, which \
             implements serde's traits for all types)",
        ]
    );
}

#[test]
fn a_type_that_the_client_cannot_read_is_an_error() {
    let (_, diagnostics) = corrected("[type.User.field.id]\ntype = \"Option<std::net::IpAddr>\"");
    assert_eq!(
        diagnostics,
        [
            "2:8 `client` cannot read and write `std::net::IpAddr` (if it implements `FromStr` \
             and `Display`, use `client::json::Text<std::net::IpAddr>`)"
        ]
    );
}

#[test]
fn code_that_is_no_type_is_an_error() {
    for code in [
        "u8; fn pwned() {}",
        "Vec<u8>> fn pwned() {}",
        "a::B { pwned!() }",
        "a::\\u202eB",
    ] {
        let config = format!("[type.User.field.id]\ntype = \"{code}\"");
        let (api, diagnostics) = corrected(&config);
        assert_eq!(diagnostics.len(), 1, "{code}: {diagnostics:?}");
        assert!(!format!("{api:?}").contains("pwned"), "{code}");
    }
}

#[test]
fn a_field_or_value_that_no_type_of_the_name_has_is_an_error() {
    let (_, diagnostics) =
        corrected("[type.User.field.idd]\nrename = \"a\"\n[type.Kind.value]\nb = \"B\"");
    assert_eq!(
        diagnostics,
        [
            "4:1 cannot find value `b` (expected `a`)",
            "1:18 cannot find field `idd` (did you mean `id`?)",
        ]
    );
    let mut api = api();
    if let TypeDef::Struct(user) = &mut api.operations[1].types[1] {
        user.fields[0].wire_name = "other".to_owned();
    }
    let (_, diagnostics) = corrected_api(api, "[type.User.field.other]\nrename = \"a\"");
    assert_eq!(diagnostics, Vec::<String>::new());
}

/// The API with `User` moved to its shared types, which the first operation names.
fn sharing() -> Api {
    let mut api = api();
    let user = api.operations[0].types.remove(1);
    api.types.push(user);
    api
}

#[test]
fn a_name_that_the_module_imports_is_in_use() {
    let (_, diagnostics) = corrected_api(sharing(), "[item.\"List users\"]\nrename = \"User\"");
    assert_eq!(
        diagnostics,
        ["2:10 `User` is already taken (choose another name)"]
    );
    let (_, diagnostics) = corrected_api(sharing(), "[type.User]\nrename = \"ListUsers\"");
    assert_eq!(
        diagnostics,
        ["2:10 `ListUsers` is already taken (choose another name)"]
    );
    let (_, diagnostics) = corrected_api(sharing(), "[type.User]\nrename = \"Kind\"");
    assert_eq!(
        diagnostics,
        ["2:10 `Kind` is already taken (choose another name)"]
    );
}

#[test]
fn a_name_whose_response_is_in_use_is_in_use() {
    let mut api = api();
    *api.operations[0].types[1].name_mut() = Ident::new("AllResponse");
    let (_, diagnostics) = corrected_api(api, "[item.\"List users\"]\nrename = \"All\"");
    assert_eq!(
        diagnostics,
        ["2:10 `All` needs the name `AllResponse`, which is already taken (choose another name)"]
    );
}

#[test]
fn a_part_of_the_path_is_always_given() {
    let mut api = api();
    api.operations[0].parameters[0].location = Location::Path;
    let config = "[item.\"List users\".parameter.kind]\nrequired = false";
    let (_, diagnostics) = corrected_api(api, config);
    assert_eq!(
        diagnostics,
        ["1:30 `kind` is part of every URL, so it cannot be optional (remove `required = false`)"]
    );
}

#[test]
fn a_parameter_takes_no_type_that_it_cannot_send() {
    let message = |ty: &str| {
        let config = format!("[item.\"List users\".parameter.page]\ntype = \"{ty}\"");
        corrected(&config).1
    };
    assert_eq!(
        message("Option<i64>"),
        ["2:8 a parameter cannot be an `Option` (set `required = false` to make it optional)"]
    );
    assert_eq!(
        message("file"),
        ["2:8 only a body or a `form-data` field can be a file (use `String` for any text)"]
    );
}

#[test]
fn a_list_with_indexes_in_its_keys_keeps_them_if_it_stays_a_list() {
    let keys = Serialization::Indexed(IndexedKeys {
        first: 0,
        is_dotted: false,
    });
    for (ty, serialization) in [
        ("Vec<i64>", keys),
        ("Vec<User>", keys),
        ("i64", Serialization::Plain),
    ] {
        let mut api = api();
        let page = &mut api.operations[0].parameters[1];
        page.wire_name = "pages[0]".to_owned();
        page.ty = Type::List(Box::new(Type::String));
        page.serialization = keys;
        let config = format!("[item.\"List users\".parameter.\"pages[0]\"]\ntype = \"{ty}\"");
        let (api, diagnostics) = corrected_api(api, &config);
        assert_eq!(diagnostics, Vec::<String>::new());
        let page = &api.operations[0].parameters[1];
        assert_eq!(
            (page.serialization, page.evidence.to_string().as_str()),
            (serialization, "codegen.toml"),
            "{ty}"
        );
    }
}

#[test]
fn a_type_goes_where_a_correction_puts_it() {
    let config = "[item.\"List users\".parameter.page]\ntype = \"Vec<User>\"";
    let (api, diagnostics) = corrected(config);
    assert_eq!(diagnostics, Vec::<String>::new());
    let TypeDef::Struct(user) = &api.operations[0].types[1] else {
        panic!("the second type is `User`");
    };
    assert_eq!((user.uses.encode, user.uses.decode), (true, true));
}

/// The enum that a correction of the field `id` of this type creates.
fn enum_of_field(ty: &Type, config: &str) -> (Enum, Vec<String>) {
    let mut api = api();
    for operation in &mut api.operations {
        let TypeDef::Struct(user) = &mut operation.types[1] else {
            panic!("the second type is `User`");
        };
        user.uses.decode = true;
        user.fields[0].ty = ty.clone();
    }
    let (api, diagnostics) = corrected_api(api, &format!("[type.User.field.id]\n{config}"));
    let Some(TypeDef::Enum(def)) = api.operations[0].types.last() else {
        panic!("no enum");
    };
    (def.clone(), diagnostics)
}

#[test]
fn an_enum_of_numbers_is_read_from_numbers() {
    let (def, diagnostics) = enum_of_field(&Type::I64, "enum = { 320 = \"Long\", 10 = \"Short\" }");
    assert_eq!(diagnostics, Vec::<String>::new());
    assert_eq!(def.repr, EnumRepr::Integer);
    let (_, diagnostics) = enum_of_field(&Type::I64, "enum = [\"long\"]");
    assert_eq!(
        diagnostics,
        ["1:18 `id` is an integer, but `long` is not (list only integers in `enum`)"]
    );
}

#[test]
fn an_enum_of_responses_is_open_unless_it_is_said() {
    let (def, _) = enum_of_field(&Type::String, "enum = [\"a\"]");
    assert_eq!((def.closed, def.repr), (false, EnumRepr::String));
    let (def, _) = enum_of_field(&Type::String, "enum = [\"a\"]\nexact = true");
    assert!(def.closed);
}

#[test]
fn values_that_are_known_are_said_to_be_all_or_not() {
    let (api, diagnostics) = corrected("[item.\"List users\".parameter.kind]\nexact = false");
    assert_eq!(diagnostics, Vec::<String>::new());
    let TypeDef::Enum(kind) = &api.operations[0].types[0] else {
        panic!("the first type is `Kind`");
    };
    assert_eq!(
        (kind.closed, &kind.evidence),
        (false, &Evidence::of(Fact::Configured))
    );
    let (_, diagnostics) = corrected("[item.\"List users\".parameter.page]\nexact = true");
    assert_eq!(
        diagnostics,
        [
            "1:30 `exact` needs an enum, and no values of `page` are known (list the values in `enum`)"
        ]
    );
}

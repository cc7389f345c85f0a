//! What programs read: an overview with links (`llms.txt`), and the Rust path of everything (`catalogue.json`).

use serde_json::{Map, Value, json};

use crate::api::TypeDef;
use crate::list::json::payload;
use crate::list::types;
use crate::markdown::{code, escaped};
use crate::output::mark::header;
use crate::text::escaped_in_json;

use super::catalogue::{Catalogue, Chapter, Item};

/// `llms.txt` (<https://llmstxt.org>): the title is the first line, so our mark is a comment in it.
pub(super) fn overview(catalogue: &Catalogue<'_>) -> String {
    let mut text = format!(
        "# Catalogue {} -->\n\n> Typed Rust clients, generated from Postman collections.\n\n\
         catalogue.json has the Rust path of everything.\n",
        header("<!--", &catalogue.source())
    );
    for chapter in &catalogue.chapters {
        text += &format!("\n## {}\n\n", escaped(&chapter.api.name));
        text += &format!(
            "Client: {}\n\n",
            code(&format!("{}::Client", chapter.rust_path))
        );
        for item in &chapter.items {
            let operation = item.operation();
            let request = format!("{} {}", operation.method, operation.path_template);
            text += &format!(
                "- [{}]({}): {}, {}\n",
                escaped(&operation.name),
                item.path().markdown(),
                code(&request),
                code(&item.rust(operation.type_name.as_str()))
            );
        }
    }
    text
}

/// `catalogue.json`. The first member, on the first line, is our mark.
pub(super) fn paths(catalogue: &Catalogue<'_>) -> String {
    let mut document = Map::new();
    document.insert(
        "//".to_owned(),
        header("", &catalogue.source()).trim().into(),
    );
    document.insert("crate".to_owned(), catalogue.options.crate_name.into());
    let apis = catalogue.chapters.iter().map(chapter);
    document.insert("apis".to_owned(), apis.collect());
    let text = format!("{:#}\n", Value::Object(document));
    // The mark has to be in the first line.
    let text = text.replacen("{\n  ", "{ ", 1);
    escaped_in_json(&text).into_owned()
}

fn chapter(chapter: &Chapter<'_>) -> Value {
    let (api, path) = (chapter.api, &chapter.rust_path);
    let schemes = api.schemes.iter();
    let variables = api.server_variables.iter();
    let types = format!("{path}::types");
    json!({
        "name": api.name,
        "source": api.source,
        "page": chapter.path(),
        "rust": path,
        "client": format!("{path}::Client"),
        "blocking_client": format!("{path}::blocking::Client"),
        "credentials": schemes.map(|it| json!({
            "scheme": it.kind.as_str(),
            "rust": format!("{path}::Credentials::{}", it.name),
        })).collect::<Vec<_>>(),
        "variables": variables.map(|it| json!({
            "name": it.variable,
            "default": it.default,
            "rust": format!("{path}::Server::{}", it.name),
        })).collect::<Vec<_>>(),
        "items": chapter.items.iter().map(item).collect::<Vec<_>>(),
        "types": definitions(&api.types, &types),
    })
}

fn item(item: &Item<'_>) -> Value {
    let operation = item.operation();
    let name = operation.type_name.as_str();
    let (parameters, responses) = (operation.parameters.iter(), operation.responses.iter());
    let response_type = if operation.responses.is_empty() {
        let root = item.rust_path.split("::").next().unwrap_or_default();
        format!("{root}::client::Response")
    } else {
        item.rust(&format!("{name}Response"))
    };
    json!({
        "name": operation.name,
        "source": operation.source,
        "pointer": operation.pointer,
        "folders": item.located.folders,
        "method": operation.method,
        "server": operation.server,
        "path": operation.path_template,
        "page": item.path().html(),
        "markdown": item.path().markdown(),
        "rust": item.rust(name),
        "response": response_type,
        "parameters": parameters.map(|it| json!({
            "location": it.location.as_str(),
            "wire_name": it.wire_name,
            "type": types::text(&it.ty),
            "rust": item.rust(&format!("{name}::{}", it.name)),
        })).collect::<Vec<_>>(),
        "responses": responses.map(|it| json!({
            "status": it.status,
            "payload": payload(&it.payload),
            "rust": item.rust(&format!("{name}Response::{}", it.variant)),
        })).collect::<Vec<_>>(),
        "error_codes": operation.error_codes.iter().map(|it| json!({
            "code": it.code,
            "rust": item.rust(&format!("ErrorCode::{}", it.name)),
        })).collect::<Vec<_>>(),
        "types": definitions(&operation.types, &item.rust_path),
    })
}

/// The definitions of a module, with the paths of what is in them.
fn definitions(defs: &[TypeDef], module: &str) -> Vec<Value> {
    let one = |def: &TypeDef| {
        let path = format!("{module}::{}", def.name());
        let member = |wire: &str, name: &str| json!({ "wire_name": wire, "rust": format!("{path}::{name}") });
        let members: Vec<Value> = match def {
            TypeDef::Struct(def) => {
                let fields = def.fields.iter();
                fields
                    .map(|it| member(&it.wire_name, it.name.as_str()))
                    .collect()
            }
            TypeDef::Enum(def) => {
                let variants = def.variants.iter();
                variants
                    .map(|it| member(&it.value, it.name.as_str()))
                    .collect()
            }
            TypeDef::Union(def) => {
                let variants = def.variants.iter();
                variants
                    .map(|(name, _)| json!({ "rust": format!("{path}::{name}") }))
                    .collect()
            }
        };
        json!({ "rust": path, "members": members })
    };
    defs.iter().map(one).collect()
}

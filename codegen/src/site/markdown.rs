//! The page of an item as Markdown, for programs.

use crate::api::{Enum, Operation, Parameter, Presence, Response, TypeDef};
use crate::list::json::payload;
use crate::list::types;
use crate::markdown::{code, escaped};
use crate::output::mark::header;
use crate::text::{escaped_in_json, stripped};

use super::item::shown;
use super::links::relative;
use super::page::{Page, Programs};

/// The text of the page.
pub(super) fn page(page: &Page<'_>, programs: &Programs) -> String {
    let operation = page.item.operation();
    let mut text = format!("{} -->\n\n", header("<!--", &operation.source));
    let url = format!(
        "{} {}{}",
        operation.method, operation.server, operation.path_template
    );
    let rust = page.item.rust(operation.type_name.as_str());
    let path = page.item.path().markdown();
    text += &format!("# {}\n\n", escaped(&operation.name));
    text += &format!("- Request: {}\n- Rust: {}\n", code(&url), code(&rust));
    text += &format!(
        "- `codegen.toml`: {}\n",
        code(&format!("[{}]", page.item.key))
    );
    text += &format!("- [All pages]({})\n\n", relative(&path, "llms.txt"));
    for line in operation.docs.lines() {
        text += line;
        text.push('\n');
    }
    if let Some(sample) = &programs.rust {
        text += "\n## Rust\n\n";
        text += &fenced("rust", &sample.asynchronous);
        text += "\nWithout an async runtime:\n\n";
        text += &fenced("rust", &sample.blocking);
    }
    text += &command(programs);
    text += &reference(page, operation);
    if let Some(source) = page.source {
        text += "\n## Item\n\n";
        let mut item = source.json.clone();
        let saved = item
            .as_object_mut()
            .and_then(|it| it.shift_remove("response"));
        if saved
            .as_ref()
            .is_some_and(|it| *it != serde_json::json!([]))
        {
            text += "Without `response`, of which the section “Responses” has the bodies.\n\n";
        }
        text += &fenced("json", &escaped_in_json(&format!("{item:#}")));
    }
    text
}

fn command(programs: &Programs) -> String {
    let mut text = String::new();
    match &programs.curl {
        None => {}
        Some(Ok(command)) => {
            text += "\n## curl\n\n";
            text += &fenced("sh", &command.text);
            for note in &command.notes {
                text += &format!("\n{}\n", escaped(note));
            }
        }
        Some(Err(problem)) => {
            let problem = escaped(problem);
            text += &format!("\n## curl\n\nNo command can be shown: {problem}.\n");
        }
    }
    text
}

fn reference(page: &Page<'_>, operation: &Operation) -> String {
    let mut text = String::new();
    if !operation.parameters.is_empty() {
        text += "\n## Parameters\n\n";
        for it in &operation.parameters {
            let set = page.item.types.values(&it.ty);
            text += &parameter(it, set);
        }
    }
    if !operation.responses.is_empty() {
        text += "\n## Responses\n\n";
        for it in &operation.responses {
            text += &response(page, it);
        }
    }
    if !operation.error_codes.is_empty() {
        text += "\n## Error codes\n\n";
        for it in &operation.error_codes {
            let name = format!("ErrorCode::{}", it.name);
            text += &format!(
                "- {} as {}: {}\n",
                code(&it.code),
                code(&name),
                escaped(&it.text)
            );
        }
    }
    if !operation.types.is_empty() {
        text += "\n## Types\n\n";
        for def in &operation.types {
            text += &definition(def);
        }
    }
    text
}

fn parameter(parameter: &Parameter, set: Option<&Enum>) -> String {
    let presence = match &parameter.presence {
        Presence::Required => "required".to_owned(),
        Presence::Optional => "optional".to_owned(),
        Presence::Variable => "optional, else a variable of the client is sent".to_owned(),
        Presence::Default(text) | Presence::Preset(text) => {
            format!("optional, else {} is sent", code(text))
        }
        Presence::Dynamic(name) => format!("optional, else {} is sent", code(name)),
    };
    let mut text = format!(
        "- {} ({}): {}, {presence}",
        code(&parameter.wire_name),
        parameter.location.as_str(),
        code(&types::text(&parameter.ty)),
    );
    if let Some(default) = parameter.assumed() {
        text += &format!(", default {}", code(default));
    }
    if !parameter.evidence.is_empty() {
        text += &format!(". Evidence: {}", escaped(&parameter.evidence.to_string()));
    }
    text.push('\n');
    text += &indented(parameter.docs.lines());
    if let Some(set) = set {
        text += &of_enum(set, "  ");
    }
    text
}

fn response(page: &Page<'_>, response: &Response) -> String {
    let status = response.status.map(|status| status.to_string());
    let mut text = format!(
        "- {} as {}",
        code(status.as_deref().unwrap_or("any other failure")),
        code(response.variant.as_str())
    );
    if let Some(ty) = payload(&response.payload) {
        text += &format!(", with {}", code(&ty));
    }
    text.push('\n');
    text += &indented(response.docs.lines());
    let saved = page.source.into_iter().flat_map(|source| &source.saved);
    let bodies = saved.filter(|saved| saved.code == response.status);
    for body in bodies.filter_map(|saved| saved.body.as_deref()) {
        if !body.is_empty() {
            let block = fenced("", &shown(body));
            let lines: Vec<String> = block.lines().map(str::to_owned).collect();
            text.push('\n');
            text += &indented(&lines);
        }
    }
    text
}

fn definition(def: &TypeDef) -> String {
    let mut text = format!("- {}\n", code(def.name().as_str()));
    match def {
        TypeDef::Struct(def) => {
            for field in &def.fields {
                let presence = if field.required { "" } else { ", optional" };
                let ty = types::text(&field.ty);
                text += &format!("  - {}: {}{presence}\n", code(&field.wire_name), code(&ty));
            }
        }
        TypeDef::Enum(def) => text += &of_enum(def, "  "),
        TypeDef::Union(def) => {
            for (name, ty) in &def.variants {
                text += &format!("  - {}: {}\n", code(name.as_str()), code(&types::text(ty)));
            }
        }
    }
    text
}

fn of_enum(def: &Enum, indent: &str) -> String {
    let mut text = String::new();
    for variant in &def.variants {
        let name = format!("{}::{}", def.name, variant.name);
        text += &format!("{indent}- {} as {}", code(&variant.value), code(&name));
        let summary = variant.docs.summary();
        if !summary.is_empty() {
            text += &format!(": {summary}");
        }
        text.push('\n');
    }
    text
}

/// Lines as a paragraph of a list item.
fn indented(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| match line.as_str() {
        "" => "\n".to_owned(),
        line => format!("  {line}\n"),
    });
    lines.collect()
}

/// A block of code, in a fence that is longer than any in it.
fn fenced(language: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or_default().max(2) + 1);
    let end = if text.ends_with('\n') { "" } else { "\n" };
    format!("{fence}{language}\n{}{end}{fence}\n", stripped(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_cannot_end_its_fence() {
        assert_eq!(fenced("sh", "a\n```\n"), "````sh\na\n```\n````\n");
        assert_eq!(fenced("", "a"), "```\na\n```\n");
    }
}

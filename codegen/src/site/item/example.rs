//! The saved responses of an item.

use maud::{Markup, html};
use serde_json::Value;

use crate::api;
use crate::markdown::plain;
use crate::postman::Response;
use crate::text::stripped;

use super::super::documents::ItemSource;
use super::super::json::line_id;
use super::super::text::text;

/// The examples of a response.
pub(super) fn all(source: &ItemSource<'_>, response: &api::Response) -> Markup {
    let saved = source.saved.iter().filter(|it| it.code == response.status);
    html! { @for saved in saved { (example(saved)) } }
}

fn example(saved: &Response) -> Markup {
    let name = plain(&saved.name);
    let name = if name.is_empty() {
        "without name"
    } else {
        &name
    };
    let body = saved
        .body
        .as_deref()
        .map(shown)
        .filter(|body| !body.is_empty());
    html! {
        details {
            summary { "Saved response: " (name) }
            p { a href={ "#" (line_id(&saved.pointer)) } { "In the item" } }
            @match body {
                Some(body) => {
                    pre tabindex="0" role="region" aria-label={ "Body of " (name) } { code { (text(&body)) } }
                },
                None => p { "No body." },
            }
        }
    }
}

/// A body for people: JSON on several lines.
pub(in crate::site) fn shown(body: &str) -> String {
    match serde_json::from_str::<Value>(body) {
        Ok(value @ (Value::Array(_) | Value::Object(_))) => stripped(&format!("{value:#}")),
        _ => stripped(body),
    }
}

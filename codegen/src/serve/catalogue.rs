//! The saved responses of collections, the page that lists them, and the catalogue.

use client::testing::{SavedRequest, SavedResponse};
use codegen::Output;
use codegen::api::{self, Api};
use codegen::cli::Served;
use maud::{DOCTYPE, html};

/// What a server answers with.
pub(super) struct Catalogue {
    pub(super) saved: Vec<SavedResponse>,
    /// The page that lists them.
    pub(super) page: String,
    /// The files of the catalogue, by their paths below [`ROOT`].
    pub(super) pages: Output,
}

/// The path of the catalogue. Collections hardly have it.
pub(super) const ROOT: &str = "/_catalogue/";

impl Catalogue {
    pub(super) fn of(served: Served) -> Self {
        let Served { apis, pages } = served;
        let mut saved = Vec::new();
        for operation in apis.iter().flat_map(Api::all_operations) {
            let responses = operation.saved_responses.iter();
            saved.extend(responses.map(|it| response(&operation.name, it)));
        }
        let page = page(&apis, &saved, !pages.is_empty());
        Self { saved, page, pages }
    }

    /// The file of the catalogue for a path; [`None`] if the path is not below [`ROOT`], or nothing has it.
    pub(super) fn file(&self, path: &str) -> Option<(&str, &'static str)> {
        let path = match path.strip_prefix(ROOT)? {
            "" => "index.html",
            path => path,
        };
        let media_type = match path.rsplit_once('.')?.1 {
            "html" => "text/html; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "json" => "application/json",
            "md" => "text/markdown; charset=utf-8",
            _ => "text/plain; charset=utf-8",
        };
        Some((self.pages.get(path)?, media_type))
    }
}

fn response(item: &str, saved: &api::SavedResponse) -> SavedResponse {
    let api::SavedResponse {
        name,
        id,
        status,
        content_type,
        headers,
        body,
        request,
        call: _,
    } = saved;
    let content_type = content_type.clone();
    SavedResponse::new(item.to_owned(), name.clone(), *status, body.clone())
        .with_id(id.clone())
        .headers(content_type.map(|it| ("Content-Type", it)))
        .headers(headers.iter().cloned())
        .to(to(request))
}

fn to(request: &api::SavedRequest) -> SavedRequest {
    let api::SavedRequest {
        method,
        base_path,
        path,
        variables,
        query,
        headers,
        body,
    } = request;
    let to = SavedRequest::new(method.clone(), path.clone())
        .base_path(base_path.clone())
        .variables(variables.iter().cloned())
        .query(query.iter().cloned())
        .headers(headers.iter().cloned());
    match body {
        Some(body) => to.body(body.clone()),
        None => to,
    }
}

/// The page: each saved response with the request and the header that select it.
fn page(apis: &[Api], saved: &[SavedResponse], has_pages: bool) -> String {
    let names: Vec<&str> = apis.iter().map(|api| api.name.as_str()).collect();
    let title = names.join(", ");
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) ": saved responses" }
                style { "body { font: 1rem/1.5 system-ui; margin: 2rem } td, th { text-align: left; padding: 0 1rem 0 0; vertical-align: top }" }
            }
            body {
                h1 { (title) }
                p {
                    "Each request is answered with the saved response that matches it best. The header "
                    code { "Prefer: example=\"NAME\"" } " or " code { "Prefer: code=STATUS" } " selects another one."
                }
                @if has_pages { p { a href=(ROOT) { "A page for each item" } } }
                table {
                    thead { tr { th { "Request" } th { "Item" } th { "Status" } th { "Example" } } }
                    tbody {
                        @for saved in saved {
                            tr {
                                td { (request(saved)) }
                                td { (saved.item()) }
                                td { (saved.status().as_u16()) }
                                td { (saved.name()) }
                            }
                        }
                    }
                }
            }
        }
    };
    page.into_string()
}

/// The request that a response answers: a link, if it is a `GET` without variables.
fn request(saved: &SavedResponse) -> maud::Markup {
    let line = saved.request().line();
    match saved.request().target() {
        Some(target) => html! { a href=(target) { code { (line) } } },
        None => html! { code { (line) } },
    }
}

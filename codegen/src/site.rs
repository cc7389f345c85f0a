//! The catalogue: static pages about what was understood, one for each item, for people and for machines.
//!
//! ```text
//! index.html                     the APIs
//! api/zoom.html                  an API: credentials, server, folders with their items, shared types
//! api/zoom/….html                an item: description, Rust, curl, parameters, responses, JSON
//! api/zoom/….md                  the same as Markdown
//! llms.txt                       what there is, with links to the Markdown
//! catalogue.json                 the Rust path of everything
//! search-index.js, search.js     the search: a script, since `fetch` fails on `file://`
//! try-it.js                      the forms that send requests, only if `codegen serve` answers them
//! style.css
//! ```
//!
//! [`site`] is pure: the same input gives the same bytes. Links are relative, so the pages work from disk and below any path of
//! a server, and no page loads anything from elsewhere. The paths of pages are those of modules, and ids are made of names, so
//! both stay when other items are added. Everything that is shown is without secrets: the model contains none, and the JSON of
//! an item is redacted here.

mod api_page;
mod catalogue;
mod definitions;
mod documents;
mod index;
mod item;
mod json;
mod layout;
mod links;
mod machines;
mod markdown;
mod page;
mod prose;
mod search;
mod text;

use rayon::prelude::*;

use crate::api::{Api, Definitions, Operation};
use crate::inputs::ApiInput;
use crate::output::Output;
use crate::output::mark::header;
use crate::spine::Understanding;

use catalogue::Catalogue;
use documents::Documents;
use page::Page;

const STYLE: &str = include_str!("site/assets/style.css");
const SEARCH: &str = include_str!("site/assets/search.js");
const TRY_IT: &str = include_str!("site/assets/try-it.js");

/// How the catalogue is written.
#[derive(Clone, Copy)]
pub struct SiteOptions<'a> {
    /// The crate that the generated code is in, such as `generated`: the programs on the pages import it.
    pub crate_name: &'a str,
    /// Shows requests as curl commands. Without it, the pages have no commands.
    pub curl: Option<&'a Curl>,
    /// Whether `codegen serve` answers requests to the origin of the pages. Then those of items have a form that sends them.
    pub is_served: bool,
}

/// Shows an operation as a curl command. The error says why its request cannot be built.
pub type Curl = dyn Fn(&Api, &Operation, &Definitions<'_>) -> Result<Command, String> + Sync;

/// A curl command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The command, for a POSIX shell.
    pub text: String,
    /// The environment variables that it uses, and what it cannot say.
    pub notes: Vec<String>,
}

/// Writes the catalogue of the APIs that were understood of the inputs.
///
/// Of APIs with the same module, the first one has pages, as [`generate`](crate::generate) writes only the first.
#[must_use]
pub fn site(
    understanding: &Understanding,
    inputs: &[ApiInput],
    options: SiteOptions<'_>,
) -> Output {
    let catalogue = Catalogue::of(&understanding.apis, options);
    let documents = Documents::read(inputs, &understanding.diagnostics);
    let mut files = vec![
        ("index.html".to_owned(), index::page(&catalogue)),
        ("llms.txt".to_owned(), machines::overview(&catalogue)),
        ("catalogue.json".to_owned(), machines::paths(&catalogue)),
        ("search-index.js".to_owned(), search::index(&catalogue)),
        ("search.js".to_owned(), script(SEARCH, &catalogue)),
        ("style.css".to_owned(), style(&catalogue)),
    ];
    if options.is_served {
        files.push((item::TRY_IT.to_owned(), script(TRY_IT, &catalogue)));
    }
    for chapter in &catalogue.chapters {
        files.push((chapter.path(), api_page::page(chapter, &catalogue)));
    }
    let pages: Vec<Page<'_>> = page::all(&catalogue, &documents);
    files.par_extend(pages.par_iter().flat_map_iter(|page| {
        let programs = page.programs();
        let html = item::page(page, &programs);
        let markdown = markdown::page(page, &programs);
        let path = page.item.path();
        [(path.html(), html), (path.markdown(), markdown)]
    }));
    files.into_iter().collect()
}

fn script(script: &str, catalogue: &Catalogue<'_>) -> String {
    format!("{}\n{script}", header("//", &catalogue.source()))
}

fn style(catalogue: &Catalogue<'_>) -> String {
    let source = catalogue.source().replace("*/", "* /");
    format!("{} */\n{STYLE}", header("/*", &source))
}

//! The programs on the pages of the catalogue, as an example of the crate that they use.

use std::fs;
use std::io;
use std::ops::AddAssign;
use std::path::Path;

use codegen::inputs::Inputs;
use codegen::site::site;
use codegen::{Generation, Understanding};

use crate::pages::{Page, html, options};

/// The end of the example's name, after that of the crate.
pub(super) const SUFFIX: &str = "_programs";

/// How many programs there are.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Programs {
    /// All of them.
    pub(super) all: usize,
    /// Those that loop over the items of all pages of a list.
    pub(super) of_lists: usize,
}

impl AddAssign for Programs {
    fn add_assign(&mut self, other: Self) {
        self.all += other.all;
        self.of_lists += other.of_lists;
    }
}

/// Writes the example into the folder of the crate.
pub(super) fn write(
    dir: &Path,
    crate_name: &str,
    collection: &Path,
    generation: &Generation,
) -> io::Result<Programs> {
    let mut programs = Programs::default();
    let mut inputs = Inputs::default();
    inputs.add(collection);
    let understanding = Understanding {
        apis: generation.apis.clone(),
        ..Understanding::default()
    };
    let site = site(&understanding, &inputs.apis, options(crate_name));
    let mut text = String::from(
        "#![allow(dead_code, reason = \"each program has its own main\")]\n\nfn main() {}\n",
    );
    for (index, (_, page)) in html(&site).enumerate() {
        let page = Page::read(page);
        for (id, module) in [
            ("rust-async", "asynchronous"),
            ("rust-blocking", "blocking"),
        ] {
            if let Some(program) = page.texts.get(id) {
                programs += Programs {
                    all: 1,
                    of_lists: usize::from(program.contains(".all_items()")),
                };
                text += &format!("\nmod {module}_{index} {{\n{program}}}\n");
            }
        }
    }
    fs::create_dir_all(dir.join("examples"))?;
    fs::write(dir.join(format!("examples/{crate_name}{SUFFIX}.rs")), text)?;
    let manifest = fs::read_to_string(dir.join("Cargo.toml"))?;
    let tokio =
        "\n[dev-dependencies]\ntokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n";
    fs::write(dir.join("Cargo.toml"), manifest + tokio)?;
    Ok(programs)
}

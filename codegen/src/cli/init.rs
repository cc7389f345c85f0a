//! `codegen init`: a commented `codegen.toml` with keys for whatever is doubtful.

mod text;

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::options::Options;
use crate::understand;

use super::arguments::Init;
use super::report::{joined, read_files, report};
use super::{Outcome, fail};

pub(super) fn run(arguments: &Init) -> io::Result<Outcome> {
    let mut options = Options::default();
    let files = [arguments.file.clone()];
    let inputs = read_files(&files, &arguments.input, &mut options);
    let understood = understand(&inputs.apis, &options);
    let diagnostics = joined(&inputs, understood.diagnostics);
    if diagnostics.has_errors() {
        report(&diagnostics, &inputs, &options, &arguments.input)?;
    }
    let [api] = understood.apis.as_slice() else {
        return fail(&format!(
            "`{}` contains {} APIs; name the file or folder of one",
            arguments.file.display(),
            understood.apis.len()
        ));
    };
    let text = text::of(api);
    if arguments.print {
        io::stdout().lock().write_all(text.as_bytes())?;
        return Ok(Outcome::Done);
    }
    let path = path_of(&arguments.file);
    let file = OpenOptions::new().write(true).create_new(true).open(&path);
    match file.and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) if arguments.input.quiet => {}
        Ok(()) => writeln!(io::stdout(), "created {}", path.display())?,
        Err(error) => {
            return fail(&format!(
                "cannot create `{}`: {error}; `--print` shows the text",
                path.display()
            ));
        }
    }
    Ok(Outcome::Done)
}

/// The configuration of an API in a file or folder.
fn path_of(input: &Path) -> PathBuf {
    if input.is_dir() {
        input.join("codegen.toml")
    } else {
        input.with_extension("toml")
    }
}

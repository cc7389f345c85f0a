//! `codegen completions` and `codegen man`: what packagers install with the binary.

use std::io::{self, Write as _};

use clap::CommandFactory as _;
use clap_complete::generate;
use clap_mangen::Man as Page;

use crate::suggest;

use super::arguments::{Arguments, Completions, Man};
use super::{Outcome, fail};

pub(super) fn run(arguments: &Completions) -> io::Result<Outcome> {
    let mut command = Arguments::command();
    let mut text = Vec::new();
    generate(arguments.shell, &mut command, "codegen", &mut text);
    io::stdout().lock().write_all(&text)?;
    Ok(Outcome::Done)
}

pub(super) fn manual(arguments: &Man) -> io::Result<Outcome> {
    let mut command = Arguments::command();
    command.build();
    let page = match &arguments.verb {
        None => command,
        Some(verb) => match command.find_subcommand(verb) {
            Some(found) => found.clone(),
            None => {
                let known = command.get_subcommands().map(clap::Command::get_name);
                let nearest = suggest::nearest(verb, known);
                let help = nearest.map(|name| format!("; did you mean `{name}`?"));
                let help = help.unwrap_or_default();
                return fail(&format!("there is no verb `{verb}`{help}"));
            }
        },
    };
    let mut text = Vec::new();
    Page::new(page).render(&mut text)?;
    io::stdout().lock().write_all(&text)?;
    Ok(Outcome::Done)
}

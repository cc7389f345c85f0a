//! The arguments of programs that measure collections below a folder.

use std::path::PathBuf;

use crate::publishers::Publishers;

/// Reads the arguments of this process: a folder, `--publishers`, and the options of the program.
///
/// `option` takes an option of the program, with its value from the arguments after it, and returns whether it knows it.
///
/// # Errors
///
/// What is wrong with them, as a message.
pub fn folder(
    mut option: impl FnMut(&str, &mut dyn Iterator<Item = String>) -> Result<bool, String>,
) -> Result<(PathBuf, Publishers), String> {
    let (mut dir, mut publishers) = (None, Publishers::default());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--publishers" {
            publishers = Publishers::named(&arguments.next().unwrap_or_default())?;
        } else if !option(&argument, &mut arguments)? {
            if argument.starts_with('-') {
                return Err(format!("unknown option `{argument}`"));
            }
            if dir.is_some() {
                return Err(format!("`{argument}` is one folder too many"));
            }
            dir = Some(PathBuf::from(argument));
        }
    }
    let dir = dir.ok_or("which folder?")?;
    if !dir.is_dir() {
        return Err(format!("`{}` is not a folder", dir.display()));
    }
    Ok((dir, publishers))
}

//! Shells, and commands as they are typed into one.

use std::borrow::Cow;

use clap::ValueEnum;

/// A shell that a curl command is written for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// sh, bash, zsh
    #[default]
    Posix,
    /// PowerShell 7.3 or later
    #[value(name = "powershell")]
    PowerShell,
    /// The prompt of cmd
    Cmd,
}

/// A word of a command, in quotes if a POSIX shell would change it.
pub(super) fn quoted(word: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-+=:,./@%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.into();
    }
    format!("'{}'", word.replace('\'', r"'\''")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_the_shell_would_change_is_quoted() {
        assert_eq!(quoted("a/b.json"), "a/b.json");
        assert_eq!(quoted("it's $x"), r"'it'\''s $x'");
        assert_eq!(quoted(""), "''");
    }
}

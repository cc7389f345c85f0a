//! Passwords of a login: in options of commands, such as `mysql -px`, in `.netrc`, and in prose, such as `login me:x`.

use super::names::is_one_of;
use super::placeholder::{is_credential_in_prose, stands_for_a_value};
use super::scan::{Marks, prefix, suffix, word};
use super::{Kind, Secret, named_value};

/// How much of a command is read before an option, and the longest argument, entry or login, in bytes.
const REACH: usize = 200;

/// An option with a password, and the commands that have it.
struct PasswordOption {
    name: &'static str,
    commands: &'static str,
    /// Whether the password can be the next argument.
    is_separate: bool,
}

/// Options with a password. `login` is a command of several tools.
const OPTIONS: &[PasswordOption] = &[
    PasswordOption {
        name: "p",
        commands: "
            login mongo mongodump mongoexport mongoimport mongorestore mongosh mongostat sshpass",
        is_separate: true,
    },
    PasswordOption {
        name: "p",
        commands: "
            7z 7za mariadb mariadb-admin mariadb-dump mysql mysqladmin mysqlcheck mysqldump mysqlimport mysqlpump
            mysqlsh mysqlshow",
        is_separate: false,
    },
    PasswordOption {
        name: "P",
        commands: "bcp ipmitool mosquitto_pub mosquitto_rr mosquitto_sub sqlcmd unzip zip",
        is_separate: true,
    },
    PasswordOption {
        name: "a",
        commands: "redis-cli valkey-cli",
        is_separate: true,
    },
    PasswordOption {
        name: "pw",
        commands: "plink pscp psftp",
        is_separate: true,
    },
    PasswordOption {
        name: "w",
        commands: "ldapadd ldapdelete ldapmodify ldappasswd ldapsearch ldapwhoami",
        is_separate: true,
    },
];

/// The longest number that is a port, and not a password.
const PORT_LIMIT: usize = 5;

/// Finds the passwords in options of commands, and in entries of `.netrc`.
pub(super) fn find_in_commands(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    find_options(text, marks, found);
    find_entries(text, marks, found);
}

fn find_options(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    for at in marks.of_word(" -") {
        let start = at + " -".len();
        let rest = prefix(&text[start..], REACH);
        let mut options = OPTIONS.iter().filter(|it| rest.starts_with(it.name));
        let Some(option) = options.find(|option| option.is_of_command_before(text, at)) else {
            continue;
        };
        let argument = &rest[option.name.len()..];
        let value = match argument.strip_prefix([' ', '=']) {
            Some(value) if option.is_separate => value,
            Some(_) => continue,
            // In `-profile`, the rest of a name follows, not a password.
            None if is_lowercase(word(argument)) => continue,
            None => argument,
        };
        let value = value.strip_prefix(['"', '\'']).unwrap_or(value);
        let start = start + rest.len() - value.len();
        let password = word(value);
        if password.len() >= 3 && !is_port(password) && !is_computed(password) {
            found.push(new(start, password));
        }
    }
}

impl PasswordOption {
    /// Whether it is the first one of its name after one of its commands, before an offset.
    fn is_of_command_before(&self, text: &str, at: usize) -> bool {
        let line = suffix(&text[..at], REACH);
        let line = line
            .rsplit(['\n', '|', ';', '&'])
            .next()
            .unwrap_or_default();
        let mut words = line.rsplit([' ', '`', '"', '\'', '(', '/']);
        let mut is_repeated = false;
        let has_command = words.any(|word| {
            let option = word.strip_prefix('-');
            is_repeated |= option.is_some_and(|option| option.starts_with(self.name));
            is_one_of(word, self.commands)
        });
        has_command && !is_repeated
    }
}

fn is_lowercase(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
    !text.is_empty() && text.bytes().all(is_part)
}

/// Whether an argument is a port, which options of the same name take.
fn is_port(argument: &str) -> bool {
    argument.len() <= PORT_LIMIT && argument.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether an argument is another option, the output of a command, or a placeholder.
fn is_computed(argument: &str) -> bool {
    argument.starts_with('-') || argument.starts_with("$(") || stands_for_a_value(argument)
}

/// Finds the passwords of `machine h login me password x`.
fn find_entries(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    for (mark, hosts) in [("machine ", 1), ("default ", 0)] {
        for at in marks.of_word(mark) {
            let mut end = at + mark.len();
            let words = prefix(&text[end..], REACH).split_inclusive(char::is_whitespace);
            let words = words.map(|word| {
                end += word.len();
                (end - word.len(), word.trim_end())
            });
            let mut words = words.filter(|(_, word)| !word.is_empty()).skip(hosts);
            let mut has_login = false;
            while let (Some((_, key)), Some((start, value))) = (words.next(), words.next()) {
                match key {
                    "login" | "account" => has_login = true,
                    "password" if has_login => {
                        let password = word(value);
                        if named_value(key, password).is_some() {
                            found.push(new(start, password));
                        }
                    }
                    _ => break,
                }
            }
        }
    }
}

/// Parts of the words before a user and a password.
const LOGINS: &[&str] = &["ogin", "og in", "redentials"];

/// Words between one of these and a user.
const BETWEEN: &str = "are as details in is s use using with";

/// Finds passwords after a user in prose, such as `login me:x`.
pub(super) fn find_in_prose(text: &str, marks: &Marks, found: &mut Vec<Secret>) {
    const SIGNS: &[char] = &[' ', ':', '`', '"', '\'', '*', '=', '('];
    for part in LOGINS {
        for at in marks.of_word(part) {
            let start = at + part.len();
            let words = prefix(&text[start..], REACH);
            let mut rest = words.strip_prefix('s').unwrap_or(words);
            let login = loop {
                let next = rest.trim_start_matches(SIGNS);
                let first = word(next);
                if next.len() == rest.len() || first.is_empty() {
                    break None;
                }
                if !is_one_of(first, BETWEEN) {
                    break Some((next, first));
                }
                rest = &next[first.len()..];
            };
            let Some((next, (user, password))) =
                login.and_then(|(next, login)| Some((next, login.split_once(':')?)))
            else {
                continue;
            };
            if is_user(user) && is_password_in_prose(password) {
                let start = start + words.len() - next.len() + user.len() + ":".len();
                found.push(new(start, password));
            }
        }
    }
}

fn is_user(word: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '@');
    word.starts_with(|c: char| c.is_ascii_alphabetic()) && word.chars().all(is_part)
}

/// Whether what follows a colon is a password, and not a port, a path or a time.
fn is_password_in_prose(word: &str) -> bool {
    !word.contains(['/', ':', '{']) && is_credential_in_prose(word) && !stands_for_a_value(word)
}

fn new(start: usize, password: &str) -> Secret {
    let range = start..start + password.len();
    Secret::new(range, Kind::UserInfo, Some("password"))
}

//! Words as PowerShell and cmd read them, by models of their documented rules. `tests/tests/curl.rs` runs a POSIX shell.

use super::*;

const TEXTS: &[&str] = &[
    "",
    "plain",
    "it's \"quoted\"",
    "a\\",
    "a\\\"b\\\\\"",
    "C:\\dir name\\",
    "100% %PATH% ^& | <x> (y) !z!",
    "$HOME `cmd` ${x} $(y)",
    "two\nlines\tand a tab",
    "\u{2018}typographic\u{2019} \u{201c}quotes\u{201d}",
    "ümlaut \u{202e}",
];

fn word(text: &str) -> Word {
    Word::of(text.as_bytes(), &[])
}

/// The text of a word in single or double quotes (`about_Quoting_Rules`).
fn read_by_powershell(word: &str) -> String {
    let mut text = String::new();
    let mut rest = word.chars().peekable();
    match rest.next() {
        Some('\'') => {
            while let Some(c) = rest.next() {
                match c {
                    '\'' | '\u{2018}'..='\u{201b}' => match rest.next() {
                        Some(second) => {
                            assert!(matches!(second, '\'' | '\u{2018}'..='\u{201b}'), "{word}");
                            text.push(second);
                        }
                        None => return text,
                    },
                    c => text.push(c),
                }
            }
        }
        Some('"') => {
            while let Some(c) = rest.next() {
                match c {
                    '"' => {
                        assert_eq!(rest.next(), None, "{word}");
                        return text;
                    }
                    '`' => match rest.next() {
                        Some('r') => text.push('\r'),
                        Some('u') => {
                            assert_eq!(rest.next(), Some('{'));
                            let digits: String = rest.by_ref().take_while(|c| *c != '}').collect();
                            let code = u32::from_str_radix(&digits, 16).unwrap();
                            text.extend(char::from_u32(code));
                        }
                        escaped => text.extend(escaped),
                    },
                    '$' | '\u{201c}'..='\u{201e}' => panic!("{word}"),
                    c => text.push(c),
                }
            }
        }
        first => {
            text.extend(first);
            text.extend(rest.by_ref());
            assert!(is_plain(text.as_bytes(), b"_-./:="), "{word}");
            return text;
        }
    }
    panic!("{word} does not end")
}

/// What cmd passes to a program: outside of quotes, `^` escapes a character, or a line break before one that it keeps.
fn passed_by_cmd(word: &str) -> String {
    let (mut passed, mut is_quoted) = (String::new(), false);
    let mut rest = word.chars();
    while let Some(c) = rest.next() {
        match c {
            '^' if !is_quoted => match rest.next() {
                Some('\n') => passed.extend(rest.next()),
                escaped => passed.extend(escaped),
            },
            '"' => {
                is_quoted = !is_quoted;
                passed.push('"');
            }
            '&' | '|' | '<' | '>' | '(' | ')' | '\n' if !is_quoted => {
                panic!("`{c}` is not escaped in {word}")
            }
            c => passed.push(c),
        }
    }
    assert!(!is_quoted, "{word}");
    passed
}

/// The argument that a program reads (Microsoft, "Parsing C command-line arguments").
fn read_by_program(passed: &str) -> String {
    let (mut text, mut backslashes, mut is_quoted) = (String::new(), 0, false);
    for c in passed.chars() {
        match c {
            '\\' => {
                backslashes += 1;
                continue;
            }
            '"' => {
                text.extend(std::iter::repeat_n('\\', backslashes / 2));
                if backslashes % 2 == 1 {
                    text.push('"');
                } else {
                    is_quoted = !is_quoted;
                }
            }
            c => {
                assert!(is_quoted || c != ' ', "{passed} is several arguments");
                text.extend(std::iter::repeat_n('\\', backslashes));
                text.push(c);
            }
        }
        backslashes = 0;
    }
    text.extend(std::iter::repeat_n('\\', backslashes));
    assert!(!is_quoted, "{passed}");
    text
}

#[test]
fn powershell_reads_each_text_unchanged() {
    for text in TEXTS.iter().chain(&["a\r\u{1b}b", "-dash"]) {
        let quoted = word(text).quoted(Shell::PowerShell);
        assert_eq!(read_by_powershell(&quoted), **text, "{quoted}");
    }
}

#[test]
fn cmd_passes_each_text_unchanged() {
    for text in TEXTS {
        assert!(can_hold(Shell::Cmd, text.as_bytes()));
        let quoted = word(text).quoted(Shell::Cmd);
        assert_eq!(read_by_program(&passed_by_cmd(&quoted)), *text, "{quoted}");
    }
    for lost in ["a\r\nb", "\u{1b}", "\0"] {
        assert!(!can_hold(Shell::Cmd, lost.as_bytes()));
    }
}

#[test]
fn variables_are_read_by_the_shell_and_nothing_else_is() {
    let markers = [("m0z".to_owned(), "TOKEN".to_owned())];
    let of = |text: &str, shell| Word::of(text.as_bytes(), &markers).quoted(shell);
    assert_eq!(of("m0z", Shell::Posix), "\"$TOKEN\"");
    assert_eq!(of("a/m0z_b", Shell::Posix), "\"a/${TOKEN}_b\"");
    assert_eq!(of("$x m0z", Shell::Posix), "'$x '\"$TOKEN\"");
    assert_eq!(of("$x m0z", Shell::PowerShell), "\"`$x ${env:TOKEN}\"");
    assert_eq!(of("a&m0z", Shell::Cmd), "\"a&%TOKEN%\"");
    assert_eq!(of("100% m0z", Shell::Cmd), "^\"100^% %TOKEN%^\"");
}

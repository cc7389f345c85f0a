//! Tokens on one line, as prettyplease prints them if they fit.

use std::fmt::{Display, Write as _};

use proc_macro2::{Delimiter, Spacing, TokenTree};

use crate::emit::tree::Tree;

/// The maximum width of a struct expression without its last brace, as in prettyplease.
const STRUCT_WIDTH: usize = 34;

/// Appends tokens to a text. Returns [`None`] if it does not know some of them, such as blocks and `where` clauses.
pub(super) fn push(text: &mut String, trees: &[Tree]) -> Option<()> {
    let mut line = Line {
        text,
        last: Last::Mark,
        generics: 0,
        is_in_closure: false,
    };
    let mut rest = trees;
    while let Some((tree, after)) = rest.split_first() {
        rest = after;
        match tree {
            Tree::Token(TokenTree::Punct(punct)) => {
                let mut next = None;
                if punct.spacing() == Spacing::Joint {
                    next = Some(after.first()?);
                    rest = &after[1..];
                }
                match (punct.as_char(), next) {
                    ('\'', Some(Tree::Token(TokenTree::Ident(name)))) => {
                        line.word(format_args!("'{name}"));
                    }
                    (first, None) => line.mark(first, rest.is_empty())?,
                    (first, Some(Tree::Token(TokenTree::Punct(second))))
                        if second.spacing() == Spacing::Alone =>
                    {
                        line.operator(first, second.as_char())?;
                    }
                    _ => return None,
                }
            }
            Tree::Token(TokenTree::Group(_)) | Tree::Comment(_) => return None,
            Tree::Token(TokenTree::Ident(word)) if word == "where" => return None,
            Tree::Token(word) => line.word(word),
            Tree::Group(delimiter, inner) => line.group(*delimiter, inner)?,
        }
    }
    Some(())
}

/// What a line ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// What comes before an operand: `(`, `&`, `::`.
    Mark,
    /// The same with a space: `, `.
    Space,
    /// A word that begins at this offset.
    Word(usize),
    /// The end of another operand: `)`.
    End,
}

struct Line<'t> {
    text: &'t mut String,
    last: Last,
    /// How many lists of generics are open.
    generics: usize,
    is_in_closure: bool,
}

impl Line<'_> {
    fn word(&mut self, word: impl Display) {
        if matches!(self.last, Last::Word(_) | Last::End) {
            self.text.push(' ');
        }
        self.last = Last::Word(self.text.len());
        // Writing to a string does not fail.
        let _ = write!(self.text, "{word}");
    }

    fn push(&mut self, text: &str, last: Last) {
        self.text.push_str(text);
        self.last = last;
    }

    /// A mark of one character.
    fn mark(&mut self, mark: char, is_last: bool) -> Option<()> {
        match mark {
            // The last comma of a list is only there if each entry has a line.
            ',' if is_last => {}
            ',' => self.push(", ", Last::Space),
            ';' => self.push("; ", Last::Space),
            ':' => self.push(": ", Last::Space),
            '=' => self.push(" = ", Last::Space),
            '.' => self.push(".", Last::Mark),
            '?' => self.push("?", Last::End),
            '|' if !self.is_after_operand() => {
                self.is_in_closure = true;
                self.push("|", Last::Mark);
            }
            '|' if self.is_in_closure => {
                self.is_in_closure = false;
                self.push("| ", Last::Space);
            }
            '|' => self.push(" | ", Last::Space),
            '+' if self.is_after_operand() => self.push(" + ", Last::Space),
            '<' if self.is_before_generics() => {
                self.generics += 1;
                self.push("<", Last::Mark);
            }
            '>' => self.end_generics(1)?,
            // A macro.
            '!' if self.is_after_operand() => self.push("!", Last::Mark),
            '!' | '&' | '*' | '-' if !self.is_after_operand() => {
                if matches!(self.last, Last::Word(_)) {
                    self.text.push(' ');
                }
                self.text.push(mark);
                self.last = Last::Mark;
            }
            _ => return None,
        }
        Some(())
    }

    /// A mark of two characters.
    fn operator(&mut self, first: char, second: char) -> Option<()> {
        match (first, second) {
            (':', ':') => self.push("::", Last::Mark),
            ('.', '.') => self.push("..", Last::Mark),
            ('-', '>') => self.push(" -> ", Last::Space),
            ('=', '>') => self.push(" => ", Last::Space),
            ('>', '>') => self.end_generics(2)?,
            ('&', '&') if self.is_after_operand() => self.push(" && ", Last::Space),
            ('|', '|') if self.is_after_operand() => self.push(" || ", Last::Space),
            ('=', '=') if self.is_after_operand() => self.push(" == ", Last::Space),
            ('!', '=') if self.is_after_operand() => self.push(" != ", Last::Space),
            _ => return None,
        }
        Some(())
    }

    fn end_generics(&mut self, count: usize) -> Option<()> {
        self.generics = self.generics.checked_sub(count)?;
        self.push(&">>"[..count], Last::End);
        Some(())
    }

    fn group(&mut self, delimiter: Delimiter, inner: &[Tree]) -> Option<()> {
        let is_after_operand = self.is_after_operand();
        if matches!(self.last, Last::Word(_)) && !is_after_operand {
            self.text.push(' ');
        }
        match delimiter {
            // The comma of a tuple with one entry stays.
            Delimiter::Parenthesis
                if !is_after_operand && inner.last().is_some_and(|it| it.is_mark(',')) =>
            {
                return None;
            }
            Delimiter::Parenthesis => {
                self.text.push('(');
                push(self.text, inner)?;
                self.text.push(')');
            }
            Delimiter::Bracket => {
                self.text.push('[');
                push(self.text, inner)?;
                self.text.push(']');
            }
            Delimiter::Brace if !self.is_after_type() => return None,
            Delimiter::Brace if inner.is_empty() => self.text.push_str(" {}"),
            Delimiter::Brace => {
                let is_path = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ':');
                let path = self.text.trim_end_matches(is_path).len();
                self.text.push_str(" { ");
                push(self.text, inner)?;
                self.text.push(' ');
                if self.text.len() - path > STRUCT_WIDTH {
                    return None;
                }
                self.text.push('}');
            }
            Delimiter::None => return None,
        }
        self.last = Last::End;
        Some(())
    }

    /// Whether the line ends with an operand, so that the next mark is not a prefix.
    fn is_after_operand(&self) -> bool {
        match self.last {
            Last::Mark | Last::Space => false,
            Last::End => true,
            Last::Word(start) => {
                let word = &self.text[start..];
                let is_lifetime = word.starts_with('\'') && !word.ends_with('\'');
                !is_lifetime && !is_keyword(word)
            }
        }
    }

    /// Whether the line ends with the name of a type or variant.
    fn is_after_type(&self) -> bool {
        let Last::Word(start) = self.last else {
            return false;
        };
        self.text[start..].starts_with(|c: char| c.is_ascii_uppercase())
    }

    fn is_before_generics(&self) -> bool {
        self.is_after_type() || self.text.ends_with("::") || self.text.ends_with("impl")
    }
}

/// Whether an operand follows a word.
fn is_keyword(word: &str) -> bool {
    matches!(
        word,
        "as" | "dyn" | "else" | "if" | "in" | "let" | "match" | "move" | "mut" | "return"
    )
}

//! Items as prettyplease prints them, as far as there is one obvious way: their lines fit, or are calls and lists whose
//! entries do.
//!
//! Each function appends to a text. [`None`] means that the text is incomplete, and that prettyplease has to print the item.

use proc_macro2::{Delimiter, Spacing, TokenTree};

use super::line;
use crate::emit::comments;
use crate::emit::tree::Tree;

/// The maximum width of lines, as in prettyplease.
pub(super) const WIDTH: usize = 89;

/// How many spaces a level is indented.
pub(super) const INDENT: usize = 4;

/// The longest name that a method stays next to, as in prettyplease.
const SHORT_NAME: usize = 4;

/// An item other than an `impl` and an inline module, or a member of an `impl`.
pub(super) fn item(text: &mut String, item: &[Tree], indent: usize) -> Option<()> {
    let code = with_attributes(text, item, indent)?;
    let keyword = keyword(code)?;
    match (keyword.as_str(), code) {
        (_, [head @ .., Tree::Group(Delimiter::Brace, body)]) if body.is_empty() => {
            line(text, indent, head, " {}")
        }
        ("const" | "fn", [head @ .., Tree::Group(Delimiter::Brace, body)]) => {
            signature(text, head, indent)?;
            block(text, body, indent + INDENT)?;
            line(text, indent, &[], "}")
        }
        ("enum" | "struct", [head @ .., Tree::Group(Delimiter::Brace, body)]) => {
            line(text, indent, head, " {")?;
            for entry in entries(body) {
                let code = with_attributes(text, entry.code, indent + INDENT)?;
                line(text, indent + INDENT, code, ",")?;
            }
            line(text, indent, &[], "}")
        }
        ("use", [path @ .., Tree::Group(Delimiter::Brace, names), _end]) => {
            use_of_names(text, path, names)
        }
        (_, [code @ .., end]) if end.is_mark(';') => {
            expression(text, code, Place::statement(indent, ";"))
        }
        _ => None,
    }
}

/// The head of an `impl` or module, up to its opening brace.
pub(super) fn head(text: &mut String, head: &[Tree]) -> Option<()> {
    let code = with_attributes(text, head, 0)?;
    line(text, 0, code, " {")
}

/// Appends comments and attributes. Returns what follows them.
fn with_attributes<'t>(text: &mut String, code: &'t [Tree], indent: usize) -> Option<&'t [Tree]> {
    let mut rest = code;
    loop {
        rest = match rest {
            [Tree::Comment(comment), after @ ..] => {
                comments::push(text, comment, &" ".repeat(indent));
                after
            }
            [hash, Tree::Group(Delimiter::Bracket, attribute), after @ ..] if hash.is_mark('#') => {
                let from = start(text, indent, "#[");
                line::push(text, attribute)?;
                end(text, from, "]", WIDTH)?;
                after
            }
            _ => return Some(rest),
        }
    }
}

/// The first word after the visibility.
pub(super) fn keyword(code: &[Tree]) -> Option<String> {
    let mut words = code.iter().filter_map(|tree| match tree {
        Tree::Token(TokenTree::Ident(ident)) => Some(ident),
        _ => None,
    });
    let keyword = words.find(|word| *word != "pub")?;
    Some(keyword.to_string())
}

/// An entry of a list.
#[derive(Clone, Copy)]
struct Entry<'t> {
    /// Without the comma after it.
    code: &'t [Tree],
    /// The maximum width of its line, with the comma. prettyplease does not count that of the last entry.
    width: usize,
}

fn entries(list: &[Tree]) -> impl Iterator<Item = Entry<'_>> {
    let mut rest = list;
    std::iter::from_fn(move || {
        let length = entry_length(rest);
        let code = &rest[..length];
        rest = rest.get(length + 1..).unwrap_or_default();
        let width = WIDTH + usize::from(rest.is_empty());
        (!code.is_empty()).then_some(Entry { code, width })
    })
}

/// How many trees are before the next comma that is not one of generics.
fn entry_length(list: &[Tree]) -> usize {
    let mut generics = 0_usize;
    let mut is_arrow = false;
    let is_end = |tree: &Tree| {
        let Tree::Token(TokenTree::Punct(mark)) = tree else {
            return false;
        };
        match mark.as_char() {
            ',' => return generics == 0,
            '<' => generics += 1,
            '>' if !is_arrow => generics = generics.saturating_sub(1),
            _ => {}
        }
        is_arrow = matches!(mark.as_char(), '-' | '=');
        false
    };
    list.iter().position(is_end).unwrap_or(list.len())
}

/// Starts a line. Returns where.
fn start(text: &mut String, indent: usize, start: &str) -> usize {
    let from = text.len();
    text.push_str(&" ".repeat(indent));
    text.push_str(start);
    from
}

/// Ends the line that starts at an offset, if it is not too wide.
fn end(text: &mut String, from: usize, end: &str, max_width: usize) -> Option<()> {
    text.push_str(end);
    let width = text.len() - from;
    text.push('\n');
    (width <= max_width).then_some(())
}

/// A line of code.
fn line(text: &mut String, indent: usize, code: &[Tree], close: &str) -> Option<()> {
    let from = start(text, indent, "");
    line::push(text, code)?;
    end(text, from, close, WIDTH)
}

/// `use a::{B, C};`
fn use_of_names(text: &mut String, path: &[Tree], names: &[Tree]) -> Option<()> {
    let is_group = names.iter().any(|tree| matches!(tree, Tree::Group(..)));
    if is_group || entries(names).count() < 2 {
        return None;
    }
    let from = start(text, 0, "");
    line::push(text, path)?;
    text.push('{');
    let first = text.len();
    line::push(text, names)?;
    if end(text, from, "};", WIDTH).is_some() {
        return Some(());
    }
    text.truncate(first);
    text.push('\n');
    let mut from = start(text, INDENT, "");
    for name in entries(names) {
        let mut entry = String::new();
        line::push(&mut entry, name.code)?;
        entry.push(',');
        if text.len() > from + INDENT {
            if text.len() + " ".len() + entry.len() > from + name.width {
                text.push('\n');
                from = start(text, INDENT, "");
            } else {
                text.push(' ');
            }
        }
        text.push_str(&entry);
    }
    text.push_str("\n};\n");
    Some(())
}

/// The signature of a function, up to its opening brace.
fn signature(text: &mut String, head: &[Tree], indent: usize) -> Option<()> {
    let from = text.len();
    if line(text, indent, head, " {").is_some() {
        return Some(());
    }
    text.truncate(from);
    let name = head.iter().position(|tree| tree.is_word("fn"))?;
    let is_list = |tree: &Tree| tree.is_group(Delimiter::Parenthesis);
    let list = name + head[name..].iter().position(is_list)?;
    let Tree::Group(_, arguments) = &head[list] else {
        return None;
    };
    line(text, indent, &head[..list], "(")?;
    for argument in entries(arguments) {
        line(text, indent + INDENT, argument.code, ",")?;
    }
    let from = start(text, indent, ")");
    line::push(text, &head[list + 1..])?;
    end(text, from, " {", WIDTH)
}

/// The statements of a block.
fn block(text: &mut String, statements: &[Tree], indent: usize) -> Option<()> {
    let mut rest = statements;
    while let Some(first) = rest.first() {
        let is_match = first.is_word("match");
        if is_match || first.is_word("if") || first.is_word("for") {
            let is_block = |tree: &Tree| tree.is_group(Delimiter::Brace);
            let at = rest.iter().position(is_block)?;
            let Tree::Group(_, body) = &rest[at] else {
                return None;
            };
            let after = &rest[at + 1..];
            let next = after.first();
            let is_part = |it: &Tree| it.is_word("else") || it.is_mark('.') || it.is_mark('?');
            if body.is_empty() || next.is_some_and(is_part) {
                return None;
            }
            line(text, indent, &rest[..at], " {")?;
            if is_match {
                arms(text, body, indent + INDENT)?;
            } else {
                block(text, body, indent + INDENT)?;
            }
            line(text, indent, &[], "}")?;
            rest = after;
        } else {
            let length = rest.iter().position(|tree| tree.is_mark(';'));
            let (code, close) = match length {
                Some(length) => (&rest[..length], ";"),
                None => (rest, ""),
            };
            expression(text, code, Place::statement(indent, close))?;
            rest = rest.get(code.len() + 1..).unwrap_or_default();
        }
    }
    Some(())
}

/// The arms of a `match`.
fn arms(text: &mut String, arms: &[Tree], indent: usize) -> Option<()> {
    let mut rest = arms;
    while !rest.is_empty() {
        let is_arrow = |pair: &[Tree]| pair[0].is_mark('=') && pair[1].is_mark('>');
        let value = rest.windows(2).position(is_arrow)? + 2;
        let (head, body) = rest.split_at(value);
        let length = entry_length(body);
        let body = &body[..length];
        // Assignments would need a semicolon, and blocks and `()` are special.
        if body.iter().any(|tree| tree.is_mark('=')) || matches!(body, [Tree::Group(..)]) {
            return None;
        }
        let from = start(text, indent, "");
        line::push(text, &rest[..value + length])?;
        if end(text, from, ",", WIDTH + 1).is_none() {
            text.truncate(from);
            let from = start(text, indent, "");
            line::push(text, head)?;
            end(text, from, "{", WIDTH)?;
            expression(text, body, Place::statement(indent + INDENT, ""))?;
            line(text, indent, &[], "}")?;
        }
        rest = rest.get(value + length + 1..).unwrap_or_default();
    }
    Some(())
}

/// Where an expression is.
#[derive(Clone, Copy)]
struct Place<'t> {
    indent: usize,
    /// What precedes it on its line.
    open: &'t str,
    /// What follows it.
    close: &'t str,
    /// The maximum width of its last line.
    width: usize,
    /// Whether it begins a statement or the body of an arm.
    begins: bool,
}

impl<'t> Place<'t> {
    fn statement(indent: usize, close: &'t str) -> Self {
        Self {
            indent,
            open: "",
            close,
            width: WIDTH,
            begins: true,
        }
    }
}

/// An expression, an assignment, a `let` statement, or a constant.
fn expression(text: &mut String, code: &[Tree], place: Place<'_>) -> Option<()> {
    let from = start(text, place.indent, place.open);
    let is_known = line::push(text, code).is_some();
    let fits = end(text, from, place.close, place.width).is_some();
    if is_known && (fits || is_unbreakable(code)) {
        return Some(());
    }
    text.truncate(from);
    if let [code @ .., question] = code
        && question.is_mark('?')
    {
        let close = &format!("?{}", place.close);
        return expression(text, code, Place { close, ..place });
    }
    let value = start_of_value(code);
    if code[value..].iter().any(|tree| tree.is_mark('.')) {
        return chain(text, code, value, place);
    }
    let (Tree::Group(delimiter, list), head) = code.split_last()? else {
        return None;
    };
    if !is_path(&head[value..]) {
        return None;
    }
    let (open, shut) = match (delimiter, head.last()) {
        (Delimiter::Parenthesis, Some(callee)) if is_name(callee) && !is_only_a_block(list) => {
            ("(", ")")
        }
        (Delimiter::Bracket, before) if !before.is_some_and(is_name) && !is_simple(list) => {
            ("[", "]")
        }
        (Delimiter::Brace, Some(name)) if is_name(name) => (" {", "}"),
        _ => return None,
    };
    listed(text, head, (open, shut), list, place)
}

/// Where the value of an assignment, a `let` statement or a constant begins.
fn start_of_value(code: &[Tree]) -> usize {
    let is_alone = |tree: &Tree| match tree {
        Tree::Token(TokenTree::Punct(mark)) => mark.spacing() == Spacing::Alone,
        _ => true,
    };
    let is_assignment =
        |pair: &[Tree]| is_alone(&pair[0]) && pair[1].is_mark('=') && is_alone(&pair[1]);
    code.windows(2)
        .position(is_assignment)
        .map_or(0, |at| at + 2)
}

/// A call, a list or a struct whose entries have lines of their own.
fn listed(
    text: &mut String,
    head: &[Tree],
    (open, shut): (&str, &str),
    list: &[Tree],
    place: Place<'_>,
) -> Option<()> {
    if list.is_empty() {
        return None;
    }
    let from = start(text, place.indent, place.open);
    line::push(text, head)?;
    end(text, from, open, WIDTH)?;
    for entry in entries(list) {
        // No comma can follow the rest of a struct.
        let is_rest = entry.code[0].is_mark('.');
        let place = Place {
            indent: place.indent + INDENT,
            open: "",
            close: if is_rest { "" } else { "," },
            width: entry.width,
            begins: false,
        };
        expression(text, entry.code, place)?;
    }
    let from = start(text, place.indent, shut);
    end(text, from, place.close, place.width)
}

/// A chain of method calls, each on its own line.
fn chain(text: &mut String, code: &[Tree], value: usize, place: Place<'_>) -> Option<()> {
    let mut methods = code[value..].split(|tree| tree.is_mark('.'));
    let receiver = methods.next()?;
    let mut head = value + receiver.len();
    match receiver {
        // A method stays next to a short name.
        [Tree::Token(TokenTree::Ident(name))]
            if place.begins && value == 0 && name.to_string().len() <= SHORT_NAME =>
        {
            let method = methods.next().filter(|method| is_method(method))?;
            head += 1 + method.len();
            if let ([.., Tree::Group(_, list)], true) = (method, head == code.len()) {
                return listed(text, &code[..head - 1], ("(", ")"), list, place);
            }
        }
        [path @ .., Tree::Group(Delimiter::Parenthesis, _)] | path if is_path(path) => {}
        _ => return None,
    }
    let from = start(text, place.indent, place.open);
    line::push(text, &code[..head])?;
    end(text, from, "", WIDTH)?;
    let mut methods = methods.peekable();
    while let Some(method) = methods.next() {
        if !is_method(method) {
            return None;
        }
        let is_last = methods.peek().is_none();
        let place = Place {
            indent: place.indent + INDENT,
            open: ".",
            close: if is_last { place.close } else { "" },
            width: if is_last { place.width } else { WIDTH },
            begins: false,
        };
        expression(text, method, place)?;
    }
    Some(())
}

/// Whether some code has no place for a line break.
fn is_unbreakable(code: &[Tree]) -> bool {
    code.iter().all(|tree| match tree {
        Tree::Token(TokenTree::Punct(mark)) => {
            matches!(mark.as_char(), ':' | '=' | '&' | '*' | '!' | '\'')
        }
        Tree::Token(TokenTree::Ident(_) | TokenTree::Literal(_)) => true,
        Tree::Group(delimiter, list) => *delimiter == Delimiter::Parenthesis && list.is_empty(),
        _ => false,
    })
}

/// Whether some code is the path of a function or type, with or without a prefix.
fn is_path(code: &[Tree]) -> bool {
    code.iter().all(|tree| match tree {
        Tree::Token(TokenTree::Ident(_)) => true,
        Tree::Token(TokenTree::Punct(mark)) => {
            matches!(
                mark.as_char(),
                ':' | '<' | '>' | ',' | '\'' | '&' | '*' | '!'
            )
        }
        _ => false,
    })
}

/// Whether some code is what follows a dot.
fn is_method(code: &[Tree]) -> bool {
    let is_part = |tree: &Tree| match tree {
        Tree::Token(TokenTree::Punct(mark)) => matches!(mark.as_char(), ':' | '<' | '>' | '?'),
        Tree::Token(TokenTree::Ident(_) | TokenTree::Literal(_)) => true,
        Tree::Group(delimiter, _) => *delimiter == Delimiter::Parenthesis,
        _ => false,
    };
    !code.is_empty() && code.iter().all(is_part)
}

fn is_name(tree: &Tree) -> bool {
    matches!(tree, Tree::Token(TokenTree::Ident(_)))
}

/// Whether a list is one expression whose lines prettyplease does not indent.
fn is_only_a_block(list: &[Tree]) -> bool {
    let code = &list[..entry_length(list)];
    let is_first = code.len() + 1 >= list.len();
    is_first
        && match code {
            [first, ..] if first.is_mark('|') || first.is_word("move") => true,
            [Tree::Group(..)] | [.., Tree::Group(Delimiter::Brace, _)] => true,
            _ => false,
        }
}

/// Whether a list consists of numbers, which prettyplease prints next to each other.
fn is_simple(list: &[Tree]) -> bool {
    let is_number = |tree: &Tree| match tree {
        Tree::Token(TokenTree::Literal(literal)) => !literal.to_string().ends_with('"'),
        tree => tree.is_word("true") || tree.is_word("false"),
    };
    entries(list).all(|entry| matches!(entry.code, [tree] if is_number(tree)))
}

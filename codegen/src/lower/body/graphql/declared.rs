//! What a query says of its variables: `query Loans($member: Int!, $open: Boolean = true)`.

use std::collections::HashMap;

use crate::api::{Docs, Observed, Type};
use crate::shape::{Member, Object, Shape};

/// How many lists in each other are described.
const NESTING: usize = 16;

/// A variable that a query declares.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Variable {
    name: String,
    /// Its type, where that is none of the schema's own.
    ty: Option<Shape>,
    /// Whether it is `Type!` without a default.
    required: bool,
}

/// The variables that the first operation of a query declares; none where the text cannot be read.
pub(super) fn variables(query: &str) -> Vec<Variable> {
    let mut tokens = Tokens { rest: query };
    let mut variables = Vec::new();
    if !tokens.operation() {
        return variables;
    }
    while tokens.take('$') {
        let Some(variable) = tokens.variable() else {
            return Vec::new();
        };
        variables.push(variable);
    }
    variables
}

/// The name of the first operation of a query, or else that of its first field: `users` of `{ users { id } }`.
pub(in crate::lower) fn name(query: &str) -> Option<&str> {
    let mut tokens = Tokens { rest: query };
    if let Some(name) = tokens.keyword().and_then(|_| tokens.name()) {
        return Some(name);
    }
    tokens.pass(&['{']);
    let first = tokens.name()?;
    // Before a colon is an alias.
    if tokens.take(':') {
        tokens.name()
    } else {
        Some(first)
    }
}

/// Lets the declarations decide what is required, what a number is, and which variables there are.
pub(super) fn apply(variables: &[Variable], object: &mut Object) {
    let fields = object.fields.iter().enumerate();
    let mut positions: HashMap<String, usize> = fields
        .map(|(index, member)| (member.key.clone(), index))
        .collect();
    for variable in variables {
        match positions.get(&variable.name) {
            Some(index) => {
                let member = &mut object.fields[*index];
                member.required = variable.required;
                if let Some(ty) = variable.ty.as_ref().filter(|ty| refines(ty, &member.shape)) {
                    member.shape = ty.clone();
                }
            }
            None => {
                positions.insert(variable.name.clone(), object.fields.len());
                object.fields.push(Member {
                    key: variable.name.clone(),
                    shape: variable.ty.clone().unwrap_or(Shape::Any),
                    required: variable.required,
                    in_all: false,
                    nullable: false,
                    docs: Docs::default(),
                    observed: Observed::default(),
                    format: None,
                });
            }
        }
    }
    // What is known of a declared variable is not a matter of how many examples there are.
    for variable in variables {
        object.fields[positions[&variable.name]].in_all = false;
    }
}

/// Whether a declared type fits what was seen, and says more.
fn refines(declared: &Shape, seen: &Shape) -> bool {
    match (declared, seen) {
        (_, Shape::Unknown) | (Shape::Scalar(Type::I32 | Type::F64), Shape::Scalar(Type::I64)) => {
            true
        }
        (Shape::List(declared), Shape::List(seen)) => refines(declared, seen),
        _ => false,
    }
}

struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    /// Passes blanks, commas and comments.
    fn blank(&mut self) {
        loop {
            let rest = self
                .rest
                .trim_start_matches(|c: char| c.is_whitespace() || c == ',' || c == '\u{feff}');
            match rest.strip_prefix('#') {
                Some(comment) => {
                    self.rest = comment.find('\n').map_or("", |end| &comment[end..]);
                }
                None => {
                    self.rest = rest;
                    return;
                }
            }
        }
    }

    /// Goes to the variables of the first operation; false where it has none.
    fn operation(&mut self) -> bool {
        if self.keyword().is_none() {
            return false;
        }
        self.name();
        self.take('(')
    }

    /// Passes the keyword of the first operation, which a query without a name does not need.
    fn keyword(&mut self) -> Option<&'a str> {
        loop {
            match self.name()? {
                keyword @ ("query" | "mutation" | "subscription") => return Some(keyword),
                "fragment" => {
                    self.pass(&['{']);
                    self.pass(&['}']);
                    if !self.take('}') {
                        return None;
                    }
                }
                _ => return None,
            }
        }
    }

    /// Goes to one of these characters outside of strings, comments and what brackets hold; an opening one counts.
    fn pass(&mut self, ends: &[char]) {
        let mut depth = 0_usize;
        loop {
            self.blank();
            let Some(c) = self.rest.chars().next() else {
                return;
            };
            if depth == 0 && ends.contains(&c) {
                if c == '{' {
                    self.rest = &self.rest[1..];
                }
                return;
            }
            match c {
                '"' => {
                    self.string();
                    continue;
                }
                '[' | '{' | '(' => depth += 1,
                ']' | '}' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.rest = &self.rest[c.len_utf8()..];
        }
    }

    /// Passes a string, in one pair of quotes or in three.
    fn string(&mut self) {
        let quotes = if self.rest.starts_with("\"\"\"") {
            "\"\"\""
        } else {
            "\""
        };
        self.rest = &self.rest[quotes.len()..];
        while !self.rest.is_empty() {
            if let Some(rest) = self.rest.strip_prefix(quotes) {
                self.rest = rest;
                return;
            }
            let escaped = self.rest.starts_with('\\');
            let mut chars = self.rest.chars();
            chars.next();
            if escaped {
                chars.next();
            }
            self.rest = chars.as_str();
        }
    }

    fn take(&mut self, c: char) -> bool {
        self.blank();
        let rest = self.rest.strip_prefix(c);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn name(&mut self) -> Option<&'a str> {
        self.blank();
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!name.is_empty()).then_some(name)
    }

    /// What follows `$`.
    fn variable(&mut self) -> Option<Variable> {
        let name = self.name()?.to_owned();
        if !self.take(':') {
            return None;
        }
        let (ty, is_strict) = self.ty()?;
        let has_default = self.take('=');
        if has_default {
            self.pass(&['$', ')']);
        }
        Some(Variable {
            name,
            ty,
            required: is_strict && !has_default,
        })
    }

    /// A type, and whether it excludes null. One in more than [`NESTING`] lists is not described.
    fn ty(&mut self) -> Option<(Option<Shape>, bool)> {
        let mut lists = 0_usize;
        while self.take('[') {
            lists += 1;
        }
        let mut ty = match self.name()? {
            "Int" => Some(Shape::Scalar(Type::I32)),
            "Float" => Some(Shape::Scalar(Type::F64)),
            "String" | "ID" => Some(Shape::Scalar(Type::String)),
            "Boolean" => Some(Shape::Scalar(Type::Bool)),
            _ => None,
        };
        ty = ty.filter(|_| lists <= NESTING);
        let mut is_strict = self.take('!');
        for _ in 0..lists {
            if !self.take(']') {
                return None;
            }
            ty = ty.map(|item| {
                let item = if is_strict {
                    item
                } else {
                    Shape::Nullable(Box::new(item))
                };
                Shape::List(Box::new(item))
            });
            is_strict = self.take('!');
        }
        Some((ty, is_strict))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(query: &str) -> Vec<(String, Option<Shape>, bool)> {
        variables(query)
            .into_iter()
            .map(|it| (it.name, it.ty, it.required))
            .collect()
    }

    #[test]
    fn variables_are_read_with_their_types() {
        let list = |ty| Shape::List(Box::new(Shape::Scalar(ty)));
        assert_eq!(
            declared(
                "query Loans($member: Int!, $open: Boolean = true # or all\n $ids: [ID!]!, $at: Date!) { loans(a: $member) { id } }"
            ),
            [
                ("member".to_owned(), Some(Shape::Scalar(Type::I32)), true),
                ("open".to_owned(), Some(Shape::Scalar(Type::Bool)), false),
                ("ids".to_owned(), Some(list(Type::String)), true),
                ("at".to_owned(), None, true),
            ]
        );
    }

    #[test]
    fn variables_are_found_behind_comments_fragments_and_defaults() {
        let number = ("a".to_owned(), Some(Shape::Scalar(Type::I32)), true);
        for query in [
            "# loans (all) {}\nquery Q($a: Int!) { b }",
            "fragment F on Loan { id, of(x: \"}\") { name } }\nquery ($a: Int!) { ...F }",
            "mutation($a: Int!) { b }",
        ] {
            assert_eq!(declared(query).first(), Some(&number), "{query}");
        }
        let query = r#"query Q($s: String = ") $x", $o: In = { a: [1, 2] }, $a: Int!) { b }"#;
        let names: Vec<String> = declared(query).into_iter().map(|it| it.0).collect();
        assert_eq!(names, ["s", "o", "a"]);
    }

    #[test]
    fn a_type_in_very_many_lists_is_not_described() {
        let query = |lists| {
            format!(
                "query Q($a: {}Int{}!) {{ a }}",
                "[".repeat(lists),
                "]".repeat(lists)
            )
        };
        assert!(declared(&query(NESTING))[0].1.is_some());
        assert_eq!(declared(&query(100_000)), [("a".to_owned(), None, true)]);
    }

    #[test]
    fn a_query_is_named_by_its_operation_or_its_first_field() {
        for (query, expected) in [
            ("query Loans($member: Int!) { loans { id } }", Some("Loans")),
            ("{ users(first: 2) { id } }", Some("users")),
            (
                "mutation { made: createUser(name: \"a\") { id } }",
                Some("createUser"),
            ),
            (
                "query ($id: ID = {a: 1}) { user(id: $id) { id } }",
                Some("user"),
            ),
            (
                "fragment F on User { id } # x\nquery { me { ...F } }",
                Some("me"),
            ),
            ("", None),
            ("{{query}}", None),
        ] {
            assert_eq!(name(query), expected, "{query}");
        }
    }

    #[test]
    fn a_query_without_variables_declares_none() {
        assert_eq!(declared("{ user(id: 1) { name } }"), []);
        assert_eq!(declared("query Q($a Int) { a }"), []);
        assert_eq!(declared(""), []);
    }
}

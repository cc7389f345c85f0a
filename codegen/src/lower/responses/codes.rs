//! Error codes: those that names of examples list, and those that payloads of failures show.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::api::{Docs, ErrorCode, is_success};
use crate::markdown;
use crate::names::{self, Scope};

use super::Example;
use super::carried::{carried, carried_by, field_of};
use super::content::Content;

/// The fields that are tried where no example shows one.
const USUAL: &[&str] = &["/code", "/error/code", "/errorCode", "/error_code"];

/// The error codes of one operation, while they are collected.
#[derive(Debug, Default)]
pub(super) struct Codes {
    list: Vec<ErrorCode>,
    /// Where each code is in the list.
    positions: HashMap<String, usize>,
    /// The texts of each code.
    texts: Vec<Texts>,
    /// The fields that carry a code: how many there were before, and how often it does.
    fields: HashMap<String, (usize, usize)>,
    names: Option<Scope>,
    /// The field that carries the code according to the configuration.
    configured: Option<String>,
}

/// Different texts, in the order in which they were added.
#[derive(Debug, Default)]
struct Texts {
    list: Vec<String>,
    known: HashSet<String>,
}

impl Codes {
    /// No codes yet; `field` is their location, if it is known.
    pub(super) fn carried_by(field: Option<&str>) -> Self {
        Self {
            configured: field.map(str::to_owned),
            ..Self::default()
        }
    }

    /// Adds the codes that the examples of one status document; gives their indices. Payloads of a success show none.
    pub(super) fn add(&mut self, status: Option<u16>, examples: &[Example<'_>]) -> Vec<usize> {
        let mut indices = Vec::new();
        for example in examples {
            for (code, text) in &example.name.codes {
                indices.push(self.push(code, text, status));
            }
        }
        if is_success(status) {
            for example in examples {
                if let Content::Json(json) = &example.content
                    && let Some(field) = field_of(json, &example.name.codes)
                {
                    self.count(field);
                }
            }
            return each_once(indices);
        }
        if let Some(field) = self.configured.clone() {
            for example in examples {
                if let Content::Json(json) = &example.content
                    && let Some(found) = carried_by(json, &field)
                {
                    indices.push(self.push(&found.code, &found.text, status));
                }
            }
            return each_once(indices);
        }
        for example in examples {
            let Content::Json(json) = &example.content else {
                continue;
            };
            if let Some(field) = field_of(json, &example.name.codes) {
                self.count(field);
            } else if let Some(found) = carried(json, status) {
                self.count(found.field);
                indices.push(self.push(&found.code, &found.text, status));
            }
        }
        each_once(indices)
    }

    /// The codes, and the fields that carry them.
    pub(super) fn finish(mut self) -> (Vec<ErrorCode>, Vec<String>) {
        if self.list.is_empty() {
            return (Vec::new(), Vec::new());
        }
        for (code, Texts { list: texts, .. }) in self.list.iter_mut().zip(&self.texts) {
            code.text = texts.join("; ");
            code.docs = markdown::clean(&texts.join("\n\n"));
        }
        if let Some(field) = self.configured {
            return (self.list, vec![field]);
        }
        let mut fields: Vec<_> = self.fields.into_iter().collect();
        fields.sort_unstable_by_key(|(_, (order, count))| (Reverse(*count), *order));
        let mut fields: Vec<String> = fields.into_iter().map(|(field, _)| field).collect();
        for field in USUAL {
            if !fields.iter().any(|known| known == field) {
                fields.push((*field).to_owned());
            }
        }
        (self.list, fields)
    }

    fn count(&mut self, field: String) {
        let order = self.fields.len();
        self.fields.entry(field).or_insert((order, 0)).1 += 1;
    }

    /// Adds a code, or a status and a text to a known one.
    fn push(&mut self, code: &str, text: &str, status: Option<u16>) -> usize {
        let text = names::one_line(text);
        let known = self.positions.get(code).copied();
        let index = known.unwrap_or_else(|| self.push_new(code));
        let (known, texts) = (&mut self.list[index], &mut self.texts[index]);
        if let Some(status) = status
            && let Err(at) = known.statuses.binary_search(&status)
        {
            known.statuses.insert(at, status);
        }
        if !text.is_empty() && texts.known.insert(text.clone()) {
            texts.list.push(text);
        }
        index
    }

    fn push_new(&mut self, code: &str) -> usize {
        let is_word = code.starts_with(|c: char| c.is_ascii_alphabetic());
        let wanted = if is_word {
            names::variant(code)
        } else {
            names::variant(&format!("code {code}"))
        };
        let scope = self
            .names
            .get_or_insert_with(|| Scope::holding(["Unknown"]));
        self.positions.insert(code.to_owned(), self.list.len());
        self.list.push(ErrorCode {
            code: code.to_owned(),
            name: scope.unique(&wanted),
            statuses: Vec::new(),
            text: String::new(),
            docs: Docs::default(),
        });
        self.texts.push(Texts::default());
        self.list.len() - 1
    }
}

fn each_once(mut indices: Vec<usize>) -> Vec<usize> {
    let mut seen = HashSet::new();
    indices.retain(|index| seen.insert(*index));
    indices
}

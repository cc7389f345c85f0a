//! The types of texts of a form, for a whole API.

use crate::api::{TextForm, TextTypes, Type};
use crate::diagnostic::Diagnostics;

use super::apply::parse_type;
use super::{Config, foreign};

impl Config {
    /// The types that stand for texts of a form; what is no type of another crate is an error.
    pub(crate) fn text_types(&self, diagnostics: &mut Diagnostics) -> TextTypes {
        let mut types = TextTypes::new();
        for wanted in &self.text_types {
            let form = TextForm::ALL
                .into_iter()
                .find(|form| form.key() == wanted.key);
            let form = form.expect("only keys of forms are read");
            match parse_type::parse(&wanted.change, &[]) {
                Some(Type::String) => {}
                Some(Type::External(path)) => match foreign::problem(&path) {
                    None => drop(types.insert(form, Type::External(path))),
                    Some((message, help)) => {
                        let error = self.error("config-type", wanted.place, message);
                        diagnostics.push(error.help(help));
                    }
                },
                _ => {
                    let message = format!("`{}` is no path of a type", wanted.change);
                    let error = self.error("config-type", wanted.place, message);
                    diagnostics.push(error.help("such as `uuid::Uuid` or `jiff::Timestamp`"));
                }
            }
        }
        types
    }
}

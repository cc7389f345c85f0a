//! Postman's format 3, a folder of YAML files, rewritten as one document of format 2.1.
//!
//! ```text
//! yaml      text to nodes: scalars as their source text, each with its position
//! pairs     names and values, which the format writes as a map or as a list
//! request   requests and examples          auth   auth blocks and their inheritance by id
//! tree      folders, names, order          part   the document, with the origin of each value
//! ```
//!
//! What follows is the same as for a file of format 2.1, so that both send the same bytes. Each value of the document
//! remembers where it comes from, for diagnostics.

mod auth;
mod body;
mod environment;
mod pairs;
mod part;
mod request;
mod tree;
mod yaml;

pub(crate) use environment::{collections, environment};
pub(crate) use tree::rewritten;

use crate::diagnostic::Diagnostics;
use crate::source::{Origins, Source};

/// A folder of a collection, and the collection itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Folder {
    /// The folder's own name, for collections and folders without `name`.
    pub stem: String,
    /// `.resources/definition.yaml`.
    pub definition: Option<Source>,
    /// `NAME.request.yaml`.
    pub requests: Vec<RequestFile>,
    /// The folders in it.
    pub folders: Vec<Folder>,
}

/// A request with its examples.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RequestFile {
    /// The file's name without `.request.yaml`, for requests without `name`.
    pub stem: String,
    /// The file.
    pub source: Source,
    /// `.resources/NAME.resources/examples/EXAMPLE.example.yaml`: the stem and the file.
    pub examples: Vec<(String, Source)>,
}

/// A document of format 2.1 that was made from a folder.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Rewritten {
    /// JSON text.
    pub text: String,
    /// Where its values come from.
    pub origins: Origins,
    /// What could not be read, with files and positions.
    pub diagnostics: Diagnostics,
}

#[cfg(test)]
mod tests;

//! Writes the model as Rust: one module for each folder, one for each item.
//!
//! It depends only on [`api`](crate::api) and relies on its guarantees, so it returns no errors. Code that is the same for
//! all items is in the crate `client`.
//!
//! The files form a module tree that works below any parent: modules refer to each other by `super`. The files in a crate's
//! `src/` and in `OUT_DIR` are equal, byte for byte.
//!
//! Functions of operations are `#[inline]`: a crate that calls three operations out of a thousand compiles three to machine
//! code.

mod api_module;
mod arguments;
mod client_variables;
mod comments;
mod context;
#[cfg(feature = "cli")]
mod contract;
mod credentials;
mod debug;
mod definitions;
mod docs;
mod enums;
mod error_code;
mod examples;
mod features;
mod format;
mod home;
mod imports;
mod index;
mod json;
mod literals;
#[cfg(feature = "cli")]
mod live;
mod members;
mod operation;
mod pages;
mod paths;
mod provider;
mod quick_start;
mod request;
mod request_type;
mod responses;
mod roles;
mod root;
#[cfg(feature = "site")]
mod sample;
mod scope;
mod server;
mod setup;
mod streams;
mod structs;
mod tree;
mod types;
mod unions;
mod words;

use rayon::prelude::*;

use crate::api::{Api, Folder, Operation};
pub use context::EmitOptions;
use context::{Context, Files};
#[cfg(feature = "cli")]
pub(crate) use contract::contract_tests;
pub use home::Home;
pub(crate) use index::Index;
#[cfg(feature = "cli")]
pub(crate) use live::live_tests;
#[cfg(feature = "cli")]
pub(crate) use quick_start::quick_start;
pub(crate) use root::{api_at_root, root};
#[cfg(feature = "site")]
pub(crate) use sample::{Sample, sample};

/// Writes an API. Returns texts by path; paths have forward slashes and are relative to the folder of the API's module.
#[must_use]
pub fn emit(api: &Api, options: &EmitOptions) -> Files {
    let index = Index::of(api);
    let context = Context::of(&index, options);
    let root = api.module.as_str();
    let mut files = Files::new();
    files.insert(format!("{root}.rs"), api_module::emit(context));
    if options.examples {
        files.insert(format!("{root}/examples.rs"), examples::emit(context));
    }
    if !api.types.is_empty() {
        files.insert(format!("{root}/types.rs"), shared_types(context));
    }
    let mut operations = Vec::new();
    for operation in &api.operations {
        operations.push((
            format!("{root}/{}.rs", operation.module),
            operation,
            context,
        ));
    }
    for folder in &api.folders {
        emit_folder(folder, root, context, &mut files, &mut operations);
    }
    // Formatting is most of the work.
    files.par_extend(
        operations
            .into_par_iter()
            .map(|(path, operation, context)| (path, operation::emit(operation, context))),
    );
    files
}

fn emit_folder<'a>(
    folder: &'a Folder,
    parent: &str,
    context: Context<'a>,
    files: &mut Files,
    operations: &mut Vec<(String, &'a Operation, Context<'a>)>,
) {
    let path = format!("{parent}/{}", folder.module);
    let below = context.below();
    files.insert(
        format!("{path}.rs"),
        api_module::folder(folder, &context.api.source),
    );
    for operation in &folder.operations {
        operations.push((format!("{path}/{}.rs", operation.module), operation, below));
    }
    for inner in &folder.folders {
        emit_folder(inner, &path, below, files, operations);
    }
}

/// The types that more than one operation uses.
fn shared_types(Context { api, index, .. }: Context<'_>) -> String {
    let operations = api.all_operations();
    let types = definitions::shared(&api.types, &operations, index.shared_scope());
    let head = docs::DocText::new("Types that several operations share.");
    format::file(&api.source, &head, types, &api.client_path)
}

//! A model with every construct that `emit` can write.
//!
//! The build script emits it. The result is [`tests::every_construct`], which is compiled, linted, documented and run
//! like any other code, but not checked in.

#[path = "every_construct/bodies.rs"]
mod bodies;
#[path = "every_construct/json.rs"]
mod json;
#[path = "every_construct/model.rs"]
mod model;
#[path = "every_construct/pages.rs"]
mod pages;
#[path = "every_construct/parameters.rs"]
mod parameters;
#[path = "every_construct/responses.rs"]
mod responses;
#[path = "every_construct/shorthand.rs"]
mod shorthand;

use codegen::Output;
use codegen::internals::{EmitOptions, emit};

/// The emitted files: `every_construct.rs`, and those below it.
pub fn output() -> Output {
    let options = EmitOptions {
        examples: true,
        ..EmitOptions::default()
    };
    emit(&model::api(), &options).into_iter().collect()
}

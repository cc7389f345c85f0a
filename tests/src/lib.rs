//! What the tests of the whole project share.
//!
//! * [`binary`]: the `codegen` binary;
//! * [`boundary`]: the random boundaries of multipart bodies;
//! * [`browser`]: Chromium without a window, for the catalogue;
//! * [`calls`]: an API without a collection, called with both transports;
//! * [`corpus`]: the generator over a folder of collections;
//! * [`every_construct`]: every construct that is ever emitted, compiled and linted with the rest;
//! * [`evidence`]: how true inferred types are;
//! * [`faults`]: a server that breaks the rules of HTTP;
//! * [`measured`]: crates whose build is measured;
//! * [`mutants`]: what holds for any input, on mutants of a folder of collections;
//! * [`newman`]: generated examples compared with npm's newman;
//! * [`pages`]: valid HTML, links that lead somewhere, and programs in the catalogue;
//! * [`patient`]: a transport that does not wait;
//! * [`promises`]: what holds for any input;
//! * [`prose`]: how much of what descriptions enumerate is read;
//! * [`publishers`]: publishers for tuning, and others for reporting;
//! * [`record`]: what npm's newman sends, as vectors;
//! * [`recorder`]: a server that records requests byte for byte;
//! * [`recovery`]: what is left of an `OpenAPI` description after a conversion;
//! * [`redactions`]: what the generator takes for secrets in a folder of collections;
//! * [`repetitions`]: collections in which one place holds a short text many times;
//! * [`scaling`]: collections of many things of one kind;
//! * [`second_opinion`]: which saved responses Prism selects, compared with `codegen serve`;
//! * [`served`]: what newman receives from `codegen serve`, compared with the saved responses of a folder of collections;
//! * [`serving`]: a running `codegen serve`;
//! * [`synthetic`]: collections of any size;
//! * [`valgrind`]: instructions and allocations of a run;
//! * [`vectors`]: collections with what Postman's runner sent for them;
//! * [`cost`]: CPU time and memory of a command;
//! * [`workloads`]: what the benchmarks measure.

pub mod binary;
pub mod boundary;
pub mod browser;
pub mod calls;
pub mod corpus;
pub mod cost;
pub mod curl;
pub mod differences;
pub mod evidence;
pub mod faults;
pub mod format3;
pub mod measured;
pub mod mutants;
pub mod newman;
pub mod openapi_to_rust;
pub mod pages;
pub mod patient;
pub mod program;
pub mod promises;
pub mod prose;
pub mod publishers;
pub mod record;
pub mod recorder;
pub mod recovery;
pub mod redactions;
pub mod releases;
pub mod repetitions;
pub mod scaling;
pub mod second_opinion;
pub mod served;
pub mod serving;
pub mod synthetic;
pub mod valgrind;
pub mod vectors;
pub mod workloads;

include!(concat!(env!("OUT_DIR"), "/every_construct/mod.rs"));

/// The code in README compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

//! How clients are expected to behave, with both transports over real sockets. Each test is one behaviour.

#[path = "manners/failures.rs"]
mod failures;
#[path = "manners/generated_pages.rs"]
mod generated_pages;
#[path = "manners/headers.rs"]
mod headers;
#[path = "manners/options.rs"]
mod options;
#[path = "manners/outcome.rs"]
mod outcome;
#[path = "manners/pages.rs"]
mod pages;
#[path = "manners/retries.rs"]
mod retries;
#[path = "manners/success.rs"]
mod success;
#[path = "manners/tokens.rs"]
mod tokens;

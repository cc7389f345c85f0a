//! Request bodies (semantics 5).

mod form;
mod graphql;
mod raw;

use crate::api::{Body, Place, Profile, Type};
use crate::postman::{self, Item};

use super::parameters::{Entry, Given, Parameters, Rule};
use super::report::Report;

/// Methods whose body Postman drops, unless `disableBodyPruning` is set (semantics 5.1).
const WITHOUT_BODY: &[&str] = &["GET", "HEAD", "COPY", "PURGE", "UNLOCK"];

/// Lowers the body of an item's request.
pub(super) fn lower(
    item: &Item,
    method: &str,
    profile: &Profile,
    parameters: &mut Parameters<'_>,
    report: &mut Report<'_>,
) -> Body {
    let Some(body) = item.request.body.as_ref().filter(|body| !is_empty(body)) else {
        return Body::None;
    };
    if WITHOUT_BODY.contains(&method) && !profile.disable_body_pruning {
        if report.is_first("body-not-sent", method) {
            report.note(
                "body-not-sent",
                &item.request.pointer,
                format!("bodies of {method} requests are left out, as Postman does unless `disableBodyPruning` is set"),
            );
        }
        return Body::None;
    }
    match body {
        postman::Body::Raw {
            pointer,
            text,
            language,
        } => raw::lower(item, text, language.as_deref(), pointer, parameters, report),
        postman::Body::Urlencoded(fields) => Body::Urlencoded(form::lower(
            &form::in_wire_order(fields),
            Place::Urlencoded,
            parameters,
        )),
        postman::Body::FormData(fields) => Body::FormData(form::lower(
            &fields.iter().collect::<Vec<_>>(),
            Place::FormData,
            parameters,
        )),
        postman::Body::File {
            pointer,
            src,
            content,
        } => Body::File(lower_file(
            pointer,
            src.as_deref(),
            content.is_some(),
            parameters,
        )),
        postman::Body::GraphQl {
            pointer,
            query,
            operation_name,
            variables,
        } => {
            let document = graphql::Document {
                pointer,
                query: query.as_deref(),
                operation_name: operation_name.as_deref(),
                variables: variables.as_ref(),
            };
            graphql::lower(&document, parameters)
        }
    }
}

fn is_empty(body: &postman::Body) -> bool {
    match body {
        postman::Body::Raw { text, .. } => text.is_empty(),
        postman::Body::Urlencoded(fields) | postman::Body::FormData(fields) => fields.is_empty(),
        postman::Body::File { .. } => false,
        postman::Body::GraphQl {
            query, variables, ..
        } => query.is_none() && variables.is_none(),
    }
}

/// A body that is a file; without a file in the collection it can be left out, as Postman does.
fn lower_file(
    pointer: &str,
    src: Option<&str>,
    has_content: bool,
    parameters: &mut Parameters<'_>,
) -> usize {
    let files: Vec<String> = src.map(str::to_owned).into_iter().collect();
    let given = if files.is_empty() && has_content {
        Given::Content
    } else {
        Given::Files(&files)
    };
    let parameter = parameters.add(Entry {
        place: Place::Body,
        wire_name: "body",
        pointer,
        description: None,
        enabled: !files.is_empty() || has_content,
        given,
        rule: if files.is_empty() && !has_content {
            Rule::Marked
        } else {
            Rule::Always
        },
    });
    debug_assert_eq!(parameters.type_at(parameter), &Type::File);
    parameter
}

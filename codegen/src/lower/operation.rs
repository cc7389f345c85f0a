//! One item: an operation.

use crate::api::{AuthUse, Docs, Operation, Segment};
use crate::diagnostic::{Code, Diagnostic};
use crate::names::{self, Scope, Settled};
use crate::postman::{Item, Url};
use crate::variables::template;

use super::auth::{self, Schemes};
use super::client_variables::ClientVariables;
use super::parameters::Parameters;
use super::report::{Report, quoted};
use super::saved::Calls;
use super::server::Servers;
use super::server_variables::ServerVariables;
use super::types::{ExampleStatistics, ItemContext, Types};
use super::walk::{File, Inherited};
use super::{body, example, headers, host, path, profile, query, reading, responses, saved};

/// What the operations of one API share.
#[derive(Debug)]
pub(super) struct Shared<'a> {
    pub servers: &'a Servers,
    pub schemes: &'a Schemes,
    /// What the JSON examples of all items show.
    pub statistics: &'a ExampleStatistics,
    /// The name of the API's type, which each module imports.
    pub api_type: String,
}

/// The variables of one API, in the order in which its operations use them.
#[derive(Debug)]
pub(super) struct UsedVariables<'a> {
    pub server: ServerVariables<'a>,
    pub client: ClientVariables,
}

impl UsedVariables<'_> {
    /// Adds the variables of an operation.
    pub(super) fn add(
        &mut self,
        operation: &Operation,
        url: &Url,
        file: &File<'_>,
        report: &mut Report<'_>,
    ) {
        let server = &mut self.server;
        server.use_all(&operation.server, &file.values, &url.pointer, report);
        for segment in &operation.path {
            if let Segment::ServerVariable(variable) = segment {
                server.use_in_path(variable, &file.values, &url.pointer, report);
            }
        }
        self.client.use_all(&operation.parameters, &file.values);
    }
}

/// The method of an item, with its variables replaced (docs/postman-semantics.md §0, trap 20).
pub(super) fn method(item: &Item, file: &File<'_>, report: &mut Report<'_>) -> Option<String> {
    let is_token = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
    };
    match file.values.resolve(&item.request.method) {
        Ok(method) if is_token(&method) => Some(method.to_ascii_uppercase()),
        _ => {
            let message = format!("`{}` is not a valid HTTP method", item.request.method);
            let pointer = format!("{}/method", item.request.pointer);
            let help = "write one word, such as `GET`; a variable needs a value";
            report.push(Diagnostic::new(Code::UnsupportedMethod, pointer, message).help(help));
            None
        }
    }
}

/// The URL of an item, where there is one to send to.
pub(super) fn url<'b>(item: &'b Item, report: &mut Report<'_>) -> Option<&'b Url> {
    let url = item
        .request
        .url
        .as_ref()
        .filter(|url| !(url.host.is_empty() && url.path.is_empty()));
    if let Some(protocol) = url.and_then(unsupported_protocol) {
        let message = format!("protocol `{protocol}` is neither http nor https");
        let pointer = format!("{}/url", item.request.pointer);
        let help = "`skip = true` for this item in codegen.toml hides this message";
        report.push(Diagnostic::new(Code::UnsupportedProtocol, pointer, message).help(help));
        return None;
    }
    if url.is_none() && item.request.has_raw_url_only {
        report.push(
            Diagnostic::new(
                Code::UrlRawOnly,
                format!("{}/url", item.request.pointer),
                "URL has only `raw`, which Postman does not read",
            )
            .help("write the URL as a string, or open and save the request in Postman"),
        );
    } else if url.is_none() {
        let message = format!("{} has no URL", quoted(item));
        let help = "set a URL in Postman, or `skip = true` for this item in codegen.toml";
        report.push(Diagnostic::new(Code::NoUrl, &item.pointer, message).help(help));
    }
    url
}

/// The protocol of a URL, where it is not HTTP.
fn unsupported_protocol(url: &Url) -> Option<&str> {
    let protocol = url.protocol.as_deref()?.trim_end_matches("://");
    let is_http = ["http", "https"]
        .iter()
        .any(|known| protocol.eq_ignore_ascii_case(known));
    (!is_http && !protocol.is_empty() && !template::has_variable(protocol)).then_some(protocol)
}

/// An item that can be sent.
pub(super) struct Sendable<'a> {
    pub item: &'a Item,
    /// The method, with its variables replaced.
    pub method: String,
    pub url: &'a Url,
}

/// An item that was lowered, with what was found in it: up to its URL, and after that.
pub(super) struct Lowered<'a> {
    pub operation: Operation,
    pub before: Report<'a>,
    pub after: Report<'a>,
}

/// Lowers an item. `report` holds what was found before it.
pub(super) fn lower<'a>(
    Sendable { item, method, url }: &Sendable<'_>,
    names: &Settled,
    file: &File<'_>,
    inherited: &Inherited<'_>,
    shared: &Shared<'_>,
    mut report: Report<'a>,
) -> Lowered<'a> {
    let own = Operation::own_names(names.type_name.as_str());
    let own = own.iter().map(String::as_str);
    let type_names = Scope::holding(own.chain([shared.api_type.as_str()]));
    let path_template = path::template_of(url);
    let context = ItemContext {
        type_name: &names.type_name,
        path_template: &path_template,
        values: &file.values,
        statistics: shared.statistics,
        schemas: &file.collection.schemas,
        format_types: &file.format_types,
        code_field: file.code_fields.of(file.path, &item.pointer),
    };
    let mut parameters = Parameters::new(file, &item.request, context, type_names);
    let profile = profile::lower(&inherited.profile);
    let authority = auth::authority(item, inherited.auth, &file.values, &mut report);

    if let Some(problem) = host::check(item, url) {
        report.push(problem);
    }
    let origin = file.origin(url);
    let server = shared.servers.template(&origin);
    let path = path::lower(url, &mut parameters, &mut report);
    let before = report.take();
    let query = query::lower(url, &authority.query, &mut parameters);
    let headers = headers::lower(
        &item.request.headers,
        &authority.headers,
        &mut parameters,
        &mut report,
    );
    let body = body::lower(
        item,
        method,
        &inherited.profile,
        &mut parameters,
        &mut report,
    );

    let mut type_names = std::mem::take(&mut parameters.type_names);
    let (list, sources, mut types) = parameters.finish();
    let mut response_types = Types::new(&mut type_names);
    let responses = responses::lower(item, &context, &mut response_types, &mut report);
    types.extend(response_types.finish());
    let example = example::lower(&list, &sources, &types, &body, &file.values);
    if let (Some(claim), Some(block)) = (&authority.claim, inherited.auth) {
        let schemes = &shared.schemes;
        schemes.report_differences(claim, &block.pointer, &mut report);
    }
    let claim = authority
        .claim
        .as_ref()
        .and_then(|claim| shared.schemes.index(claim));
    let mut operation = Operation {
        name: if item.name.trim().is_empty() {
            format!("{method} {}", path::template_of(url))
        } else {
            names::one_line(&item.name)
        },
        source: file.path.to_owned(),
        pointer: item.pointer.clone(),
        module: names.module.clone(),
        type_name: names.type_name.clone(),
        docs: docs_of(item),
        method: method.clone(),
        server,
        path,
        path_template: path_template.clone(),
        query,
        headers,
        body,
        parameters: list,
        auth: claim.map_or(AuthUse::None, AuthUse::Scheme),
        profile,
        responses: responses.responses,
        error_codes: responses.error_codes,
        code_fields: responses.code_fields,
        types,
        example: Some(example),
        pagination: None,
        saved_responses: saved::lower(item, file, &inherited.profile),
    };
    if file.has_tests {
        let calls = Calls {
            item,
            file,
            context,
            settings: &inherited.profile,
            left_out: &authority.query,
            sources: &sources,
        };
        calls.add(&mut operation);
    }
    Lowered {
        operation,
        before,
        after: report,
    }
}

/// The request's description, or else the item's.
fn docs_of(item: &Item) -> Docs {
    let descriptions = [&item.request.description, &item.description];
    let described = descriptions
        .into_iter()
        .flatten()
        .find(|text| !text.trim().is_empty());
    reading::docs_of(described.map(String::as_str))
}

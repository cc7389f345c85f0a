//! Spans of crate `tracing`.

use std::future::Future;

use http::StatusCode;
use tracing::field::Empty;
use tracing::instrument::{Instrument as _, Instrumented};
use tracing::{Span, info_span};

use crate::attempt::{Attempt, OperationId, Purpose};
use crate::body::Body;
use crate::delivery::Delivery;

/// Where the spans belong to, for filters such as `codegen_client=info`.
const TARGET: &str = "codegen_client";

/// The span of a call, and that of its current request.
#[derive(Clone)]
pub(crate) struct Trace {
    call: Span,
    attempt: Span,
}

impl Trace {
    /// Starts the span of a call.
    pub(crate) fn call(operation: OperationId) -> Self {
        let call = info_span!(
            target: TARGET,
            "call",
            otel.name = operation.name(),
            operation = operation.name(),
        );
        Self {
            call,
            attempt: Span::none(),
        }
    }

    /// Whether anybody is interested in the spans.
    pub(crate) fn is_enabled(&self) -> bool {
        !self.call.is_disabled()
    }

    /// Starts the span of a request, which carries an [`Attempt`].
    pub(crate) fn attempt(&mut self, request: &http::Request<Body>) {
        if !self.is_enabled() {
            return;
        }
        let attempt = Attempt::of(request);
        let method = request.method().as_str();
        // The path of a token endpoint, or of the target of a redirect, is not that of the operation.
        let template = (attempt.purpose == Purpose::Operation).then_some(&*attempt.url_template);
        let name = match template {
            Some(template) => format!("{method} {template}"),
            None => method.to_owned(),
        };
        let uri = request.uri();
        self.attempt = info_span!(
            target: TARGET,
            parent: &self.call,
            "request",
            otel.name = name,
            otel.kind = "client",
            http.request.method = method,
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            url.scheme = uri.scheme_str(),
            url.template = template,
            server.address = uri.host(),
            server.port = uri.port_u16(),
            error.type = Empty,
        );
        if attempt.resend_count > 0 {
            self.attempt
                .record("http.request.resend_count", attempt.resend_count);
        }
    }

    /// Sends a request in its span.
    pub(crate) fn within<F: Future>(&self, future: F) -> Instrumented<F> {
        future.instrument(self.attempt.clone())
    }

    /// Sends a request in its span.
    pub(crate) fn in_scope<R>(&self, send: impl FnOnce() -> R) -> R {
        self.attempt.in_scope(send)
    }

    /// Adds the status of the response to the span of the request.
    pub(crate) fn response(&self, status: StatusCode) {
        self.attempt
            .record("http.response.status_code", status.as_u16());
        if status.is_client_error() || status.is_server_error() {
            self.attempt.record("error.type", status.as_str());
        }
    }

    /// Adds the class of a failure to the span of the request.
    pub(crate) fn failure(&self, delivery: Delivery) {
        let class = match delivery {
            Delivery::NotSent => "not_sent",
            Delivery::Unknown => "no_response",
            Delivery::Final => "unusable_response",
            Delivery::Impossible => "not_sendable",
            Delivery::TimedOut => "timeout",
        };
        self.attempt.record("error.type", class);
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::sync::{Arc, Mutex};

    use tracing::field::{Field, Visit};
    use tracing::span::{Attributes, Id, Record};
    use tracing::{Event, Metadata, Subscriber};

    use crate::attempt::OperationId;
    use crate::exchange::Exchange;
    use crate::request::{Encoding, Request};
    use crate::testing::InMemory;
    use crate::{Response, blocking};

    /// Writes each span and each recorded value as text.
    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<String>>>);

    struct Values<'a>(&'a mut String);

    impl Visit for Values<'_> {
        fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
            write!(self.0, " {field}={value:?}").expect("written");
        }
    }

    impl Subscriber for Lines {
        fn enabled(&self, _: &Metadata<'_>) -> bool {
            true
        }

        fn new_span(&self, span: &Attributes<'_>) -> Id {
            let mut lines = self.0.lock().expect("unpoisoned");
            let id = lines.len() as u64 + 1;
            let mut line = span.metadata().name().to_owned();
            if let Some(parent) = span.parent() {
                write!(line, " in {}", parent.into_u64()).expect("written");
            }
            span.record(&mut Values(&mut line));
            lines.push(line);
            Id::from_u64(id)
        }

        fn record(&self, span: &Id, values: &Record<'_>) {
            let mut lines = self.0.lock().expect("unpoisoned");
            let index = usize::try_from(span.into_u64()).expect("small") - 1;
            values.record(&mut Values(&mut lines[index]));
        }

        fn record_follows_from(&self, _: &Id, _: &Id) {}
        fn event(&self, _: &Event<'_>) {}
        fn enter(&self, _: &Id) {}
        fn exit(&self, _: &Id) {}
    }

    #[test]
    fn a_call_and_each_of_its_requests_are_spans_without_values_of_parameters() {
        let server = InMemory::new().respond(|request| match request.uri().path() {
            "/users/hush" => http::Response::builder()
                .status(302)
                .header("Location", "/secret")
                .body("")
                .expect("a response")
                .into(),
            _ => Response::from_text(http::StatusCode::NOT_FOUND, ""),
        });
        let mut request = Request::new("GET", "https://user:hush@api.test:8443");
        request.path("/users/");
        request.path_parameter("userId", "hush");
        request.query("key", "hush");
        let resolved = request.resolve(&|_| None, None, Encoding::Segment);
        resolved.expect("a URL");

        let lines = Lines::default();
        tracing::subscriber::with_default(lines.clone(), || {
            let mut exchange = Exchange::new(OperationId::named("Get user"), request, None);
            blocking::run(&server, &mut exchange).expect("a response");
        });
        let lines = lines.0.lock().expect("unpoisoned");
        assert_eq!(
            *lines,
            [
                r#"call otel.name="Get user" operation="Get user""#,
                "request in 1 otel.name=\"GET /users/:userId\" otel.kind=\"client\" \
                 http.request.method=\"GET\" url.scheme=\"https\" url.template=\"/users/:userId\" \
                 server.address=\"api.test\" server.port=8443 http.response.status_code=302",
                "request in 1 otel.name=\"GET\" otel.kind=\"client\" http.request.method=\"GET\" \
                 url.scheme=\"https\" server.address=\"api.test\" server.port=8443 \
                 http.request.resend_count=1 http.response.status_code=404 error.type=\"404\"",
            ]
        );
    }
}

//! The requests of the collection itself, which `--examples` emits, for tests and demonstrations.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use bytes::Bytes;

use crate::attempt::OperationId;
use crate::auth::Authorize;
use crate::blocking;
use crate::body::Body;
use crate::client::{self, Transport};
#[cfg(feature = "curl")]
use crate::curl::Curl;
use crate::error::{BuildError, Error};
use crate::exchange::Exchange;
use crate::hidden::PublicUrl;
use crate::request::{Encoding, Request};
use crate::response::Response;
use crate::{dynamic, template};

/// The request that an item of the collection sends, made with the builders that callers use.
#[derive(Clone)]
pub struct Example {
    /// JSON pointer (RFC 6901) to the item in its file; empty if the file is the item.
    pub pointer: &'static str,
    /// The item's name.
    pub name: &'static str,
    /// The name of the auth scheme; [`None`] if it is sent without credentials.
    pub scheme: Option<&'static str>,
    variable: fn(&str) -> Option<String>,
    request: Build,
}

/// Builds the request of an example, with variables that the collection leaves open or keeps secret.
type Build = fn(&Variables<'_>) -> Result<Request, BuildError>;

impl Example {
    /// Creates an example. `variable` returns the API's server variables, `request` builds the request.
    #[must_use]
    pub const fn new(
        pointer: &'static str,
        name: &'static str,
        scheme: Option<&'static str>,
        variable: fn(&str) -> Option<String>,
        request: Build,
    ) -> Self {
        Self {
            pointer,
            name,
            scheme,
            variable,
            request,
        }
    }

    /// Builds the request without credentials. `base_url` replaces the collection's server.
    ///
    /// Values are URL text ([`Encoding::Postman`]), so that the request matches Postman's.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if a variable has no value, or the collection contains something that cannot be sent.
    pub fn request(&self, base_url: Option<&str>) -> Result<http::Request<Bytes>, BuildError> {
        let context = base_url.map_or_else(ExampleContext::new, |url| {
            ExampleContext::new().base_url(url)
        });
        self.request_with(&context)
    }

    /// Builds the request with a context, and reads its body into memory.
    ///
    /// # Errors
    ///
    /// See [`request`](Self::request). Also if the request cannot be signed, or a file cannot be read.
    pub fn request_with(
        &self,
        context: &ExampleContext,
    ) -> Result<http::Request<Bytes>, BuildError> {
        let (head, body) = self.finished(context)?.into_parts();
        let body = body
            .into_bytes()
            .map_err(|error| BuildError::file(format!("cannot read the body: {error}")))?;
        Ok(http::Request::from_parts(head, body))
    }

    /// Shows the request as a curl command, without its credentials.
    ///
    /// # Errors
    ///
    /// See [`request_with`](Self::request_with).
    #[cfg(feature = "curl")]
    pub fn curl(&self, context: &ExampleContext) -> Result<Curl, BuildError> {
        let login = context.authorize.as_ref().and_then(|scheme| scheme.login());
        Ok(Curl::new(self.finished(context)?).login(login))
    }

    fn finished(&self, context: &ExampleContext) -> Result<http::Request<Body>, BuildError> {
        let mut request = self.resolve(context)?;
        if let Some(scheme) = &context.authorize {
            scheme.authorize(&mut request)?;
        }
        request.finish()
    }

    /// Sends the request, and handles redirects, challenges and tokens.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send<T: Transport>(
        &self,
        context: &ExampleContext,
        transport: &T,
    ) -> Result<Response, Error<T::Error>> {
        client::run(transport, &mut self.exchange(context)?).await
    }

    /// Sends the request on the calling thread, and handles redirects, challenges and tokens.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn send_blocking<T: blocking::Transport>(
        &self,
        context: &ExampleContext,
        transport: &T,
    ) -> Result<Response, Error<T::Error>> {
        blocking::run(transport, &mut self.exchange(context)?)
    }

    fn exchange<'a>(&self, context: &'a ExampleContext) -> Result<Exchange<'a>, BuildError> {
        Ok(Exchange::new(
            OperationId::named(self.name),
            self.resolve(context)?,
            context.authorize.as_deref(),
        ))
    }

    fn resolve(&self, context: &ExampleContext) -> Result<Request, BuildError> {
        let variables = Variables {
            given: &context.variables,
            known: self.variable,
        };
        let mut request = (self.request)(&variables)?;
        let variable = |name: &str| variables.value(name).map(Cow::Owned);
        request.resolve(&variable, context.base_url.as_deref(), context.encoding)?;
        Ok(request)
    }
}

impl fmt::Debug for Example {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Example")
            .field("pointer", &self.pointer)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// The values of variables in an example: those that the caller sets, and those of the API's server.
#[derive(Clone, Copy)]
pub struct Variables<'a> {
    given: &'a [(String, String)],
    known: fn(&str) -> Option<String>,
}

impl Variables<'_> {
    /// Replaces the `{{variables}}` in a text; dynamic ones such as `{{$guid}}` by new values.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if a variable has no value.
    pub fn fill(&self, text: &str) -> Result<String, BuildError> {
        let variable = |name: &str| {
            let value = self.value(name);
            let value =
                value.or_else(|| Some(dynamic::value(name)).filter(|value| !value.is_empty()));
            value.map(Cow::Owned)
        };
        template::substitute(text, &variable).map(Cow::into_owned)
    }

    /// Replaces the variables in a text, and parses it as the value of the parameter `name`.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if a variable has no value, or the text cannot be parsed.
    pub fn parse<T: FromStr>(&self, name: &'static str, text: &str) -> Result<T, BuildError> {
        // The error shows the text of the collection: the values of variables can be secret.
        let filled = self.fill(text)?;
        filled.parse().map_err(|_| BuildError::example(name, text))
    }

    fn value(&self, name: &str) -> Option<String> {
        let mut given = self.given.iter().rev();
        let given = given.find(|(known, _)| known == name);
        given
            .map(|(_, value)| value.clone())
            .or_else(|| (self.known)(name))
    }
}

/// What an [`Example`] needs from its caller, such as credentials.
pub struct ExampleContext {
    base_url: Option<String>,
    variables: Vec<(String, String)>,
    authorize: Option<Box<dyn Authorize>>,
    encoding: Encoding,
}

impl ExampleContext {
    /// Creates a context with the collection's server and variables, without credentials, and with values as URL text.
    #[must_use]
    pub fn new() -> Self {
        Self {
            base_url: None,
            variables: Vec::new(),
            authorize: None,
            encoding: Encoding::Postman,
        }
    }

    /// Sends requests to this base URL instead.
    #[must_use]
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Sets a variable: one of the server, or one that the collection leaves open or keeps secret.
    #[must_use]
    pub fn variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// Authorizes requests with these credentials, such as those of
    /// [`auth::from_parameters`](crate::auth::from_parameters).
    #[must_use]
    pub fn authorize(mut self, credentials: Box<dyn Authorize>) -> Self {
        self.authorize = Some(credentials);
        self
    }

    /// Chooses how the values of parameters are encoded in URLs.
    #[must_use]
    pub fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }
}

impl fmt::Debug for Variables<'_> {
    /// Omits the values, which can be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.given.iter().map(|(name, _)| name);
        f.debug_set().entries(names).finish()
    }
}

impl fmt::Debug for ExampleContext {
    /// Omits the values of variables, which can be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self
            .variables
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        f.debug_struct("ExampleContext")
            .field("base_url", &self.base_url.as_deref().map(PublicUrl))
            .field("variables", &names)
            .field("authorize", &self.authorize)
            .field("encoding", &self.encoding)
            .finish()
    }
}

impl Default for ExampleContext {
    fn default() -> Self {
        Self::new()
    }
}

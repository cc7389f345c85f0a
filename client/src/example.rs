//! The collection's own requests, for tests and demonstrations: what `--examples` emits a list of.

use std::fmt;
use std::str::FromStr;

use bytes::Bytes;

use crate::auth::Authorize;
use crate::blocking;
use crate::client::{self, Transport};
use crate::error::{BuildError, Error};
use crate::exchange::Exchange;
use crate::request::{Encoding, Request};
use crate::response::Response;
use crate::{dynamic, template};

/// The request that one item of a collection would send, made through the same builders that callers use.
#[derive(Clone)]
pub struct Example {
    /// JSON pointer (RFC 6901) of the item in its file; empty where the file is the item.
    pub pointer: &'static str,
    /// The item's name.
    pub name: &'static str,
    /// The name of the scheme that authorizes it.
    pub scheme: Option<&'static str>,
    variable: fn(&str) -> Option<String>,
    request: Build,
}

/// Builds the request of an example; the variables are those that the collection leaves open or keeps secret.
type Build = fn(&Variables<'_>) -> Result<Request, BuildError>;

impl Example {
    /// `variable` knows the API's settings, `request` builds the request.
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

    /// Builds the request, unsigned; `base_url` stands in for the collection's server.
    ///
    /// Values act as URL text ([`Encoding::Postman`]), so that the request is the one that Postman would send.
    ///
    /// # Errors
    ///
    /// [`BuildError`] where the collection leaves a variable without value, or holds what cannot be sent.
    pub fn request(&self, base_url: Option<&str>) -> Result<http::Request<Bytes>, BuildError> {
        let context = base_url.map_or_else(ExampleContext::new, |url| {
            ExampleContext::new().base_url(url)
        });
        self.request_with(&context)
    }

    /// Builds the request as a context says. Bodies are read into memory.
    ///
    /// # Errors
    ///
    /// See [`request`](Self::request); and where it cannot be signed.
    pub fn request_with(
        &self,
        context: &ExampleContext,
    ) -> Result<http::Request<Bytes>, BuildError> {
        let mut request = self.resolve(context)?;
        if let Some(scheme) = &context.authorize {
            scheme.authorize(&mut request)?;
        }
        let (head, body) = request.finish()?.into_parts();
        let body = body
            .into_bytes()
            .map_err(|error| BuildError::file(format!("the body cannot be read: {error}")))?;
        Ok(http::Request::from_parts(head, body))
    }

    /// Sends it, with redirects, challenges and all.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn send<T: Transport>(
        &self,
        context: &ExampleContext,
        transport: &T,
    ) -> Result<Response, Error<T::Error>> {
        client::run(transport, self.exchange(context)?).await
    }

    /// Sends it on the calling thread.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn send_blocking<T: blocking::Transport>(
        &self,
        context: &ExampleContext,
        transport: &T,
    ) -> Result<Response, Error<T::Error>> {
        blocking::run(transport, self.exchange(context)?)
    }

    fn exchange<'a>(&self, context: &'a ExampleContext) -> Result<Exchange<'a>, BuildError> {
        Ok(Exchange::new(
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
        let variable = |name: &str| variables.value(name);
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

/// The values of variables in an example: those that the caller gives, and those that the API's server has.
#[derive(Debug, Clone, Copy)]
pub struct Variables<'a> {
    given: &'a [(String, String)],
    known: fn(&str) -> Option<String>,
}

impl Variables<'_> {
    /// A text with its `{{variables}}` replaced; dynamic ones such as `{{$guid}}` by fresh values.
    ///
    /// # Errors
    ///
    /// [`BuildError`] where a variable has no value.
    pub fn fill(&self, text: &str) -> Result<String, BuildError> {
        template::substitute(text, &|name| {
            self.value(name)
                .or_else(|| Some(dynamic::value(name)).filter(|value| !value.is_empty()))
        })
    }

    /// The value of a text's variables for the parameter `name`.
    ///
    /// # Errors
    ///
    /// [`BuildError`] where a variable has no value, or the text is not a value of the type.
    pub fn parse<T: FromStr>(&self, name: &'static str, text: &str) -> Result<T, BuildError> {
        let text = self.fill(text)?;
        text.parse().map_err(|_| BuildError::example(name, text))
    }

    fn value(&self, name: &str) -> Option<String> {
        let mut given = self.given.iter().rev();
        let given = given.find(|(known, _)| known == name);
        given
            .map(|(_, value)| value.clone())
            .or_else(|| (self.known)(name))
    }
}

/// What the caller supplies to an [`Example`]: what no generated code may hold.
#[derive(Debug)]
pub struct ExampleContext {
    base_url: Option<String>,
    variables: Vec<(String, String)>,
    authorize: Option<Box<dyn Authorize>>,
    encoding: Encoding,
}

impl ExampleContext {
    /// The collection's own server and variables, unsigned, values as URL text.
    #[must_use]
    pub fn new() -> Self {
        Self {
            base_url: None,
            variables: Vec::new(),
            authorize: None,
            encoding: Encoding::Postman,
        }
    }

    /// Sends to this base URL instead.
    #[must_use]
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Gives a variable a value: one of the server, or any that the collection leaves open or keeps secret.
    #[must_use]
    pub fn variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// Signs by these credentials, such as those of [`auth::from_parameters`](crate::auth::from_parameters).
    #[must_use]
    pub fn authorize(mut self, credentials: Box<dyn Authorize>) -> Self {
        self.authorize = Some(credentials);
        self
    }

    /// Encodes values of parameters as [`Client`](crate::Client) does, or as Postman.
    #[must_use]
    pub fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }
}

impl Default for ExampleContext {
    fn default() -> Self {
        Self::new()
    }
}

//! The server and the credentials of an API, which turn operations into requests.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use http::HeaderValue;

use crate::attempt::OperationId;
use crate::auth::Authorize;
use crate::body::Body;
use crate::client_variables::{ClientVariables, VariableValues};
#[cfg(feature = "curl")]
use crate::curl::Curl;
use crate::error::BuildError;
use crate::exchange::Exchange;
use crate::operation::{Api, Credentials as _, Operation, Server as _};
use crate::options::{Auth, Layers, Options};
use crate::request::{Encoding, Request};
use crate::retries::Retries;
use crate::retry::RetryBudget;

/// The server of an API, and the credentials to call it with.
pub struct Endpoint<A: Api> {
    server: A::Server,
    credentials: A::Credentials,
    variables: Option<Arc<dyn ClientVariables<A>>>,
    options: Options,
    encoding: Encoding,
    insecure_redirects: bool,
    /// All clones share it.
    retry_budget: Arc<RetryBudget>,
    #[cfg(feature = "cookies")]
    cookies: Option<crate::CookieJar>,
}

impl<A: Api> fmt::Debug for Endpoint<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Endpoint");
        debug
            .field("server", &self.server)
            .field("credentials", &self.credentials)
            .field("variables", &self.variables)
            .field("options", &self.options)
            .field("encoding", &self.encoding)
            .field("insecure_redirects", &self.insecure_redirects);
        #[cfg(feature = "cookies")]
        debug.field("cookies", &self.cookies);
        debug.finish_non_exhaustive()
    }
}

impl<A: Api> Clone for Endpoint<A> {
    fn clone(&self) -> Self {
        Self {
            server: self.server.clone(),
            credentials: self.credentials.clone(),
            variables: self.variables.clone(),
            options: self.options.clone(),
            encoding: self.encoding,
            insecure_redirects: self.insecure_redirects,
            retry_budget: Arc::clone(&self.retry_budget),
            #[cfg(feature = "cookies")]
            cookies: self.cookies.clone(),
        }
    }
}

impl<A: Api> Endpoint<A> {
    /// Creates an endpoint.
    pub fn new(server: A::Server, credentials: impl Into<A::Credentials>) -> Self {
        Self {
            server,
            credentials: credentials.into(),
            variables: None,
            options: Options::new(),
            encoding: Encoding::Segment,
            insecure_redirects: false,
            retry_budget: Arc::new(RetryBudget::new()),
            #[cfg(feature = "cookies")]
            cookies: None,
        }
    }

    /// Sends every request to this base URL instead of the servers that operations name, such as to a proxy or a mock.
    #[must_use]
    pub fn base_url(self, base_url: impl Into<String>) -> Self {
        self.options(|options| options.base_url(base_url))
    }

    /// Sets variables of the collection for all calls. They replace those that were set before.
    #[must_use]
    pub fn variables(mut self, variables: impl ClientVariables<A>) -> Self {
        self.variables = Some(Arc::new(variables));
        self
    }

    /// Changes the options of all calls.
    #[must_use]
    pub fn options(mut self, change: impl FnOnce(Options) -> Options) -> Self {
        self.options = change(self.options);
        self
    }

    /// Chooses how the values of parameters are encoded in URLs.
    #[must_use]
    pub fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// Follows redirects from HTTPS to HTTP as well, instead of returning
    /// [`Error::InsecureRedirect`](crate::Error::InsecureRedirect). The body of a `307` or `308` then goes out in plain
    /// text.
    #[must_use]
    pub fn allow_insecure_redirects(mut self) -> Self {
        self.insecure_redirects = true;
        self
    }

    /// Keeps the cookies of responses in a jar, and sends them with later requests. By default, they are forgotten after a
    /// call.
    #[cfg(feature = "cookies")]
    #[must_use]
    pub fn cookies(mut self, jar: crate::CookieJar) -> Self {
        self.cookies = Some(jar);
        self
    }

    /// Builds the complete request of an operation, to be sent by other means.
    ///
    /// Auth schemes that need a response first (a token, a challenge) add what they can.
    ///
    /// # Errors
    ///
    /// [`BuildError`] if a value is not allowed in its location, a variable has no value, or credentials are missing.
    pub fn request<O: Operation<Api = A>>(
        &self,
        operation: O,
    ) -> Result<http::Request<Body>, BuildError> {
        let options = Options::new();
        let layers = self.layers(&options);
        let mut request = self.resolve(self.complete(operation)?, layers)?;
        if let Some(scheme) = self.scheme(O::SCHEME, layers)? {
            scheme.authorize(&mut request)?;
        }
        request.finish()
    }

    /// Shows the request of an operation as a curl command, without its credentials.
    ///
    /// # Errors
    ///
    /// See [`request`](Self::request).
    #[cfg(feature = "curl")]
    pub fn curl<O: Operation<Api = A>>(&self, operation: O) -> Result<Curl, BuildError> {
        let options = Options::new();
        let scheme = self.scheme(O::SCHEME, self.layers(&options))?;
        let login = scheme.and_then(Authorize::login);
        Ok(Curl::new(self.request(operation)?).login(login))
    }

    /// Starts the exchange of an operation.
    pub(crate) fn exchange<'a, O: Operation<Api = A>>(
        &'a self,
        operation: O,
        options: &'a Options,
    ) -> Result<Exchange<'a>, BuildError> {
        let layers = self.layers(options);
        let request = self.resolve(self.complete(operation)?, layers)?;
        let scheme = self.scheme(O::SCHEME, layers)?;
        let retries = Retries::new(layers.retry(), Some(&self.retry_budget), layers.timeout());
        let exchange = Exchange::new(OperationId::of::<O>(), request, scheme)
            .insecure_redirects(self.insecure_redirects)
            .https_only(layers.https_only())
            .user_agent(const { HeaderValue::from_static(A::USER_AGENT) })
            .retries(retries);
        #[cfg(feature = "cookies")]
        let exchange = exchange.cookies(self.cookies.clone());
        Ok(exchange)
    }

    fn layers<'a>(&'a self, call: &'a Options) -> Layers<'a> {
        Layers {
            client: &self.options,
            call,
        }
    }

    /// The request of an operation, with the client's values of its variables.
    fn complete<O: Operation<Api = A>>(&self, mut operation: O) -> Result<Request, BuildError> {
        let variables = VariableValues::new(&self.server, self.variables.as_deref());
        operation.set_variables(&variables)?;
        Ok(operation.into_request())
    }

    /// Resolves a request's URL, and adds the headers and the query of the options.
    fn resolve(&self, mut request: Request, layers: Layers<'_>) -> Result<Request, BuildError> {
        let variable = |name: &str| self.server.variable(name).map(Cow::Borrowed);
        request.resolve(&variable, layers.base_url(), self.encoding)?;
        layers.apply(&mut request);
        Ok(request)
    }

    /// The credentials of a call: those of its options, of the operation's scheme, or of the client's options.
    fn scheme<'a>(
        &'a self,
        documented: Option<&'static str>,
        layers: Layers<'a>,
    ) -> Result<Option<&'a dyn Authorize>, BuildError> {
        let by_name = |name| self.credentials.scheme(name);
        match layers.call.auth() {
            Auth::None => return Ok(None),
            Auth::Given(given) => return Ok(Some(given.as_ref())),
            Auth::Scheme(name) => {
                return by_name(name).map(Some).ok_or(BuildError::scheme(name));
            }
            Auth::Documented => {}
        }
        let own = documented.and_then(by_name);
        let scheme = match layers.client.auth() {
            Auth::None => return Ok(own),
            Auth::Given(given) => own.or(Some(given.as_ref())),
            Auth::Scheme(name) => own.or_else(|| by_name(name)),
            Auth::Documented => own,
        };
        match (scheme, documented) {
            (None, Some(name)) => Err(BuildError::scheme(name)),
            (scheme, _) => Ok(scheme),
        }
    }
}

//! What the asynchronous and the blocking client share: everything but sending.

/// Defines `Client`, with `DefaultTransport` as its default transport.
macro_rules! client_type {
    () => {
        /// A client of one API.
        #[derive(Debug)]
        pub struct Client<A: Api, T = DefaultTransport> {
            endpoint: Endpoint<A>,
            transport: T,
        }

        impl<A: Api, T: Clone> Clone for Client<A, T> {
            fn clone(&self) -> Self {
                Self {
                    endpoint: self.endpoint.clone(),
                    transport: self.transport.clone(),
                }
            }
        }

        impl<A: Api> Client<A> {
            /// Creates a client of the server that the collection names.
            pub fn new(credentials: impl Into<A::Credentials>) -> Self
            where
                A::Server: Default,
                DefaultTransport: Connect<A>,
            {
                Self::with_server(A::Server::default(), credentials)
            }

            /// Creates a client of another server.
            pub fn with_server(server: A::Server, credentials: impl Into<A::Credentials>) -> Self
            where
                DefaultTransport: Connect<A>,
            {
                let endpoint = Endpoint::new(server, credentials);
                Self::with_transport(endpoint, DefaultTransport::connect())
            }
        }

        impl<A: Api, T> Client<A, T> {
            /// Creates a client that sends over a transport of your own.
            pub fn with_transport(endpoint: Endpoint<A>, transport: T) -> Self {
                Self {
                    endpoint,
                    transport,
                }
            }

            /// Starts a call of an operation. It is sent when it is awaited, or by [`send`](Call::send).
            pub fn call<O: Operation<Api = A>>(&self, operation: O) -> Call<'_, Self, O> {
                Call::new(self, operation)
            }

            /// Changes the options of all calls; see [`Options`](crate::Options).
            #[must_use]
            pub fn options(
                mut self,
                change: impl FnOnce(crate::Options) -> crate::Options,
            ) -> Self {
                self.endpoint = self.endpoint.options(change);
                self
            }

            /// Sends every request to this base URL instead; see [`Options::base_url`](crate::Options::base_url).
            #[must_use]
            pub fn base_url(self, base_url: impl Into<String>) -> Self {
                self.options(|options| options.base_url(base_url))
            }

            /// Sets variables of the collection for all calls; see [`Endpoint::variables`].
            #[must_use]
            pub fn variables(mut self, variables: impl crate::ClientVariables<A>) -> Self {
                self.endpoint = self.endpoint.variables(variables);
                self
            }

            /// Sets a header of all operations that do not send it themselves; see
            /// [`Options::header`](crate::Options::header).
            #[must_use]
            pub fn header(self, name: impl Into<String>, value: impl Into<String>) -> Self {
                self.options(|options| options.header(name, value))
            }

            /// Sets an entry of the query of all operations that do not send it themselves; see
            /// [`Options::query`](crate::Options::query).
            #[must_use]
            pub fn query(self, key: impl Into<String>, value: impl Into<String>) -> Self {
                self.options(|options| options.query(key, value))
            }

            /// Sets the longest time of a call; see [`Options::timeout`](crate::Options::timeout).
            #[must_use]
            pub fn timeout(self, timeout: std::time::Duration) -> Self {
                self.options(|options| options.timeout(timeout))
            }

            /// Sets how often and how late requests are sent again; see [`Options::retry`](crate::Options::retry).
            #[must_use]
            pub fn retry(self, retry: crate::Retry) -> Self {
                self.options(|options| options.retry(retry))
            }

            /// Authorizes the operations that have no credentials of their own; see
            /// [`Options::authorize`](crate::Options::authorize).
            #[must_use]
            pub fn authorize(self, credentials: impl crate::Authorize + 'static) -> Self {
                self.options(|options| options.authorize(credentials))
            }

            /// Sends nothing without TLS, except to this computer; see
            /// [`Options::https_only`](crate::Options::https_only).
            #[must_use]
            pub fn https_only(self) -> Self {
                self.options(crate::Options::https_only)
            }

            /// What sends the requests.
            pub(crate) fn transport(&self) -> &T {
                &self.transport
            }

            /// The server and the credentials.
            #[must_use]
            pub fn endpoint(&self) -> &Endpoint<A> {
                &self.endpoint
            }
        }
    };
}

pub(crate) use client_type;

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

            /// Sends every request to this base URL instead; see [`Endpoint::base_url`].
            #[must_use]
            pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
                self.endpoint = self.endpoint.base_url(base_url);
                self
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

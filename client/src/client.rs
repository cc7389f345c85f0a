//! The asynchronous client.

use std::future::{Future, IntoFuture};
use std::time::Duration;

use crate::body::Body;
use crate::call::Call;
use crate::client_type::client_type;
use crate::defaults::MAX_FAILURE_SIZE;
use crate::delivery::Delivery;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::exchange::{Exchange, Step};
use crate::maybe_send::{BoxFuture, MaybeSend};
use crate::operation::{Api, Operation};
use crate::response::{Received, Response};
use crate::streaming::{ResponseBody, Streamed};
use crate::timer;
use crate::transport::{Connect, DefaultTransport};

/// Sends one request to a server and returns its response.
///
/// Every `Fn(http::Request<Body>) -> impl Future<Output = Result<Response, E>> + Send` is a transport, which is all that
/// a test double needs. [`Client`] handles redirects, challenges and tokens: a transport must not follow redirects, and
/// must not treat any status as an error.
pub trait Transport {
    /// Why a request could not be sent, or its response not be read.
    type Error;

    /// Sends one request and reads the whole response.
    ///
    /// # Errors
    ///
    /// If no complete response was read.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> impl Future<Output = Result<Response, Self::Error>> + MaybeSend;

    /// Sends one request and returns its response as soon as the head has arrived. By default, it reads the whole response
    /// first.
    ///
    /// # Errors
    ///
    /// If no head was read.
    fn open(
        &self,
        request: http::Request<Body>,
    ) -> impl Future<Output = Result<Streamed<ResponseBody>, Self::Error>> + MaybeSend {
        let response = self.send(request);
        async { response.await.map(Streamed::from) }
    }

    /// Waits, before a retry or before connecting again. By default, on a thread of its own.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + MaybeSend {
        timer::sleep(duration)
    }

    /// Whether requests need an [`Attempt`](crate::Attempt) in their extensions. It costs a few allocations, so the
    /// default is no.
    #[must_use]
    fn needs_attempt(&self) -> bool {
        false
    }

    /// What is known about a request that failed with this error: by default, that the server may have received it.
    #[must_use]
    fn delivery(error: &Self::Error) -> Delivery {
        let _ = error;
        Delivery::Unknown
    }
}

impl<F, R, E> Transport for F
where
    F: Fn(http::Request<Body>) -> R,
    R: Future<Output = Result<Response, E>> + MaybeSend,
{
    type Error = E;

    fn send(
        &self,
        request: http::Request<Body>,
    ) -> impl Future<Output = Result<Response, E>> + MaybeSend {
        self(request)
    }
}

client_type!();

impl<A: Api, T: Transport> Client<A, T> {
    /// Sends an operation and decodes its response.
    ///
    /// # Errors
    ///
    /// See [`Error`]. A documented failure, such as `404`, is not an error: it is a variant of the operation's response.
    pub async fn send<O: Operation<Api = A>>(
        &self,
        operation: O,
    ) -> Result<O::Response, Error<T::Error>> {
        self.call(operation).response().await
    }

    /// Sends an operation and decodes its response, with status and headers.
    ///
    /// # Errors
    ///
    /// See [`send`](Self::send).
    pub async fn send_full<O: Operation<Api = A>>(
        &self,
        operation: O,
    ) -> Result<Received<O::Response>, Error<T::Error>> {
        self.call(operation).received().await
    }

    /// Sends an operation and returns its response as received.
    ///
    /// # Errors
    ///
    /// See [`send`](Self::send); never [`Error::Decode`].
    pub async fn send_raw<O: Operation<Api = A>>(
        &self,
        operation: O,
    ) -> Result<Response, Error<T::Error>> {
        self.call(operation).raw().await
    }

    /// Sends an operation and returns its response as soon as the head has arrived, so that the body can be read in
    /// constant memory.
    ///
    /// The total time is not limited, see [`defaults`](crate::defaults).
    ///
    /// # Errors
    ///
    /// See [`Error`]. Every failure is an [`Error::Status`]; bytes of its body beyond [`MAX_FAILURE_SIZE`] are cut off.
    pub async fn stream<O: Operation<Api = A>>(
        &self,
        operation: O,
    ) -> Result<Streamed<ResponseBody>, Error<T::Error>> {
        self.call(operation).stream().await
    }
}

/// Sends the operation with [`send`](Call::send) when the call is awaited.
impl<'c, A, T, O> IntoFuture for Call<'c, Client<A, T>, O>
where
    A: Api,
    T: Transport + Sync,
    O: Operation<Api = A> + MaybeSend + 'c,
{
    type Output = Result<O::Output, Error<T::Error>>;
    type IntoFuture = BoxFuture<'c, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl<A: Api, T: Transport, O: Operation<Api = A>> Call<'_, Client<A, T>, O> {
    /// Sends the operation and returns its success value.
    ///
    /// # Errors
    ///
    /// See [`Error`]. Every failure is an [`Error::Status`].
    pub async fn send(self) -> Result<O::Output, Error<T::Error>> {
        let Client {
            endpoint,
            transport,
        } = self.client;
        let mut exchange = endpoint.exchange(self.operation, &self.options)?;
        let response = run(transport, &mut exchange).await?;
        exchange.output::<O, _>(response)
    }

    /// Sends the operation and decodes its response, of which documented failures are variants.
    ///
    /// # Errors
    ///
    /// See [`Error`]; never [`Error::Status`].
    pub async fn response(self) -> Result<O::Response, Error<T::Error>> {
        Ok(O::decode(self.raw().await?)?)
    }

    /// Sends the operation and decodes its response, with status and headers.
    ///
    /// # Errors
    ///
    /// See [`response`](Self::response).
    pub async fn received(self) -> Result<Received<O::Response>, Error<T::Error>> {
        Ok(Received::decode::<O>(self.raw().await?)?)
    }

    /// Sends the operation and returns its response as received, whatever its status.
    ///
    /// # Errors
    ///
    /// See [`response`](Self::response); never [`Error::Decode`].
    pub async fn raw(self) -> Result<Response, Error<T::Error>> {
        let Client {
            endpoint,
            transport,
        } = self.client;
        run(
            transport,
            &mut endpoint.exchange(self.operation, &self.options)?,
        )
        .await
    }

    /// Sends the operation and returns its response as soon as the head has arrived, so that the body can be read in
    /// constant memory; see [`Client::stream`].
    ///
    /// # Errors
    ///
    /// See [`Client::stream`].
    pub async fn stream(self) -> Result<Streamed<ResponseBody>, Error<T::Error>> {
        let Client {
            endpoint,
            transport,
        } = self.client;
        let mut exchange = endpoint.exchange(self.operation, &self.options)?;
        let response = stream(transport, &mut exchange).await?;
        if response.is_success() {
            return Ok(response);
        }
        let response = response.buffered(MAX_FAILURE_SIZE).await;
        Err(Error::Status(exchange.status_error(response)))
    }
}

/// Sends what an exchange asks for until it is done.
pub(crate) async fn run<T: Transport>(
    transport: &T,
    exchange: &mut Exchange<'_>,
) -> Result<Response, Error<T::Error>> {
    let mut step = exchange.start()?;
    loop {
        step = match step {
            Step::Done(response) => return Ok(response),
            Step::Wait(delay) => {
                transport.sleep(delay).await;
                exchange.resend()?
            }
            Step::Send(mut request) => {
                let trace = exchange.sending(&mut request, transport.needs_attempt())?;
                match trace.within(transport.send(request)).await {
                    Ok(response) => exchange.received(response)?,
                    Err(error) => {
                        let delivery = T::delivery(&error);
                        exchange.failed(error, delivery)?
                    }
                }
            }
        };
    }
}

/// Sends what an exchange asks for until there is a success, whose body is not read, or a final response.
pub(crate) async fn stream<T: Transport>(
    transport: &T,
    exchange: &mut Exchange<'_>,
) -> Result<Streamed<ResponseBody>, Error<T::Error>> {
    let mut step = exchange.start()?;
    loop {
        step = match step {
            Step::Done(response) => return Ok(response.into()),
            Step::Wait(delay) => {
                transport.sleep(delay).await;
                exchange.resend()?
            }
            Step::Send(mut request) => {
                let trace = exchange.sending(&mut request, transport.needs_attempt())?;
                let is_token = exchange.awaits_token();
                let response = if is_token {
                    let response = trace.within(transport.send(request)).await;
                    response.map(Streamed::from)
                } else {
                    trace.within(transport.open(request)).await
                };
                match response {
                    Ok(response) if response.is_success() && !is_token => {
                        exchange.streaming(&response)?;
                        return Ok(response);
                    }
                    Ok(response) => exchange.received(response.buffered(MAX_FAILURE_SIZE).await)?,
                    Err(error) => {
                        let delivery = T::delivery(&error);
                        exchange.failed(error, delivery)?
                    }
                }
            }
        };
    }
}

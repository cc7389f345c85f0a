//! Requests to endpoints that the collection does not contain.

use std::fmt;
use std::marker::PhantomData;

use crate::operation::{Api, Operation};
use crate::request::Request;
use crate::response::Response;

/// An operation that the collection does not contain. It is sent like any other, and returns the response as received.
///
/// It has no auth scheme: name one of the API's, as in `.scheme("oauth2")`.
///
/// ```
/// # use client::{Api, Client, Custom, Request, Response, Transport};
/// # async fn f<A: Api, T: Transport>(zoom: Client<A, T>) -> Result<Response, client::Error<T::Error>> {
/// let mut request = Request::new("GET", "{{baseUrl}}");
/// request.path("/reports/");
/// request.path_parameter("reportId", "2026/11"); // stays one segment
/// request.query("page_size", "30");
/// zoom.call(Custom::new(request)).scheme("oauth2").send().await
/// # }
/// ```
#[must_use = "an operation does nothing until a client sends it"]
pub struct Custom<A> {
    request: Request,
    api: PhantomData<fn() -> A>,
}

impl<A: Api> Custom<A> {
    /// Creates an operation that sends this request. Its server can be a text with `{{variables}}` of the API's server.
    pub fn new(request: Request) -> Self {
        Self {
            request,
            api: PhantomData,
        }
    }
}

impl<A: Api> Operation for Custom<A> {
    type Api = A;
    type Response = Response;
    type Output = Response;

    const NAME: &'static str = "custom request";
    const SCHEME: Option<&'static str> = None;

    fn into_request(self) -> Request {
        self.request
    }
}

impl<A> Clone for Custom<A> {
    fn clone(&self) -> Self {
        Self {
            request: self.request.clone(),
            api: PhantomData,
        }
    }
}

impl<A> fmt::Debug for Custom<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Custom").field(&self.request).finish()
    }
}

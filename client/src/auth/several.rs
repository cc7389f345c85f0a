//! Several credentials for one request.

use bytes::Bytes;

use super::{AuthError, Authorize};
use crate::request::Request;
use crate::response::Response;

/// Implements [`Authorize`] for a tuple: each of its credentials authorizes the request, in their order.
macro_rules! tuple {
    ($($scheme:ident),+) => {
        impl<$($scheme: Authorize),+> Authorize for ($($scheme,)+) {
            fn prepare(&self) -> Result<Option<http::Request<Bytes>>, AuthError> {
                prepare(&self.list())
            }

            fn prepared(&self, response: &Response) -> Result<(), AuthError> {
                prepared(&self.list(), response)
            }

            fn authorize(&self, request: &mut Request) -> Result<(), AuthError> {
                let list = self.list();
                list.into_iter().try_for_each(|scheme| scheme.authorize(request))
            }

            fn challenge(
                &self,
                request: &mut Request,
                response: &Response,
                attempt: u32,
            ) -> Result<bool, AuthError> {
                challenge(&self.list(), request, response, attempt)
            }
        }

        impl<$($scheme: Authorize),+> List for ($($scheme,)+) {
            #[expect(non_snake_case, reason = "fields are named like their types")]
            fn list(&self) -> Vec<&dyn Authorize> {
                let ($($scheme,)+) = self;
                vec![$($scheme),+]
            }
        }
    };
}

/// The members of a tuple.
trait List {
    fn list(&self) -> Vec<&dyn Authorize>;
}

tuple!(A, B);
tuple!(A, B, C);
tuple!(A, B, C, D);

/// The first request that one of them needs.
fn prepare(list: &[&dyn Authorize]) -> Result<Option<http::Request<Bytes>>, AuthError> {
    for scheme in list {
        if let Some(request) = scheme.prepare()? {
            return Ok(Some(request));
        }
    }
    Ok(None)
}

/// Passes the response to the first that still needs one, whose request was sent.
fn prepared(list: &[&dyn Authorize], response: &Response) -> Result<(), AuthError> {
    for scheme in list {
        if scheme.prepare()?.is_some() {
            return scheme.prepared(response);
        }
    }
    Ok(())
}

fn challenge(
    list: &[&dyn Authorize],
    request: &mut Request,
    response: &Response,
    attempt: u32,
) -> Result<bool, AuthError> {
    let mut changed = false;
    for scheme in list {
        changed |= scheme.challenge(request, response, attempt)?;
    }
    Ok(changed)
}

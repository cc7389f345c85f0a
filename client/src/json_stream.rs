//! Operations whose response has one JSON text per line.

use crate::blocking;
use crate::call::Call;
use crate::client::{Client, Transport};
use crate::error::Error;
use crate::json::FromJson;
use crate::operation::{Api, Operation};
use crate::streaming::{JsonLines, ResponseBody, ResponseReader};

/// An operation whose response has one JSON text per line (NDJSON, JSON Lines). Generated code implements it where the
/// collection has an example of such a response.
pub trait JsonStream: Operation {
    /// The value of a line.
    type Value: FromJson;
}

impl<A: Api, T: Transport, O: JsonStream + Operation<Api = A>> Call<'_, Client<A, T>, O> {
    /// Sends the operation and returns the values of its response, which are read while they arrive.
    ///
    /// # Errors
    ///
    /// See [`Client::stream`].
    pub async fn json_lines(self) -> Result<JsonLines<ResponseBody, O::Value>, Error<T::Error>> {
        Ok(self.stream().await?.json_lines())
    }
}

impl<A: Api, T: blocking::Transport, O: JsonStream + Operation<Api = A>>
    Call<'_, blocking::Client<A, T>, O>
{
    /// Sends the operation and returns the values of its response, which are read while they arrive.
    ///
    /// # Errors
    ///
    /// See [`Client::stream`](blocking::Client::stream).
    pub fn json_lines(self) -> Result<JsonLines<ResponseReader, O::Value>, Error<T::Error>> {
        Ok(self.stream()?.json_lines())
    }
}

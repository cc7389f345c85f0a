//! Pages and items with the asynchronous client.

use std::future::poll_fn;
#[cfg(feature = "stream")]
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::items::Buffered;
use super::{Items, Page, Pages, Paginated, Pagination};
use crate::call::Call;
use crate::client::{self, Client, Transport};
use crate::error::Error;
use crate::maybe_send::{BoxFuture, MaybeSend};
use crate::operation::{Api, Operation};
use crate::options::Options;

/// The request for a page, while it is in progress.
pub struct Fetch<'c, T, E>(Option<BoxFuture<'c, Result<Page<T>, Error<E>>>>);

/// The pages of an operation.
type PagesOf<'c, A, T, O> =
    Pages<'c, Client<A, T>, O, Fetch<'c, <O as Operation>::Output, <T as Transport>::Error>>;

/// The items of an operation.
type ItemsOf<'c, A, T, O> =
    Items<PagesOf<'c, A, T, O>, <O as Operation>::Output, <O as Paginated>::Item>;

/// A page or an item, if it was received.
type Polled<T, E> = Poll<Option<Result<T, Error<E>>>>;

impl<'c, A, T, O> Call<'c, Client<A, T>, O>
where
    A: Api,
    T: Transport + Sync,
    O: Operation<Api = A> + Clone + MaybeSend + 'c,
{
    /// Requests the pages of a list one after the other, when they are asked for.
    pub fn pages(self, pagination: Pagination) -> PagesOf<'c, A, T, O> {
        Pages::new(self, pagination, Fetch(None))
    }

    /// Like [`pages`](Self::pages), for an operation whose pagination is known.
    pub fn all_pages(self) -> PagesOf<'c, A, T, O>
    where
        O: Paginated,
    {
        self.pages(O::PAGINATION)
    }

    /// The items of [all pages](Self::all_pages), from the page that the request asks for.
    pub fn all_items(self) -> ItemsOf<'c, A, T, O>
    where
        O: Paginated,
    {
        self.all_pages().items(O::items)
    }
}

async fn fetch<A, T, O>(
    client: &Client<A, T>,
    operation: O,
    pagination: Pagination,
    options: Options,
) -> Result<Page<O::Output>, Error<T::Error>>
where
    A: Api,
    T: Transport,
    O: Operation<Api = A>,
{
    let mut exchange = client.endpoint().exchange(operation, &options)?;
    let response = client::run(client.transport(), &mut exchange).await?;
    Page::read::<O, _>(pagination, &exchange, response)
}

impl<'c, A, T, O> PagesOf<'c, A, T, O>
where
    A: Api,
    T: Transport + Sync,
    O: Operation<Api = A> + Clone + MaybeSend + 'c,
{
    /// Waits for the next page; [`None`] after the last one. A call that is dropped continues with the same page.
    ///
    /// # Errors
    ///
    /// See [`Error`]. No page follows an error.
    pub async fn next(&mut self) -> Result<Option<O::Output>, Error<T::Error>> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Polled<O::Output, T::Error> {
        let future = match &mut self.fetch.0 {
            Some(future) => future,
            None => match self.progress.take() {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error.into()))),
                Some(Ok(page)) => {
                    let options = self.options_of(page);
                    let future = fetch(
                        self.client,
                        self.operation.clone(),
                        self.pagination,
                        options,
                    );
                    self.fetch.0.insert(Box::pin(future))
                }
            },
        };
        let page = ready!(future.as_mut().poll(context));
        self.fetch.0 = None;
        Poll::Ready(Some(page.map(|page| self.received(page))))
    }
}

impl<'c, A, T, O, I> Items<PagesOf<'c, A, T, O>, O::Output, I>
where
    A: Api,
    T: Transport + Sync,
    O: Operation<Api = A> + Clone + MaybeSend + 'c,
{
    /// Waits for the next item; [`None`] after the last one. A call that is dropped loses no item.
    ///
    /// # Errors
    ///
    /// See [`Error`]. No item follows an error.
    pub async fn next(&mut self) -> Result<Option<I>, Error<T::Error>> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Polled<I, T::Error> {
        loop {
            match self.buffered() {
                Buffered::Item(item) => return Poll::Ready(Some(Ok(item))),
                Buffered::End => return Poll::Ready(None),
                Buffered::Empty => match ready!(self.pages.poll(context)) {
                    Some(Ok(page)) => self.refill(page),
                    Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                    None => return Poll::Ready(None),
                },
            }
        }
    }
}

// Nothing is pinned inside: the future has its own place in memory.
impl<C, O, F> Unpin for Pages<'_, C, O, F> {}
impl<P: Unpin, T, I> Unpin for Items<P, T, I> {}

#[cfg(feature = "stream")]
impl<'c, A, T, O> futures_core::Stream for PagesOf<'c, A, T, O>
where
    A: Api,
    T: Transport + Sync,
    O: Operation<Api = A> + Clone + MaybeSend + 'c,
{
    type Item = Result<O::Output, Error<T::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

#[cfg(feature = "stream")]
impl<'c, A, T, O, I> futures_core::Stream for Items<PagesOf<'c, A, T, O>, O::Output, I>
where
    A: Api,
    T: Transport + Sync,
    O: Operation<Api = A> + Clone + MaybeSend + 'c,
{
    type Item = Result<I, Error<T::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

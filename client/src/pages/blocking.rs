//! Pages and items with the blocking client.

use super::items::Buffered;
use super::{Items, Page, Pages, Paginated, Pagination};
use crate::blocking::{self, Client, Transport};
use crate::call::Call;
use crate::error::Error;
use crate::operation::{Api, Operation};

/// The pages of an operation.
type PagesOf<'c, A, T, O> = Pages<'c, Client<A, T>, O, ()>;

impl<'c, A, T, O> Call<'c, Client<A, T>, O>
where
    A: Api,
    T: Transport,
    O: Operation<Api = A> + Clone,
{
    /// Requests the pages of a list one after the other, when they are asked for.
    pub fn pages(self, pagination: Pagination) -> PagesOf<'c, A, T, O> {
        Pages::new(self, pagination, ())
    }

    /// Like [`pages`](Self::pages), for an operation whose pagination is known.
    pub fn all_pages(self) -> PagesOf<'c, A, T, O>
    where
        O: Paginated,
    {
        self.pages(O::PAGINATION)
    }

    /// The items of [all pages](Self::all_pages), from the page that the request asks for.
    pub fn all_items(self) -> Items<PagesOf<'c, A, T, O>, O::Output, O::Item>
    where
        O: Paginated,
    {
        self.all_pages().items(O::items)
    }
}

impl<A, T, O> Iterator for Pages<'_, Client<A, T>, O, ()>
where
    A: Api,
    T: Transport,
    O: Operation<Api = A> + Clone,
{
    type Item = Result<O::Output, Error<T::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        let page = match self.progress.take()? {
            Ok(page) => page,
            Err(error) => return Some(Err(error.into())),
        };
        let options = self.options_of(page);
        let exchange = self
            .client
            .endpoint()
            .exchange(self.operation.clone(), &options);
        let page = exchange.map_err(Error::from).and_then(|mut exchange| {
            let response = blocking::run(self.client.transport(), &mut exchange)?;
            Page::read::<O, _>(self.pagination, &exchange, response)
        });
        Some(page.map(|page| self.received(page)))
    }
}

impl<A, T, O, I> Iterator for Items<Pages<'_, Client<A, T>, O, ()>, O::Output, I>
where
    A: Api,
    T: Transport,
    O: Operation<Api = A> + Clone,
{
    type Item = Result<I, Error<T::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.buffered() {
                Buffered::Item(item) => return Some(Ok(item)),
                Buffered::End => return None,
                Buffered::Empty => match self.pages.next()? {
                    Ok(page) => self.refill(page),
                    Err(error) => return Some(Err(error)),
                },
            }
        }
    }
}

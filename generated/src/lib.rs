//! Typed clients generated from the Postman collections in `collections/`.

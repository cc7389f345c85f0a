//! What clients generated from Postman collections lean on.

//! The vectors in which generated clients differ from Postman on purpose, each with the reason.

const UNRESOLVED: &str = "a variable without a value is an error that names it; Postman sends its name, which no server means";

const MISSING_FILE: &str = "a file that is not there is an error; Postman sends the request without it, so that data is lost";

/// Vector and reason. `tests/wire.rs` fails where a vector differs that is not listed, and where a listed one does not.
pub const DIFFERENCES: &[(&str, &str)] = &[
    (
        "auth-bearer-empty",
        "a literal Authorization header is a secret, which generated code never holds; the bearer scheme stands for it",
    ),
    (
        "body-file-content-untyped",
        "a body of unknown type is `application/octet-stream`; Postman sends no type",
    ),
    ("body-file-missing", MISSING_FILE),
    ("body-formdata-file-none", MISSING_FILE),
    ("body-raw-template", UNRESOLVED),
    (
        "header-bad-name",
        "a header with an invalid name is reported and left out, so that the request can be sent; Postman sends nothing",
    ),
    (
        "profile-disable-url-encoding-invalid",
        "characters that no URL can contain are percent-encoded in any case; Postman sends them, so that servers refuse the request",
    ),
    (
        "profile-no-content-length",
        "a body has a length or is chunked in any case; without, a server takes it for the next request",
    ),
    (
        "redirect-other-host",
        "the `Referer` of another origin has no path and query, which can contain a credential",
    ),
    (
        "url-query-var-with-ampersand",
        "the value of a query parameter cannot start another parameter, wherever it comes from",
    ),
    ("var-folder-level-ignored", UNRESOLVED),
    ("var-names", UNRESOLVED),
    ("var-self-reference", UNRESOLVED),
    ("var-unresolved", UNRESOLVED),
];

/// Further vectors in which only reqwest differs, each with the reason.
pub const REQWEST_DIFFERENCES: &[(&str, &str)] = &[(
    "url-path-dot-segments",
    "reqwest removes the segments `.` and `..`, so the transport refuses them instead of requesting another resource",
)];

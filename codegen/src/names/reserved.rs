//! Names that mean something else already.

/// Whether a file of this name is a device on Windows, whatever its extension and case ("Naming Files, Paths, and
/// Namespaces").
pub(super) fn is_device(name: &str) -> bool {
    match name {
        "aux" | "con" | "nul" | "prn" => true,
        _ => ["com", "lpt"].iter().any(|prefix| {
            let rest = name.strip_prefix(prefix);
            rest.is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
        }),
    }
}

/// Modules next to generated ones, crates whose paths a module of that name would hide, and files and folders of `src`
/// in which Cargo looks for programs.
pub(super) const MODULES: &[&str] = &[
    "alloc",
    "auth",
    "bin",
    "blocking",
    "bytes",
    "chrono",
    "client",
    "core",
    "examples",
    "http",
    "jiff",
    "lib",
    "main",
    "prelude",
    "serde",
    "serde_json",
    "std",
    "time",
    "types",
    "url",
    "uuid",
];

/// Types of the prelude, and those that generated modules import or define.
pub(super) const TYPES: &[&str] = &[
    "Api",
    "AsRef",
    "BTreeMap",
    "Box",
    "Client",
    "ClientVariables",
    "Clone",
    "Copy",
    "Credentials",
    "Debug",
    "DecodeError",
    "Default",
    "Display",
    "Eq",
    "Err",
    "Error",
    "ErrorCode",
    "Example",
    "Failure",
    "File",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromJson",
    "FromStr",
    "Hash",
    "Into",
    "IntoIterator",
    "Iterator",
    "Json",
    "Mismatch",
    "NoCode",
    "None",
    "Ok",
    "Operation",
    "Option",
    "Ord",
    "ParseEnumError",
    "PartialEq",
    "PartialOrd",
    "Profile",
    "Request",
    "Response",
    "Result",
    "Send",
    "Server",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToJson",
    "ToOwned",
    "ToString",
    "Type",
    "Value",
    "Vec",
];

/// Functions that a generated struct has in addition to its setters, and those that a setter would be taken for
/// (`clippy::should_implement_trait`, `clippy::iter_not_returning_iterator`), and placeholders
/// (`clippy::disallowed_names`).
///
/// A setter also hides the method of a trait with its name, so that `operation.clone()` would be a call of the setter.
/// `from` and `hash` are frequent names of parameters, and nobody calls those of the traits on a value. `default` is one too, but a
/// setter would hide the function that creates the value.
pub(super) const METHODS: &[&str] = &[
    "add",
    "as_ref",
    "baz",
    "bitand",
    "bitor",
    "bitxor",
    "borrow",
    "borrow_mut",
    "clone",
    "cmp",
    "default",
    "div",
    "eq",
    "fmt",
    "foo",
    "into",
    "iter",
    "iter_mut",
    "mul",
    "ne",
    "neg",
    "new",
    "not",
    "partial_cmp",
    "quux",
    "rem",
    "shl",
    "shr",
    "sub",
    "to_owned",
    "to_string",
    "try_into",
];

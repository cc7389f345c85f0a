//! Every kind of diagnostic, by its code.

use std::fmt;

use super::Severity;

/// Declares the codes: each with its name and severity.
macro_rules! codes {
    ($($variant:ident = $name:literal, $severity:ident;)*) => {
        /// The kind of a diagnostic. Its name is stable: scripts may rely on it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(
                #[doc = concat!("`", $name, "`")]
                $variant,
            )*
        }

        impl Code {
            /// All codes, in the order of the stages that report them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name, in kebab case.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// How much diagnostics of this kind matter.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self {
                    $(Self::$variant => Severity::$severity,)*
                }
            }
        }
    };
}

codes! {
    // Files
    UnreadableFile = "unreadable-file", Error;
    NoCollection = "no-collection", Error;
    NotJson = "not-json", Error;
    NotACollection = "not-a-collection", Error;
    NotAnEnvironment = "not-an-environment", Error;
    NoOperation = "no-operation", Error;
    ModuleInUse = "module-in-use", Error;
    // Structure of a collection
    NotAList = "not-a-list", Error;
    NotAnItem = "not-an-item", Error;
    EmptyFolder = "empty-folder", Note;
    UnorderedRequests = "unordered-requests", Note;
    NameClash = "name-clash", Note;
    // Requests
    UnsupportedMethod = "unsupported-method", Error;
    NoUrl = "no-url", Error;
    UrlRawOnly = "url-raw-only", Error;
    UrlWithoutHost = "url-without-host", Warning;
    ColonAsParameter = "colon-as-parameter", Note;
    BracesAsParameter = "braces-as-parameter", Note;
    QueryValueLost = "query-value-lost", Warning;
    UnresolvedVariable = "unresolved-variable", Warning;
    SettingDiffers = "setting-differs", Warning;
    BodyNotSent = "body-not-sent", Note;
    InvalidJson = "invalid-json", Warning;
    CutText = "cut-text", Warning;
    // Authorization and scripts
    UnsupportedAuth = "unsupported-auth", Warning;
    AuthWithoutKey = "auth-without-key", Warning;
    HeaderReplacedByAuth = "header-replaced-by-auth", Note;
    ScriptChangesRequest = "script-changes-request", Warning;
    ScriptBeforeRequest = "script-before-request", Note;
    ScriptStoresVariable = "script-stores-variable", Note;
    // codegen.toml
    ConfigSyntax = "config-syntax", Error;
    ConfigUnknownKey = "config-unknown-key", Error;
    ConfigType = "config-type", Error;
    ConfigUnmatched = "config-unmatched", Error;
    ConfigAmbiguous = "config-ambiguous", Error;
    ConfigName = "config-name", Error;
    ConfigRequired = "config-required", Error;
    ConfigExact = "config-exact", Error;
    ConfigEnum = "config-enum", Error;
    ConfigDerive = "config-derive", Error;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

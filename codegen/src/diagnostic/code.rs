//! The codes of diagnostics, with an explanation of each.
//!
//! A new code is a line in the table and a file in `explanations/`. The example in that file is also a test: it must
//! cause a diagnostic with the code, and the fix must remove it.

use std::fmt;
use std::str::FromStr;

use super::Severity;
use crate::suggest;

/// Declares the codes, each with its name and severity.
macro_rules! codes {
    ($($variant:ident = $name:literal, $severity:ident;)*) => {
        /// The kind of a diagnostic. Names of codes are stable, so programs may rely on them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(
                #[doc = include_str!(concat!("explanations/", $name, ".md"))]
                $variant,
            )*
        }

        impl Code {
            /// All codes, grouped by topic.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name, in kebab case.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// How serious a diagnostic with this code usually is.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self {
                    $(Self::$variant => Severity::$severity,)*
                }
            }

            /// What the code means, with an example and a fix, in Markdown.
            ///
            /// The first line is a summary. The headings are `# Example` and `# Fix`; each code block below them is
            /// a file, whose path follows the language.
            #[must_use]
            pub const fn explanation(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!("explanations/", $name, ".md")),)*
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
    NotYaml = "not-yaml", Error;
    NotACollection = "not-a-collection", Error;
    NotUnicode = "not-unicode", Warning;
    NumberTooLarge = "number-too-large", Warning;
    NestedTooDeep = "nested-too-deep", Error;
    NotAnEnvironment = "not-an-environment", Error;
    NoOperation = "no-operation", Error;
    ModuleInUse = "module-in-use", Error;
    ShortPathsRemoved = "short-paths-removed", Note;
    // The structure of a collection
    NotAList = "not-a-list", Error;
    NotAnItem = "not-an-item", Error;
    MisspelledItem = "misspelled-item", Error;
    LocalVariables = "local-variables", Note;
    EmptyFolder = "empty-folder", Note;
    UnorderedRequests = "unordered-requests", Note;
    NameClash = "name-clash", Note;
    // Requests
    UnsupportedMethod = "unsupported-method", Error;
    NoUrl = "no-url", Error;
    UnsupportedProtocol = "unsupported-protocol", Error;
    NotHttp = "not-http", Note;
    InvalidHeader = "invalid-header", Warning;
    InvalidHost = "invalid-host", Warning;
    UrlRawOnly = "url-raw-only", Error;
    UrlWithoutHost = "url-without-host", Warning;
    ColonAsParameter = "colon-as-parameter", Note;
    BracesAsParameter = "braces-as-parameter", Note;
    IdAsParameter = "id-as-parameter", Note;
    ConflictingQuery = "conflicting-query", Warning;
    QueryValueLost = "query-value-lost", Warning;
    VariableTooLong = "variable-too-long", Warning;
    UnresolvedVariable = "unresolved-variable", Warning;
    SettingDiffers = "setting-differs", Warning;
    BodyNotSent = "body-not-sent", Note;
    TransportSetting = "transport-setting", Note;
    InvalidJson = "invalid-json", Warning;
    UnsupportedSchema = "unsupported-schema", Warning;
    CutText = "cut-text", Warning;
    RedactedSecret = "redacted-secret", Note;
    // Authorization and scripts
    UnsupportedAuth = "unsupported-auth", Warning;
    AuthWithoutKey = "auth-without-key", Warning;
    AuthParameterUnused = "auth-parameter-unused", Note;
    AuthParameterDiffers = "auth-parameter-differs", Warning;
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

impl Code {
    /// What the code means, in one sentence.
    #[must_use]
    pub fn summary(self) -> &'static str {
        self.explanation().lines().next().unwrap_or_default()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(name: &str) -> Result<Self, UnknownCode> {
        let known = |code: &&Self| code.as_str() == name;
        let found = Self::ALL.iter().find(known).copied();
        found.ok_or_else(|| UnknownCode {
            nearest: suggest::nearest(name, Self::ALL.iter().map(|code| code.as_str())),
        })
    }
}

/// The error for a name that is not a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCode {
    nearest: Option<&'static str>,
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown diagnostic code")?;
        match self.nearest {
            Some(name) => write!(f, "; did you mean `{name}`?"),
            None => f.write_str("; `codegen explain` lists all codes"),
        }
    }
}

impl std::error::Error for UnknownCode {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back_and_a_misspelled_one_suggests_the_nearest() {
        for code in Code::ALL {
            assert_eq!(code.as_str().parse(), Ok(*code));
        }
        let problem = |name: &str| name.parse::<Code>().unwrap_err().to_string();
        assert_eq!(
            problem("no-ur"),
            "unknown diagnostic code; did you mean `no-url`?"
        );
        assert_eq!(
            problem("E0308"),
            "unknown diagnostic code; `codegen explain` lists all codes"
        );
    }
}

//! Requests as curl commands, for people: to read, to try in a terminal, to attach to a report.
//!
//! ```text
//! word           words with variables, and their quoting
//! placeholder    texts that are shown as variables
//! secrets        what is shown in place of credentials
//! body, form     the options for a body; the parts of a multipart body
//! ```
//!
//! A command sends the request that it was made from: method, target, headers except `User-Agent`, and body. It neither
//! follows redirects nor fetches tokens.

mod body;
mod form;
mod placeholder;
mod secrets;
mod word;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, DATE, HeaderName};
use http::{HeaderValue, Method};

use crate::auth::{Login, LoginScheme};
use crate::body::Body;
use crate::hidden::PublicUrl;
use crate::response;

use body::Data;
pub use placeholder::placeholder;
use word::Word;

/// The shell that a command is written for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shell {
    /// `sh` as in POSIX.1-2024, for instance bash, zsh and ksh. Older ones lack `$'…'`, which control characters need.
    #[default]
    Posix,
    /// PowerShell 7.3 or later; earlier versions lose quotes in arguments.
    PowerShell,
    /// The prompt of cmd. In a batch file, each `%` has to be doubled. cmd replaces variables before it reads the command,
    /// so their values must not contain `"`, `&` and the like.
    Cmd,
}

/// A request as a curl command. Credentials are shown as `***`, unless [`reveal`](Self::reveal) is called.
///
/// `Display` writes the command for a POSIX shell. `Debug` never shows credentials.
#[derive(Clone)]
pub struct Curl {
    request: http::Request<Body>,
    login: Option<Login>,
    variables: Vec<(String, String)>,
    is_revealed: bool,
}

/// The length of a body from which on curl sends `Expect: 100-continue`, in bytes.
const LARGE: u64 = 1 << 20;

/// A command for a shell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rendered {
    /// The command, in several lines.
    pub command: String,
    /// What the command cannot say: where it differs from the request, or needs its body on standard input.
    pub notes: Vec<String>,
    /// The environment variables of the shell that it uses.
    pub variables: BTreeSet<String>,
}

/// An option of curl, with its value.
struct Argument {
    option: &'static str,
    value: Word,
}

/// A command in the making.
#[derive(Default)]
struct Command {
    arguments: Vec<Argument>,
    notes: Vec<String>,
}

impl Curl {
    /// Shows a request.
    #[must_use]
    pub fn new(request: http::Request<Body>) -> Self {
        Self {
            request,
            login: None,
            variables: Vec::new(),
            is_revealed: false,
        }
    }

    /// Lets curl authorize the request, as with `--digest`. Replaces the header `Authorization`.
    ///
    /// If the request has a `Date`, its AWS signature stays, since curl does not read dates.
    #[must_use]
    pub fn login(mut self, login: Option<Login>) -> Self {
        let is_dated = self.request.headers().contains_key(DATE);
        self.login = login.filter(|login| !(login.signs() && is_dated));
        self
    }

    /// Shows credentials.
    #[must_use]
    pub fn reveal(mut self) -> Self {
        self.is_revealed = true;
        self
    }

    /// Shows `text`, wherever it occurs in the request, as the shell's environment variable `name`; see also
    /// [`placeholder`].
    ///
    /// `text` should consist of lower-case letters and digits, as others may be encoded.
    #[must_use]
    pub fn variable(mut self, text: impl Into<String>, name: impl Into<String>) -> Self {
        self.variables.push((text.into(), name.into()));
        self
    }

    /// The command for a shell, in several lines.
    #[must_use]
    pub fn command(&self, shell: Shell) -> String {
        self.render(shell).command
    }

    /// The command for a shell, with its notes and variables.
    #[must_use]
    pub fn render(&self, shell: Shell) -> Rendered {
        let (program, continued) = match shell {
            Shell::Posix => ("curl", " \\\n  "),
            Shell::PowerShell => ("curl.exe", " `\n  "),
            Shell::Cmd => ("curl", " ^\n  "),
        };
        let Command { arguments, notes } = self.build(shell);
        let mut command = program.to_owned();
        for (index, argument) in arguments.iter().enumerate() {
            // Method and URL are in the first line.
            let is_first = index == 0 || argument.option.is_empty();
            command.push_str(if is_first { " " } else { continued });
            command.push_str(argument.option);
            if !argument.option.is_empty() && !argument.value.is_empty() {
                command.push(' ');
            }
            if !argument.value.is_empty() || argument.option.starts_with("--data") {
                command.push_str(&argument.value.quoted(shell));
            }
        }
        let words = arguments.iter().map(|argument| &argument.value);
        let variables = words.flat_map(Word::variables).map(str::to_owned);
        Rendered {
            command,
            notes,
            variables: variables.collect(),
        }
    }

    /// The request.
    #[must_use]
    pub fn into_request(self) -> http::Request<Body> {
        self.request
    }

    fn build(&self, shell: Shell) -> Command {
        let mut command = Command::default();
        let data = Data::of(&self.request, shell);
        let method = self.request.method();
        if method == Method::HEAD && data.is_none() {
            command.push("--head", Word::default());
        } else {
            command.push("--request", self.word(method.as_str()));
        }
        let uri = self.request.uri().to_string();
        command.push("", self.word(&self.shown(&uri, secrets::hide_in_url)));
        // curl would read `[]` and `{}` as several URLs, and remove `.` and `..`.
        if uri.contains(['[', ']', '{', '}']) {
            command.push("--globoff", Word::default());
        }
        if uri.contains("/.") {
            command.push("--path-as-is", Word::default());
        }
        self.push_login(&mut command);
        self.push_headers(data.as_ref(), shell, &mut command);
        if let Some(data) = data {
            self.push_data(data, shell, &mut command);
        }
        command
    }

    fn push_login(&self, command: &mut Command) {
        let Some(login) = &self.login else { return };
        match &login.scheme {
            LoginScheme::Basic => {}
            LoginScheme::Digest => command.push("--digest", Word::default()),
            LoginScheme::Ntlm => command.push("--ntlm", Word::default()),
            LoginScheme::AwsV4 { region, service } => {
                let scheme = format!("aws:amz:{region}:{service}");
                command.push("--aws-sigv4", self.word(&scheme));
            }
        }
        let password = if self.is_revealed {
            login.password.expose()
        } else {
            secrets::HIDDEN
        };
        command.push("--user", self.word(&format!("{}:{password}", login.user)));
    }

    fn push_headers(&self, data: Option<&Data>, shell: Shell, command: &mut Command) {
        let headers = self.request.headers();
        for (name, value) in headers {
            if !self.is_sent_by_curl(name, value, data) {
                let value = self.shown_header(name, value);
                if !word::can_hold(shell, &value) {
                    let note = format!(
                        "header `{name}` has characters that this shell may change; use another one"
                    );
                    command.notes.push(note);
                }
                command.push("--header", self.header(name, &value));
            }
        }
        let has_body = data.is_some_and(|data| !matches!(data, Data::Form(_)));
        if has_body && !headers.contains_key(CONTENT_TYPE) {
            command.push("--header", self.word("Content-Type:"));
        }
        if has_body && !headers.contains_key(CONTENT_LENGTH) {
            command.push("--header", self.word("Transfer-Encoding: chunked"));
        }
        // Before it sends a large body, curl would ask for the server's consent.
        let is_large = self.request.body().length().is_some_and(|it| it > LARGE);
        if is_large && !headers.contains_key("expect") {
            command.push("--header", self.word("Expect:"));
        }
    }

    /// Whether curl sends a header by itself.
    fn is_sent_by_curl(&self, name: &HeaderName, value: &HeaderValue, data: Option<&Data>) -> bool {
        match *name {
            CONTENT_LENGTH => {
                let length = self.request.body().length().map(HeaderValue::from);
                data.is_some() && length.is_none_or(|length| length == value)
            }
            CONTENT_TYPE => matches!(data, Some(Data::Form(_))),
            AUTHORIZATION => self.login.is_some(),
            _ => {
                let signs = self.login.as_ref().is_some_and(Login::signs);
                signs && name == "x-amz-date"
            }
        }
    }

    fn push_data(&self, data: Data, shell: Shell, command: &mut Command) {
        match data {
            Data::Text(text) => {
                let hide = secrets::in_body(self.request.headers());
                let text = match std::str::from_utf8(&text) {
                    Ok(text) => self.shown(text, hide).into_owned().into_bytes(),
                    Err(_) => text.to_vec(),
                };
                command.push("--data-raw", Word::of(&text, &self.variables));
            }
            Data::File(path) => {
                let path = format!("@{}", word::not_dash(&path));
                command.push("--data-binary", self.word(&path));
            }
            Data::Input(reason) => {
                command.push("--data-binary", self.word("@-"));
                command.notes.push(format!(
                    "the body is read from standard input, because {reason}"
                ));
            }
            Data::Form(parts) => {
                for mut part in parts {
                    if !self.is_revealed {
                        part.hide();
                    }
                    command.notes.extend(part.note());
                    let (option, text) = part.argument();
                    if !word::can_hold(shell, &text) {
                        command
                            .notes
                            .push("a part has characters that this shell may change".to_owned());
                    }
                    command.push(option, Word::of(&text, &self.variables));
                }
            }
        }
    }

    /// A header as curl reads it: an empty one ends in a semicolon.
    fn header(&self, name: &HeaderName, value: &[u8]) -> Word {
        let name = title_case(name.as_str());
        let text = match value {
            [] => format!("{name};").into_bytes(),
            value => [name.as_bytes(), b": ", value].concat(),
        };
        Word::of(&text, &self.variables)
    }

    fn shown_header<'v>(&self, name: &HeaderName, value: &'v HeaderValue) -> Cow<'v, [u8]> {
        if self.is_revealed || !secrets::is_secret_header(name, value) {
            return Cow::Borrowed(value.as_bytes());
        }
        Cow::Owned(secrets::hide_in_header(name, value).into_bytes())
    }

    /// A text, without credentials unless they are revealed.
    fn shown<'t>(&self, text: &'t str, hide: fn(&str) -> Cow<'_, str>) -> Cow<'t, str> {
        if self.is_revealed {
            Cow::Borrowed(text)
        } else {
            hide(text)
        }
    }

    fn word(&self, text: &str) -> Word {
        Word::of(text.as_bytes(), &self.variables)
    }
}

impl Command {
    fn push(&mut self, option: &'static str, value: Word) {
        self.arguments.push(Argument { option, value });
    }
}

impl fmt::Display for Curl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.command(Shell::Posix))
    }
}

impl fmt::Debug for Curl {
    /// Omits what can be secret, also if the command reveals it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Curl")
            .field("method", self.request.method())
            .field("url", &PublicUrl(&self.request.uri().to_string()))
            .field("headers", &response::names(self.request.headers()))
            .finish_non_exhaustive()
    }
}

/// `content-type` as `Content-Type`.
fn title_case(name: &str) -> String {
    let words = name.split('-').map(|word| match word.split_at_checked(1) {
        Some((first, rest)) => first.to_ascii_uppercase() + rest,
        None => word.to_owned(),
    });
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests;

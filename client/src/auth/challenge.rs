//! Challenges: what a server asks for in `WWW-Authenticate` (RFC 9110 §11.6.1).

use http::HeaderMap;
use http::header::WWW_AUTHENTICATE;

use crate::header_syntax;

/// One challenge: an auth scheme with a token or with parameters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Challenge {
    /// The scheme, as the server spells it. Case does not matter.
    pub scheme: String,
    /// The token after the scheme (`token68`), such as the message of `NTLM`.
    pub token: Option<String>,
    /// The parameters: names in lower case, values without quotes.
    pub parameters: Vec<(String, String)>,
}

impl Challenge {
    /// Parses all challenges of a response, in order. One header can contain several.
    #[must_use]
    pub fn parse_all(headers: &HeaderMap) -> Vec<Self> {
        let values = headers.get_all(WWW_AUTHENTICATE).iter();
        values
            .filter_map(|value| value.to_str().ok())
            .flat_map(Self::parse)
            .collect()
    }

    /// Parses the challenges of one header value, in order.
    #[must_use]
    pub fn parse(header: &str) -> Vec<Self> {
        const BETWEEN: [char; 3] = [' ', '\t', ','];

        let mut challenges: Vec<Self> = Vec::new();
        let mut rest = header.trim_start_matches(BETWEEN);
        while !rest.is_empty() {
            let (word, after) =
                rest.split_at(rest.find([' ', '\t', ',', '=']).unwrap_or(rest.len()));
            let value = after.trim_start().strip_prefix('=');
            match (value, challenges.last_mut()) {
                (Some(value), Some(challenge)) => {
                    let (value, after) = header_syntax::value(value.trim_start(), &[',']);
                    challenge
                        .parameters
                        .push((word.to_ascii_lowercase(), value));
                    rest = after;
                }
                // A parameter before any scheme.
                (Some(value), None) => rest = header_syntax::value(value.trim_start(), &[',']).1,
                (None, _) => {
                    let (token, after) = token(after.trim_start());
                    challenges.push(Self {
                        scheme: word.to_owned(),
                        token: token.map(str::to_owned),
                        parameters: Vec::new(),
                    });
                    rest = after;
                }
            }
            rest = rest.trim_start_matches(BETWEEN);
        }
        challenges
    }

    /// The value of a parameter, by its name in lower case.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let parameter = self.parameters.iter().find(|(known, _)| known == name);
        parameter.map(|(_, value)| value.as_str())
    }
}

/// Splits off a `token68` at the start of `text`. It must end the challenge, or else it is the name of a parameter.
fn token(text: &str) -> (Option<&str>, &str) {
    let is_token = |character: char| {
        character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '_' | '~' | '+' | '/')
    };
    let body = text.find(|c| !is_token(c)).unwrap_or(text.len());
    let padding = text[body..].find(|c| c != '=').unwrap_or(text.len() - body);
    let (token, after) = text.split_at(body + padding);
    let after = after.trim_start();
    if body > 0 && (after.is_empty() || after.starts_with(',')) {
        (Some(token), after)
    } else {
        (None, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::quoted_string;

    fn schemes(header: &str) -> Vec<(String, Option<String>, usize)> {
        let challenges = Challenge::parse(header).into_iter();
        challenges
            .map(|it| (it.scheme, it.token, it.parameters.len()))
            .collect()
    }

    #[test]
    fn one_header_can_hold_several_challenges() {
        let of = |scheme: &str, token: Option<&str>, parameters| {
            (scheme.to_owned(), token.map(str::to_owned), parameters)
        };
        assert_eq!(
            schemes(
                r#"Negotiate, NTLM TlRM+/==, Basic realm="a, Digest b=c", Digest realm="r",nonce = n"#
            ),
            [
                of("Negotiate", None, 0),
                of("NTLM", Some("TlRM+/=="), 0),
                of("Basic", None, 1),
                of("Digest", None, 2),
            ]
        );
    }

    #[test]
    fn malformed_challenges_give_what_can_be_read() {
        let of = |scheme: &str, parameters| (scheme.to_owned(), None, parameters);
        for (header, expected) in [
            ("", None),
            (", =", None),
            ("a=b, NTLM", Some(of("NTLM", 0))),
            ("Digest realm=\"open", Some(of("Digest", 1))),
            ("Digest realm = , =,", Some(of("Digest", 2))),
            ("é \"=", Some(of("é", 1))),
        ] {
            assert_eq!(schemes(header), Vec::from_iter(expected), "{header}");
        }
    }

    #[test]
    fn a_parameter_is_read_as_it_was_written() {
        let realm = r#"the "inner" \realm\, x=y"#;
        let header = format!("Digest realm={}, nonce=n", quoted_string(realm));
        let challenge = &Challenge::parse(&header)[0];
        assert_eq!(challenge.parameter("realm"), Some(realm));
        assert_eq!(challenge.parameter("nonce"), Some("n"));
    }
}

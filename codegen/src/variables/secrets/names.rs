//! What the name of a value says: that it is a secret, or that it can be one.

use std::borrow::Cow;

use crate::words::words;

// Lists of words are texts, with a space or a line break after each word.

/// Words that name a secret, at the end of a name.
const SECRETS: &str = "
accesskey accesstoken apikey apisecret apitoken authkey authorization authtoken bearertoken clientsecret credential
credentials jwt pass passcode passphrase passwd password passwords privatekey pwd refreshtoken secret secretkey secrets
sshpass token tokens";

/// Words before `key` with which it names a secret.
const KEYS: &str = "
access account admin api app application auth client consumer encryption fastly functions google hmac integration
license maps master private rapidapi secret server service shared sharing signing storage stripe subscription webhook write";

/// Words for the session of a user, at the end of a name.
const SESSIONS: &str = "jsessionid phpsessid sessid session sessionid sid";

/// Words before one for a session with which it is that of a user. The session of something else, such as
/// `training_session`, is not a secret, and neither is the `account_sid` of Twilio.
const USERS: &str = "
access admin api app asp auth ci client connect cookie django express java laravel login my net php sails sess
user web x";

/// Words that can follow the word for the secret.
const SUFFIXES: &str = "
again base base64 confirm confirmation encoded here new old plain repeat text value";

/// Words with which a name is not the name of a secret: what is about one, is no text, or a token of another kind.
const HARMLESS: &str = "
allow base cancellation change changed continuation csrf currency cursor device disable echo enable enabled
enforce expire expired expires face forgot from has idempotency include invalid is max maximum min minimum
network next page pagination paging platform policy postman prev previous public push quote remember request
require required resume scroll send show skip sync to use with without xsrf";

/// Words whose values are secrets if they look random.
const RANDOM: &str = "
access assertion auth basic bearer cookie hmac key session sessionid sid sig signature ticket vault";

/// Parts of names that the rules here are about, to pass over all others quickly.
static STEMS: [&[u8]; 19] = [
    b"access", b"asser", b"auth", b"basic", b"bearer", b"cook", b"cred", b"hmac", b"jwt", b"key",
    b"pas", b"pwd", b"sec", b"sess", b"sid", b"sig", b"ticket", b"tok", b"vault",
];

/// For each first letter of [`STEMS`], a bit for each second letter.
static STARTS: [u32; 32] = {
    let mut starts = [0; 32];
    let mut index = 0;
    while index < STEMS.len() {
        let stem = STEMS[index];
        starts[ordinal(stem[0])] |= 1 << ordinal(stem[1]);
        index += 1;
    }
    starts
};

/// The place of a letter in the alphabet, in either case; that of some letter for other bytes.
const fn ordinal(letter: u8) -> usize {
    (letter & 31) as usize
}

/// How many bytes of a name are read.
pub(super) const NAME_LIMIT: usize = 80;

/// Whether a name says that its value is a secret: `access_token`, `X-Api-Key`, `clientSecret`.
#[must_use]
pub fn names_secret(name: &str) -> bool {
    if !has_stem(name) {
        return false;
    }
    let words = words(&with_brackets(name));
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    // `password2`, `new_password_confirmation`
    while let [_, .., last] = words.as_slice()
        && (is_one_of(last, SUFFIXES) || last.bytes().all(|byte| byte.is_ascii_digit()))
    {
        words.pop();
    }
    is_credential(&words) || is_session(&words)
}

/// A name with its brackets, which can be percent-encoded: `user%5Bpassword%5D`.
fn with_brackets(name: &str) -> Cow<'_, str> {
    if !name.contains('%') {
        return Cow::Borrowed(name);
    }
    let codes = [("%5B", "["), ("%5b", "["), ("%5D", "]"), ("%5d", "]")];
    let decoded = codes.iter().fold(name.to_owned(), |name, (code, bracket)| {
        name.replace(code, bracket)
    });
    Cow::Owned(decoded)
}

/// Whether the name of a header says that its value authorizes, whatever that is: `X-Auth`, `userAuthentication`.
#[must_use]
pub fn names_auth(name: &str) -> bool {
    let words = words(name);
    let Some((last, before)) = words.split_last() else {
        return false;
    };
    let is_harmless = |word: &String| is_one_of(word, HARMLESS);
    matches!(last.as_str(), "auth" | "authentication") && !before.iter().any(is_harmless)
}

/// Whether a name is that of a user's session: `session`, `X-Session-Id`, `connect.sid`. It is a secret if it looks
/// like an ID of one, since whoever knows it acts as the user.
pub(super) fn names_session(name: &str) -> bool {
    if !has_stem(name) {
        return false;
    }
    let words = words(name);
    is_session(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

fn is_session(words: &[&str]) -> bool {
    let words = match words {
        [before @ .., "id" | "key"] => before,
        words => words,
    };
    let Some((last, before)) = words.split_last() else {
        return false;
    };
    is_one_of(last, SESSIONS) && before.iter().all(|word| is_one_of(word, USERS))
}

fn is_credential(words: &[&str]) -> bool {
    let Some((last, before)) = words.split_last() else {
        return false;
    };
    let last = last.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_joined = || {
        let rest = last.strip_suffix("password");
        rest.is_some_and(|rest| !HARMLESS.split_whitespace().any(|word| rest == word))
    };
    let is_named = is_one_of(last, SECRETS)
        || is_joined()
        || matches!(last, "key" | "keys") && before.last().is_some_and(|it| is_one_of(it, KEYS));
    is_named && !before.iter().any(|word| is_one_of(word, HARMLESS))
}

/// Whether a name says that its value is a secret if it looks random: `key`, `auth`, `signature`.
pub(super) fn names_random(name: &str) -> bool {
    if !has_stem(name) {
        return false;
    }
    let words = words(name);
    let is_harmless = |word: &String| {
        is_one_of(word, HARMLESS) || matches!(word.as_str(), "id" | "ids" | "hash" | "type")
    };
    // The key of something else is an ID, such as `incident_key`.
    let is_alone = words
        .iter()
        .all(|word| matches!(word.as_str(), "key" | "my" | "x"));
    let is_random = |word: &String| is_one_of(word, RANDOM) && (word != "key" || is_alone);
    words.iter().any(is_random) && !words.iter().any(is_harmless)
}

/// Whether a name is that of a password, which can be digits only or a plain word.
pub(super) fn names_password(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains("pass") || name.contains("pwd")
}

/// Whether a word is in a list of words.
pub(super) fn is_one_of(word: &str, list: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|known| known == word)
}

/// Whether a name contains one of the [`STEMS`], without which it is not that of a secret.
pub(super) fn has_stem(name: &str) -> bool {
    let name = name.as_bytes();
    if name.len() > NAME_LIMIT {
        return false;
    }
    let mut at = 0;
    while at < name.len() {
        if has_stem_at(name, at) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether one of the [`STEMS`] begins at an offset. Two letters tell it for most.
#[inline]
pub(super) fn has_stem_at(text: &[u8], at: usize) -> bool {
    at + 1 < text.len()
        && STARTS[ordinal(text[at])] & (1 << ordinal(text[at + 1])) != 0
        && begins_with_stem(&text[at..])
}

fn begins_with_stem(text: &[u8]) -> bool {
    let mut index = 0;
    while index < STEMS.len() {
        let stem = STEMS[index];
        // Most differ in their third letter.
        if text.len() >= stem.len()
            && ordinal(text[2]) == ordinal(stem[2])
            && text[..stem.len()].eq_ignore_ascii_case(stem)
        {
            return true;
        }
        index += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets_end_in_a_word_for_one() {
        for name in [
            "access_token",
            "X-Api-Key",
            "clientSecret",
            "apikey",
            "authtoken",
            "x-accesstoken",
            "clientsecret",
            "Ocp-Apim-Subscription-Key",
            "X-User-Pass",
            "X-JWT",
            "DD-APPLICATION-KEY",
            "new_password_confirmation",
            "password2",
            "user[password]",
            "user%5Bpassword%5D",
            "AWS_SECRET_ACCESS_KEY",
            "authorization",
            "Session",
            "X-Session-Id",
            "sessionId",
            "session_key",
            "connect.sid",
            "JSESSIONID",
            "PHPSESSID",
            "ASP.NET_SessionId",
            "PGPASSWORD",
            "userpassword",
            "SECRET_KEY_BASE",
            "x-functions-key",
            "X-RapidAPI-Key",
            "laravel_session",
        ] {
            assert!(names_secret(name), "{name}");
        }
    }

    #[test]
    fn names_about_secrets_and_of_other_tokens_are_harmless() {
        for name in [
            "passwordIncludeDigit",
            "minimumPasswordLength",
            "passwordExpiration",
            "require_password_for_pmi_meetings",
            "securityQuestion",
            "baseToken",
            "fromTokenAmount",
            "tokenId",
            "apiCredentialId",
            "authorization_id",
            "next_page_token",
            "EchoToken",
            "Postman-Token",
            "X-CSRF-Token",
            "hasPassword",
            "forgotpassword",
            "token_type",
            "tokenUrl",
            "id",
            "keyboard",
            "passenger",
            "session_type",
            "sessionName",
            "session_count",
            "sessionTimeout",
            "session duration",
            "training_session",
            "checkoutSessionId",
            "account_sid",
            "MessageSid",
            "sessions",
            "sidebar",
        ] {
            assert!(!names_secret(name), "{name}");
        }
    }
}

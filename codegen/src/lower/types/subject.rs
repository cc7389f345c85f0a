//! What a path is about: `user` for `/v1/users/:id`, `users` for `/users/getAll`.

use crate::names;

use super::nouns::{is_generic, singular};

/// Verbs for reading. Those in [`LOOKUPS`] are nouns too.
const READS: &[&str] = &["fetch", "find", "get", "list", "retrieve"];

/// Segments for reading that can be the name of what is read.
const LOOKUPS: &[&str] = &["all", "filter", "list", "lookup", "query", "search"];

const WRITES: &[&str] = &[
    "add", "create", "edit", "generate", "insert", "modify", "save", "set", "update", "upsert",
];

/// Other verbs that are no nouns.
const ACTS: &str = "
activate apply approve assign calculate cancel confirm deactivate delete disable enable execute publish reject remove resend
restore revoke send submit subscribe unassign unlock unpublish unsubscribe validate verify";

/// Segments in front of verbs that say nothing: `/api/getAll`.
const FRONTS: &[&str] = &[
    "alpha", "api", "beta", "rest", "rpc", "service", "services", "ws",
];

/// Segments in place of an id: `/orders/latest` is an order.
const ONES: &[&str] = &[
    "current", "default", "first", "last", "latest", "me", "newest", "next", "previous", "self",
];

/// Words in front of what a verb is about.
const DETERMINERS: &[&str] = &["a", "all", "an", "and", "my", "new", "or", "the"];

/// Words after what a verb is about.
const PREPOSITIONS: &[&str] = &[
    "at", "by", "for", "from", "in", "of", "on", "to", "under", "via", "with",
];

/// Words that make a noun of a verb: `add-ons`.
const PARTICLES: &[&str] = &["ins", "off", "on", "ons", "out", "outs", "up", "ups"];

/// What a path says is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    Read,
    Write,
    /// Anything else. What it returns need not be what the path is about.
    Act,
}

impl Verb {
    fn of(word: &str) -> Option<Self> {
        if READS.contains(&word) {
            Some(Self::Read)
        } else if WRITES.contains(&word) {
            Some(Self::Write)
        } else {
            let is_act = ACTS.split_ascii_whitespace().any(|act| act == word);
            is_act.then_some(Self::Act)
        }
    }
}

/// What a path is about.
#[derive(Debug)]
struct Subject {
    words: Vec<String>,
    /// Whether the path ends in it, or in a verb after it.
    is_last: bool,
    /// The last verb of the path, and the segment that begins with it.
    verb: Option<(Verb, Vec<String>)>,
}

impl Subject {
    /// The last words of a path that are no variable, version or verb.
    fn of(path_template: &str) -> Option<Self> {
        let is_word = |segment: &str| {
            segment.starts_with(|c: char| c.is_ascii_alphabetic())
                && !segment.contains(['{', ':', '$', '(', '.'])
                && !is_version(segment)
        };
        let segments = path_template.rsplit('/').filter(|text| !text.is_empty());
        let mut segments = segments.map(last_name).peekable();
        let (mut is_last, mut verb, mut lookup) = (true, None, None);
        while let Some(segment) = segments.next() {
            let is_after_noun = |before: &&str| is_word(before) && !FRONTS.contains(before);
            let is_one = ONES.contains(&segment) && segments.peek().is_some_and(is_after_noun);
            if is_one || !is_word(segment) {
                is_last = false;
                continue;
            }
            let words = names::words(segment);
            match verb_and_object(&words) {
                (None, [word]) if verb.is_some() && FRONTS.contains(&word.as_str()) => break,
                (of_segment, object) => {
                    verb = verb.or(of_segment.map(|it| (it, words.clone())));
                    if !object.is_empty() {
                        let words = object.to_vec();
                        return Some(Self {
                            words,
                            is_last,
                            verb,
                        });
                    }
                }
            }
            if is_lookup(&words) {
                lookup.get_or_insert(Self {
                    words,
                    is_last,
                    verb: None,
                });
            }
        }
        // The path has nothing else.
        lookup
    }

    fn verb(&self) -> Option<Verb> {
        self.verb.as_ref().map(|(verb, _)| *verb)
    }

    fn one(&self) -> String {
        singular(&self.words).join(" ")
    }

    fn as_written(&self) -> String {
        self.words.join(" ")
    }
}

/// The last name of a segment that consists of several, as those of procedures: `postMessage` of `chat.postMessage`. The ending of
/// a file is none.
fn last_name(segment: &str) -> &str {
    const LONGEST_ENDING: usize = 4;
    let is_name = |name: &str| {
        name.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    match segment.rsplit_once('.') {
        Some((_, name)) if name.len() > LONGEST_ENDING && segment.split('.').all(is_name) => name,
        _ => segment,
    }
}

/// The verb that a segment begins with, and what it is about: nothing for `getAll`, `user` for `getUserById`.
fn verb_and_object(words: &[String]) -> (Option<Verb>, &[String]) {
    let Some((first, after)) = words.split_first() else {
        return (None, words);
    };
    if is_lookup(words) {
        return (Some(Verb::Read), &[]);
    }
    let is_noun = after
        .first()
        .is_some_and(|it| PARTICLES.contains(&it.as_str()));
    let Some(verb) = Verb::of(first).filter(|_| !is_noun) else {
        return (None, words);
    };
    let is_in_front =
        |word: &String| DETERMINERS.contains(&word.as_str()) || Verb::of(word).is_some();
    let mut object = after;
    while let [word, rest @ ..] = object
        && is_in_front(word)
    {
        // `list of users`
        object = match rest {
            [of, rest @ ..] if of == "of" => rest,
            rest => rest,
        };
    }
    let is_after = |word: &String| PREPOSITIONS.contains(&word.as_str());
    let end = object.iter().position(is_after).unwrap_or(object.len());
    let object = &object[..end];
    let object = if is_generic(object) { &[] } else { object };
    (Some(verb), object)
}

/// Whether a segment only says how something is found: `search`, `by-name`.
fn is_lookup(words: &[String]) -> bool {
    match words {
        [word] => LOOKUPS.contains(&word.as_str()),
        [first, ..] => first == "by",
        [] => false,
    }
}

/// Whether a segment is the version of an API: `v3`, `v2.1`.
pub(crate) fn is_version(segment: &str) -> bool {
    let numbers = segment.strip_prefix(['v', 'V']).unwrap_or_default();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    numbers.split('.').all(is_number)
}

/// One of what a path is about: `/v1/users/:id` → `user`.
pub(crate) fn noun(path_template: &str) -> Option<String> {
    Some(Subject::of(path_template)?.one())
}

/// What a request of a path is about: `users` for `GET /users` and `POST /users/search`, `user` for any other of `/users` and
/// `/users/:id`.
pub(super) fn noun_of_request(method: &str, path_template: &str) -> Option<String> {
    let subject = Subject::of(path_template)?;
    let is_read = match subject.verb() {
        Some(verb) => verb == Verb::Read,
        None => method == "GET",
    };
    Some(if is_read && subject.is_last {
        subject.as_written()
    } else {
        subject.one()
    })
}

/// What the body of a request is about: as for [`noun_of_request`], or a verb after that, as in `/users/search`.
pub(super) fn noun_of_body(method: &str, path_template: &str) -> Option<String> {
    match Subject::of(path_template)?.verb {
        Some((_, segment)) if verb_and_object(&segment).1.is_empty() => {
            Some(singular(&segment).join(" "))
        }
        _ => noun_of_request(method, path_template),
    }
}

/// What the type of several responses is called: as for [`noun_of_request`], or what a verb comes to: `activate result`.
pub(super) fn noun_of_response(method: &str, path_template: &str) -> Option<String> {
    match Subject::of(path_template)?.verb {
        Some((Verb::Act, segment)) => Some(format!("{} result", singular(&segment).join(" "))),
        _ => noun_of_request(method, path_template),
    }
}

/// What a response of a path is: as for [`noun_of_request`], unless the path ends in what is done, as in
/// `POST /users/:id/activate` and `POST /email/send`.
pub(crate) fn thing(method: &str, path_template: &str) -> Option<String> {
    let subject = Subject::of(path_template)?;
    let is_thing = match subject.verb() {
        Some(verb) => verb != Verb::Act,
        None => {
            let is_plural = subject.one() != subject.as_written();
            !subject.is_last || matches!(method, "GET" | "HEAD") || is_plural
        }
    };
    is_thing
        .then(|| noun_of_request(method, path_template))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_about_their_last_word() {
        let about = |path: &str| noun(path).unwrap_or_default();
        assert_eq!(about("/v1/user-accounts/:id"), "user account");
        assert_eq!(noun_of_request("GET", "/users").unwrap(), "users");
        assert_eq!(noun_of_request("POST", "/users").unwrap(), "user");
        assert_eq!(noun("/:id"), None);
        assert_eq!(noun("/v1/:id"), None);
        assert_eq!(about("/orders/v3/:id"), "order");
        assert_eq!(about("/orders/vips"), "vip");
        assert_eq!(thing("GET", "/orders/v3").unwrap(), "order");
        assert_eq!(thing("POST", "/users").unwrap(), "user");
        assert_eq!(thing("PUT", "/users/:id").unwrap(), "user");
        assert_eq!(thing("POST", "/users/:id/charge"), None);
    }

    #[test]
    fn the_last_name_of_a_procedure_is_a_word() {
        let about = |path: &str| noun(path).unwrap_or_default();
        assert_eq!(
            about("/api/method/shop.orders.get_order_lines"),
            "order line"
        );
        assert_eq!(
            noun_of_body("POST", "/method/shop.auth.refresh").unwrap(),
            "refresh"
        );
        assert_eq!(about("/orders/all.json"), "order");
        assert_eq!(about("/orders/v1.2.3"), "order");
    }

    #[test]
    fn a_word_in_place_of_an_id_is_one_of_what_precedes_it() {
        for (path, one) in [
            ("/orders/latest", "order"),
            ("/v1/users/me", "user"),
            ("/users/me/posts", "posts"),
            ("/users/:id/cards/default", "card"),
            ("/weather/current", "weather"),
            // Nothing is before these.
            ("/v1/latest", "latest"),
            ("/api/me", "me"),
            ("/:account/current", "current"),
            ("/latest/orders", "orders"),
        ] {
            assert_eq!(noun_of_request("GET", path).as_deref(), Some(one), "{path}");
            assert_eq!(thing("GET", path).as_deref(), Some(one), "{path}");
        }
    }

    #[test]
    fn verbs_in_paths_are_about_what_follows_or_precedes_them() {
        for (path, one) in [
            ("/users/getAll", "user"),
            ("/users/get-list", "user"),
            ("/users/:id/activate", "user"),
            ("/search/createOrder", "order"),
            ("/getUserById/:id", "user"),
            ("/getListOfUsers", "user"),
            ("/users/findByStatus", "user"),
            ("/users/by-name/:name", "user"),
            ("/getStoresUnderAccount", "store"),
            ("/beta/search/query", "query"),
            ("/createOrUpdateUser", "user"),
            ("/update_stock_levels", "stock level"),
            ("/users/search", "user"),
            ("/search", "search"),
            ("/search/:term", "search"),
            // These are no verbs.
            ("/search-results", "search result"),
            ("/upload-sessions", "upload session"),
            ("/add-ons/:id", "add on"),
            ("/set-up", "set up"),
            ("/addresses", "address"),
        ] {
            assert_eq!(noun(path).as_deref(), Some(one), "{path}");
        }
        assert_eq!(noun("/getAll"), None);
        assert_eq!(noun("/api/v1/getData"), None);
    }

    #[test]
    fn bodies_and_shared_responses_can_be_about_a_verb() {
        let body = |path: &str| noun_of_body("POST", path).unwrap();
        assert_eq!(body("/users/:id/approve"), "approve");
        assert_eq!(body("/users/search"), "search");
        assert_eq!(body("/createOrder"), "order");
        assert_eq!(body("/users"), "user");
        let response = |path: &str| noun_of_response("POST", path).unwrap();
        assert_eq!(response("/users/:id/approve"), "approve result");
        assert_eq!(response("/assignTerminals"), "assign terminal result");
        assert_eq!(response("/users/search"), "users");
    }

    #[test]
    fn a_response_of_a_verb_is_what_is_read_or_written() {
        for (method, path, expected) in [
            ("GET", "/users/getAll", Some("users")),
            ("POST", "/users/search", Some("users")),
            ("POST", "/users/:id/get", Some("user")),
            ("GET", "/getUserById/:id", Some("user")),
            ("POST", "/search/createOrder", Some("order")),
            ("POST", "/users/create", Some("user")),
            ("GET", "/users/:id/delete", None),
            ("POST", "/email/send", None),
            ("POST", "/sendEmails", None),
        ] {
            assert_eq!(thing(method, path).as_deref(), expected, "{path}");
        }
    }
}

//! Converts names of a collection to names in Rust.
//!
//! Each function is pure: the same text gives the same name, whatever else is in the collection. [`Scope`] and [`settle`]
//! resolve clashes between equal names.

mod reserved;
mod scope;
mod settle;

pub use crate::words::{ends_in, is_path_like, words};
pub use scope::Scope;
pub use settle::{Candidate, Settled, settle};

use crate::api::{Ident, is_keyword};

/// The maximum length of names of modules and types, in characters. Longer names end after a word.
const NAME_LIMIT: usize = 60;

/// A module's name: `Get a user` → `get_a_user`. Returns [`None`] if the text has no letters and digits.
#[must_use]
pub fn module(text: &str) -> Option<Ident> {
    let words = shortened(words(text));
    (!words.is_empty()).then(|| module_of(&words))
}

/// A module's name from the result of [`words`]; `api` if that is empty.
#[must_use]
pub fn module_of(words: &[String]) -> Ident {
    let name = snake(words, "api", "n");
    if is_keyword(&name) || reserved::is_device(&name) || reserved::MODULES.contains(&name.as_str())
    {
        return Ident::new(format!("{name}_"));
    }
    Ident::new(name)
}

/// A type's name: `order status` → `OrderStatus`.
#[must_use]
pub fn type_name(text: &str) -> Ident {
    type_of(&shortened(words(text)))
}

/// A type's name. If the text alone already means something else, as `type` does, the name of its owner comes first.
#[must_use]
pub fn type_name_of(text: &str, holder: Option<&str>) -> Ident {
    type_of(&shortened(qualified(words(text), holder)))
}

/// As [`type_name_of`], for the type of JSON: `file` → `FileObject`, since `FileType` would be a kind of files.
#[must_use]
pub fn json_type_name_of(text: &str, holder: Option<&str>) -> Ident {
    json_type_of(&shortened(qualified(words(text), holder)))
}

/// The words of a name, after those of its owner if they already mean something else.
fn qualified(own: Vec<String>, holder: Option<&str>) -> Vec<String> {
    match holder.map(words) {
        Some(holder) if is_taken(&camel(&own, "Value", "Type")) => joined(&holder, &own),
        _ => own,
    }
}

/// The words of two names, one after the other. Words at the end of the first and the start of the second occur once.
#[must_use]
pub fn joined(first: &[String], second: &[String]) -> Vec<String> {
    let overlap = (0..=first.len().min(second.len()))
        .rev()
        .find(|&length| first[first.len() - length..] == second[..length]);
    [first, &second[overlap.unwrap_or_default()..]].concat()
}

/// Whether the name of a type already means something else.
fn is_taken(name: &str) -> bool {
    is_keyword(name) || reserved::TYPES.contains(&name)
}

/// A type's name from the result of [`words`]; `Value` if that is empty.
#[must_use]
pub fn type_of(words: &[String]) -> Ident {
    type_with_suffix(words, "Type")
}

/// As [`type_of`], for the type of JSON: see [`json_type_name_of`].
#[must_use]
pub fn json_type_of(words: &[String]) -> Ident {
    type_with_suffix(words, "Object")
}

/// A type's name; with a suffix if the words alone mean something else.
fn type_with_suffix(words: &[String], suffix: &str) -> Ident {
    let name = camel(words, "Value", "Type");
    if is_taken(&name) {
        return Ident::new(format!("{name}{suffix}"));
    }
    Ident::new(name)
}

/// A field's or a parameter's name: `userId` → `user_id`, `type` → `type_`.
#[must_use]
pub fn field(text: &str) -> Ident {
    let words = match shortened(words(text)) {
        words if words.is_empty() => crate::words::of_symbols(text),
        words => words,
    };
    let name = snake(&words, "value", "n");
    if is_keyword(&name) || reserved::METHODS.contains(&name.as_str()) {
        return Ident::new(format!("{name}_"));
    }
    Ident::new(name)
}

/// A variant's name for a value: `in-progress` → `InProgress`, `1` → `Value1`, `-name` → `MinusName`, `<` →
/// `LessThan`, nothing → `Empty`.
#[must_use]
pub fn variant(value: &str) -> Ident {
    if value.trim().is_empty() {
        return Ident::new("Empty");
    }
    let mut words = shortened(words(value));
    if words.is_empty() {
        words = crate::words::of_symbols(value);
    } else if let Some(sign) = crate::words::leading_sign(value) {
        words.insert(0, sign.to_owned());
    }
    let name = camel(&words, "Value", "Value");
    if is_keyword(&name) {
        return Ident::new(format!("{name}Value"));
    }
    Ident::new(name)
}

/// A name without line breaks and repeated spaces.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words in `snake_case`, after `digit_prefix` if they begin with a digit.
fn snake(words: &[String], empty: &str, digit_prefix: &str) -> String {
    let name = words.join("_");
    match name.chars().next() {
        None => empty.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("{digit_prefix}{name}"),
        Some(_) => name,
    }
}

/// Words in `UpperCamelCase`, after `digit_prefix` if they begin with a digit. Words that begin and end in
/// digits are separated: `1.5` is `1_5`, not `15`. A method such as `m_search` is several words.
fn camel(words: &[String], empty: &str, digit_prefix: &str) -> String {
    let mut name = String::new();
    for word in words.iter().flat_map(|word| word.split('_')) {
        let digit_before = name.ends_with(|c: char| c.is_ascii_digit());
        if digit_before && word.starts_with(|c: char| c.is_ascii_digit()) {
            name.push('_');
        }
        let mut letters = word.chars();
        name.extend(letters.next().map(|c| c.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    match name.chars().next() {
        None => empty.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("{digit_prefix}{name}"),
        Some(_) => name,
    }
}

/// The words that fit into [`NAME_LIMIT`]. If the first word does not fit, it is cut.
fn shortened(words: Vec<String>) -> Vec<String> {
    let mut length = 0;
    let mut kept = Vec::new();
    for mut word in words {
        length += word.len() + 1;
        if length > NAME_LIMIT + 1 {
            if kept.is_empty() {
                word.truncate(NAME_LIMIT);
                kept.push(word);
            }
            break;
        }
        kept.push(word);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module_text(text: &str) -> String {
        module(text).map_or_else(String::new, |name| name.to_string())
    }

    #[test]
    fn modules_are_named_by_the_words_of_a_text() {
        assert_eq!(module_text("Update user status"), "update_user_status");
        assert_eq!(module_text("getUserByID"), "get_user_by_id");
        assert_eq!(module_text("List user IDs"), "list_user_ids");
        assert_eq!(module_text("/users/{id}/status"), "users_id_status");
        assert_eq!(module_text("{{baseUrl}}/users/:id"), "users_id");
        assert_eq!(module_text("**Bold** <b>move</b>"), "bold_move");
        assert_eq!(module_text("🚀 Launch it!"), "launch_it");
        assert_eq!(module_text("Terms & Conditions"), "terms_and_conditions");
        assert_eq!(module_text("The user's café"), "the_users_cafe");
        assert_eq!(module_text("OAuth2 token"), "oauth2_token");
        assert_eq!(module_text("1. Create a user"), "create_a_user");
        assert_eq!(module_text("4.1.2 Create"), "create");
        assert_eq!(module_text("3D Secure"), "n3d_secure");
        assert_eq!(module_text("🚀"), "");
    }

    #[test]
    fn long_names_end_with_a_word() {
        let name = module_text(&"some words that go on ".repeat(10));
        assert!(
            name.len() <= NAME_LIMIT && name.ends_with("_that"),
            "{name}"
        );
        assert_eq!(module_text(&"x".repeat(200)).len(), NAME_LIMIT);
    }

    #[test]
    fn keywords_of_any_edition_and_names_in_use_are_avoided() {
        for keyword in [
            "gen", "try", "self", "crate", "super", "Self", "async", "yield", "override",
        ] {
            assert!(module_text(keyword).ends_with('_'), "{keyword}");
            assert!(field(keyword).as_str().ends_with('_'), "{keyword}");
        }
        assert_eq!(module_text("Blocking"), "blocking_");
        assert_eq!(type_name("option").as_str(), "OptionType");
        assert_eq!(type_name("self").as_str(), "SelfType");
        assert_eq!(variant("self").as_str(), "SelfValue");
        assert_eq!(field("new").as_str(), "new_");
    }

    #[test]
    fn a_name_that_means_something_else_is_qualified_by_its_holder() {
        assert_eq!(
            type_name_of("type", Some("meeting")).as_str(),
            "MeetingType"
        );
        assert_eq!(type_name_of("type", None).as_str(), "TypeType");
        assert_eq!(
            json_type_name_of("file", Some("file")).as_str(),
            "FileObject"
        );
        assert_eq!(json_type_name_of("file", Some("user")).as_str(), "UserFile");
        assert_eq!(type_name_of("kind", Some("meeting")).as_str(), "Kind");
    }

    #[test]
    fn no_word_occurs_twice_where_two_names_meet() {
        let joined = |a: &str, b: &str| joined(&words(a), &words(b)).join(" ");
        assert_eq!(joined("bank account", "account id"), "bank account id");
        assert_eq!(joined("user group", "user group"), "user group");
        assert_eq!(joined("user", "group"), "user group");
        assert_eq!(joined("", "group"), "group");
    }

    #[test]
    fn modules_are_never_files_that_windows_refuses() {
        for name in ["AUX", "con", "Nul", "prn", "com1", "LPT9"] {
            assert_eq!(module_text(name), format!("{}_", name.to_ascii_lowercase()));
        }
        assert_eq!(module_text("com10"), "com10");
        assert_eq!(module_text("console"), "console");
    }

    #[test]
    fn modules_are_never_files_that_cargo_compiles_as_something_else() {
        for name in ["lib", "Main", "bin"] {
            assert_eq!(module_text(name), format!("{}_", name.to_ascii_lowercase()));
        }
    }

    #[test]
    fn variants_name_values_without_letters() {
        assert_eq!(variant("1").as_str(), "Value1");
        assert_eq!(variant("1.5").as_str(), "Value1_5");
        assert_eq!(variant("").as_str(), "Empty");
        assert_eq!(variant("<=").as_str(), "LessThanEquals");
        assert_eq!(variant("-name").as_str(), "MinusName");
        assert_eq!(variant("-1").as_str(), "Minus1");
        assert_eq!(variant("H.323").as_str(), "H323");
        assert_eq!(variant("中").as_str(), "U4e2d");
        assert_eq!(variant("IN_PROGRESS").as_str(), "InProgress");
    }

    #[test]
    fn setters_hide_no_method_of_a_trait() {
        for name in [
            "clone",
            "as_ref",
            "default",
            "eq",
            "cmp",
            "fmt",
            "into",
            "to_string",
        ] {
            assert_eq!(field(name).as_str(), format!("{name}_"));
        }
        assert_eq!(field("from").as_str(), "from");
    }

    #[test]
    fn fields_are_named_by_their_wire_names() {
        assert_eq!(field("X-Api-Key").as_str(), "x_api_key");
        assert_eq!(field("$top").as_str(), "top");
        assert_eq!(field("asset[upload]").as_str(), "asset_upload");
        assert_eq!(field("type").as_str(), "type_");
        assert_eq!(field("7543").as_str(), "n7543");
        assert_eq!(field("*").as_str(), "star");
    }
}

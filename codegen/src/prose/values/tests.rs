//! Phrases of every family, and of every trap.

use std::collections::BTreeSet;

use super::*;

/// A parameter without name, alone in its request, with a value.
fn about(value: &str) -> Subject<'_> {
    static NO_KEYS: BTreeSet<&str> = BTreeSet::new();
    Subject {
        key: "",
        value,
        keys: &NO_KEYS,
    }
}

fn read_beside(description: &str, example: &str) -> Option<ListedValues> {
    let subject = about(example);
    let default = crate::prose::default::default(description, &subject);
    in_words(description, &subject, default.as_deref()).map(|(values, _)| values)
}

/// The values that a description lists.
fn names_beside(description: &str, example: &str) -> Vec<String> {
    let values = read_beside(description, example);
    let values = values.into_iter().flat_map(|values| values.values);
    values.map(|(value, _)| value).collect()
}

fn names(description: &str) -> Vec<String> {
    names_beside(description, "")
}

/// The values with their own texts.
fn texts(description: &str) -> Vec<(String, String)> {
    let values = read_beside(description, "").expect(description);
    let values = values.values.into_iter();
    values
        .map(|(value, docs)| (value, docs.lines().join(" ")))
        .collect()
}

#[test]
fn words_before_a_list_say_that_values_follow() {
    for text in [
        // one of
        "Must be one of `red`, `green` or `blue`.",
        "One of: red, green, blue",
        "The colour, one of `red`, `green`, `blue`.",
        "One of: “red”, “green”, or “blue”. Default: “red”.",
        "The colour. May be one of the following: red, green, blue",
        "Can be one of these values: **red**, **green**, **blue**",
        "one of (red, green, blue)",
        "Must be one of [red, green, blue].",
        "Set to one of `red`/`green`/`blue`",
        // named values
        "Possible values: red, green, blue.",
        "Possible values are `red`, `green`, and `blue`.",
        "Possible values (in any case): red, green, blue",
        "Allowed values are \"red\", \"green\" and \"blue\"",
        "Supported values: <br>`red`, `green`, `blue`<br>See the guide.",
        "Valid values are `red/green/blue`",
        "Valid values are `red`/`green`/`blue`",
        "Permitted values: red | green | blue",
        "Accepted values: **red**, **green**, **blue**. Default value: **red**.",
        "Acceptable colour values for this field are: red, green, blue",
        "**Available values:** red, green, blue",
        "The options are 'red', 'green', blue'. They depend on the light.",
        "Options are 'red', 'green' or blue'",
        "Values: red, green, blue",
        "Valid types:[red, green, blue]",
        "String\npossible values: red,green,blue\nformat: lower case",
        // enum
        "Enum: [red|green|blue]",
        "Colour; ENUM: red, green, blue",
        "Enum: `red`, `green`, `blue`. Default `red`",
        "Enum values: \"red\", \"green\", \"blue\"",
        // verbs
        "The colour can be `red`, `green` or `blue`.",
        "Can be set to `red`/ `green`: /`blue`; nothing else helps",
        "Set to `red`, `green` or `blue`",
        "Choose between `red`, `green` and `blue`",
        "Accepts \"red\", \"green\" or \"blue\"",
    ] {
        assert_eq!(names(text), ["red", "green", "blue"], "{text}");
    }
}

#[test]
fn either_one_or_the_other_are_two_values() {
    for text in [
        "Either `up` or `down`.",
        "It is either \"up\" or \"down\", as the crow flies.",
        "Which way: must be either up or down",
        "Should be either of `up` or `down`",
    ] {
        assert_eq!(names(text), ["up", "down"], "{text}");
    }
}

#[test]
fn each_value_can_have_a_text_of_its_own() {
    let expected = [("up", "It goes up."), ("down", "It goes down.")]
        .map(|(value, text)| (value.to_owned(), text.to_owned()));
    for text in [
        "Which way:<br>`up` - It goes up.<br>`down` - It goes down.",
        "Which way:\n* `up` - It goes up.\n* `down` - It goes down.",
        "Which way:\n\n- **up**: It goes up.\n- **down**: It goes down.\n\nDefault: `up`",
        "Which way:\n- **up:** It goes up.\n- **down:** It goes down.",
        "Which way.  Possible values:   - **up**: It goes up.  - **down**: It goes down.  Default value: **up**.",
        "Possible values: * **up**: It goes up. * **down**: It goes down.",
        "One of:\n\n“up” - It goes up.\n\n“down” - It goes down.",
        "This should be one of:\nup - It goes up.\ndown - It goes down.",
        "<ul><li><code>up</code>: It goes up.</li><li><code>down</code>: It goes down.</li></ul>",
        "`up` — It goes up.\n`down` — It goes down.",
        "`up` (default) - It goes up.\n`down` - It goes down.",
        "* `up` It goes up.\n* `down` It goes down.",
        "up (It goes up.) or down (It goes down.)",
    ] {
        // Without marks and without an announcement nothing would say that these are values.
        let text = if text.starts_with("up (") {
            format!("Possible values: {text}")
        } else {
            text.to_owned()
        };
        assert_eq!(texts(&text), expected, "{text}");
    }
}

#[test]
fn bold_values_can_have_texts_with_code() {
    let text = "* **open** is the first state, see `age`\n* **shut** is the last state";
    assert_eq!(names(text), ["open", "shut"]);
}

#[test]
fn explanations_can_stand_in_one_line() {
    for (text, expected) in [
        (
            "`UP`: goes up / `DOWN`: goes down; default `UP`",
            ["UP", "DOWN"],
        ),
        (
            "`UP` for the way up, `DOWN` for the way down.",
            ["UP", "DOWN"],
        ),
        ("“1” to go up; “0” to stay.", ["1", "0"]),
        ("1: up, 2: down", ["1", "2"]),
        ("1:up，2: down", ["1", "2"]),
        ("The way: 0=up, 6=down in the end.", ["0", "6"]),
        ("The way. 1 = up. 2 = down.", ["1", "2"]),
        ("Which way\n  0-Up\n  1-Down", ["0", "1"]),
        ("1: from up here 2: from down there", ["1", "2"]),
        ("The plan:<br>`1` - Basic<br>`2` - Pro", ["1", "2"]),
        ("UP: goes up; DOWN: goes down", ["UP", "DOWN"]),
        ("\"UP\" -> goes up; \"DOWN\" -> goes down", ["UP", "DOWN"]),
    ] {
        assert_eq!(names(text), expected, "{text}");
    }
}

#[test]
fn alternatives_alone_are_values() {
    for text in [
        "`UP` or `DOWN`",
        "`UP` or `DOWN`, default `UP`",
        "Which way to go. `UP` or `DOWN`. See the map.",
        "Moved by: \"UP\" or \"DOWN\"",
        "The way (`UP` or `DOWN`).",
        "`UP`/`DOWN`",
    ] {
        assert_eq!(names(text), ["UP", "DOWN"], "{text}");
    }
}

#[test]
fn alternatives_without_marks_need_their_example() {
    for text in [
        "UP or DOWN",
        "The way ( UP or DOWN )",
        "The way (UP or DOWN",
        "The way (UP/DOWN)",
        "Go: UP or DOWN.",
        "Input UP or DOWN",
        "The value can be UP (to go up) or DOWN (to go down).",
        "\"UP\", \"DOWN\", default \"UP\"",
        "Select a way: `UP`, `DOWN`.",
        "Use `UP` or `DOWN`",
    ] {
        assert_eq!(names_beside(text, "UP"), ["UP", "DOWN"], "{text}");
        assert_eq!(names_beside(text, "LEFT"), [""; 0], "{text}");
        assert_eq!(names_beside(text, ""), [""; 0], "{text}");
    }
}

#[test]
fn values_can_hold_blanks_and_signs_where_marks_hold_them_together() {
    assert_eq!(
        names("One of: “unknown”, “smart phone”, or “desk phone 7”."),
        ["unknown", "smart phone", "desk phone 7"]
    );
    assert_eq!(
        names("Options are 'at:asc' or 'at:desc'"),
        ["at:asc", "at:desc"]
    );
    assert_eq!(
        names("Supported values: `text/html`, `text/plain`"),
        ["text/html", "text/plain"]
    );
    assert_eq!(
        names("Possible values: 10s, 30s, 1m. Default is 10s."),
        ["10s", "30s", "1m"]
    );
    assert_eq!(names("Valid values: 5, 10, 20."), ["5", "10", "20"]);
    assert_eq!(
        names("One of: en_GB (English), de_CH (German - Swiss)."),
        ["en_GB", "de_CH"]
    );
    assert_eq!(names("Supported values: `UP`, `DOWN `"), ["UP", "DOWN"]);
}

#[test]
fn only_words_that_exclude_others_close_a_list() {
    let is_closed = |text: &str| read_beside(text, "").map(|values| values.closed);
    for text in [
        "Must be one of `up`, `down`.",
        "It must be set to one of: `up`, `down`",
        "Can only be one of up, down",
        "Must be either `up` or `down`",
        "The only allowed values are `up` and `down`.",
        "Only `up` and `down` are supported.",
        "Must be one of `up`, `down`. Default: `up`",
    ] {
        assert_eq!(is_closed(text), Some(true), "{text}");
    }
    for text in [
        "One of `up`, `down`.",
        "Can be one of: up, down",
        "Possible values: `up`, `down`",
        "Either `up` or `down`",
        "Must be one of `up`, `down`, etc.",
        "Must be `up` or `down`.",
        "Must be `up` or `down` if the lift works.",
        "Must be one of `up`, `down` for lifts.",
        "Must be one of `up`, `down`, or a direction of your own.",
        "Must be one of `up`, `down`. Default: `left`",
        "`up` or `down`",
    ] {
        assert_eq!(is_closed(text), Some(false), "{text}");
    }
}

#[test]
fn a_default_that_is_not_listed_is_a_value_too() {
    let found = in_words(
        "`UP`: up / `DOWN`: down; default `NONE`",
        &about("NONE"),
        Some("NONE"),
    );
    let (values, _) = found.unwrap();
    let names: Vec<_> = values
        .values
        .iter()
        .map(|(value, _)| value.as_str())
        .collect();
    assert_eq!(names, ["UP", "DOWN", "NONE"]);
}

#[test]
fn several_values_with_commas_are_a_list_of_the_enum() {
    let several = |text: &str, example: &str| read_beside(text, example).map(|values| values.list);
    for text in [
        "A comma-separated list of ways. Possible values: up, down",
        "Takes one or more ways separated by commas, one of `up`, `down`.",
        "Comma delimited. Supported values: `up`, `down`",
    ] {
        assert_eq!(several(text, ""), Some(true), "{text}");
    }
    assert_eq!(several("Possible values: up, down", "up,down"), Some(true));
    assert_eq!(several("Possible values: up, down", "up"), Some(false));
}

#[test]
fn several_values_without_commas_are_no_enum() {
    for text in [
        "A space-separated list of `up`, `down`. Possible values: `up`, `down`",
        "List of ways. Possible values: up, down",
        "Any combination of `up` or `down`. Possible values: up, down",
    ] {
        assert_eq!(names(text), [""; 0], "{text}");
    }
}

#[test]
fn an_example_that_is_not_listed_speaks_against_the_list() {
    assert_eq!(names_beside("Possible values: red, green", "blue"), [""; 0]);
    assert_eq!(names_beside("Possible values: red, green", "Red"), [""; 0]);
    for example in ["red", "{{colour}}", "<string>", "colour_example", ""] {
        let found = names_beside("Possible values: red, green", example);
        assert_eq!(found, ["red", "green"], "{example}");
    }
}

#[test]
fn what_only_looks_like_a_list_is_none() {
    for text in [
        // examples
        "A colour, e.g. `red` or `green`.",
        "A colour such as `red`, `green`",
        "A colour (for example, `red` or `green`)",
        "Supported formats, for example: `red`, `green`",
        "A colour, like one of `red`, `green`",
        "Format: YYYY/MM",
        // other parameters
        "One of `name` or `email` is required.",
        "One of `name` or `email` must be given",
        "(One of `name` or `email` is required)",
        "At least one of `name`, `email`.",
        "Exactly one of `name`, `email`.",
        "Either `name` or `email` must be provided",
        "Either name or email is required",
        "Provide either `name` or `email`.",
        "`name` or `email` must be sent",
        "Must be used alongside `name` or `email`.",
        "Cannot be combined with `name` or `email`.",
        "Required if `colour` is `red` or `green`.",
        "Can be used if `colour` is `red`, `green`, or `blue`.",
        "Used with `red` or `green` lights.",
        "Cannot be sent with `shut`=`true`(all)",
        // bounds and formats
        "The maximum allowed value is 1440.",
        "Allowed values: 1-12",
        "Valid values are from 1 to 10.",
        "Between 1 and 10.",
        "A 2-digit or 3-digit code.",
        "At 10:30 or 12:45.",
        "Possible values: 1, 2, ..., 10",
        // elsewhere
        "Supported values: [Colours](/docs/colours)",
        "The supported values depend on `red` and `green`.",
        "Please see the guide for supported values.",
        "ListedValues from `Colours`. Default `red`",
        "Supported encodings: gzip.",
        // the opposite
        "Invalid values: `red`, `green`",
        "Unsupported values: red, green",
        "ListedValues that are not allowed: red, green",
        "Not one of `red`, `green`.",
        // parts
        "The filter. Its fields:\n- `name` - the name\n- `age` - the age",
        "A JSON object:\n* `name`: the name\n* `age`: the age",
        "Sorts by the columns: `name` or `age`",
        // headings
        "Several fields.\n**Basic**\n\nIt has the fields `name`, `age`.\n\n**Contact**\n\nIt has the fields `mail`, `phone`.",
        "A code.\n* **Global code** is a code of 10 characters (`849VCWC8+R9`).\n* **Compound code** is a shorter one (`CWC8+R9`).",
        // words
        "Either the id of the user or their address, as you like.",
        "One of the colours of the rainbow, or another.",
        "If it is open, true. Otherwise, false.",
        "Can be a name, an address, or a text of your own.",
        "The name of the thing.",
        "**Default:** 10.",
        "Note: first. Example: second.",
        "The value must be unique, short, and yours",
    ] {
        assert_eq!(names(text), [""; 0], "{text}");
    }
}

#[test]
fn what_a_value_says_of_itself_is_not_said_of_the_parameter() {
    let read = |text: &str| in_words(text, &about(""), None).unwrap().0;
    assert!(!read("`csv` - comma-separated values, `json` - one document").list);
    assert!(!read("Form:\n- `csv`: comma-separated values\n- `bits`: a bitmask").list);
    assert!(read("Comma-separated forms:\n- `csv`: as a table\n- `json`: as a tree").list);
}

#[test]
fn the_converters_list_wins_over_the_prose() {
    let text = "The door:<br>`open` - Opens it.<br>`Shut` - Shuts it. (This can only be one of open,shut,shut)";
    let (text, list) = split(text);
    let (values, words) = converter(list.unwrap(), text);
    let names: Vec<_> = values
        .values
        .iter()
        .map(|(value, _)| value.as_str())
        .collect();
    assert_eq!(names, ["open", "shut"]);
    assert_eq!(values.values[0].1.lines(), ["Opens it."]);
    assert!(values.values[1].1.is_empty());
    assert_eq!(words, "The door.\n\n`Shut` - Shuts it.");
    assert!(values.closed && !values.list);
}

#[test]
fn an_empty_text_in_the_converters_list_leaves_it_open() {
    let (text, list) = split("Since when (This can only be one of ,24h,14d)");
    let (values, _) = converter(list.unwrap(), text);
    assert_eq!(values.values.len(), 2);
    assert!(!values.closed);
}

#[test]
fn the_converters_list_is_split_at_its_commas_alone() {
    let (text, list) = split("The codec (This can only be one of H.323,a b)");
    let (values, words) = converter(list.unwrap(), text);
    let names: Vec<_> = values
        .values
        .iter()
        .map(|(value, _)| value.as_str())
        .collect();
    assert_eq!((names, words.as_str()), (vec!["H.323", "a b"], "The codec"));
    assert_eq!(split("(This can only be one of a,b) now").1, None);
    assert_eq!(split("Which way (This can only be one of )").1, None);
    let (text, list) = split("Comma-separated ways (This can only be one of up,down)");
    let (values, _) = converter(list.unwrap(), text);
    assert!(!values.closed && !values.list);
}

#[test]
fn docs_go_without_what_the_values_say_themselves() {
    let words = |text: &str| in_words(text, &about(""), None).unwrap().1;
    assert_eq!(
        words("Which way:<br>`up` - It goes up.<br>`down` - It goes down."),
        "Which way."
    );
    assert_eq!(
        words("Which way:\n\n- `up` - Up.\n- `down` - Down.\n\nAt most 5."),
        "Which way.\n\nAt most 5."
    );
    let list = "\n- `up` - Up.\n- `down` - Down.";
    assert_eq!(
        words(&format!("Which way. The possible values are:{list}")),
        "Which way."
    );
    assert_eq!(words(&format!("Which way, one of:{list}")), "Which way.");
    assert_eq!(words(&format!("Must be one of:{list}")), "");
    let bounds = "Possible values: 5, 10. The maximum is 10.";
    assert_eq!(words(bounds), bounds);
}

#[test]
fn truth_values_are_booleans() {
    let are_booleans =
        |text: &str, example: &str| read_beside(text, example).map(|it| it.are_booleans(example));
    assert_eq!(
        are_booleans("\"true\" or \"false\". Default \"false\"", ""),
        Some(true)
    );
    assert_eq!(
        are_booleans("`true` to open; `false` to shut", "true"),
        Some(true)
    );
    assert_eq!(are_booleans("TRUE: open; FALSE: shut", "true"), Some(true));
    assert_eq!(are_booleans("TRUE: open; FALSE: shut", "TRUE"), Some(false));
    assert_eq!(are_booleans("`true`, `false` or `auto`", ""), Some(false));
}

#[test]
fn the_names_of_parameters_are_not_values() {
    let keys = BTreeSet::from(["to_user", "to_group", "name", "status", "sort"]);
    let names = |text: &str, key: &str, value: &str| {
        let subject = Subject {
            key,
            value,
            keys: &keys,
        };
        let found = in_words(text, &subject, None).map(|(values, _)| values.values);
        let values = found.into_iter().flatten();
        values.map(|(value, _)| value).collect::<Vec<_>>()
    };
    for text in [
        "You must provide either `to_user` or `to_group`.",
        "Must be one of `to_user`, `to_group`.",
        "`to_user` or `to_group`",
        "Allowed values: `to_user`, `to_group`",
    ] {
        assert_eq!(names(text, "to_user", ""), [""; 0], "{text}");
    }
    // The order of a list is named after the list's fields.
    let sorted = "Possible values: `name`, `created_at`";
    assert_eq!(names(sorted, "sort", ""), ["name", "created_at"]);
    let sorted = "One of `name`, `status`";
    assert_eq!(names(sorted, "sort", "name"), ["name", "status"]);
}

#[test]
fn the_values_of_another_parameter_are_not_this_ones() {
    let keys = BTreeSet::from(["status", "reason", "order_by"]);
    let is_listed = |text: &str| {
        let subject = Subject {
            key: "reason",
            value: "",
            keys: &keys,
        };
        in_words(text, &subject, None).is_some()
    };
    assert!(!is_listed("Used while `status` is one of `open`, `shut`."));
    assert!(!is_listed(
        "Sets the direction; order_by can be `up` or `down`."
    ));
    assert!(is_listed(
        "Depends on `status`: `lost` for `open`, `broken` for `shut`"
    ));
    assert!(is_listed("The `reason` is one of `lost`, `broken`."));
    assert!(is_listed(
        "Why the status changed: one of `lost`, `broken`."
    ));
}

#[test]
fn formats_and_units_are_values_only_of_parameters_that_are_one() {
    let is_listed = |text: &str, key: &str, value: &str| {
        let keys = BTreeSet::new();
        let subject = Subject {
            key,
            value,
            keys: &keys,
        };
        in_words(text, &subject, None).is_some()
    };
    for text in [
        "The picture. Supported formats: `png`, `jpg`",
        "Identifier. These aliases are supported:\n- `root`: The root\n- `trash`: The trash",
        "The length. Allowed units: `m`, `km`",
    ] {
        assert!(!is_listed(text, "file", ""), "{text}");
    }
    assert!(is_listed(
        "Supported formats: `png`, `jpg`",
        "image_format",
        ""
    ));
    assert!(is_listed("Supported formats: `png`, `jpg`", "type", "png"));
}

#[test]
fn notes_of_defaults_can_be_repeated_and_long_descriptions_list_nothing() {
    let text = |count: usize| format!("`a`{} - one; `b` - two", " (default)".repeat(count));
    assert!(in_words(&text(800), &about(""), None).is_some());
    assert!(in_words(&text(900), &about(""), None).is_none());
}

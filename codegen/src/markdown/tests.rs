//! Each construct of Markdown and HTML, and what hostile text tries.

mod rustdoc;
mod soup;

use super::{clean, code, escaped, plain};

fn docs(text: &str) -> String {
    clean(text).lines().join("\n")
}

/// What stays as it is.
fn assert_kept(markdown: &str) {
    assert_eq!(docs(markdown), markdown);
}

#[test]
fn lists_keep_their_levels() {
    assert_kept("- one\n  - nested\n    1. deep\n    2. deeper\n- two");
    assert_kept("3. three\n4. four");
    assert_kept("- [ ] open\n- [x] done");
    assert_kept("- one\n\n  more of one\n\n- two");
    assert_eq!(docs("* a\n* b\n\n\n+ c"), "- a\n- b\n\n* c");
    assert_eq!(docs("text\n• a\n• b"), "text\n\n- a\n- b");
}

#[test]
fn tables_stay_tables() {
    assert_eq!(
        docs("a | b\n:-|-:\n1 | `x\\|y`\n"),
        "| a | b |\n|:--|--:|\n| 1 | `x\\|y` |"
    );
    assert_eq!(
        docs("| one |\n|---|\n| a \\| b | c |"),
        "| one |\n|---|\n| a \\| b |"
    );
}

#[test]
fn quotes_and_code_survive() {
    assert_kept("> quoted\n>\n> - a\n>\n>   > b");
    assert_kept("```json\n{\n  \"a\": 1\n}\n```");
    assert_kept("````text\n```\ninner\n```\n````");
    assert_eq!(
        docs("a\n\n    indented\n      code\n\nb"),
        "a\n\n```text\nindented\n  code\n```\n\nb"
    );
    assert_eq!(docs("```json\n{"), "```json\n{\n```");
}

#[test]
fn code_is_never_compiled() {
    for language in [
        "",
        "rust",
        "no_run",
        "should_panic",
        "ignore",
        "rust,edition2021",
        "{.rust}",
        "E0001",
        "unknown",
    ] {
        assert_eq!(
            docs(&format!("```{language}\nx\n```")),
            "```text\nx\n```",
            "{language}"
        );
    }
    assert_eq!(docs("``` JSON title\nx\n```"), "```json\nx\n```");
}

#[test]
fn headings_begin_at_the_first_level_without_gaps() {
    assert_eq!(docs("## A\n\n#### B\n\n## **C#**"), "# A\n\n## B\n\n# C\\#");
    assert_eq!(docs("Title\n---\nText"), "# Title\n\nText");
    assert_eq!(docs("####Title\nText"), "# Title\n\nText");
}

#[test]
fn emphasis_is_written_so_that_it_is_read() {
    assert_kept("*a* **b** ~~c~~ ***d***");
    assert_eq!(docs("__a__ _b_"), "**a** *b*");
    assert_eq!(docs("<b>Note:</b>text"), "**Note:** text");
    assert_eq!(docs("a<b> b </b>c"), "a **b** c");
    assert_eq!(docs("<b>a</b><b>b</b>"), "**a** **b**");
    assert_eq!(docs("**cut off"), "\\*\\*cut off");
}

#[test]
fn text_stays_text() {
    assert_kept("user_id, a::b & c, 1.5, #5, x > y, f(x) = {y}");
    assert_eq!(docs("a_ _b __init__"), "a\\_ \\_b **init**");
    assert_eq!(
        docs("2 * 3 * 4 ~ [x] \\[y\\] <"),
        "2 \\* 3 \\* 4 \\~ \\[x] \\[y] \\<"
    );
    assert_eq!(
        docs("AT&T &amp; &copy; &amp;copy; &nope;"),
        "AT&T & © \\&copy; \\&nope;"
    );
    assert_eq!(docs("C:\\temp"), "C:\\\\temp");
}

#[test]
fn lines_are_broken_where_markdown_stays_the_same() {
    let long = "word ".repeat(30);
    let lines = clean(&format!("> {long}\n\n- {long}")).lines().to_vec();
    assert!(lines.iter().all(|line| line.len() <= 100), "{lines:?}");
    assert_eq!(lines.len(), 5);
    assert_eq!(docs("a  \nb\n\nc  \nd"), "a\n\nb\n\nc\\\nd");
}

#[test]
fn urls_are_links_and_other_links_are_text() {
    assert_eq!(
        docs("see https://example.com/x_y. (http://e.com/a)"),
        "see <https://example.com/x_y>. (<http://e.com/a>)"
    );
    assert_eq!(
        docs(
            "[a](#top) [b](../c) [d](https://e.com/f(g)) [h][i] ![j](http://e.com/k.png)\n\n[i]: https://e.com \"t\""
        ),
        "a b [d](https://e.com/f%28g%29) [h](https://e.com) [j](http://e.com/k.png)"
    );
    assert_eq!(docs("[https://e.com](https://e.com)"), "<https://e.com>");
    assert_eq!(docs("![](https://e.com/i.png)"), "<https://e.com/i.png>");
    assert_eq!(
        docs("[m](mailto:me@e.com) [n](mailto:me)"),
        "[m](mailto:me@e.com) n"
    );
    assert_kept("Wow\\![a](https://e.com)!");
}

#[test]
fn links_to_code_are_text() {
    assert_eq!(
        docs("[Vec] [`Vec`] [a][Vec] [Vec](std::vec)"),
        "\\[Vec] \\[`Vec`] \\[a]\\[Vec] Vec"
    );
    assert_eq!(docs("[`Vec`]: std::vec::Vec\n\n[`Vec`]"), "`Vec`");
}

#[test]
fn footnotes_are_numbered_text() {
    assert_eq!(
        docs("a[^1] b[^2]\n\n[^1]: note"),
        "a\\[1] b\\[^2]\n\n\\[1] note"
    );
}

#[test]
fn html_becomes_markdown() {
    assert_eq!(
        docs(
            "<p>Say <b>yes</b> or <code>no</code>.</p>See <a href=\"https://example.com/a\">here</a><br>now"
        ),
        "Say **yes** or `no`.\n\nSee [here](https://example.com/a)\\\nnow"
    );
    assert_eq!(
        docs("<ul><li>one<ul><li>a</ul><li>two</ul>end"),
        "- one\n  - a\n- two\n\nend"
    );
    assert_eq!(docs("<ol start=3><li>c</ol>"), "3. c");
    assert_eq!(
        docs("<h2>T</h2><blockquote>q</blockquote><hr>x<sup>2</sup>"),
        "# T\n\n> q\n\n___\n\nx^2"
    );
    assert_eq!(
        docs("<table><tr><th>a</th><th>b</th></tr><tr><td>1<br>2</td></tr></table>"),
        "| a | b |\n|---|---|\n| 1<br>2 |  |"
    );
    assert_eq!(
        docs("<pre><code>a\n  &lt;b></code></pre>"),
        "```text\na\n  <b>\n```"
    );
    assert_eq!(docs("a<br><br>b<br>\n<br>c"), "a\n\nb\n\nc");
    assert_eq!(docs("<dl><dt>a</dt><dd>b</dd></dl>"), "**a**\n\nb");
}

#[test]
fn markdown_between_tags_is_read() {
    assert_eq!(
        docs("<div>\nUse `PUT` **now**\n</div>"),
        "Use `PUT` **now**"
    );
    assert_eq!(docs("<b>a *b*</b>"), "**a *b***");
}

#[test]
fn tags_that_html_does_not_have_are_code() {
    assert_eq!(
        docs("a &lt;b&gt; <token> </token>"),
        "a \\<b> `<token>` `</token>`"
    );
    assert_eq!(docs("<user-id>"), "`<user-id>`");
    assert_eq!(docs("<a><name>x</name></a>"), "`<name>`x`</name>`");
}

#[test]
fn what_html_hides_is_gone() {
    assert_eq!(docs("a<!-- b -->c"), "ac");
    assert_eq!(docs("<script>if (a<b) {}</script>x<style>y</style>"), "x");
    assert_eq!(docs("x <script>alert(1)</script> y"), "x y");
}

#[test]
fn hidden_characters_are_gone() {
    assert_eq!(docs("a\u{200b}b\u{202e}c\u{a0}d\u{1b}[0m"), "abc d\\[0m");
    assert_eq!(code("a\u{202e}b"), "`a\\u{202e}b`");
    assert_eq!(escaped("a\u{202e}\nb"), "a b");
}

#[test]
fn a_text_cannot_leave_its_comment() {
    assert_eq!(
        docs("a */ b\r#![doc = \"c\"]\u{2028}fn d() {}"),
        "a \\*/ b #!\\[doc = \"c\"] fn d() {}"
    );
    assert_eq!(docs("\"]#[evil]"), "\"]#\\[evil]");
}

#[test]
fn deep_nesting_is_cut() {
    let deep = format!("{}x", ">".repeat(50_000));
    assert!(docs(&deep).ends_with('x'));
    let deep = format!("{}x", "<ul><li>".repeat(50_000));
    assert!(docs(&deep).ends_with('x'));
    let deep = format!("{}x{}", "*a **b ".repeat(10_000), "** *".repeat(10_000));
    assert!(!docs(&deep).is_empty());
}

#[test]
fn names_are_plain_on_one_line() {
    assert_eq!(
        plain("**Error Code:** `300`<br>\nNot <i>found</i> &amp; gone"),
        "Error Code: 300 Not found & gone"
    );
    assert_eq!(plain("- a\n- b"), "a b");
}

#[test]
fn names_are_escaped() {
    assert_eq!(
        escaped("1. [Get] *all*\n<b> https://e.com"),
        "1\\. \\[Get] \\*all\\* \\<b> <https://e.com>"
    );
    assert_eq!(escaped("# a"), "\\# a");
}

#[test]
fn code_holds_backticks() {
    assert_eq!(code("a`b"), "``a`b``");
    assert_eq!(code("`"), "`` ` ``");
    assert_eq!(code("a\nb"), "`a\\nb`");
}

#[test]
fn a_summary_is_the_first_paragraph() {
    assert_eq!(clean("One\ntwo.\n\nThree").summary(), "One two.");
    for text in [
        "- a",
        "# a",
        "> a",
        "```\na\n```",
        "| a |\n|---|\n| b |",
        "",
    ] {
        assert_eq!(clean(text).summary(), "", "{text}");
    }
    assert_eq!(clean("One").one_line(), Some("One"));
    assert_eq!(clean("- One").one_line(), None);
}

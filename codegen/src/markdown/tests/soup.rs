//! Fragments of Markdown and HTML, concatenated at random.

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Parser, Tag};

use crate::markdown::read::{self, OPTIONS};
use crate::markdown::{clean, tree};
use crate::text;

/// How many random texts are tried.
const COUNT: usize = 2000;

/// What the texts are put together from.
pub(super) const FRAGMENTS: &[&str] = &[
    "a",
    "b c",
    "foo",
    "Name",
    " ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "  \n",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "- [ ] ",
    "- [x] ",
    "# ",
    "## ",
    "### ",
    "> ",
    "```",
    "```rust\n",
    "```json\n",
    "~~~",
    "`",
    "``",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "[x](y)",
    "[x](https://e.com)",
    "[x]",
    "[x][]",
    "[x]: https://e.com\n",
    "[`Vec`]",
    "[^1]",
    "[^1]: note\n",
    "![i](https://e.com/i.png)",
    "|",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "---",
    "===",
    "\\",
    "&amp;",
    "&lt;",
    "&",
    "&copy;",
    "<",
    ">",
    "https://e.com/a_b",
    "http://x.yz).",
    "<https://e.com>",
    "<me@e.com>",
    "!",
    "code",
    ":",
    "'",
    "\"",
    "x_y_z",
    "*a*",
    "**b**",
    "~~c~~",
    "1.",
    "#",
    "é",
    "日本",
    "*/",
    "/*",
    "//",
    "#![doc=\"x\"]",
    "fn main() {}",
    "std::vec::Vec",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<code>",
    "</code>",
    "<p>",
    "</p>",
    "<br>",
    "<br/>",
    "<ul>",
    "</ul>",
    "<ol start=3>",
    "<li>",
    "</li>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "</td>",
    "<th>",
    "<pre>",
    "</pre>",
    "<a href=\"https://e.com\">",
    "<a href='#x'>",
    "</a>",
    "<token>",
    "</token>",
    "<!-- c",
    "-->",
    "<h2>",
    "</h2>",
    "<div>",
    "<script>",
    "</script>",
    "<blockquote>",
    "</blockquote>",
    "<hr>",
    "<sup>",
    "<img src=https://e.com/i.png alt=i>",
    "\u{202e}",
    "\u{200b}",
    "\u{1b}[31m",
    "\0",
];

/// A random sequence that depends on its seed alone.
pub(super) struct Random(pub u64);

impl Random {
    pub(super) fn below(&mut self, limit: usize) -> usize {
        // Xorshift, <https://www.jstatsoft.org/article/view/v008i14>.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).expect("is below a usize")
    }

    pub(super) fn soup(&mut self) -> String {
        let count = 1 + self.below(14);
        (0..count)
            .map(|_| FRAGMENTS[self.below(FRAGMENTS.len())])
            .collect()
    }
}

/// What rustdoc would complain about.
fn complaints(markdown: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut broken = Vec::new();
    let mut note = |link: BrokenLink<'_>| {
        broken.push(format!("broken link {}", link.reference));
        None
    };
    for event in Parser::new_with_broken_link_callback(markdown, OPTIONS, Some(&mut note)) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) if &*html != "<br>" => {
                complaints.push(format!("HTML {html}"));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                complaints.push("indented code".to_owned());
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language)))
                if matches!(&*language, "" | "rust") =>
            {
                complaints.push(format!("compiled code {language}"));
            }
            Event::Start(Tag::Link { dest_url, .. })
                if !dest_url.contains(':') && !dest_url.contains('@') =>
            {
                complaints.push(format!("link to {dest_url}"));
            }
            _ => {}
        }
    }
    complaints.extend(broken);
    complaints
}

/// The text of a document without markup and white space.
fn words(markdown: &str) -> String {
    let text = tree::plain_lines(&read::document(markdown));
    text.split_whitespace().collect()
}

/// The seed of the random texts: `SEED`, where it is set.
pub(super) fn seed() -> u64 {
    let given = std::env::var("SEED").ok();
    let seed = given
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(20_260_101);
    println!("SEED={seed}");
    seed
}

#[test]
fn any_text_becomes_documentation_that_reads_as_it_was_written() {
    let mut random = Random(seed());
    for _ in 0..COUNT {
        let soup = random.soup();
        let docs = clean(&soup).lines().join("\n");
        let context = format!("text: {soup:?}\ndocs: {docs:?}");
        assert_eq!(complaints(&docs), [""; 0], "{context}");
        assert_eq!(clean(&docs).lines().join("\n"), docs, "{context}");
        assert_eq!(words(&docs), words(&text::stripped(&soup)), "{context}");
        assert!(!docs.contains(text::is_hidden), "{context}");
    }
}

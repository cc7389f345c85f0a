//! Builds a tree from what opens and closes, balanced or not.

use pulldown_cmark::Alignment;

use super::tree::{Block, Inline, plain};

/// How many levels may be open; what is nested deeper belongs to the deepest level.
///
/// Walking the tree takes stack for each level.
const DEPTH: usize = 16;

/// Something that is open.
#[derive(Debug)]
struct Frame {
    /// Its number among all that were opened.
    id: usize,
    origin: Origin,
    kind: Kind,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
}

impl Frame {
    fn add_item(&mut self, blocks: Vec<Block>) {
        if let Kind::List { items, .. } = &mut self.kind
            && !blocks.is_empty()
        {
            items.push(blocks);
        }
    }

    fn add_cell(&mut self, inlines: Vec<Inline>) {
        if let Kind::Table { rows, .. } = &mut self.kind
            && let Some(row) = rows.last_mut()
        {
            row.push(inlines);
        }
    }
}

/// What a frame was opened by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Origin {
    /// Markdown, where everything closes in order.
    Markdown,
    /// A tag, whose end may be anywhere or missing.
    Tag,
}

/// What can be open.
#[derive(Debug, PartialEq)]
pub(super) enum Kind {
    Document,
    Quote,
    List {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Item,
    Table {
        columns: Vec<Alignment>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Cell,
    Paragraph,
    Heading(u8),
    /// Text whose line breaks and blanks count.
    Preformatted,
    Emphasis,
    Strong,
    Strikethrough,
    Code,
    Link(String),
    /// What is not shown, such as a script.
    Hidden,
}

impl Kind {
    pub(super) fn list(start: Option<u64>) -> Self {
        let items = Vec::new();
        Self::List { start, items }
    }

    pub(super) fn table(columns: Vec<Alignment>) -> Self {
        let rows = Vec::new();
        Self::Table { columns, rows }
    }

    /// Whether it is inline.
    fn is_inline(&self) -> bool {
        matches!(
            self,
            Self::Emphasis
                | Self::Strong
                | Self::Strikethrough
                | Self::Code
                | Self::Link(_)
                | Self::Hidden
        )
    }

    /// Whether it holds inlines only, and ends where a block begins.
    fn is_leaf(&self) -> bool {
        matches!(
            self,
            Self::Paragraph | Self::Heading(_) | Self::Preformatted
        )
    }

    /// Whether it is the same construct, whatever it holds.
    fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// A tree under construction.
#[derive(Debug)]
pub(super) struct Builder {
    /// What is open; the first is the document.
    frames: Vec<Frame>,
    /// The frames that Markdown has to close, if there still are any.
    markdown: Vec<Option<usize>>,
    opened: usize,
    /// Text to put in front of the next paragraph.
    label: String,
}

impl Default for Builder {
    fn default() -> Self {
        let mut builder = Self {
            frames: Vec::new(),
            markdown: Vec::new(),
            opened: 0,
            label: String::new(),
        };
        builder.push(Kind::Document, Origin::Markdown);
        builder
    }
}

impl Builder {
    /// The finished tree.
    pub(super) fn finish(mut self) -> Vec<Block> {
        while self.frames.len() > 1 {
            self.close();
        }
        self.frames
            .pop()
            .map_or_else(Vec::new, |frame| frame.blocks)
    }

    /// Opens what Markdown will close with [`end`](Self::end); `None` where only that end is to be expected.
    pub(super) fn start(&mut self, kind: Option<Kind>) {
        let frame = kind.and_then(|kind| self.open(kind, Origin::Markdown));
        self.markdown.push(frame);
    }

    /// Closes what Markdown opened last, and all that tags left open in it.
    pub(super) fn end(&mut self) {
        let id = self.markdown.pop().flatten();
        if let Some(depth) = self.frames.iter().position(|frame| Some(frame.id) == id) {
            self.close_to(depth);
        }
    }

    /// Opens what a tag begins.
    pub(super) fn start_tag(&mut self, kind: Kind) {
        self.open(kind, Origin::Tag);
    }

    /// Closes the nearest construct of this kind that a tag opened, but nothing that Markdown did.
    pub(super) fn end_tag(&mut self, kind: &Kind) {
        let found = self
            .frames
            .iter()
            .enumerate()
            .rev()
            .find_map(|(depth, it)| {
                let is_here = it.origin == Origin::Tag && it.kind.is_like(kind);
                let is_border = it.origin == Origin::Markdown && !it.kind.is_inline();
                (is_here || is_border).then_some((depth, is_here))
            });
        if let Some((depth, true)) = found {
            self.close_to(depth);
        }
    }

    /// Ends the current paragraph; in a cell of a table, the current line.
    pub(super) fn boundary(&mut self) {
        while self.top().kind.is_inline() || self.top().kind.is_leaf() {
            self.close();
        }
        if self.top().kind == Kind::Cell {
            self.add_break();
        }
    }

    /// Begins a row of a table.
    pub(super) fn row(&mut self) {
        self.boundary();
        if let Kind::Table { rows, .. } = &mut self.top().kind {
            rows.push(Vec::new());
        }
    }

    /// Adds text; between blocks, white space is nothing.
    pub(super) fn text(&mut self, text: &str) {
        let kind = &self.top().kind;
        let is_between = !kind.is_inline() && !kind.is_leaf() && *kind != Kind::Cell;
        if text.is_empty() || (is_between && text.trim().is_empty()) {
            return;
        }
        self.leaf();
        match self.top().inlines.last_mut() {
            Some(Inline::Text(before)) => before.push_str(text),
            _ => self.top().inlines.push(Inline::Text(text.to_owned())),
        }
    }

    /// Adds code to a line.
    pub(super) fn code(&mut self, text: &str) {
        self.leaf();
        match self.top().inlines.last_mut() {
            // Code next to code would share its backticks.
            Some(Inline::Code(before)) => before.push_str(text),
            _ => self.top().inlines.push(Inline::Code(text.to_owned())),
        }
    }

    /// Adds the check box of an item.
    pub(super) fn task(&mut self, is_checked: bool) {
        self.leaf();
        let begins_item = match self.frames.as_slice() {
            [.., item, paragraph] => {
                item.kind == Kind::Item && item.blocks.is_empty() && paragraph.inlines.is_empty()
            }
            _ => false,
        };
        if begins_item {
            self.top().inlines.push(Inline::Task(is_checked));
        }
    }

    /// Ends a line; two in a row end the paragraph.
    pub(super) fn line_break(&mut self) {
        if self.is_open(&Kind::Preformatted) {
            return self.text("\n");
        }
        let inlines = self.top().inlines.iter().rev();
        let mut shown =
            inlines.filter(|it| !matches!(it, Inline::Text(text) if text.trim().is_empty()));
        if shown.next() == Some(&Inline::Break) {
            self.boundary();
        } else {
            self.add_break();
        }
    }

    /// Adds a block of code; in a cell of a table, a line of it.
    pub(super) fn code_block(&mut self, language: &str, text: &str) {
        self.boundary();
        if text.trim().is_empty() {
            return;
        }
        if self.top().kind == Kind::Cell {
            return self.code(text);
        }
        self.container();
        let (language, text) = (language.to_owned(), text.to_owned());
        self.top().blocks.push(Block::Code { language, text });
    }

    /// Adds a rule.
    pub(super) fn rule(&mut self) {
        self.boundary();
        if self.top().kind != Kind::Cell {
            self.container();
            self.top().blocks.push(Block::Rule);
        }
    }

    /// Begins a footnote: its label goes in front of its first paragraph.
    pub(super) fn footnote(&mut self, label: &str) {
        self.boundary();
        self.label = format!("[{label}] ");
    }

    /// Whether something of this kind is open.
    pub(super) fn is_open(&self, kind: &Kind) -> bool {
        self.frames.iter().any(|frame| frame.kind.is_like(kind))
    }

    fn top(&mut self) -> &mut Frame {
        self.frames
            .last_mut()
            .expect("the document is never closed")
    }

    fn push(&mut self, kind: Kind, origin: Origin) -> usize {
        self.opened += 1;
        self.frames.push(Frame {
            id: self.opened,
            origin,
            kind,
            blocks: Vec::new(),
            inlines: Vec::new(),
        });
        self.opened
    }

    /// Opens an element if it is allowed here, and returns its number; otherwise its content belongs to the element that is open.
    fn open(&mut self, kind: Kind, origin: Origin) -> Option<usize> {
        if kind.is_inline() {
            let is_heading = kind == Kind::Strong && self.is_open(&Kind::Heading(0));
            if is_heading || self.is_open(&kind) || self.frames.len() >= DEPTH {
                return None;
            }
            self.leaf();
            return Some(self.push(kind, origin));
        }
        self.boundary();
        if kind == Kind::Item && self.top().kind == Kind::Item && self.top().origin == Origin::Tag {
            self.close();
        }
        match (&kind, &self.top().kind) {
            (Kind::Item, Kind::List { .. }) | (Kind::Cell, Kind::Table { .. }) => {}
            (_, Kind::Cell) | (Kind::Cell, _) => return None,
            (Kind::Item, _) => {
                self.open(Kind::list(None), origin)?;
            }
            _ => self.container(),
        }
        (self.frames.len() < DEPTH).then(|| self.push(kind, origin))
    }

    /// Makes sure that a line is open.
    fn leaf(&mut self) {
        if let Kind::Table { rows, .. } = &mut self.top().kind {
            if rows.is_empty() {
                rows.push(Vec::new());
            }
            self.push(Kind::Cell, Origin::Tag);
        }
        if self.top().kind == Kind::Cell {
            return;
        }
        self.container();
        let kind = &self.top().kind;
        if !kind.is_inline() && !kind.is_leaf() {
            self.push(Kind::Paragraph, Origin::Tag);
            let label = std::mem::take(&mut self.label);
            if !label.is_empty() {
                self.top().inlines.push(Inline::Text(label));
            }
        }
    }

    /// Closes lists and tables: only their items and cells hold anything.
    fn container(&mut self) {
        while matches!(self.top().kind, Kind::List { .. } | Kind::Table { .. }) {
            self.close();
        }
    }

    fn add_break(&mut self) {
        let inlines = &mut self.top().inlines;
        let is_start = inlines.iter().all(|inline| match inline {
            Inline::Text(text) => text.trim().is_empty(),
            inline => matches!(inline, Inline::Task(_)),
        });
        if !is_start {
            inlines.push(Inline::Break);
        }
    }

    fn close_to(&mut self, depth: usize) {
        while self.frames.len() > depth.max(1) {
            self.close();
        }
    }

    /// Closes the element that was opened last. Unless it is empty, it becomes part of its parent.
    fn close(&mut self) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let is_empty = is_blank(&frame.inlines);
        let is_document = self.frames.len() == 1;
        let parent = self.top();
        match frame.kind {
            Kind::Emphasis | Kind::Strong | Kind::Strikethrough if is_empty => {
                self.text(&plain(&frame.inlines));
            }
            Kind::Emphasis => parent.inlines.push(Inline::Emphasis(frame.inlines)),
            Kind::Strong => parent.inlines.push(Inline::Strong(frame.inlines)),
            Kind::Strikethrough => parent.inlines.push(Inline::Strikethrough(frame.inlines)),
            Kind::Code => self.code(&plain(&frame.inlines)),
            // An image without words, and nothing that could be clicked.
            Kind::Link(url) if is_empty && frame.origin == Origin::Markdown => self.text(&url),
            Kind::Link(_) if is_empty => {
                self.text(&plain(&frame.inlines));
            }
            Kind::Link(url) => parent.inlines.push(Inline::Link(url, frame.inlines)),
            Kind::Paragraph | Kind::Heading(_) | Kind::Preformatted if is_empty => {}
            Kind::Preformatted => parent.blocks.push(Block::Code {
                language: String::new(),
                text: plain(&frame.inlines),
            }),
            Kind::Heading(level) if is_document => {
                parent.blocks.push(Block::Heading(level, frame.inlines));
            }
            Kind::Heading(_) => {
                let strong = Inline::Strong(frame.inlines);
                parent.blocks.push(Block::Paragraph(vec![strong]));
            }
            Kind::Paragraph => parent.blocks.push(Block::Paragraph(frame.inlines)),
            Kind::Quote if frame.blocks.is_empty() => {}
            Kind::Quote => parent.blocks.push(Block::Quote(frame.blocks)),
            Kind::List { items, .. } if items.is_empty() => {}
            Kind::List { start, items } => parent.blocks.push(Block::List { start, items }),
            Kind::Item => parent.add_item(frame.blocks),
            Kind::Table { rows, .. } if rows.iter().flatten().all(|cell| is_blank(cell)) => {}
            Kind::Table { columns, rows } => parent.blocks.push(Block::Table { columns, rows }),
            Kind::Cell => parent.add_cell(frame.inlines),
            Kind::Hidden | Kind::Document => {}
        }
    }
}

fn is_blank(inlines: &[Inline]) -> bool {
    plain(inlines).trim().is_empty()
}

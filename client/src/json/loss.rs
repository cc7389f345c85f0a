//! The loss while a document is read: values that did not fit and were left out.
//!
//! Nothing is recorded while all values fit. A value is recorded by the address of its node, and its location is only
//! found if somebody asks for it.

use std::cell::{Cell, RefCell};

use super::document::Node;
use super::{Mismatch, Value};

/// How many mismatches are kept. The limit bounds the memory that a hostile body can take.
pub(crate) const LIMIT: usize = 100;

/// How often a document can be read as other types of unions, after one that did not fit. The limit bounds the time that
/// a hostile body can take, as unions can contain each other.
const RETRIES: usize = 100;

/// What was lost and converted so far.
#[derive(Debug)]
pub(super) struct Loss {
    entries: RefCell<Vec<Entry>>,
    cost: Cell<Cost>,
    /// The number of nodes that can still be read again.
    retries: Cell<usize>,
    fill: Cell<Fill>,
}

/// Whether required fields that do not fit are read as empty values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    No,
    /// In a body.
    Body,
    /// In an empty value, at most this many structs deep.
    Empty(usize),
}

/// How badly a type fits: fewer lost values are better, then fewer conversions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost {
    lost: usize,
    converted: usize,
}

/// A value that was left out.
#[derive(Debug)]
pub(super) struct Entry {
    /// The address of its node.
    address: usize,
    /// Its location starts at the value.
    mismatch: Mismatch,
}

/// A state of a [`Loss`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    entries: usize,
    cost: Cost,
}

impl Loss {
    /// No loss yet, in a document of this many nodes.
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            entries: RefCell::default(),
            cost: Cell::default(),
            retries: Cell::new(nodes.saturating_mul(RETRIES)),
            fill: Cell::new(Fill::No),
        }
    }

    /// Forgets everything, and reads required fields in another way from now on.
    pub(super) fn fill(&self, fill: Fill) {
        self.cost.set(Cost::default());
        self.entries.borrow_mut().clear();
        self.fill.set(fill);
    }

    pub(super) fn fills(&self) -> Fill {
        self.fill.get()
    }

    /// Records a value that is left out.
    #[cold]
    pub(super) fn add(&self, value: &Value<'_>, mismatch: Mismatch) {
        self.add_at(address(value.node()), mismatch);
    }

    /// Records a member that is missing in the object with these members.
    #[cold]
    pub(super) fn add_missing(&self, members: &[Node<'_>], mismatch: Mismatch) {
        // The node of an object is before those of its members.
        let address = members.as_ptr() as usize - size_of::<Node<'_>>();
        self.add_at(address, mismatch);
    }

    fn add_at(&self, address: usize, mismatch: Mismatch) {
        let Cost { lost, converted } = self.cost.get();
        let lost = lost + 1;
        self.cost.set(Cost { lost, converted });
        let mut entries = self.entries.borrow_mut();
        if entries.len() < LIMIT {
            entries.push(Entry { address, mismatch });
        }
    }

    /// Records that a value has another type, but the same meaning.
    #[cold]
    pub(super) fn convert(&self) {
        let Cost { lost, converted } = self.cost.get();
        let converted = converted + 1;
        self.cost.set(Cost { lost, converted });
    }

    pub(super) fn mark(&self) -> Mark {
        Mark {
            entries: self.entries.borrow().len(),
            cost: self.cost.get(),
        }
    }

    /// The cost since a mark.
    pub(super) fn cost_since(&self, mark: Mark) -> Cost {
        let cost = self.cost.get();
        Cost {
            lost: cost.lost - mark.cost.lost,
            converted: cost.converted - mark.cost.converted,
        }
    }

    /// Forgets what was recorded since a mark, and returns it.
    pub(super) fn rewind(&self, mark: Mark) -> Vec<Entry> {
        self.cost.set(mark.cost);
        self.entries.borrow_mut().split_off(mark.entries)
    }

    /// Records again what [`rewind`](Self::rewind) returned.
    pub(super) fn restore(&self, entries: Vec<Entry>, cost: Cost) {
        let now = self.cost.get();
        self.cost.set(Cost {
            lost: now.lost + cost.lost,
            converted: now.converted + cost.converted,
        });
        self.entries.borrow_mut().extend(entries);
    }

    /// Whether a value may be read as one more type.
    pub(super) fn may_retry(&self, value: &Value<'_>) -> bool {
        let left = self.retries.get().saturating_sub(value.nodes().len());
        self.retries.set(left);
        left > 0
    }

    /// Appends the mismatches, with their locations in the document.
    pub(super) fn report(&self, root: Value<'_>, mismatches: &mut Vec<Mismatch>) {
        for entry in self.entries.borrow().iter() {
            mismatches.push(locate(root, entry.address, entry.mismatch.clone()));
        }
    }
}

impl Cost {
    pub(super) fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

fn address(node: &Node<'_>) -> usize {
    std::ptr::from_ref(node) as usize
}

/// Extends a location that starts at the node with this address, so that it starts at the root.
fn locate(root: Value<'_>, target: usize, mismatch: Mismatch) -> Mismatch {
    let mut steps: Vec<String> = Vec::new();
    let mut value = root;
    while address(value.node()) != target {
        let Some((step, inner)) = step_towards(value, target) else {
            break;
        };
        steps.push(step);
        value = inner;
    }
    steps.into_iter().rev().fold(mismatch, Mismatch::at)
}

/// The item or member that contains a node, and its index or key.
fn step_towards(value: Value<'_>, target: usize) -> Option<(String, Value<'_>)> {
    let is_last = |inner: &Value<'_>| inner.contains(target);
    if let Ok(items) = value.items() {
        let mut items = items.enumerate();
        let (index, item) = items.find(|(_, item)| is_last(item))?;
        return Some((index.to_string(), item));
    }
    let object = value.object().ok()?;
    let (key, member) = object.iter().find(|(_, member)| is_last(member))?;
    Some((key.to_owned(), member))
}

impl Value<'_> {
    /// Whether a node is part of the value.
    fn contains(&self, target: usize) -> bool {
        let nodes = self.nodes();
        nodes.first().is_some_and(|node| address(node) <= target)
            && nodes.last().is_some_and(|node| target <= address(node))
    }
}

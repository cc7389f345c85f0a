//! Auth blocks.
//!
//! A collection can have several; the first is what its children inherit, and a request can name another by its id.

use super::pairs::pairs;
use super::part::Part;
use super::yaml::{Content, Node};

/// The auth blocks that a request can inherit by id, innermost last.
pub(super) type Known<'a> = Vec<&'a Node>;

/// The blocks of a folder.
pub(super) fn blocks(definition: Option<&Node>) -> impl Iterator<Item = &Node> {
    let auth = definition.and_then(|definition| definition.get("auth"));
    let single = auth.filter(|auth| matches!(auth.content, Content::Map(_)));
    let listed = auth.map_or(&[][..], Node::items).iter();
    single.into_iter().chain(listed)
}

/// The auth of a folder or a request; [`None`] if it inherits that of the folder above.
pub(super) fn auth(definition: Option<&Node>, known: &Known<'_>) -> Option<Part> {
    let block = blocks(definition).next()?;
    if block.text_of("type")? != "inherit" {
        return part(block);
    }
    let id = block.get("credentials")?.text_of("id")?;
    let named = known
        .iter()
        .rev()
        .find(|known| known.text_of("id") == Some(id))?;
    part(named)
}

fn part(block: &Node) -> Option<Part> {
    let kind = block.text_of("type")?;
    let parameters = pairs(block.get("credentials")).into_iter().map(|pair| {
        let value = pair.value.map_or_else(|| Part::new(()), Part::of);
        Part::object()
            .from(pair.origin)
            .with("key", Part::new(pair.key))
            .with("value", value)
            .with("type", Part::new("any"))
    });
    let entries = vec![
        ("type".to_owned(), Part::new(kind)),
        (kind.to_owned(), Part::list(parameters.collect())),
    ];
    Some(Part::map(entries).from(&block.origin))
}

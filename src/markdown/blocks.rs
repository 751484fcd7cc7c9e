//! What a Markdown text says, block by block: its words and where each of them stands, without emphasis, links and code.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::markdown::OPTIONS;

/// A paragraph, heading, item or cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// What kind of block.
    pub(crate) kind: BlockKind,
    /// Its words in order, each with its bytes in the text; where those are more or fewer, the words were written otherwise.
    pub(crate) words: Vec<(String, Range<usize>)>,
}

/// A kind of block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
}

/// Returns the blocks of a Markdown text in order.
pub(crate) fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Vec<Block> = Vec::new();
    let mut code = 0;
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                code += usize::from(matches!(tag, Tag::CodeBlock(_)));
                if let Some(mut kind) = kind(&tag) {
                    if kind == BlockKind::Paragraph && open.last().is_some_and(|block| block.kind == BlockKind::Item) {
                        kind = BlockKind::Item;
                    }
                    open.push(Block { kind, words: Vec::new() });
                }
            }
            Event::End(tag) => {
                code -= usize::from(tag == TagEnd::CodeBlock);
                let closes = matches!(tag, TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell);
                if closes && let Some(block) = open.pop().filter(|block| !block.words.is_empty()) {
                    blocks.push(block);
                }
            }
            Event::Text(text) if code == 0 => {
                if let Some(block) = open.last_mut() {
                    block.words.push((text.into_string(), range));
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(block) = open.last_mut() {
                    block.words.push((" ".to_owned(), range));
                }
            }
            _ => {}
        }
    }
    blocks
}

fn kind(tag: &Tag<'_>) -> Option<BlockKind> {
    match tag {
        Tag::Heading { .. } => Some(BlockKind::Heading),
        Tag::Paragraph => Some(BlockKind::Paragraph),
        Tag::Item => Some(BlockKind::Item),
        Tag::TableCell => Some(BlockKind::Cell),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::BlockKind::{Cell, Heading, Item, Paragraph};
    use super::*;

    #[test]
    fn every_block_has_its_words_and_where_they_stand() {
        let text = "# A *title*\n\nOne\ntwo [three](https://x.org) `four`.\n\n- five\n- six\n\n| a |\n| --- |\n| 7 |\n\n```\nno\n```\n";
        let said: Vec<(BlockKind, String)> = blocks(text)
            .into_iter()
            .map(|block| {
                for (words, range) in &block.words {
                    assert!(words == " " || text[range.clone()] == **words, "{words}");
                }
                (block.kind, block.words.into_iter().map(|(words, _)| words).collect())
            })
            .collect();
        let said: Vec<(BlockKind, &str)> = said.iter().map(|(kind, words)| (*kind, words.as_str())).collect();
        assert_eq!(
            said,
            [
                (Heading, "A title"),
                (Paragraph, "One two three ."),
                (Item, "five"),
                (Item, "six"),
                (Cell, "a"),
                (Cell, "7")
            ]
        );
    }
}

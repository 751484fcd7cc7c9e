//! A registry file as a tree of lists and mappings, every node with its byte range and its words exactly as written.

use crate::diagnostic::Problem;
use crate::text::Span;

/// A value or a key.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// Its number in the tree, in the order of the text.
    pub(super) number: u32,
    /// Its bytes, without trailing space.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: NodeKind,
}

/// What a node is.
#[derive(Debug, Clone)]
pub(super) enum NodeKind {
    /// Words without quotes, which may mean "nothing" or true or false.
    Plain(String),
    /// Words in quotes or as a block of text.
    Quoted(String),
    /// Items.
    List(Vec<Node>),
    /// Keys with values.
    Mapping(Vec<Pair>),
    /// Something already reported that holds no value: an alias.
    Refused,
}

/// A key with its value.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    /// The key.
    pub(super) key: Node,
    /// The value.
    pub(super) value: Node,
}

impl Node {
    /// Returns the words of a scalar.
    pub(super) fn words(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Plain(words) | NodeKind::Quoted(words) => Some(words),
            _ => None,
        }
    }

    /// Returns whether nothing is written there, or YAML's words for nothing.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(&self.kind, NodeKind::Plain(words) if matches!(words.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }
}

/// A file's tree, with what was refused in it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The value at the top; none where the file is empty.
    pub(super) root: Option<Node>,
    /// What was refused.
    pub(super) problems: Vec<Problem>,
}

//! Texts of the registry that readers see: words with references to figures and claims between double braces.
//!
//! They are the smallest possible template language: a name in braces and nothing else. Whatever needs a condition or a
//! loop belongs in the brief's own template.

use super::{Claim, Figure, Key};

/// A text with its references resolved, and where each piece begins in the bytes of the value as written: nowhere where the
/// tool made the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose(pub Vec<Piece>, Vec<usize>);

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words as written; plain text, not Markdown.
    Words(String),
    /// `{{ figures.id }}`: the figure's value.
    Figure(Key<Figure>),
    /// `{{ claims.id }}` and its parts.
    Claim(Key<Claim>, ClaimPart),
    /// `{{ value }}`: the tested figure of the claim in whose text it stands.
    Value,
}

/// What of a claim is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimPart {
    /// `{{ claims.id }}`: the statement.
    Statement,
    /// `{{ claims.id.quantity }}`: the quantity in the claim's words.
    Quantity,
    /// `{{ claims.id.value }}`: the tested figure.
    Value,
    /// `{{ claims.id.standing }}`: the standing in the reader's words.
    Standing,
}

impl Prose {
    /// Returns a text without references.
    pub fn plain(words: impl Into<String>) -> Self {
        Self::made(vec![Piece::Words(words.into())])
    }

    /// Returns a text that the tool made.
    pub fn made(pieces: Vec<Piece>) -> Self {
        Self(pieces, Vec::new())
    }

    /// Returns a text that somebody wrote, each piece with where it begins.
    pub fn written(pieces: impl IntoIterator<Item = (Piece, usize)>) -> Self {
        let (pieces, starts) = pieces.into_iter().unzip();
        Self(pieces, starts)
    }

    /// Visits the pieces with where each begins in the value as written.
    pub fn placed(&self) -> impl Iterator<Item = (&Piece, usize)> {
        self.0.iter().zip(self.1.iter().copied())
    }

    /// Returns whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|piece| matches!(piece, Piece::Words(words) if words.trim().is_empty()))
    }

    /// Returns the text with its references as written, for messages; ids are not known here.
    pub fn plain_words(&self) -> String {
        self.0
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.as_str(),
                Piece::Value => "{{ value }}",
                Piece::Figure(_) | Piece::Claim(..) => "{{ … }}",
            })
            .collect()
    }
}

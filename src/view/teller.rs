//! What views are put into words with: the model, what it comes to, and the words of its language.

use crate::language::{Conjunction, Labels, Language};
use crate::model::{Claim, ClaimPart, Key, Model, Piece, RegistryText};
use crate::outcome::Evaluation;

use crate::view::MarkedText;

/// Tells entries of the registry and what they come to as marked text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Teller<'a> {
    /// What the registry means.
    pub(super) model: &'a Model,
    /// What it comes to.
    pub(super) evaluation: &'a Evaluation,
    /// How many texts deep a text that prints another one stands; a circle of statements ends.
    depth: u8,
}

/// How many texts may print each other.
const DEEPEST: u8 = 6;
/// How many runs a text may have, so that texts which print each other many times stay small.
const LONGEST: usize = 4096;

impl<'a> Teller<'a> {
    /// Returns a teller.
    pub(super) fn new(model: &'a Model, evaluation: &'a Evaluation) -> Self {
        Self { model, evaluation, depth: 0 }
    }

    /// Returns the language of the briefs.
    pub(super) fn language(&self) -> Language {
        self.model.publication.language
    }

    /// Returns the words of that language.
    pub(super) fn words(&self) -> &'static Labels {
        self.language().text()
    }

    /// Returns a text of the registry with its references printed; `of` is the claim whose `{{ value }}` it may name.
    pub(super) fn prose(&self, prose: &RegistryText, of: Option<Key<Claim>>) -> MarkedText {
        let mut line = MarkedText::default();
        if self.depth >= DEEPEST {
            return line;
        }
        let inner = Self { depth: self.depth + 1, ..*self };
        for piece in &prose.0 {
            if line.0.len() > LONGEST {
                break;
            }
            let printed = match piece {
                Piece::Words(words) => Some(MarkedText::words(words.as_str())),
                Piece::Figure(figure) => inner.figure(*figure),
                Piece::Value => of.and_then(|claim| inner.value(claim, None)),
                Piece::Claim(claim, ClaimPart::Statement) => Some(inner.statement(*claim)),
                Piece::Claim(claim, ClaimPart::Quantity) => inner.quantity(*claim),
                Piece::Claim(claim, ClaimPart::Value) => inner.value(*claim, None),
                Piece::Claim(claim, ClaimPart::Standing) => Some(inner.standing(*claim)),
            };
            line.append(printed.unwrap_or_default());
        }
        self.say_once(&mut line);
        line
    }

    /// Returns lines in a row, as the language lists things.
    pub(super) fn list(&self, lines: &[MarkedText]) -> MarkedText {
        self.joined(lines, Conjunction::And)
    }

    /// Returns lines of which one is meant: `a, b or c`.
    pub(super) fn one_of(&self, lines: &[MarkedText]) -> MarkedText {
        self.joined(lines, Conjunction::Or)
    }

    fn joined(&self, lines: &[MarkedText], conjunction: Conjunction) -> MarkedText {
        let lists = &self.language().vocabulary().lists;
        let mut all = MarkedText::default();
        for (index, line) in lines.iter().enumerate() {
            all.push(lists.before(index, lines.len(), conjunction));
            all.append(line.clone());
        }
        all
    }
}

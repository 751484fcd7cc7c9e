//! The labels that a text names.

use crate::language::{Lexicon, Term};
use crate::text::{Piece, Span, pieces};

use crate::rules::ties::Labels;

/// How many words before a label may set it apart.
const BEFORE: usize = 3;

/// A label that a text names.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    /// As the text writes it.
    pub(crate) words: String,
    /// Where, in bytes of the text.
    pub(crate) span: Span,
    /// The columns that have it.
    pub(crate) columns: Vec<usize>,
    /// Whether it is plainly a name that something is said of: not part of a longer one, not set apart, no common noun.
    pub(crate) plain: bool,
    /// Whether it is not part of a longer name.
    alone: bool,
    /// Whether it is set apart from what is said: `not Bremen`, `than Bremen`.
    pub(crate) is_apart: bool,
}

impl Label {
    /// Returns whether it is written like a common noun, and something is said of it.
    pub(crate) fn is_common(&self) -> bool {
        self.alone && !self.is_apart && !self.plain
    }
}

/// Returns the labels that a text names, the longest at each place, in order.
pub(crate) fn names(text: &str, labels: &Labels, lexicon: &Lexicon) -> Vec<Label> {
    let all = pieces(text);
    let plain: Vec<&str> = all.iter().map(|piece| piece.text).collect();
    let lower: Vec<&str> = all.iter().map(|piece| &*piece.lower).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let Some((length, columns, proper)) = labels.at(&plain[at..]) else {
            at += 1;
            continue;
        };
        let span = Span::new(all[at].span.start, all[at + length - 1].span.end);
        let alone = !proper || !is_part_of_name(&all, &lower, at, length, lexicon);
        let is_apart = is_set_apart(&lower, at, lexicon);
        let words = text[span.range()].to_owned();
        found.push(Label {
            words,
            span,
            columns: columns.to_vec(),
            plain: proper && alone && !is_apart,
            alone,
            is_apart,
        });
        at += length;
    }
    found
}

fn begins_sentence(all: &[Piece<'_>], at: usize) -> bool {
    at == 0 || [".", "!", "?", ":", "“", "\"", "¿", "¡"].contains(&all[at - 1].text)
}

/// `West Virginia` does not name Virginia, nor `Saxony-Anhalt` Saxony, nor `Bremen Airport` Bremen.
fn is_part_of_name(all: &[Piece<'_>], lower: &[&str], at: usize, length: usize, lexicon: &Lexicon) -> bool {
    let is_name = |piece: &Piece<'_>| piece.is_word() && piece.is_capital();
    let hyphen = |at: usize| all.get(at).is_some_and(|piece| matches!(piece.text, "-" | "–") && piece.glued);
    let before = at.checked_sub(1).map(|at| &all[at]).is_some_and(|before| {
        let starts = begins_sentence(all, at - 1);
        let joins = [Term::When, Term::Where, Term::Joins, Term::Definite, Term::Article, Term::Than, Term::Apart]
            .iter()
            .any(|term| lexicon.is(lower[at - 1], *term));
        is_name(before) && !(starts && joins)
    });
    let next = all.get(at + length).is_some_and(is_name);
    before
        || next
        || hyphen(at + length) && all.get(at + length + 1).is_some_and(Piece::is_word)
        || at > 0 && hyphen(at - 1)
}

/// `not Bremen`, `than Bremen`, `outside Bremen`.
fn is_set_apart(lower: &[&str], at: usize, lexicon: &Lexicon) -> bool {
    let ends = |at: usize| matches!(lower[at], "," | ";" | ":" | "." | "(" | ")");
    let start = (0..at).rev().take_while(|at| !ends(*at)).take(BEFORE).last().unwrap_or(at);
    let apart = [Term::Contrast, Term::Negation, Term::Than, Term::Apart];
    // A phrase that ends before the label.
    lexicon.phrases_in(lower[start..at].iter().copied()).any(|(term, _)| apart.contains(&term))
}

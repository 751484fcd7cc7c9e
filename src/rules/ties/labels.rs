//! The labels of a dataset, the words of its text columns that name a place, a group, a cause; and those that a text names.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::language::{Language, Lexicon, Term};
use crate::model::{Dataset, Provisional};
use crate::table::Cells;
use crate::text::{Piece, Span, in_lower_case, pieces};

use crate::rules::ties::Calendar;

/// The labels of a dataset, arranged so that all at a place of a text are found at once.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    /// By the first piece in lower case: how many pieces the labels have that begin with it.
    lengths: HashMap<String, BTreeSet<usize>>,
    /// By their pieces, the first in lower case: each way to write the first.
    by_pieces: HashMap<String, Vec<Written>>,
    /// The columns whose words are labels.
    columns: Vec<usize>,
}

/// A label as it is written.
#[derive(Debug)]
struct Written {
    first: String,
    /// Whether one of its pieces begins with a capital letter.
    proper: bool,
    /// The columns that have it.
    columns: Vec<usize>,
}

impl Labels {
    /// Returns the labels of a dataset: no times, no marks of a status, no words for the whole or the rest.
    pub(super) fn of(dataset: &Dataset, calendar: &Calendar, language: Language) -> Self {
        let lexicon = Lexicon::of(language);
        let status = match dataset.provisional {
            Some(Provisional::Status(column)) => Some(column),
            _ => None,
        };
        let mut labels = Self::default();
        for (column, of) in dataset.table.columns.iter().enumerate() {
            let Cells::Words { words, .. } = &of.cells else { continue };
            if calendar.is_time(column) || status == Some(column) {
                continue;
            }
            labels.columns.push(column);
            for (code, _) in (0..).zip(words.iter()) {
                labels.add(words.shown(code), column, lexicon);
            }
        }
        labels
    }

    fn add(&mut self, label: &str, column: usize, lexicon: &Lexicon) {
        let pieces = pieces(label);
        let Some(first) = pieces.first().map(|first| first.text) else { return };
        let letters = label.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 || is_whole(&pieces, lexicon) {
            return;
        }
        let proper = pieces.iter().any(Piece::is_capital);
        let written: Vec<&str> = pieces.iter().map(|piece| piece.text).collect();
        let lower = in_lower_case(first);
        self.lengths.entry(lower.to_string()).or_default().insert(written.len());
        let ways = self.by_pieces.entry(joined(&lower, &written[1..])).or_default();
        let at = ways.binary_search_by(|way| (*way.first).cmp(first)).unwrap_or_else(|at| {
            ways.insert(at, Written { first: first.to_owned(), proper, columns: Vec::new() });
            at
        });
        // Columns come one after the other, each with all its words.
        if ways[at].columns.last() != Some(&column) {
            ways[at].columns.push(column);
        }
    }

    /// Returns the longest label that begins with the first of some pieces: how many it has, and the columns that have it.
    /// Letters are as written, but for the first, which a sentence may begin with.
    fn at(&self, here: &[&str]) -> Option<(usize, &[usize], bool)> {
        let (first, rest) = here.split_first()?;
        let lower = in_lower_case(first);
        let lengths = self.lengths.get(&*lower)?.iter().rev().filter(|length| **length <= here.len());
        let ways = lengths.filter_map(|length| {
            let ways = self.by_pieces.get(&joined(&lower, &rest[..length - 1]))?;
            let same = || ways.iter().rfind(|way| same_but_for_first(&way.first, first));
            Some((*length, ways.iter().find(|way| way.first == *first).or_else(same)?))
        });
        let (length, way) = ways.into_iter().next()?;
        Some((length, &way.columns, way.proper && way.first == *first))
    }

    /// Returns whether the words of a column are labels.
    pub(crate) fn has_column(&self, column: usize) -> bool {
        self.columns.contains(&column)
    }
}

fn same_but_for_first(written: &str, here: &str) -> bool {
    let (mut one, mut other) = (written.chars(), here.chars());
    let first = one.next().map(|c| c.to_lowercase().to_string()) == other.next().map(|c| c.to_lowercase().to_string());
    first && one.as_str() == other.as_str()
}

/// Returns pieces as one text: no piece has a space in it.
fn joined(first: &str, rest: &[&str]) -> String {
    rest.iter().fold(first.to_owned(), |all, piece| all + " " + piece)
}

/// Returns whether a label is a word for the whole, or for the rest.
fn is_whole(written: &[Piece<'_>], lexicon: &Lexicon) -> bool {
    let phrases = lexicon.phrases_in(written.iter().map(|piece| &*piece.lower));
    let is =
        |(term, range): (Term, Range<usize>)| term == Term::Whole && (range.start == 0 || range.len() == written.len());
    phrases.into_iter().any(is)
}

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The labels find what comparing each of them with the words finds: the longest, and of those the one written so.
        #[test]
        fn a_label_is_found_as_if_each_was_compared(
            known in prop::collection::vec("[abAB]b( [abA]c){0,2}", 0..9),
            text in prop::collection::vec("[abAB]b|[abA]c", 1..5),
        ) {
            let mut labels = Labels::default();
            let lexicon = Lexicon::of(Language::ENGLISH);
            for (at, label) in known.iter().enumerate() {
                labels.add(label, at / 3, lexicon);
            }
            let here: Vec<&str> = text.iter().map(String::as_str).collect();
            let mut all: Vec<Vec<&str>> = known.iter().map(|label| label.split(' ').collect()).collect();
            all.sort();
            let begins = |label: &&Vec<&str>| {
                label.len() <= here.len()
                    && label.iter().zip(&here).skip(1).all(|(label, here)| label == here)
                    && same_but_for_first(label[0], here[0])
            };
            let best = all.iter().filter(begins).max_by_key(|label| (label.len(), label[0] == here[0]));
            let wanted = best.map(|label| {
                let columns: BTreeSet<usize> =
                    (0..known.len()).filter(|at| known[*at] == label.join(" ")).map(|at| at / 3).collect();
                let proper = label.iter().any(|piece| piece.starts_with(char::is_uppercase));
                (label.len(), columns.into_iter().collect::<Vec<_>>(), proper && label[0] == here[0])
            });
            let found = labels.at(&here).map(|(length, columns, proper)| (length, columns.to_vec(), proper));
            prop_assert_eq!(found, wanted);
        }
    }
}

//! The labels of a dataset: the words of its text columns that name a place, a group, a cause.

use std::collections::{BTreeMap, HashMap};

use crate::language::{Language, Lexicon, Term};
use crate::model::{Dataset, Provisional};
use crate::table::Cells;
use crate::text::pieces;

use crate::rules::ties::Calendar;

/// Labels by their pieces as written, with the columns that have each.
type Known = BTreeMap<Vec<String>, Vec<usize>>;

/// The labels of a dataset, arranged so that all at a place of a text are found at once.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    /// By the first piece in lower case: the pieces as written, and the columns that have the label.
    by_first: HashMap<String, Known>,
    /// The columns whose words are labels.
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
            for word in words.iter() {
                labels.add(word, column, lexicon);
            }
        }
        labels
    }

    fn add(&mut self, label: &str, column: usize, lexicon: &Lexicon) {
        let written: Vec<String> = pieces(label).iter().map(|piece| piece.text.to_owned()).collect();
        let Some(first) = written.first().map(|first| first.to_lowercase()) else { return };
        let letters = label.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 || is_whole(&written, lexicon) {
            return;
        }
        let columns = self.by_first.entry(first).or_default().entry(written).or_default();
        // Columns come one after the other, each with all its words.
        if columns.last() != Some(&column) {
            columns.push(column);
        }
    }

    /// Returns the longest label that begins with the first of some pieces: how many it has, and the columns that have it.
    /// Letters are as written, but for the first, which a sentence may begin with.
    pub(super) fn at(&self, here: &[&str]) -> Option<(usize, &[usize], bool)> {
        let known = self.by_first.get(&here.first()?.to_lowercase())?;
        let found = known.iter().filter(|(written, _)| {
            written.len() <= here.len()
                && written.iter().zip(here).skip(1).all(|(written, here)| written == here)
                && same_but_for_first(&written[0], here[0])
        });
        let (written, columns) = found.max_by_key(|(written, _)| (written.len(), written[0] == here[0]))?;
        let proper = written.iter().any(|piece| piece.chars().next().is_some_and(char::is_uppercase));
        Some((written.len(), columns, proper && written[0] == here[0]))
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

/// Returns whether a label is a word for the whole, or for the rest.
pub(super) fn is_whole(written: &[String], lexicon: &Lexicon) -> bool {
    let lower: Vec<String> = written.iter().map(|piece| piece.to_lowercase()).collect();
    let plain: Vec<&str> = lower.iter().map(String::as_str).collect();
    (0..plain.len()).any(|at| {
        lexicon.at(&plain[at..]).any(|(term, length)| term == Term::Whole && (at == 0 || length == plain.len()))
    })
}

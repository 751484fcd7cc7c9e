//! Every table of the model with what is found out about it once and then shared: postings, join partners, and the point
//! from which cells are provisional.
//!
//! All of it is made when first asked for, from any thread, and only for columns that several selections filter on.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

use crate::model::{Calculation, Dataset, Filter, Join, Key, Model, Predicate, Selection, Table, TestOf};

use super::frame::{Frame, Reader, Sheet};
use super::index::Postings;
use super::join::{self, Partners};
use super::provisional::Provisionals;

/// How many selections must filter on a column before it is worth sorting its rows.
const WORTH_AN_INDEX: u32 = 3;

/// Which release of a dataset: none for the current one, else the place among the earlier ones.
pub(super) type Release = Option<usize>;

/// The tables of a model.
pub(super) struct Tables<'m> {
    /// The model.
    pub(super) model: &'m Model,
    shelves: Vec<Shelf>,
    joins: Mutex<BTreeMap<JoinKey, Arc<OnceLock<Partners>>>>,
}

type JoinKey = (Key<Dataset>, Release, Key<Dataset>, Vec<(usize, usize)>);

/// What is known of one dataset's releases: the current one, then the earlier ones.
struct Shelf {
    releases: Vec<Found>,
}

/// What is found out about one table.
struct Found {
    postings: Vec<Option<OnceLock<Postings>>>,
    provisional: OnceLock<Provisionals>,
}

impl<'m> Tables<'m> {
    /// Returns the tables of a model, nothing worked out yet.
    pub(super) fn of(model: &'m Model) -> Self {
        Self::with(model, &uses(model))
    }

    /// Returns the tables of a model for a single selection, for which no index is worth making.
    pub(super) fn unindexed(model: &'m Model) -> Self {
        let no_uses = model.datasets.iter().map(|(_, _, dataset)| vec![0; dataset.table.columns.len()]);
        Self::with(model, &no_uses.collect::<Vec<_>>())
    }

    fn with(model: &'m Model, uses: &[Vec<u32>]) -> Self {
        let shelves = model
            .datasets
            .iter()
            .map(|(key, _, dataset)| {
                let wanted = |table: &Table| {
                    let often = |name: &str| {
                        let column = dataset.table.column(name);
                        column.is_some_and(|column| uses[key.index()][column] >= WORTH_AN_INDEX)
                    };
                    let postings = table.columns.iter().map(|column| often(&column.name).then(OnceLock::new)).collect();
                    Found { postings, provisional: OnceLock::new() }
                };
                let earlier = dataset.earlier.iter().map(|release| wanted(&release.table));
                Shelf { releases: [wanted(&dataset.table)].into_iter().chain(earlier).collect() }
            })
            .collect();
        Self { model, shelves, joins: Mutex::default() }
    }

    /// Returns one release of a dataset.
    pub(super) fn sheet(&self, dataset: Key<Dataset>, release: Release) -> Sheet<'m> {
        let dataset = &self.model.datasets[dataset];
        match release {
            None => Sheet { file: &dataset.file, table: &dataset.table },
            Some(at) => Sheet { file: &dataset.earlier[at].file, table: &dataset.earlier[at].table },
        }
    }

    /// Returns what a selection sees, or why its join cannot be made.
    pub(super) fn frame(
        &self,
        of: Key<Dataset>,
        release: Release,
        join: Option<&Join>,
    ) -> Result<Frame<'m>, join::KeyTwice> {
        let first = self.sheet(of, release);
        let Some(join) = join else { return Ok(Frame { first, second: None }) };
        let second = self.sheet(join.dataset, None);
        let slot = {
            let mut joins = self.joins.lock().expect("no thread panics while it holds the joins");
            Arc::clone(joins.entry((of, release, join.dataset, join.key.clone())).or_default())
        };
        let partners = slot.get_or_init(|| join::partners(first, second, &join.key)).clone()?;
        Ok(Frame { first, second: Some((second, partners)) })
    }

    /// Returns the postings of a column of the first dataset, where it is worth having them.
    pub(super) fn postings(&self, of: Key<Dataset>, release: Release, column: usize) -> Option<&Postings> {
        let slot = self.found(of, release).postings.get(column)?.as_ref()?;
        let table = self.sheet(of, release).table;
        Some(slot.get_or_init(|| Postings::of(&Reader::new(&table.columns[column]), table.rows)))
    }

    /// Returns which rows of a release are provisional.
    pub(super) fn provisionals(&self, of: Key<Dataset>, release: Release) -> Provisionals {
        let table = self.sheet(of, release).table;
        *self.found(of, release).provisional.get_or_init(|| Provisionals::of(&self.model.datasets[of], table))
    }

    fn found(&self, of: Key<Dataset>, release: Release) -> &Found {
        &self.shelves[of.index()].releases[release.map_or(0, |at| at + 1)]
    }
}

/// Returns by dataset and column how many selections filter on it in a way that an index answers.
fn uses(model: &Model) -> Vec<Vec<u32>> {
    let mut uses: Vec<Vec<u32>> =
        model.datasets.iter().map(|(_, _, dataset)| vec![0; dataset.table.columns.len()]).collect();
    for selection in selections(model) {
        for Filter { column, predicate } in &selection.filters {
            let answers = matches!(predicate, Predicate::In(_) | Predicate::Within { .. });
            if let Some(uses) = uses[selection.of.index()].get_mut(*column).filter(|_| answers) {
                *uses += 1;
            }
        }
    }
    uses
}

fn selections(model: &Model) -> impl Iterator<Item = &Selection> {
    let figures = model.figures.iter().map(|(_, _, figure)| &figure.calculation);
    let tests = model.claims.iter().flat_map(|(_, _, claim)| &claim.tests).filter_map(|test| match &test.of {
        TestOf::Inline(calculation) => Some(&**calculation),
        TestOf::Figure(_) => None,
    });
    figures.chain(tests).filter_map(|calculation| match calculation {
        Calculation::Select(selection) => Some(selection),
        Calculation::Derive(_) | Calculation::Quote(_) => None,
    })
}

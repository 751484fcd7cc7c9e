//! From the model to what it says: figures get values and cells, claims get their standing and its reason.
//!
//! Nothing here is written by an author and nothing is printed: numbers stay exact and unrounded, reasons are texts with
//! references.

mod aggregate;
mod answers;
mod asked;
mod bases;
mod calculate;
mod composition;
mod decide;
mod derive;
mod disclosure;
mod ends;
mod fault;
mod flags;
mod held;
mod join;
mod judged;

mod listed;
mod look_alike;
mod measured;
mod missing;
mod moved_on;
mod origins;
mod plausible;
mod reading;
mod reason;
mod recover;
mod related;
mod revised;
#[cfg(test)]
mod sample;
mod scale;
mod select;
mod span;
mod standing;
mod stock;
mod sums;
mod suppress;
mod swapped;
mod tables;
mod taken;
#[cfg(test)]
mod tests;
mod told;
mod trend;
mod uncertain;
mod units;
mod unmatched;
mod vintage;
mod which;
mod worked_out;

pub use disclosure::{WithheldCells, are_few, is_told_by_its_rows, withheld_behind, withheld_cell, withheld_in_table};
pub use judged::judged_by_earlier;
pub use missing::missing;
pub use origins::aside;
pub use recover::recoverable;
pub use standing::if_interests_were_stated;
pub use uncertain::interval;
pub use units::is_guarded;

use std::sync::Arc;

use rayon::prelude::*;

use revised::Provisionals;
use tables::Tables;

use crate::diagnostic::Problems;
use crate::model::{Claim, Dataset, Key, Model, Selection, TestOf};
use crate::number::Number;
use crate::outcome::{Assessment, Evaluation, Outcome};
use crate::quantity::{Judgement, Quantity};
use crate::table::Table;
use crate::vocabulary::Caveats;

/// Returns what the model says: the outcome of each figure and the assessment of each claim.
pub fn model(model: &Model, problems: &mut Problems) -> Evaluation {
    let tables = Tables::of(model);
    let mut figures = calculate::outcomes(&tables, problems);
    let claims: Vec<Key<Claim>> = model.claims.keys().collect();
    let assessed: Vec<(Assessment, Problems)> = claims
        .into_par_iter()
        .map(|claim| {
            let mut problems = Problems::default();
            let readings = reading::read(&tables, &figures, claim, &mut problems);
            (standing::assess(model, &figures, &model.claims[claim], readings), problems)
        })
        .collect();
    let mut claims = Vec::with_capacity(assessed.len());
    for (assessment, met) in assessed {
        claims.push(assessment);
        problems.extend(met);
    }
    plausible::check(&tables, problems);
    composition::check(&tables, problems);
    listed::check(&tables, model, problems);
    show_why(model, &mut figures, &mut claims);
    let revisions = model.datasets.keys().map(|dataset| Arc::clone(tables.revisions(dataset))).collect();
    Evaluation::new(figures, claims, revisions).with_views(&model.datasets)
}

/// Gives each tested figure the decimals that every claim on it needs, wherever it is printed.
fn show_why(model: &Model, figures: &mut [Option<Outcome>], claims: &mut [Assessment]) {
    let tested = |claim: Key<Claim>| {
        model.claims[claim].tests.iter().enumerate().filter_map(|(at, test)| match test.of {
            TestOf::Figure(figure) => Some((at, figure.index())),
            TestOf::Inline(_) => None,
        })
    };
    for claim in model.claims.keys() {
        for (at, figure) in tested(claim) {
            let needed = claims[claim.index()].readings[at].outcome.as_ref().map(|outcome| outcome.least_decimals);
            if let (Some(outcome), Some(needed)) = (&mut figures[figure], needed) {
                outcome.least_decimals = outcome.least_decimals.max(needed);
            }
        }
    }
    for claim in model.claims.keys() {
        for (at, figure) in tested(claim) {
            let shown = figures[figure].as_ref().map_or(0, |outcome| outcome.least_decimals);
            if let Some(outcome) = &mut claims[claim.index()].readings[at].outcome {
                outcome.least_decimals = shown;
            }
        }
    }
}

/// Returns what a number makes of a quantity; none where the two do not speak of the same kind of thing.
pub fn judge(model: &Model, quantity: &Quantity, outcome: &Outcome, number: Number) -> Option<Judgement> {
    units::judge(model, quantity, outcome, number).ok()
}

/// What is said of the cells of a dataset's current release, beside whether they are revised.
pub struct SaidOfCells<'m>(&'m Table, Provisionals);

impl<'m> SaidOfCells<'m> {
    /// Returns what is said of the cells of a dataset.
    pub fn of(model: &'m Model, dataset: Key<Dataset>) -> Self {
        Self(&model.datasets[dataset].table, Provisionals::of_release(&model.datasets, dataset, None))
    }

    /// Returns what is said of the number in a row and column.
    pub fn cell(&self, row: usize, column: usize) -> Caveats {
        self.1.said_in(self.0, column, [row])
    }
}

/// Returns the rows of the first dataset that a selection takes, in the order of the file; none where its join cannot be
/// made.
pub fn rows(model: &Model, selection: &Selection) -> Vec<usize> {
    rows_in(&Tables::unindexed(model), selection, &select::Scan)
}

fn rows_in(tables: &Tables<'_>, selection: &Selection, index: &impl select::Index) -> Vec<usize> {
    let Ok(frame) = tables.frame(selection.of, None, selection.join.as_ref()) else { return Vec::new() };
    select::rows(&frame, &selection.filters, index).into_iter().map(|row| row as usize).collect()
}

/// Finds the rows of many selections: what is found out about a table serves all of them.
pub struct Rows<'m>(Tables<'m>);

impl<'m> Rows<'m> {
    /// Returns the rows of a model, none looked for yet.
    pub fn of_model(model: &'m Model) -> Self {
        Self(Tables::of(model))
    }

    /// Returns the rows of a selection, as [`rows`] does.
    pub fn of(&self, selection: &Selection) -> Vec<usize> {
        rows_in(&self.0, selection, &self.0.index(selection.of, None))
    }

    /// Returns the rows of the joined dataset that belong to some rows of a selection, each once, in the order of its file.
    pub fn partners(&self, selection: &Selection, rows: &[usize]) -> Vec<usize> {
        let Ok(frame) = self.0.frame(selection.of, None, selection.join.as_ref()) else { return Vec::new() };
        let Some((_, partners)) = &frame.second else { return Vec::new() };
        let found = partners.found(rows.iter().map(|row| join::narrow(*row)));
        let mut found: Vec<usize> = found.into_iter().map(|row| row as usize).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

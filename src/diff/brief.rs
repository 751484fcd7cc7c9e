//! Everything in which one brief differs from an edition of it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::sentence::{LeaningSentence, SentenceChange, leaning, rewritten};
use super::standing::{Conclusion, Flip, conclusions, flips};
use super::{Looked, Since};
use crate::edition::{
    Cell, Change, Changes, Claim, CurrentBrief, Dataset, Figure, Measure, Revised, Revision, Row, Source, Unknown,
};
use crate::language::Language;
use crate::model::Model;
use crate::number::Date;

/// A brief that says something else than an edition of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Differing {
    /// The brief.
    pub id: String,
    /// The number of the edition.
    pub edition: u32,
    /// The day it is dated.
    pub date: String,
    /// Whether the brief is withdrawn, and stays so whatever is accepted of it but a reinstatement.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
    /// Whether the standing or the tested figure of a claim that answers the question is another, or which claims do.
    pub conclusion_changed: bool,
    /// Those claims.
    pub conclusions: Vec<Conclusion>,
    /// The claims whose standing is another, with what made it so.
    pub standings: Vec<Flip>,
    /// Every claim that differs in anything.
    pub claims: Vec<Change<Claim>>,
    /// The numbers that are printed in another way.
    pub numbers: Vec<RevisedNumber>,
    /// Every figure that differs in anything, exact values that print as before among them.
    pub figures: Vec<Change<Figure>>,
    /// The rows of printed tables that differ.
    pub rows: Vec<Change<Row>>,
    /// The sentences that stand as they stood and lean on what moved.
    pub leaning: Vec<LeaningSentence>,
    /// The sentences that were rewritten, are new or gone.
    pub sentences: Vec<SentenceChange>,
    /// The open questions that differ, are new or gone.
    pub unknowns: Vec<Change<Unknown>>,
    /// The open questions that were to be looked at again before the day of the publication.
    pub overdue: Vec<Overdue>,
    /// The open questions that something new counts.
    pub answerable: Vec<Answerable>,
    /// The sources that differ.
    pub sources: Vec<Change<Source>>,
    /// The definitions that differ.
    pub definitions: Vec<Change<Measure>>,
    /// The datasets that differ.
    pub datasets: Vec<DatasetChange>,
    /// What no page shows.
    pub invisible: Unseen,
}

impl Differing {
    /// Returns how a brief differs from an edition of it.
    pub(super) fn of(id: &str, since: &Since<'_>, looked: Looked<'_>, what_if: &BTreeSet<String>) -> Self {
        let Since { number, date, withdrawn, changes, .. } = since;
        Self {
            id: id.to_owned(),
            edition: *number,
            date: (*date).to_owned(),
            withdrawn: *withdrawn,
            conclusion_changed: changes.conclusion(),
            conclusions: conclusions(changes),
            standings: flips(since, looked.model),
            claims: changes.claims.clone(),
            numbers: revised(since, looked.model.publication.language),
            figures: changes.figures.clone(),
            rows: changes.rows.clone(),
            leaning: leaning(since, looked),
            sentences: rewritten(since, looked),
            unknowns: changes.unknowns.clone(),
            overdue: overdue(since.now, looked.model.publication.as_of),
            answerable: answerable(changes),
            sources: changes.sources.clone(),
            definitions: changes.measures.clone(),
            datasets: datasets(changes, looked.model, what_if),
            invisible: Unseen::of(since),
        }
    }
}

/// What became of a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DatasetChangeKind {
    /// The brief did not rest on it.
    New,
    /// The brief no longer rests on it.
    Gone,
    /// Its vintage is another.
    Release,
    /// Its file is another, its vintage is not.
    Correction,
    /// Another file was read in its place, to see what would be.
    WhatIf,
    /// Its file is the same, and is read in another way.
    Schema,
}

/// A dataset that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct DatasetChange {
    /// The dataset.
    pub id: String,
    /// What became of it.
    pub kind: DatasetChangeKind,
    /// What it was.
    pub old: Option<Dataset>,
    /// What it is.
    pub new: Option<Dataset>,
    /// The columns that came or went, each with its type.
    pub fields: Fields,
    /// How many cells behind printed numbers hold something else than they did.
    pub revised_cells: usize,
    /// The numbers and tables of which cells changed within the release, where it is not remembered which.
    pub changed_behind: Vec<String>,
    /// Whether cells were revised and the release that is compared with is not kept under `earlier`.
    pub earlier_not_kept: bool,
}

/// Columns that came or went; one whose type is another does both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Fields {
    /// Those that came.
    pub added: Vec<String>,
    /// Those that went.
    pub removed: Vec<String>,
}

/// Returns the datasets that differ; in place of those in `what_if` another file was read.
pub(super) fn datasets(changes: &Changes, model: &Model, what_if: &BTreeSet<String>) -> Vec<DatasetChange> {
    changes.datasets.iter().map(|change| dataset(change, changes, model, what_if)).collect()
}

fn dataset(change: &Change<Dataset>, changes: &Changes, model: &Model, what_if: &BTreeSet<String>) -> DatasetChange {
    let kind = match (&change.old, &change.new) {
        (None, _) => DatasetChangeKind::New,
        (_, None) => DatasetChangeKind::Gone,
        _ if what_if.contains(&change.id) => DatasetChangeKind::WhatIf,
        (Some(old), Some(new)) if old.vintage != new.vintage => DatasetChangeKind::Release,
        (Some(old), Some(new)) if old.sha256 == new.sha256 => DatasetChangeKind::Schema,
        _ => DatasetChangeKind::Correction,
    };
    let cells = changes.cells.iter().filter(|cell| cell.both().is_some() && is_of(cell, &change.id));
    let revised_cells = cells.count();
    DatasetChange {
        id: change.id.clone(),
        kind,
        fields: change.both().map(|(old, new)| Fields::between(&old.fields, &new.fields)).unwrap_or_default(),
        revised_cells,
        changed_behind: changes.extents_in(&change.id).map(|extent| extent.id.clone()).collect(),
        earlier_not_kept: kind == DatasetChangeKind::Release && revised_cells > 0 && !keeps(change, model),
        old: change.old.clone(),
        new: change.new.clone(),
    }
}

fn is_of(cell: &Change<Cell>, dataset: &str) -> bool {
    cell.id.split_once('/').is_some_and(|(id, _)| id == dataset)
}

/// Returns whether a dataset keeps the release that it was.
fn keeps(change: &Change<Dataset>, model: &Model) -> bool {
    let was = change.old.as_ref().and_then(|old| old.vintage.as_ref());
    let dataset = model.datasets.find(&change.id).map(|key| &model.datasets[key]);
    dataset.zip(was).is_some_and(|(dataset, was)| dataset.earlier.iter().any(|release| release.vintage == *was))
}

impl Fields {
    fn between(old: &str, new: &str) -> Self {
        let (old, new): (Vec<&str>, Vec<&str>) = (old.split(", ").collect(), new.split(", ").collect());
        let without = |fields: &[&str], others: &[&str]| {
            fields.iter().filter(|field| !others.contains(field)).map(|field| (*field).to_owned()).collect()
        };
        Self { added: without(&new, &old), removed: without(&old, &new) }
    }
}

/// A number that is printed in another way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct RevisedNumber {
    /// The figure, or the claim whose tested figure it is.
    pub id: String,
    /// What it counts; of a tested figure, what the claim says.
    pub label: String,
    /// As it was printed.
    pub old: String,
    /// As it is printed.
    pub new: String,
    /// By how much it is more, as plain digits; none unless both name one number alike.
    pub difference: Option<String>,
    /// The same in percent of what it was, to one decimal.
    pub percent: Option<String>,
    /// The difference in words.
    #[serde(skip)]
    pub said: Option<String>,
}

/// Returns the numbers that are printed in another way.
pub(super) fn revised(since: &Since<'_>, language: Language) -> Vec<RevisedNumber> {
    let of = |Revised { id, label, old, new, .. }| {
        let revision = Revision::between(old, new, language);
        RevisedNumber {
            id: id.to_owned(),
            label: label.to_owned(),
            old: old.to_string(),
            new: new.to_string(),
            difference: revision.map(|revision| revision.difference.to_string()),
            percent: revision.and_then(|revision| revision.percent_digits()),
            said: revision.map(|revision| revision.said(language)),
        }
    };
    since.changes.revised().into_iter().map(of).collect()
}

/// How much changed that no page shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Unseen {
    /// Figures whose exact value is another and that print as before.
    pub figures: usize,
    /// Cells that hold something else, behind numbers that print as before.
    pub cells: usize,
}

impl Unseen {
    /// Returns how much of a brief changed that its page does not show.
    pub(super) fn of(since: &Since<'_>) -> Self {
        let Since { changes, now, .. } = since;
        let moved: BTreeSet<&str> = changes.revised().into_iter().map(|revised| revised.id).collect();
        let flipped = changes.flips().map(|(id, ..)| id);
        // What is printed for the first time brings its cells with it.
        let figures = changes.figures.iter().filter(|change| change.both().is_none()).map(|change| &*change.id);
        let claims = changes.claims.iter().filter(|change| change.both().is_none()).map(|change| &*change.id);
        let shown: BTreeSet<&str> = moved.into_iter().chain(flipped).chain(figures).chain(claims).collect();
        let seen: BTreeSet<String> = shown.iter().flat_map(|id| now.cells_of(id)).collect();
        let unseen = changes.cells.iter().filter(|change| change.both().is_some() && !seen.contains(&change.id));
        Self { figures: changes.invisible(), cells: unseen.count() }
    }
}

/// An open question that was to be looked at again before the day of the publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Overdue {
    /// The unknown.
    pub id: String,
    /// The question.
    pub question: String,
    /// When it was to be looked at.
    pub next_check: String,
}

/// An open question that may now be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Answerable {
    /// The unknown.
    pub id: String,
    /// The question.
    pub question: String,
    /// What counts what it asks for and did not before: datasets, claims, sources.
    pub by: Vec<String>,
}

/// Returns the open questions of a brief that were to be looked at before `as_of`.
pub(super) fn overdue(now: &CurrentBrief, as_of: Option<Date>) -> Vec<Overdue> {
    let of = |(id, unknown): (&str, &crate::edition::Unknown)| {
        let next_check = unknown.next_check.clone()?;
        let is_past = Date::parse(&next_check).ok()? < as_of?;
        is_past.then(|| Overdue { id: id.to_owned(), question: unknown.question.clone(), next_check })
    };
    now.content.read().unknowns().filter_map(of).collect()
}

/// Returns the open questions that something counts now and did not before.
pub(super) fn answerable(changes: &Changes) -> Vec<Answerable> {
    let both = changes.unknowns.iter().filter_map(|change| change.both().map(|(old, new)| (&change.id, old, new)));
    let of = |(id, old, new): (&String, &crate::edition::Unknown, &crate::edition::Unknown)| {
        let by: Vec<String> = new.counted_by.iter().filter(|id| !old.counted_by.contains(id)).cloned().collect();
        (!by.is_empty()).then(|| Answerable { id: id.clone(), question: new.question.clone(), by })
    };
    both.filter_map(of).collect()
}

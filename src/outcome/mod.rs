//! What a registry comes to: the value of each figure and the standing of each claim, with what they rest on.

mod found;
mod origin;
mod revisions;
mod span;
mod standing_label;
mod value;

pub(crate) use found::{Found, Missing, Placed, Point, Step};
pub(crate) use origin::{Cap, Disregarded, Origin, Side, body_of};
pub(crate) use revisions::Revisions;
pub(crate) use span::declared_span;
pub(crate) use span::{Length, Span, span_of, span_of_claim};
pub(crate) use standing_label::StandingLabel;
pub(crate) use value::{Along, Interval, Name, Outcome, Provenance, Sign, Uncertain, Value, Withheld, name_of};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Claim, Dataset, Figure, Key, RegistryText, Section, Stated, TableEntry};
use crate::number::Number;
use crate::quantity::Judgement;
use crate::reads::{self, Readable};
use crate::vocabulary::{Caveats, Standing};

/// What the model says.
#[derive(Debug)]
pub struct Evaluation {
    figures: Vec<Option<Outcome>>,
    claims: Vec<Assessment>,
    revisions: Vec<Arc<Revisions>>,
    /// By dataset, those whose files hold what it holds, where that is a view.
    views: BTreeMap<Key<Dataset>, Vec<Key<Dataset>>>,
}

impl Evaluation {
    /// Returns what the model says: by key the outcome of each figure, none where a problem stopped it, the assessment of each
    /// claim, and the revised cells of each dataset.
    pub(crate) fn new(figures: Vec<Option<Outcome>>, claims: Vec<Assessment>, revisions: Vec<Arc<Revisions>>) -> Self {
        Self { figures, claims, revisions, views: BTreeMap::new() }
    }

    /// Returns it with what is known of views.
    pub(crate) fn with_views(self, datasets: &Section<Dataset>) -> Self {
        let views = datasets.iter().filter(|(_, _, dataset)| dataset.view.is_some());
        let views = views.map(|(key, ..)| (key, datasets.with_files(key))).collect();
        Self { views, ..self }
    }

    /// Returns the datasets whose files hold what one holds: itself, or of a view those that it is made of.
    pub(crate) fn with_files(&self, dataset: Key<Dataset>) -> Vec<Key<Dataset>> {
        reads::note(Readable::Datasets, dataset.index());
        self.views.get(&dataset).cloned().unwrap_or_else(|| vec![dataset])
    }

    /// Returns the outcome of a figure.
    pub fn figure(&self, key: Key<Figure>) -> Option<&Outcome> {
        reads::note(Readable::Figures, key.index());
        self.figures[key.index()].as_ref()
    }

    /// Returns the assessment of a claim.
    pub fn claim(&self, key: Key<Claim>) -> &Assessment {
        reads::note(Readable::Claims, key.index());
        &self.claims[key.index()]
    }

    /// Returns the revised cells of a dataset.
    pub fn revisions(&self, key: Key<Dataset>) -> &Revisions {
        reads::note(Readable::Datasets, key.index());
        &self.revisions[key.index()]
    }

    /// Returns the datasets that a value is from, through the figures it is made of.
    pub fn datasets(&self, trace: &Provenance) -> Vec<Key<Dataset>> {
        let mut found = Vec::new();
        for dataset in trace.datasets(&|figure| self.figure(figure)).into_iter().flat_map(|key| self.with_files(key)) {
            if !found.contains(&dataset) {
                found.push(dataset);
            }
        }
        found
    }
}

/// A claim's standing and what it rests on.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// The standing.
    pub standing: Standing,
    /// What a reader is told of it.
    pub told: StandingLabel,
    /// Why, in a sentence; its numbers are references.
    pub reason: RegistryText,
    /// Whether a provisional cell takes part in its test.
    pub provisional: bool,
    /// Whether a revised cell takes part in its test.
    pub revised: bool,
    /// Everything that is said of the cells that its tested numbers are made of.
    pub said: Caveats,
    /// What is said only of the cells that its tested numbers are held against.
    pub rivals: Caveats,
    /// What each reading came to, in the order of the claim's tests.
    pub readings: Vec<ReadingOutcome>,
    /// The origins that count, disinterested first.
    pub origins: Vec<Origin>,
    /// Indexes of evidence items that are an interested party's dispute: printed as a reply.
    pub replies: Vec<usize>,
}

impl Assessment {
    /// Returns the tested figure: that of the first reading that has one.
    pub fn value(&self) -> Option<&Outcome> {
        self.readings.iter().find_map(|reading| reading.outcome.as_ref())
    }
}

/// What a reading of a claim came to.
#[derive(Debug, Clone)]
pub struct ReadingOutcome {
    /// The tested figure; none where a problem stopped it.
    pub outcome: Option<Outcome>,
    /// Whether the claim holds under this reading; none where it could not be decided.
    pub holds: Option<bool>,
    /// Whether it held on the vintage of the day on which it was said, where an earlier release decides that.
    pub held_when_said: Option<bool>,
    /// Whether it holds but says too little.
    pub uninformative: bool,
    /// Whether the test was made on the measure's own record.
    pub on_record: bool,
    /// Where the change began and where it ended, where the claim says one of the two.
    pub ends: Vec<EndOutcome>,
}

/// One end of a change, and what it makes of the end that a claim says.
#[derive(Debug, Clone)]
pub struct EndOutcome {
    /// Which end.
    pub which: Stated,
    /// The figure that it is; none where it is a value of a series.
    pub figure: Option<Key<Figure>>,
    /// The number.
    pub number: Number,
    /// What it comes to, with the decimals that show why it holds or fails.
    pub outcome: Outcome,
    /// What it makes of the words; none where the claim does not say this end.
    pub judgement: Option<Judgement>,
}

/// Something that is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shown {
    /// A figure.
    Figure(Key<Figure>),
    /// The tested value of a claim's reading, by the reading's index.
    Value(Key<Claim>, usize),
    /// A table.
    Table(Key<TableEntry>),
}

/// A small count that can be worked out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recoverable {
    /// The dataset whose cells it is a sum of.
    pub dataset: Key<Dataset>,
    /// The column; none where it is a number of rows.
    pub column: Option<usize>,
    /// The rows.
    pub rows: Vec<usize>,
    /// What tells it, each once.
    pub from: Vec<Shown>,
}

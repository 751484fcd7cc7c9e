//! Everything in which one brief differs from an edition of it.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::edition::{Change, Claim, Figure, Measure, Row, Source, Unknown};

use super::open::{Answerable, Overdue, answerable, overdue};
use super::printed::{RevisedNumber, Unseen, revised};
use super::rests::{DatasetChange, datasets};
use super::sentence::{LeaningSentence, SentenceChange, leaning, rewritten};
use super::standing::{Conclusion, Flip, conclusions, flips};
use super::{Looked, Since};

/// A brief that says something else than an edition of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Differing {
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

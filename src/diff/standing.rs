//! Conclusions and standings that are others than they were, and the cells and evidence that made them so.

use serde::Serialize;

use crate::edition::{Cell, Change, Changes, Claim, Flagged};
use crate::model::Model;

use super::Since;

/// What a claim came to in an edition, as far as it bears on the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Answer {
    /// Its standing, by the word of the field.
    pub standing: String,
    /// Its tested figures as printed, by reading.
    pub values: Vec<Flagged>,
}

/// A claim by which the answer is another: none on a side where it did not answer the question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Conclusion {
    /// The claim.
    pub id: String,
    /// What it came to.
    pub old: Option<Answer>,
    /// What it comes to.
    pub new: Option<Answer>,
}

/// A claim whose standing is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Flip {
    /// The claim.
    pub id: String,
    /// What it says.
    pub statement: String,
    /// The standing that it had, by the word of the field.
    pub old: String,
    /// The standing that it has.
    pub new: String,
    /// Why it has it.
    pub reason: String,
    /// The cells that its tests read and that hold something else.
    pub cells: Vec<CellChange>,
    /// The evidence that came or went.
    pub evidence: EvidenceChange,
}

/// A cell that holds something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct CellChange {
    /// The dataset.
    pub dataset: String,
    /// What names the row: its primary key, or its cells that are no numbers.
    pub row: String,
    /// The column.
    pub column: String,
    /// What it held; none of a cell that was not there, or that nothing rested on.
    pub old: Option<String>,
    /// What it holds.
    pub new: Option<String>,
}

/// Lines of evidence that came or went: source or dataset, stance and basis.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct EvidenceChange {
    /// Those that came.
    pub added: Vec<String>,
    /// Those that went.
    pub removed: Vec<String>,
}

impl EvidenceChange {
    /// Returns what came and went between a claim as it was and as it is.
    pub(super) fn between(old: &Claim, new: &Claim) -> Self {
        Self { added: without(&new.evidence, &old.evidence), removed: without(&old.evidence, &new.evidence) }
    }
}

/// Returns the lines of one list that are not in another, each as often as it is more often there.
fn without(lines: &[String], others: &[String]) -> Vec<String> {
    let mut left: Vec<&String> = others.iter().collect();
    let mut more = Vec::new();
    for line in lines {
        match left.iter().position(|other| *other == line) {
            Some(at) => _ = left.swap_remove(at),
            None => more.push(line.clone()),
        }
    }
    more
}

/// Returns the claims by which the answer is another.
pub(super) fn conclusions(changes: &Changes) -> Vec<Conclusion> {
    let answer = |claim: &Option<Claim>| {
        let claim = claim.as_ref().filter(|claim| claim.answer)?;
        Some(Answer { standing: claim.standing.clone(), values: claim.values.clone() })
    };
    let of = |change: &Change<Claim>| {
        let (old, new) = (answer(&change.old), answer(&change.new));
        (old != new).then(|| Conclusion { id: change.id.clone(), old, new })
    };
    changes.claims.iter().filter_map(of).collect()
}

/// Returns the claims whose standing is another, with what made it so.
pub(super) fn flips(since: &Since<'_>, model: &Model) -> Vec<Flip> {
    let of = |(id, old, new): (&str, &Claim, &Claim)| Flip {
        id: id.to_owned(),
        statement: new.statement.clone(),
        old: old.standing.clone(),
        new: new.standing.clone(),
        reason: new.reason.clone(),
        cells: since.changes.cells_of(id, since.now).map(|change| CellChange::of(change, model)).collect(),
        evidence: EvidenceChange::between(old, new),
    };
    since.changes.flips().map(of).collect()
}

impl CellChange {
    fn of(change: &Change<Cell>, model: &Model) -> Self {
        let (dataset, rest) = change.id.split_once('/').unwrap_or((&change.id, ""));
        // The name of a row or a column may have a `/` in it; the columns are known.
        let table = model.datasets.find(dataset).map(|key| &model.datasets[key].table);
        let columns = table.iter().flat_map(|table| &table.columns);
        let ends = columns.filter_map(|column| rest.strip_suffix(column.name.as_str())?.strip_suffix('/'));
        let row = ends.min_by_key(|row| row.len());
        let (row, column) = match row {
            Some(row) => (row, &rest[row.len() + 1..]),
            None => rest.rsplit_once('/').unwrap_or((rest, "")),
        };
        let held = |cell: &Option<Cell>| cell.as_ref().map(|cell| cell.0.clone());
        Self {
            dataset: dataset.to_owned(),
            row: row.to_owned(),
            column: column.to_owned(),
            old: held(&change.old),
            new: held(&change.new),
        }
    }
}

//! Numbers that are printed in another way, and those that changed without anybody seeing it.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::edition::{Revised, Revision};
use crate::language::Language;

use super::Since;

/// A number that is printed in another way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RevisedNumber {
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
            old: old.to_owned(),
            new: new.to_owned(),
            difference: revision.map(|revision| revision.difference.to_string()),
            percent: revision.and_then(|revision| revision.percent_digits()),
            said: revision.map(|revision| revision.said(language)),
        }
    };
    since.changes.revised().into_iter().map(of).collect()
}

/// How much changed that no page shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Unseen {
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

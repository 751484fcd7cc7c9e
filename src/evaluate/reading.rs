//! What each reading of a claim comes to: its test made on the data, and held against the claim's quantity or trend.

use crate::diagnostic::Problems;
use crate::model::{Claim, Key, Model};

use super::{Outcome, ReadingOutcome};

/// Returns what each reading of a claim comes to, in the order of its tests.
pub fn read(
    model: &Model,
    _figures: &[Option<Outcome>],
    claim: Key<Claim>,
    _problems: &mut Problems,
) -> Vec<ReadingOutcome> {
    let undecided =
        ReadingOutcome { outcome: None, holds: None, held_when_said: None, uninformative: false, on_record: false };
    vec![undecided; model.claims[claim].tests.len()]
}

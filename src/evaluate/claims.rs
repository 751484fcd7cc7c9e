//! The assessment of a claim: its origins, its standing, and the sentence that says why.

use crate::model::{Claim, Model, Stance};

use super::origin::Heard;
use super::{Assessment, Outcome, ReadingOutcome, decide, origin, reason};

/// Returns what the evidence and the readings of its tests make of a claim.
pub fn assess(model: &Model, figures: &[Option<Outcome>], claim: &Claim, readings: Vec<ReadingOutcome>) -> Assessment {
    let Heard { origins, asides } = origin::origins(model, figures, claim, &readings);
    let (standing, ground) = decide::decide(model, claim, &readings, &origins);
    let reason = reason::sentence(model, claim, &readings, &origins, &asides, ground);
    let replies = origins
        .iter()
        .filter(|origin| origin.interested)
        .flat_map(|origin| origin.evidence.iter().copied())
        .filter(|index| claim.evidence[*index].stance == Stance::Disputes)
        .collect();
    let provisional = readings.iter().filter_map(|reading| reading.outcome.as_ref()).any(|outcome| outcome.provisional);
    Assessment { standing, reason, provisional, readings, origins, replies }
}

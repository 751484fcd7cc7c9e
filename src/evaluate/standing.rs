//! The standing of a claim, computed and never written: what the readings of its tests and the origins behind its evidence make of it,
//! and the sentence that says why.

use crate::model::{Claim, Model};
use crate::vocabulary::{Caveats, Stance, Standing};

use crate::evaluate::origins::Heard;
use crate::evaluate::{decide, origins, reason};
use crate::outcome::Assessment;
use crate::outcome::{Cap, Outcome, ReadingOutcome, StandingLabel};

/// Returns what the evidence and the readings of its tests make of a claim.
pub(super) fn assess(
    model: &Model,
    figures: &[Option<Outcome>],
    claim: &Claim,
    readings: Vec<ReadingOutcome>,
) -> Assessment {
    let Heard { origins, asides } = origins::origins(model, figures, claim, &readings);
    let (standing, ground) = decide::decide(model, claim, &readings, &origins);
    let told = StandingLabel::of(model, &readings, &origins, ground);
    let reason = reason::sentence(model, claim, &readings, &origins, &asides, ground);
    let replies = origins
        .iter()
        .filter(|origin| origin.is_interested())
        .flat_map(|origin| origin.evidence.iter().copied())
        .filter(|index| claim.evidence[*index].stance == Stance::Disputes)
        .collect();
    let outcomes = || readings.iter().filter_map(|reading| reading.outcome.as_ref());
    let said = outcomes().fold(Caveats::NONE, |said, outcome| said.and(outcome.said()));
    let rivals = outcomes().fold(Caveats::NONE, |said, outcome| said.and(outcome.rivals)).without(said);
    let all = said.and(rivals);
    let (provisional, revised) = (all.has(Caveats::PROVISIONAL), all.has(Caveats::REVISED));
    Assessment { standing, told, reason, provisional, revised, said, rivals, readings, origins, replies }
}

/// Returns what the standing of a claim would be if every body behind it said what it stands to gain, and had nothing.
pub fn if_interests_were_stated(model: &Model, claim: &Claim, assessment: &Assessment) -> Standing {
    let mut origins = assessment.origins.clone();
    for origin in &mut origins {
        origin.cap = match origin.cap {
            Some(Cap::InterestsUnstated) => None,
            Some(Cap::NothingSaid) => Some(Cap::NotSaid),
            Some(Cap::Unknown) => Some(Cap::SecondHand),
            cap => cap,
        };
    }
    decide::decide(model, claim, &assessment.readings, &origins).0
}
